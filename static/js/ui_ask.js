// @ts-check
// Questions before a deed, in a <dialog>: data-ask on a submit button; data-opens / data-closes for sheets of the page.

/**
 * Ask a question in the dialog of the frame.
 * @param {string} text
 * @param {string} yes the words of the deed, said again on the button
 * @param {boolean} grave whether the deed is dangerous
 * @returns {Promise<boolean>}
 */
function ask(text, yes, grave) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("question"));
  const agree = /** @type {HTMLButtonElement} */ (dialog.querySelector('[data-answer="yes"]'));
  const decline = /** @type {HTMLButtonElement} */ (dialog.querySelector('[data-answer="no"]'));
  /** @type {HTMLElement} */ (dialog.querySelector(".question-text")).textContent = text;
  agree.textContent = yes;
  agree.className = grave ? "btn btn-danger" : "btn btn-primary";
  return new Promise((resolve) => {
    dialog.returnValue = "";
    agree.onclick = () => dialog.close("yes");
    decline.onclick = () => dialog.close("");
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
    dialog.showModal();
    decline.focus();
  });
}

/**
 * A submit button with data-ask sends its form only after the question was answered with yes.
 * @param {ParentNode} part
 */
export function asking(part) {
  for (const found of part.querySelectorAll("button[data-ask]")) {
    const button = /** @type {HTMLButtonElement} */ (found);
    let agreed = false;
    button.addEventListener("click", async (event) => {
      if (agreed || !button.form) return;
      event.preventDefault();
      const words = button.textContent?.trim() ?? "";
      if (!(await ask(button.dataset.ask ?? "", words, button.classList.contains("btn-danger")))) return;
      agreed = true;
      button.form.requestSubmit(button);
      agreed = false;
    });
  }
}

/**
 * Sheets: a button with data-opens opens the dialog of that id, one with data-closes closes the dialog around it.
 * @param {ParentNode} part
 */
export function opening(part) {
  for (const opener of part.querySelectorAll("[data-opens]")) {
    const dialog = document.getElementById(/** @type {HTMLElement} */ (opener).dataset.opens ?? "");
    if (!(dialog instanceof HTMLDialogElement)) continue;
    opener.addEventListener("click", () => dialog.showModal());
    for (const closer of dialog.querySelectorAll("[data-closes]")) closer.addEventListener("click", () => dialog.close());
    // A form that came back with faults is shown where it was typed.
    if (dialog.querySelector(".fault-summary")) dialog.showModal();
  }
}
