"""Two proposals beside each other, the calendar file, and the review of a breach, on their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

import pytest

from app.base.instant import Instant
from app.base.store import Store
from app.money.actions_plans import record_settlement, record_undertaking
from tests.support import people
from tests.support.make_money import Debt, make_debt, make_plan, settlement, undertaking
from tests.support.pages import Browser

NEW_YEAR = Instant.parse("2026-01-02T01:00:00.000Z")
Open = Callable[[str | None], Browser]


@dataclass(frozen=True)
class Two:
    """A case with two proposals, the first of them settled."""

    debt: Debt
    first: UUID
    second: UUID


@pytest.fixture
def two(app_store: Store) -> Two:
    with app_store.writing() as session:
        judge, bailiff = people.actor_of(session, "judge"), people.actor_of(session, "bailiff", NEW_YEAR)
        debt = make_debt(session, judge)
        first = make_plan(session, bailiff, debt, first_on="2026-01-05")
        record_settlement(session, bailiff, settlement(bailiff, debt, first.id))
        return Two(debt, first.id, make_plan(session, bailiff, debt, instalments=None, monthly="3000").id)


def test_two_proposals_stand_beside_each_other_with_their_plot(browser: Open, two: Two) -> None:
    page = browser("judge").get(f"/cases/{two.debt.case_id}/plans/compare?one={two.first}&other={two.second}").text
    assert page.count("<path") >= 2
    assert "stroke-dasharray" in page
    assert "一共要还" in page
    assert browser("judge").get(f"/cases/{two.debt.case_id}/plans/compare?one={UUID(int=0)}").status == 404
    assert "两个方案" in browser("judge").get(f"/cases/{two.debt.case_id}/plans/compare").text


def test_the_calendar_is_a_file(browser: Open, two: Two) -> None:
    page = browser("judge").get(f"/plans/{two.first}/calendar.ics")
    assert page.bytes.startswith(b"BEGIN:VCALENDAR")
    assert "attachment" in page.headers["Content-Disposition"]


def test_the_review_says_what_the_paper_means_and_takes_the_number(browser: Open, two: Two) -> None:
    where = f"/plans/{two.first}/review"
    page = browser("judge").get(where).text
    assert "这是和解协议" in page
    assert browser("bailiff").get(where).status == 403
    judge = browser("judge")
    number = {"step": "numbered", "number": "(2026)宁0425执恢12号"}
    assert judge.post(where, number | {"on_day": "2026-01-16"}).status == 409
    wrong = judge.post(where, {"step": "applied", "on_day": "2026-03-01"})
    assert (wrong.status, wrong.text.count("field-fault")) == (422, 2)
    sheet = judge.get(where).text
    assert "申请恢复执行的最后一日" in sheet
    assert f"/papers/draft?kind=resumption_application&amp;subject_id={two.first}" in sheet
    draft = judge.get(f"/papers/draft?kind=resumption_application&subject_id={two.first}")
    assert (draft.status, "事实和理由" in draft.text) == (200, True)
    judge.post(where, {"step": "applied", "on_day": "2026-01-16", "note": "申请书原件"})
    judge.post(where, number | {"on_day": "2026-01-16"})
    assert "（2026）宁0425执恢12号" in judge.get(where).text
    assert "不再按这份计划提醒和计算逾期" in judge.get(f"/plans/{two.first}").text
    assert "已恢复执行" in judge.get("/plans").text


def test_a_broken_undertaking_leads_to_the_next_measure_and_resumes_nothing(
    browser: Open, app_store: Store, two: Two
) -> None:
    with app_store.writing() as session:
        bailiff = people.actor_of(session, "bailiff", NEW_YEAR)
        plan = make_plan(session, bailiff, two.debt, first_on="2026-01-05")
        record_undertaking(session, bailiff, undertaking(bailiff, two.debt, plan.id))
        where = f"/plans/{plan.id}/review"
    judge = browser("judge")
    page = judge.get(where).text
    assert ("这是单方承诺" in page, "提请下一步措施" in page) == (True, True)
    assert "恢复执行案号" not in page
    told = {"step": "applied", "on_day": "2026-01-16", "note": "申请书"}
    assert judge.post(where, told).status == 409
    assert judge.post(where, told | {"step": "reviewed"}).status == 302
    assert "逾期 1 期" in judge.get("/plans").text


def test_the_form_offers_every_kind(browser: Open, two: Two) -> None:
    judge = browser("judge")
    where = f"/cases/{two.debt.case_id}/plans/new"
    assert "等额本金" in judge.get(where).text
    typed = "&".join(
        (f"person_id={two.debt.person_id}", "first_on=2026-02-28", "kind=equal_principal", "rate=6", "instalments=12")
    )
    assert "保存这份计划" in judge.get(f"{where}?{typed}").text


def test_cattle_in_autumn_and_lambs_in_spring_stand_on_the_form_and_in_the_rows(browser: Open, two: Two) -> None:
    judge, where = browser("judge"), f"/cases/{two.debt.case_id}/plans/new"
    given = {"person_id": str(two.debt.person_id), "first_on": "2026-02-28", "monthly": "900", "income": "4200"}
    given |= {"persons": "1", "need_each": "2900", "season_month": "10", "season_sales": "12000", "use_season": "1"}
    given |= {"second_month": "4", "second_sales": "5000", "second_percent": "60"}
    page = judge.get(f"{where}?{urlencode(given)}").text
    assert "10 月 9,600.00、4 月 3,000.00" in page
    assert "10,500.00" in page
    assert "3,900.00" in page
    assert judge.get(f"{where}?{urlencode(given | {'second_month': '13'})}").text.count("field-fault") == 1
    kept = judge.get(judge.post(where, given).location).text
    assert "制订时与家人一起算的" in kept
    assert "10 月 9,600.00、4 月 3,000.00" in kept
