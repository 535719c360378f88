// Sending, over a store and a wire made of paper.

import assert from "node:assert/strict";
import { test } from "node:test";

import { offer } from "../../static/js/tablet_send.js";

const ME = { device: "tablet-1", by: "me", now: () => 7 };
const entry = (id, n, by = "me") => ({ id, by, label: id, letter: { id, n, kind: "visit.note", at: "", clock: {}, prev: null, body: {}, media: null } });

class PaperBox {
  constructor(entries, photos = []) {
    this.entries = new Map(entries.map((one) => [one.id, one]));
    this.kept = new Map(photos.map((one) => [one.sha256, one]));
    this.closed = [];
    this.refused = [];
    this.met = [];
  }
  async waiting() { return [...this.entries.values()]; }
  async photos() { return [...this.kept.values()]; }
  async epoch() { return null; }
  async meet(epoch) { this.met.push(epoch); }
  async refuse(id, code) { this.refused.push([id, code]); }
  async closePhoto(sha256) { this.kept.delete(sha256); }
  async close(settled) {
    for (const { letter } of settled) {
      this.closed.push(letter.id);
      this.entries.delete(letter.id);
    }
  }
}

/** A server that answers each letter by a rule. */
function server(rule, whole = () => 200) {
  const seen = [];
  return {
    seen,
    async letters(envelope) {
      seen.push(envelope.letters.map((one) => one.id));
      const status = whole(envelope);
      if (status !== 200) return { status, body: { code: "input.invalid" } };
      return { status, body: { epoch: "e1", answers: envelope.letters.map((one) => ({ id: one.id, status: rule(one.id) })) } };
    },
    async photo(photo) { return { status: 200, body: { sha256: photo.sha256 } }; },
  };
}

test("letters go in the order of the count and leave by their own answers", async () => {
  const box = new PaperBox([entry("b", 2), entry("a", 1), entry("c", 3)]);
  const wire = server((id) => (id === "b" ? "retry" : "applied"));
  assert.deepEqual(await offer(box, wire, ME), { reached: true, signedOut: false });
  assert.deepEqual(wire.seen, [["a", "b", "c"]]);
  assert.deepEqual(box.closed, ["a", "c"]);
  assert.deepEqual([...box.entries.keys()], ["b"]);
  assert.deepEqual(box.met, ["e1"]);
});

test("nothing leaves while the server is not reached, signed out or ill", async () => {
  for (const [status, told] of [[0, { reached: false, signedOut: false }], [401, { reached: true, signedOut: true }], [503, { reached: false, signedOut: false }], [500, { reached: false, signedOut: false }], [429, { reached: true, signedOut: false }]]) {
    const box = new PaperBox([entry("a", 1), entry("b", 2)]);
    const wire = server(() => "applied", () => status);
    assert.deepEqual(await offer(box, wire, ME), told);
    assert.equal(box.entries.size, 2);
    assert.equal(wire.seen.length, 1, "one attempt");
  }
});

test("a letter the server will not take holds up no other and stays", async () => {
  const box = new PaperBox([entry("a", 1), entry("bad", 2), entry("c", 3)]);
  const wire = server(() => "applied", (envelope) => (envelope.letters.some((one) => one.id === "bad") ? 422 : 200));
  await offer(box, wire, ME);
  assert.deepEqual(box.closed, ["a", "c"]);
  assert.deepEqual(box.refused, [["bad", "input.invalid"]]);
  assert.deepEqual([...box.entries.keys()], ["bad"]);
});

test("an answer without answers lets nothing go", async () => {
  const box = new PaperBox([entry("a", 1)]);
  for (const body of [null, {}, { answers: null }, { answers: [{ id: "z", status: "applied" }] }]) {
    await offer(box, { letters: async () => ({ status: 200, body }), photo: async () => ({ status: 200, body: null }) }, ME);
  }
  assert.equal(box.entries.size, 1);
});

test("what another person wrote waits for him", async () => {
  const box = new PaperBox([entry("mine", 1), entry("his", 2, "him")]);
  await offer(box, server(() => "applied"), ME);
  assert.deepEqual([...box.entries.keys()], ["his"]);
});

test("many letters go in several envelopes", async () => {
  const box = new PaperBox(Array.from({ length: 120 }, (_, place) => entry(`l${place}`, place + 1)));
  const wire = server(() => "applied");
  await offer(box, wire, ME);
  assert.deepEqual(wire.seen.map((one) => one.length), [50, 50, 20]);
  assert.equal(box.entries.size, 0);
});

test("a photo leaves only when the server tells its own hash", async () => {
  const photos = [{ sha256: "aa", by: "me" }, { sha256: "bb", by: "me" }];
  const box = new PaperBox([], photos);
  const wire = { ...server(() => "applied"), photo: async (photo) => ({ status: 200, body: { sha256: photo.sha256 === "aa" ? "aa" : "other" } }) };
  await offer(box, wire, ME);
  assert.deepEqual([...box.kept.keys()], ["bb"]);
});
