// @ts-check
// Small behaviours: the folded menu, the fault that is pointed at, the chosen file's name, forms sent at once or only once.

const AGAIN = 3000;

/**
 * On a narrow screen the menu starts folded.
 * @param {ParentNode} part
 */
export function folding(part) {
  for (const found of part.querySelectorAll("details[data-fold-narrow]")) {
    const fold = /** @type {HTMLDetailsElement} */ (found);
    const wide = matchMedia("(min-width: 60rem)");
    fold.open = wide.matches;
    fold.dataset.ready = "";
    if (wide.matches) bring(fold);
    wide.addEventListener("change", () => {
      fold.open = wide.matches;
    });
  }
}

/**
 * The page one is on stands in sight even when the menu is longer than the window.
 * @param {HTMLElement} fold
 */
function bring(fold) {
  const current = /** @type {HTMLElement | null} */ (fold.querySelector("[aria-current]"));
  if (current) fold.scrollTop = Math.max(0, current.offsetTop - fold.offsetTop - fold.clientHeight / 2);
}

/**
 * Tables that fit in their frame are marked, so that their heads can stick to the window.
 * @param {ParentNode} part
 */
export function fitting(part) {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) target.classList.toggle("fits", target.scrollWidth <= target.clientWidth);
  });
  for (const frame of part.querySelectorAll(".table-frame")) watch.observe(frame);
}

/**
 * The summary of faults takes the focus, so that it is read first.
 * @param {ParentNode} part
 */
export function pointing(part) {
  const summary = /** @type {HTMLElement | null} */ (part.querySelector("[data-focus]"));
  summary?.focus();
}

/**
 * Names and sizes of chosen files stand below the field: data-file="id of the line".
 * @param {ParentNode} part
 */
export function naming(part) {
  for (const found of part.querySelectorAll("input[data-file]")) {
    const input = /** @type {HTMLInputElement} */ (found);
    const line = document.getElementById(input.dataset.file ?? "");
    input.addEventListener("change", () => {
      if (!line) return;
      const files = [...(input.files ?? [])];
      line.textContent = files.map((file) => `${file.name} (${size(file.size)})`).join("  ");
      line.hidden = !files.length;
    });
  }
}

/**
 * A file size as people say it.
 * @param {number} bytes
 * @returns {string}
 */
export function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/**
 * A choice with data-autosubmit sends its form when changed.
 * @param {ParentNode} part
 */
export function sendingAtOnce(part) {
  for (const found of part.querySelectorAll("select[data-autosubmit], input[data-autosubmit]")) {
    const control = /** @type {HTMLSelectElement | HTMLInputElement} */ (found);
    control.addEventListener("change", () => control.form?.requestSubmit());
  }
}

/**
 * A form is sent once: a second press while the answer is on its way does nothing.
 * @param {ParentNode} part
 */
export function sendingOnce(part) {
  for (const found of part.querySelectorAll('form[method="post"]')) {
    const form = /** @type {HTMLFormElement} */ (found);
    form.addEventListener("submit", (event) => {
      // A form that tells its own faults comes here unsent: what is corrected at once must go.
      if (event.defaultPrevented || !form.checkValidity()) return;
      if (form.dataset.sent !== undefined) event.preventDefault();
      else form.dataset.sent = "";
      // The answer may be a file, which leaves this page standing.
      setTimeout(() => delete form.dataset.sent, AGAIN);
    });
  }
}
