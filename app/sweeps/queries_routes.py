"""Routes as they stand: the problem behind them, the stops with their times, what is wrong with squads and routes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Scope
from app.base.instant import Instant
from app.base.remembering import remembered
from app.court import queries as court
from app.sweeps import planning, queries, rules
from app.sweeps.planning import Call, Door, Lock, Problem, Route, Window
from app.sweeps.rules import SquadFinding, Tone
from app.sweeps.tables import Member, PlanRun, Squad, Stop, Sweep
from app.sweeps.views import RouteView, SquadView, StopView, SweepView, TargetView, Today
from maps.points import Point
from maps.travel import Travel

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
    court_door: Point

    @cached_property
    def problem(self) -> Problem:
        """All that a proposal of routes is made of, with the ways between all places: asked for by those who plan."""
        return _problem(self.sweep, list(self.targets.values()), self.squads, self.stops, self.court_door)

    def order(self, squad_id: UUID) -> list[UUID]:
        """The targets on a squad's route."""
        return [stop.target_id for stop in self.stops.get(squad_id, [])]

    def times(self, squad_id: UUID, order: Iterable[UUID]) -> Route:
        """The times of a squad on these targets in this order; only the ways between these places are measured."""
        squad = next(one for one in self.squads if one.id == squad_id)
        aims = [self.targets[one] for one in order]
        way = _problem(self.sweep, aims, [squad], {}, self.court_door)
        return planning.times(way, way.squad[squad_id], [Call(one.id) for one in aims])


@remembered
def load(session: Session, sweep_id: UUID) -> Loaded:
    """A sweep with its targets, squads and stops."""
    view = queries.sweep(session, sweep_id)
    aims = queries.targets(session, WHOLE_COURT, sweep_id)
    crews = queries.squads(session, sweep_id)
    stops = _stops(session, sweep_id)
    profile = court.profile(session)
    door = Point(profile.latitude, profile.longitude)
    return Loaded(view, {one.id: one for one in aims}, crews, stops, door)


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
    return [*found, *rules.squad_findings(crews), *_lateness(loaded)]


def last_run(session: Session, sweep_id: UUID) -> PlanRun | None:
    """The newest proposal that was taken over."""
    asked = select(PlanRun).where(PlanRun.sweep_id == sweep_id).order_by(PlanRun.at.desc(), PlanRun.id.desc()).limit(1)
    return session.scalar(asked)


def _lateness(loaded: Loaded) -> Iterable[SquadFinding]:
    for squad in loaded.squads:
        route = loaded.times(squad.id, loaded.order(squad.id))
        for visit in route.visits:
            if visit.late:
                facts = {"name": loaded.targets[visit.target_id].person.name, "minutes": -(-visit.late // 60)}
                yield SquadFinding(squad.id, squad.name, "sweeps.squad.late_stop", Tone.WARN, "", facts)
        if route.late:
            minutes = {"minutes": -(-route.late // 60)}
            yield SquadFinding(squad.id, squad.name, "sweeps.squad.late_back", Tone.WARN, "", minutes)


def _stops(session: Session, sweep_id: UUID) -> dict[UUID, list[Stop]]:
    asked = select(Stop).join(Squad, Squad.id == Stop.squad_id).where(Squad.sweep_id == sweep_id)
    found: dict[UUID, list[Stop]] = {}
    for stop in session.scalars(asked.order_by(Stop.squad_id, Stop.position)):
        found.setdefault(stop.squad_id, []).append(stop)
    return found


def _problem(
    view: SweepView,
    aims: list[TargetView],
    crews: list[SquadView],
    stops: dict[UUID, list[Stop]],
    court_door: Point,
) -> Problem:
    """Place 0 is the court; then one place for each target that has an address."""
    shift = int((view.ends_at - view.starts_at).total_seconds())
    addressed = [one for one in aims if one.address]
    points = [court_door, *(one.address.point if one.address else None for one in addressed)]
    place = {one.id: number for number, one in enumerate(addressed, 1)}
    seconds, metres = planning.matrices(points, Travel())
    located = {one.id for one in aims if one.located}
    return Problem(
        targets=tuple(_target(view, one, place.get(one.id), shift) for one in aims),
        squads=tuple(_squad(one, shift) for one in crews),
        seconds=seconds,
        metres=metres,
        locks=tuple(
            Lock(stop.target_id, squad_id, stop.position)
            for squad_id, many in sorted(stops.items())
            for stop in many
            if stop.locked or stop.target_id not in located
        ),
    )


def _target(view: SweepView, one: TargetView, place: int | None, shift: int) -> planning.Target:
    doors: tuple[Door, ...] = ()
    if place is not None and one.address:
        opens = _seconds(one.open_from, view) if one.open_from else 0
        closes = _seconds(one.open_until, view) if one.open_until else shift
        window = Window(max(opens, 0), max(closes, 0))
        doors = (Door(one.address.id, place, window, one.service_minutes * 60, one.weight, known=one.located),)
    home = "".join(one.address.raw.split()) if one.address and one.address.village else ""
    return planning.Target(one.id, doors, rules.needs(one.measure, one.person.sex), rules.seats(one.measure), home)


def _squad(one: SquadView, shift: int) -> planning.Squad:
    return planning.Squad(
        id=one.id,
        start=0,
        end=shift,
        start_place=0,
        end_place=0,
        seats=one.crew(()).free_seats,
        abilities=rules.abilities(one.members),
    )


def _route(loaded: Loaded, scope: Scope, squad: SquadView) -> RouteView:
    route = loaded.times(squad.id, loaded.order(squad.id))
    begins = loaded.sweep.starts_at
    fixed = loaded.sweep.published
    shown = []
    for stop, visit in zip(loaded.stops.get(squad.id, []), route.visits, strict=True):
        target = loaded.targets[stop.target_id]
        if not scope.admits(target.case_id) or target.address is None:
            continue
        shown.append(
            StopView(
                id=stop.id,
                squad_id=squad.id,
                position=stop.position,
                target=target,
                address=target.address,
                arrive_at=stop.arrive_at if fixed else begins + timedelta(seconds=visit.arrive),
                leave_at=stop.leave_at if fixed else begins + timedelta(seconds=visit.leave),
                locked=stop.locked,
                drive_s=visit.drive,
                metres=visit.metres,
                wait_s=visit.wait,
                late_s=visit.late,
            )
        )
    return RouteView(
        squad=squad,
        stops=tuple(shown),
        starts_at=begins,
        back_at=begins + timedelta(seconds=route.back),
        back_metres=route.back_metres,
        metres=route.metres,
        drive_s=route.drive,
        late_s=route.late,
    )


def _seconds(moment: Instant, view: SweepView) -> int:
    return int((moment - view.starts_at).total_seconds())
