// @ts-check
// The list of lines a person answers: one hand on the keyboard. Arrows change the line, a digit presses its answer, Enter the first,
// 9 leaves the line for later and asks why (a digit picks a ready reason, Escape thinks better of it), U takes the last answer back. Keys count only while the focus is in the list, and never in a field.

const STEPS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 });
const FOLLOWING = "asked-following";

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
 * The line after the one that was answered takes the focus, once the browser has gone to the place in the address; else the first with an answer.
 * @param {HTMLElement[]} lines
 */
function returning(lines) {
  const wanted = sessionStorage.getItem(FOLLOWING);
  sessionStorage.removeItem(FOLLOWING);
  const next = lines.find((line) => wanted && line.dataset.line === wanted);
  const line = next ?? lines.find((one) => one.querySelector('[data-key="1"]')) ?? lines[0];
  const focus = () => requestAnimationFrame(() => line?.focus());
  if (document.readyState === "complete") focus();
  else addEventListener("load", focus, { once: true });
}

/**
 * Remember where to go on when the page comes back.
 * @param {HTMLElement | undefined} line
 */
function following(line) {
  if (line?.dataset.line) sessionStorage.setItem(FOLLOWING, line.dataset.line);
}

/**
 * Whether what is typed there is text.
 * @param {HTMLElement} target
 * @returns {boolean}
 */
function writes(target) {
  return target.matches("input, textarea, select") || target.isContentEditable;
}

/**
 * Bring the list to life; a line takes the focus when one has come back from an answer, or when nothing stands before the list.
 * @param {ParentNode} part
 */
export function answering(part) {
  for (const found of part.querySelectorAll("[data-asked]")) {
    const list = /** @type {HTMLElement} */ (found);
    const lines = /** @type {HTMLElement[]} */ ([...list.children]);
    if (location.hash === "#ask" || list.dataset.asked === "now") returning(lines);
    list.addEventListener("submit", (event) => {
      const at = lines.findIndex((line) => line.contains(/** @type {Node} */ (event.target)));
      following(lines[at + 1]);
    });
    for (const line of lines) reasoning(line);
    list.addEventListener("keydown", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const at = lines.findIndex((line) => line.contains(target));
      if (event.ctrlKey || event.metaKey || event.altKey || at < 0 || writes(target) || target.closest(".asked-note")) return;
      const step = STEPS[event.key];
      const control = step ? null : chosen(lines[at], event.key, target);
      if (!step && !control) return;
      event.preventDefault();
      if (step) lines[at + step]?.focus();
      else if (!event.repeat) control?.click();
    });
  }
}

/**
 * Why a line waits: the field takes the focus when it opens, a digit in the empty field is a ready reason.
 * @param {HTMLElement} line
 */
function reasoning(line) {
  const asked = /** @type {HTMLDetailsElement | null} */ (line.querySelector(".asked-leave"));
  const field = /** @type {HTMLInputElement | null} */ (asked?.querySelector("[name=note]") ?? null);
  asked?.addEventListener("toggle", () => (asked.open ? field?.focus() : undefined));
  field?.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat) return;
    const digit = !field.value && /^[1-9]$/.test(event.key);
    const ready = digit ? asked?.querySelector(`[data-note="${event.key}"]`) : null;
    if (event.key !== "Escape" && !(ready instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    if (ready instanceof HTMLElement) return ready.click();
    if (asked) asked.open = false;
    line.focus();
  });
}

/**
 * What a key presses: an answer of the line, or the button that takes the last answer back.
 * @param {HTMLElement | undefined} line
 * @param {string} key
 * @param {HTMLElement} target
 * @returns {HTMLElement | null}
 */
function chosen(line, key, target) {
  if (key.toLowerCase() === "u") {
    const undo = /** @type {HTMLElement | null} */ (document.querySelector("[data-undo]"));
    if (undo) sessionStorage.setItem(FOLLOWING, undo.dataset.undo ?? "");
    return undo;
  }
  const digit = target === line || key !== "Enter" ? pressed(key) : null;
  return digit ? (line?.querySelector(`[data-key="${digit}"]`) ?? null) : null;
}
