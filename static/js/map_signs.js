// @ts-check
// The marks of targets: a colour for the squad, a shape and a sign for the measure, a number for the place in the route.

import { L, element, svg } from "./map_leaflet.js";

/** Outlines in a box of 32 by 32. The names are those of maps/signs.py. @type {Record<string, string>} */
const OUTLINES = {
  disc: "M16 3a13 13 0 1 1 0 26a13 13 0 1 1 0-26z",
  square: "M8 4h16a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4h-16a4 4 0 0 1-4-4v-16a4 4 0 0 1 4-4z",
  diamond: "M16 1.5l13.5 13a2 2 0 0 1 0 3l-13.5 13l-13.5-13a2 2 0 0 1 0-3z",
  shield: "M16 2l12 4v11c0 6-5 10.500-12 13c-7-2.500-12-7-12-13v-11z",
  hexagon: "M9.500 4h13l6.500 12l-6.500 12h-13l-6.500-12z",
  drop: "M16 31c-6-7-11-11.500-11-18a11 11 0 1 1 22 0c0 6.500-5 11-11 18z",
};
const SIZE = 32;

/**
 * The colour of a squad by its number; grey is no squad. The same rule as in maps/signs.py.
 * @param {string[]} colours
 * @param {number} squad
 * @returns {string}
 */
export function colourOf(colours, squad) {
  return squad < 1 ? colours[0] : colours[1 + ((squad - 1) % (colours.length - 1))];
}

/**
 * The picture of a mark.
 * @param {{shape: string, sign: string, colour: string, order?: number | undefined}} look
 * @returns {SVGElement}
 */
export function picture({ shape, sign, colour, order }) {
  const outline = OUTLINES[shape] ?? OUTLINES.disc;
  const letter = svg("text", { x: 16, y: shape === "drop" ? 18 : 21, class: "map-sign-letter" });
  letter.textContent = sign;
  const parts = [svg("path", { d: outline, fill: colour, class: "map-sign-shape" }), letter];
  if (order) {
    const number = svg("text", { x: 28, y: 8, class: "map-sign-order-text" });
    number.textContent = String(order);
    parts.push(svg("circle", { cx: 28, cy: 4.5, r: 8.5, stroke: colour, class: "map-sign-order" }), number);
  }
  return svg("svg", { viewBox: "0 0 32 32", width: SIZE, height: SIZE, "aria-hidden": "true", focusable: "false" }, parts);
}

/** An icon made anew for each mark, from a look that many marks share. */
const SignIcon = L.Icon.extend({
  /** @this {any} */
  createIcon() {
    const [right, down] = this.options.offset;
    const box = element("div", "map-sign");
    box.append(picture(this.options.look));
    this._setIconStyles(box, "icon");
    box.style.marginLeft = `${right - SIZE / 2}px`;
    box.style.marginTop = `${down - SIZE / 2}px`;
    return box;
  },
  createShadow() {
    return null;
  },
});

/**
 * An icon for a look, moved by some pixels so that marks of one place do not hide one another.
 * @param {{shape: string, sign: string, colour: string, order?: number | undefined}} look
 * @param {[number, number]} offset
 */
export function signIcon(look, offset = [0, 0]) {
  return new SignIcon({ iconSize: [SIZE, SIZE], popupAnchor: [offset[0], offset[1] - 12], look, offset, className: "map-sign" });
}
