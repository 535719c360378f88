"""The pictures of the documents: `make pictures` plays the demonstration and writes them anew, the same each time.

Each picture is taken at a fixed minute of the demonstration, in Debian's Noto Sans CJK, and reduced to a small palette.
What differs from one demonstration to the next, such as hashes, is veiled.
"""

import io
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import served
from tests.browser.conftest import ARGUMENTS
from tests.browser.navigators import Person, sign_in
from tests.browser.served import ROOT, Court
from tests.support.lists import csv_list, row

FOLDER = ROOT / "docs" / "pictures"
FONT = "Noto Sans CJK SC"
DESK = (1180, 760)
LARGE = (1280, 900)
TABLET = (720, 1080)
PLANES, BETWEEN = 40, 40
LARGEST_BYTES = 60_000
SWEEP = "涉金融案件集中执行专项行动"
VEIL = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    walk.currentNode.data = walk.currentNode.data.replace(/\\b(?=[0-9]*[a-f])[0-9a-f]{12,64}\\b/g, (found) => '·'.repeat(Math.min(found.length, 12)));
  }
}"""
SCROLL = "(one) => scrollTo({top: one.getBoundingClientRect().top + scrollY - 16, behavior: 'instant'})"
OPEN = "() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
Reach = Callable[[Person], object]


@dataclass(frozen=True)
class Shot:
    """One picture: whose screen, at which minute of the day, how he gets there, and what of it is shown."""

    name: str
    username: str
    clock: str
    reach: Reach
    theme: str = "day"
    scroll_to: str = ""
    """What stands on top of the picture, as a selector; the top of the page when it is empty."""
    evening: bool = False
    size: tuple[int, int] = DESK
    unfold: bool = False
    """Whether what is folded on the page is opened."""


def of_sweep(tab: str) -> Reach:
    """The sweep at one of its tabs."""
    return lambda who: who.opens("专项行动").follows(SWEEP).turns_to(tab)


def on_tablet(*links: str) -> Reach:
    """The tablet, and from there by links."""

    def reach(who: Person) -> None:
        who.page.goto(f"{who.address}/tablet")
        for link in links:
            who.follows(link)

    return reach


def wrong_list(who: Person) -> None:
    """A list of cases with two cells that cannot be right."""
    rows = [row(), row(案号="2025宁执0425", 立案日期="去年十月"), row(案号="（2025）宁0425执503号")]
    who.opens("导入案件").brings("名册文件", "名册.csv", csv_list(*rows)).presses("预览").sees_title("名册预览")


def first_proposal(who: Person) -> None:
    """The detention that waits for the president."""
    who.opens("审批")
    who.follows("审阅", within=who.card("拘留").first)


def newest_slip(who: Person) -> None:
    """The slip that waits to be counted."""
    who.opens("现金交接").follows("0425交")


ACTS: tuple[tuple[str | None, tuple[Shot, ...]], ...] = (
    (
        None,
        (
            Shot("import", "judge", "18:10", wrong_list, evening=True),
            Shot("routes", "judge", "18:12", of_sweep("路线"), evening=True, scroll_to=".routes"),
            Shot("map", "judge", "18:14", of_sweep("地图"), evening=True, scroll_to=".ground-map", size=LARGE),
            Shot(
                "approval",
                "president",
                "18:18",
                first_proposal,
                evening=True,
                unfold=True,
                scroll_to="section:has(> header:has-text('逐项条件'))",
            ),
            Shot("accounts", "keeper", "18:19", lambda who: who.opens("账号"), evening=True),
        ),
    ),
    ("05:40", (Shot("tablet-night", "bailiff", "05:50", on_tablet(), theme="night", size=TABLET),)),
    (
        "09:00",
        (
            Shot("tablet-stop", "bailiff", "09:02", on_tablet("杨某"), theme="outdoor", size=TABLET),
            Shot("tablet-pay", "bailiff", "09:03", on_tablet("杨某", "收款"), size=TABLET),
            Shot("board", "director", "09:05", lambda who: who.opens("实时看板")),
            Shot("custody", "auditor", "09:06", lambda who: who.opens("在控人员")),
        ),
    ),
    ("16:40", (Shot("handover", "cashier", "16:45", newest_slip),)),
    ("17:35", (Shot("matching", "clerk", "17:36", lambda who: who.opens("认领匹配")),)),
    (
        "23:00",
        (
            Shot("bulletin", "clerk", "18:20", lambda who: who.opens("战报").follows(SWEEP)),
            Shot("plan", "judge", "18:21", lambda who: who.opens("还款计划").follows("835号"), scroll_to="main .cards"),
            Shot("trail", "auditor", "18:22", lambda who: who.opens("留痕")),
        ),
    ),
)


def small(picture: bytes) -> bytes:
    """The picture in a small palette: the colours of its planes exactly, those between them about right."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    counts = Counter(zip(*(band.tobytes() for band in image.split()), strict=True))
    planes = [colour for colour, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:PLANES]]
    between = image.quantize(BETWEEN, method=Image.Quantize.MEDIANCUT).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for colour in planes for part in colour), *between[: BETWEEN * 3]])
    kept = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def take(browser: Browser, court: Court, shot: Shot) -> bytes:
    """Sign in, go there, set the clock, and look."""
    width, height = shot.size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce")
    given = {"lang": "zh", "theme": shot.theme}
    context.add_cookies([{"name": key, "value": value, "url": court.address} for key, value in given.items()])
    page = context.new_page()
    show = court.show_evening if shot.evening else court.show_day
    show(shot.clock)
    sign_in(page, court.address, shot.username)
    shot.reach(Person(page, court.address))
    show(shot.clock)
    page.reload()
    _settle(page, shot)
    picture = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return small(picture)


def _settle(page: Page, shot: Shot) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate(VEIL)
    if shot.unfold:
        page.evaluate(OPEN)
    if shot.scroll_to:
        page.locator(shot.scroll_to).first.evaluate(SCROLL)


def paper(court: Court) -> bytes:
    """The sample of a detention decision, its first page."""
    file = court.home / "sample.pdf"
    court.terminal("papers", "render", "detention_decision", "--out", str(file))
    command = ["pdftoppm", "-png", "-r", "72", "-singlefile", str(file), str(file.with_suffix(""))]
    subprocess.run(command, check=True)
    return small(file.with_suffix(".png").read_bytes())


def written() -> Iterator[tuple[str, bytes]]:
    """All pictures by name, while the day goes on."""
    with _court() as court, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*ARGUMENTS, "--lang=zh-CN"])
        for until, shots in ACTS:
            if until:
                court.terminal("demo", "play", "--until", until)
            for shot in shots:
                yield shot.name, take(browser, court, shot)
        browser.close()
        yield "paper", paper(court)


@contextmanager
def _court() -> Iterator[Court]:
    with tempfile.TemporaryDirectory() as folder:
        served.run(Path(folder), "demo", "load")
        with served.serve(Path(folder)) as court:
            yield court


def main() -> None:
    """Write all of them; stop when the font is not there or a picture is too large."""
    found = subprocess.run(["fc-match", FONT], capture_output=True, text=True, check=True).stdout
    if FONT not in found:
        sys.exit("pictures are taken in Debian's Noto Sans CJK: apt-get install fonts-noto-cjk")
    FOLDER.mkdir(exist_ok=True)
    only = set(sys.argv[1:])
    for name, picture in written():
        if len(picture) > LARGEST_BYTES:
            sys.exit(f"{name} has {len(picture)} bytes, more than {LARGEST_BYTES}")
        if not only or name in only:
            (FOLDER / f"{name}.png").write_bytes(picture)
        sys.stdout.write(f"{len(picture):>7}  docs/pictures/{name}.png\n")


if __name__ == "__main__":
    main()
