"""The published day planned, changed by hand, and planned anew after a detention, through the pages alone."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import served, sight
from tests.browser.navigators import sign_in
from tests.browser.navigators_judge import Director, Judge
from tests.browser.once import copied
from tests.browser.served import Court
from tests.browser.watch import Watch

PICTURES = os.environ.get("FIELDWRIT_PICTURES")
SWEEP = "涉金融案件集中执行专项行动"
PATIENCE_MS = 90_000


@pytest.fixture(scope="module")
def court(evening_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A court of its own, on the evening before."""
    with served.serve(copied(evening_before, tmp_path_factory.mktemp("planning"))) as court:
        court.show_evening("18:00")
        yield court


def looked_at(page: Page, name: str) -> None:
    """Nothing is wrong with the page for who sees badly or has a small screen; its picture is kept when pictures are asked for."""
    page.wait_for_load_state("networkidle")
    assert [*sight.violations(page), *sight.too_wide(page)] == []
    if PICTURES:
        sight.pictures(page, Path(PICTURES) / "planning", name)


def test_a_day_is_planned_changed_by_hand_and_planned_anew_after_a_detention(
    context: Callable[..., tuple[BrowserContext, Watch]], court: Court
) -> None:
    page = context()[0].new_page()
    sign_in(page, court.address, "judge")
    judge = Judge(page, court.address)
    plans_and_changes(judge)
    explains(judge)
    strikes_at_once(judge)
    compares(judge)
    court.terminal("demo", "play", "--until", "06:30")
    court.show_day("06:30")
    page = context()[0].new_page()
    sign_in(page, court.address, "director")
    plans_anew(Director(page, court.address))
    looks_back(Director(page, court.address))


def plans_and_changes(judge: Judge) -> None:
    """The judge has the routes proposed, then puts one stop off; the outlook tells what that costs."""
    judge.opens_sweep(SWEEP, "路线")
    judge.proposes_routes()
    judge.sees(re.compile("遇见可能 [0-9]+%"))
    first, second, *rest = judge.order_of("第三小组")
    judge.puts_off(first)
    judge.sees_order("第三小组", [second, first, *rest])
    looked_at(judge.page, "plan")
    judge.turns_to("预期").sees("预计找到（人）", re.compile("上次排定时预计"))


def explains(judge: Judge) -> None:
    """Each stop tells why there, why then, and what else would cost."""
    judge.turns_to("路线").follows(re.compile("^为什么"))
    judge.sees_title("为什么这样安排").sees("此时遇见的可能", "别的安排和它的代价", "基础 40")
    looked_at(judge.page, "why")


def strikes_at_once(judge: Judge) -> None:
    """Two whom the judge ties are called on within minutes once the routes are proposed again; each stop says with whom."""
    judge.turns_to("路线").sees("没有需要同时敲门的人。")
    judge.page.get_by_text("指定两人同时敲门").click()
    judge.chooses("一人", "^杨").chooses("另一人", "^马").presses("同时敲门")
    judge.sees("法官指定", "至多相隔 10 分")
    judge.presses("重新排定", sure=True)
    expect(judge.page.get_by_text(re.compile("^相隔 [0-9] 分$|^相隔 10 分$"))).to_be_visible(timeout=PATIENCE_MS)
    judge.sees(re.compile("与 [杨马]"))
    looked_at(judge.page, "strikes")


def compares(judge: Judge) -> None:
    """One squad more, an earlier start, a township left out: as table and plot."""
    judge.turns_to("预期").chooses("提前出发", "^40$").chooses("不去的乡镇", "王洼镇").presses("比较")
    expect(judge.page.locator("svg.what-if")).to_be_visible(timeout=PATIENCE_MS)
    expect(judge.page.get_by_role("button", name="停止")).to_have_count(0, timeout=PATIENCE_MS)
    judge.sees("多一个小组", "提前 40 分钟出发", "不去王洼镇")
    looked_at(judge.page, "what-if")


def plans_anew(director: Director) -> None:
    """Zhang is detained: the commander looks at the difference, and takes it over."""
    director.opens("专项行动").follows(SWEEP).turns_to("临机调整")
    director.sees("现场新情况", "宣布拘留").presses("看看要不要改方案")
    director.sees(re.compile("改动 [0-9]+ 处"), "各组正去的一站不动。")
    looked_at(director.page, "difference")
    director.presses("采用改动").sees("已经决定的改动", "已采用")
    looked_at(director.page, "decided")
    director.turns_to("路线").sees("第一小组")
    looked_at(director.page, "after")


def looks_back(director: Director) -> None:
    """After the day the review shows what was planned beside what came of it."""
    director.opens("复盘").follows(SWEEP).sees_title("复盘")
    looked_at(director.page, "review")
