"""Out of reach: the tablet numbers receipts on the spot, and at the de-brief every number has its end."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import served, sight
from tests.browser.conftest import TABLET
from tests.browser.navigators import sign_in
from tests.browser.navigators_field import Bailiff
from tests.browser.navigators_money import Clerk
from tests.browser.once import copied
from tests.browser.served import Court
from tests.browser.watch import Watch

Opened = Callable[..., tuple[BrowserContext, Watch]]
OFFLINE_PATIENCE_MS = 40_000


@pytest.fixture
def court(evening_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The morning of the sweep, before the first door."""
    home = copied(evening_before, tmp_path_factory.mktemp("numbers"))
    served.run(home, "demo", "play", "--until", "06:05")
    with served.serve(home) as opened:
        opened.show_day("06:06")
        yield opened


def test_receipts_are_numbered_where_no_server_answers(context: Opened, court: Court) -> None:
    desk = context()[0].new_page()
    sign_in(desk, court.address, "clerk")
    clerk = Clerk(desk, court.address)
    clerk.opens("收据号段").chooses("谁的平板", "马").fills(张数="3").presses("预留").sees("回院清点")
    numbers = [text.strip() for text in desk.locator("tbody th").all_inner_texts()]
    assert not [*sight.violations(desk), *sight.too_wide(desk)]

    opened, watch = context(size=TABLET)
    watch.expects_no_net()
    tablet = opened.new_page()
    sign_in(tablet, court.address, "bailiff")
    bailiff = Bailiff(tablet, court.address)
    bailiff.opens_stop(bailiff.opens_day()[0])
    bailiff.starts("收款").sees(f"下一张凭证号 {numbers[0]}（本机还有 3 个）")
    assert not [*sight.violations(tablet), *sight.too_wide(tablet)]
    opened.set_offline(True)
    for place in (0, 1):
        bailiff.fills(金额="500", 交款人=f"交款人{place + 1}")
        tablet.get_by_role("button", name="保存：收款").click()
        bailiff.sees(re.compile(f"已保存到本机.*，凭证号 {numbers[place]}"))
        bailiff.sees(f"下一张凭证号 {numbers[place + 1]}（本机还有 {2 - place} 个）")
    opened.set_offline(False)
    expect(tablet.locator("[data-waiting]")).to_be_hidden(timeout=OFFLINE_PATIENCE_MS)

    clerk.opens("收据号段").follows(numbers[0])
    expect(desk.locator("tbody .badge", has_text="已用")).to_have_count(2)
    clerk.ticks("退回：纸面空白、没有用过，由下一张收据使用").fills(原因="带回空白").presses("清点")
    clerk.sees("本号段已清点完毕")
    clerk.opens("收据号段").sees("无缺号", "带回空白")
    assert not [*sight.violations(desk), *sight.too_wide(desk)]
