"""What came of the targets of a sweep, from the logs of the rooms that keep it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.field import queries as field
from app.field.rules import RESULTS, Visit
from app.measures import queries as measures
from app.money import queries as money
from app.sweeps.results import Came, Happening, came_of
from app.sweeps.views import StopView, SweepView


def visits_of_stops(session: Session, scope: Scope, stops: Iterable[StopView]) -> dict[UUID, list[Visit]]:
    """The visits to these stops by target, oldest first."""
    found: dict[UUID, list[Visit]] = {}
    for visit in field.visits_of(session, scope, target_ids=[one.target_id for one in stops]):
        if visit.target_id:
            found.setdefault(visit.target_id, []).append(visit)
    return found


def came(
    session: Session, scope: Scope, sweep: SweepView, stops: Sequence[StopView], visits: dict[UUID, list[Visit]]
) -> dict[UUID, Came]:
    """By target, what came of it within the days of the sweep."""
    happened = list(_happened(session, scope, sweep, [one.case_id for one in stops]))
    return {
        one.target_id: came_of(
            one.case_id,
            one.person_id,
            happened,
            [_visited(visit) for visit in visits.get(one.target_id, ()) if visit.kind in RESULTS],
        )
        for one in stops
    }


def _happened(session: Session, scope: Scope, sweep: SweepView, case_ids: Sequence[UUID]) -> Iterable[Happening]:
    since, until = sweep.span
    for deed in measures.deeds_of(session, scope, case_ids):
        if since <= deed.at < until:
            yield Happening(deed.kind, deed.at, deed.id, deed.case_id, deed.person_id, deed.note)
    for paid in money.collected(session, since, until, case_ids):
        yield Happening("money.take", paid.at, paid.event_id, paid.case_id, paid.person_id, amount=paid.amount)
    for signed in money.signatures(session, case_ids):
        if since <= signed.at < until and signed.binds:
            for person_id in signed.signer_ids:
                yield Happening(signed.kind, signed.at, signed.event_id, signed.case_id, person_id)


def _visited(visit: Visit) -> Happening:
    return Happening(visit.kind, visit.at, visit.id, visit.case_id, visit.person_id, visit.note)
