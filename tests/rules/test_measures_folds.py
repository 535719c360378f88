"""Where a person stands, which clocks run and what is flagged: folds over deeds by their own time."""

from itertools import permutations
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.deeds import CANCEL
from app.base.ids import new_id
from app.base.instant import Instant
from app.law.calendar import CourtCalendar
from app.law.citations import keys
from app.law.officers import OfficerKind
from app.measures import flags
from app.measures.clocks import clocks_of
from app.measures.custody import Hold, counted, standing_of
from app.measures.rules import Approval, Deed, DeedKind, OfficerFact, ProposalKind
from tests.support.make_measures import DAY, HOUR, at

CASE, PERSON, COMPEL, DETAIN, EARLY = (UUID(int=number) for number in range(5))
DAWN = at(17, 6, 30)
POLICE = OfficerFact(OfficerKind.POLICE, "male")
EXECUTOR = OfficerFact(OfficerKind.EXECUTOR, "male")
WOMAN = OfficerFact(OfficerKind.EXECUTOR, "female")


def line(kind: str, when: Instant, *, cancels: UUID | None = None, **body: Any) -> Deed:
    return Deed(
        id=new_id(when),
        kind=kind,
        at=when,
        entered_at=when,
        by_id=None,
        door="tablet",
        case_id=CASE,
        person_id=PERSON,
        target_id=None,
        squad_id=None,
        proposal_id=None,
        summons_id=None,
        cancels=cancels,
        flags=(),
        body=MappingProxyType(body),
    )


def allowed(kind: ProposalKind, proposal_id: UUID, when: Instant = DAWN + -DAY, days: int | None = None) -> Approval:
    return Approval(proposal_id, kind, CASE, PERSON, when, days)


APPROVALS = (allowed(ProposalKind.COMPEL, COMPEL), allowed(ProposalKind.DETAIN, DETAIN, days=15))
THE_LONG_WAY = (
    line("compel.record", DAWN, consequences_told=True),
    line("compel.arrive", DAWN + HOUR, place="执行局"),
    line("question.begin", DAWN + 1.5 * HOUR),
    line("question.end", DAWN + 3 * HOUR),
    line("detain.announce", DAWN + 4 * HOUR, decision_served=True, seriously_ill=False, sole_carer=False),
    line("detain.tell_family", DAWN + 4.5 * HOUR, result="told"),
    line("detain.hand_over", DAWN + 5 * HOUR, place="彭阳县拘留所"),
    line("detain.admit", DAWN + 6 * HOUR, receipt_no="7"),
)
HOLDS = [Hold.COMPELLED, Hold.COMPELLED, Hold.QUESTIONING, Hold.COMPELLED, *[Hold.ANNOUNCED] * 3, Hold.IN_CUSTODY]


@pytest.mark.parametrize("done", range(len(THE_LONG_WAY)))
def test_each_deed_of_the_long_way_changes_where_a_person_stands(done: int) -> None:
    assert standing_of(THE_LONG_WAY[: done + 1], APPROVALS).hold is HOLDS[done]


def test_custody_ends_after_the_days_of_the_decision_counted_from_admission() -> None:
    state = standing_of(THE_LONG_WAY, APPROVALS)
    assert str(state.release_on) == "2026-02-01"
    assert state.place == "彭阳县拘留所"


def test_who_pays_after_the_announcement_goes_free_without_custody() -> None:
    log = [line("detain.announce", DAWN), line("person.release", DAWN + HOUR, reason="paid")]
    early = allowed(ProposalKind.EARLY_RELEASE, EARLY, DAWN + HOUR)
    assert standing_of(log, APPROVALS).hold is Hold.RELEASED
    assert flags.of_order(log, (*APPROVALS, early)) == {}
    assert flags.of_order(log, APPROVALS) == {log[1].id: ("release.not_decided",)}


def test_a_cancelled_deed_never_happened() -> None:
    announced = line("detain.announce", DAWN)
    log = [announced, line(CANCEL, DAWN + HOUR, cancels=announced.id)]
    assert standing_of(log, APPROVALS).hold is Hold.NONE
    assert counted(log, DeedKind.ANNOUNCE, DAWN, DAWN + DAY) == []
    assert clocks_of(log, APPROVALS, DAWN + HOUR, CourtCalendar()) == ()


def test_one_person_counts_once_a_day() -> None:
    log = [line("compel.record", DAWN), line("compel.record", DAWN + HOUR), line("compel.record", DAWN + 2 * DAY)]
    assert len(counted(log, DeedKind.COMPEL, DAWN, DAWN + DAY)) == 1
    assert len(counted(log, DeedKind.COMPEL, DAWN, DAWN + 3 * DAY)) == 2


def test_letters_in_any_order_give_the_same_state_clocks_and_flags() -> None:
    log = THE_LONG_WAY[:5]
    states = {standing_of(order, APPROVALS) for order in permutations(log)}
    found = {tuple(sorted(flags.of_order(order, APPROVALS).items())) for order in permutations(log)}
    clocks = {clocks_of(order, APPROVALS, DAWN + 5 * HOUR, CourtCalendar()) for order in permutations(log)}
    assert len(states) == len(found) == len(clocks) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([*DeedKind]), max_size=12))
def test_any_log_can_be_read(kinds: list[DeedKind]) -> None:
    log = [line(kind, DAWN + place * HOUR) for place, kind in enumerate(kinds)]
    state = standing_of(log, APPROVALS)
    assert state.held == (state.hold not in {Hold.NONE, Hold.RELEASED})
    assert set(flags.of_order(log, APPROVALS)) <= {deed.id for deed in log}


def running(log: list[Deed], now: Instant) -> dict[str, str]:
    return {one.key: str(one.state) for one in clocks_of(log, APPROVALS, now, CourtCalendar())}


def test_eight_hours_run_from_the_moment_he_is_taken_until_he_is_let_go() -> None:
    log = list(THE_LONG_WAY[:4])
    clock = clocks_of(log, APPROVALS, DAWN + 3 * HOUR, CourtCalendar())[0]
    assert (clock.key, clock.due, clock.citation.key) == ("questioning_8h", DAWN + 8 * HOUR, "CPLI.compel.hours")
    assert running(log, DAWN + 9 * HOUR) == {"questioning_8h": "overdue"}
    free = [*log, line("person.release", DAWN + 4 * HOUR, reason="ended")]
    assert running(free, DAWN + 9 * HOUR) == {"questioning_8h": "closed"}


def test_questioning_may_last_a_day_when_detention_is_possible() -> None:
    log = [*THE_LONG_WAY[:3], line("question.extend", DAWN + 5 * HOUR, reason="案情复杂")]
    assert running(log, DAWN + 9 * HOUR) == {"questioning_8h": "closed", "questioning_24h": "ok"}


def test_an_extension_without_a_detention_asked_for_gives_no_hour_more() -> None:
    log = [*THE_LONG_WAY[:3], line("question.extend", DAWN + 5 * HOUR, reason="案情复杂")]
    found = {one.key: str(one.state) for one in clocks_of(log, APPROVALS[:1], DAWN + 9 * HOUR, CourtCalendar())}
    assert found == {"questioning_8h": "overdue"}


def test_an_extension_that_comes_after_the_eight_hours_heals_nothing() -> None:
    late = line("question.extend", DAWN + 9 * HOUR, reason="案情复杂")
    free = line("person.release", DAWN + 10 * HOUR, reason="ended")
    found = flags.of_order([*THE_LONG_WAY[:3], late, free], APPROVALS)
    assert "question.over_hours" in found[late.id]
    in_time = line("question.extend", DAWN + 7 * HOUR, reason="案情复杂")
    assert in_time.id not in flags.of_order([*THE_LONG_WAY[:3], in_time, free], APPROVALS)


def test_the_family_is_told_within_a_day_and_a_failed_attempt_stops_nothing() -> None:
    log = [line("detain.announce", DAWN), line("detain.tell_family", DAWN + HOUR, result="tried")]
    assert running(log, DAWN + 2 * HOUR)["family_notice_24h"] == "ok"
    told = [*log, line("detain.tell_family", DAWN + 3 * HOUR, result="told")]
    assert running(told, DAWN + 4 * HOUR)["family_notice_24h"] == "closed"


def test_admission_sets_the_day_of_release() -> None:
    assert running(list(THE_LONG_WAY), DAWN + 6 * HOUR) == {
        "questioning_8h": "closed",
        "family_notice_24h": "closed",
        "delivery": "closed",
        "reconsideration": "ok",
        "release": "ok",
    }


def test_a_right_that_lapsed_is_no_clock_any_more() -> None:
    assert "reconsideration" not in running(list(THE_LONG_WAY), DAWN + 10 * DAY)


def test_the_lawful_long_way_shows_no_flag() -> None:
    assert flags.of_order(THE_LONG_WAY, APPROVALS) == {}


@pytest.mark.parametrize(
    ("kind", "flag"),
    [
        ("compel.record", "compel.not_approved"),
        ("detain.announce", "detain.not_approved"),
        ("detain.hand_over", "detain.not_announced"),
        ("detain.admit", "order.not_handed_over"),
        ("compel.arrive", "order.not_compelled"),
        ("question.end", "order.not_questioned"),
        ("detain.tell_family", "order.not_detained"),
        ("person.release", "order.not_held"),
        ("question.extend", "question.extended_without_detention"),
    ],
)
def test_a_breach_of_law_or_order_is_flagged_and_nothing_is_lost(kind: str, flag: str) -> None:
    deed = line(kind, DAWN)
    assert flag in flags.of_order([deed], ())[deed.id]


def test_an_approval_that_came_later_does_not_heal_the_deed() -> None:
    deed = line("compel.record", DAWN)
    late = allowed(ProposalKind.COMPEL, COMPEL, DAWN + HOUR)
    assert flags.of_order([deed], [late]) == {deed.id: ("compel.not_approved",)}


def test_letting_go_after_the_hours_are_over_is_flagged() -> None:
    log = [*THE_LONG_WAY[:3], line("person.release", DAWN + 8.5 * HOUR, reason="ended")]
    assert flags.of_order(log, APPROVALS) == {log[-1].id: ("question.over_hours",)}


def test_the_family_may_be_told_after_he_is_free_again() -> None:
    early = allowed(ProposalKind.EARLY_RELEASE, EARLY, DAWN)
    free = [line("detain.announce", DAWN), line("person.release", DAWN + HOUR, reason="paid")]
    log = [*free, line("detain.tell_family", DAWN + 2 * HOUR, result="told")]
    assert flags.of_order(log, (*APPROVALS, early)) == {}


def test_custody_beyond_its_days_is_flagged() -> None:
    log = [*THE_LONG_WAY, line("person.release", DAWN + 17 * DAY, reason="ended")]
    assert flags.of_order(log, APPROVALS) == {log[-1].id: ("detain.over_days",)}


@pytest.mark.parametrize(
    ("deed", "officers", "sex", "flag"),
    [
        (line("compel.record", DAWN), [POLICE, EXECUTOR], "male", "compel.consequences_not_told"),
        (line("compel.record", DAWN, consequences_told=True), [EXECUTOR], "male", "deed.no_police"),
        (line("compel.record", DAWN, consequences_told=True), [POLICE], "male", "deed.no_enforcement_officer"),
        (line("compel.record", DAWN, consequences_told=True), [POLICE, EXECUTOR], "female", "deed.no_woman_officer"),
        (line("question.begin", DAWN), [POLICE, EXECUTOR], "male", "question.two_officers"),
        (line("service.serve", DAWN, mode="signed"), [EXECUTOR], "male", "service.no_proof"),
    ],
)
def test_what_a_deed_shows_by_itself_is_flagged(deed: Deed, officers: list[OfficerFact], sex: str, flag: str) -> None:
    assert flags.of_itself(deed, officers, person_sex=sex) == (flag,)


def test_a_lawful_taking_shows_nothing() -> None:
    deed = line("compel.record", DAWN, consequences_told=True)
    assert flags.of_itself(deed, [POLICE, WOMAN], person_sex="female") == ()


def test_a_summons_served_after_its_time_is_flagged() -> None:
    deed = line("service.summon", DAWN, mode="signed", receiver="本人")
    assert flags.of_itself(deed, [EXECUTOR], person_sex="male", appear_at=DAWN) == ("service.too_late",)


def test_every_flag_with_an_article_can_cite_it() -> None:
    assert set(flags.CITATIONS.values()) <= keys()
