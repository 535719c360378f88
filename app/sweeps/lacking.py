"""Why a squad may not take a target: somebody must recuse himself, or people or seats are missing. Each reason with what it is about."""

from collections.abc import Iterator
from uuid import UUID

from app.base.refusal import Fault
from app.sweeps import rules
from app.sweeps.queries_routes import Loaded
from app.sweeps.rules import Ability
from app.sweeps.views import SquadView

PEOPLE = {Ability.POLICE: "sweeps.unable_police", Ability.WOMAN: "sweeps.unable_woman"}


def lacking(loaded: Loaded, squad: SquadView, target_id: UUID) -> list[Fault]:
    """Every reason, named by the squad; empty for a squad that may go."""
    return list(_lacks(loaded, squad, target_id))


def locks_lacking(loaded: Loaded) -> list[Fault]:
    """Every reason why a stop that a hand locked may not stay locked where it is."""
    return [
        fault
        for squad in loaded.squads
        for stop in loaded.stops.get(squad.id, [])
        if stop.locked
        for fault in _lacks(loaded, squad, stop.target_id)
    ]


def _lacks(loaded: Loaded, squad: SquadView, target_id: UUID) -> Iterator[Fault]:
    target = loaded.targets[target_id]
    told = (("squad", squad.name), ("target", target.person.name))
    for name in loaded.barred.get(squad.id, {}).get(target_id, ()):
        yield Fault(squad.name, "sweeps.unable_recused", (*told, ("name", name)))
    for ability in sorted(rules.needs(target.measure, target.person.sex) - rules.abilities(squad.members)):
        yield Fault(squad.name, PEOPLE[ability], told)
    least, free = rules.seats(target.measure), squad.crew(()).free_seats
    if free < least:
        yield Fault(squad.name, "sweeps.unable_seats", (*told, ("least", least), ("count", max(free, 0))))
