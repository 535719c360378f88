// A file dropped on the page of verification: the same, another one, or no way to tell.

import assert from "node:assert/strict";
import { test } from "node:test";

import { compare, hashesOf, hex } from "../../static/js/proof_hash.js";

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text).buffer;
const PAPER = bytes("%PDF-1.7 a paper");
const SUBTLE = globalThis.crypto.subtle;
const KNOWN = hex(await SUBTLE.digest("SHA-256", PAPER));

test("bytes are written as small figures, none left out", () => {
  assert.equal(hex(new Uint8Array([0, 10, 255]).buffer), "000aff");
});

test("the file the court keeps is found among its hashes", async () => {
  assert.equal(await compare(PAPER, KNOWN, SUBTLE), "same");
  assert.equal(await compare(PAPER, `${"0".repeat(64)} ${KNOWN}`, SUBTLE), "same");
});

test("one changed sign makes another file", async () => {
  assert.equal(await compare(bytes("%PDF-1.7 b paper"), KNOWN, SUBTLE), "other");
  assert.equal(await compare(bytes(""), KNOWN, SUBTLE), "other");
});

test("a page that names no whole hash proves nothing", async () => {
  assert.deepEqual(hashesOf(`x ${KNOWN.slice(1)}  ${KNOWN.toUpperCase()} ${KNOWN}`), [KNOWN]);
  assert.equal(await compare(PAPER, "", SUBTLE), "other");
});

test("without the browser's own hashing the page says so", async () => {
  assert.equal(await compare(PAPER, KNOWN, undefined), "unable");
});
