"""The best set of tours out of many: CP-SAT chooses. The only file that knows the library; it loads where it is used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

PER_MILLE: Final = 1000
MOST: Final = 600
"""Columns among which whole numbers are sought."""


@dataclass(frozen=True, slots=True)
class Column:
    """A tour to choose: the kind of squad that can drive it, whom it visits, what it is worth, how often it is late."""

    kind: int
    targets: frozenset[int]
    value: int
    late: int = 0
    """Per mille of mornings."""


@dataclass(frozen=True)
class Choice:
    """What may be chosen: columns of each kind up to its number, every target once at most, lateness in all."""

    columns: Sequence[Column]
    squads: Sequence[int]
    """How many squads of each kind there are."""
    required: frozenset[int] = frozenset()
    late: int | None = None
    """Per mille, all squads added up; None: as it comes."""


def pack(choice: Choice, *, hint: Sequence[int] = (), effort: float = 1.0, seed: int = 0) -> list[int]:
    """The columns that are worth most together; never worth less than the hinted ones when those may be chosen.

    `effort` is counted in the library's own measure, which is the same on every machine, about a second each.
    """
    few = sorted({*hint, *promising(choice)})
    found = _packed(
        replace(choice, columns=[choice.columns[one] for one in few]), [few.index(one) for one in hint], effort, seed
    )
    chosen = [few[one] for one in found]
    return max(chosen, list(hint), key=lambda many: worth(choice, many)) if allowed(choice, hint) else chosen


def promising(choice: Choice, most: int = MOST) -> list[int]:
    """The columns that a fractional choice would use or nearly use: by what each lacks at the prices of that choice."""
    if len(choice.columns) <= most:
        return list(range(len(choice.columns)))
    from ortools.linear_solver import pywraplp  # noqa: PLC0415 - loads where it is used

    solver = pywraplp.Solver.CreateSolver("GLOP")
    chosen = [solver.NumVar(0, 1, "") for _ in choice.columns]
    rows: dict[tuple[str, int], Any] = {}
    for column, one in zip(choice.columns, chosen, strict=True):
        solver.Objective().SetCoefficient(one, column.value)
        keys = [("kind", column.kind), *(("target", target) for target in sorted(column.targets))]
        for key in keys:
            if key not in rows:
                rows[key] = solver.Constraint(
                    1 if key[0] == "target" and key[1] in choice.required else 0,
                    choice.squads[column.kind] if key[0] == "kind" else 1,
                )
            rows[key].SetCoefficient(one, 1)
    if choice.late is not None:
        late = solver.Constraint(0, choice.late)
        for column, one in zip(choice.columns, chosen, strict=True):
            late.SetCoefficient(one, column.late)
    solver.Objective().SetMaximization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return list(range(most))
    lacks = [-one.reduced_cost() for one in chosen]
    return sorted(range(len(chosen)), key=lambda one: (lacks[one], one))[:most]


def _packed(choice: Choice, hint: Sequence[int], effort: float, seed: int) -> list[int]:
    from ortools.sat.python import cp_model  # noqa: PLC0415 - loads where it is used

    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in choice.columns]
    _bind(model, choice, chosen)
    model.maximize(sum(column.value * one for column, one in zip(choice.columns, chosen, strict=True)))
    for number, one in enumerate(chosen):
        model.add_hint(one, number in set(hint))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    state = solver.solve(model)
    if state not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return list(hint)
    return [number for number, one in enumerate(chosen) if solver.value(one)]


def _bind(model: "cp_model.CpModel", choice: Choice, chosen: Sequence[Any]) -> None:
    """Give the model the rules of the choice."""
    of_kind: dict[int, list[Any]] = {}
    of_target: dict[int, list[Any]] = {}
    for column, one in zip(choice.columns, chosen, strict=True):
        of_kind.setdefault(column.kind, []).append(one)
        for target in column.targets:
            of_target.setdefault(target, []).append(one)
    for kind, many in of_kind.items():
        model.add(sum(many) <= choice.squads[kind])
    for target, many in of_target.items():
        if target in choice.required:
            model.add_exactly_one(many)
        else:
            model.add_at_most_one(many)
    if choice.late is not None:
        model.add(sum(column.late * one for column, one in zip(choice.columns, chosen, strict=True)) <= choice.late)


def worth(choice: Choice, many: Sequence[int]) -> int:
    """The value of these columns together."""
    return sum(choice.columns[number].value for number in many)


def allowed(choice: Choice, many: Sequence[int]) -> bool:
    """Whether these columns may be chosen together."""
    columns = [choice.columns[number] for number in many]
    visited = [target for column in columns for target in column.targets]
    return (
        len(visited) == len(set(visited))
        and choice.required <= set(visited)
        and all(sum(column.kind == kind for column in columns) <= count for kind, count in enumerate(choice.squads))
        and (choice.late is None or sum(column.late for column in columns) <= choice.late)
    )
