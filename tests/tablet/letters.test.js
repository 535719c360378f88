// Letters as they are made and settled.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { atOf, bodyOf, canonical, envelope, fieldTime, needsLook, nextNumber, settled, uuid7 } from "../../static/js/tablet_letters.js";

const DAWN = Date.parse("2026-01-16T22:00:00Z");
const vectors = JSON.parse(readFileSync(new URL("../vectors/letters.json", import.meta.url), "utf8"));
const letter = (id, n) => ({ id, n, kind: "visit.arrive", at: "", clock: { now: "", offset: 0 }, prev: null, body: {}, media: null });

test("an id is a UUIDv7 that carries its moment", () => {
  const all = uuid7(DAWN, new Uint8Array(10).fill(255));
  const none = uuid7(DAWN, new Uint8Array(10));
  for (const id of [all, none]) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(parseInt(id.replaceAll("-", "").slice(0, 12), 16), DAWN);
  }
  assert.ok(uuid7(DAWN, new Uint8Array(10)) < uuid7(DAWN + 1, new Uint8Array(10)));
});

test("the canonical text is the server's", () => {
  for (const { value, text } of vectors) assert.equal(canonical(value), text);
});

test("a body leaves out what is empty and keeps lists whole", () => {
  const fields = [["csrf_token", "x"], ["note", " 有犬 "], ["place", "  "], ["officer_ids", "a"], ["officer_ids", "b"], ["photo", {}], ["way", "cash"]];
  assert.deepEqual(bodyOf(fields, ["officer_ids"], ["csrf_token"]), { note: "有犬", officer_ids: ["a", "b"], way: "cash" });
});

test("the time is now unless somebody changed it, and what was typed is Beijing time", () => {
  assert.equal(atOf("2026-01-17T06:00", "2026-01-17T06:00", DAWN + 90_500), "2026-01-16T22:01:30.500Z");
  assert.equal(atOf("", "2026-01-17T06:00", DAWN), "2026-01-16T22:00:00.000Z");
  assert.equal(atOf("2026-01-17T05:40", "2026-01-17T06:00", DAWN), "2026-01-17T05:40:00+08:00");
  assert.equal(fieldTime(DAWN), "2026-01-17T06:00");
});

test("an envelope holds its letters in the order of the count", () => {
  const { letters, ...rest } = envelope("tablet-1", null, [letter("b", 2), letter("a", 1)]);
  assert.deepEqual(rest, { device: "tablet-1", epoch: null, schema: 1 });
  assert.deepEqual(letters.map((one) => one.id), ["a", "b"]);
});

test("only its own id, answered as kept, lets a letter go", () => {
  const letters = ["a", "b", "c", "d", "e"].map((id, place) => letter(id, place));
  const answers = [
    { id: "a", status: "applied" }, { id: "b", status: "retry", code: "letter.waits_for" }, { id: "c", status: "set_aside" },
    { id: "d", status: "" }, { id: "other", status: "applied" }, null, "e",
  ];
  assert.deepEqual(settled(letters, answers).map((one) => one.letter.id), ["a", "c"]);
  for (const nothing of [undefined, null, {}, "applied", [{}]]) assert.deepEqual(settled(letters, nothing), []);
});

test("a conflict and a letter set aside need a person", () => {
  const looks = ["applied", "duplicate", "conflict", "set_aside"].map((status) => needsLook({ id: "a", status }));
  assert.deepEqual(looks, [false, false, true, true]);
});

test("each receipt gets the next number its writer carries, and none twice", () => {
  const carried = ["宁0425收2026-000011", "宁0425收2026-000012"];
  assert.equal(nextNumber(carried, []), carried[0]);
  assert.equal(nextNumber(carried, [carried[0]]), carried[1]);
  assert.equal(nextNumber(carried, [...carried].reverse()), null);
  assert.equal(nextNumber([], [carried[0]]), null);
});
