// @ts-check
// The targets: a mark for each, a circle for how far off it may be, clusters when there are many, and a legend.

import { L, element } from "./map_leaflet.js";
import { opensDetails } from "./map_details.js";
import { colourOf, picture, signIcon } from "./map_signs.js";

/**
 * @typedef {{ids: string[], lat: number[], lon: number[], measure: string[], squad: number[], radius_m: number[], level: string[],
 *   legend?: {measures: {code: string, shape: string, sign: string, label: string}[], squads: {number: number, label: string}[]}}} Places
 * @typedef {{colours: string[], details: string, order: Map<string, number>}} Look
 */

const MANY = 300;
const APART = 38;
const ROW = [0, APART, -APART, 2 * APART];

/**
 * Draw all targets and show them all.
 * @param {any} map
 * @param {Places | null} places
 * @param {Look} look
 * @returns {Promise<void>} when every mark is laid out
 */
export async function targets(map, places, look) {
  if (!places?.ids.length) return;
  const many = places.ids.length > MANY;
  const marks = marksOf(map, places, look, !many);
  if (places.legend) legend(map, places.legend, look.colours);
  map.fitBounds(L.latLngBounds(places.lat.map((lat, n) => [lat, places.lon[n]])), { padding: [48, 48], maxZoom: 14, animate: false });
  if (many) {
    await cluster(map, marks);
  } else {
    circles(map, places, look);
    L.layerGroup(marks).addTo(map);
  }
}

/**
 * One mark for each target; those of one place stand in rows.
 * @param {any} map
 * @param {Places} places
 * @param {Look} look
 * @param {boolean} fanned
 */
function marksOf(map, places, look, fanned) {
  const kinds = new Map((places.legend?.measures ?? []).map((one) => [one.code, one]));
  const teams = new Map((places.legend?.squads ?? []).map((one) => [one.number, one.label]));
  /** @type {Map<string, number>} */
  const taken = new Map();
  /** @type {Map<string, any>} */
  const shared = new Map();
  return places.ids.map((id, n) => {
    const kind = kinds.get(places.measure[n]) ?? { shape: "disc", sign: "", label: places.measure[n] };
    const order = look.order.get(id);
    const place = `${places.lat[n].toFixed(4)} ${places.lon[n].toFixed(4)}`;
    const nth = fanned ? (taken.get(place) ?? 0) : 0;
    taken.set(place, nth + 1);
    const key = [places.measure[n], places.squad[n], order ?? "", nth].join(" ");
    const colour = colourOf(look.colours, places.squad[n]);
    const icon = shared.get(key) ?? signIcon({ shape: kind.shape, sign: kind.sign, colour, order }, fan(nth));
    shared.set(key, icon);
    const mark = L.marker([places.lat[n], places.lon[n]], { icon, riseOnHover: true, keyboard: true });
    const shown = order ? `${kind.sign}${order}` : "";
    const said = [teams.get(places.squad[n]), shown, kind.label].filter(Boolean).join(" · ");
    mark.on("add", () => mark.getElement()?.setAttribute("aria-label", said));
    opensDetails(mark, look.details, id);
    return mark;
  });
}

/**
 * How many pixels the nth mark of one place is moved: rows of four that grow upwards, as the name of the place stands below.
 * @param {number} nth
 * @returns {[number, number]}
 */
function fan(nth) {
  const row = Math.floor(nth / ROW.length);
  return [ROW[nth % ROW.length] + (row % 2 ? APART / 2 : 0), -APART * row];
}

/**
 * A quiet circle for each place that is not known to the door, once for all targets that share it.
 * @param {any} map
 * @param {Places} places
 * @param {Look} look
 */
function circles(map, places, look) {
  const renderer = L.svg({ padding: 0.5 });
  const drawn = new Set();
  places.ids.forEach((_, n) => {
    const key = [places.lat[n], places.lon[n], places.radius_m[n]].join(" ");
    if (places.level[n] === "door" || drawn.has(key)) return;
    drawn.add(key);
    const alone = places.lat.filter((lat, i) => lat === places.lat[n] && places.lon[i] === places.lon[n]).length === 1;
    const color = alone ? colourOf(look.colours, places.squad[n]) : undefined;
    const dash = places.level[n] === "county" ? "2 8" : "5 5";
    L.circle([places.lat[n], places.lon[n]], {
      renderer, radius: places.radius_m[n], color, className: alone ? "map-reach" : "map-reach-shared", weight: 1.25, opacity: 0.5, dashArray: dash, fillOpacity: 0.035, interactive: false,
    }).addTo(map);
  });
}

/**
 * Many marks as clusters, laid out in short pieces of work so that the page stays alive.
 * @param {any} map
 * @param {any[]} marks
 * @returns {Promise<void>}
 */
function cluster(map, marks) {
  return new Promise((done) => {
    const group = L.markerClusterGroup({
      chunkedLoading: true, chunkInterval: 60, chunkDelay: 10, showCoverageOnHover: false, animate: false, maxClusterRadius: 56,
      chunkProgress: (/** @type {number} */ laid, /** @type {number} */ all) => laid === all && done(undefined),
      iconCreateFunction: (/** @type {any} */ one) => heap(one.getChildCount()),
    });
    map.addLayer(group);
    group.addLayers(marks);
  });
}

const HeapIcon = L.Icon.extend({
  /** @this {any} */
  createIcon() {
    const box = element("div", "map-heap", String(this.options.count));
    this._setIconStyles(box, "icon");
    return box;
  },
  createShadow() {
    return null;
  },
});

/** The icon of a cluster: how many there are. @param {number} count */
function heap(count) {
  const size = count < 100 ? 38 : 46;
  return new HeapIcon({ count, iconSize: [size, size], className: "map-heap" });
}

/**
 * What the shapes and colours mean.
 * @param {any} map
 * @param {NonNullable<Places["legend"]>} meaning
 * @param {string[]} colours
 */
function legend(map, meaning, colours) {
  const control = L.control({ position: "topright" });
  control.onAdd = () => {
    const list = element("ul", "map-legend");
    for (const one of meaning.squads) list.append(entry({ shape: "square", sign: "", colour: colourOf(colours, one.number) }, one.label));
    for (const one of meaning.measures) list.append(entry({ shape: one.shape, sign: one.sign, colour: colours[0] }, one.label));
    L.DomEvent.disableClickPropagation(list);
    return list;
  };
  control.addTo(map);
}

/**
 * One line of the legend.
 * @param {{shape: string, sign: string, colour: string}} look
 * @param {string} label
 */
function entry(look, label) {
  const line = element("li", "map-legend-entry");
  line.append(picture(look), element("span", "", label));
  return line;
}
