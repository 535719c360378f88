// @ts-check
// The ground under the marks: tiles of our own when there are any; else a grid with degrees and the names of the townships.

import { L, element } from "./map_leaflet.js";

const STEPS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const LINES_WANTED = 9;

/**
 * Degrees and minutes as people read them.
 * @param {number} degrees
 * @param {string} side
 */
function written(degrees, side) {
  const minutes = Math.round(Math.abs(degrees) * 600) / 10;
  const rest = Math.round((minutes % 60) * 10) / 10;
  return `${Math.floor(minutes / 60)}°${String(rest).padStart(2, "0")}′${side}`;
}

/**
 * The multiples of a step inside a range.
 * @param {number} from
 * @param {number} to
 * @param {number} step
 */
function multiples(from, to, step) {
  const found = [];
  for (let n = Math.ceil(from / step); n * step <= to; n += 1) found.push(n * step);
  return found;
}

/** A grid of parallels and meridians that fits every zoom. */
function graticule(/** @type {any} */ map) {
  const lines = L.layerGroup().addTo(map);
  const renderer = L.svg({ padding: 0.3, pane: "tilePane" });
  const redraw = () => {
    const seen = map.getBounds();
    const step = STEPS.find((one) => (seen.getEast() - seen.getWest()) / one <= LINES_WANTED) ?? 20;
    const look = { renderer, pane: "tilePane", className: "map-grid", weight: 1, opacity: 0.22, interactive: false };
    lines.clearLayers();
    for (const lat of multiples(seen.getSouth(), seen.getNorth(), step)) {
      L.polyline([[lat, seen.getWest() - 1], [lat, seen.getEast() + 1]], look).addTo(lines);
      word(lines, map, [lat, seen.getWest()], written(lat, lat < 0 ? "S" : "N"), "map-degree map-degree-lat");
    }
    for (const lon of multiples(seen.getWest(), seen.getEast(), step)) {
      L.polyline([[seen.getSouth() - 1, lon], [seen.getNorth() + 1, lon]], look).addTo(lines);
      word(lines, map, [seen.getNorth(), lon], written(lon, lon < 0 ? "W" : "E"), "map-degree map-degree-lon");
    }
  };
  map.on("moveend resize", redraw);
  redraw();
}

/** An icon that is a text. */
const WordIcon = L.Icon.extend({
  /** @this {any} */
  createIcon() {
    const box = element("div", this.options.className);
    box.append(element("span", "", this.options.text));
    this._setIconStyles(box, "icon");
    return box;
  },
  createShadow() {
    return null;
  },
});

/**
 * Put a text on the map that nobody can click.
 * @param {any} layer
 * @param {any} map
 * @param {[number, number]} at
 * @param {string} text
 * @param {string} className
 */
function word(layer, map, at, text, className) {
  const icon = new WordIcon({ iconSize: [0, 0], text, className });
  L.marker(at, { icon, interactive: false, keyboard: false, pane: "map-words" }).addTo(layer);
}

/**
 * Ground, scale and names under a map.
 * @param {any} map
 * @param {string} tiles an address with {z}/{x}/{y}, or nothing
 * @param {{name: string[], lat: number[], lon: number[], level?: string[]} | null} names
 */
export function ground(map, tiles, names) {
  map.createPane("map-words").classList.add("map-words");
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  if (tiles) {
    L.tileLayer(tiles, { maxZoom: 18 }).addTo(map);
  } else {
    graticule(map);
  }
  (names?.name ?? []).forEach((name, n) => {
    const level = names?.level?.[n] === "county" ? "county" : "township";
    word(map, map, [names?.lat[n] ?? 0, names?.lon[n] ?? 0], name, `map-word map-word-${level}`);
  });
}
