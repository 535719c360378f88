"""Whether receipts, answers, slips, matches and lines say what the sealed events say that they belong to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.canonical import digest
from app.base.money import ZERO, Money
from app.money.rules import AccountKind, Move
from app.money.tables import DirectAnswer, Handover, HandoverItem, MoneyEvent, Receipt
from app.money.tables_bank import BankLine, Match, Statement
from app.money.tables_payouts import Payout, PayoutStep
from app.money.verifying import Wrong

TAKEN: Final = "money.take"
ANSWERED: Final = "direct.answer"
MATCHED: Final = "line.match"
_ANSWER: Final = ("answer", "how", "agent", "role", "authority", "scan", "note")
_LINE: Final = (
    "serial",
    "on_day",
    "at_time",
    "amount",
    "balance",
    "payer",
    "payer_account",
    "case_account",
    "memo",
)


def wrong_papers(session: Session, moves: Mapping[UUID, Sequence[Move]]) -> Iterator[Wrong]:
    """What differs, by its number; `moves`: those of each event."""
    events: dict[str, list[MoneyEvent]] = defaultdict(list)
    asked = select(MoneyEvent).where(MoneyEvent.kind.in_([TAKEN, ANSWERED, MATCHED, "statement.accept"]))
    for row in session.scalars(asked):
        events[row.kind].append(row)
    receipts = {row.event_id: row for row in session.scalars(select(Receipt))}
    yield from _receipts(events[TAKEN], receipts)
    yield from _answers(session, events[ANSWERED], receipts)
    yield from _slips(session, receipts)
    yield from _matches(session, events[MATCHED], receipts, moves)
    yield from _statements(session, {row.id: row for row in events["statement.accept"]})
    yield from _levels(session)


def lines_told(rows: Iterable[Any], closing: Money | None) -> str:
    """The digest of the new lines of a file, in the bank's order, and of the balance it ends with."""
    return digest({"closing": closing, "lines": [[getattr(row, name) for name in _LINE] for row in rows]})


def _receipts(events: Iterable[MoneyEvent], receipts: Mapping[UUID, Receipt]) -> Iterator[Wrong]:
    for event in events:
        row = receipts.get(event.id)
        if row is None:
            yield Wrong("row_gone", str(event.id))
            continue
        body = event.body
        said = (event.case_id, event.person_id, event.at, body["amount"], body["way"], body["payer"], body["relation"])
        if said != (row.case_id, row.person_id, row.at, row.amount, row.way, row.payer, row.relation):
            yield Wrong("row_changed", row.number)


def _answers(session: Session, events: Iterable[MoneyEvent], receipts: Mapping[UUID, Receipt]) -> Iterator[Wrong]:
    rows = {row.event_id: row for row in session.scalars(select(DirectAnswer))}
    for event in events:
        row, receipt = rows.get(event.id), receipts.get(UUID(event.body["event_id"]))
        if row is None:
            yield Wrong("row_gone", str(event.id))
        elif receipt is None or row.receipt_number != receipt.number or _differs(row, event.body):
            yield Wrong("row_changed", row.receipt_number)


def _differs(row: DirectAnswer, body: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != body[name] for name in _ANSWER)


def _slips(session: Session, receipts: Mapping[UUID, Receipt]) -> Iterator[Wrong]:
    """Slips whose items or sum are not those of the receipts they list."""
    amounts = {row.number: row.amount for row in receipts.values()}
    items: dict[str, list[str]] = defaultdict(list)
    for number, receipt in session.execute(select(HandoverItem.handover_number, HandoverItem.receipt_number)):
        items[number].append(receipt)
    for row in session.scalars(select(Handover).order_by(Handover.number)):
        whole = sum((amounts.get(one, ZERO) for one in row.receipt_numbers), ZERO)
        if sorted(items[row.number]) != sorted(row.receipt_numbers) or whole != row.amount:
            yield Wrong("row_changed", row.number)


def _matches(
    session: Session,
    events: Iterable[MoneyEvent],
    receipts: Mapping[UUID, Receipt],
    moves: Mapping[UUID, Sequence[Move]],
) -> Iterator[Wrong]:
    cases = {row.number: row.case_id for row in receipts.values()}
    parts: dict[UUID, list[Match]] = defaultdict(list)
    for row in session.scalars(select(Match).where(Match.cancels.is_(None))):
        parts[row.event_id].append(row)
    for event in events:
        rows, named = parts[event.id], {(one.credit.kind, one.credit.key) for one in moves.get(event.id, ())}
        told = {(event.body["rule"], True)} == {(one.rule, _goes_there(one, cases, named)) for one in rows}
        if not told or UUID(event.body["line"]) not in {one.line_id for one in rows}:
            yield Wrong("row_changed", str(event.id), (("line", event.body["line"]),))


def _goes_there(row: Match, cases: Mapping[str, UUID], named: set[tuple[AccountKind, str]]) -> bool:
    """Whether a match names the receipt, slip or case to which its event moved the money."""
    if row.receipt_number is not None:
        known = cases.get(row.receipt_number) == row.case_id
        return known and (AccountKind.TRANSFER_AWAITED, row.receipt_number) in named
    if row.handover_number is not None:
        return (AccountKind.CASH_AT_FINANCE, row.handover_number) in named
    return row.case_id is None or (AccountKind.CASE, str(row.case_id)) in named


def _statements(session: Session, events: Mapping[UUID, MoneyEvent]) -> Iterator[Wrong]:
    """Files whose lines are not those that were imported. What was told before lines were told of is counted only."""
    lines: dict[UUID, list[BankLine]] = defaultdict(list)
    for row in session.scalars(select(BankLine).order_by(BankLine.position)):
        lines[row.statement_id].append(row)
    for one in session.scalars(select(Statement)):
        body, rows = events[one.event_id].body if one.event_id in events else {}, lines[one.id]
        differs = body.get("sha256") != one.sha256 or len(rows) != one.new_lines
        if differs or ("lines" in body and lines_told(rows, one.closing_balance) != body["lines"]):
            yield Wrong("row_changed", one.file_name)


def _levels(session: Session) -> Iterator[Wrong]:
    """Payouts approved in other roles than their levels, or sent before all of these approved."""
    given: dict[UUID, list[str]] = defaultdict(list)
    sent: Counter[UUID] = Counter()
    for row in session.scalars(select(PayoutStep).order_by(PayoutStep.at, PayoutStep.id)):
        if row.step == "approved":
            given[row.payout_id].append(row.role)
        sent[row.payout_id] += row.step == "sent"
    for one in session.scalars(select(Payout).order_by(Payout.number)):
        enough = len(one.levels) if sent[one.id] else len(given[one.id])
        if not one.levels or given[one.id] != one.levels[:enough]:
            yield Wrong("row_changed", one.number)
