// @ts-check
// While the server cannot be reached a tap on a link would lose the page that still keeps deeds: it is tried first.

const PATIENCE = 4000;

/**
 * @param {() => boolean} reached
 * @param {() => void} stay told when the page is better not left
 */
export function holding(reached, stay) {
  document.addEventListener("click", async (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || reached() || event.defaultPrevented) return;
    if (link.origin !== location.origin || link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    if (await answers(link.href)) location.assign(link.href);
    else stay();
  });
}

/** @param {string} address */
async function answers(address) {
  try {
    const reply = await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(PATIENCE) });
    return reply.status > 0;
  } catch {
    return false;
  }
}
