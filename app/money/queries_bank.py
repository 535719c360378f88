"""What can be asked about statements, their lines, and what explains them."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.refusal import Fault, Kind, Refusal, missing
from app.base.remembering import remembered
from app.money import ledger, standing
from app.money.rules import AccountKind, AccountRef
from app.money.statement_overlap import told_again
from app.money.statements import MADE, StatementDraft, StatementLine, differs
from app.money.tables_bank import BankLine, Match, Statement
from app.money.views import LineView, MatchView

MOST_SHOWN = 300


@dataclass(frozen=True)
class Comparison:
    """A draft against what is known."""

    new: tuple[StatementLine, ...]
    known: int


def compare(session: Session, draft: StatementDraft) -> Comparison:
    """The lines not imported yet.

    Refused, with its row: a serial that is known with another content, and a line without one that may be known already.
    """
    known = {
        row.serial: row
        for part in standing.parts(line.serial for line in draft.lines)
        for row in session.scalars(select(BankLine).where(BankLine.serial.in_(part)))
    }
    new = [line for line in draft.lines if line.serial not in known]
    changed = [
        Fault("serial", "statement.serial_changed", (("serial", line.serial),), row=line.row)
        for line in draft.lines
        if line.serial in known and differs(line, _as_draft(known[line.serial], row=line.row))
    ]
    changed += [
        Fault("serial", "statement.told_again", (("day", str(line.on_day)), ("amount", str(line.amount))), row=line.row)
        for line in told_again(new, _absent(session, new, {line.serial for line in draft.lines}))
    ]
    if changed:
        raise Refusal("statement.rows_wrong", Kind.INVALID, faults=tuple(changed[:100]), count=len(changed))
    return Comparison(tuple(new), len(draft.lines) - len(new))


def _absent(session: Session, new: Sequence[StatementLine], shown: Container[str]) -> Iterable[StatementLine]:
    """Known lines of the days of the new ones that the file does not show; those with a number where a new one has none."""
    made = BankLine.serial.startswith(MADE)
    days = {line.on_day for line in new}
    unnumbered = {line.on_day for line in new if line.serial.startswith(MADE)}
    for wanted, kind in ((days, made), (unnumbered, ~made)):
        for part in standing.parts(wanted):
            rows = session.scalars(select(BankLine).where(BankLine.on_day.in_(part), kind))
            yield from (_as_draft(one, row=0) for one in rows if one.serial not in shown)


def statements(session: Session) -> list[Statement]:
    """The imported files, newest first."""
    return list(session.scalars(select(Statement).order_by(Statement.at.desc(), Statement.id.desc()).limit(MOST_SHOWN)))


def statement(session: Session, statement_id: UUID) -> Statement:
    """One imported file."""
    found = session.get(Statement, statement_id)
    if found is None:
        raise missing("statement")
    return found


def by_hash(session: Session, sha256: str) -> Statement | None:
    """The import of these bytes, if there was one."""
    return session.scalar(select(Statement).where(Statement.sha256 == sha256))


def lines(session: Session, *, statement_id: UUID | None = None, ids: Iterable[UUID] | None = None) -> list[LineView]:
    """Lines of a file, or these lines, in the bank's order."""
    asked = select(BankLine).order_by(BankLine.on_day, BankLine.at_time, BankLine.statement_id, BankLine.position)
    if statement_id is not None:
        return _seen(session, session.scalars(asked.where(BankLine.statement_id == statement_id)).all())
    rows = [row for part in standing.parts(ids or ()) for row in session.scalars(asked.where(BankLine.id.in_(part)))]
    return sorted(_seen(session, rows), key=lambda one: (one.on_day, one.at_time, one.serial))


def line(session: Session, line_id: UUID) -> LineView:
    """One line, or a refusal as missing."""
    found = lines(session, ids=[line_id])
    if not found:
        raise missing("line")
    return found[0]


def lines_of_days(session: Session, first: object, last: object) -> list[LineView]:
    """The lines of these days, both counted."""
    asked = select(BankLine).where(BankLine.on_day >= first, BankLine.on_day <= last)
    return _seen(session, session.scalars(asked.order_by(BankLine.on_day, BankLine.at_time, BankLine.position)).all())


@remembered
def unclaimed(session: Session, scope: Scope) -> list[LineView]:
    """Money that came in and is not yet explained, the oldest first; only who sees the whole court sees it."""
    if not scope.whole_court:
        return []
    keys = ledger.open_balances(session, AccountKind.UNCLAIMED)
    return lines(session, ids=[UUID(key) for key in keys])


def unexplained_out(session: Session, scope: Scope) -> list[LineView]:
    """Money that went out and is not yet explained, the oldest first."""
    if not scope.whole_court:
        return []
    keys = ledger.open_balances(session, AccountKind.OUTGOING)
    return lines(session, ids=[UUID(key) for key in keys])


def matches(
    session: Session,
    scope: Scope,
    *,
    case_id: UUID | None = None,
    line_ids: Iterable[UUID] | None = None,
    since: Instant | None = None,
) -> list[MatchView]:
    """Matches in force, newest first: of a case or of lines all, else the newest."""
    asked = select(Match).where(standing.match_holds()).order_by(Match.at.desc(), Match.id.desc())
    if not scope.whole_court:
        asked = asked.where(Match.case_id.in_(scope.case_ids))
    if case_id is not None:
        asked = asked.where(Match.case_id == case_id)
    if since is not None:
        asked = asked.where(Match.at >= since)
    if line_ids is not None:
        wanted = (asked.where(Match.line_id.in_(part)) for part in standing.parts(line_ids))
        found = (row for one in wanted for row in session.scalars(one))
        rows = sorted(found, key=lambda row: (row.at, row.id), reverse=True)
    else:
        rows = list(session.scalars(asked if case_id else asked.limit(MOST_SHOWN)))
    seen = {one.id: one for one in lines(session, ids={row.line_id for row in rows})}
    return [_match(row, seen[row.line_id]) for row in rows]


def matches_of(session: Session, scope: Scope, event_id: UUID) -> list[MatchView]:
    """The parts of one match in force, or a refusal as missing."""
    ids = set(session.scalars(select(Match.line_id).where(Match.event_id == event_id)))
    found = [one for one in matches(session, scope, line_ids=ids) if one.event_id == event_id]
    if not found:
        raise missing("match")
    return found


def bank_balance(session: Session) -> Money | None:
    """What the bank said last; None when no line tells a balance."""
    order = (BankLine.on_day.desc(), BankLine.at_time.desc(), Statement.at.desc(), BankLine.position.desc())
    told = select(BankLine.balance).join(Statement, Statement.id == BankLine.statement_id)
    return session.scalar(told.where(BankLine.balance.is_not(None)).order_by(*order).limit(1))


def _seen(session: Session, rows: Sequence[BankLine]) -> list[LineView]:
    accounts = {row.id: AccountRef(_suspense(row), str(row.id)) for row in rows}
    held = ledger.balances(session, accounts.values())
    return [_view(row, held.get(accounts[row.id], ZERO)) for row in rows]


def _suspense(row: BankLine) -> AccountKind:
    return AccountKind.UNCLAIMED if row.amount > ZERO else AccountKind.OUTGOING


def _view(row: BankLine, left: Money) -> LineView:
    return LineView(
        id=row.id,
        statement_id=row.statement_id,
        serial=row.serial,
        on_day=row.on_day,
        at_time=row.at_time,
        amount=row.amount,
        balance=row.balance,
        payer=row.payer,
        payer_account=row.payer_account,
        case_account=row.case_account,
        memo=row.memo,
        open=left,
    )


def _match(row: Match, line_seen: LineView) -> MatchView:
    return MatchView(
        id=row.id,
        event_id=row.event_id,
        line=line_seen,
        amount=row.amount,
        receipt_number=row.receipt_number,
        handover_number=row.handover_number,
        case_id=row.case_id,
        rule=row.rule,
        facts=row.reason,
        at=row.at,
        by_id=row.by_id,
    )


def _as_draft(known: BankLine, *, row: int) -> StatementLine:
    return StatementLine(
        row=row,
        serial=known.serial,
        on_day=known.on_day,
        at_time=known.at_time,
        amount=known.amount,
        balance=known.balance,
        payer=known.payer,
        payer_account=known.payer_account,
        case_account=known.case_account,
        memo=known.memo,
    )
