"""The published day through the pages alone: the evening before, the morning outside, the evening after."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import served
from tests.browser.conftest import DESK, TABLET
from tests.browser.navigators import Person, sign_in
from tests.browser.navigators_field import Bailiff
from tests.browser.navigators_judge import Director, Judge, President
from tests.browser.navigators_money import Auditor, Cashier, Clerk
from tests.browser.once import copied
from tests.browser.served import Court
from tests.browser.watch import Watch
from tests.support.lists import csv_list, row
from tests.support.make_money import bank_file, bank_row

Seat = TypeVar("Seat", bound=Person)


class Comes(Protocol):
    """`comes(Judge, "judge")`: somebody sits down and signs in; a refusal with that status is expected of him."""

    def __call__(self, role: type[Seat], username: str, *, refusals: int | None = None) -> Seat: ...


SWEEP = "涉金融案件集中执行专项行动"
ZHANG, WEI, YANG = "（2025）宁0425执811号", "韦某", "（2025）宁0425执841号"
OPENING = "100000.00"


@pytest.fixture(scope="module")
def court(evening_before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A court of its own, on the evening before."""
    with served.serve(copied(evening_before, tmp_path_factory.mktemp("day"))) as court:
        court.show_evening("18:00")
        yield court


@pytest.fixture
def comes(context: Callable[..., tuple[BrowserContext, Watch]], court: Court) -> Comes:
    """Seats at browsers of their own, all watched."""

    def seated(role: type[Seat], username: str, *, refusals: int | None = None) -> Seat:
        browser, watch = context(size=TABLET if role is Bailiff else DESK)
        if refusals:
            watch.expects(refusals)
        page = browser.new_page()
        sign_in(page, court.address, username)
        return role(page, court.address)

    return seated


def prepares(judge: Judge) -> None:
    """The judge searches, imports a list, adds a lead, moves a pin."""
    judge.previews_list(csv_list(row(案号="2025宁执不对"))).sees("名册有 1 处错误", "2025宁执不对")
    judge.previews_list(csv_list(row())).accepts_list(1)
    judge.finds_case("张某", ZHANG)
    judge.adds_lead("下落", "村", "村干部来电：张某昨夜回到父母家。")
    judge.finds_case("姚河村", ZHANG)
    judge.moves_pin("35.901000", "106.701000")
    judge.sees("35.901000")


def plans(judge: Judge) -> None:
    """The judge keeps the first squad's stops, lets the rest be searched, and changes one place by hand."""
    judge.opens_sweep(SWEEP, "路线")
    judge.locks(*judge.order_of("第一小组"))
    judge.proposes_routes()
    first, second, *_ = before = judge.order_of("第三小组")
    judge.puts_off(first)
    judge.sees_order("第三小组", [second, first, *before[2:]])


def decides(comes: Comes) -> None:
    """The judge proposes; the director endorses, the president approves, the director publishes."""
    judge = comes(Judge, "judge", refusals=409)
    judge.finds_case(WEI, "899号")
    judge.turns_to("措施").proposes_compel(WEI)
    judge.sees("条件不齐备，没有提交", "逐项条件")
    judge.finds_case(WEI, "899号")
    judge.turns_to("措施").proposes_fine(WEI, "1000")
    judge.sees("罚款金额", "1,000.00")
    director, president = comes(Director, "director"), comes(President, "president")
    waiting = director.decides_everything("同意，报院长批准。")
    assert waiting == president.decides_everything("同意。") > 10
    president.opens("审批").sees("没有等待决定的提请")
    director.publishes(SWEEP)


def issues(judge: Judge) -> None:
    """The judge makes the papers of the morning."""
    judge.finds_case("张某", ZHANG)
    judge.turns_to("文书").drafts_paper("拘留决定书", "张某")
    assert judge.issues_paper("拘留决定书").startswith(b"%PDF")
    judge.finds_case("杨某", YANG)
    judge.turns_to("文书").drafts_paper("拘传票", "杨某").fills(应到时间="2026-01-17T09:00").ticks("丁法警", "苏法警")
    assert judge.issues_paper("拘传票").startswith(b"%PDF")


def seals(clerk: Clerk, judge: Judge) -> None:
    """What was issued is sealed by hand, and the clerk enters it; then it may be served."""
    clerk.seals("拘留决定书", "拘传票")
    judge.opens("文书").follows("拘传票").sees("已用印", "管印人")


def goes_out(comes: Comes, court: Court) -> str:
    """The first squad's morning; the number of the slip for the cash that was taken."""
    court.show_day("05:40")
    comes(Director, "director").calls_roll(SWEEP, "第一小组")
    court.show_day("06:10")
    bailiff = comes(Bailiff, "bailiff")
    assert set(bailiff.opens_day()) >= {"张某", "杨某", "苏某", WEI}
    bailiff.arrives_at("张某")
    bailiff.does("告知身份与后果", "已出示证件", "已告知拒不履行")
    bailiff.does("宣读拘留决定", "已将拘留决定书交给本人", "本人已签名捺印")
    bailiff.takes_transfer("3000", "张某")
    bailiff.arrives_at("杨某")
    bailiff.does("拘传", "已说明拒不到场的后果")
    bailiff.takes_cash("500", "杨某", "被执行人只有现金，当日为集市日。")
    bailiff.misses(WEI, "大门上锁，邻居称去外县。")
    bailiff.opens_stop("张某")
    bailiff.sees("已宣布拘留", "宣读拘留决定", "收款")
    return bailiff.hands_cash_over()


def statement_of(slip: str) -> bytes:
    """What the bank says in the evening: one transfer, the cash of the slip, one payment nobody can place."""
    return bank_file(
        [
            bank_row("3000", 对方户名="张某", 子账号="6400000425000811", 附言=f"{ZHANG}张某执行款"),
            bank_row("500", 交易时间="16:40:00", 摘要="现金存款", 附言=slip),
            bank_row("88.80", 交易时间="17:00:00", 对方户名="某某", 附言="还款"),
        ],
        opening=OPENING,
    )


def closes(comes: Comes, court: Court, slip: str) -> None:
    """Cash, bank, day sheet, bulletin, data sheet, trail."""
    court.show_day("16:30")
    comes(Cashier, "cashier").acknowledges(slip, "500", "票据-0001")
    court.show_day("17:30")
    clerk = comes(Clerk, "clerk")
    clerk.imports_statement(statement_of(slip), 3)
    clerk.confirms_matches()
    clerk.sees(slip, "要由人认领的", "88.80")
    clerk.opens("今日案款").sees("88.80", "3,500.00").follows("日结单").sees("账平", "留痕末行")
    clerk.opens("案款发放").sees("案件里待发放", "3,000.00", ZHANG, "500.00", "提出发放")
    clerk.opens("案款月结").sees("三方一致")
    clerk.opens_bulletin(SWEEP)
    for label, figure in (("出动人次", "6"), ("拘传", "1"), ("拘留", "1"), ("执行到位", "3,500.00")):
        assert figure in clerk.figure(label)
    clerk.follows(re.compile("拘留")).sees("张某", ZHANG)
    clerk.opens("文书").follows("拘留决定书").sees("已送达", "宣读后交本人")
    clerk.ticks_first_entry(SWEEP)
    comes(Auditor, "auditor").verifies_trail()


def test_the_whole_day_goes_through_the_pages(comes: Comes, court: Court) -> None:
    judge = comes(Judge, "judge")
    prepares(judge)
    plans(judge)
    decides(comes)
    issues(judge)
    seals(comes(Clerk, "clerk"), judge)
    slip = goes_out(comes, court)
    closes(comes, court, slip)
