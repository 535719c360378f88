"""What a sweep lacks before its routes can be proposed: all of it at once and by name, before anybody searches."""

from collections.abc import Iterator
from typing import Final

from app.base.refusal import Fault, Kind, Refusal
from app.sweeps import planning
from app.sweeps.lacking import locks_lacking
from app.sweeps.planning import Problem, Reason
from app.sweeps.queries_routes import Loaded

NAMED: Final = 20
"""So many people are named; of more the number is told."""
UNREACHED: Final = {
    Reason.NO_POSITION: "sweeps.unreached_place",
    Reason.NO_SQUAD: "sweeps.unreached_crew",
    Reason.HOURS: "sweeps.unreached_hours",
}


def require_plannable(loaded: Loaded, problem: Problem) -> None:
    """Refuse what cannot be planned: with its own sentence what is wrong alone, else a list of everything."""
    wrong = [*_missing(loaded, problem), *(_locks(loaded, problem) if loaded.squads else ())]
    if not wrong and not problem.locks:
        wrong = [*_reach(loaded, problem)]
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        faults = tuple(fault for no in wrong for fault in (_as_fault(no), *no.faults))
        raise Refusal("sweeps.not_plannable", Kind.CONFLICT, faults=faults, count=len(wrong))


def _as_fault(no: Refusal) -> Fault:
    return Fault("", no.code, tuple(no.facts.items()))


def _missing(loaded: Loaded, problem: Problem) -> Iterator[Refusal]:
    """Squads, targets, somebody whose place is known."""
    if not loaded.squads:
        yield Refusal("sweeps.no_squads", Kind.CONFLICT)
    if not problem.targets:
        yield Refusal("sweeps.no_targets", Kind.CONFLICT)
    elif not any(door.known for target in problem.targets for door in target.doors):
        yield Refusal("sweeps.nothing_to_plan", Kind.CONFLICT)


def _locks(loaded: Loaded, problem: Problem) -> Iterator[Refusal]:
    """Stops that hands locked where they cannot be."""
    unable = locks_lacking(loaded)
    if unable:
        yield Refusal("sweeps.lock_unable", Kind.CONFLICT, faults=tuple(unable))
    late = []
    for squad in loaded.squads:
        fixed = planning.weave((), problem.locks_of(squad.id))
        if not planning.times(problem, problem.squad[squad.id], fixed).on_time:
            late.append(Fault(squad.name, "sweeps.locks_late", (("squad", squad.name),)))
    if late:
        yield Refusal("sweeps.locks_contradict", Kind.CONFLICT, faults=tuple(late))


def _reach(loaded: Loaded, problem: Problem) -> Iterator[Refusal]:
    """No squad can be at anybody's door and back in time: an empty plan would not say why."""
    from app.sweeps.planning.demands import Lack, troubles  # noqa: PLC0415 - loads where it is used

    if any(one.lack is Lack.UNREACHABLE for one in troubles(problem)):
        sweep = loaded.sweep
        yield Refusal(
            "sweeps.nobody_reached",
            Kind.CONFLICT,
            faults=tuple(_unreached(loaded, problem)),
            starts=f"{sweep.starts_at.beijing:%H:%M}",
            ends=f"{sweep.ends_at.beijing:%H:%M}",
        )


def _unreached(loaded: Loaded, problem: Problem) -> Iterator[Fault]:
    """Of each person what keeps the squads from him."""
    for target in problem.targets[:NAMED]:
        one = loaded.targets[target.id]
        code = UNREACHED.get(planning.reason(problem, target), "sweeps.unreached_time")
        yield Fault("", code, (("name", one.person.name),))
    if len(problem.targets) > NAMED:
        yield Fault("", "sweeps.unreached_more", (("count", len(problem.targets) - NAMED),))
