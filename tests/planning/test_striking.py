"""Two who would warn one another are visited within minutes of each other, or neither of them."""

from app.sweeps.planning import Problem, striking
from app.sweeps.planning.arrays import compiled
from app.sweeps.planning.portfolio import Aim
from app.sweeps.planning.slots import slotted
from bench.planning.generator import make
from bench.planning.sweep_files import of_raw
from tests.support.watches import steps

QUICK = Aim(columns=300, scenarios=60, effort=0.1, searched=0.3, stirs=False)


def drawn(targets: int, squads: int, seed: int) -> Problem:
    """A problem with pairs."""
    return of_raw("drawn", make(targets, squads, seed)).paired


def test_every_pair_is_struck_within_its_time_or_left_alone() -> None:
    problem = drawn(20, 3, 3)
    made = striking.plan(problem, seed=1, watch=steps(30), aim=QUICK)
    told = striking.strikes(problem, made)
    assert len(told) == len(problem.pairs)
    assert not any(one.one_sided for one in told)
    assert all(one.apart is None or one.apart <= 600 for one in told)
    assert any(one.apart is not None for one in told)
    assert all(made.arrays.keeps(squad, tour) for squad, tour in enumerate(made.tours))


def test_two_in_the_same_slot_or_in_neighbouring_ones_are_close_enough() -> None:
    problem = drawn(30, 4, 3)
    slots = slotted(problem, compiled(problem))
    a = slots.arrays
    first = {mark: node for node, mark in enumerate(a.marks) if mark}
    assert first
    for mark, node in first.items():
        for answer in a.answers[mark] & set(first):
            mate = first[answer]
            assert max(a.closes[node], a.closes[mate]) - min(a.opens[node], a.opens[mate]) <= 600


def test_the_paired_are_found_by_the_clock_alone() -> None:
    problem = drawn(30, 4, 3)
    slots = slotted(problem, compiled(problem))
    paired = {target for pair in slots.pairs for target in pair}
    for node in range(slots.arrays.nodes):
        if int(slots.arrays.target[node]) in paired and slots.slot[node] < 0:
            assert not slots.arrays.able[:, node].any()
