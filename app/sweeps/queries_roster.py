"""Who can ride: officers with what keeps them, what a sweep's targets ask of its squads, rosters proposed."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.law import officers
from app.staff import queries as staff
from app.sweeps import queries, queries_planning
from app.sweeps.queries_duty import DutyKind, absence, notes
from app.sweeps.queries_routes import Loaded
from app.sweeps.roster import LEAST_PEOPLE, Absence, Candidate, Fixed, RosterProblem, Wanted, pieces, squad_name
from app.sweeps.rules import TAKING, Measure, Officer, seats
from app.sweeps.tables import Member, RollCall, Squad, Sweep
from app.sweeps.tables_planning import DutyNote, RosterRun
from app.sweeps.views import SweepView

LATELY: Final = timedelta(days=60)


@dataclass(frozen=True)
class Asked:
    """What a roster is to bring: so many squads, of which so many with a woman officer, and with a whole bench free."""

    squads: int
    least: int
    police: int
    women: int
    benches: int
    equipment: str = ""


def last_run(session: Session, sweep_id: UUID) -> RosterRun | None:
    """The newest roster proposed for a sweep."""
    asked = select(RosterRun).where(RosterRun.sweep_id == sweep_id)
    return session.scalar(asked.order_by(RosterRun.at.desc(), RosterRun.id.desc()).limit(1))


def suggested(loaded: Loaded) -> Asked:
    """What the sweep's targets ask for, until the judge says otherwise."""
    aims = list(loaded.targets.values())
    taken = [one for one in aims if Measure(one.measure) in TAKING]
    count = max(len(loaded.squads), min(6, -(-len(aims) // 6)), 1)
    women = min(count, sum(one.person.sex == "female" for one in taken))
    benches = min(count, sum(one.measure == Measure.DETAIN for one in aims))
    return Asked(count, LEAST_PEOPLE, officers.COMPELLING_POLICE if taken else 0, women, benches)


def problem(session: Session, loaded: Loaded, asked: Asked, kept: Iterable[UUID]) -> RosterProblem:
    """The question for a sweep's day: its squads by their names, those that are kept as they are."""
    held = [one for one in loaded.squads if one.id in set(kept)]
    told = notes(session)
    fixed = tuple(Fixed(one.id, squad.id) for squad in held for one in squad.members)
    return RosterProblem(
        days=1,
        squads=tuple(_wanted(loaded, asked, told)),
        candidates=tuple(candidates(session, loaded.sweep, told, riding={one.officer_id for one in fixed})),
        cars=tuple(queries.vehicles(session)),
        equipment=pieces(queries_planning.settings(session).equipment),
        apart=tuple((one.officer_id, one.other_id) for one in told if one.kind == DutyKind.APART and one.other_id),
        fixed=fixed,
        fixed_cars={squad.id: squad.car.id for squad in held if squad.car},
    )


def candidates(
    session: Session, sweep: SweepView, told: Iterable[DutyNote], *, riding: Collection[UUID] = ()
) -> list[Candidate]:
    """Everybody who may go out (the commander only where he rides already), with what keeps him that day and how often he went of late."""
    elsewhere = _elsewhere(session, sweep.starts_at, sweep.ends_at, sweep.id)
    rests = _out_at_night(session, sweep)
    turns = _turns(session, sweep.starts_at)
    away = dict.fromkeys(rests, Absence.REST) | dict.fromkeys(elsewhere, Absence.ELSEWHERE)
    kept = away | {one.officer_id: why for one in told if (why := absence(one, sweep.starts_at.day))}
    return [
        Candidate(
            Officer(one.id, one.name, one.officer_kind or "", one.sex, one.drives),
            {0: kept[one.id]} if one.id in kept else {},
            turns[one.id],
        )
        for one in staff.officers(session)
        if one.id != sweep.commander_id or one.id in riding
    ]


def _wanted(loaded: Loaded, asked: Asked, told: Iterable[DutyNote]) -> list[Wanted]:
    """What each squad must bring: what its route needs first, then so many of them as were asked for."""
    recusals = [(one.officer_id, one.case_id) for one in told if one.kind == DutyKind.RECUSED]
    equipment = pieces(asked.equipment)
    found = []
    for number in range(max(asked.squads, 1)):
        squad = loaded.squads[number] if number < len(loaded.squads) else None
        route = [loaded.targets[one] for one in loaded.order(squad.id)] if squad else []
        cases = {one.case_id for one in route}
        taken = [one for one in route if Measure(one.measure) in TAKING]
        found.append(
            Wanted(
                id=squad.id if squad else UUID(int=loaded.sweep.id.int ^ (number + 1)),
                name=squad.name if squad else squad_name(number + 1),
                least=asked.least,
                police=asked.police,
                women=int(number < asked.women or any(one.person.sex == "female" for one in taken)),
                free_seats=max([3 if number < asked.benches else 1, *(seats(one.measure) for one in route)]),
                equipment=equipment,
                barred=frozenset(officer for officer, case in recusals if case in cases),
            )
        )
    return found


def _elsewhere(session: Session, starts: Instant, ends: Instant, sweep_id: UUID) -> set[UUID]:
    asked = (
        select(Member.account_id)
        .join(Squad, Squad.id == Member.squad_id)
        .join(Sweep, Sweep.id == Squad.sweep_id)
        .where(Sweep.id != sweep_id, Sweep.starts_at < ends, Sweep.ends_at > starts)
    )
    return set(session.scalars(asked))


def _out_at_night(session: Session, sweep: SweepView) -> set[UUID]:
    """Who rode in another sweep past the midnight before: he rests that day as after a night on duty."""
    midnight = Instant.beijing_time(sweep.starts_at.day, time())
    asked = (
        select(Member.account_id)
        .join(Squad, Squad.id == Member.squad_id)
        .join(Sweep, Sweep.id == Squad.sweep_id)
        .where(Sweep.id != sweep.id, Sweep.starts_at < midnight, Sweep.ends_at > midnight)
    )
    return set(session.scalars(asked))


def _turns(session: Session, now: Instant) -> Counter[UUID]:
    since = (now + -LATELY).day
    asked = (
        select(RollCall.officer_id, func.count(RollCall.on_day.distinct()).label("days"))
        .where(RollCall.officer_id.is_not(None), RollCall.cancels.is_(None), RollCall.on_day >= since)
        .group_by(RollCall.officer_id)
    )
    return Counter({row.officer_id: row.days for row in session.execute(asked)})


def turns_of(session: Session, now: Instant) -> dict[UUID, int]:
    """On how many days each officer went out of late."""
    return dict(_turns(session, now))
