// @ts-check
// The list of lines a person answers: one hand on the keyboard. Arrows change the line, a digit presses its answer, Enter the first.

const STEPS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 });

/**
 * Which control of a line a key presses: its digit, or the first answer for Enter.
 * @param {string} key
 * @returns {string | null}
 */
export function pressed(key) {
  if (key === "Enter") return "1";
  return /^[0-9]$/.test(key) ? key : null;
}

/**
 * The first line that has an answer takes the focus, once the browser has gone to the place in the address.
 * @param {HTMLElement[]} lines
 */
function returning(lines) {
  const first = lines.find((line) => line.querySelector('[data-key="1"]')) ?? lines[0];
  const focus = () => requestAnimationFrame(() => first?.focus());
  if (document.readyState === "complete") focus();
  else addEventListener("load", focus, { once: true });
}

/**
 * Bring the list to life; a line takes the focus when one has come back from an answer.
 * @param {ParentNode} part
 */
export function answering(part) {
  for (const found of part.querySelectorAll("[data-asked]")) {
    const list = /** @type {HTMLElement} */ (found);
    const lines = /** @type {HTMLElement[]} */ ([...list.children]);
    if (location.hash === "#ask") returning(lines);
    list.addEventListener("keydown", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const at = lines.findIndex((line) => line.contains(target));
      if (event.ctrlKey || event.metaKey || event.altKey || at < 0) return;
      const step = STEPS[event.key];
      if (step) {
        event.preventDefault();
        lines[at + step]?.focus();
        return;
      }
      const key = target === lines[at] || event.key !== "Enter" ? pressed(event.key) : null;
      const control = key && /** @type {HTMLElement | null} */ (lines[at]?.querySelector(`[data-key="${key}"]`));
      if (!control) return;
      event.preventDefault();
      control.click();
    });
  }
}
