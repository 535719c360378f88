// @ts-check
// Whether a file is the one the court keeps: its SHA-256 against the hashes of the page. Nothing leaves the browser.

/**
 * What comparing found: the same file, another one, or no way to compute it here.
 * @typedef {"same" | "other" | "unable"} Verdict
 */

/**
 * Bytes as small hexadecimal figures.
 * @param {ArrayBuffer} bytes
 * @returns {string}
 */
export function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The hashes a page names, each 64 figures long; anything else is left out.
 * @param {string} named
 * @returns {string[]}
 */
export function hashesOf(named) {
  return named.split(/\s+/).filter((one) => /^[0-9a-f]{64}$/.test(one));
}

/**
 * Compare a file with what the court keeps. A page that names no hash proves nothing.
 * @param {ArrayBuffer} content
 * @param {string} named
 * @param {Pick<SubtleCrypto, "digest"> | undefined} subtle not there without https
 * @returns {Promise<Verdict>}
 */
export async function compare(content, named, subtle) {
  if (!subtle) return "unable";
  const found = hex(await subtle.digest("SHA-256", content));
  return hashesOf(named).includes(found) ? "same" : "other";
}
