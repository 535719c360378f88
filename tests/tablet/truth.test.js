// The bar of truth.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, truthOf } from "../../static/js/tablet_truth.js";

const RECEIPT = Date.parse("2026-01-16T22:12:59Z");

test("a clock shows Beijing time", () => {
  assert.equal(clock(RECEIPT), "06:12");
  assert.equal(clock(Date.parse("2026-01-16T16:00:00Z")), "00:00");
});

test("only an answer means online, and a failure to keep stands above all", () => {
  const known = { reached: true, blocked: false, pending: 0, receipt: null };
  assert.deepEqual(truthOf(known), { link: "online", pending: "0", receipt: null });
  assert.deepEqual(truthOf({ ...known, reached: false, pending: 3, receipt: RECEIPT }), { link: "offline", pending: "3", receipt: "06:12" });
  assert.equal(truthOf({ ...known, blocked: true }).link, "blocked");
  assert.equal(truthOf({ ...known, blocked: true, reached: false }).link, "blocked");
});
