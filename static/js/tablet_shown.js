// @ts-check
// What the outbox says on the page: what waits, what must be looked at, what is wrong. Text only, never markup.

import { needsLook } from "./tablet_letters.js";
import { clock } from "./tablet_truth.js";

/** @typedef {import("./tablet_outbox.js").Entry} Entry */
/** @typedef {import("./tablet_outbox.js").Done} Done */
/** @typedef {import("./tablet_letters.js").Answer} Answer */

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
 * An answer as a sentence.
 * @param {string} deed
 * @param {Answer} answer
 * @returns {string}
 */
export function answered(deed, answer) {
  if (!needsLook(answer)) return say("sent", { deed }) + (answer.receipt ? say("receipt", { number: answer.receipt }) : "");
  const { statuses, codes } = labels();
  return say("answered", { deed, status: statuses[answer.status] ?? "", why: codes[answer.code ?? ""] ?? "" });
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
    .map((entry) => `${clock(Date.parse(entry.letter.at))} ${answered(entry.label, entry.answer)}`);
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
