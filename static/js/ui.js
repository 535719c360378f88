// @ts-check
// Attaches the behaviours of office and tablet pages by their data- attributes. Pages work without it; `data-attached` on the page says that all are there.

import { answering } from "./ui_asked.js";
import { copying } from "./ui_copy.js";
import { asking, opening } from "./ui_ask.js";
import { counting } from "./ui_clock.js";
import { entering } from "./ui_entries.js";
import { filtering } from "./ui_filter.js";
import { fitting, folding, naming, pointing, sendingOnce, sendingAtOnce } from "./ui_small.js";

/** Behaviours, each a function of the part of the page it looks after. */
const behaviours = [answering, folding, fitting, pointing, copying, asking, opening, counting, entering, filtering, naming, sendingAtOnce, sendingOnce];

/**
 * Attach all behaviours inside a part of the page; call it again for a part that was put in later.
 * @param {ParentNode} part
 */
export function attach(part) {
  for (const behaviour of behaviours) behaviour(part);
}

attach(document);
document.documentElement.dataset.attached = "";
