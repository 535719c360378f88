"""Counting periods and the clocks that events set running."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.instant import Instant
from app.base.refusal import Refusal
from app.law.calendar import CourtCalendar
from app.law.clock_rules import EventKind as K
from app.law.deadlines import Clock, ClockSettings, Event, State, running, still_running
from app.law.periods import Manner, Period, Unit, add_months, due, first_workday, release_day

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "law.json").read_text("utf-8"))
CALENDAR = CourtCalendar()
few = settings(max_examples=50, deadline=None)


def at(text: str) -> Instant:
    return Instant.parse(text)


def one(key: str, now: str, *events: Event) -> Clock:
    clocks = {clock.key: clock for clock in running(events, at(now), CALENDAR)}
    return clocks[key]


def event(kind: K, moment: str, subject: str = "m1", **more: object) -> Event:
    return Event(kind, subject, at(moment), **more)  # type: ignore[arg-type] # reason: days or until, as the test says


@pytest.mark.parametrize(("start", "length", "unit", "end"), VECTORS["periods"])
def test_a_period_ends_on_the_day_the_law_says(start: str, length: int, unit: str, end: str) -> None:
    found = due(at(f"{start}T10:00"), Period(length, Unit(unit)), CALENDAR)
    assert found.day.isoformat() == first_workday(date.fromisoformat(end), CALENDAR).isoformat()


@pytest.mark.parametrize(("day", "shifted"), VECTORS["shifted_days"])
def test_a_last_day_on_a_holiday_moves_to_the_first_working_day(day: str, shifted: str) -> None:
    assert first_workday(date.fromisoformat(day), CALENDAR) == date.fromisoformat(shifted)


@pytest.mark.parametrize(("start", "months", "end"), VECTORS["month_ends"])
def test_months_are_counted_from_the_first_date(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_a_moved_day_names_the_article_that_moved_it() -> None:
    found = due(at("2025-09-28T10:00"), Period(3, Unit.DAYS), CALENDAR)
    assert found.moved
    assert found.citations == ("CPL.periods.next_day", "CPL.periods.holiday")


def test_custody_hours_and_the_term_of_a_seizure_never_move() -> None:
    assert due(at("2025-09-30T10:00"), Period(1, Unit.DAYS, Manner.CUSTODY), CALENDAR).day == date(2025, 10, 1)
    assert str(due(at("2025-10-01T07:10"), Period(24, Unit.HOURS), CALENDAR).moment) == "2025-10-02 07:10"
    assert due(at("2025-11-22T10:00"), Period(1, Unit.YEARS, Manner.FIXED), CALENDAR).day == date(2026, 11, 22)
    assert release_day(date(2025, 11, 22), 15) == date(2025, 12, 7)


def test_the_courts_own_table_wins_over_the_library() -> None:
    saturday = date(2026, 1, 17)
    loaded = CourtCalendar(workdays=frozenset({saturday}), holidays=frozenset({date(2026, 1, 19)}))
    assert loaded.is_workday(saturday)
    assert not loaded.is_workday(date(2026, 1, 19))
    assert first_workday(date(2026, 1, 19), loaded) == date(2026, 1, 20)


def test_a_day_beyond_the_published_holidays_is_provisional() -> None:
    assert CALENDAR.provisional(date(2032, 10, 1))
    assert CALENDAR.is_workday(date(2032, 10, 1))
    assert not CALENDAR.provisional(date(2026, 10, 1))
    assert CALENDAR.days_known_after(date(2026, 12, 1)) == 30
    assert due(at("2031-09-28T10:00"), Period(3, Unit.DAYS), CALENDAR).provisional


@few
@given(st.dates(date(2004, 1, 1), date(2030, 1, 1)), st.integers(1, 60), st.integers(0, 30))
def test_a_longer_period_never_ends_earlier(start: date, length: int, more: int) -> None:
    begun = Instant.parse(f"{start}T09:00")
    ends = [due(begun, Period(days, Unit.DAYS), CALENDAR) for days in (length, length + more)]
    assert ends[0].moment <= ends[1].moment
    assert all(CALENDAR.is_workday(end.day) and end.day >= end.nominal for end in ends)


def test_questioning_ends_eight_hours_after_physical_control() -> None:
    events = event(K.BROUGHT_IN, "2026-01-17T07:50"), event(K.CONTROLLED, "2026-01-17T07:10")
    clock = one("questioning_8h", "2026-01-17T13:00", *events)
    assert (str(clock.due), clock.state) == ("2026-01-17 15:10", State.OK)
    assert clock.citation.short == "民诉解释第482条第2款"
    states = [one("questioning_8h", f"2026-01-17T{now}", *events).state for now in ("13:10", "14:40", "15:10", "15:11")]
    assert states == [State.AMBER, State.RED, State.RED, State.OVERDUE]


def test_twenty_four_hours_run_only_after_a_recorded_extension_and_from_the_same_start() -> None:
    begun = event(K.CONTROLLED, "2026-01-17T07:10")
    assert [clock.key for clock in running([begun], at("2026-01-17T08:00"), CALENDAR)] == ["questioning_8h"]
    extended = event(K.QUESTIONING_EXTENDED, "2026-01-17T14:00")
    clocks = {clock.key: clock for clock in running([begun, extended], at("2026-01-17T16:00"), CALENDAR)}
    assert clocks["questioning_8h"].state is State.CLOSED
    assert str(clocks["questioning_24h"].due) == "2026-01-18 07:10"


def test_a_clock_stopped_too_late_stays_late() -> None:
    clock = one(
        "questioning_8h",
        "2026-01-18T00:00",
        event(K.CONTROLLED, "2026-01-17T07:10"),
        event(K.LET_GO, "2026-01-17T16:10"),
    )
    assert (clock.state, clock.late, clock.left) == (State.CLOSED, True, timedelta(hours=-1))


def test_the_family_is_told_once_within_24_hours_of_the_detention() -> None:
    announced, admitted = (
        event(K.DETENTION_ANNOUNCED, "2026-10-01T08:00"),
        event(K.ADMITTED, "2026-10-01T11:00", days=5),
    )
    assert str(one("family_notice_24h", "2026-10-01T12:00", announced, admitted).due) == "2026-10-02 08:00"
    told = event(K.FAMILY_TOLD, "2026-10-01T09:00")
    assert one("family_notice_24h", "2026-10-01T12:00", announced, told, admitted).state is State.CLOSED


def test_release_is_custody_day_plus_the_days_decided_and_leave_does_not_count() -> None:
    admitted = event(K.ADMITTED, "2025-11-22T11:00", days=15)
    assert one("release", "2025-11-23T00:00", admitted).due.day == date(2025, 12, 7)
    gone, back = event(K.LEAVE_BEGUN, "2025-11-24T08:00"), event(K.LEAVE_ENDED, "2025-11-26T18:00")
    assert one("release", "2025-11-25T00:00", admitted, gone).state is State.PAUSED
    assert one("release", "2025-11-27T00:00", admitted, gone, back).due.day == date(2025, 12, 9)


def test_cash_is_handed_over_the_same_day_or_the_next_with_a_reason() -> None:
    taken = event(K.CASH_TAKEN, "2026-01-16T09:30")
    assert one("cash_handover", "2026-01-16T12:00", taken).due.day == date(2026, 1, 16)
    assert one("cash_handover", "2026-01-17T00:00", taken).state is State.OVERDUE
    delayed = event(K.HANDOVER_DELAYED, "2026-01-16T19:00")
    clock = one("cash_handover", "2026-01-17T08:00", taken, delayed)
    assert (clock.due.day, clock.state) == (date(2026, 1, 17), State.OK)


def test_the_other_clocks_end_when_the_law_says() -> None:
    now = "2025-09-30T00:00"
    assert one("reconsideration", now, event(K.DECISION_SERVED, "2025-09-28T10:00")).due.day == date(2025, 10, 9)
    assert one("reconsideration", "2025-11-23T00:00", event(K.DECISION_SERVED, "2025-11-22T10:00")).due.day == date(
        2025, 11, 25
    )
    assert one("lead_check", "2026-01-12T00:00", event(K.LEAD_GIVEN, "2026-01-09T10:00")).due.day == date(2026, 1, 16)
    assert one("lead_check_urgent", "2026-01-12T00:00", event(K.URGENT_LEAD_GIVEN, "2026-01-09T10:00")).due.day == date(
        2026, 1, 12
    )
    last = event(K.SETTLEMENT_LAST_DAY, "2026-06-30T00:00")
    clock = one("resumption", "2026-07-01T00:00", last)
    assert (clock.due.day, clock.provisional) == (date(2028, 6, 30), True)


def test_a_case_lasts_six_months_without_its_suspensions_and_the_president_may_prolong() -> None:
    filed = event(K.CASE_FILED, "2025-07-15T10:00")
    assert one("case", "2025-08-01T00:00", filed).due.day == date(2026, 1, 15)
    pause = event(K.CASE_SUSPENDED, "2025-08-01T10:00"), event(K.CASE_RESUMED, "2025-08-11T10:00")
    assert one("case", "2025-09-01T00:00", filed, *pause).due.day == date(2026, 1, 26)
    longer = event(K.CASE_EXTENDED, "2026-01-10T10:00", until=at("2026-04-15T00:00"))
    assert one("case", "2026-01-11T00:00", filed, longer).due.day == date(2026, 4, 15)


def test_a_court_may_shorten_the_paying_out_but_not_lengthen_it() -> None:
    notified = event(K.FUNDS_NOTIFIED, "2026-01-16T10:00")
    assert one("disbursement", "2026-01-17T00:00", notified).due.day == date(2026, 2, 24)
    soon = running([notified], at("2026-01-17T00:00"), CALENDAR, ClockSettings(disbursement_days=5))
    assert soon[0].due.day == date(2026, 1, 21)
    with pytest.raises(Refusal, match="clock_setting"):
        ClockSettings(disbursement_days=31)


def test_a_consent_is_awaited_as_long_as_the_court_or_the_event_says() -> None:
    now = "2026-01-20T00:00"
    assert one("consent", now, event(K.CONSENT_AWAITED, "2026-01-16T10:00")).due.day == date(2026, 1, 23)
    named = event(K.CONSENT_AWAITED, "2026-01-16T10:00", until=at("2026-01-20T12:00"))
    assert one("consent", now, named).due.day == date(2026, 1, 20)


@few
@given(st.permutations(list(range(5))), st.integers(0, 40))
def test_clocks_do_not_depend_on_the_order_of_arrival_and_left_falls_with_time(order: list[int], hours: int) -> None:
    events = [
        event(K.CONTROLLED, "2026-01-17T07:10"),
        event(K.LET_GO, "2026-01-17T12:00"),
        event(K.DETENTION_ANNOUNCED, "2026-01-17T12:00", "d1"),
        event(K.CASH_TAKEN, "2026-01-17T09:00", "r1"),
        event(K.CONTROLLED, "2026-01-17T08:00", "m2"),
    ]
    now = at("2026-01-17T13:00") + timedelta(hours=hours)
    clocks = running([events[place] for place in order], now, CALENDAR)
    assert clocks == running(events, now, CALENDAR)
    later = running(events, now + timedelta(hours=1), CALENDAR)
    assert all(
        after.left == before.left - timedelta(hours=1)
        for before, after in zip(clocks, later, strict=True)
        if before.state is not State.CLOSED
    )
    assert len(still_running(clocks)) == 3


def test_events_of_the_future_start_nothing() -> None:
    assert running([event(K.CONTROLLED, "2026-01-17T07:10")], at("2026-01-17T07:09"), CALENDAR) == ()


@pytest.mark.parametrize(
    ("manner", "article"),
    [
        (Manner.CUSTODY, "CUSTODY.days"),
        (Manner.NOTICE24, "CPL.periods.next_day"),
        (Manner.TERM, "CPL.periods.next_day"),
    ],
)
def test_a_period_that_nothing_moves_cites_the_rule_it_is_counted_by(manner: Manner, article: str) -> None:
    assert due(at("2025-11-22"), Period(15, Unit.DAYS, manner), CALENDAR).citations == (article,)


def test_a_single_day_the_court_loaded_is_certain_and_its_neighbours_are_not() -> None:
    worked, free = date(2031, 2, 1), date(2031, 2, 3)
    loaded = CourtCalendar(workdays=frozenset({worked}), holidays=frozenset({free}))
    assert [loaded.provisional(one) for one in (worked, free, date(2031, 2, 2))] == [False, False, True]
    assert [loaded.is_workday(one) for one in (worked, free)] == [True, False]
