// @ts-check
// data-filter="table-id": rows that lack the typed words are hidden; the count is told.

import { word } from "./ui_words.js";

/**
 * Whether a row's text has every one of the words, whatever their case.
 * @param {string} text
 * @param {string} typed
 * @returns {boolean}
 */
export function holds(text, typed) {
  const plain = text.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((one) => plain.includes(one));
}

/**
 * Bring the filters of the part to life.
 * @param {ParentNode} part
 */
export function filtering(part) {
  for (const found of part.querySelectorAll("[data-filter]")) {
    const box = /** @type {HTMLElement} */ (found);
    const table = document.getElementById(box.dataset.filter ?? "");
    const input = box.querySelector("input");
    const count = box.querySelector(".filter-count");
    if (!(table instanceof HTMLTableElement) || !input || !count) continue;
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    box.hidden = false;
    input.addEventListener("input", () => {
      for (const row of rows) row.hidden = !holds(row.textContent ?? "", input.value.trim());
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = input.value.trim() ? word("filtered", { n: shown, all: rows.length }) : "";
    });
  }
}
