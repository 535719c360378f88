"""What came of a sweep."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.cases import queries as cases
from app.cases.rules import Conclusion
from app.court import queries as court
from app.field import queries as field
from app.measures import queries as measures
from app.measures.custody import MeasureFact
from app.money import queries as money
from app.outcomes import rules
from app.outcomes.rules import Event, Figure
from app.outcomes.tables import Bulletin, Tick
from app.sweeps import queries as sweeps


@dataclass(frozen=True)
class Published:
    """A line as it was published at one moment."""

    id: UUID
    at: Instant
    by_id: UUID | None
    figures: dict[str, Any]


def line(session: Session, scope: Scope, sweep_id: UUID) -> dict[str, Figure]:
    """The figures of a sweep as of now, each with the events behind it."""
    sweep = sweeps.sweep(session, sweep_id)
    since, until = sweep.span
    case_ids = sweeps.case_ids(session, sweep_id)
    counts = court.profile(session).detained_counts
    compelled = measures.compelled(session, since, until)
    announced = measures.detained(session, since, until, "announced")
    detained = announced if counts == "announced" else measures.detained(session, since, until, counts)

    def here(events: list[Event]) -> list[Event]:
        return [event for event in events if event.case_id in case_ids and scope.admits(event.case_id)]

    ended = cases.conclusions(session, list(case_ids), since, until)
    return rules.line(
        rules.Day(
            officer_turns=[Event(turn.id, turn.at) for turn in sweeps.officer_turns(session, sweep_id)],
            vehicle_turns=[Event(turn.id, turn.at) for turn in sweeps.vehicle_turns(session, sweep_id)],
            found=here(_found(session, since, until, [*compelled, *announced])),
            compelled=here([_of(one) for one in compelled]),
            detained=here([_of(one) for one in detained]),
            performed=here(
                [Event(one.event_id, one.at, one.case_id) for one in ended if one.kind == Conclusion.PERFORMED]
            ),
            settled=here(_settled(session, since, until)),
            payments=here(_payments(session, since, until)),
        )
    )


def published(session: Session, sweep_id: UUID) -> list[Published]:
    """The lines that were published of a sweep, the newest first."""
    rows = session.scalars(select(Bulletin).where(Bulletin.sweep_id == sweep_id).order_by(Bulletin.at.desc()))
    return [Published(row.id, row.at, row.by_id, row.figures) for row in rows]


def ticks(session: Session) -> dict[tuple[str, UUID], Tick]:
    """Which entries of the data sheets were typed into the case system, by whom and when."""
    return {(row.sheet, row.deed_id): row for row in session.scalars(select(Tick))}


def _found(session: Session, since: Instant, until: Instant, taken: Iterable[MeasureFact]) -> list[Event]:
    """Persons who were met: told who stands before them, or taken: compelled, or read a decision to."""
    met: dict[UUID, Event] = {}
    for visit in field.visits_between(session, since, until):
        if visit.kind == "visit.inform":
            met.setdefault(visit.person_id, Event(visit.id, visit.at, visit.case_id, visit.person_id))
    for fact in taken:
        met.setdefault(fact.person_id, _of(fact))
    return list(met.values())


def _settled(session: Session, since: Instant, until: Instant) -> list[Event]:
    signed = money.settlements_signed(session, since, until)
    return [Event(one.event_id, one.at, one.case_id, kind=one.kind) for one in signed]


def _payments(session: Session, since: Instant, until: Instant) -> list[Event]:
    taken = money.collected(session, since, until)
    return [Event(one.event_id, one.at, one.case_id, amount=one.amount, kind=one.way) for one in taken]


def _of(fact: Any) -> Event:
    return Event(fact.deed_id, fact.at, fact.case_id, fact.person_id)
