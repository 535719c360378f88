"""The rest of the morning: what a squad is on its way to stays, what changes is told."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.sweeps.planning import Call, PlanProposal, Problem, planner, times
from app.sweeps.planning import greedy as first_plan
from app.sweeps.planning.check import faults
from app.sweeps.planning.replan import Difference, Kind, Position, Seen, differences, replan, rest_of_day
from app.sweeps.planning.searching import never
from bench.planning import mutations
from bench.planning.generator import make
from bench.planning.routing_files import toptw_cases
from bench.planning.runs import EIGHT, morning
from bench.planning.sweep_files import SweepFile, of_raw
from tests.support.watches import lot, steps


@pytest.fixture(scope="module")
def planned() -> tuple[SweepFile, PlanProposal]:
    file = of_raw("drawn", make(30, 4, 2))
    return file, first_plan.fill(file.problem, {}, never)


def at_eight(planned: tuple[SweepFile, PlanProposal]) -> tuple[Problem, list[Position], Seen]:
    positions, seen = morning(*planned, EIGHT, lot(1))
    return rest_of_day(planned[0].problem, positions, seen), positions, seen


def test_whoever_a_squad_is_on_its_way_to_stays_its_next_stop(planned: tuple[SweepFile, PlanProposal]) -> None:
    rest, positions, _ = at_eight(planned)
    made = replan(rest, planned[1], seed=1, watch=steps(60)).proposal
    first = {route.squad_id: route.calls[0] for route in made.routes if route.calls}
    assert all(first[one.squad_id] == one.committed for one in positions if one.committed)
    assert faults(rest, made) == []


def test_who_is_done_is_not_visited_again_and_who_was_missed_not_there_at_the_same_hours(
    planned: tuple[SweepFile, PlanProposal],
) -> None:
    rest, _, seen = at_eight(planned)
    assert seen.done.isdisjoint(rest.target)
    call, when = seen.missed[0]
    door = rest.target[call.target_id].doors[call.door]
    assert door.chance == 0 or door.window.closes < when


def ids_of(proposal: PlanProposal) -> set[UUID]:
    return {visit.target_id for route in proposal.routes for visit in route.visits}


def test_of_a_pair_half_met_the_other_is_planned_alone_and_of_one_half_missed_both_or_neither() -> None:
    file = of_raw("drawn", make(30, 4, 2))
    made = planner.plan(file.paired, seed=1, watch=steps(60)).proposal
    placed = ids_of(made)
    met, missed = [pair for pair in file.pairs if {pair.one_id, pair.other_id} <= placed][:2]
    call = next(one for route in made.routes for one in route.calls if one.target_id == missed.one_id)
    _, positions, _ = at_eight((file, made))
    under_way = [replace(one, committed=None) for one in positions]
    rest = rest_of_day(file.paired, under_way, Seen(frozenset({met.one_id}), ((call, 3_600),)))
    again = replan(rest, made, seed=1, watch=steps(60)).proposal
    assert met not in rest.pairs
    assert missed in rest.pairs
    assert faults(rest, again) == []
    assert met.other_id in ids_of(again)
    assert len({missed.one_id, missed.other_id} & ids_of(again)) != 1


def test_a_squad_that_broke_down_drives_no_more(planned: tuple[SweepFile, PlanProposal]) -> None:
    _, positions, seen = at_eight(planned)
    gone = Position(positions[0].squad_id, positions[0].now, positions[0].place, positions[0].committed, out=True)
    rest = rest_of_day(planned[0].problem, [gone, *positions[1:]], seen)
    made = replan(rest, planned[1], seed=1, watch=steps(60)).proposal
    assert gone.squad_id not in {route.squad_id for route in made.routes}
    assert faults(rest, made) == []


def test_the_difference_names_who_is_added_dropped_given_away_and_sought_elsewhere(
    planned: tuple[SweepFile, PlanProposal],
) -> None:
    problem = planned[0].problem
    one, other = problem.squads[:2]
    a, b, c, d = (target.id for target in problem.targets[:4])
    before = [times(problem, one, [Call(a), Call(b)]), times(problem, other, [Call(c)])]
    after = [times(problem, one, [Call(a, 1), Call(d)]), times(problem, other, [Call(b)])]
    assert differences(before, after) == [
        Difference(Kind.DOOR, a, one.id, one.id),
        Difference(Kind.SQUAD, b, one.id, other.id),
        Difference(Kind.DROPPED, c, other.id, None),
        Difference(Kind.ADDED, d, None, one.id),
    ]


def test_another_order_alone_is_no_difference(planned: tuple[SweepFile, PlanProposal]) -> None:
    problem = planned[0].problem
    calls = [Call(target.id) for target in problem.targets[:3]]
    there, back = (times(problem, problem.squads[0], order) for order in (calls, calls[::-1]))
    assert differences([there], [back]) == []


def test_every_bad_plan_made_out_of_a_good_one_is_rejected() -> None:
    drawing = lot(3)
    goods = [mutations.good(drawing, number) for number in range(6)]
    assert all(not faults(*good) for good in goods)
    for _ in range(400):
        problem, proposal = drawing.choice(goods)
        name, bad = mutations.mutated(drawing, problem, proposal)
        assert bad is None or faults(problem, bad), name


def test_a_plan_by_hand_is_expected_to_bring_something(planned: tuple[SweepFile, PlanProposal]) -> None:
    assert planner.expected(planned[0].problem, planned[1]).found > 3


def test_best_csv_tells_the_number_of_tours_by_name_or_column_and_else_the_file_does(tmp_path: Path) -> None:
    (tmp_path / "r1.txt").write_text(
        "4 3 2 1\n0 100\n0 0 0 0 0 0 0 0 100\n1 3 4 1 7 0 0 0 50\n2 0 5 1 8 0 0 0 50\n", "utf-8"
    )
    (tmp_path / "best.csv").write_text("file,best\nr1_m2,15\n", "utf-8")
    assert [(path.stem, tours, best) for path, tours, best in toptw_cases(tmp_path, None)] == [("r1", 2, 15.0)]
    (tmp_path / "best.csv").write_text("file,best,m\nr1.txt,15,1\n", "utf-8")
    assert [tours for _, tours, _ in toptw_cases(tmp_path, None)] == [1]
    (tmp_path / "best.csv").unlink()
    assert [(tours, best) for _, tours, best in toptw_cases(tmp_path, None)] == [(3, 15.0)]


@pytest.mark.parametrize("left", [0, 60, 599])
def test_a_squad_with_less_than_ten_minutes_left_does_not_break_the_plan_of_the_others(
    planned: tuple[SweepFile, PlanProposal], left: int
) -> None:
    problem = planned[0].problem
    squad = problem.squads[0]
    short = replace(problem, squads=(replace(squad, end=squad.start + left), *problem.squads[1:]))
    made = replan(short, planned[1], seed=1, watch=steps(20)).proposal
    assert faults(short, made) == []
    assert made.placed > 0
