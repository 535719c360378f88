"""A roster keeps every rule; when it cannot, it says which and what would mend it."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.sweeps import roster_solving
from app.sweeps.roster import (
    Absence,
    Candidate,
    Fixed,
    RosterProblem,
    RosterRule,
    Wanted,
    leader_of,
    squad_name,
    wrongs,
)
from app.sweeps.rules import Car, Officer


def candidate(number: int, kind: str, sex: str = "male", *, drives: bool = True) -> Candidate:
    return Candidate(Officer(UUID(int=number), f"{kind}{number}", kind, sex, drives))


PEOPLE = (
    candidate(1, "judge"),
    candidate(2, "judge", "female"),
    candidate(3, "clerk", "female", drives=False),
    candidate(4, "clerk"),
    *(candidate(number, "police", "female" if number == 5 else "male") for number in range(5, 10)),
    candidate(10, "auxiliary", "female"),
)
FIRST = Wanted(UUID(int=101), "第一组", women=1, free_seats=3)
SECOND = Wanted(UUID(int=102), "第二组")
CARS = (Car(UUID(int=201), "宁D·1警", 7), Car(UUID(int=202), "宁D·2警", 7), Car(UUID(int=203), "宁D·3警", 7))
COURT = RosterProblem(1, (FIRST, SECOND), PEOPLE, CARS)


def solved(problem: RosterProblem) -> dict[UUID, set[int]]:
    found = roster_solving.solve(problem, effort=0.02)
    assert found.possible
    assert wrongs(problem, found.outings) == []
    return {outing.squad_id: {one.id.int for one in outing.members} for outing in found.outings}


def mends(problem: RosterProblem) -> dict[RosterRule, int]:
    found = roster_solving.solve(problem, effort=0.02)
    assert not found.possible
    assert found.conflict
    return {one.rule: one.missing for one in found.mends}


def test_a_roster_keeps_every_rule() -> None:
    outings = solved(COURT)
    assert len(outings) == 2
    assert not outings[FIRST.id] & outings[SECOND.id]


def test_the_same_question_has_the_same_answer() -> None:
    assert roster_solving.solve(COURT, effort=0.02) == roster_solving.solve(COURT, effort=0.02)


def test_who_was_on_night_duty_rests() -> None:
    rested = tuple(replace(one, away={0: Absence.REST}) if one.id.int in {5, 9} else one for one in PEOPLE)
    outings = solved(replace(COURT, candidates=rested, squads=(FIRST, replace(SECOND, police=1))))
    assert {5, 9}.isdisjoint(set[int]().union(*outings.values()))


def test_who_is_recused_rides_with_another_squad() -> None:
    barred = replace(FIRST, barred=frozenset({UUID(int=1)}))
    assert 1 in solved(replace(COURT, squads=(barred, SECOND)))[SECOND.id]


def test_two_who_do_not_ride_together_are_parted() -> None:
    apart = ((UUID(int=1), UUID(int=4)), (UUID(int=2), UUID(int=3)))
    for outing in solved(replace(COURT, apart=apart)).values():
        assert not any({a.int, b.int} <= outing for a, b in apart)


def test_what_was_fixed_by_hand_stands() -> None:
    fixed = replace(COURT, fixed=(Fixed(UUID(int=2), SECOND.id),), fixed_cars={SECOND.id: CARS[2].id})
    found = roster_solving.solve(fixed)
    second = next(outing for outing in found.outings if outing.squad_id == SECOND.id)
    assert UUID(int=2) in {one.id for one in second.members}
    assert second.car == CARS[2]
    assert wrongs(fixed, found.outings) == []


def test_the_same_team_rides_on_both_days_where_it_can() -> None:
    found = roster_solving.solve(replace(COURT, days=2), effort=0.1)
    outings = {(outing.squad_id, outing.day): outing for outing in found.outings}
    assert outings[FIRST.id, 0].members == outings[FIRST.id, 1].members
    assert outings[FIRST.id, 0].car == outings[FIRST.id, 1].car


@pytest.mark.parametrize(
    ("problem", "rule", "missing"),
    [
        (replace(COURT, candidates=PEOPLE[:4] + PEOPLE[6:]), RosterRule.POLICE, 1),
        (replace(COURT, cars=CARS[:1]), RosterRule.CAR, 1),
        (replace(COURT, candidates=PEOPLE[1:]), RosterRule.LEADER, 1),
        (replace(COURT, squads=(replace(FIRST, free_seats=9), SECOND)), RosterRule.SEATS, 6),
        (replace(COURT, squads=(replace(FIRST, equipment={"破门器": 2}), SECOND)), RosterRule.EQUIPMENT, 2),
    ],
)
def test_an_impossible_roster_says_what_is_missing(problem: RosterProblem, rule: RosterRule, missing: int) -> None:
    assert mends(problem)[rule] == missing


def test_what_was_fixed_is_named_where_it_leaves_a_squad_without_a_leader() -> None:
    both = replace(COURT, fixed=(Fixed(UUID(int=1), FIRST.id), Fixed(UUID(int=2), FIRST.id)))
    found = roster_solving.solve(both)
    assert {rule for rule, _ in found.conflict} == {RosterRule.LEADER, RosterRule.FIXED}
    assert [(one.rule, one.squads) for one in found.mends] == [(RosterRule.LEADER, ("第二组",))]


def test_an_auxiliary_is_not_the_woman_officer() -> None:
    men = tuple(one for one in PEOPLE if one.officer.sex == "male" or one.officer.kind == "auxiliary")
    short = replace(COURT, squads=(replace(FIRST, police=1, least=2),), candidates=(*men, candidate(20, "clerk")))
    assert mends(short)[RosterRule.WOMAN] == 1


def test_a_judge_leads_before_an_executor() -> None:
    people = [candidate(1, "executor").officer, candidate(2, "judge").officer]
    assert leader_of(people) == UUID(int=2)
    assert leader_of([candidate(3, "police").officer]) is None


def test_the_check_finds_what_the_search_would_never_do() -> None:
    found = roster_solving.solve(COURT, effort=0.02)
    first, second = found.outings
    doubled = (first, replace(second, members=first.members, car=first.car))
    assert {rule for rule, _, _ in wrongs(COURT, doubled)} >= {RosterRule.PEOPLE, RosterRule.CAR}
    assert RosterRule.CAR in {rule for rule, _, _ in wrongs(COURT, (first, replace(second, car=None)))}
    assert wrongs(COURT, (first,))


def test_squads_that_nobody_named_are_counted_in_words() -> None:
    names = [squad_name(number) for number in (1, 5, 10, 12, 20, 21)]
    assert names == ["第一小组", "第五小组", "第十小组", "第十二小组", "第二十小组", "第二十一小组"]
