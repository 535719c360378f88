"""Two who would warn one another are visited within minutes of each other, or neither of them."""

from app.sweeps.planning import striking
from app.sweeps.planning.arrays import compiled
from bench.planning.generator import make
from bench.planning.sweep_files import of_raw
from tests.support.watches import steps


def test_every_pair_is_struck_within_its_time_or_left_alone() -> None:
    problem = of_raw("drawn", make(20, 3, 3)).paired
    made = striking.plan(problem, seed=1, watch=steps(120))
    assert made.one_sided == 0
    assert all(one.apart is None or one.apart <= 600 for one in made.strikes)
    assert len(made.strikes) == len(problem.pairs)
    assert all(made.arrays.keeps(squad, tour) for squad, tour in enumerate(made.tours))


def test_who_is_paired_can_be_visited_in_the_windows_of_his_pair_alone() -> None:
    problem = of_raw("drawn", make(30, 4, 3)).paired
    arrays = compiled(problem)
    tight = striking.windowed(problem, arrays, {})
    number = {one.id: place for place, one in enumerate(problem.targets)}
    paired = {number[one] for pair in problem.pairs for one in (pair.one_id, pair.other_id)}
    for node in range(tight.nodes):
        assert (int(tight.target[node]) in paired) == (tight.marks[node] > 0)
        if tight.marks[node]:
            assert tight.closes[node] - tight.opens[node] <= 600
