// @ts-check
// data-proof="hash hash": a file chosen or dropped within is compared with the hashes, and the page says what was found.

import { compare } from "./proof_hash.js";

/**
 * Show one of the answers of the part.
 * @param {HTMLElement} part
 * @param {string} verdict
 */
function say(part, verdict) {
  for (const name of ["same", "other", "unable"]) {
    const box = part.querySelector(`[data-proof-${name}]`);
    if (box instanceof HTMLElement) box.hidden = name !== verdict;
  }
}

/**
 * @param {HTMLElement} part
 * @param {File | undefined} file
 */
async function check(part, file) {
  if (!file) return say(part, "");
  say(part, await compare(await file.arrayBuffer(), part.dataset.proof ?? "", globalThis.crypto?.subtle));
}

for (const found of document.querySelectorAll("[data-proof]")) {
  const part = /** @type {HTMLElement} */ (found);
  const field = part.querySelector("[data-proof-file]");
  if (!(field instanceof HTMLInputElement)) continue;
  field.addEventListener("change", () => check(part, field.files?.[0]));
  part.addEventListener("dragover", (event) => event.preventDefault());
  part.addEventListener("drop", (event) => {
    event.preventDefault();
    check(part, event.dataTransfer?.files[0]);
  });
}
