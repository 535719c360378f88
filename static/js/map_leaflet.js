// @ts-check
// Leaflet is a classic script, loaded before the modules of the map; this gives it to them by name.

/** @type {any} */
export const L = /** @type {any} */ (globalThis).L;

/**
 * An element of SVG with its attributes; colours are attributes here, never inline styles.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Element[]} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, children = []) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * An element of the page with a class and a text that stays text.
 * @param {string} tag
 * @param {string} name
 * @param {string} [text]
 * @returns {HTMLElement}
 */
export function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
