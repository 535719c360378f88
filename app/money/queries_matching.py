"""What is open, as the matcher needs it, and what it answers: only the cases that lines and receipts speak of are loaded."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Scope
from app.base.instant import Instant
from app.base.remembering import remembered
from app.cases import queries as cases
from app.court import queries as court
from app.money import ledger, queries_bank, queries_cash, queries_payers, queries_payouts, standing
from app.money import matching_memo as memos
from app.money import matching_names as names
from app.money.matching import match
from app.money.matching_known import grouped
from app.money.matching_memo import Number
from app.money.matching_values import CaseRef, Desk, OpenLine, OpenPayout, OpenReceipt, OpenSlip, Outcome, Proposal
from app.money.payouts import Stage
from app.money.rules import AccountKind
from app.money.tables import Handover
from app.money.views import LineView

RETURNED_WITHIN: Final = 60
"""For how many days after its order a payout is looked for among what came back."""
YEARS_BACK: Final = 12
"""A number without its year may be of a case filed so many years before the line."""


@remembered
def asked(session: Session, scope: Scope) -> tuple[Desk, Outcome]:
    """All that is open now, and the matcher's answer; only who sees the whole court asks."""
    found = desk(session, scope)
    return found, match(found)


def outcome(session: Session, scope: Scope) -> Outcome:
    """The matcher's answer for all that is open now."""
    return asked(session, scope)[1]


def proposals(session: Session, scope: Scope) -> tuple[Proposal, ...]:
    """What the matcher is sure of."""
    return outcome(session, scope).sure


def desk(session: Session, scope: Scope) -> Desk:
    """All that is open, as the matcher needs it."""
    waiting = queries_bank.unclaimed(session, scope)
    out = queries_bank.unexplained_out(session, scope)
    if not waiting:
        return Desk([_line(one) for one in out], (), (), (), _payouts(session, waiting, out))
    receipts = [
        OpenReceipt(
            number=one.number,
            case_id=str(one.case_id),
            on_day=one.at.day,
            amount=int(one.amount),
            payer=one.payer,
            way=one.way,
            at_time=one.at.beijing.strftime("%H:%M:%S"),
        )
        for one in queries_cash.promises_open(session, scope)
    ]
    wanted = {UUID(one.case_id) for one in receipts} | _spoken_of(session, waiting)
    return Desk(
        lines=[*map(_line, waiting), *map(_line, out)],
        receipts=receipts,
        slips=_open_slips(session),
        cases=_cases(session, wanted),
        payouts=_payouts(session, waiting, out),
    )


def _payouts(session: Session, waiting: Sequence[LineView], out: Sequence[LineView]) -> list[OpenPayout]:
    """What is on its way to the bank, and what left with the sum of money that waits and may have come back."""
    found = queries_payouts.on_their_way(session) if out else []
    if waiting:
        since = Instant.beijing_time(min(one.on_day for one in waiting), time.min) + timedelta(days=-RETURNED_WITHIN)
        found += queries_payouts.gone(session, {one.open for one in waiting}, since)
    return [
        OpenPayout(
            id=str(one.id),
            number=one.number,
            on_day=one.sent_on,
            amount=int(one.amount),
            payee=one.payee,
            account=one.payee_account,
            left=one.stage is Stage.PAID,
        )
        for one in found
    ]


def _cases(session: Session, wanted: set[UUID]) -> list[CaseRef]:
    """The cases with their debtors, and with who else is known to pay for them, or is so no more."""
    briefs = cases.briefs(session, WHOLE_COURT, wanted).values()
    known, removed = queries_payers.known_and_removed(session, briefs)
    others = grouped((one.case_id, one.name) for one in known)
    gone = grouped(removed)
    return [
        CaseRef(
            id=str(one.id),
            number=one.number,
            account=one.account_no,
            debtors=tuple(who.name for who in one.debtors),
            relatives=tuple(sorted(others.get(one.id, ()))),
            removed=tuple(sorted(gone.get(one.id, ()))),
        )
        for one in briefs
    ]


def _line(one: LineView) -> OpenLine:
    return OpenLine(
        id=str(one.id),
        on_day=one.on_day,
        amount=int(one.open) if one.amount > 0 else -int(one.open),
        payer=one.payer,
        case_account=one.case_account,
        memo=one.memo,
        at_time=one.at_time,
        payer_account=one.payer_account,
    )


def _spoken_of(session: Session, lines: Sequence[LineView]) -> set[UUID]:
    """The cases that lines name by account, by number (one slip off, too), or by the name of a debtor or of who paid for it before."""
    home = court.profile(session).code
    numbers = {text for line in lines for text in _numbers(line, home)}
    people = {name for line in lines for name in (names.plain(line.payer), *memos.names(line.memo)) if name}
    accounts = {line.case_account for line in lines if line.case_account}
    paid = queries_payers.cases_paid_by(session, people | {line.payer for line in lines})
    return cases.ids_spoken_of(session, numbers=numbers, accounts=accounts, debtors=people) | paid


def _numbers(line: LineView, home: str) -> Iterator[str]:
    for written in memos.numbers(memos.bare(line.memo)):
        for one in (written, *memos.variants(written)):
            yield from _filled(one, home, line.on_day.year)


def _filled(number: Number, home: str, year: int) -> Iterable[str]:
    """The number in full: of this court, and of each year it may be of, where it does not say."""
    years = [number.year] if number.year else [str(one) for one in range(year - YEARS_BACK, year + 1)]
    return (f"（{one}）{home}{number.type}{number.serial}号" for one in years)


def _open_slips(session: Session) -> list[OpenSlip]:
    held = ledger.open_balances(session, AccountKind.CASH_AT_FINANCE)
    rows = [
        row
        for part in standing.parts(held)
        for row in session.scalars(select(Handover).where(Handover.number.in_(part)))
    ]
    return [OpenSlip(row.number, row.at.day, int(held[row.number]), tuple(row.receipt_numbers)) for row in rows]
