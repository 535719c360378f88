// @ts-check
// The way to the server. Only an answer means that it was reached; the browser's own opinion is not asked.

/** @typedef {import("./tablet_send.js").Reply} Reply */

const PATIENCE = 20_000;

/**
 * @param {{letters: string, photos: string}} addresses
 * @returns {import("./tablet_send.js").Wire}
 */
export function wire(addresses) {
  return {
    letters: (envelope) => ask(addresses.letters, JSON.stringify(envelope), "application/json"),
    photo: (photo) => ask(addresses.photos, photo.blob, photo.blob.type || "application/octet-stream"),
  };
}

/**
 * @param {string} address
 * @param {BodyInit} body
 * @param {string} type
 * @returns {Promise<Reply>}
 */
async function ask(address, body, type) {
  const headers = { "Content-Type": type, Accept: "application/json" };
  try {
    const reply = await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
    return { status: reply.status, body: await reply.json().catch(() => null) };
  } catch {
    return { status: 0, body: null };
  }
}
