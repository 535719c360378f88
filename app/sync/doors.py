"""The one table of letter kinds: which command a letter becomes, and which action does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import CANCEL, Cancel, Deed
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.documents import actions_service as services
from app.field import actions as field
from app.measures import actions_deeds as measures
from app.money import actions_plans as plans
from app.money import actions_receipts as receipts
from app.money import letters as money
from app.money.queries_plans import SETTLEMENT, UNDERTAKING

WAITS: Final = "letter.waits_for"
"""The answer to a letter that speaks of one that has not come yet."""


@dataclass(frozen=True)
class Door:
    """The command of a kind of letter and the action that does it; a text it returns is a receipt's number."""

    command: type[Command]
    act: Callable[[Session, Actor, Any], object]


def measure(session: Session, actor: Actor, deed: Deed) -> None:
    """Write a measure down, with the paper it hands over; one that names a summons served at the door waits for that letter."""
    try:
        services.record(session, actor, deed)
    except Refusal as no:
        named = getattr(deed, "summons_id", None)
        if no.code == "missing" and no.facts.get("what") == "summons" and named:
            raise _waits_for(named) from None
        raise


def take_payment(session: Session, actor: Actor, deed: receipts.TakePayment) -> str:
    """Book a payment; the tablet is told the number of its receipt."""
    return receipts.record_payment(session, actor, deed).number


def cancel(session: Session, actor: Actor, deed: Cancel) -> None:
    """Cancel a deed in whichever room keeps it; one that has not come yet is waited for."""
    if not any(room(session, actor, deed) for room in (field.cancel, services.cancel, money.cancel)):
        raise _waits_for(deed.cancels)


def _waits_for(letter_id: UUID) -> Refusal:
    return Refusal("letter.waits_for", Kind.UNAVAILABLE, deed=letter_id)


DOORS: Final[Mapping[str, Door]] = {
    **{kind: Door(*pair) for kind, pair in field.LETTERS.items()},
    **{kind: Door(command, measure) for kind, (command, _) in measures.LETTERS.items()},
    receipts.TAKE: Door(receipts.TakePayment, take_payment),
    UNDERTAKING: Door(plans.SignUndertaking, plans.record_undertaking),
    SETTLEMENT: Door(plans.SignSettlement, plans.record_settlement),
    CANCEL: Door(Cancel, cancel),
}
