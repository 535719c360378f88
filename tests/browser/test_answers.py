"""Pages that no link leads to: forms shown again, answers of actions, refusals. axe finds nothing, nothing sticks out."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from bench.walk import open_court
from routes.context import THEMES
from routes.deployment import deployment
from tests.browser import acts, sight
from tests.browser.acts import Answer
from tests.browser.navigators import sign_in
from tests.browser.served import Court
from tests.browser.shapes import Looks
from tests.browser.watch import Watch

Opened = Callable[..., tuple[BrowserContext, Watch]]
PICTURES = os.environ.get("FIELDWRIT_PICTURES")
STATUSES = (400, 403, 404, 405, 409, 413, 422, 500)


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Both languages of the pages."""
    return str(request.param)


@pytest.fixture
def page(context: Opened, lang: str) -> Page:
    """A browser in which refusals are wanted."""
    opened, watch = context(lang=lang)
    for status in STATUSES:
        watch.expects(status)
    page = opened.new_page()
    page.emulate_media(reduced_motion="reduce")  # a theme is there at once, not after a moment
    return page


@pytest.fixture
def app(played: Court) -> Iterator[Flask]:
    """The program over the court after the day."""
    opened = open_court(played.home)
    yield opened
    deployment(opened).store.close()


@pytest.fixture
def planning(evening: Court) -> Iterator[Flask]:
    """The program over the court of the evening before."""
    opened = open_court(evening.home)
    yield opened
    deployment(opened).store.close()


def looked_at(page: Page, court: Court, answers: Iterable[Answer], album: str) -> None:
    """The machine looks at each of them, in the three themes in turn; the album takes all three."""
    sign_in(page, court.address, "judge")  # for what scripts of a page ask for
    wrong = []
    for number, one in enumerate(answers):
        one.lies_before(page, court)
        page.evaluate(sight.PAINT, THEMES[number % len(THEMES)])
        wrong += [f"{one.name}: {fault}" for fault in (*sight.violations(page), *sight.too_wide(page))]
        if PICTURES:
            sight.pictures(page, Path(PICTURES) / "answers" / album, one.name)
    assert not wrong, "\n".join(wrong)


def sent_empty(app: Flask, looked: Looks, lang: str) -> Iterator[Answer]:
    """Every form of these pages, by whoever reaches it first."""
    for username in looked.usernames:
        yield from acts.emptied(acts.comes(app, username, lang), looked.of(username, lang="en"))


def test_a_form_sent_empty_says_what_is_missing(
    page: Page, app: Flask, played: Court, after_the_day: Looks, lang: str
) -> None:
    looked_at(page, played, sent_empty(app, after_the_day, lang), lang)


def test_a_form_of_the_planning_sent_empty_says_what_is_missing(
    page: Page, planning: Flask, evening: Court, before_the_day: Looks, lang: str
) -> None:
    looked_at(page, evening, sent_empty(planning, before_the_day, lang), lang)


def test_what_actions_of_the_day_leave(page: Page, app: Flask, played: Court, lang: str) -> None:
    looked_at(page, played, acts.of_the_day(app, lang), lang)


def test_what_actions_of_the_evening_leave(page: Page, planning: Flask, evening: Court, lang: str) -> None:
    looked_at(page, evening, acts.of_the_evening(planning, lang), lang)


def test_how_refusals_look(page: Page, app: Flask, played: Court, lang: str) -> None:
    looked_at(page, played, acts.refusals(app, lang), lang)
