"""What holds in the ledger after all cancellations, and what stands upon what."""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from app.money.tables import Acknowledgement, DirectAnswer, Handover, HandoverItem, MoneyEvent, Receipt
from app.money.tables_bank import Match

AT_ONCE: Final = 400
"""Names asked for in one statement, below the limits of both databases."""
PAID_OUT: Final = "payout"
CAME_BACK: Final = "payout_return"
"""The rules of matches that find a payout at the bank, and that book its return."""
T = TypeVar("T")
_Undone = aliased(MoneyEvent)
_UndoneMatch = aliased(Match)


def event_holds(event_id: ColumnElement[UUID] | object) -> ColumnElement[bool]:
    """The condition that no event cancels that one."""
    return ~select(_Undone.id).where(_Undone.cancels == event_id).exists()


def match_holds() -> ColumnElement[bool]:
    """The condition that a match is one, and was not undone."""
    return Match.cancels.is_(None) & ~select(_UndoneMatch.id).where(_UndoneMatch.cancels == Match.id).exists()


def newest_and_open(
    session: Session, asked: Select[T], unfinished: Callable[[], ColumnElement[Any]], most: int
) -> list[T]:
    """The newest rows, and of all older ones those that are not at their end; `asked` sorts the newest first."""
    newest = list(session.scalars(asked.limit(most)))
    if len(newest) < most:
        return newest
    return [*newest, *(row for row in session.scalars(asked.where(unfinished())) if row not in newest)]


def slips_of_receipts(session: Session, numbers: Iterable[str]) -> dict[str, str]:
    """Receipt number → the slip in force that lists it."""
    asked = (
        select(HandoverItem.receipt_number, HandoverItem.handover_number)
        .join(Handover, Handover.number == HandoverItem.handover_number)
        .where(event_holds(Handover.event_id))
    )
    found: dict[str, str] = {}
    for part in parts(numbers):
        rows = session.execute(asked.where(HandoverItem.receipt_number.in_(part)))
        found.update({row.receipt_number: row.handover_number for row in rows})
    return found


def acknowledgements_of(session: Session, numbers: Iterable[str]) -> dict[str, Acknowledgement]:
    """Slip number → finance's acknowledgement in force."""
    asked = select(Acknowledgement).where(event_holds(Acknowledgement.event_id))
    return {
        row.handover_number: row
        for part in parts(numbers)
        for row in session.scalars(asked.where(Acknowledgement.handover_number.in_(part)))
    }


def matches_of_receipts(session: Session, numbers: Iterable[str]) -> dict[str, Match]:
    """Receipt number → the match in force."""
    return _matches(session, numbers, Match.receipt_number)


def matches_of_slips(session: Session, numbers: Iterable[str]) -> dict[str, Match]:
    """Slip number → the match in force."""
    return _matches(session, numbers, Match.handover_number)


def direct_answers(session: Session, numbers: Iterable[str]) -> dict[str, DirectAnswer]:
    """Number of a receipt for a direct payment → the creditor's last answer in force."""
    asked = (
        select(DirectAnswer).where(event_holds(DirectAnswer.event_id)).order_by(DirectAnswer.at, DirectAnswer.event_id)
    )
    return {
        row.receipt_number: row
        for part in parts(numbers)
        for row in session.scalars(asked.where(DirectAnswer.receipt_number.in_(part)))
    }


def returned_since(session: Session, event_id: UUID) -> str | None:
    """The number of the payout that this event found at the bank, when a match in force books its return."""
    row = session.scalars(select(Match).where(Match.event_id == event_id, Match.rule == PAID_OUT)).first()
    if row is None:
        return None
    number = str(row.reason["payout"])
    back = session.scalars(select(Match).where(match_holds(), Match.rule == CAME_BACK))
    return number if any(one.reason["payout"] == number for one in back) else None


def blocker(session: Session, event: MoneyEvent) -> str | None:
    """The code of the later step that stands upon this event, if any: it must be undone first."""
    if event.kind == "money.take":
        return _receipt_blocker(session, event)
    if event.kind == "handover.make":
        slip = session.scalars(select(Handover).where(Handover.event_id == event.id)).one()
        return "cancel.acknowledged" if acknowledgements_of(session, [slip.number]) else None
    if event.kind == "handover.acknowledge":
        number = session.get_one(Acknowledgement, event.id).handover_number
        return "cancel.matched" if matches_of_slips(session, [number]) else None
    return None if event.kind in {"undertaking.sign", "settlement.sign", "direct.answer"} else "cancel.not_by_letter"


def _receipt_blocker(session: Session, event: MoneyEvent) -> str | None:
    receipt = session.scalars(select(Receipt).where(Receipt.event_id == event.id)).one()
    if slips_of_receipts(session, [receipt.number]):
        return "cancel.handed_over"
    if direct_answers(session, [receipt.number]):
        return "cancel.answered"
    return "cancel.matched" if matches_of_receipts(session, [receipt.number]) else None


def _matches(session: Session, numbers: Iterable[str], column: ColumnElement[str | None] | object) -> dict[str, Match]:
    asked = select(Match).where(match_holds())
    of = "receipt_number" if column is Match.receipt_number else "handover_number"
    found: dict[str, Match] = {}
    for part in parts(numbers):
        for row in session.scalars(asked.where(getattr(Match, of).in_(part))):
            found[str(getattr(row, of))] = row
    return found


def parts(whole: Iterable[T]) -> Iterable[list[T]]:
    """The values in portions a statement takes."""
    listed = list(dict.fromkeys(whole))
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))
