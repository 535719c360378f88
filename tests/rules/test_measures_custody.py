"""What happens after the decision: nobody is held without a day on which something is due, whatever came in whatever order."""

import os
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.instant import Instant
from app.law.calendar import CourtCalendar
from app.law.deadlines import Clock, still_running
from app.law.officers import OfficerKind
from app.law.periods import end_of
from app.measures import flags
from app.measures.clocks import clocks_of
from app.measures.custody import standing_of
from app.measures.deeds import COMMANDS
from app.measures.holds import DETAINED, Hold, Matter
from app.measures.rules import Deed, DeedKind, Emergency, OfficerFact, ProposalKind
from tests.rules.test_measures_folds import APPROVALS, DAWN, EARLY, allowed, line
from tests.support.make_measures import DAY, HOUR

EXAMPLES: Final = int(os.environ.get("FIELDWRIT_EXAMPLES", "50"))
NO_DOUBT: Final[dict[str, Any]] = {"seriously_ill": False, "sole_carer": False}
JUDGE: Final = OfficerFact(OfficerKind.JUDGE, "male")
ANNOUNCED: Final = line("detain.announce", DAWN, decision_served=True, **NO_DOUBT)
HANDED_OVER: Final = line("detain.hand_over", DAWN + HOUR, place="彭阳县拘留所")
ADMITTED: Final = line("detain.admit", DAWN + 2 * HOUR, receipt_no="7")
IN_CUSTODY: Final = (ANNOUNCED, HANDED_OVER, ADMITTED)


def clocks(log: list[Deed], now: Instant, *more: Any) -> dict[str, Clock]:
    """The clocks that run, by key."""
    return {one.key: one for one in still_running(clocks_of(log, (*APPROVALS, *more), now, CourtCalendar()))}


def codes(log: list[Deed]) -> tuple[str, ...]:
    """What the last deed of a log is flagged with."""
    return flags.of_order(log, APPROVALS).get(log[-1].id, ())


BODIES: Final[dict[str, list[dict[str, Any]]]] = {
    "custody.ask": [{"matter": one} for one in ("advice", "query", "stop", "leave")],
    "custody.decide": [
        {"matter": matter, "outcome": outcome}
        for matter in ("refusal", "advice", "query", "stop", "leave")
        for outcome in ("release", "grant", "keep", "again", "other")
    ],
    "leave.begin": [{"until": "2026-01-20T18:00"}, {}],
    "reconsider.decide": [
        {"result": "revoked"},
        {"result": "changed", "days": 5, "told": "oral"},
        {"result": "changed", "days": 99},
        {"result": "upheld"},
        {"result": "revoked", "of": "fine"},
    ],
    "detain.tell_family": [{"result": one} for one in ("told", "tried", "unreachable")],
}
"""What the letters that change the course can say; the others say nothing that matters here."""


@st.composite
def logs(draw: st.DrawFn) -> list[Deed]:
    """Any letters at any times of four days, in any order of arrival, some of them cancelled."""
    kinds = draw(st.lists(st.sampled_from([*DeedKind]), max_size=14))
    lines = []
    for kind in kinds:
        when = DAWN + timedelta(minutes=draw(st.integers(0, 5760)))
        lines.append(line(kind, when, **draw(st.sampled_from(BODIES.get(kind, [{}])))))
    gone = draw(st.lists(st.sampled_from(lines), max_size=2, unique_by=id)) if lines else []
    return [*lines, *(line("deed.cancel", one.at + HOUR, cancels=one.id) for one in gone)]


@settings(max_examples=EXAMPLES, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_letters_in_any_order_of_arrival_fold_to_the_same_state(log: list[Deed], chance: Any) -> None:
    shuffled = list(log)
    chance.shuffle(shuffled)
    now = DAWN + 5 * DAY
    assert standing_of(shuffled, APPROVALS) == standing_of(log, APPROVALS)
    assert clocks_of(shuffled, APPROVALS, now, CourtCalendar()) == clocks_of(log, APPROVALS, now, CourtCalendar())
    assert flags.of_order(shuffled, APPROVALS) == flags.of_order(log, APPROVALS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(logs(), st.integers(0, 6000))
def test_nobody_is_held_without_something_due(log: list[Deed], minutes: int) -> None:
    now = DAWN + timedelta(minutes=minutes)
    state = standing_of(log, APPROVALS, now)
    running = still_running(clocks_of(log, APPROVALS, now, CourtCalendar()))
    if state.held:
        due = {one.key for one in running}
        ends = {
            "questioning_8h", "questioning_24h", "delivery", "admission_refused", "release_order", "release",
        }  # fmt: skip
        assert due & ends, (state, due)
    if state.hold is Hold.IN_CUSTODY:
        assert state.release_on is not None
    if not state.held:
        assert not {"release", "delivery", "admission_refused"} & {one.key for one in running}


@settings(max_examples=EXAMPLES, deadline=None)
@given(logs())
def test_the_clock_of_release_ends_on_the_day_of_release(log: list[Deed]) -> None:
    now = DAWN + 5 * DAY
    state, running = standing_of(log, APPROVALS), clocks(log, now)
    if state.hold is Hold.IN_CUSTODY and state.release_on:
        assert running["release"].due == end_of(state.release_on)


@settings(max_examples=EXAMPLES, deadline=None)
@given(logs())
def test_every_path_ends_with_release(log: list[Deed]) -> None:
    last = max((one.at for one in log), default=DAWN) + DAY
    freed = standing_of([*log, line("person.release", last, reason="decided")], APPROVALS)
    assert (freed.hold, freed.held, freed.restrained_at) == (Hold.RELEASED, False, None)
    assert {one.matter for one in freed.matters} <= {Matter.FORWARD, Matter.RECONSIDERATION, Matter.WRITTEN}


def test_every_kind_of_deed_has_its_command() -> None:
    assert set(COMMANDS) == set(DeedKind)


def test_who_is_announced_is_to_be_brought_to_custody_within_a_day() -> None:
    assert clocks([ANNOUNCED], DAWN + HOUR)["delivery"].due == DAWN + DAY
    assert "delivery" not in clocks([*IN_CUSTODY], DAWN + 3 * HOUR)


def test_the_day_of_release_does_not_move_by_a_second_admission() -> None:
    again = line("detain.admit", DAWN + 3 * DAY)
    assert standing_of([*IN_CUSTODY, again], APPROVALS).release_on == standing_of(IN_CUSTODY, APPROVALS).release_on


def test_while_nobody_knows_the_days_the_longest_lawful_term_holds() -> None:
    state = standing_of([ADMITTED], ())
    assert (state.days, str(state.release_on)) == (None, "2026-02-01")


def test_a_refused_admission_is_decided_the_same_day_and_the_person_let_go() -> None:
    refused = line("detain.refuse", DAWN + 2 * HOUR, reason="血压过高")
    state = standing_of([ANNOUNCED, HANDED_OVER, refused], APPROVALS)
    assert state.hold in DETAINED
    assert state.waits_for(Matter.REFUSAL)
    clock = clocks([ANNOUNCED, HANDED_OVER, refused], DAWN + 3 * HOUR)["admission_refused"]
    assert (clock.due.day, clock.citation.key) == (DAWN.day, "CUSTODYM.not_admitted")
    decided = line("custody.decide", DAWN + 4 * HOUR, matter="refusal", outcome="release")
    log = [ANNOUNCED, HANDED_OVER, refused, decided]
    assert clocks(log, DAWN + 5 * HOUR).keys() >= {"release_order"}
    freed = [*log, line("person.release", DAWN + 5 * HOUR, reason="not_admitted")]
    assert codes(freed) == ()
    assert codes([ANNOUNCED, HANDED_OVER, refused, freed[-1]]) == ("release.not_decided",)


@pytest.mark.parametrize("outcome", ["again", "other", "keep"])
def test_who_is_not_let_go_after_a_refusal_is_brought_somewhere_within_a_day(outcome: str) -> None:
    refused = line("detain.refuse", DAWN + 2 * HOUR, reason="血压过高")
    decided = line("custody.decide", DAWN + 4 * HOUR, matter="refusal", outcome=outcome)
    assert clocks([ANNOUNCED, refused, decided], DAWN + 5 * HOUR)["delivery"].due == DAWN + 4 * HOUR + DAY


def test_leave_does_not_count() -> None:
    away = line("leave.begin", DAWN + DAY, until="2026-01-20T18:00", guarantor="其兄")
    back = line("leave.end", DAWN + 3 * DAY)
    on_leave = standing_of([*IN_CUSTODY, away], APPROVALS)
    assert on_leave.away_at == DAWN + DAY
    running = clocks([*IN_CUSTODY, away], DAWN + 2 * DAY)
    assert (str(running["release"].state), str(running["leave_return"].due.day)) == ("paused", "2026-01-20")
    state = standing_of([*IN_CUSTODY, away, back], APPROVALS)
    assert (state.away_at, state.leave_days, str(state.release_on)) == (None, 2, "2026-02-03")


def test_leave_is_decided_within_twelve_hours_and_needs_a_surety() -> None:
    asked = line("custody.ask", DAWN + DAY, matter="leave", reason="父亲病危")
    assert clocks([*IN_CUSTODY, asked], DAWN + DAY + HOUR)["leave_decision"].due == DAWN + 1.5 * DAY
    granted = line("custody.decide", DAWN + DAY + HOUR, matter="leave", outcome="grant")
    away = line("leave.begin", DAWN + DAY + 2 * HOUR, until="2026-01-20T18:00")
    assert codes([*IN_CUSTODY, asked, granted, away]) == ()
    assert codes([*IN_CUSTODY, asked, away]) == ("leave.not_granted",)
    assert flags.of_itself(away, [JUDGE], person_sex="male") == ("leave.no_surety",)


def test_a_query_about_a_wrong_detention_is_answered_within_a_day() -> None:
    asked = line("custody.ask", DAWN + DAY, matter="query", reason="身份不符")
    clock = clocks([*IN_CUSTODY, asked], DAWN + DAY + HOUR)["custody_query"]
    assert (clock.due, clock.citation.key) == (DAWN + 2 * DAY, "CUSTODY.not_admitted")
    answered = line("custody.decide", DAWN + DAY + HOUR, matter="query", outcome="keep")
    assert "custody_query" not in clocks([*IN_CUSTODY, asked, answered], DAWN + DAY + 2 * HOUR)


def test_an_ill_person_is_let_go_the_day_the_court_decides() -> None:
    asked = line("custody.ask", DAWN + DAY, matter="stop", reason="病危")
    decided = line("custody.decide", DAWN + DAY + HOUR, matter="stop", outcome="release")
    running = clocks([*IN_CUSTODY, asked, decided], DAWN + DAY + 2 * HOUR)
    assert running["release_order"].due.day == (DAWN + DAY).day
    freed = line("person.release", DAWN + DAY + 3 * HOUR, reason="stopped")
    assert codes([*IN_CUSTODY, asked, decided, freed]) == ()


def test_the_higher_court_decides_within_five_days_and_custody_goes_on() -> None:
    asked, sent = line("reconsider.ask", DAWN + DAY), line("reconsider.forward", DAWN + 2 * DAY)
    log = [*IN_CUSTODY, asked]
    assert standing_of(log, APPROVALS).waits_for(Matter.FORWARD)
    assert "reconsideration" not in clocks(log, DAWN + DAY + HOUR)
    running = clocks([*log, sent], DAWN + 2 * DAY + HOUR)
    assert str(running["reconsideration_decision"].due.day) == "2026-01-26"
    assert str(running["release"].state) == "ok"
    upheld = line("reconsider.decide", DAWN + 3 * DAY, result="upheld")
    assert clocks([*log, sent, upheld], DAWN + 4 * DAY).keys() == {"release", "family_notice_24h"}


def test_what_the_higher_court_revoked_ends_at_once() -> None:
    log = [
        *IN_CUSTODY,
        line("reconsider.ask", DAWN + DAY),
        line("reconsider.forward", DAWN + DAY + HOUR),
        line("reconsider.decide", DAWN + 2 * DAY, result="revoked", told="oral"),
    ]
    running = clocks(log, DAWN + 2 * DAY + HOUR)
    assert running["release_order"].due.day == (DAWN + 2 * DAY).day
    assert running["reconsideration_written"].citation.key == "CPLI.reconsideration.written"
    freed = line("person.release", DAWN + 2 * DAY + HOUR, reason="revoked")
    assert codes([*log, freed]) == ()
    assert standing_of([*log, freed], APPROVALS).waits_for(Matter.WRITTEN)


def test_what_the_higher_court_shortened_ends_earlier() -> None:
    log = [
        *IN_CUSTODY,
        line("reconsider.ask", DAWN + DAY),
        line("reconsider.forward", DAWN + DAY + HOUR),
        line("reconsider.decide", DAWN + 2 * DAY, result="changed", days=5),
    ]
    assert str(standing_of(log, APPROVALS).release_on) == "2026-01-22"
    assert str(clocks(log, DAWN + 3 * DAY)["release"].due.day) == "2026-01-22"
    away, back = line("leave.begin", DAWN + 3 * DAY), line("leave.end", DAWN + 4 * DAY)
    assert str(clocks([*log, away, back], DAWN + 5 * DAY)["release"].due.day) == "2026-01-23"


def test_no_entry_makes_a_detention_longer_than_it_was_decided() -> None:
    log = [*IN_CUSTODY, line("reconsider.decide", DAWN + 2 * DAY, result="changed", days=900)]
    assert standing_of(log, APPROVALS).days == standing_of(IN_CUSTODY, APPROVALS).days
    assert "reconsider.longer" in codes(log)


def test_an_approved_early_release_is_carried_out_the_same_day() -> None:
    early = allowed(ProposalKind.EARLY_RELEASE, EARLY, DAWN + DAY)
    repented = line("detain.repent", DAWN + DAY + -HOUR, signed=True)
    assert standing_of([*IN_CUSTODY, repented], APPROVALS).repented_at == repented.at
    assert clocks([*IN_CUSTODY, repented], DAWN + DAY + HOUR, early)["release_order"].due.day == (DAWN + DAY).day
    freed = line("person.release", DAWN + DAY + HOUR, reason="repented", certificate_no="1")
    assert clocks([*IN_CUSTODY, repented, freed], DAWN + DAY + 2 * HOUR, early).keys() == {"reconsideration"}


def test_an_emergency_the_president_revoked_ends_the_same_day() -> None:
    revoked = replace(APPROVALS[1], emergency=Emergency(revoked_at=DAWN + 3 * HOUR))
    running = still_running(clocks_of(IN_CUSTODY, (APPROVALS[0], revoked), DAWN + 4 * HOUR, CourtCalendar()))
    assert {one.key: one.due.day for one in running}["release_order"] == DAWN.day


def test_who_came_by_himself_is_questioned_no_longer_than_who_was_taken() -> None:
    asked = line("question.begin", DAWN)
    assert clocks([asked], DAWN + HOUR)["questioning_8h"].due == DAWN + 8 * HOUR
    assert clocks([asked, line("question.end", DAWN + HOUR)], DAWN + 2 * HOUR) == {}


def test_questioning_in_custody_starts_no_hours() -> None:
    assert "questioning_8h" not in clocks([*IN_CUSTODY, line("question.begin", DAWN + DAY)], DAWN + DAY + HOUR)


def test_handed_over_without_a_decision_is_held_all_the_same() -> None:
    state = standing_of([HANDED_OVER], APPROVALS)
    assert (state.hold, state.held) == (Hold.HANDED_OVER, True)
    assert set(codes([HANDED_OVER])) == {"detain.not_announced", "detain.not_asked"}


@pytest.mark.parametrize(
    ("deed", "flag"),
    [
        (line("detain.refuse", DAWN + 3 * HOUR, reason="病"), "order.admitted_already"),
        (line("custody.decide", DAWN + 3 * HOUR, matter="query", outcome="keep"), "order.nothing_asked"),
        (line("leave.end", DAWN + 3 * HOUR), "order.not_on_leave"),
        (line("reconsider.forward", DAWN + 3 * HOUR), "order.not_asked_for"),
        (line("reconsider.decide", DAWN + 3 * HOUR, result="upheld"), "order.not_forwarded"),
        (line("restraint.remove", DAWN + 3 * HOUR), "order.not_restrained"),
    ],
)
def test_what_comes_out_of_order_in_custody_is_flagged(deed: Deed, flag: str) -> None:
    assert codes([*IN_CUSTODY, deed]) == (flag,)


@pytest.mark.parametrize(
    ("kind", "flag"),
    [
        ("custody.ask", "order.not_in_custody"),
        ("leave.begin", "order.not_in_custody"),
        ("detain.talk", "order.not_detained"),
        ("detain.repent", "order.not_detained"),
        ("restraint.apply", "order.not_held"),
        ("detain.refuse", "detain.not_announced"),
    ],
)
def test_what_happens_to_a_free_person_is_flagged(kind: str, flag: str) -> None:
    assert flag in codes([line(kind, DAWN, matter="query", reason="x")])


def test_a_restraint_left_on_at_release_is_flagged() -> None:
    on = line("restraint.apply", DAWN + HOUR / 2, danger="escape")
    freed = line("person.release", DAWN + 15 * DAY, reason="ended")
    assert codes([*IN_CUSTODY, on, freed]) == ("restraint.left_on",)
    off = line("restraint.remove", DAWN + HOUR, injuries="无")
    assert codes([*IN_CUSTODY, on, off, freed]) == ()
