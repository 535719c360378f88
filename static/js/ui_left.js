// @ts-check
// Time left until a limit, split the way people say it. Pure.

/**
 * @typedef {object} Left
 * @property {boolean} over whether the limit has passed
 * @property {"Days" | "Hours" | "Minutes"} scale the largest unit that is said
 * @property {number} d whole days
 * @property {string} h hours of the last day
 * @property {string} m minutes, two signs beside hours
 * @property {string} s seconds, two signs
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Split a span; a passed limit counts upwards.
 * @param {number} milliseconds until the limit, negative when it has passed
 * @returns {Left}
 */
export function left(milliseconds) {
  const span = Math.abs(milliseconds);
  const scale = span >= 2 * DAY ? "Days" : span >= HOUR ? "Hours" : "Minutes";
  const minutes = Math.floor((span % HOUR) / MINUTE);
  return {
    over: milliseconds < 0,
    scale,
    d: Math.floor(span / DAY),
    h: String(Math.floor((scale === "Days" ? span % DAY : span) / HOUR)),
    m: scale === "Hours" ? String(minutes).padStart(2, "0") : String(minutes),
    s: String(Math.floor((span % MINUTE) / 1000)).padStart(2, "0"),
  };
}
