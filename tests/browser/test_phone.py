"""The president approves on a phone: all that is to be weighed on the first screen, the password asked again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from app.staff.rules import DEMONSTRATION_PASSWORD
from routes.context import THEMES
from tests.browser import served, sight
from tests.browser.navigators import sign_in
from tests.browser.once import copied
from tests.browser.served import Court
from tests.browser.watch import Watch

Opened = Callable[..., tuple[BrowserContext, Watch]]
PHONE = (390, 844)
FINGER = 44
"""How high what is touched is at least, in points of the screen."""
GLANCED = ("什么人", "措施", "为什么", "证据", "条件", "文书草稿")


@pytest.fixture(scope="module")
def court(evening_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A court of this file alone, on the evening before: what is approved here stays approved."""
    with served.serve(copied(evening_before, tmp_path_factory.mktemp("phone"))) as opened:
        opened.show_evening("18:18")
        yield opened


def detention(context: Opened, court: Court, username: str, theme: str = "day") -> Page:
    """The detention that waits, on this person's phone."""
    made, watch = context(theme=theme, size=PHONE)
    watch.expects(403)
    page = made.new_page()
    sign_in(page, court.address, username)
    page.goto(f"{court.address}/approvals")
    card = page.get_by_role("main").locator("section", has_text="拘留").first
    card.get_by_role("link", name="审阅").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("审阅 拘留")
    page.locator("html[data-attached]").wait_for()
    page.wait_for_load_state()
    return page


def glance(page: Page) -> Locator:
    return page.get_by_role("region", name="一览")


def small_targets(page: Page) -> list[str]:
    """The buttons and fields of the decision that are too low for a finger."""
    found = page.locator("main .btn:visible, main input:visible, main textarea:visible").all()
    sizes = [(one, one.bounding_box()) for one in found]
    return [one.evaluate("(it) => it.outerHTML")[:80] for one, box in sizes if box and box["height"] < FINGER]


@pytest.mark.parametrize("theme", THEMES)
def test_the_first_screen_tells_who_why_evidence_gate_and_draft(context: Opened, court: Court, theme: str) -> None:
    page = detention(context, court, "president", theme)
    for word in GLANCED:
        place = glance(page).get_by_text(word, exact=True).first.bounding_box()
        assert place, word
        assert place["y"] + place["height"] < PHONE[1], f"{word} is below the first screen"
    told = glance(page).inner_text()
    assert re.search(r"拘留 1[05] 日", told), "two wait, proposed in the same minute"
    assert "拘留决定书" in told
    assert re.search("条件齐备|缺 .* 项条件", told)
    assert page.evaluate(sight.TOO_WIDE) is None
    assert small_targets(page) == []
    assert list(sight.violations(page)) == []


def test_a_wrong_password_keeps_what_was_typed_and_the_right_one_approves(context: Opened, court: Court) -> None:
    director = detention(context, court, "director")
    director.get_by_role("button", name="审核同意").click()
    page = detention(context, court, "president")
    glance(page).get_by_role("link", name="去决定").click()
    page.get_by_label("批准意见").fill("同意，依法宣布")
    approve(page, "not-the-password")
    expect(page.get_by_text("密码不正确").first).to_be_visible()
    assert page.get_by_label("批准意见").input_value() == "同意，依法宣布"
    assert page.get_by_label("再次输入密码").input_value() == ""
    address = page.url.removesuffix("/approve")
    approve(page, DEMONSTRATION_PASSWORD)
    page.wait_for_url(f"{court.address}/approvals")
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("院长批准")
    expect(page.get_by_role("main").get_by_text("同意，依法宣布")).to_be_visible()


def approve(page: Page, password: str) -> None:
    page.get_by_label("再次输入密码").fill(password)
    page.locator("html[data-attached]").get_by_role("button", name="批准", exact=True).click()
    page.get_by_role("dialog").get_by_role("button").first.click()
    page.wait_for_load_state("networkidle")
