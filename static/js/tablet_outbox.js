// @ts-check
// What this device keeps until the court has it. A letter is in the outbox before anybody is told it is saved;
// it leaves only when its own id was answered.

import { openDB } from "/static/vendor/idb/index.js";
import { needsLook, nextNumber } from "./tablet_letters.js";

/** @typedef {import("./tablet_letters.js").Letter} Letter */
/** @typedef {import("./tablet_letters.js").Answer} Answer */

/**
 * A letter with whose it is and what is said of it on this device.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} by the account that wrote it; only he sends it
 * @property {string} label the deed in words
 * @property {Letter} letter
 * @property {string} [refused] the code with which the server would not even take it
 */

/** @typedef {Entry & {answer: Answer, at: number, seen?: boolean}} Done */
/** @typedef {{sha256: string, by: string, blob: Blob}} Photo */

const NAME = "fieldwrit-tablet";
const VERSION = 1;
const STRICT = /** @type {const} */ ({ durability: "strict" });
const KEPT_FOR = 30 * 24 * 3600 * 1000;
const NUMBERED = "money.take";

/**
 * Open the store of this device. Later versions may only add to it.
 */
export async function openOutbox() {
  const db = await openDB(NAME, VERSION, {
    upgrade(fresh) {
      for (const name of ["outbox", "done"]) {
        if (!fresh.objectStoreNames.contains(name)) fresh.createObjectStore(name, { keyPath: "id" });
      }
      if (!fresh.objectStoreNames.contains("photos")) fresh.createObjectStore("photos", { keyPath: "sha256" });
      if (!fresh.objectStoreNames.contains("facts")) fresh.createObjectStore("facts");
    },
  });
  return new Outbox(db);
}

/** Letters and photos of this device. */
export class Outbox {
  /** @param {import("idb").IDBPDatabase} db */
  constructor(db) {
    this.db = db;
  }

  /**
   * Keep a letter with its photos in one transaction; it gets the device's next count, and a payment the next number of
   * the block its writer carries. Resolves with that number once it is on the disk.
   * @param {Omit<Entry, "letter"> & {letter: Omit<Letter, "n">}} entry
   * @param {Photo[]} photos
   * @returns {Promise<string | null>}
   */
  async keep(entry, photos) {
    const tx = this.db.transaction(["outbox", "photos", "facts"], "readwrite", STRICT);
    const whole = tx.done;
    whole.catch(() => undefined); // told to the caller below
    let number = null;
    try {
      const { kind, body } = entry.letter;
      number = kind === NUMBERED ? await draw(tx.objectStore("facts"), entry.by) : null;
      const letter = { ...entry.letter, body: number ? { ...body, number } : body };
      const n = ((await tx.objectStore("facts").get("n")) ?? 0) + 1;
      await Promise.all([
        tx.objectStore("facts").put(n, "n"),
        tx.objectStore("outbox").add({ ...entry, letter: { ...letter, n } }),
        ...photos.map((photo) => tx.objectStore("photos").put(photo)),
      ]);
    } catch (failure) {
      tx.abort(); // else the number would be spent without a letter
      throw failure;
    }
    await whole;
    return number;
  }

  /**
   * Take over the numbers of receipts that the court says this person may still use.
   * @param {string} by
   * @param {string[]} numbers
   */
  async carry(by, numbers) {
    await this.db.put("facts", numbers, `carried ${by}`);
  }

  /**
   * The numbers this person may still use on this device, in order.
   * @param {string} by
   * @returns {Promise<string[]>}
   */
  async numbers(by) {
    const spent = new Set((await this.db.get("facts", `spent ${by}`)) ?? []);
    return ((await this.db.get("facts", `carried ${by}`)) ?? []).filter((/** @type {string} */ one) => !spent.has(one));
  }

  /** @returns {Promise<Entry[]>} every letter that waits, whoever wrote it */
  waiting() {
    return this.db.getAll("outbox");
  }

  /** @returns {Promise<Photo[]>} photos that wait */
  photos() {
    return this.db.getAll("photos");
  }

  /**
   * Move answered letters out of the outbox; their copies stay for a month.
   * @param {{letter: Letter, answer: Answer}[]} settled
   * @param {number} at
   */
  async close(settled, at) {
    const tx = this.db.transaction(["outbox", "done"], "readwrite", STRICT);
    for (const { letter, answer } of settled) {
      const entry = await tx.objectStore("outbox").get(letter.id);
      if (!entry) continue;
      await tx.objectStore("done").put({ ...entry, answer, at });
      await tx.objectStore("outbox").delete(letter.id);
    }
    await tx.done;
  }

  /**
   * Note that the server would not take a letter; it stays where it is.
   * @param {string} id
   * @param {string} code
   */
  async refuse(id, code) {
    const entry = await this.db.get("outbox", id);
    if (entry) await this.db.put("outbox", { ...entry, refused: code });
  }

  /** @param {string} sha256 a photo the server has */
  async closePhoto(sha256) {
    await this.db.delete("photos", sha256);
  }

  /** @returns {Promise<Done[]>} letters that were answered, newest first */
  async done() {
    const found = await this.db.getAll("done");
    return found.sort((one, other) => other.at - one.at);
  }

  /** Mark everything that was answered as seen by a person. */
  async seen() {
    const tx = this.db.transaction("done", "readwrite", STRICT);
    for (const entry of await tx.store.getAll()) if (!entry.seen) await tx.store.put({ ...entry, seen: true });
    await tx.done;
  }

  /**
   * Let go of copies older than a month; what nobody has looked at yet stays.
   * @param {number} now
   */
  async tidy(now) {
    const tx = this.db.transaction("done", "readwrite", STRICT);
    for (const entry of await tx.store.getAll()) {
      const open = needsLook(entry.answer) && !entry.seen;
      if (entry.at < now - KEPT_FOR && !open) await tx.store.delete(entry.id);
    }
    await tx.done;
  }

  /**
   * The store of the court is another one than before (restored from a backup): offer again what it may have lost.
   * @param {string} epoch
   */
  async meet(epoch) {
    const tx = this.db.transaction(["outbox", "done", "facts"], "readwrite", STRICT);
    const known = await tx.objectStore("facts").get("epoch");
    await tx.objectStore("facts").put(epoch, "epoch");
    for (const entry of known && known !== epoch ? await tx.objectStore("done").getAll() : []) {
      const { answer, at, seen, ...again } = entry;
      await tx.objectStore("outbox").put(again);
      await tx.objectStore("done").delete(entry.id);
    }
    await tx.done;
  }

  /** @returns {Promise<string | null>} the epoch this device last met */
  async epoch() {
    return (await this.db.get("facts", "epoch")) ?? null;
  }

  /**
   * The name of this device, made once.
   * @param {() => string} make
   * @returns {Promise<string>}
   */
  async device(make) {
    const tx = this.db.transaction("facts", "readwrite", STRICT);
    const known = await tx.store.get("device");
    const name = known ?? `tablet-${make()}`;
    if (!known) await tx.store.put(name, "device");
    await tx.done;
    return name;
  }
}

/**
 * Use the next number this person carries, in the transaction that keeps its letter.
 * @param {{get: (name: string) => Promise<any>, put: (value: any, name: string) => Promise<any>}} facts
 * @param {string} by
 * @returns {Promise<string | null>}
 */
async function draw(facts, by) {
  const spent = (await facts.get(`spent ${by}`)) ?? [];
  const number = nextNumber((await facts.get(`carried ${by}`)) ?? [], spent);
  if (number) await facts.put([...spent, number], `spent ${by}`);
  return number;
}
