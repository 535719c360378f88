"""What all letters about money share: known case and person, told twice is one, taken back by a mirror."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deed_rows import sent_before
from app.base.deeds import CANCEL, Cancel, Deed
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.money import ledger
from app.money.standing import blocker
from app.money.tables import MoneyEvent
from app.trail import actions as trail


def said_before(session: Session, values: dict[str, Any]) -> MoneyEvent | None:
    """The event this letter already made, or nothing. Refused: the same id with another content."""
    return sent_before(session, MoneyEvent, values)


def require_known(session: Session, actor: Actor, deed: Deed) -> None:
    """The case is his to see and the person is one of its people: this is form."""
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)


def cancel(session: Session, actor: Actor, deed: Cancel) -> bool:
    """Take back a deed of this room; False when it is none.

    The ledger is mirrored, once. What a later step stands upon cannot be taken back first: at the desk that is a
    refusal naming the step, from a door it is recorded and flagged with nothing booked.
    """
    ledger.lock(session)
    if session.get(MoneyEvent, deed.id):
        return _same_again(session, deed)
    target = session.get(MoneyEvent, deed.cancels)
    if target is None or target.kind == CANCEL:
        return False
    if target.case_id or target.by_id != actor.id:
        actor.scope.require(target.case_id, "event")
    if target.by_id != actor.id and not (actor.may("deed.cancel") or actor.may("money.reverse")):
        raise Refusal("forbidden", Kind.FORBIDDEN, verb="deed.cancel")
    _undo(session, actor, deed, target)
    trail.write(session, actor, CANCEL, case=target.case_id, subject=target.id, content=deed.model_dump(mode="json"))
    return True


def _undo(session: Session, actor: Actor, deed: Cancel, target: MoneyEvent) -> None:
    columns = _columns(actor, deed, target)
    if session.scalar(select(MoneyEvent.id).where(MoneyEvent.cancels == target.id)):
        raise Refusal("deed.cancelled_already", Kind.CONFLICT)
    code = blocker(session, target)
    if code and deed.door == "desk":
        raise Refusal(code, Kind.CONFLICT)
    if code:
        ledger.book(session, actor, {**columns, "flags": [code]})
    else:
        ledger.reverse(session, actor, target, columns)


def _columns(actor: Actor, deed: Cancel, target: MoneyEvent) -> dict[str, Any]:
    of_target = {name: getattr(target, name) for name in ("case_id", "person_id", "target_id", "squad_id")}
    made = {"id": deed.id, "kind": CANCEL, "at": deed.at, "entered_at": actor.now, "by_id": actor.id, "door": deed.door}
    body = {"reason": deed.reason, "asked": str(deed.cancels)}
    return {**of_target, **made, "cancels": None, "flags": [], "body": body}


def _same_again(session: Session, deed: Cancel) -> bool:
    known = session.get_one(MoneyEvent, deed.id)
    body = {"reason": deed.reason, "asked": str(deed.cancels)}
    if known.kind != CANCEL or known.at != deed.at or known.body != body:
        raise Refusal("letter.id_reused", Kind.CONFLICT)
    return True
