"""What stands on a map: addresses with the people and cases they belong to, as marks and as columns of JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import missing
from app.cases import queries as cases
from app.cases.rules import Category, Standing
from app.cases.views import CaseBrief
from app.places import queries as places
from app.places.queries import AddressView
from app.sweeps import queries as sweeps
from app.sweeps.views import RouteView, SweepView
from maps.points import Point
from maps.signs import shape_of
from routes.words import sentences

SOUGHT: Final = frozenset(Standing) - {Standing.APPLICANT, Standing.AGENT}
MEASURES: Final = ("serve", "compel", "detain", "persuade")
LEVELS: Final = ("door", "group", "village", "township")
CATEGORIES: Final = (Category.OTHER, Category.FINANCE, Category.LIVELIHOOD, Category.ENTERPRISE, Category.WAGES)
"""By the number of their colour; grey is the first."""


@dataclass(frozen=True)
class Mark:
    """One address on the map. `sort` is the planned measure, or how well the place is known; `colour` a squad or category."""

    address: AddressView
    person: str
    case: CaseBrief
    sort: str
    colour: int


def of_scope(session: Session, actor: Actor) -> list[Mark]:
    """Every address of everybody sought in the cases he may see."""
    briefs = cases.briefs(session, actor.scope, cases.all_ids(session, actor.scope))
    first: dict[UUID, tuple[str, CaseBrief]] = {}
    for case in briefs.values():
        for party in case.parties:
            if party.standing in SOUGHT:
                first.setdefault(party.person.id, (party.person.name, case))
    found = places.addresses_of(session, first)
    return [
        Mark(address, *first[person_id], address.level, CATEGORIES.index(Category(first[person_id][1].category)))
        for person_id, several in found.items()
        for address in several
    ]


def of_sweep(session: Session, actor: Actor, sweep: SweepView) -> list[Mark]:
    """The addresses a sweep goes to."""
    targets = sweeps.targets(session, actor.scope, sweep.id)
    squads = {squad.id: squad.position for squad in sweeps.squads(session, sweep.id)}
    briefs = cases.briefs(session, actor.scope, [target.case_id for target in targets])
    return [
        Mark(
            target.address,
            target.person.name,
            briefs[target.case_id],
            target.measure,
            squads.get(target.squad_id, 0) if target.squad_id else 0,
        )
        for target in targets
        if target.address
    ]


def columns(marks: Sequence[Mark]) -> dict[str, list[Any]]:
    """The marks that have a position, as columns."""
    known = [(mark, mark.address.point) for mark in marks if mark.address.point]
    return {
        "ids": [str(mark.address.id) for mark, _ in known],
        "lat": [round(point.lat, 6) for _, point in known],
        "lon": [round(point.lon, 6) for _, point in known],
        "measure": [mark.sort for mark, _ in known],
        "squad": [mark.colour for mark, _ in known],
        "radius_m": [mark.address.radius_m for mark, _ in known],
        "level": [mark.address.level for mark, _ in known],
    }


def ways(routes: Sequence[RouteView], door: Point) -> dict[str, list[Any]]:
    """The way of each squad as columns: from the court's door over its stops and back; a stop without a place is left out."""
    stops = [
        [(str(stop.address.id), stop.address.point) for stop in route.stops if stop.address.point] for route in routes
    ]
    lines = [[(None, door), *line, (None, door)] if line else [] for line in stops]
    return {
        "squad": [route.squad.position for route in routes],
        "lat": [[point.lat for _, point in line] for line in lines],
        "lon": [[point.lon for _, point in line] for line in lines],
        "ids": [[stop_id for stop_id, _ in line] for line in lines],
    }


def legend_of_scope(marks: Sequence[Mark]) -> dict[str, list[dict[str, Any]]]:
    """What shapes and colours mean on the map of all cases; only what is there is named."""
    there = {mark.colour for mark in marks}
    named = [
        {"number": number, "label": sentences.label("category", category)}
        for number, category in enumerate(CATEGORIES)
        if number in there
    ]
    return {"measures": _signs("place_level", "level_sign", LEVELS, marks), "squads": named}


def legend_of_sweep(session: Session, sweep: SweepView, marks: Sequence[Mark]) -> dict[str, list[dict[str, Any]]]:
    """What shapes and colours mean on the map of a sweep."""
    named = [{"number": squad.position, "label": squad.name} for squad in sweeps.squads(session, sweep.id)]
    if any(mark.colour == 0 for mark in marks):
        named.append({"number": 0, "label": sentences.label("map_squad", "none")})
    return {"measures": _signs("map_measure", "measure_sign", MEASURES, marks), "squads": named}


def address_of(session: Session, actor: Actor, address_id: UUID) -> tuple[AddressView, list[CaseBrief]]:
    """An address and the cases of its person that he may see; none of them means it is missing."""
    address = places.address(session, address_id)
    ids = cases.case_ids_of_person(session, actor.scope, address.person_id)
    if not ids:
        raise missing("address")
    briefs = cases.briefs(session, actor.scope, ids)
    return address, sorted(briefs.values(), key=lambda case: case.number)


def _signs(words: str, signs: str, order: Sequence[str], marks: Sequence[Mark]) -> list[dict[str, Any]]:
    there = {mark.sort for mark in marks}
    return [
        {
            "code": code,
            "shape": shape_of(place),
            "sign": sentences.label(signs, code),
            "label": sentences.label(words, code),
        }
        for place, code in enumerate(order)
        if code in there
    ]
