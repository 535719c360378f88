"""What can be asked about visits and their photos."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.field import rules
from app.field.rules import Visit
from app.field.tables import Medium
from app.field.tables import Visit as VisitRow

__all__ = ["Visit"]


def visits_of(
    session: Session,
    scope: Scope,
    *,
    case_ids: Collection[UUID] | None = None,
    target_ids: Collection[UUID] | None = None,
) -> list[Visit]:
    """What happened at the doors of these cases or targets, oldest first; cancelled lines are left out."""
    return list(rules.standing(log_of(session, scope, case_ids=case_ids, target_ids=target_ids)))


def log_of(
    session: Session,
    scope: Scope,
    *,
    case_ids: Collection[UUID] | None = None,
    target_ids: Collection[UUID] | None = None,
) -> list[Visit]:
    """The whole log of these cases or targets, cancelled lines and cancellations included."""
    asked = _seen(scope)
    if case_ids is not None:
        asked = asked.where(VisitRow.case_id.in_(set(case_ids)))
    if target_ids is not None:
        asked = asked.where(VisitRow.target_id.in_(set(target_ids)))
    return [as_visit(row) for row in session.scalars(asked)]


def visits_between(session: Session, since: Instant, until: Instant) -> list[Visit]:
    """The visits of a span of time, `until` excluded; cancelled ones are left out whenever they were cancelled."""
    spanned = select(VisitRow.id).where(VisitRow.at >= since, VisitRow.at < until)
    asked = select(VisitRow).where(or_(VisitRow.id.in_(spanned), VisitRow.cancels.in_(spanned)))
    found = rules.standing([as_visit(row) for row in session.scalars(asked)])
    return [visit for visit in found if since <= visit.at < until]


def results_until(session: Session, until: Instant) -> list[tuple[UUID, str, Instant]]:
    """(target, kind, when) of every line up to a moment that says how a visit to a target went; cancelled ones left out."""
    taken_back = select(VisitRow.cancels).where(VisitRow.cancels.is_not(None))
    asked = (
        select(VisitRow.target_id, VisitRow.kind, VisitRow.at)
        .where(VisitRow.target_id.is_not(None), VisitRow.kind.in_(rules.RESULTS), VisitRow.at <= until)
        .where(VisitRow.cancels.is_(None), VisitRow.id.not_in(taken_back))
        .order_by(VisitRow.at, VisitRow.id)
    )
    return [(target_id, kind, at) for target_id, kind, at in session.execute(asked) if target_id]


def lines_of_squads(session: Session, until: Instant) -> list[tuple[UUID, UUID, str, Instant]]:
    """(squad, target, kind, when) of every line up to a moment that a squad wrote at a target; cancelled ones left out."""
    taken_back = select(VisitRow.cancels).where(VisitRow.cancels.is_not(None))
    asked = (
        select(VisitRow.squad_id, VisitRow.target_id, VisitRow.kind, VisitRow.at)
        .where(VisitRow.squad_id.is_not(None), VisitRow.target_id.is_not(None), VisitRow.at <= until)
        .where(VisitRow.cancels.is_(None), VisitRow.id.not_in(taken_back))
        .order_by(VisitRow.squad_id, VisitRow.at, VisitRow.id)
    )
    return [(squad, target, kind, at) for squad, target, kind, at in session.execute(asked) if squad and target]


def flagged(session: Session, scope: Scope) -> list[Visit]:
    """Visits in which something is to be checked (违规待核), newest first."""
    found = rules.standing([as_visit(row) for row in session.scalars(_seen(scope))])
    return [visit for visit in reversed(found) if visit.flags]


def visit(session: Session, scope: Scope, visit_id: UUID) -> Visit:
    """One line of the log, or a refusal."""
    row = session.get(VisitRow, visit_id)
    if row is None or not scope.admits(row.case_id):
        raise missing("visit")
    return as_visit(row)


def media(session: Session, hashes: Iterable[str]) -> dict[str, Medium]:
    """Which of these files were kept, by hash."""
    return {row.sha256: row for row in session.scalars(select(Medium).where(Medium.sha256.in_(set(hashes))))}


def medium(session: Session, actor: Actor, sha256: str, *, elsewhere: Collection[str] = ()) -> Medium:
    """A kept file, for who sees the whole court, brought it in, or may see a deed that names it.

    `elsewhere` are the hashes named by deeds of other rooms that he may see.
    """
    found = session.get(Medium, sha256)
    if found is None:
        raise missing("medium")
    seen = actor.scope.whole_court or found.by_id == actor.id or sha256 in elsewhere
    if not seen and not any(sha256 in as_visit(row).media for row in session.scalars(_seen(actor.scope))):
        raise missing("medium")
    return found


def as_visit(row: VisitRow) -> Visit:
    """The stored line as a value."""
    return Visit(
        id=row.id,
        kind=row.kind,
        at=row.at,
        entered_at=row.entered_at,
        by_id=row.by_id,
        door=row.door,
        case_id=row.case_id,
        person_id=row.person_id,
        target_id=row.target_id,
        squad_id=row.squad_id,
        cancels=row.cancels,
        flags=tuple(row.flags),
        body=row.body,
    )


def _seen(scope: Scope) -> Select[VisitRow]:
    asked = select(VisitRow).order_by(VisitRow.at, VisitRow.id)
    return asked if scope.whole_court else asked.where(VisitRow.case_id.in_(scope.case_ids))
