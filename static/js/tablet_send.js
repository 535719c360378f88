// @ts-check
// Sending: letters first, photos after. The store and the wire are handed in, so that this can be tested without either.

import { envelope, settled } from "./tablet_letters.js";

/** @typedef {import("./tablet_letters.js").Letter} Letter */
/** @typedef {import("./tablet_outbox.js").Entry} Entry */
/** @typedef {import("./tablet_outbox.js").Photo} Photo */

/**
 * What the outbox must be able to do.
 * @typedef {object} Box
 * @property {() => Promise<Entry[]>} waiting
 * @property {() => Promise<Photo[]>} photos
 * @property {(settled: {letter: Letter, answer: import("./tablet_letters.js").Answer}[], at: number) => Promise<void>} close
 * @property {(id: string, code: string) => Promise<void>} refuse
 * @property {(sha256: string) => Promise<void>} closePhoto
 * @property {(epoch: string) => Promise<void>} meet
 * @property {() => Promise<string | null>} epoch
 */

/**
 * What came back; `status` 0 when the server was not reached.
 * @typedef {object} Reply
 * @property {number} status
 * @property {any} body
 */

/**
 * The way to the server.
 * @typedef {object} Wire
 * @property {(envelope: object) => Promise<Reply>} letters
 * @property {(photo: Photo) => Promise<Reply>} photo
 */

const AT_ONCE = 50;
const OK = 200;
const SIGNED_OUT = 401;
const FORBIDDEN = 403;
const SLOW_DOWN = 429;
const FAILED = 500;

/**
 * Offer everything this person wrote on this device.
 * @param {Box} box
 * @param {Wire} wire
 * @param {{device: string, by: string, now: () => number}} me
 * @returns {Promise<{reached: boolean, signedOut: boolean}>}
 */
export async function offer(box, wire, me) {
  const mine = (await box.waiting()).filter((entry) => entry.by === me.by).map((entry) => entry.letter);
  mine.sort((one, other) => (one.n ?? 0) - (other.n ?? 0));
  for (let start = 0; start < mine.length; start += AT_ONCE) {
    const status = await deliver(box, wire, me, mine.slice(start, start + AT_ONCE));
    if (lost(status)) return { reached: status !== 0 && status < FAILED, signedOut: status === SIGNED_OUT };
  }
  for (const photo of (await box.photos()).filter((one) => one.by === me.by)) {
    const reply = await wire.photo(photo);
    if (lost(reply.status)) return { reached: reply.status !== 0, signedOut: reply.status === SIGNED_OUT };
    if (reply.status === OK && reply.body?.sha256 === photo.sha256) await box.closePhoto(photo.sha256);
  }
  return { reached: true, signedOut: false };
}

/**
 * Deliver some letters. When the server will not take them together they are offered one by one,
 * so that one that is broken holds up no other.
 * @param {Box} box
 * @param {Wire} wire
 * @param {{device: string, by: string, now: () => number}} me
 * @param {Letter[]} letters
 * @returns {Promise<number>} the last status
 */
async function deliver(box, wire, me, letters) {
  const reply = await wire.letters(envelope(me.device, await box.epoch(), letters));
  if (reply.status === OK) {
    await box.close(settled(letters, reply.body?.answers), me.now());
    if (typeof reply.body?.epoch === "string") await box.meet(reply.body.epoch);
    return OK;
  }
  if (lost(reply.status)) return reply.status;
  if (letters.length === 1) {
    await box.refuse(letters[0].id, String(reply.body?.code ?? reply.status));
    return OK;
  }
  for (const letter of letters) {
    const status = await deliver(box, wire, me, [letter]);
    if (lost(status)) return status;
  }
  return OK;
}

/**
 * Whether it is of no use to go on now: not reached, signed out, not allowed, too fast, or the server is ill.
 * @param {number} status
 * @returns {boolean}
 */
function lost(status) {
  return status === 0 || status === SIGNED_OUT || status === FORBIDDEN || status === SLOW_DOWN || status >= FAILED;
}
