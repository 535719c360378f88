"""Fixtures of the tests in a real Chromium: the browser, a court served on the evening before, one after the day."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser import served
from tests.browser.served import Court
from tests.browser.shapes import Looks, looks
from tests.browser.watch import Watch

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = (1280, 900)
TABLET = (800, 1280)
PATIENCE_MS = 15_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One real Chromium with a new, empty profile."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("no Chromium on this machine; `make setup-test` installs it (Debian: chromium)", pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The demonstration on the evening before, served."""
    home = tmp_path_factory.mktemp("evening")
    served.run(home, "demo", "load")
    with served.serve(home) as court:
        yield court


@pytest.fixture(scope="session")
def whole_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demonstration after the whole day; nobody serves it, whoever changes it takes a copy."""
    home = tmp_path_factory.mktemp("day")
    served.run(home, "demo", "load")
    served.run(home, "demo", "play")
    return home


@pytest.fixture(scope="session")
def played(whole_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The demonstration after the whole day, served."""
    home = tmp_path_factory.mktemp("played")
    shutil.copytree(whole_day, home, dirs_exist_ok=True)
    with served.serve(home) as court:
        yield court


@pytest.fixture(scope="session")
def after_the_day(played: Court) -> Looks:
    """The pages of the court after the day."""
    return looks(played)


@pytest.fixture(scope="session")
def before_the_day(evening: Court, after_the_day: Looks) -> Looks:
    """The pages that only the evening before has: the sweep is still being planned."""
    return looks(evening, after_the_day)


@pytest.fixture
def context(chromium: Browser) -> Iterator[Callable[..., tuple[BrowserContext, Watch]]]:
    """`context(lang="en", size=TABLET)`: a fresh browser of one person; what it did wrong fails the test."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def make(*, lang: str = "zh", theme: str = "day", size: tuple[int, int] = DESK) -> tuple[BrowserContext, Watch]:
        made = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
        made.set_default_timeout(PATIENCE_MS)
        cookies = {"lang": lang, "theme": theme}
        made.add_cookies([{"name": name, "value": value, "url": "http://127.0.0.1"} for name, value in cookies.items()])
        opened.append((made, Watch(made)))
        return opened[-1]

    yield make
    wrong = [line for _, watch in opened for line in watch.wrong]
    for made, _ in opened:
        made.close()
    assert not wrong, "\n".join(wrong)
