// @ts-check
// Joins the parts of a tablet page: the outbox, the wire, the bar of truth, the form of a deed.

import { keeping, freshId } from "./tablet_deed.js";
import { holding } from "./tablet_links.js";
import { openOutbox } from "./tablet_outbox.js";
import { offer } from "./tablet_send.js";
import { answered, say, showNumbers, showOutbox } from "./tablet_shown.js";
import { show } from "./tablet_truth.js";
import { wire } from "./tablet_wire.js";

const AGAIN = 10_000;
const part = /** @type {HTMLElement} */ (document.querySelector("[data-outbox]"));
const bar = /** @type {HTMLElement} */ (document.querySelector(".truth"));
const by = part.dataset.account ?? "";
const told = document.getElementById("words")?.dataset.now;
const offset = told ? Date.parse(told) - (performance.timeOrigin + performance.now()) : 0;
const now = () => Date.now() + offset;

const known = { reached: true, blocked: false, signedOut: false, pending: 0, receipt: /** @type {number | null} */ (null) };
/** @type {import("./tablet_outbox.js").Outbox | null} */
let box = null;
/** @type {Promise<void> | null} */
let sending = null;

/** Read the outbox and show it with the bar. */
async function look() {
  if (!box) return show(bar, known);
  const [entries, photos, done] = await Promise.all([box.waiting(), box.photos(), box.done()]);
  known.pending = entries.length + photos.length;
  known.receipt = done[0]?.at ?? known.receipt;
  const trouble = known.blocked ? say("blocked") : known.signedOut ? say("signedOut") : known.reached ? "" : say("offline");
  show(bar, known);
  showOutbox(part, { entries, photos: photos.length, done, by, trouble });
}

/** Offer the outbox to the server, one attempt at a time. */
async function send() {
  sending ??= attempt().finally(() => (sending = null));
  await sending;
}

async function attempt() {
  if (!box) return;
  const name = await box.device(() => freshId(now()));
  const way = wire({ letters: part.dataset.letters ?? "", photos: part.dataset.media ?? "" });
  const { reached, signedOut } = await offer(box, way, { device: name, by, now });
  Object.assign(known, { reached, signedOut });
  await look();
}

/**
 * Keep a letter on this device; say so loudly when that failed. With it, the number of the receipt it uses up.
 * @param {any} entry
 * @param {import("./tablet_outbox.js").Photo[]} photos
 */
async function keep(entry, photos) {
  try {
    if (!box) throw new Error("no store");
    const number = await box.keep(entry, photos);
    known.blocked = false;
    await look();
    showNumbers(await box.numbers(by));
    return { number };
  } catch {
    known.blocked = true;
    showTrouble(say("blocked"));
    return null;
  }
}

/**
 * Whether a letter that was just kept has reached the court and took effect.
 * @param {string} id
 */
async function sent(id) {
  await sending;
  await send();
  const entry = (await box?.done())?.find((one) => one.id === id);
  const place = document.querySelector("[data-said] .notice");
  if (entry && place) place.textContent = answered(entry);
  return entry?.answer.status === "applied" || entry?.answer.status === "duplicate";
}

/** @param {string} sentence */
function showTrouble(sentence) {
  show(bar, known);
  showOutbox(part, { entries: [], photos: 0, done: [], by, trouble: sentence });
}

async function begin() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-deed]"));
  try {
    box = await openOutbox();
  } catch {
    return; // this browser keeps nothing: the form goes the plain way, and the server answers it
  }
  if (form?.dataset.numbers !== undefined) {
    await box.carry(by, form.dataset.numbers.split(" ").filter(Boolean));
    showNumbers(await box.numbers(by));
  }
  if (form) keeping(form, { by, now, offset: () => offset, keep, sent });
  holding(
    () => known.reached,
    async () => {
      await look();
      part.scrollIntoView();
    },
  );
  part.querySelector("[data-aside-seen]")?.addEventListener("click", async () => {
    await box?.seen();
    await look();
  });
  bar.querySelector("[data-truth-try]")?.addEventListener("click", send);
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  setInterval(() => known.pending && send(), AGAIN + Math.random() * AGAIN);
  await look();
  if (known.pending) await send();
  await box.tidy(now());
}

void begin();
