"""A clerk says that somebody is not to count as a payer of a case any more."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.money import ledger, queries_payers
from app.money import matching_names as names
from app.money.tables_bank import PayerRemoval
from app.trail import actions as trail

REMOVE: Final = "payer.remove"


class RemovePayer(Command):
    """Do not take this name for a payer of the case any more; what is confirmed later counts again."""

    case_id: UUID
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    reason: Annotated[str, StringConstraints(min_length=2, max_length=400)]


def remove_payer(session: Session, actor: Actor, deed: RemovePayer) -> None:
    """Refused: `payer.unknown` when the case has no such payer that can be removed."""
    ledger.lock(session)
    case = cases.case(session, actor.scope, deed.case_id)
    name = names.plain(deed.name)
    if not any(one.name == name and one.removable for one in queries_payers.known_payers(session, [case])):
        raise Refusal("payer.unknown", Kind.CONFLICT)
    row = PayerRemoval(
        id=new_id(actor.now), case_id=case.id, name=name, reason=deed.reason, at=actor.now, by_id=actor.id
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, REMOVE, case=case.id, subject=row.id, content={"name": name, "reason": deed.reason})
