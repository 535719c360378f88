"""Fixtures of the tests in a real Chromium: the browser, a court served on the evening before, one after the day."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from xdist.remote import Producer

from tests.browser import served, shapes
from tests.browser.once import copied, once
from tests.browser.served import Court
from tests.browser.shapes import Looks
from tests.browser.spread import ByCourt, longest_first
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest of these tests first."""
    items[:] = longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByCourt:
    """Spread these tests over the processes by the courts that they use."""
    return ByCourt(config, log)


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
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the whole test run, the same for all its processes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def evening_before(shared: Path) -> Path:
    """The home of the demonstration on the evening before; nobody serves it, whoever changes it takes a copy."""
    return once(shared / "evening-before", lambda home: served.run(home, "demo", "load"))


@pytest.fixture(scope="session")
def whole_day(shared: Path, evening_before: Path) -> Path:
    """The home of the demonstration after the whole day; nobody serves it, whoever changes it takes a copy."""
    return once(shared / "whole-day", lambda home: served.run(copied(evening_before, home), "demo", "play"))


@pytest.fixture(scope="session")
def evening(evening_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The demonstration on the evening before, served."""
    with served.serve(copied(evening_before, tmp_path_factory.mktemp("evening"))) as court:
        court.show_evening("18:00")
        yield court


@pytest.fixture(scope="session")
def played(whole_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The demonstration after the whole day, served."""
    with served.serve(copied(whole_day, tmp_path_factory.mktemp("played"))) as court:
        yield court


@pytest.fixture(scope="session")
def after_the_day(shared: Path, whole_day: Path) -> Looks:
    """The pages of the court after the day."""
    return shapes.kept(shared / "after-the-day", whole_day)


@pytest.fixture(scope="session")
def before_the_day(shared: Path, evening_before: Path, after_the_day: Looks) -> Looks:
    """The pages that only the evening before has: the sweep is still being planned."""
    return shapes.kept(shared / "before-the-day", evening_before, after_the_day)


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
