// @ts-check
// data-copy="text" on a button copies the text and says so on the button.

import { word } from "./ui_words.js";

const SAID = 2500;

/**
 * Copy by the clipboard or, where a page without https may not use it, by a selection.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copy(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelection(text);
    }
  }
  return copySelection(text);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function copySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

/**
 * Bring the copy buttons of the part to life.
 * @param {ParentNode} part
 */
export function copying(part) {
  for (const found of part.querySelectorAll("[data-copy]")) {
    const button = /** @type {HTMLButtonElement} */ (found);
    const face = button.querySelector("[data-copy-word]") ?? button;
    const rest = face.textContent;
    button.hidden = false;
    face.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      if (!(await copy(button.dataset.copy ?? ""))) return;
      face.textContent = word("copied");
      button.classList.add("is-copied");
      setTimeout(() => {
        face.textContent = rest;
        button.classList.remove("is-copied");
      }, SAID);
    });
  }
}
