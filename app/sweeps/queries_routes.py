"""Routes as they stand: the problem behind them, the stops with their times, what is wrong with squads and routes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Scope
from app.base.instant import Instant
from app.base.remembering import remembered
from app.court import queries as court
from app.court.custody_places import CustodyPlace, read_custody_places
from app.places import queries as places
from app.places import roads
from app.places.queries import AddressView
from app.sweeps import doors, planning, queries, queries_duty, queries_planning, queries_strikes, rules, strikes, ways
from app.sweeps.doors import Span, Spot
from app.sweeps.planning import Call, Door, Problem, Route, Table, Visit
from app.sweeps.planning_settings import PlanningSettings
from app.sweeps.rules import SquadFinding, Tone
from app.sweeps.strikes import Strike
from app.sweeps.tables import Member, PlanRun, Squad, Stop, Sweep
from app.sweeps.views import RouteView, SquadView, StopView, SweepView, TargetView, Today
from maps.points import Point

PLAN = "sweeps.plan"
"""The kind of job that proposes routes."""


@dataclass(frozen=True)
class Loaded:
    """A sweep with all that its routes are made of."""

    sweep: SweepView
    targets: dict[UUID, TargetView]
    squads: list[SquadView]
    stops: dict[UUID, list[Stop]]
    """By squad, in order."""
    spots: dict[UUID, AddressView]
    """The addresses that stops lead to."""
    court_door: Point
    settings: PlanningSettings
    roads: dict[tuple[Point, Point], tuple[int, int]]
    """Ways by road that the court's own service answered."""
    strikes: tuple[Strike, ...] = ()
    """Who is to be called on at once."""
    barred: Mapping[UUID, Mapping[UUID, tuple[str, ...]]] = field(default_factory=dict)
    """By squad: the targets it may not take, each with those of its people who are recused in his case."""
    custody: tuple[CustodyPlace, ...] = ()
    """Where detained persons are brought and examined; none: nobody told the court's settings."""

    @cached_property
    def stop(self) -> dict[UUID, Stop]:
        """The stop of each target that is on a route."""
        return {stop.target_id: stop for many in self.stops.values() for stop in many}

    @property
    def shift(self) -> int:
        """Seconds from the sweep's start to its end."""
        return doors.seconds(self.sweep.ends_at, self.sweep.starts_at)

    def order(self, squad_id: UUID) -> list[UUID]:
        """The targets on a squad's route."""
        return [stop.target_id for stop in self.stops.get(squad_id, [])]

    def spot(self, target_id: UUID) -> AddressView | None:
        """Where the route leads for a target: his stop's address, else the first of his."""
        stop = self.stop.get(target_id)
        return self.spots.get(stop.address_id) if stop else self.targets[target_id].address

    def span(self, target_id: UUID) -> Span:
        """When he may be called on, by the judge's own hours and the sweep's."""
        one, begins = self.targets[target_id], self.sweep.starts_at
        opens = doors.seconds(one.open_from, begins) if one.open_from else 0
        closes = doors.seconds(one.open_until, begins) if one.open_until else self.shift
        return Span(max(opens, 0), max(closes, 0))

    def hand_door(self, target_id: UUID, place: int, *, chance: float = 1.0) -> Door | None:
        """The door of his stop as it stands, or as a hand would put it; nothing for one without an address."""
        spot, one, stop = self.spot(target_id), self.targets[target_id], self.stop.get(target_id)
        if spot is None:
            return None
        span = self.span(target_id)
        if stop and stop.opens_at:
            span = Span(max(span.opens, doors.seconds(stop.opens_at, self.sweep.starts_at)), span.closes)
        stay = stop.stay_s if stop and stop.stay_s is not None else one.service_minutes * 60
        here = Spot(spot.id, spot.kind, place, known=spot.point is not None)
        return doors.by_hand(here, span=span, stay_s=stay, points=one.weight, chance=chance)

    def ways(self, spots: Iterable[AddressView], then: Iterable[Point] = ()) -> tuple[Table, Table]:
        """Seconds and metres between the court (place 0), these addresses, and then these points."""
        starts = self.sweep.starts_at
        return ways.tables(
            [
                ways.Spot(self.court_door),
                *(ways.Spot(one.point, one.township) for one in spots),
                *(ways.Spot(one) for one in then),
            ],
            self.settings.travel(starts),
            paces=self.settings.paces,
            known=self.roads,
            slower=self.settings.slower(starts),
        )

    def times(self, squad_id: UUID, order: Iterable[UUID]) -> Route:
        """The times of a squad on these targets in this order; only the ways between these places are measured."""
        squad = next(one for one in self.squads if one.id == squad_id)
        aims = [one for one in order if self.spot(one)]
        seconds, metres = self.ways([spot for one in aims if (spot := self.spot(one))])
        found = [(one, self.hand_door(one, number)) for number, one in enumerate(aims, 1)]
        targets = tuple(planning.Target(one, (door,)) for one, door in found if door)
        way = Problem(targets, (crew_of(squad, self.shift),), seconds, metres)
        return planning.times(way, way.squads[0], [Call(one) for one in aims])


@remembered
def load(session: Session, sweep_id: UUID) -> Loaded:
    """A sweep with its targets, squads and stops."""
    view = queries.sweep(session, sweep_id)
    aims = {one.id: one for one in queries.targets(session, WHOLE_COURT, sweep_id)}
    crews = queries.squads(session, sweep_id)
    stops = _stops(session, sweep_id)
    spots = {one.address.id: one.address for one in aims.values() if one.address}
    elsewhere = {stop.address_id for many in stops.values() for stop in many} - spots.keys()
    spots |= places.by_ids(session, list(elsewhere)) if elsewhere else {}
    profile = court.profile(session)
    door = Point(profile.latitude, profile.longitude)
    settings = queries_planning.settings(session)
    custody = read_custody_places(profile.custody_places)
    ends = [door, *(one.point for one in custody)]
    by_road = roads.known(session, points_of(session, aims.values(), spots.values(), ends)) if settings.by_road else {}
    tied = strikes.strikes_of(list(aims.values()), queries_strikes.told(session, sweep_id), settings.strike_minutes)
    barred = queries_duty.barred(session, crews, {one.id: one.case_id for one in aims.values()})
    return Loaded(view, aims, crews, stops, spots, door, settings, by_road, tied, barred, custody)


def points_of(
    session: Session, aims: Iterable[TargetView], spots: Iterable[AddressView], ends: Iterable[Point]
) -> list[Point]:
    """Every point that a sweep's ways may begin or end at."""
    people = places.addresses_of(session, [one.person.id for one in aims])
    every = [*spots, *(one for many in people.values() for one in many)]
    return list(dict.fromkeys([*ends, *(one.point for one in every if one.point)]))


def every_point(session: Session, sweep_id: UUID) -> list[Point]:
    """Every point that the ways of a sweep may begin or end at: what a road service is asked about."""
    loaded = load(session, sweep_id)
    ends = [loaded.court_door, *(one.point for one in loaded.custody)]
    return points_of(session, loaded.targets.values(), loaded.spots.values(), ends)


def crew_of(one: SquadView, shift: int, barred: frozenset[UUID] = frozenset()) -> planning.Squad:
    """A squad as planning counts it: from the court and back within the sweep's hours; `barred`: whom it may not take.

    One without a vehicle, or with more people than seats, has no seat free.
    """
    return planning.Squad(
        id=one.id,
        start=0,
        end=shift,
        start_place=0,
        end_place=0,
        seats=max(one.crew(()).free_seats, 0),
        abilities=rules.abilities(one.members),
        barred=barred,
    )


def routes(session: Session, scope: Scope, sweep_id: UUID) -> list[RouteView]:
    """Each squad's day. Times are computed while the sweep is planned, and stand as published afterwards."""
    loaded = load(session, sweep_id)
    return [_route(loaded, scope, one) for one in loaded.squads]


def stops_of_squad(session: Session, squad_id: UUID) -> list[StopView]:
    """The stops of one squad in order; the caller has the right to see them."""
    found = queries.squad(session, squad_id)
    return list(next(one for one in routes(session, WHOLE_COURT, found.sweep_id) if one.squad.id == squad_id).stops)


def sweep_of_stop(session: Session, stop_id: UUID) -> UUID | None:
    """To which sweep a stop belongs, if there is such a stop."""
    return session.scalar(select(Squad.sweep_id).join(Stop, Stop.squad_id == Squad.id).where(Stop.id == stop_id))


def today(session: Session, scope: Scope, account_id: UUID, now: Instant) -> Today | None:
    """The published sweep that is on, or comes next, for an officer, with his squad and its stops."""
    asked = (
        select(Sweep.id, Squad.id)
        .join(Squad, Squad.sweep_id == Sweep.id)
        .join(Member, Member.squad_id == Squad.id)
        .where(Member.account_id == account_id, Sweep.published_at.is_not(None))
        .order_by(Sweep.starts_at, Squad.position)
    )
    for sweep_id, squad_id in session.execute(asked):
        view = queries.sweep(session, sweep_id)
        if view.ends_at.day >= now.day:
            route = next(one for one in routes(session, scope, sweep_id) if one.squad.id == squad_id)
            return Today(view, route.squad, route)
    return None


def findings(session: Session, sweep_id: UUID) -> list[SquadFinding]:
    """What is wrong with the squads and routes of a sweep as they stand."""
    return findings_of(load(session, sweep_id))


def findings_of(loaded: Loaded) -> list[SquadFinding]:
    """The same, of a sweep that is loaded already."""
    crews = [
        squad.crew(
            tuple((loaded.targets[one].measure, loaded.targets[one].person.sex) for one in loaded.order(squad.id))
        )
        for squad in loaded.squads
    ]
    placed = {one for squad in loaded.squads for one in loaded.order(squad.id)}
    found = rules.sweep_findings(squads=len(crews), placed=len(placed), targets=len(loaded.targets))
    return [*found, *rules.squad_findings(crews), *_recused(loaded), *_on_the_way(loaded)]


def _recused(loaded: Loaded) -> Iterable[SquadFinding]:
    for squad in loaded.squads:
        barred = loaded.barred.get(squad.id, {})
        for name in dict.fromkeys(name for one in loaded.order(squad.id) for name in barred.get(one, ())):
            yield SquadFinding(squad.id, squad.name, "sweeps.squad.recused", Tone.DANGER, "", {"name": name})


def last_run(session: Session, sweep_id: UUID) -> PlanRun | None:
    """The newest proposal that was taken over."""
    asked = select(PlanRun).where(PlanRun.sweep_id == sweep_id).order_by(PlanRun.at.desc(), PlanRun.id.desc()).limit(1)
    return session.scalar(asked)


def _on_the_way(loaded: Loaded) -> Iterable[SquadFinding]:
    """Who is late where, and which strike the routes would give away."""
    at: dict[UUID, Instant] = {}
    for squad in loaded.squads:
        route = loaded.times(squad.id, loaded.order(squad.id))
        at |= {visit.target_id: doors.moment(loaded.sweep.starts_at, visit.arrive) for visit in route.visits}
        for visit in route.visits:
            if visit.late:
                facts = {"name": loaded.targets[visit.target_id].person.name, "minutes": -(-visit.late // 60)}
                yield SquadFinding(squad.id, squad.name, "sweeps.squad.late_stop", Tone.WARN, "", facts)
        if route.late:
            minutes = {"minutes": -(-route.late // 60)}
            yield SquadFinding(squad.id, squad.name, "sweeps.squad.late_back", Tone.WARN, "", minutes)
    names = {one.id: one.person.name for one in loaded.targets.values()}
    yield from strikes.findings(loaded.strikes, at, names)


def _stops(session: Session, sweep_id: UUID) -> dict[UUID, list[Stop]]:
    asked = select(Stop).join(Squad, Squad.id == Stop.squad_id).where(Squad.sweep_id == sweep_id)
    found: dict[UUID, list[Stop]] = {}
    for stop in session.scalars(asked.order_by(Stop.squad_id, Stop.position)):
        found.setdefault(stop.squad_id, []).append(stop)
    return found


def _route(loaded: Loaded, scope: Scope, squad: SquadView) -> RouteView:
    route = loaded.times(squad.id, loaded.order(squad.id))
    shown: list[StopView] = []
    before: Point | None = loaded.court_door
    for stop, visit in zip(loaded.stops.get(squad.id, []), route.visits, strict=True):
        spot = loaded.spot(stop.target_id)
        here = spot.point if spot else None
        by_road, before = (before, here) in loaded.roads, here
        if spot and scope.admits(loaded.targets[stop.target_id].case_id):
            shown.append(_stop(loaded, stop, visit, spot, by_road=by_road))
    begins = loaded.sweep.starts_at
    return RouteView(
        squad=squad,
        stops=tuple(shown),
        starts_at=begins,
        back_at=begins + timedelta(seconds=route.back),
        back_metres=route.back_metres,
        metres=route.metres,
        drive_s=route.drive,
        late_s=route.late,
        back_by_road=(before, loaded.court_door) in loaded.roads,
    )


def _stop(loaded: Loaded, stop: Stop, visit: Visit, spot: AddressView, *, by_road: bool) -> StopView:
    """A stop with its times: as published, or as they are computed while the sweep is planned."""
    begins, fixed = loaded.sweep.starts_at, loaded.sweep.published
    return StopView(
        id=stop.id,
        squad_id=stop.squad_id,
        position=stop.position,
        target=loaded.targets[stop.target_id],
        address=spot,
        arrive_at=stop.arrive_at if fixed else begins + timedelta(seconds=visit.arrive),
        leave_at=stop.leave_at if fixed else begins + timedelta(seconds=visit.leave),
        locked=stop.locked,
        drive_s=visit.drive,
        metres=visit.metres,
        wait_s=visit.wait,
        late_s=visit.late,
        stay_s=visit.leave - visit.arrive,
        chance=stop.chance,
        by_road=by_road,
    )
