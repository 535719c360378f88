// @ts-check
// The ways of the squads: one line each in the colour of the squad, and the place of every target in its line.

import { L } from "./map_leaflet.js";
import { colourOf } from "./map_signs.js";

/**
 * Draw the lines, and tell the number each target has in its route.
 * @param {any} map
 * @param {{squad: number[], lat: number[][], lon: number[][], ids: (string | null)[][]} | null} ways stops in order; null for the court
 * @param {string[]} colours
 * @returns {Map<string, number>}
 */
export function routes(map, ways, colours) {
  /** @type {Map<string, number>} */
  const order = new Map();
  (ways?.squad ?? []).forEach((squad, n) => {
    const line = (ways?.lat[n] ?? []).map((lat, i) => [lat, ways?.lon[n][i] ?? 0]);
    const casing = { className: "map-casing", weight: 7, opacity: 0.9, interactive: false, lineJoin: "round" };
    L.polyline(line, casing).addTo(map);
    L.polyline(line, { ...casing, className: "map-way", color: colourOf(colours, squad), weight: 3, opacity: 0.95 }).addTo(map);
    let stop = 0;
    for (const id of ways?.ids[n] ?? []) if (id !== null) order.set(id, (stop += 1));
    const first = line[0];
    if (first && ways?.ids[n][0] === null) start(map, first);
  });
  return order;
}

/**
 * Where a route begins: the court's door.
 * @param {any} map
 * @param {number[]} at
 */
function start(map, at) {
  L.circleMarker(at, { className: "map-start", radius: 7, weight: 4, fillOpacity: 1, interactive: false }).addTo(map);
}
