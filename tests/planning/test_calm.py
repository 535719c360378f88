"""A change of the plan is a calm one: untroubled squads keep their people, nobody waits for hours for a little more chance."""

from dataclasses import replace
from uuid import UUID

from app.sweeps.planning import Problem, Window, propose
from app.sweeps.planning.calm import calm, sooner
from app.sweeps.planning.plan import Call
from app.sweeps.planning.problem import Pair, able
from tests.support.make_sweeps import hills

NOON = 20_000


def two_bands(problem: Problem, morning: float, noon: float) -> Problem:
    """The first target may be met all morning, and at noon with another chance."""
    one = problem.targets[0]
    door = one.doors[0]
    doors = (
        replace(door, known=True, window=Window(0, NOON - 1), chance=morning),
        replace(door, known=True, window=Window(NOON, 40_000), chance=noon),
    )
    crews = tuple(replace(squad, end=40_000) for squad in problem.squads)
    return replace(problem, targets=(replace(one, doors=doors, needs=frozenset()), *problem.targets[1:]), squads=crews)


def arrives(problem: Problem, squad_id: UUID) -> int:
    planned = propose(problem, {squad_id: [Call(problem.targets[0].id, 1)]})
    return sooner(problem, planned).routes[0].visits[0].arrive


def test_a_squad_does_not_wait_until_noon_for_a_little_more() -> None:
    problem = two_bands(hills(3, targets=4), 0.28, 0.33)
    assert arrives(problem, problem.squads[0].id) < NOON


def test_a_squad_waits_where_he_is_much_likelier_met() -> None:
    problem = two_bands(hills(3, targets=4), 0.10, 0.62)
    assert arrives(problem, problem.squads[0].id) == NOON


def test_who_waits_for_a_strike_goes_on_waiting() -> None:
    problem = two_bands(hills(3, targets=4), 0.28, 0.33)
    tied = replace(problem, pairs=(Pair(problem.targets[0].id, problem.targets[1].id),))
    assert arrives(tied, tied.squads[0].id) == NOON


def test_only_a_squad_in_trouble_gives_people_away() -> None:
    problem = hills(5, targets=6, squads=3)
    first, second, _ = (one.id for one in problem.squads)
    one, other = problem.targets[0].id, problem.targets[1].id
    asked = calm(problem, {first: [Call(one)], second: [Call(other)]}, {second})
    free = replace(problem.targets[1], needs=frozenset(), seats=0)
    assert [able(squad, replace(problem.targets[0], needs=frozenset(), seats=0)) for squad in asked.squads] == [
        True,
        False,
        False,
    ]
    assert all(able(squad, free) for squad in asked.squads)
