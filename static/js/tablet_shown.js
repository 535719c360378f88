// @ts-check
// What the outbox says on the page: what waits, what must be looked at, what is wrong. Text only, never markup.

import { needsLook } from "./tablet_letters.js";
import { clock } from "./tablet_truth.js";

/** @typedef {import("./tablet_outbox.js").Entry} Entry */
/** @typedef {import("./tablet_outbox.js").Done} Done */

/** @returns {{kinds: Record<string, string>, statuses: Record<string, string>, codes: Record<string, string>}} */
function labels() {
  return JSON.parse(document.getElementById("tablet-labels")?.textContent || '{"kinds":{},"statuses":{},"codes":{}}');
}

/**
 * A sentence of the tablet with its {places} filled.
 * @param {string} name
 * @param {Record<string, string | number>} [facts]
 * @returns {string}
 */
export function say(name, facts = {}) {
  const sentence = document.getElementById("tablet-words")?.dataset[name] ?? "";
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in facts ? String(facts[key]) : whole));
}

/**
 * An answered letter as a sentence; a receipt that the court had to number anew says both numbers.
 * @param {Done} entry
 * @returns {string}
 */
export function answered({ label: deed, answer, letter }) {
  const { receipt } = answer;
  const told = letter.body.number;
  if (needsLook(answer)) {
    const { statuses, codes } = labels();
    return say("answered", { deed, status: statuses[answer.status] ?? "", why: codes[answer.code ?? ""] ?? "" });
  }
  if (!receipt) return say("sent", { deed });
  const renumbered = told && told !== receipt;
  return say("sent", { deed }) + say(renumbered ? "renumbered" : "receipt", { number: receipt, told: String(told) });
}

/**
 * Say which number the next receipt gets on this device, and how many are left.
 * @param {string[]} numbers
 */
export function showNumbers(numbers) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-next-number]"));
  if (!place) return;
  place.hidden = !numbers.length;
  place.textContent = numbers.length ? say("next", { number: numbers[0], left: numbers.length }) : "";
}

/**
 * Show the outbox.
 * @param {HTMLElement} part
 * @param {{entries: Entry[], photos: number, done: Done[], by: string, trouble: string}} known
 */
export function showOutbox(part, known) {
  const mine = known.entries.filter((entry) => entry.by === known.by);
  const others = known.entries.length - mine.length;
  const waiting = mine.map((entry) => line(entry) + (entry.refused ? ` ${say("refused")}` : ""));
  if (known.photos) waiting.push(say("photos", { n: known.photos }));
  if (others) waiting.push(say("notYours", { n: others }));
  const aside = known.done
    .filter((entry) => !entry.seen && entry.by === known.by && needsLook(entry.answer))
    .map((entry) => `${clock(Date.parse(entry.letter.at))} ${answered(entry)}`);
  fill(part, "waiting", waiting);
  fill(part, "aside", aside);
  const box = /** @type {HTMLElement} */ (part.querySelector("[data-trouble]"));
  box.hidden = !known.trouble;
  /** @type {HTMLElement} */ (part.querySelector("[data-trouble-text]")).textContent = known.trouble;
  part.hidden = !(waiting.length || aside.length || known.trouble);
}

/** @param {Entry} entry */
function line(entry) {
  return say("line", { time: clock(Date.parse(entry.letter.at)), deed: entry.label });
}

/**
 * @param {HTMLElement} part
 * @param {string} name
 * @param {string[]} sentences
 */
function fill(part, name, sentences) {
  const box = /** @type {HTMLElement} */ (part.querySelector(`[data-${name}]`));
  const list = /** @type {HTMLElement} */ (part.querySelector(`[data-${name}-list]`));
  box.hidden = !sentences.length;
  list.replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
}
