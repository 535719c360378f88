"""Every page of the demonstration as every role: axe finds nothing, nothing has to be scrolled sideways."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from bench.walk import Stop
from routes.demonstration.court import SHOWN
from tests.browser import sight
from tests.browser.conftest import DESK, TABLET
from tests.browser.navigators import sign_in
from tests.browser.served import Court
from tests.browser.shapes import Looks
from tests.browser.watch import Watch

Opened = Callable[..., tuple[BrowserContext, Watch]]
PICTURES = os.environ.get("FIELDWRIT_PICTURES")
"""Where to put a picture of every page in each theme; nothing is taken when it is not set."""
SAMPLE = 8
"""In the further themes every eighth page is looked at: colours are tokens of the theme, not of the page."""


def walked(opened: Opened, court: Court, username: str, *, lang: str = "zh", theme: str = "day") -> Page:
    """A page of this person's own browser, signed in."""
    context, _ = opened(lang=lang, theme=theme, size=TABLET if username == "bailiff" else DESK)
    page = context.new_page()
    sign_in(page, court.address, username)
    return page


def album_of(moment: str, username: str, lang: str) -> Path | None:
    """The folder for the pictures of these pages; English pages are looked at by machine only."""
    return Path(PICTURES) / moment / username if PICTURES and lang == "zh" else None


def faults_of(page: Page, court: Court, stops: Iterable[Stop], album: Path | None = None) -> list[str]:
    """What is wrong with these pages, each with its door; their pictures go into the album."""
    wrong = []
    for stop in stops:
        page.goto(court.address + stop.address)
        wrong += [f"{stop.door}: {fault}" for fault in (*sight.violations(page), *sight.too_wide(page))]
        if album:
            sight.pictures(page, album, stop.door)
    return wrong


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("username", SHOWN)
def test_every_page_after_the_day_is_accessible_and_fits(
    context: Opened, played: Court, after_the_day: Looks, username: str, lang: str
) -> None:
    page = walked(context, played, username, lang=lang)
    album = album_of("after", username, lang)
    assert not (wrong := faults_of(page, played, after_the_day.of(username, lang=lang), album)), "\n".join(wrong)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("username", ["judge", "director", "clerk"])
def test_every_page_of_the_planning_is_accessible_and_fits(
    context: Opened, evening: Court, before_the_day: Looks, username: str, lang: str
) -> None:
    page = walked(context, evening, username, lang=lang)
    album = album_of("before", username, lang)
    assert not (wrong := faults_of(page, evening, before_the_day.of(username, lang=lang), album)), "\n".join(wrong)


@pytest.mark.parametrize("theme", ["night", "outdoor"])
@pytest.mark.parametrize("username", ["judge", "bailiff"])
def test_the_other_themes_are_accessible_too(
    context: Opened, played: Court, after_the_day: Looks, username: str, theme: str
) -> None:
    page = walked(context, played, username, theme=theme)
    stops = after_the_day.of(username)
    assert not (wrong := faults_of(page, played, stops[:: SAMPLE if username == "judge" else 2])), "\n".join(wrong)


def test_no_link_leads_nowhere(after_the_day: Looks, before_the_day: Looks) -> None:
    assert not (broken := [*after_the_day.broken, *before_the_day.broken]), "\n".join(broken)
