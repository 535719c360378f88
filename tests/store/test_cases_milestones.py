"""What is entered in a case beside the sweep drives its clocks: they start, warn, and close when the thing is done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.base.reading import read
from app.base.refusal import Refusal
from app.cases import deadlines, queries
from app.cases.actions_milestones import TakeBackMilestone, take_back_milestone
from app.court import queries as court
from app.money import queries as money
from tests.support.make_cases import make_case, make_milestone

SATURDAY = Instant.parse("2026-01-17T10:00")
BASIS = {"basis": "（2025）宁0425执1001号之一裁定书"}


@pytest.fixture
def judge(act: Callable[..., Actor]) -> Actor:
    return act("judge", SATURDAY)


def clocks(session: Session, case_id: UUID, now: Instant) -> dict[str, tuple[str, str]]:
    found = deadlines.deadlines(session, WHOLE_COURT, [case_id], now)
    return {one.clock.key: (str(one.clock.due.day), str(one.clock.state)) for one in found}


class Course(NamedTuple):
    """A clock, the entry that starts it on Saturday 17 January 2026, its last day, and what closes it."""

    key: str
    begun: str
    ends: str
    closed: str


COURSES = (
    Course("deposit_freeze", "deposit_frozen", "2027-01-16", "seizure_lifted"),
    Course("movable_seizure", "movable_seized", "2028-01-16", "seizure_lifted"),
    Course("estate_seizure", "estate_seized", "2029-01-16", "seizure_lifted"),
    Course("property_report", "report_ordered", "2026-01-27", "property_reported"),
    Course("report_supplement", "property_changed", "2026-01-27", "change_reported"),
    Course("security_stay", "stayed_on_security", "2027-01-17", "stay_ended"),
    Course("objection_decision", "objection_received", "2026-02-02", "objection_decided"),
    Course("delisting", "delisting_due", "2026-01-21", "delisted"),
    Course("public_notice", "notice_published", "2026-02-24", "notice_withdrawn"),
)
"""Holidays move the last day where the law lets them."""


@pytest.mark.parametrize("course", COURSES)
def test_an_entry_starts_its_clock_and_another_closes_it(session: Session, judge: Actor, course: Course) -> None:
    case_id, key = make_case(session, judge), course.key
    opened = make_milestone(session, judge, case_id, course.begun, **BASIS)
    day, state = clocks(session, case_id, judge.now)[key]
    assert day == course.ends
    end = Instant.parse(f"{day}T09:00")
    assert clocks(session, case_id, end)[key][1] == "red"
    assert clocks(session, case_id, end + timedelta(days=2))[key][1] in {"overdue", "ripe"}, state
    make_milestone(session, judge, case_id, course.closed, about=str(opened), **BASIS)
    assert key not in clocks(session, case_id, end)


def test_a_security_is_called_within_its_year_after_the_stay(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    stay = make_milestone(session, judge, case_id, "stayed_on_security", until="2026-06-30")
    assert clocks(session, case_id, judge.now)["security_stay"][0] == "2026-06-30"
    make_milestone(session, judge, case_id, "stay_ended", about=str(stay))
    assert clocks(session, case_id, judge.now)["security_period"][0] == "2027-01-18"
    make_milestone(session, judge, case_id, "security_called", about=str(stay))
    assert "security_period" not in clocks(session, case_id, judge.now)


def test_a_ruling_on_an_objection_may_be_taken_to_the_higher_court_for_ten_days(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    objection = make_milestone(session, judge, case_id, "objection_received")
    make_milestone(session, judge, case_id, "objection_ruling_served", about=str(objection))
    assert clocks(session, case_id, judge.now)["objection_reconsideration"][0] == "2026-01-27"


def test_a_measure_before_the_notice_asks_for_it_within_three_days(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge, filed_on="2026-01-16", notice_served_on=None)
    make_milestone(session, judge, case_id, "measure_before_notice")
    assert clocks(session, case_id, judge.now)["notice_after_measure"][0] == "2026-01-20"
    make_milestone(session, judge, case_id, "notice_sent")
    assert not {"notice_after_measure", "execution_notice"} & set(clocks(session, case_id, judge.now))


def test_a_seizure_renewed_in_time_begins_anew_and_one_taken_back_is_gone(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    seized = make_milestone(session, judge, case_id, "deposit_frozen", what="存款账户尾号000")
    later = judge.at(Instant.parse("2026-12-01T10:00"))
    renewed = make_milestone(session, later, case_id, "seizure_renewed", about=str(seized))
    assert clocks(session, case_id, later.now)["deposit_freeze"][0] == "2027-11-30"
    take_back_milestone(session, later, read(TakeBackMilestone, {"event_id": renewed, "reason": "尚未送达银行"}))
    assert clocks(session, case_id, later.now)["deposit_freeze"] == ("2027-01-16", "amber")
    take_back_milestone(session, later, read(TakeBackMilestone, {"event_id": seized, "reason": "登错案件"}))
    assert "deposit_freeze" not in clocks(session, case_id, later.now)
    assert queries.milestones(session, [case_id]) == []
    with pytest.raises(Refusal) as no:
        take_back_milestone(session, later, read(TakeBackMilestone, {"event_id": seized, "reason": "登错案件"}))
    assert no.value.code == "cases.milestone_gone"


def test_the_president_prolongs_a_case_and_a_stay_stops_its_months(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge, filed_on="2025-10-09")
    assert clocks(session, case_id, judge.now)["case"][0] == "2026-04-09"
    make_milestone(session, judge, case_id, "case_extended", until="2026-07-09", basis="院长2026年1月17日批准")
    assert clocks(session, case_id, judge.now)["case"][0] == "2026-07-09"
    make_milestone(session, judge, case_id, "case_suspended", why="review", **BASIS)
    assert clocks(session, case_id, judge.now + timedelta(hours=1))["case"][1] == "paused"
    later = judge.at(judge.now + timedelta(days=10))
    make_milestone(session, later, case_id, "case_resumed")
    assert clocks(session, case_id, later.now)["case"] == ("2026-07-20", "ok"), "the nineteenth is a Sunday"


WRONG: tuple[tuple[str, dict[str, Any], set[str]], ...] = (
    ("movable_seized", {"what": "", "basis": ""}, {"what", "basis"}),
    ("movable_seized", {"on": "2026-01-18"}, {"on"}),
    ("movable_seized", {"on": "2020-01-18"}, {"on"}),
    ("movable_seized", {"until": "2026-01-17"}, {"until"}),
    ("seizure_lifted", {}, {"about"}),
    ("seizure_lifted", {"about": str(uuid4())}, {"about"}),
    ("case_extended", {"basis": ""}, {"until", "basis"}),
    ("case_suspended", {"basis": ""}, {"basis", "why"}),
    ("case_suspended", {"why": "weather"}, {"why"}),
    ("released", {}, {"kind"}),
)


@pytest.mark.parametrize(("kind", "told", "fields"), WRONG)
def test_what_does_not_fit_is_refused_field_by_field(
    session: Session, judge: Actor, kind: str, told: dict[str, Any], fields: set[str]
) -> None:
    case_id = make_case(session, judge)
    with pytest.raises(Refusal) as no:
        make_milestone(session, judge, case_id, kind, **told)
    assert {fault.field for fault in no.value.faults} == fields


def test_what_belongs_to_a_matter_does_not_come_before_it_nor_from_another_case(session: Session, judge: Actor) -> None:
    case_id, other = make_case(session, judge), make_case(session, judge)
    seized = make_milestone(session, judge, case_id)
    for aim, told, field in ((case_id, {"on": "2026-01-10"}, "on"), (other, {}, "about")):
        with pytest.raises(Refusal) as no:
            make_milestone(session, judge, aim, "seizure_lifted", about=str(seized), **told)
        assert [fault.field for fault in no.value.faults] == [field]


@pytest.mark.parametrize(("why", "counted"), [("retrial", 10), ("review", 10), ("stay", 10), ("debtor", 40)])
def test_a_stay_stops_the_doubled_interest_unless_the_debtor_asked_for_it(
    session: Session, judge: Actor, *, why: str, counted: int
) -> None:
    case_id = make_case(session, judge, performance_due_on="2026-01-16")
    profile = court.profile(session)
    make_milestone(session, judge, case_id, "case_suspended", why=why, **BASIS)
    resumed = judge.at(judge.now + 30 * timedelta(days=1))
    make_milestone(session, resumed, case_id, "case_resumed")
    debt = money.owed(session, case_id, (resumed.now + timedelta(days=9)).day, profile)
    assert debt.doubled.units == counted
    open_stay = make_milestone(
        session, judge.at(resumed.now + timedelta(days=10)), case_id, "case_suspended", why=why, **BASIS
    )
    assert open_stay
    later = money.owed(session, case_id, (resumed.now + timedelta(days=60)).day, profile)
    assert later.doubled.units == (counted if counted == 10 else 91)
