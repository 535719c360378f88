"""Deputising: the president or the director himself lets somebody decide in his place, dated and by kind."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.court import queries as court
from app.measures import queries_authority
from app.measures.rules import ProposalKind
from app.measures.tables import Authorisation
from app.staff.verbs import Role
from app.trail import actions as trail

MINUTE: Final = timedelta(minutes=1)
"""A form tells no seconds."""
DAY: Final = timedelta(days=1)


class Authorise(Command):
    """Who may take my step, for which kinds, from when until when, and why I cannot take it myself."""

    to_id: UUID
    kinds: Annotated[tuple[ProposalKind, ...], Field(min_length=1, max_length=len(ProposalKind))]
    from_at: Instant
    until_at: Instant
    reason: Annotated[str, StringConstraints(min_length=2, max_length=400)]


class EndAuthorisation(Command):
    """It ends now, before its time."""

    authorisation_id: UUID


def authorise(session: Session, actor: Actor, deed: Authorise) -> UUID:
    """Lend one's own step, and nobody else's. What was done before is not covered by it.

    Refused: `measures.no_office` for who holds neither office; invalid at `to_id` (nobody who may stand in, or
    himself), `from_at` (in the past), `until_at` (not after it, or longer than the court allows).
    """
    role = _office(actor)
    faults = tuple(_faults(session, actor, deed))
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=faults)
    row = Authorisation(
        id=new_id(actor.now),
        role=role.value,
        for_id=actor.id,
        to_id=deed.to_id,
        kinds=[kind.value for kind in deed.kinds],
        from_at=deed.from_at,
        until_at=deed.until_at,
        reason=deed.reason,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    trail.write(session, actor, "authorisation.give", subject=row.id, content=deed.model_dump(mode="json"))
    return row.id


def end_authorisation(session: Session, actor: Actor, deed: EndAuthorisation) -> None:
    """Take the step back. Refused: `missing` when it is not his, `measures.authorisation_over`."""
    known = session.get(Authorisation, deed.authorisation_id)
    if known is None or known.for_id != actor.id or known.ends_id is not None:
        raise missing("authorisation")
    view = next(one for one in queries_authority.authorisations(session) if one.id == known.id)
    if view.ended_at or view.until_at <= actor.now:
        raise Refusal("measures.authorisation_over", Kind.CONFLICT)
    session.add(
        Authorisation(
            id=new_id(actor.now),
            role=known.role,
            for_id=known.for_id,
            to_id=known.to_id,
            kinds=known.kinds,
            from_at=known.from_at,
            until_at=known.until_at,
            reason=known.reason,
            ends_id=known.id,
            at=actor.now,
            by_id=actor.id,
        )
    )
    trail.write(session, actor, "authorisation.end", subject=known.id)


def _office(actor: Actor) -> Role:
    for role in (Role.PRESIDENT, Role.DIRECTOR):
        if role in actor.roles:
            return role
    raise Refusal("measures.no_office", Kind.FORBIDDEN)


def _faults(session: Session, actor: Actor, deed: Authorise) -> Iterator[Fault]:
    if deed.to_id == actor.id or deed.to_id not in {one for one, _ in queries_authority.may_stand_in(session)}:
        yield Fault("to_id", "measures.not_deputy")
    if deed.from_at <= actor.now + -MINUTE:
        yield Fault("from_at", "measures.from_past")
    if deed.until_at <= deed.from_at:
        yield Fault("until_at", "measures.until_before")
    longest = court.profile(session).authorisation_days
    if deed.until_at > deed.from_at + longest * DAY:
        yield Fault("until_at", "measures.authorisation_long", (("days", longest),))
