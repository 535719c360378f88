// @ts-check
// data-entries: one more row of a table that is typed. Without it the page sends a few empty rows along.

const PLACE = /\.\d+\./;

/**
 * The name of a cell in another row: items.0.name becomes items.3.name.
 * @param {string} name
 * @param {number} place
 * @returns {string}
 */
export function placed(name, place) {
  return name.replace(PLACE, `.${place}.`);
}

/**
 * A copy of a row with nothing typed in it, for the given place.
 * @param {HTMLElement} row
 * @param {number} place
 * @returns {HTMLElement}
 */
function another(row, place) {
  const copy = /** @type {HTMLElement} */ (row.cloneNode(true));
  for (const said of copy.querySelectorAll(".field-fault")) said.remove();
  for (const field of copy.querySelectorAll(".is-wrong")) field.classList.remove("is-wrong");
  for (const label of copy.querySelectorAll("label")) label.htmlFor = placed(label.htmlFor, place);
  for (const found of copy.querySelectorAll("input, select, textarea")) {
    const cell = /** @type {HTMLInputElement} */ (found);
    cell.name = placed(cell.name, place);
    cell.id = placed(cell.id, place);
    cell.value = "";
    for (const name of ["aria-invalid", "aria-describedby"]) cell.removeAttribute(name);
  }
  for (const help of copy.querySelectorAll(".field-help")) help.removeAttribute("id");
  const number = copy.querySelector("[data-entry-number]");
  if (number) number.textContent = String(place + 1);
  return copy;
}

/**
 * Bring the tables of the part to life.
 * @param {ParentNode} part
 */
export function entering(part) {
  for (const table of part.querySelectorAll("[data-entries]")) {
    const button = table.parentElement?.querySelector("[data-entry-add]");
    if (!(button instanceof HTMLElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const rows = /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("[data-entry]"));
      const row = another(rows[rows.length - 1], rows.length);
      table.append(row);
      /** @type {HTMLElement | null} */ (row.querySelector("input, select, textarea"))?.focus();
    });
  }
}
