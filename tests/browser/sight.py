"""How a page is looked at by machine: axe's rules, and whether it has to be scrolled sideways."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from routes.context import THEMES
from tests.browser.served import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
MISSES_AXE = "() => !('axe' in window)"
RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
PAINT = """(theme) => {
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.bsTheme = theme === 'night' ? 'dark' : 'light';
  for (const one of document.querySelectorAll('[data-theme-switch] input')) one.checked = one.value === theme;
}"""
WIDTHS = (1280, 800)
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const scrolled = (one) => one && one !== document.body &&
    (getComputedStyle(one).overflowX !== 'visible' || scrolled(one.parentElement));
  const over = [...document.body.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > room + 1 && !scrolled(one.parentElement));
  return over.slice(0, 4).map((one) => `${one.tagName.toLowerCase()}.${one.className}`).join(' ');
}"""
SETTLED = f"""async () => {{
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return ({TOO_WIDE})();
}}"""
"""What sticks out once the page has been laid out anew."""


def violations(page: Page) -> Iterator[str]:
    """What axe finds: the rule, where, and the first elements."""
    if page.evaluate(MISSES_AXE):
        page.context.add_init_script(AXE)  # the pages after this one have it, compiled already
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    for one in found:
        for node in one["nodes"][:3]:
            yield f"axe {one['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()})"


def too_wide(page: Page) -> Iterator[str]:
    """The widths at which the page has to be scrolled sideways, and what sticks out."""
    size = page.viewport_size or {"width": WIDTHS[0], "height": 900}
    for width in sorted(WIDTHS, key=lambda width: width != size["width"]):  # as it lies there first
        if page.viewport_size != {**size, "width": width}:
            page.set_viewport_size({**size, "width": width})
        out = page.evaluate(SETTLED)
        if out is not None:
            yield f"wider than {width}: {out}"
    page.set_viewport_size(size)


def pictures(page: Page, folder: Path, name: str) -> None:
    """A picture of the whole page in each theme."""
    folder.mkdir(parents=True, exist_ok=True)
    page.wait_for_load_state("networkidle")
    for theme in THEMES:
        page.evaluate(PAINT, theme)
        file = re.sub(r"[^a-z0-9_.-]+", "-", name.replace("?", "asked").lower()).strip("-")
        page.screenshot(path=folder / f"{file}-{theme}.png", full_page=True, animations="disabled")
