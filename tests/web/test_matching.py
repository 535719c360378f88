"""The matching desk: reasons in words, confirmed one by one or all, claimed by hand, undone in one step."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from app.base.store import Store
from app.money import queries_bank
from app.money.views import LineView
from tests.support.make_money import acknowledge, bank_row, import_rows
from tests.support.money_pages import Evening, actor, arrange
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def evening(app_store: Store) -> Evening:
    arranged = arrange(app_store)
    with app_store.writing() as session:
        acknowledge(session, actor(session, "cashier"), arranged.slip)
        import_rows(session, actor(session, "clerk"), arranged.rows)
    return arranged


def unclaimed(store: Store) -> list[LineView]:
    with store.reading() as session:
        return queries_bank.unclaimed(session, actor(session, "clerk").scope)


def tokens(page: str) -> list[str]:
    return re.findall(r'name="tokens" value="([^"]+)"', page)


def test_every_proposal_says_why_and_all_are_confirmed_at_once(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk = browser("clerk")
    page = clerk.get("/money/matching").text
    assert f"附言写明交接单 {evening.slip.number}" in page
    assert "付款人就是收据上的交款人" in page
    assert "&lt;b&gt;${7*7}&lt;/b&gt;" in page
    assert clerk.post("/money/matching", {"tokens": tokens(page)}).location == "/money/matching"
    assert [one.open for one in unclaimed(app_store)] == [1_234]
    assert "已认领 2 条" in clerk.get("/money/matching").text


def test_one_is_confirmed_alone(browser: Open, evening: Evening, app_store: Store) -> None:
    clerk = browser("clerk")
    found = tokens(clerk.get("/money/matching").text)
    clerk.post("/money/matching", {"tokens": found, "one": found[0]})
    assert len(unclaimed(app_store)) == 2


def test_a_proposal_that_is_no_more_is_told(browser: Open, evening: Evening) -> None:
    clerk = browser("clerk")
    found = tokens(clerk.get("/money/matching").text)
    clerk.post("/money/matching", {"tokens": found})
    answer = clerk.post("/money/matching", {"tokens": found})
    assert answer.status == 409
    assert "请刷新后再确认" in answer.text


def test_nothing_ticked_is_a_fault(browser: Open, evening: Evening) -> None:
    assert browser("clerk").post("/money/matching", {}).status == 422


def test_a_line_is_claimed_by_hand_and_undone(browser: Open, evening: Evening, app_store: Store) -> None:
    clerk = browser("clerk")
    line = next(one for one in unclaimed(app_store) if one.amount == 1_234)
    path = f"/money/lines/{line.id}"
    assert "认领到本案" not in clerk.get(path).text
    assert "没有这个案号的案件" in clerk.get(f"{path}?case_number=执1号").text
    assert "认领到本案" in clerk.get(f"{path}?case_number={evening.number}").text
    assert clerk.post(path, {"case_number": evening.number}).status == 422
    assert clerk.post(path, {"case_number": evening.number, "reason": "来电确认"}).status == 302
    assert line.id not in {one.id for one in unclaimed(app_store)}
    page = clerk.get("/money/matching").text
    assert "人工认领：来电确认" in page
    undo = re.search(r'action="(/money/matches/[^"]+/undo)"', page)
    assert undo
    assert clerk.get(undo[1]).status == 200
    assert clerk.post(undo[1], {"reason": ""}).status == 422
    preset = re.search(r'name="reason" value="([^"]+)"', page)
    assert preset
    assert clerk.post(undo[1], {"reason": preset[1]}).status == 302
    assert line.id in {one.id for one in unclaimed(app_store)}


def test_an_open_receipt_of_the_same_sum_must_be_chosen(browser: Open, evening: Evening, app_store: Store) -> None:
    line = next(one for one in unclaimed(app_store) if one.amount == 300_000)
    answer = browser("clerk").post(f"/money/lines/{line.id}", {"case_number": evening.number, "reason": "来电确认"})
    assert answer.status == 422
    assert "请勾选它" in answer.text


@pytest.mark.parametrize("number", ["", "nonsense", "（2025）宁0425执999999号", "x" * 100_000])
def test_a_wrong_case_number_claims_nothing(browser: Open, evening: Evening, app_store: Store, number: str) -> None:
    line = unclaimed(app_store)[-1]
    answer = browser("clerk").post(f"/money/lines/{line.id}", {"case_number": number, "reason": "来电确认"})
    assert answer.status == 422
    assert len(unclaimed(app_store)) == 3


def test_the_desk_is_the_clerks_alone(browser: Open, evening: Evening) -> None:
    for username in ("judge", "cashier", "bailiff", "director", "auditor", "president"):
        assert browser(username).get("/money/matching").status == 403
        assert browser(username).post("/money/matching", {"tokens": "x"}).status == 403
    assert browser("clerk").get(f"/money/lines/{uuid4()}").status == 404
    assert browser("clerk").get(f"/money/matches/{uuid4()}/undo").status == 404


def test_a_suggestion_is_taken_with_one_press_and_says_what_spoke_against_it(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    with app_store.writing() as session:
        import_rows(session, actor(session, "clerk"), [bank_row("88", 附言=evening.number)])
    clerk = browser("clerk")
    page = clerk.get("/money/matching").text
    assert "存疑：只有一项依据" in page
    [line] = [one for one in unclaimed(app_store) if one.amount == 8_800]
    found = re.search(
        rf'/money/lines/{line.id}/answer".*?value="([^"]+\|case_named\|[^"]+)" data-key="1"', page, re.DOTALL
    )
    assert found
    path = f"/money/lines/{line.id}/answer"
    assert clerk.post(path, {"token": "别的"}).status == 409
    assert clerk.post(path, {"token": found[1]}).status == 302
    assert line.id not in {one.id for one in unclaimed(app_store)}
    assert "人工选定：附言写明案号" in clerk.get("/money/matching").text
    assert clerk.post(path, {"token": found[1]}).status == 409
    assert browser("judge").post(path, {"token": found[1]}).status == 403


def test_who_paid_for_the_debtor_stands_in_the_account_of_the_case_until_he_is_removed(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    with app_store.writing() as session:
        import_rows(session, actor(session, "clerk"), [bank_row("99", 对方户名="张某亲")])
    clerk = browser("clerk")
    line = next(one for one in unclaimed(app_store) if one.amount == 9_900)
    clerk.post(f"/money/lines/{line.id}", {"case_number": evening.number, "reason": "来电确认，是其弟"})
    account = f"/cases/{evening.debt.case_id}/money"
    assert "代付款人" in clerk.get(account).text
    assert "认领过的来款" in clerk.get(account).text
    told = clerk.post(f"{account}/payers", {"name": line.payer})
    assert told.status == 422
    assert "f-reason" in told.text
    assert browser("judge").post(f"{account}/payers", {"name": line.payer, "reason": "同名"}).status == 403
    assert clerk.post(f"{account}/payers", {"name": line.payer, "reason": "同名的另一个人"}).status == 302
    assert "代付款人" not in clerk.get(account).text
    assert clerk.post(f"{account}/payers", {"name": line.payer, "reason": "同名的另一个人"}).status == 409


def test_a_line_is_left_with_the_reason_and_asked_again_without_it(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk = browser("clerk")
    clerk.post("/money/matching", {"tokens": tokens(clerk.get("/money/matching").text)})
    [line] = unclaimed(app_store)
    where = f"/money/lines/{line.id}/leave"
    assert clerk.post(where, {"note": " "}).status == 422
    assert clerk.post(where, {"note": "", "ready": "等银行回单或附言"}).location == "/money/matching#ask"
    assert "等银行回单或附言" in clerk.get("/money/matching").text
    assert "等银行回单或附言" in clerk.get("/money").text
    assert "等银行回单或附言" in clerk.get(f"/money/lines/{line.id}").text
    clerk.post(where, {"note": "付款人说是货款，待退"})
    desk = clerk.get("/money/matching").text
    assert ("付款人说是货款，待退" in desk, "等银行回单或附言</" in desk.partition("已列出")[2]) == (True, False)
    [batch] = set(
        re.findall(
            r'action="(/money/matching/groups/[^"]+/undo)"', desk.partition("已列出")[2].partition("最近的认领")[0]
        )
    )
    clerk.post(batch, {"reason": "认领台上整组撤销"})
    assert "付款人说是货款，待退" not in clerk.get("/money/matching").text
    assert browser("judge").post(where, {"note": "不归我管"}).status == 403


def test_what_is_claimed_cannot_be_left(browser: Open, evening: Evening, app_store: Store) -> None:
    clerk = browser("clerk")
    [line, *_] = unclaimed(app_store)
    clerk.post("/money/matching", {"tokens": tokens(clerk.get("/money/matching").text)})
    done = next(one for one in [line] if one.id not in {left.id for left in unclaimed(app_store)})
    assert clerk.post(f"/money/lines/{done.id}/leave", {"note": "晚了一步"}).status == 409
