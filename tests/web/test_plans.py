"""Plans at the table: worked out without keeping, kept, signed as one of two papers, consented to."""

import io
import re
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app.base.ids import new_id
from app.base.store import Store
from app.money.tables_plans import Consent, Plan
from tests.support import people
from tests.support.money_pages import Evening, arrange, other_case
from tests.support.pages import Browser

Open = Callable[..., Browser]
TERMS = {"paid_now": "5000", "first_on": "2026-02-28", "instalments": "10"}


@pytest.fixture
def evening(app_store: Store) -> Evening:
    return arrange(app_store)


def kept(store: Store) -> list[UUID]:
    with store.reading() as session:
        return list(session.scalars(select(Plan.id).order_by(Plan.made_at)))


def drafted(browser: Open, evening: Evening, **changes: str) -> str:
    form = TERMS | {"person_id": str(evening.debt.person_id)} | changes
    answer = browser("judge").post(f"/cases/{evening.debt.case_id}/plans/new", form)
    assert answer.status == 302, answer.text
    return answer.location


def letter(evening: Evening, **changes: object) -> dict[str, object]:
    given = {
        "id": str(new_id(people.EVENING_BEFORE)),
        "at": "2026-01-16T17:30",
        "signer_ids": str(evening.debt.person_id),
    }
    return given | changes


def test_a_plan_is_worked_out_by_its_address_and_nothing_is_kept(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    judge, path = browser("judge"), f"/cases/{evening.debt.case_id}/plans/new"
    assert "计算" in judge.get(path).text
    asked = f"{path}?person_id={evening.debt.person_id}&paid_now=5000&first_on=2026-02-28&instalments=10&income=3000&persons=2&need_each=800"
    page = judge.get(asked).text
    assert "还款计划表" in page
    assert "<svg viewBox" in page
    assert "每月可还（元）</dt><dd>900.00" in page
    assert "超过还款能力" in page
    assert kept(app_store) == []


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("first_on=2026-02-30&instalments=3", "日期不正确"),
        ("first_on=2026-01-15&instalments=3", "不能早于今天"),
        ("first_on=2026-02-28&instalments=3&monthly=5", "选填一项"),
        ("first_on=2026-02-28", "选填一项"),
        ("first_on=2026-02-28&kind=custom&agreed_rows=%EF%BC%8C", "期次"),
        ("first_on=2026-02-28&instalments=0", "不应小于"),
        ("first_on=2026-02-28&monthly=0.01", "计划太长"),
        ("first_on=2026-02-28&instalments=3&paid_now=999999", "超过应还"),
        ("first_on=2026-02-28&instalments=3&waived=50000", "超过这一项所欠"),
        ("first_on=2026-02-28&instalments=3&income=-1", "不应小于"),
        ("first_on=2026-02-28&instalments=3&income=0.001", "金额不正确"),
    ],
)
def test_terms_that_make_no_plan_are_told_on_the_page(browser: Open, evening: Evening, query: str, word: str) -> None:
    path = f"/cases/{evening.debt.case_id}/plans/new?person_id={evening.debt.person_id}&{query}"
    page = browser("judge").get(path)
    assert page.status == 200
    assert word in page.text
    assert "还款计划表" not in page.text


def test_a_plan_is_kept_and_shown(browser: Open, evening: Evening, app_store: Store) -> None:
    address = drafted(browser, evening)
    page = browser("clerk").get(address).text
    assert "草稿，未签" in page
    assert "2026-11-30" in page, "28 November 2026 is a Saturday"
    assert len(kept(app_store)) == 1
    assert evening.number in browser("bailiff").get("/plans").text or browser("clerk").get("/plans").status == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("first_on", ""), ("paid_now", "-1"), ("instalments", "x"), ("person_id", "019bc63f-5d00-7000-8000-000000000000")],
)
def test_a_wrong_plan_is_not_kept(browser: Open, evening: Evening, app_store: Store, field: str, value: str) -> None:
    form = TERMS | {"person_id": str(evening.debt.person_id), field: value}
    assert browser("judge").post(f"/cases/{evening.debt.case_id}/plans/new", form).status in {404, 422}
    assert kept(app_store) == []


def test_a_plan_that_takes_the_place_of_another_begins_without_faults(browser: Open, evening: Evening) -> None:
    address, judge = drafted(browser, evening), browser("judge")
    [link] = re.findall(r'href="([^"]*supersedes=[^"]*)"', judge.get(address).text)
    page = judge.get(link).text
    assert "新的计划取代原来的计划" in page
    assert "aria-invalid" not in page
    assert 'name="supersedes"' in page


def test_the_two_papers_are_told_apart(browser: Open, evening: Evening) -> None:
    address, judge = drafted(browser, evening), browser("judge")
    assert "不停止执行" in judge.get(f"{address}/undertaking").text
    assert "特别授权" in judge.get(f"{address}/settlement").text
    assert judge.post(f"{address}/undertaking", letter(evening, hardship="<b>养殖亏损</b>")).location == address
    page = judge.get(address).text
    assert "已签承诺书" in page
    assert "&lt;b&gt;养殖亏损&lt;/b&gt;" in page


def test_what_was_paid_of_a_plan_is_told_to_the_fen(browser: Open, evening: Evening) -> None:
    page = drafted(browser, evening)
    signed = browser("judge").post(f"{page}/undertaking", letter(evening))
    assert signed.status == 302, signed.text
    told = re.search(r'<span class="figure">([\d,.]+) / ([\d,.]+)</span>', browser("judge").get(page).text)
    assert told
    assert all(re.fullmatch(r"[\d,]+\.\d\d", one) for one in told.groups())


def test_an_undertaking_agreed_by_phone_names_who_agreed(browser: Open, evening: Evening) -> None:
    address, judge = drafted(browser, evening), browser("judge")
    for paper in ("undertaking", "settlement"):
        page = judge.get(f"{address}/{paper}").text
        assert f'value="{evening.debt.person_id}"' in page
        assert not re.search(r'name="signer_ids" value="[^"]*"\s+checked', page), "nobody is ticked beforehand"
    answer = judge.post(f"{address}/undertaking", letter(evening, consent="phone"))
    assert answer.status == 422
    assert 'id="f-creditor_agent-fault"' in answer.text
    assert "须写明由谁表示" in answer.text


def test_a_settlement_by_phone_waits_for_the_written_consent(browser: Open, evening: Evening, app_store: Store) -> None:
    address, judge = drafted(browser, evening), browser("judge")
    signed = letter(evening, consent="phone", creditor_agent="何代理", creditor_role="special", authority="授权书")
    assert judge.post(f"{address}/settlement", signed).location == address
    page = judge.get(address).text
    assert "待书面确认" in page
    assert "data-due" in page
    form = {"agent": "何代理", "role": "special", "authority": "2026年1月20日授权书"}
    assert judge.post(f"{address}/consent", form).status == 422
    scan = {**form, "scan": (io.BytesIO(b"%PDF-1.7 scan"), "同意.pdf")}
    assert judge.post(f"{address}/consent", scan).location == address
    assert "和解协议有效" in judge.get(address).text
    with app_store.reading() as session:
        assert session.scalars(select(Consent)).one().scan


@pytest.mark.parametrize(
    "changes",
    [
        {"creditor_agent": ""},
        {"consent": "none"},
        {"consent": "maybe"},
        {"signer_ids": ""},
        {"at": "tomorrow"},
        {"creditor_agent": "x" * 100_000},
    ],
)
def test_a_wrong_signature_is_named(browser: Open, evening: Evening, changes: dict[str, str]) -> None:
    address = drafted(browser, evening)
    good = letter(evening, consent="written", creditor_agent="何代理", creditor_role="party")
    assert browser("judge").post(f"{address}/settlement", good | changes).status == 422
    assert "还没有签" in browser("judge").get(address).text


def test_an_agent_without_special_power_signs_no_settlement_at_the_desk(browser: Open, evening: Evening) -> None:
    address = drafted(browser, evening)
    form = letter(evening, consent="written", creditor_agent="何代理", creditor_role="general")
    answer = browser("judge").post(f"{address}/settlement", form)
    assert answer.status == 409
    assert "没有特别授权" in answer.text


def test_a_plan_is_written_by_judges_and_seen_by_those_who_may(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    address = drafted(browser, evening)
    for username in ("clerk", "cashier", "director", "president", "auditor"):
        assert browser(username).get(f"/cases/{evening.debt.case_id}/plans/new").status == 403
    assert browser("judge2").get(address).status == 404
    assert browser("president").get(address).status == 200
    assert browser("judge").get(f"/cases/{other_case(app_store)}/plans/new").status == 404


def test_instalments_beyond_the_published_holidays_are_marked_provisional(browser: Open, evening: Evening) -> None:
    judge, path = browser("judge"), f"/cases/{evening.debt.case_id}/plans/new"
    within = f"{path}?person_id={evening.debt.person_id}&first_on=2026-02-28&instalments=10"
    assert "日历待定" not in judge.get(within).text
    assert judge.get(within.replace("instalments=10", "instalments=13")).text.count("日历待定") == 2
    assert judge.get(drafted(browser, evening, instalments="13")).text.count("日历待定") == 2
