"""A large sweep keeps its best plan so far from the first moment, gives up when told, and goes on from what it had."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from app.sweeps.planning import Call, Pair, Problem, easing, large, pairing, planner, propose
from app.sweeps.planning.check import faults
from app.sweeps.planning.portfolio import Aim, Keep
from tests.support.make_sweeps import hills
from tests.support.watches import steps

Free = Mapping[UUID, Sequence[Call]]


class GivenUpError(Exception):
    """Somebody stopped the search."""


@pytest.fixture
def problem(monkeypatch: pytest.MonkeyPatch) -> Problem:
    """Forty people and six squads, planned as if they were hundreds."""
    monkeypatch.setattr(large, "LARGE", 30)
    return hills(4, targets=40, squads=6)


def into(kept: list[Free]) -> Keep:
    """Keeps every plan it is told."""

    def keep(free: Free) -> None:
        kept.append(free)

    return keep


def tied(problem: Problem) -> Problem:
    """The first twelve of them in pairs."""
    ids = [one.id for one in problem.targets[:12]]
    return replace(problem, pairs=tuple(Pair(one, other) for one, other in zip(ids[::2], ids[1::2], strict=True)))


def placed(problem: Problem, free: Free) -> int:
    proposal = propose(problem, free)
    assert faults(problem, proposal) == []
    return proposal.placed


def test_every_plan_so_far_is_kept_whole(problem: Problem) -> None:
    kept: list[Free] = []
    planner.plan(problem, seed=1, watch=steps(60), aim=Aim(kept=into(kept)))
    assert len(kept) >= 2
    assert all(set(one) == {squad.id for squad in problem.squads} for one in kept)
    assert all(placed(problem, one) for one in kept)


def test_a_search_that_is_stopped_leaves_what_it_had(problem: Problem) -> None:
    kept: list[Free] = []
    count = 0

    def watch(best: int) -> float:
        nonlocal count
        count += 1
        if count > 25:
            raise GivenUpError
        return count / 60

    with pytest.raises(GivenUpError):
        planner.plan(problem, seed=1, watch=watch, aim=Aim(kept=into(kept)))
    assert placed(problem, kept[-1])


def test_a_search_that_goes_on_begins_with_what_there_was(problem: Problem) -> None:
    kept: list[Free] = []
    made = planner.plan(problem, seed=1, watch=steps(60), aim=Aim(kept=into(kept)))
    routes = {route.squad_id: route.calls for route in made.proposal.routes}
    again: list[Free] = []
    first = tuple((squad_id, tuple(calls)) for squad_id, calls in routes.items())
    planner.plan(problem, seed=2, watch=steps(60), aim=Aim(first=first, kept=into(again)))
    begun = {squad_id: tuple(calls) for squad_id, calls in again[0].items()}
    assert all(set(routes[squad_id]) <= set(calls) for squad_id, calls in begun.items())


def test_pairs_of_a_large_sweep_are_struck_together_or_left_alone(problem: Problem) -> None:
    asked = tied(problem)
    kept: list[Free] = []
    made = planner.plan(asked, seed=1, watch=steps(80), aim=Aim(kept=into(kept)))
    assert faults(asked, made.proposal) == []
    at = {visit.target_id: visit.arrive for route in made.proposal.routes for visit in route.visits}
    for pair in asked.pairs:
        both = [at[one] for one in (pair.one_id, pair.other_id) if one in at]
        assert len(both) != 1
        assert not both or max(both) - min(both) <= pair.within
    assert len(kept) > 2


def test_squads_late_too_often_leave_out_whoever_is_missed_least(problem: Problem) -> None:
    asked = tied(problem)
    work, held = pairing.struck(asked, pairing.free_of(asked, planner.plan(problem, seed=1, watch=steps(20)).proposal))
    short = replace(asked, squads=tuple(replace(one, end=max(r.back for r in held.routes)) for one in asked.squads))
    narrow = replace(work, squads=short.squads)
    before = planner.expected(short, held, seed=9)
    eased = easing.eased(short, narrow, held, seed=3)
    after = planner.expected(short, eased, seed=9)
    assert after.late <= before.late
    assert after.late <= 0.13
    ids = {one for pair in asked.pairs for one in (pair.one_id, pair.other_id)}
    met = [{visit.target_id for route in one.routes for visit in route.visits} for one in (held, eased)]
    assert met[1] <= met[0]
    assert met[0] & ids == met[1] & ids
