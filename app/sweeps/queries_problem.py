"""A sweep as the problem its routes are the answer to: every address a person may be met at, with its chances."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.places import queries as places
from app.places.queries import AddressView
from app.sweeps import doors, planning, queries_planning, rules
from app.sweeps.custody import Custody
from app.sweeps.doors import Spot
from app.sweeps.planning import Lock, Pair, Problem, Table, able
from app.sweeps.presence import Cell, Learned
from app.sweeps.queries_routes import Loaded, crew_of
from app.sweeps.rules import Measure
from app.sweeps.views import TargetView

MOST_TARGETS: Final = 1_500
"""More belong into several sweeps: nobody commands so many doors in one morning."""
WORTH_THE_WAY: Final = 3
"""How much more than planning's own price of a way a court gives for a person: nobody is left out to save petrol."""


def problem(session: Session, loaded: Loaded) -> Problem:
    """All that a proposal of routes is made of. Place 0 is the court; what the visits taught is taken as of the sweep's start."""
    if len(loaded.targets) > MOST_TARGETS:
        raise Refusal("sweeps.too_many", Kind.CONFLICT, count=len(loaded.targets), most=MOST_TARGETS)
    found = spots(session, loaded)
    known = {one.id: one for many in found.values() for one in many}
    place = {one: number for number, one in enumerate(known, 1)}
    custody = Custody(loaded.custody, len(known) + 1)
    seconds, metres = loaded.ways(known.values(), [one.point for one in loaded.custody])
    if loaded.custody:
        seconds, metres = custody.joined(seconds, metres)
    learned = queries_planning.learned(session, loaded.sweep.starts_at)
    knock = loaded.settings.knock_minutes * 60
    targets = tuple(
        _target(
            loaded,
            one,
            [Spot(spot.id, spot.kind, place[spot.id], spot.point is not None) for spot in found[one.id]],
            learned,
            knock,
        )
        for one in loaded.targets.values()
    )
    if loaded.custody:
        targets = tuple(_admitted(one, custody, seconds, loaded.sweep.starts_at) for one in targets)
    crews = tuple(crew_of(one, loaded.shift, frozenset(loaded.barred.get(one.id, ()))) for one in loaded.squads)
    return Problem(
        targets=targets,
        squads=crews,
        seconds=seconds,
        metres=metres,
        locks=tuple(_locks(loaded, {one.id: len(one.doors) - 1 for one in targets})),
        pairs=tuple(_pairs(loaded, targets, crews)),
        custody_place=custody.place if loaded.custody else 0,
    )


def fixed(loaded: Loaded, target_id: UUID) -> bool:
    """Whether no proposal moves his stop: the judge locked it, or nobody knows where it lies."""
    stop, spot = loaded.stop.get(target_id), loaded.spot(target_id)
    return stop is not None and (stop.locked or spot is None or spot.point is None)


def spots(session: Session, loaded: Loaded) -> dict[UUID, list[AddressView]]:
    """By target: his addresses that somebody can place, the one chosen by the judge first, the one of his stop among them."""
    people = places.addresses_of(session, [one.person.id for one in loaded.targets.values()])
    found: dict[UUID, list[AddressView]] = {}
    for target_id, one in loaded.targets.items():
        others = [spot for spot in people.get(one.person.id, ()) if spot.findable and not spot.outside]
        chosen = [spot for spot in (one.address, loaded.spot(target_id)) if spot is not None]
        found[target_id] = list({spot.id: spot for spot in (*chosen, *others)}.values())
    return found


def townships(spots: Mapping[UUID, Sequence[AddressView]]) -> dict[UUID, str]:
    """By address: the township it lies in, of every address a squad may be sent to."""
    return {spot.id: spot.township for many in spots.values() for spot in many if spot.township}


def _target(loaded: Loaded, one: TargetView, spots: list[Spot], learned: Learned, knock_s: int) -> planning.Target:
    held = fixed(loaded, one.id)
    found = doors.doors_of(
        spots,
        starts=loaded.sweep.starts_at,
        span=loaded.span(one.id),
        points=one.weight * WORTH_THE_WAY,
        service_s=one.service_minutes * 60,
        knock_s=knock_s,
        chance=learned.chance,
    )
    if held:
        found = (*found, *_as_it_stands(loaded, one.id, spots, learned))
    home = "".join(one.address.raw.split()) if one.address and one.address.village else ""
    return planning.Target(
        one.id,
        found,
        rules.needs(one.measure, one.person.sex),
        rules.seats(one.measure),
        home,
        taken=one.measure == Measure.COMPEL,
        detained=one.measure == Measure.DETAIN and not held,
    )


def _as_it_stands(
    loaded: Loaded, target_id: UUID, spots: Iterable[Spot], learned: Learned
) -> tuple[planning.Door, ...]:
    """The door of a stop that no proposal moves: its own stay, and the chance at the hour it stands at."""
    stop = loaded.stop[target_id]
    spot = next(one for one in spots if one.address_id == stop.address_id)
    chance = learned.chance(Cell.at(spot.kind, stop.arrive_at.beijing)).p
    door = loaded.hand_door(target_id, spot.place, chance=round(chance, 3))
    return (door,) if door else ()


def _admitted(one: planning.Target, custody: Custody, seconds: Table, starts: Instant) -> planning.Target:
    """Who would be detained before any custody place admits him keeps his squad until it does."""
    if not one.detained:
        return one

    def door(at: planning.Door) -> planning.Door:
        middle = (at.window.opens + at.window.closes) // 2
        return replace(
            at, service=at.service + custody.held(seconds, at.place, doors.moment(starts, middle + at.service))
        )

    return replace(one, doors=tuple(door(at) for at in one.doors))


def _pairs(loaded: Loaded, targets: Sequence[planning.Target], crews: Sequence[planning.Squad]) -> Iterable[Pair]:
    """The strikes that can be struck: both live where somebody can go, and two squads can go there at once."""
    known = {one.id: one for one in targets if any(door.known for door in one.doors)}
    for strike in loaded.strikes:
        one, other = known.get(strike.one_id), known.get(strike.other_id)
        if one and other and any(able(a, one) and able(b, other) for a, b in permutations(crews, 2)):
            yield Pair(strike.one_id, strike.other_id, strike.minutes * 60)


def _locks(loaded: Loaded, last: dict[UUID, int]) -> Iterable[Lock]:
    for squad_id, many in sorted(loaded.stops.items()):
        for stop in many:
            if fixed(loaded, stop.target_id):
                yield Lock(stop.target_id, squad_id, stop.position, last[stop.target_id])
