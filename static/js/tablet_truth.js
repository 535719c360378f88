// @ts-check
// The bar of truth: linked or not, what waits, when the last receipt came. It says what is known and nothing nicer.

/**
 * What this page knows of its outbox.
 * @typedef {object} Known
 * @property {boolean} reached whether the last attempt to send reached the server
 * @property {boolean} blocked whether this device failed to keep a record
 * @property {number} pending letters and photos that only this device has
 * @property {number | null} receipt when the server last kept one, in milliseconds
 */

/**
 * What the bar shows.
 * @param {Known} known
 * @returns {{link: "online" | "offline" | "blocked", pending: string, receipt: string | null}}
 */
export function truthOf(known) {
  const link = known.blocked ? "blocked" : known.reached ? "online" : "offline";
  return { link, pending: String(known.pending), receipt: known.receipt === null ? null : clock(known.receipt) };
}

/**
 * A time of day in Beijing.
 * @param {number} milliseconds
 * @returns {string}
 */
export function clock(milliseconds) {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(11, 16);
}

/**
 * Write it onto the bar.
 * @param {HTMLElement} bar
 * @param {Known} known
 */
export function show(bar, known) {
  const truth = truthOf(known);
  bar.dataset.link = truth.link;
  const pending = bar.querySelector("[data-truth-pending]");
  const receipt = bar.querySelector("[data-truth-receipt]");
  const again = /** @type {HTMLElement | null} */ (bar.querySelector("[data-truth-try]"));
  if (pending) pending.textContent = truth.pending;
  if (receipt && truth.receipt) receipt.textContent = truth.receipt;
  if (again) again.hidden = known.pending === 0;
}
