"""The clock table, row by row: when each clock ends, who is told, what stops it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.instant import Instant
from app.base.refusal import Refusal
from app.law.calendar import CourtCalendar
from app.law.clock_rules import CLOCKS, Warned
from app.law.clock_rules import EventKind as K
from app.law.deadlines import Clock, ClockSettings, Event, State, running
from app.law.periods import Manner, Period, Unit, due

CALENDAR = CourtCalendar()
few = settings(max_examples=50, deadline=None)
ROWS = {rule.key: rule for rule in CLOCKS}

ENDS = (
    ("emergency_report", K.EMERGENCY_DETAINED, "2026-01-17T06:40", "2026-01-17 07:40"),
    ("emergency_ratification", K.EMERGENCY_DETAINED, "2026-01-17T06:40", "2026-01-18 06:40"),
    ("family_notice_24h", K.EMERGENCY_DETAINED, "2026-01-17T06:40", "2026-01-18 06:40"),
    ("admission_refused", K.ADMISSION_REFUSED, "2026-01-17T11:00", "2026-01-17 23:59"),
    ("leave_decision", K.LEAVE_ASKED, "2026-01-17T20:00", "2026-01-18 08:00"),
    ("custody_query", K.CUSTODY_QUERIED, "2026-01-17T20:00", "2026-01-18 20:00"),
    ("reconsideration", K.DECISION_SERVED, "2025-09-28T10:00", "2025-10-09 23:59"),
    ("reconsideration_decision", K.RECONSIDERATION_RECEIVED, "2025-11-24T10:00", "2025-12-01 23:59"),
    ("reconsideration_written", K.RECONSIDERATION_TOLD, "2026-01-12T10:00", "2026-01-15 23:59"),
    ("deposit_freeze", K.DEPOSIT_FROZEN, "2025-11-22T10:00", "2026-11-21 23:59"),
    ("movable_seizure", K.MOVABLE_SEIZED, "2026-01-17T09:00", "2028-01-16 23:59"),
    ("estate_seizure", K.ESTATE_SEIZED, "2026-01-17T09:00", "2029-01-16 23:59"),
    ("property_report", K.REPORT_ORDERED, "2026-01-05T09:00", "2026-01-15 23:59"),
    ("report_supplement", K.PROPERTY_CHANGED, "2026-01-05T09:00", "2026-01-15 23:59"),
    ("security_stay", K.STAYED_ON_SECURITY, "2026-01-17T09:00", "2027-01-17 23:59"),
    ("security_period", K.STAY_ENDED, "2025-03-04T09:00", "2026-03-04 23:59"),
    ("filing_review", K.APPLICATION_RECEIVED, "2026-01-05T09:00", "2026-01-12 23:59"),
    ("execution_notice", K.APPLICATION_RECEIVED, "2026-01-05T09:00", "2026-01-15 23:59"),
    ("notice_after_measure", K.MEASURE_BEFORE_NOTICE, "2026-01-12T09:00", "2026-01-15 23:59"),
    ("objection_decision", K.OBJECTION_RECEIVED, "2026-01-05T09:00", "2026-01-20 23:59"),
    ("objection_reconsideration", K.OBJECTION_RULING_SERVED, "2026-01-05T09:00", "2026-01-15 23:59"),
    ("distribution_objection", K.DISTRIBUTION_RECEIVED, "2026-01-17T09:00", "2026-02-02 23:59"),
    ("distribution_answer", K.OBJECTION_PASSED_ON, "2026-01-19T09:00", "2026-02-03 23:59"),
    ("public_notice", K.NOTICE_PUBLISHED, "2026-01-05T09:00", "2026-02-04 23:59"),
    ("delisting", K.DELISTING_DUE, "2026-01-16T09:00", "2026-01-21 23:59"),
    ("delisting", K.DELISTING_DUE, "2026-02-13T09:00", "2026-02-25 23:59"),
)
"""A row, the event that starts it, and the moment it ends: holidays move days, never hours, terms or the same day."""


def at(text: str) -> Instant:
    return Instant.parse(text)


def one(key: str, now: str, *events: Event, allowed: ClockSettings | None = None) -> Clock:
    return next(clock for clock in running(events, at(now), CALENDAR, allowed) if clock.key == key)


@pytest.mark.parametrize(("key", "kind", "start", "end"), ENDS)
def test_a_clock_ends_when_the_law_says(key: str, kind: K, start: str, end: str) -> None:
    clock = one(key, start, Event(kind, "x", at(start)))
    assert str(clock.due) == end
    assert str(clock.citation)


def test_every_row_is_started_stopped_told_of_and_cited() -> None:
    assert len(ROWS) == len(CLOCKS)
    for rule in CLOCKS:
        assert rule.starts
        assert rule.stops
        assert not rule.starts & rule.stops
        assert rule.alarms
        assert all(alarm.whom for alarm in rule.alarms)
        spans = [alarm.before for alarm in rule.alarms]
        assert spans == sorted(spans, reverse=True)


@few
@given(st.sampled_from(CLOCKS), st.integers(0, 4000))
def test_what_stops_a_clock_closes_it_for_good(rule: object, hours: int) -> None:
    row = next(one for one in CLOCKS if one is rule)
    begun = at("2026-01-05T09:00")
    needs = [Event(row.needs, "x", begun)] if row.needs else []
    for stop in row.stops:
        events = [Event(min(row.starts), "x", begun), *needs, Event(stop, "x", begun + timedelta(minutes=5))]
        found = [one for one in running(events, begun + timedelta(hours=hours + 1), CALENDAR) if one.key == row.key]
        assert [clock.state for clock in found] == [State.CLOSED]
        assert found[0].warned == frozenset()


def test_a_seizure_warns_90_30_and_7_days_before_it_falls() -> None:
    frozen = Event(K.DEPOSIT_FROZEN, "account", at("2025-11-22T10:00"))
    told = {
        now: one("deposit_freeze", f"{now}T12:00", frozen).warned
        for now in ("2026-08-22", "2026-08-24", "2026-10-23", "2026-11-15")
    }
    assert told["2026-08-22"] == frozenset()
    assert told["2026-08-24"] == {Warned.HANDLER}
    assert told["2026-10-23"] == {Warned.HANDLER, Warned.CLERK}
    assert told["2026-11-15"] == {Warned.HANDLER, Warned.CLERK, Warned.DIRECTOR}


def test_a_renewal_counts_only_before_the_end_and_never_beyond_the_cap() -> None:
    frozen = Event(K.DEPOSIT_FROZEN, "account", at("2025-11-22T10:00"))
    renewed = Event(K.SEIZURE_RENEWED, "account", at("2026-11-10T10:00"), until=at("2029-11-10T00:00"))
    assert one("deposit_freeze", "2026-11-30T00:00", frozen, renewed).due.day == date(2027, 11, 9)
    late = Event(K.SEIZURE_RENEWED, "account", at("2026-11-22T10:00"))
    lapsed = one("deposit_freeze", "2026-11-30T00:00", frozen, late)
    assert (lapsed.due.day, lapsed.state) == (date(2026, 11, 21), State.OVERDUE)
    shorter = Event(K.DEPOSIT_FROZEN, "b", at("2026-01-17T10:00"), until=at("2026-07-16T00:00"))
    assert one("deposit_freeze", "2026-01-18T00:00", shorter).due.day == date(2026, 7, 16)


def test_a_stay_on_security_is_a_year_at_most_and_the_security_a_year_unless_agreed() -> None:
    stayed = Event(K.STAYED_ON_SECURITY, "s", at("2026-01-17T10:00"), until=at("2028-01-17T00:00"))
    assert one("security_stay", "2026-01-18T00:00", stayed).due.day == date(2027, 1, 17)
    ended = Event(K.STAY_ENDED, "s", at("2026-01-17T10:00"), until=at("2026-07-17T00:00"))
    assert one("security_period", "2026-01-18T00:00", ended).due.day == date(2026, 7, 17)


def test_an_order_may_name_its_own_days_and_an_instalment_its_day() -> None:
    ordered = Event(K.REPORT_ORDERED, "d", at("2026-01-05T09:00"), days=5)
    assert one("property_report", "2026-01-06T00:00", ordered).due.day == date(2026, 1, 12)
    agreed = Event(K.INSTALMENT_AGREED, "i", at("2026-01-17T09:00"), until=at("2026-02-28T00:00"))
    assert one("instalment", "2026-01-18T00:00", agreed).due.day == date(2026, 2, 28)


def test_what_the_law_leaves_open_the_court_fills_in() -> None:
    held = Event(K.EMERGENCY_DETAINED, "p", at("2026-01-17T06:40"))
    soon = ClockSettings(emergency_report_hours=2, ratification_hours=6)
    assert str(one("emergency_report", "2026-01-17T07:00", held, allowed=soon).due) == "2026-01-17 08:40"
    assert str(one("emergency_ratification", "2026-01-17T07:00", held, allowed=soon).due) == "2026-01-17 12:40"
    with pytest.raises(Refusal, match="clock_setting"):
        ClockSettings(ratification_hours=0)


def test_a_right_that_ran_out_and_a_notice_that_took_effect_are_nobodys_delay() -> None:
    published = Event(K.NOTICE_PUBLISHED, "n", at("2026-01-05T09:00"))
    assert one("public_notice", "2026-03-01T00:00", published).state is State.RIPE
    served = Event(K.DECISION_SERVED, "d", at("2026-01-05T09:00"))
    assert one("reconsideration", "2026-03-01T00:00", served).state is State.RIPE
    given_up = Event(K.OBJECTION_RECEIVED, "o", at("2026-01-05T09:00"))
    assert one("objection_decision", "2026-03-01T00:00", given_up).state is State.OVERDUE


def test_a_clock_whose_rule_was_not_read_says_so() -> None:
    clock = one("delisting", "2026-01-17T00:00", Event(K.DELISTING_DUE, "p", at("2026-01-16T09:00")))
    assert not clock.citation.confirmed


def test_the_five_days_of_a_reconsideration_and_the_written_decision_after_it_have_articles_of_their_own() -> None:
    begun = at("2026-01-12T10:00")
    told = {
        key: one(key, "2026-01-13T00:00", Event(kind, "d", begun)).citation
        for key, kind in (
            ("reconsideration_decision", K.RECONSIDERATION_RECEIVED),
            ("reconsideration_written", K.RECONSIDERATION_TOLD),
        )
    }
    assert (told["reconsideration_decision"].article, told["reconsideration_decision"].confirmed) == (185, True)
    assert (told["reconsideration_written"].article, told["reconsideration_written"].confirmed) == (186, False)


def test_working_days_leave_out_holidays_and_are_provisional_beyond_the_published_year() -> None:
    found = due(at("2026-02-13T09:00"), Period(3, Unit.WORKDAYS), CALENDAR)
    assert (found.day, found.provisional) == (date(2026, 2, 25), False)
    assert due(at("2031-09-30T09:00"), Period(3, Unit.WORKDAYS), CALENDAR).provisional


def test_a_term_ends_the_day_before_its_anniversary_and_no_holiday_moves_it() -> None:
    found = due(at("2025-11-22T09:00"), Period(1, Unit.YEARS, Manner.TERM), CALENDAR)
    assert (found.day, found.moved, found.provisional) == (date(2026, 11, 21), False, False)


TOLD = {
    "questioning_8h": (2, 0.5, "hs", "hsd"),
    "questioning_24h": (4, 1, "hs", "hsdp"),
    "family_notice_24h": (8, 2, "hs", "hsd"),
    "emergency_report": (0.5, 0.25, "hs", "hsd"),
    "emergency_ratification": (12, 4, "hd", "hdp"),
    "emergency_release": (1, 1, "hsdp", "hsdp"),
    "emergency_number": (24, 4, "hk", "hk"),
    "admission_refused": (6, 2, "hs", "hsdp"),
    "leave_decision": (6, 2, "h", "hdp"),
    "custody_query": (8, 2, "hd", "hdp"),
    "delivery": (12, 4, "hs", "hsd"),
    "custody_advice": (6, 2, "h", "hdp"),
    "custody_stop": (6, 2, "h", "hdp"),
    "leave_return": (12, 4, "h", "hd"),
    "release_order": (6, 2, "hs", "hsdp"),
    "release": (48, 24, "h", "hd"),
    "reconsideration": (24, 8, "h", "h"),
    "reconsideration_decision": (48, 24, "h", "hd"),
    "reconsideration_written": (24, 8, "h", "hd"),
    "cash_handover": (6, 2, "sc", "scd"),
    "disbursement": (168, 72, "hc", "hcd"),
    "lead_check": (48, 24, "h", "h"),
    "lead_check_urgent": (48, 24, "h", "h"),
    "consent": (48, 24, "hk", "hk"),
    "direct_payment": (48, 24, "hk", "hk"),
    "deposit_freeze": (2160, 168, "h", "hkd"),
    "movable_seizure": (2160, 168, "h", "hkd"),
    "estate_seizure": (2160, 168, "h", "hkd"),
    "property_report": (72, 24, "hk", "hk"),
    "report_supplement": (72, 24, "h", "h"),
    "resumption": (2160, 720, "h", "h"),
    "instalment": (168, 48, "hk", "hk"),
    "security_stay": (720, 168, "h", "h"),
    "security_period": (2160, 720, "h", "h"),
    "filing_review": (72, 24, "k", "k"),
    "execution_notice": (72, 24, "hk", "hk"),
    "notice_after_measure": (24, 8, "hk", "hk"),
    "case": (720, 168, "h", "hd"),
    "objection_decision": (120, 48, "h", "hd"),
    "objection_reconsideration": (72, 24, "h", "h"),
    "distribution_objection": (72, 24, "hk", "hk"),
    "distribution_answer": (72, 24, "hk", "hk"),
    "public_notice": (72, 24, "hk", "hk"),
    "delisting": (48, 24, "hk", "hkd"),
}
"""Of each clock: hours before its end at which it turns amber and red, and who is told then (handler, squad, director,
president, cashier, k for clerk)."""
SHORT = {"h": Warned.HANDLER, "s": Warned.SQUAD, "d": Warned.DIRECTOR, "p": Warned.PRESIDENT, "c": Warned.CASHIER}


@pytest.mark.parametrize("key", ROWS)
def test_who_is_told_and_how_long_before_the_end(key: str) -> None:
    amber, red, first, last = TOLD[key]
    rule, people = ROWS[key], SHORT | {"k": Warned.CLERK}
    assert (rule.amber, rule.red) == (timedelta(hours=amber), timedelta(hours=red))
    assert [tuple(people[one] for one in named) for named in (first, last)] == [
        rule.alarms[0].whom,
        rule.alarms[-1].whom,
    ]
