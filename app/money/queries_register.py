"""对账台账: every movement on the accounts of cases in a month, with the ten things a court's rules ask of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.law.periods import end_of
from app.money import queries_cash, queries_day, queries_payouts, queries_shares, standing
from app.money.closing import Month
from app.money.queries_payouts import PayoutView
from app.money.rules import AccountKind
from app.money.tables_bank import BankLine, Match

DISTRIBUTION = "distribution"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Movement:
    """One row: when, how much (out: below zero), of which case, who paid or got it, why, who checked it."""

    at: Instant
    amount: Money
    """Above zero with the code of a payout: it came back."""
    case_id: UUID
    party: str
    reason: str
    """A code: way of payment, `bank`, kind of payout, `withdrawn` (one that was set aside), `distribution` (between cases)."""
    paper: str
    """The number of the receipt, line or payout."""
    finance_id: UUID | None
    bureau_id: UUID | None


def movements(session: Session, month: Month) -> list[Movement]:
    """All of a month, by their own time."""
    since, until = queries_day.span_of(month.first)[0], end_of(month.last)
    found = [*_receipts(session, since, until), *_lines(session, since, until), *_payouts(session, since, until)]
    found += _shares(session, since, until)
    return sorted(found, key=lambda one: (one.at, one.paper))


def _receipts(session: Session, since: Instant, until: Instant) -> list[Movement]:
    rows = [one for one in queries_cash.receipts(session, WHOLE_COURT, since=since, until=until) if one.holds]
    rows = [one for one in rows if one.way != "direct"]
    matched = standing.matches_of_receipts(session, [one.number for one in rows])
    counted_by = standing.acknowledgements_of(session, {one.slip for one in rows if one.slip})
    found = []
    for one in rows:
        counted = counted_by[one.slip].by_id if one.slip in counted_by else None
        checked = matched[one.number].by_id if one.number in matched else None
        found.append(Movement(one.at, one.amount, one.case_id, one.payer, one.way, one.number, counted, checked))
    return found


def _lines(session: Session, since: Instant, until: Instant) -> list[Movement]:
    asked = (
        select(Match, BankLine.payer, BankLine.serial)
        .join(BankLine, BankLine.id == Match.line_id)
        .where(
            standing.match_holds(),
            Match.case_id.is_not(None),
            Match.receipt_number.is_(None),
            Match.handover_number.is_(None),
            Match.at >= since,
            Match.at <= until,
        )
    )
    return [
        Movement(row.at, row.amount, row.case_id, payer, "bank", serial, None, row.by_id)
        for row, payer, serial in session.execute(asked)
        if row.case_id
    ]


def _payouts(session: Session, since: Instant, until: Instant) -> list[Movement]:
    """Payouts by the step that took their money out of the case: fee, fine, refund and deposit when they were set aside.

    A deposit that is paid out later left its case already.
    """
    known = [one for one in queries_payouts.all_until(session, until) if one.source.kind is AccountKind.CASE]
    found = _returned(session, {one.number: one for one in known}, since, until)
    for one in known:
        sent = next((step.by_id for step in one.steps if step.step == "sent"), None)
        by = next((step.by_id for step in reversed(one.steps) if step.step == "approved"), None)
        for step, amount in one.moves_of_case:
            if since <= step.at <= until and one.case_id:
                told = (one.case_id, one.payee, one.kind if amount < ZERO else WITHDRAWN, one.number)
                found.append(Movement(step.at, amount, *told, sent, by))
    return found


def _returned(session: Session, known: dict[str, PayoutView], since: Instant, until: Instant) -> list[Movement]:
    """Payouts the bank sent back to their cases, by the day that was found out."""
    asked = select(Match).where(
        standing.match_holds(), Match.rule == queries_payouts.RETURNED, Match.at >= since, Match.at <= until
    )
    found = []
    for row in session.scalars(asked):
        one = known.get(row.reason["payout"])
        if one and one.case_id:
            found.append(Movement(row.at, row.amount, one.case_id, one.payee, one.kind, one.number, None, row.by_id))
    return found


def _shares(session: Session, since: Instant, until: Instant) -> list[Movement]:
    """Shares of plans that moved between cases: out of one, into the other; and what was brought back."""
    found = []
    for row in queries_shares.moves(session, since, until):
        sides = ((row.source, -row.amount), (row.case_id, row.amount))
        for case_id, amount in sides if row.there else ((case, -sum_) for case, sum_ in sides):
            found.append(Movement(row.at, amount, case_id, row.creditor, DISTRIBUTION, row.number, None, row.by_id))
    return found
