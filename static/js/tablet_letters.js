// @ts-check
// Letters as they are made and settled. Pure: no page, no store, no net.

/**
 * A deed on its way to the letter box.
 * @typedef {object} Letter
 * @property {string} id a UUIDv7, final
 * @property {number | null} n the device's own count
 * @property {string} kind
 * @property {string} at when it happened
 * @property {{now: string, offset: number}} clock what this device believed, and how far the server was ahead
 * @property {null} prev
 * @property {Record<string, unknown>} body
 * @property {string[] | null} media
 */

/**
 * What the letter box says of one letter.
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} status
 * @property {number} [seq]
 * @property {string} [code]
 * @property {string} [receipt]
 */

/** Answers after which a letter leaves the outbox: the court keeps it. */
const KEPT = new Set(["applied", "duplicate", "conflict", "set_aside"]);
const MINUTE_TEXT = 16;
const BEIJING = "+08:00";

/**
 * A UUIDv7 that carries a moment.
 * @param {number} milliseconds since 1970
 * @param {Uint8Array} lot ten bytes at random
 * @returns {string}
 */
export function uuid7(milliseconds, lot) {
  const time = Math.floor(milliseconds).toString(16).padStart(12, "0").slice(-12);
  const rest = [...lot];
  rest[0] = 0x70 | (rest[0] & 0x0f);
  rest[2] = 0x80 | (rest[2] & 0x3f);
  const text = time + rest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20, 32)].join("-");
}

/**
 * One text for one value: sorted names, no spaces; what hashes are made of on the server too (whole numbers only).
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).sort(([one], [other]) => byPoints(one, other));
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/**
 * The body of a letter from a form's fields; empty fields are not told, fields named in `lists` keep all their values.
 * @param {Iterable<[string, unknown]>} fields
 * @param {string[]} lists
 * @param {string[]} apart fields that are no part of the body
 * @returns {Record<string, unknown>}
 */
export function bodyOf(fields, lists, apart) {
  /** @type {Record<string, unknown>} */
  const body = {};
  for (const [name, value] of fields) {
    if (typeof value !== "string" || apart.includes(name)) continue;
    const text = value.trim();
    if (!text) continue;
    if (!lists.includes(name)) body[name] = text;
    else body[name] = [.../** @type {string[]} */ (body[name] ?? []), text];
  }
  return body;
}

/**
 * The next number of a receipt that this person carries and that this device has not used.
 * @param {string[]} carried
 * @param {string[]} spent
 * @returns {string | null}
 */
export function nextNumber(carried, spent) {
  const gone = new Set(spent);
  return carried.find((number) => !gone.has(number)) ?? null;
}

/**
 * When a deed happened: now while nobody touched the field, else what was typed, as Beijing time.
 * @param {string} typed such as 2026-01-17T06:10
 * @param {string} shown what stood in the field
 * @param {number} now the server's time in milliseconds
 * @returns {string}
 */
export function atOf(typed, shown, now) {
  if (!typed || typed === shown) return new Date(now).toISOString();
  return `${typed.slice(0, MINUTE_TEXT)}:00${BEIJING}`;
}

/**
 * A moment as the field of a form shows it in Beijing.
 * @param {number} milliseconds
 * @returns {string}
 */
export function fieldTime(milliseconds) {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, MINUTE_TEXT);
}

/**
 * Put letters into an envelope, in the order of the device's count.
 * @param {string} device
 * @param {string | null} epoch
 * @param {Letter[]} letters
 */
export function envelope(device, epoch, letters) {
  return { device, epoch, schema: 1, letters: [...letters].sort((one, other) => (one.n ?? 0) - (other.n ?? 0)) };
}

/**
 * Which letters leave the outbox: only those whose own id is answered as kept. Everything else stays.
 * @param {Letter[]} letters
 * @param {unknown} answers
 * @returns {{letter: Letter, answer: Answer}[]}
 */
export function settled(letters, answers) {
  const said = new Map((Array.isArray(answers) ? answers : []).map((answer) => [answer?.id, answer]));
  const done = [];
  for (const letter of letters) {
    const answer = said.get(letter.id);
    if (answer && KEPT.has(answer.status)) done.push({ letter, answer });
  }
  return done;
}

/**
 * Whether a person has to look at a letter that was kept.
 * @param {Answer} answer
 * @returns {boolean}
 */
export function needsLook(answer) {
  return answer.status === "conflict" || answer.status === "set_aside";
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function byPoints(one, other) {
  const [left, right] = [[...one], [...other]];
  for (let place = 0; place < Math.min(left.length, right.length); place += 1) {
    const apart = (left[place].codePointAt(0) ?? 0) - (right[place].codePointAt(0) ?? 0);
    if (apart) return apart;
  }
  return left.length - right.length;
}
