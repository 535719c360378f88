// @ts-check
// Clocks count on from data-due by the server's time, which may differ from the tablet's and, in a demonstration, does.

import { left } from "./ui_left.js";
import { word } from "./ui_words.js";

const TICK = 1000;

/**
 * How far the server's clock is ahead of this machine's, in milliseconds.
 * @returns {number}
 */
function ahead() {
  const told = document.getElementById("words")?.dataset.now;
  return told ? Date.parse(told) - (performance.timeOrigin + performance.now()) : 0;
}

/**
 * Say on each clock what is left now; an expired one turns to danger.
 * @param {HTMLElement[]} clocks
 * @param {number} now
 */
function say(clocks, now) {
  for (const clock of clocks) {
    const rest = left(Date.parse(clock.dataset.due ?? "") - now);
    const place = /** @type {HTMLElement} */ (clock.querySelector("[data-left]") ?? clock);
    place.textContent = word((rest.over ? "over" : "left") + rest.scale, { d: rest.d, h: rest.h, m: rest.m, s: rest.s });
    if (rest.over) {
      clock.classList.remove("tone-ok", "tone-info", "tone-warn", "tone-muted");
      clock.classList.add("tone-danger");
    }
  }
}

/**
 * Let every clock of the part run.
 * @param {ParentNode} part
 */
export function counting(part) {
  const clocks = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-due]")]);
  if (!clocks.length) return;
  const offset = ahead();
  const step = () => say(clocks, Date.now() + offset);
  step();
  setInterval(step, TICK);
}
