// @ts-check
// What a mark tells when it is opened: fetched then, and shown as text, never as markup.

import { element } from "./map_leaflet.js";
import { word } from "./ui_words.js";

/**
 * @typedef {{title: string, lines: [string, string][], href?: string, link?: string}} Details
 */

/**
 * Open the details of a target from its mark, by mouse, finger or Enter.
 * @param {any} mark
 * @param {string} url continued by the id
 * @param {string} id
 */
export function opensDetails(mark, url, id) {
  if (!url) return;
  mark.on("click keypress", async (/** @type {any} */ event) => {
    if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
    const box = element("div", "map-details", word("mapLoading") || "…");
    mark.unbindPopup().bindPopup(box, { maxWidth: 320, minWidth: 200 }).openPopup();
    try {
      const answer = await fetch(url + encodeURIComponent(id), { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      fill(box, await answer.json());
    } catch (wrong) {
      box.textContent = word("mapUnavailable") || "!";
      console.error(wrong);
    }
    mark.getPopup()?.update();
  });
}

/**
 * Put the facts into the box, each as text.
 * @param {HTMLElement} box
 * @param {Details} details
 */
function fill(box, details) {
  const facts = element("dl", "map-details-facts");
  for (const [label, text] of details.lines ?? []) facts.append(element("dt", "", label), element("dd", "", text));
  box.replaceChildren(element("p", "map-details-title", details.title), facts);
  const target = details.href ? new URL(details.href, location.href) : null;
  if (target && target.origin === location.origin) {
    const link = /** @type {HTMLAnchorElement} */ (element("a", "map-details-link", details.link || details.href));
    link.href = target.href;
    box.append(link);
  }
}
