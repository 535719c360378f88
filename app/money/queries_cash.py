"""What can be asked about receipts, cash on its way, and hand-over slips."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.base.remembering import remembered
from app.money import standing
from app.money.rules import PROMISED, Way
from app.money.tables import Acknowledgement, DirectAnswer, Handover, MoneyEvent, Receipt
from app.money.tables_bank import Match
from app.money.views import HandoverView, ReceiptView

MOST_SHOWN = 500


def receipts(
    session: Session,
    scope: Scope,
    *,
    case_ids: Iterable[UUID] | None = None,
    since: Instant | None = None,
    until: Instant | None = None,
) -> list[ReceiptView]:
    """The receipts he may see, newest first, those taken back too; `since` counts, `until` does not."""
    asked = _within(select(Receipt), scope)
    if case_ids is not None:
        asked = asked.where(Receipt.case_id.in_(list(case_ids)))
    if since is not None:
        asked = asked.where(Receipt.at >= since)
    if until is not None:
        asked = asked.where(Receipt.at < until)
    return views_of(session, session.scalars(asked.order_by(Receipt.at.desc(), Receipt.number.desc())).all())


def receipt(session: Session, scope: Scope, event_id: UUID) -> ReceiptView:
    """One receipt by its event, or a refusal as missing."""
    row = session.scalar(_within(select(Receipt), scope).where(Receipt.event_id == event_id))
    if row is None:
        raise missing("receipt")
    return views_of(session, [row])[0]


@remembered
def receipts_open(session: Session, scope: Scope) -> list[ReceiptView]:
    """Receipts whose money is not yet seen at the bank: cash and promises. Oldest first."""
    matched = select(Match.receipt_number).where(standing.match_holds(), Match.receipt_number.is_not(None))
    asked = _within(select(Receipt), scope).where(
        Receipt.way != Way.DIRECT.value,
        Receipt.number.not_in(matched),
        standing.event_holds(Receipt.event_id),
    )
    found = views_of(session, session.scalars(asked.order_by(Receipt.at, Receipt.number)).all())
    return [one for one in found if one.state not in {"banked", "arrived"}]


def promises_open(session: Session, scope: Scope) -> list[ReceiptView]:
    """Transfers and scanned payments whose bank line has not come."""
    return [one for one in receipts_open(session, scope) if one.state == "awaited"]


@remembered
def direct_claimed(session: Session, scope: Scope) -> list[ReceiptView]:
    """Payments said to have been made to the creditor directly, which he has not confirmed: oldest first."""
    asked = _within(select(Receipt), scope).where(
        Receipt.way == Way.DIRECT.value, standing.event_holds(Receipt.event_id)
    )
    found = views_of(session, session.scalars(asked.order_by(Receipt.at, Receipt.number)).all())
    return [one for one in found if one.state in {"claimed", "denied"}]


def answers_of(session: Session, number: str) -> list[DirectAnswer]:
    """What the creditor said of a direct payment, as far as it was not taken back; the last one holds."""
    asked = select(DirectAnswer).where(
        DirectAnswer.receipt_number == number, standing.event_holds(DirectAnswer.event_id)
    )
    return list(session.scalars(asked.order_by(DirectAnswer.at, DirectAnswer.event_id)))


def cash_held_by(session: Session, officer_id: UUID | None) -> list[ReceiptView]:
    """The cash receipts an officer took part in and that stand on no slip: his list for the next one."""
    asked = select(Receipt).where(Receipt.way == Way.CASH.value, standing.event_holds(Receipt.event_id))
    rows = [row for row in session.scalars(asked.order_by(Receipt.at)) if str(officer_id) in row.officer_ids]
    return [one for one in views_of(session, rows) if one.state == "in_hand"]


def handovers(session: Session, scope: Scope, *, officer_id: UUID | None = None) -> list[HandoverView]:
    """The slips that wait for finance and the newest of the others, newest first.

    For who sees the whole court all officers', else those he stands on.
    """
    asked = select(Handover).order_by(Handover.at.desc(), Handover.number.desc())
    counted = select(Acknowledgement.handover_number).where(standing.event_holds(Acknowledgement.event_id))
    waits = Handover.number.not_in(counted) & standing.event_holds(Handover.event_id)
    rows = standing.newest_and_open(session, asked, lambda: waits, MOST_SHOWN)
    return slips_of(session, [row for row in rows if _may_see(row, scope, officer_id)])


def slips_of_span(session: Session, since: Instant, until: Instant) -> list[HandoverView]:
    """The slips made or counted from `since` on and before `until`, newest first."""
    counted = select(Acknowledgement.handover_number).where(Acknowledgement.at >= since, Acknowledgement.at < until)
    made = (Handover.at >= since) & (Handover.at < until)
    asked = select(Handover).where(made | Handover.number.in_(counted))
    return slips_of(session, session.scalars(asked.order_by(Handover.at.desc(), Handover.number.desc())).all())


def handover(session: Session, scope: Scope, event_id: UUID, *, officer_id: UUID | None) -> HandoverView:
    """One slip, or a refusal as missing."""
    row = session.scalar(select(Handover).where(Handover.event_id == event_id))
    if row is None or not _may_see(row, scope, officer_id):
        raise missing("handover")
    return slips_of(session, [row])[0]


def excused_at(session: Session, numbers: Iterable[str]) -> dict[str, Instant]:
    """When these slips were made, those on which it is said why they come late."""
    asked = select(Handover.number, Handover.at).where(Handover.late_reason != "")
    return {
        row.number: row.at
        for part in standing.parts(numbers)
        for row in session.execute(asked.where(Handover.number.in_(part)))
    }


def by_numbers(session: Session, numbers: Iterable[str]) -> list[ReceiptView]:
    """Receipts by number; for pages that may already show the slip or match that names them."""
    rows = [
        row
        for part in standing.parts(numbers)
        for row in session.scalars(select(Receipt).where(Receipt.number.in_(part)))
    ]
    return sorted(views_of(session, rows), key=lambda one: one.number)


def slips_of(session: Session, rows: Sequence[Handover]) -> list[HandoverView]:
    """Slips with what finance answered and whether the bank shows their money."""
    numbers = [row.number for row in rows]
    answered, banked = standing.acknowledgements_of(session, numbers), standing.matches_of_slips(session, numbers)
    void = _undone(session, [row.event_id for row in rows])
    return [
        _slip(row, answered.get(row.number), void=row.event_id in void, banked=row.number in banked) for row in rows
    ]


def views_of(session: Session, rows: Sequence[Receipt]) -> list[ReceiptView]:
    """Receipts with where their money is, in as many statements as there are kinds of facts."""
    numbers, ids = [row.number for row in rows], [row.event_id for row in rows]
    events = _events(session, ids)
    gone, slips = _undone(session, ids), standing.slips_of_receipts(session, numbers)
    answered = standing.acknowledgements_of(session, slips.values())
    banked = standing.matches_of_slips(session, slips.values())
    arrived = standing.matches_of_receipts(session, numbers)
    said = _said(session, rows)
    seen = []
    for row in rows:
        slip = slips.get(row.number)
        facts = {
            "cancelled": row.event_id in gone,
            "claimed": row.way == Way.DIRECT and row.number not in said,
            "denied": said.get(row.number) == "denied",
            "direct": row.way == Way.DIRECT,
            "arrived": row.number in arrived,
            "awaited": row.way in PROMISED,
            "banked": slip in banked,
            "at_finance": slip in answered,
            "on_slip": slip is not None,
        }
        state = next((name for name, held in facts.items() if held), "in_hand")
        official = answered[slip].official_number if slip in answered else None
        seen.append(_view(row, events[row.event_id], slip=slip, official=official, state=state))
    return seen


def _said(session: Session, rows: Sequence[Receipt]) -> dict[str, str]:
    """What the creditor said of the direct payments among these, by number."""
    direct = [row.number for row in rows if row.way == Way.DIRECT]
    return {number: one.answer for number, one in standing.direct_answers(session, direct).items()}


def _within(asked: Select[Receipt], scope: Scope) -> Select[Receipt]:
    return asked if scope.whole_court else asked.where(Receipt.case_id.in_(scope.case_ids))


def _may_see(row: Handover, scope: Scope, officer_id: UUID | None) -> bool:
    return scope.whole_court or str(officer_id) in row.officer_ids


def _events(session: Session, ids: Sequence[UUID]) -> dict[UUID, MoneyEvent]:
    return {
        event.id: event
        for part in standing.parts(ids)
        for event in session.scalars(select(MoneyEvent).where(MoneyEvent.id.in_(part)))
    }


def _undone(session: Session, ids: Sequence[UUID]) -> set[UUID | None]:
    return {
        one
        for part in standing.parts(ids)
        for one in session.scalars(select(MoneyEvent.cancels).where(MoneyEvent.cancels.in_(part)))
    }


def _view(row: Receipt, event: MoneyEvent, *, slip: str | None, official: str | None, state: str) -> ReceiptView:
    return ReceiptView(
        number=row.number,
        event_id=row.event_id,
        case_id=row.case_id,
        person_id=row.person_id,
        payer=row.payer,
        relation=row.relation,
        amount=row.amount,
        way=row.way,
        at=row.at,
        entered_at=event.entered_at,
        by_id=event.by_id,
        door=event.door,
        officer_ids=tuple(UUID(one) for one in row.officer_ids),
        flags=tuple(event.flags),
        reason=str(event.body.get("reason", "")),
        slip=slip,
        official_number=official,
        state=state,
        told=told if (told := str(event.body.get("number", ""))) != row.number else "",
    )


def _slip(row: Handover, answer: Acknowledgement | None, *, void: bool, banked: bool) -> HandoverView:
    state = "void" if void else "banked" if banked else "acknowledged" if answer else "waiting"
    return HandoverView(
        number=row.number,
        event_id=row.event_id,
        at=row.at,
        by_id=row.by_id,
        officer_ids=tuple(UUID(one) for one in row.officer_ids),
        receipt_numbers=tuple(row.receipt_numbers),
        amount=row.amount,
        late_reason=row.late_reason,
        official_number=answer.official_number if answer else None,
        acknowledged_at=answer.at if answer else None,
        acknowledged_by=answer.by_id if answer else None,
        acknowledgement_id=answer.event_id if answer else None,
        state=state,
    )
