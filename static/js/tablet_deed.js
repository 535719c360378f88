// @ts-check
// The form of a deed: kept on this device first, then sent. Where this device can keep nothing the form goes the plain way.

import { atOf, bodyOf, fieldTime, uuid7 } from "./tablet_letters.js";
import { say } from "./tablet_shown.js";
import { clock } from "./tablet_truth.js";

/** @typedef {import("./tablet_outbox.js").Photo} Photo */

const APART = ["csrf_token", "letter_id", "at", "at_shown", "photo"];
const FRESH = 20_000;
const LOT = 10;

/**
 * A fresh id that carries the server's moment.
 * @param {number} now
 * @returns {string}
 */
export function freshId(now) {
  return uuid7(now, crypto.getRandomValues(new Uint8Array(LOT)));
}

/**
 * Attach the form of a deed.
 * @param {HTMLFormElement} form
 * @param {{by: string, now: () => number, offset: () => number, keep: (entry: any, photos: Photo[]) => Promise<{number: string | null} | null>, sent: (id: string) => Promise<boolean>}} office
 */
export function keeping(form, office) {
  const shown = /** @type {HTMLInputElement} */ (form.elements.namedItem("at_shown"));
  const at = /** @type {HTMLInputElement} */ (form.elements.namedItem("at"));
  setInterval(() => {
    if (at.value === shown.value) at.value = shown.value = fieldTime(office.now());
  }, FRESH);
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    const files = photosIn(form);
    if (files.length && !crypto.subtle) return; // no hashes on this connection: the server makes them
    event.preventDefault();
    needing(form);
    if (!form.reportValidity()) return;
    const letter = { ...(await letterOf(form, office, at.value, shown.value)), media: null };
    const photos = await hashed(files, office.by);
    const entry = { id: letter.id, by: office.by, label: form.dataset.label ?? "", letter };
    entry.letter.media = /** @type {any} */ (photos.length ? photos.map((photo) => photo.sha256) : null);
    const kept = await office.keep(entry, photos);
    if (!kept) return;
    const receipt = kept.number ? say("receipt", { number: kept.number }) : "";
    tell(say("saved", { time: clock(Date.parse(letter.at)), deed: entry.label }) + receipt);
    form.reset();
    delete form.dataset.sent; // it is kept: the next deed of this page may follow at once
    for (const file of form.querySelectorAll('input[type="file"]')) file.dispatchEvent(new Event("change"));
    at.value = shown.value = fieldTime(office.now());
    if (await office.sent(letter.id)) location.assign(`${form.dataset.back}?saved=${letter.id}`);
  });
}

/**
 * A field with data-unless is needed while the field it names is empty.
 * @param {HTMLFormElement} form
 */
function needing(form) {
  for (const found of form.querySelectorAll("[data-unless]")) {
    const field = /** @type {HTMLInputElement} */ (found);
    const other = form.elements.namedItem(field.dataset.unless ?? "");
    field.required = other instanceof HTMLSelectElement && !other.value;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {{now: () => number, offset: () => number}} office
 * @param {string} typed
 * @param {string} shown
 */
async function letterOf(form, office, typed, shown) {
  const now = office.now();
  const lists = (form.dataset.lists ?? "").split(" ");
  return {
    id: freshId(now),
    kind: form.dataset.deed ?? "",
    at: atOf(typed, shown, now),
    clock: { now: new Date().toISOString(), offset: Math.round(office.offset()) },
    prev: null,
    body: bodyOf(new FormData(form), lists, APART),
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {File[]}
 */
function photosIn(form) {
  const files = new FormData(form).getAll("photo");
  return /** @type {File[]} */ (files.filter((one) => one instanceof File && one.size > 0));
}

/**
 * Photos under the hash of their bytes.
 * @param {File[]} files
 * @param {string} by
 * @returns {Promise<Photo[]>}
 */
async function hashed(files, by) {
  return Promise.all(
    files.map(async (file) => {
      const bytes = await file.arrayBuffer();
      const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const sha256 = [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      return { sha256, by, blob: new Blob([bytes], { type: file.type }) };
    }),
  );
}

/**
 * Say under the title what has become of the last deed.
 * @param {string} sentence
 */
export function tell(sentence) {
  const place = document.querySelector("[data-said]");
  if (!place) return;
  const box = document.createElement("div");
  box.className = "notice tone-ok";
  box.textContent = sentence;
  place.replaceChildren(box);
  place.scrollIntoView({ block: "center" });
}
