"""A roster by CP-SAT. Cars of one size are alike: the search counts them, and they get their plates afterwards.

When there is none, the rules are let go one after the other until it is known which contradict each other, and the search
is asked for the smallest mend. One thread, a fixed seed and a limit that no clock measures: the same question, the same answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app.law import officers
from app.sweeps.roster import (
    Candidate,
    Outing,
    RosterAnswer,
    RosterProblem,
    RosterRule,
    Short,
    Wanted,
    has_power,
    leader_of,
    short_equipment,
)
from app.sweeps.rules import Car, Officer

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

EFFORT: Final = 0.3
"""How long to improve a roster, in the library's own steady measure (about seconds)."""
ENOUGH: Final = 5.0
"""How long to look for the first one: far longer than any court needs."""
PRICES: Final = {RosterRule.APART: 3, RosterRule.FIXED: 2}
"""What letting go of a rule costs beside one person, one car or one seat (1)."""
Key = tuple[RosterRule, int | None]


class _Outcome(Enum):
    """What a search came to."""

    FOUND = 1
    NONE = 2
    UNDECIDED = 3


@dataclass
class _Model:
    """The model in the making: who rides where, which size of car, and one switch for each rule of each day."""

    problem: RosterProblem
    lenient: bool
    """Whether rules may be broken at a price, so as to find the smallest mend."""
    cp: "cp_model.CpModel"
    rides: dict[tuple[UUID, UUID, int], "cp_model.IntVar"] = field(default_factory=dict)
    sizes: dict[tuple[int, UUID, int], "cp_model.IntVar"] = field(default_factory=dict)
    switches: dict[Key, "cp_model.IntVar"] = field(default_factory=dict)
    gaps: list[tuple[RosterRule, int, str, tuple[str, ...], "cp_model.IntVar"]] = field(default_factory=list)

    def crew(self, squad: Wanted, day: int, chosen: Callable[[Officer], bool]) -> list[Any]:
        """The variables of those of a kind who may ride with a squad on a day."""
        return [
            self.rides[one.id, squad.id, day]
            for one in self.problem.candidates
            if (one.id, squad.id, day) in self.rides and chosen(one.officer)
        ]

    def seats(self, squad: Wanted, day: int) -> Any:
        """How many seats the squad's car has."""
        return sum(size * var for (size, of, on), var in self.sizes.items() if of == squad.id and on == day)

    def at_least(self, key: Key, squad: Wanted, terms: Any, least: Any, names: tuple[str, ...] = ()) -> None:
        """A rule: held under its switch, or, where that is asked, with a gap that has its price."""
        rule, day = key
        if self.lenient:
            gap = self.cp.new_int_var(0, 100, "")
            self.gaps.append((rule, day or 0, squad.name, names, gap))
            self.cp.add(terms + gap >= least)
        else:
            switch = self.switches.setdefault(key, self.cp.new_bool_var(f"{rule}:{day}"))
            self.cp.add(terms >= least).only_enforce_if(switch)


def solve(problem: RosterProblem, *, seed: int = 0, effort: float = EFFORT) -> RosterAnswer:
    """The best roster found, or the rules that cannot be kept together and what would mend it."""
    lacking = short_equipment(problem)
    if lacking:
        return RosterAnswer((), tuple((one.rule, one.day) for one in lacking), tuple(lacking))
    model = _model(problem, lenient=False)
    first, outcome = _run(model, seed, ENOUGH, held=list(model.switches))
    if outcome is _Outcome.NONE:
        return RosterAnswer((), tuple(_conflict(model, seed)), tuple(_mends(problem, seed)))
    if outcome is _Outcome.UNDECIDED:
        return RosterAnswer(())
    for var in (*model.rides.values(), *model.sizes.values()):
        model.cp.add_hint(var, first.value(var))
    model.cp.minimize(_cost(model))
    better, improved = _run(model, seed, effort, held=list(model.switches))
    return RosterAnswer(_outings(model, better if improved is _Outcome.FOUND else first))


def _model(problem: RosterProblem, *, lenient: bool) -> _Model:
    from ortools.sat.python import cp_model  # noqa: PLC0415 - loads where it is used

    model = _Model(problem, lenient, cp_model.CpModel())
    for day in range(problem.days):
        free = problem.free_on(day)
        for squad in problem.squads:
            _offer(model, squad, day, free)
        for one in free:
            model.cp.add_at_most_one(
                [model.rides[one.id, squad.id, day] for squad in problem.squads if one.id not in squad.barred]
            )
        for size in {car.seats for car in problem.cars}:
            owned = sum(car.seats == size for car in problem.cars)
            model.cp.add(sum(model.sizes[size, squad.id, day] for squad in problem.squads) <= owned)
        for squad in problem.squads:
            _rules(model, squad, day)
    return model


def _offer(model: _Model, squad: Wanted, day: int, free: Iterable[Candidate]) -> None:
    for one in free:
        if one.id not in squad.barred:
            model.rides[one.id, squad.id, day] = model.cp.new_bool_var("")
    for size in {car.seats for car in model.problem.cars}:
        model.sizes[size, squad.id, day] = model.cp.new_bool_var("")
    mine = [var for (_, of, on), var in model.sizes.items() if of == squad.id and on == day]
    model.cp.add_at_most_one(mine)


def _rules(model: _Model, squad: Wanted, day: int) -> None:
    """What the squad must have that day. The law's numbers come from the law."""
    everybody = model.crew(squad, day, lambda _: True)
    wanted = (
        (RosterRule.PEOPLE, everybody, squad.least),
        (RosterRule.LEADER, model.crew(squad, day, lambda one: one.kind in officers.LEADING_KINDS), 1),
        (
            RosterRule.QUESTIONING,
            model.crew(squad, day, lambda one: one.kind in officers.ENFORCEMENT_KINDS),
            officers.QUESTIONING_OFFICERS,
        ),
        (RosterRule.POLICE, model.crew(squad, day, lambda one: one.kind in officers.CUSTODY_KINDS), squad.police),
        (RosterRule.WOMAN, model.crew(squad, day, lambda one: one.sex == "female" and has_power(one)), squad.women),
        (RosterRule.DRIVER, model.crew(squad, day, lambda one: one.drives), 1),
        (RosterRule.CAR, [v for (_, of, on), v in model.sizes.items() if of == squad.id and on == day], 1),
    )
    for rule, terms, least in wanted:
        if least:
            model.at_least((rule, day), squad, sum(terms), least)
    model.at_least((RosterRule.SEATS, day), squad, model.seats(squad, day), sum(everybody) + squad.free_seats)
    _by_hand(model, squad, day)


def _by_hand(model: _Model, squad: Wanted, day: int) -> None:
    """Who rides apart, and what was fixed."""
    names = {one.id: one.officer.name for one in model.problem.candidates}
    for a, b in model.problem.apart:
        pair = [model.rides[one, squad.id, day] for one in (a, b) if (one, squad.id, day) in model.rides]
        if len(pair) > 1:
            model.at_least((RosterRule.APART, day), squad, -sum(pair), -1, (names[a], names[b]))
    for one in model.problem.fixed:
        if one.squad_id == squad.id and (one.officer_id, squad.id, day) in model.rides:
            rides = model.rides[one.officer_id, squad.id, day]
            model.at_least((RosterRule.FIXED, day), squad, rides, 1, (names[one.officer_id],))
    car = next((one for one in model.problem.cars if one.id == model.problem.fixed_cars.get(squad.id)), None)
    if car:
        model.at_least((RosterRule.FIXED, day), squad, model.sizes[car.seats, squad.id, day], 1, (car.plate,))


def _cost(model: _Model) -> Any:
    """Few people, those who went least of late, and the same people on every day."""
    turns = {one.id: one.turns for one in model.problem.candidates}
    cost: list[Any] = [var * (4 + min(turns[who], 8)) for (who, _, _), var in model.rides.items()]
    for (who, squad_id, day), var in model.rides.items():
        before = model.rides.get((who, squad_id, day - 1))
        if day and before is not None:
            changed = model.cp.new_bool_var("")
            model.cp.add(changed >= var - before)
            cost.append(changed * 2)
    cost += [var * size for (size, _, _), var in model.sizes.items()]
    return sum(cost)


def _run(model: _Model, seed: int, effort: float, held: Iterable[Key]) -> tuple["cp_model.CpSolver", _Outcome]:
    from ortools.sat.python import cp_model  # noqa: PLC0415 - loads where it is used

    kept = set(held)
    asked = model.cp.clone()
    for key, switch in model.switches.items():
        asked.add(switch == (key in kept))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(asked)
    if status == cp_model.INFEASIBLE:
        return solver, _Outcome.NONE
    return solver, _Outcome.FOUND if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else _Outcome.UNDECIDED


def _conflict(model: _Model, seed: int) -> list[Key]:
    """A smallest set of rules that cannot be kept together: let go of each whose absence changes nothing."""
    kept = list(model.switches)
    for key in list(model.switches):
        rest = [one for one in kept if one != key]
        if _run(model, seed, EFFORT, held=rest)[1] is _Outcome.NONE:
            kept = rest
    return kept


def _mends(problem: RosterProblem, seed: int) -> list[Short]:
    """What is missing at the least, rule by rule and day by day."""
    model = _model(problem, lenient=True)
    model.cp.minimize(sum(gap * PRICES.get(rule, 1) for rule, _, _, _, gap in model.gaps))
    solver, outcome = _run(model, seed, EFFORT, held=())
    if outcome is not _Outcome.FOUND:
        return []
    carless = {(day, squad) for rule, day, squad, _, gap in model.gaps if rule == RosterRule.CAR and solver.value(gap)}
    told: dict[tuple[RosterRule, int, tuple[str, ...]], tuple[int, list[str]]] = {}
    for rule, day, squad, names, gap in model.gaps:
        missing = solver.value(gap)
        if missing and not (rule == RosterRule.SEATS and (day, squad) in carless):
            so_far, squads = told.get((rule, day, names), (0, []))
            told[rule, day, names] = (so_far + missing, [*squads, squad])
    return [Short(rule, day, missing, tuple(squads), names) for (rule, day, names), (missing, squads) in told.items()]


def _outings(model: _Model, solver: "cp_model.CpSolver") -> tuple[Outing, ...]:
    problem = model.problem
    outings = []
    given: dict[UUID, Car] = {}
    for day in range(problem.days):
        sizes = {of: size for (size, of, on), var in model.sizes.items() if on == day and solver.value(var)}
        given = _plates(problem, sizes, given)
        for squad in problem.squads:
            members = tuple(
                one.officer
                for one in problem.candidates
                if (one.id, squad.id, day) in model.rides and solver.value(model.rides[one.id, squad.id, day])
            )
            leader = leader_of(members)
            order = tuple(sorted(members, key=lambda one: (one.id != leader, one.kind, one.name, str(one.id))))
            outings.append(Outing(squad.id, day, order, leader, given.get(squad.id)))
    return tuple(outings)


def _plates(problem: RosterProblem, sizes: dict[UUID, int], before: dict[UUID, Car]) -> dict[UUID, Car]:
    """Which car each squad gets: what was fixed, then the car of the day before, then the next plate of its size."""
    by_id = {one.id: one for one in problem.cars}
    found: dict[UUID, Car] = {}
    for wish in (
        {squad: by_id[car] for squad, car in problem.fixed_cars.items() if car in by_id},
        before,
    ):
        for squad_id, size in sizes.items():
            car = wish.get(squad_id)
            if car and squad_id not in found and car.seats == size and car not in found.values():
                found[squad_id] = car
    for squad_id, size in sizes.items():
        if squad_id not in found:
            free = [car for car in problem.cars if car.seats == size and car not in found.values()]
            found[squad_id] = min(free, key=lambda one: one.plate)
    return found
