// @ts-check
// Draws the maps a page holds: folium leaves [map, options] in globalThis.sweepMaps; everything shown comes as JSON from this server.

import { element } from "./map_leaflet.js";
import { ground } from "./map_ground.js";
import { pin } from "./map_pin.js";
import { routes } from "./map_routes.js";
import { targets } from "./map_targets.js";
import { word } from "./ui_words.js";

/**
 * @typedef {{mode: "targets" | "pin", colours: string[], targets: string, details: string, routes: string, labels: string, tiles: string}} Options
 */

/**
 * What this server answers, or null when there is no such feed. The browser asks again with the ETag it has, and 304 costs nothing.
 * @param {string} url
 * @returns {Promise<any>}
 */
export async function feed(url) {
  if (!url) return null;
  const answer = await fetch(url, { cache: "no-cache", credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/**
 * Draw one map: the ground first, then routes, targets over them.
 * @param {any} map
 * @param {Options} options
 */
async function draw(map, options) {
  const [places, ways, names] = await Promise.all([feed(options.targets), feed(options.routes), feed(options.labels)]);
  ground(map, options.tiles, names);
  if (options.mode === "pin") {
    pin(map);
  } else {
    const order = routes(map, ways, options.colours);
    await targets(map, places, { colours: options.colours, details: options.details, order });
  }
  map.getContainer().dataset.mapState = "ready";
  performance.mark("targets-ready");
}

/**
 * A map that could not be filled says so in the page, and to whoever reads the console.
 * @param {any} map
 * @param {Options} options
 */
function start(map, options) {
  draw(map, options).catch((wrong) => {
    map.getContainer().dataset.mapState = "failed";
    map.getContainer().append(element("p", "map-failed", word("mapUnavailable") || "!"));
    console.error(wrong);
  });
}

const waiting = /** @type {[any, Options][]} */ (/** @type {any} */ (globalThis).sweepMaps ?? []);
for (const [map, options] of waiting) start(map, options);
/** @type {any} */ (globalThis).sweepMaps = {
  /** @param {[any, Options]} one */
  push: (one) => start(...one),
};
