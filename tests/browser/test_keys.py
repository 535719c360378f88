"""The matching desk with one hand on the keyboard: ten lines answered, one left, one answer taken back, no mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.cases import queries as cases
from tests.browser import served, sight
from tests.browser.navigators import sign_in
from tests.browser.navigators_money import Clerk
from tests.browser.once import copied
from tests.browser.served import Court
from tests.browser.watch import Watch
from tests.support.make_money import bank_file, bank_row

Opened = Callable[..., tuple[BrowserContext, Watch]]
LINES = 11
FAMILY = "赵钱孙李周吴郑王冯陈褚"


@pytest.fixture
def court(evening_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The evening before the sweep."""
    with served.serve(copied(evening_before, tmp_path_factory.mktemp("keys"))) as opened:
        opened.show_evening("18:00")
        yield opened


def numbers(court: Court) -> list[str]:
    store = Store(f"sqlite:///{court.home / 'court.db'}", lock=court.home / "write.lock")
    with store.reading() as session:
        briefs = cases.briefs(session, WHOLE_COURT, cases.all_ids(session, WHOLE_COURT)[:LINES])
    store.close()
    return sorted(one.number for one in briefs.values())


def payer(place: int) -> str:
    return f"{FAMILY[place]}某外"


def stands_on(page: Page, place: int) -> None:
    expect(page.locator("html[data-attached]")).to_be_attached()
    expect(page.locator(".asked-line:focus")).to_contain_text(payer(place))


def presses(page: Page, key: str) -> None:
    """A key that answers: the page goes and comes back."""
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.fixture
def desk(context: Opened, court: Court) -> Page:
    """The clerk's desk after the bank's file: eleven lines, each with the number of a case and an unknown payer."""
    opened, watch = context()
    watch.expects(422)
    page = opened.new_page()
    sign_in(page, court.address, "clerk")
    rows = [
        bank_row(f"{100 + place}", 对方户名=payer(place), 附言=number, 交易时间=f"09:{place:02}:00")
        for place, number in enumerate(numbers(court))
    ]
    Clerk(page, court.address).imports_statement(bank_file(rows), LINES)
    return page


def test_ten_lines_are_answered_by_keys_alone(desk: Page) -> None:
    stands_on(desk, 0)
    expect(desk.get_by_role("list", name="键盘")).to_contain_text("撤销刚才的认领")
    assert not [*sight.violations(desk), *sight.too_wide(desk)]
    presses(desk, "1")
    stands_on(desk, 1)
    presses(desk, "u")
    stands_on(desk, 0)
    presses(desk, "Enter")
    stands_on(desk, 1)
    desk.keyboard.press("ArrowDown")
    stands_on(desk, 2)
    desk.keyboard.press("ArrowUp")
    stands_on(desk, 1)
    one_is_left_with_a_reason(desk)
    for place in range(2, LINES):
        stands_on(desk, place)
        presses(desk, "1")
    stands_on(desk, 1)
    expect(desk.locator(".asked-line")).to_have_count(1)
    expect(desk.locator(".asked-said")).to_contain_text("已问承办法官，等答复")
    expect(desk.get_by_role("button", name="撤销")).to_have_count(LINES - 1)
    keys_mean_nothing_elsewhere(desk)
    what_was_learned_is_seen(desk)


def one_is_left_with_a_reason(desk: Page) -> None:
    """9 asks why: Escape thinks better of it, a digit is a ready reason, and the next line takes the focus."""
    desk.keyboard.press("9")
    expect(desk.locator("[name=note]:focus")).to_be_visible()
    assert not [*sight.violations(desk), *sight.too_wide(desk)]
    desk.keyboard.press("Escape")
    stands_on(desk, 1)
    desk.keyboard.press("9")
    expect(desk.locator("[name=note]:focus")).to_be_visible()
    presses(desk, "2")
    stands_on(desk, 2)


def what_was_learned_is_seen(desk: Page) -> None:
    """The account of a case tells who paid for its debtor, and from what that is known."""
    desk.go_back()
    desk.locator("table", has_text="撤销").get_by_role("link", name="执").first.click()
    known = desk.get_by_role("region", name="代付款人", exact=True)
    expect(known).to_contain_text(payer(LINES - 1))
    expect(known).to_contain_text("认领过的来款")
    known.get_by_role("button", name="删除").click()
    expect(desk.get_by_role("alert")).to_contain_text("删除理由")
    assert not [*sight.violations(desk), *sight.too_wide(desk)]


def keys_mean_nothing_elsewhere(desk: Page) -> None:
    """Outside the list a key does nothing, and in a field it is what is typed."""
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("1")
    desk.keyboard.press("u")
    expect(desk.locator(".asked-line")).to_have_count(1)
    desk.locator(".asked-line").focus()
    presses(desk, "0")
    field = desk.get_by_label("案号").first
    field.fill("")
    field.press_sequentially("1209u")
    expect(field).to_have_value("1209u")
