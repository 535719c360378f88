"""Two proposals worked out beside each other as they are typed; nothing is kept until one is saved."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from app.base.store import Store
from app.money.tables_plans import Plan
from tests.support.money_pages import Evening, arrange
from tests.support.pages import Browser

Open = Callable[..., Browser]
QUICK = {"one_first_on": "2026-02-28", "one_instalments": "10"}
SLOW = {"two_first_on": "2026-02-28", "two_monthly": "900", "two_grace_months": "2"}


@pytest.fixture
def evening(app_store: Store) -> Evening:
    return arrange(app_store)


def kept(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Plan)) or 0


def where(evening: Evening, **typed: str) -> str:
    told = urlencode({"person_id": str(evening.debt.person_id)} | typed)
    return f"/cases/{evening.debt.case_id}/plans/pair?{told}"


def test_two_proposals_are_compared_before_either_is_kept(browser: Open, evening: Evening, app_store: Store) -> None:
    page = browser("judge").get(where(evening, **QUICK, **SLOW)).text
    assert page.count("stroke-dasharray") == 1
    assert "一共要还（元）" in page
    assert ("保存方案一" in page, "保存方案二" in page) == (True, True)
    assert "超过还款能力的期数" not in page
    assert kept(app_store) == 0


def test_the_family_is_asked_once_and_counts_for_both(browser: Open, evening: Evening) -> None:
    home = {"income": "3000", "persons": "2", "need_each": "800"}
    page = browser("judge").get(where(evening, **QUICK, **SLOW, **home)).text
    row = page.partition("超过还款能力的期数")[2].partition("</tr>")[0]
    assert re.findall(r">(\d+)<", row) == ["10", "0"]


def test_each_side_says_what_is_wrong_with_it(browser: Open, evening: Evening) -> None:
    wrong = QUICK | {"one_first_on": "2026-01-02", "one_waived": "99999999"}
    page = browser("judge").get(where(evening, **wrong, two_first_on="2026-02-28", two_monthly="x")).text
    assert ("方案一还算不出来" in page, "方案二还算不出来" in page) == (True, True)
    assert page.count("field-fault") == 3
    assert "stroke-dasharray" not in page
    alone = browser("judge").get(where(evening, **QUICK)).text
    assert ("保存方案一" in alone, "方案二还算不出来" in alone) == (True, True)


def test_the_one_that_is_agreed_is_kept(browser: Open, evening: Evening, app_store: Store) -> None:
    judge = browser("judge")
    page = judge.get(where(evening, **QUICK, **SLOW)).text
    form = page.rpartition('action="/cases/')[2].partition("</form>")[0]
    told = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', form))
    assert told["monthly"] == "900"
    kept_plan = judge.get(judge.post(f"/cases/{evening.debt.case_id}/plans/new", told).location).text
    assert "还款计划表" in kept_plan
    assert kept(app_store) == 1


def test_the_form_of_one_leads_to_the_page_of_two(browser: Open, evening: Evening) -> None:
    judge = browser("judge")
    single = (
        f"/cases/{evening.debt.case_id}/plans/new?person_id={evening.debt.person_id}&first_on=2026-02-28&monthly=900"
    )
    link = re.search(r'href="(/cases/[^"]+/plans/pair[^"]*)"', judge.get(single).text)
    assert link is not None
    page = judge.get(link.group(1).replace("&amp;", "&")).text
    assert page.count('value="900"') >= 2
    assert "stroke-dasharray" in page
    assert browser("auditor").get(link.group(1).replace("&amp;", "&")).status == 403
    empty = judge.get(f"/cases/{evening.debt.case_id}/plans/compare").text
    assert "不必先保存" in empty
