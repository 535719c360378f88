"""A person at the desk of a served court, and whether what he sees looks well."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from routes.context import THEMES
from tests.browser import sight
from tests.browser.navigators import sign_in
from tests.browser.served import Court
from tests.browser.watch import Watch

Opened = Callable[..., tuple[BrowserContext, Watch]]


def at_desk(context: Opened, court: Court, username: str, *refused: int) -> Page:
    """His first page, signed in; `refused`: the statuses his bad input will be answered with."""
    opened, watch = context()
    for status in refused:
        watch.expects(status)
    page = opened.new_page()
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, court.address, username)
    return page


def looks_well(page: Page) -> None:
    """The machine finds nothing, in each theme."""
    for theme in THEMES:
        page.evaluate(sight.PAINT, theme)
        assert not [*sight.violations(page), *sight.too_wide(page)], theme
