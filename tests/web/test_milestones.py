"""Milestones of a case on its page: entered, seen among the clocks and the history, taken back."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.store import Store
from tests.support import people
from tests.support.make_cases import make_case
from tests.support.pages import Browser

Open = Callable[[str], Browser]


@pytest.fixture
def mine(app_store: Store) -> UUID:
    """A case of the judge."""
    with app_store.writing() as session:
        return make_case(session, people.actor_of(session, "judge"))


def test_a_seizure_is_entered_runs_and_is_taken_back(browser: Open, mine: UUID) -> None:
    judge = browser("judge")
    place = f"/cases/{mine}/milestones"
    assert "还没有登记节点" in judge.get(place).text
    wrong = judge.post(place, {"kind": "movable_seized", "on": "2026-01-16"})
    assert wrong.status == 422
    entry = {"kind": "movable_seized", "on": "2026-01-16", "what": "农用车一辆", "basis": "裁定书"}
    assert judge.post(place, entry).status == 302
    case = judge.get(f"/cases/{mine}").text
    assert "动产查封、扣押期限 · 农用车一辆" in case
    assert "查封、扣押动产 · 农用车一辆" in case
    back = re.search(rf"{place}/[0-9a-f-]+/back", judge.get(place).text)
    assert back
    assert judge.get(back[0]).status == 200
    assert judge.post(back[0], {"reason": ""}).status == 422
    assert judge.post(back[0], {"reason": "登错案件"}).status == 302
    assert judge.post(back[0], {"reason": "登错案件"}).status == 409
    assert "动产查封、扣押期限" not in judge.get(f"/cases/{mine}").text
