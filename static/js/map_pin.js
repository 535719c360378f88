// @ts-check
// One pin moved by hand: by dragging, by a click on the map, or by the arrow keys; the form beside the map takes its place.

import { L } from "./map_leaflet.js";
import { signIcon } from "./map_signs.js";
import { word } from "./ui_words.js";

/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const STEP = 12;
const EXACT = 6;

/**
 * Attach the form that names this map in data-pin: it holds inputs `lat` and `lon`, and may hold an element with data-pin-moved.
 * @param {any} map
 */
export function pin(map) {
  const form = document.querySelector(`form[data-pin="${map.getContainer().id}"]`);
  const lat = /** @type {HTMLInputElement | null} */ (form?.querySelector('[name="lat"]') ?? null);
  const lon = /** @type {HTMLInputElement | null} */ (form?.querySelector('[name="lon"]') ?? null);
  if (!form || !lat || !lon) return;
  const known = lat.value !== "" && lon.value !== "";
  const first = known ? L.latLng(Number(lat.value), Number(lon.value)) : map.getCenter();
  const look = { shape: "drop", sign: "", colour: form.getAttribute("data-pin-colour") ?? "#a3123a" };
  const mark = L.marker(first, { icon: signIcon(look, [0, -15]), draggable: true, autoPan: true, keyboard: true }).addTo(map);
  if (known) trace(map, first, mark);
  mark.getElement()?.setAttribute("aria-label", word("mapPin") || "+");
  const place = () => {
    const at = mark.getLatLng().wrap();
    lat.value = at.lat.toFixed(EXACT);
    lon.value = at.lng.toFixed(EXACT);
    tell(form, first.distanceTo(at));
    lat.dispatchEvent(new Event("change", { bubbles: true }));
  };
  mark.on("drag dragend", place);
  map.on("click", (/** @type {any} */ event) => {
    mark.setLatLng(event.latlng);
    mark.fire("move", { latlng: event.latlng });
    place();
  });
  mark.getElement()?.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => nudge(event, map, mark, place));
}

/**
 * Where the pin was first, and a line from there.
 * @param {any} map
 * @param {any} first
 * @param {any} mark
 */
function trace(map, first, mark) {
  L.circleMarker(first, { radius: 4, weight: 2, color: "#5b6470", fillOpacity: 0.4, interactive: false }).addTo(map);
  const line = L.polyline([first, first], { weight: 2, color: "#5b6470", dashArray: "4 6", interactive: false }).addTo(map);
  mark.on("move", () => line.setLatLngs([first, mark.getLatLng()]));
}

/**
 * Move the pin by an arrow key; with Shift, by a single pixel.
 * @param {KeyboardEvent} event
 * @param {any} map
 * @param {any} mark
 * @param {() => void} place
 */
function nudge(event, map, mark, place) {
  const way = KEYS[event.key];
  if (!way) return;
  event.preventDefault();
  event.stopPropagation();
  const step = event.shiftKey ? 1 : STEP;
  const at = map.latLngToLayerPoint(mark.getLatLng()).add([way[0] * step, way[1] * step]);
  mark.setLatLng(map.layerPointToLatLng(at));
  map.panInside(mark.getLatLng(), { padding: [40, 40] });
  place();
}

/**
 * Say how far the pin is from where it was.
 * @param {Element} form
 * @param {number} metres
 */
function tell(form, metres) {
  const output = form.querySelector("[data-pin-moved]");
  if (output) output.textContent = word("mapMoved", { metres: Math.round(metres) }) || `${Math.round(metres)} m`;
}
