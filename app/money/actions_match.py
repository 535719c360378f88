"""A person says what a bank line is: confirms a proposal, claims it to a case by hand, or undoes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases import queries as cases
from app.law.case_numbers import CaseNumber
from app.money import ledger, queries_bank, queries_cash, queries_dues, queries_matching, queries_payouts, standing
from app.money.matching_values import Evidence, Proposal, Rule
from app.money.rules import AccountKind, AccountRef, Move, Way
from app.money.tables import Handover, MoneyEvent
from app.money.tables_bank import Match
from app.money.views import LineView, ReceiptView
from app.trail import actions as trail

MATCH: Final = "line.match"
UNDO: Final = "line.unmatch"
CHARGES: Final = AccountRef(AccountKind.CHARGES, "trust")
Token = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=400)]


class ConfirmProposals(Command):
    """Confirm these proposals, each named by the word under which it was shown."""

    tokens: Annotated[tuple[Token, ...], Field(min_length=1, max_length=1000)]


class ClaimLine(Command):
    """Claim what is open of a line to a case, for these promised receipts of it or without one."""

    line_id: UUID
    case_number: CaseNumber
    receipt_numbers: Annotated[tuple[Token, ...], Field(max_length=50)] = ()
    reason: Reason


class AnswerLine(Command):
    """Take one of the suggestions of a line, named by the word under which it was shown."""

    line_id: UUID
    token: Token


class UndoMatch(Command):
    """Take a match back."""

    event_id: UUID
    reason: Reason


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line and what it is for."""

    account: AccountRef
    amount: Money
    case_id: UUID | None = None
    receipt_number: str | None = None
    handover_number: str | None = None


def confirm_proposals(session: Session, actor: Actor, deed: ConfirmProposals) -> int:
    """Book them, all or none. Refused: `match.changed` when one is no longer what the clerk saw."""
    ledger.lock(session)
    wanted = set(deed.tokens)
    standing_now = {one.token: one for one in queries_matching.proposals(session, actor.scope)}
    if not wanted <= standing_now.keys():
        raise Refusal("match.changed", Kind.CONFLICT, count=len(wanted - standing_now.keys()))
    chosen = [standing_now[token] for token in sorted(wanted)]
    batch = new_id(actor.now) if len(chosen) > 1 else None
    for proposal in chosen:
        book_proposal(session, actor, proposal, batch=batch)
    return len(chosen)


def answer_line(session: Session, actor: Actor, deed: AnswerLine) -> None:
    """Book the suggestion a person chose. Refused: `match.changed` when the line no longer has it."""
    ledger.lock(session)
    offered = queries_matching.outcome(session, actor.scope).suggestions.get(str(deed.line_id), ())
    chosen = next((one for one in offered if one.token == deed.token), None)
    if chosen is None:
        raise Refusal("match.changed", Kind.CONFLICT, count=1)
    book_proposal(session, actor, chosen, chosen=True)


def book_proposal(
    session: Session, actor: Actor, proposal: Proposal, *, chosen: bool = False, batch: UUID | None = None
) -> None:
    """One event for each line of the proposal; what the bank withheld is charged with the first.

    `batch` names what was confirmed at once, to be taken back at once.
    """
    more = ({"chosen": True} if chosen else {}) | ({"batch": str(batch)} if batch else {})
    lines = queries_bank.lines(session, ids=[UUID(one) for one in proposal.line_ids])
    for place, line in enumerate(lines):
        part = _part_of(proposal, line)
        charge = Money(proposal.fee) if place == 0 else ZERO
        _book(
            session,
            actor,
            line,
            [part],
            rule=proposal.rule,
            facts=_facts(proposal, line) | more,
            charge=charge,
        )


def claim_line(session: Session, actor: Actor, deed: ClaimLine) -> UUID:
    """Claim a line by hand. What the chosen receipts do not take goes to the case as money without a receipt."""
    ledger.lock(session)
    line = queries_bank.line(session, deed.line_id)
    if line.open <= ZERO or line.amount <= ZERO:
        raise Refusal("match.nothing_open", Kind.CONFLICT)
    case = cases.by_number(session, actor.scope, str(deed.case_number))
    if case is None:
        raise Refusal("match.no_case", Kind.INVALID, faults=(Fault("case_number", "match.no_case"),))
    waiting = [one for one in queries_cash.promises_open(session, actor.scope) if one.case_id == case.id]
    parts = _claimed(line, case.id, waiting, deed.receipt_numbers)
    facts = {"reason": deed.reason, "case": case.number, "amount": str(line.open), "payer": line.payer}
    return _book(session, actor, line, parts, rule=Rule.BY_HAND, facts=facts)


def undo_match(session: Session, actor: Actor, deed: UndoMatch) -> None:
    """Mirror the match and set its line open again, once; transfers that are one receipt together come back together.

    Refused: money of a case that was paid out, set aside, shared out or promised since.
    """
    ledger.lock(session)
    event = session.get(MoneyEvent, deed.event_id)
    if event is None or event.kind != MATCH:
        raise missing("match")
    undone = (event, *_other_parts(session, event))
    for one in undone:
        mirror(session, actor, one, deed.reason)
    require_not_used(session, [one.id for one in undone])


def _other_parts(session: Session, event: MoneyEvent) -> Sequence[MoneyEvent]:
    """The matches in force of the other transfers of the same receipt: it is open as a whole or not at all."""
    own = select(Match.receipt_number).where(Match.event_id == event.id, Match.rule == Rule.SPLIT.value)
    others = select(Match.event_id).where(
        Match.receipt_number.in_(own), Match.rule == Rule.SPLIT.value, standing.match_holds()
    )
    asked = select(MoneyEvent).where(MoneyEvent.id.in_(others), MoneyEvent.id != event.id).order_by(MoneyEvent.id)
    return session.scalars(asked).all()


def mirror(session: Session, actor: Actor, event: MoneyEvent, reason: str) -> None:
    """Take one match back: its event mirrored, its parts cancelled.

    Refused (conflict): a payout found in the bank's lines whose return was booked since; the return is taken back first.
    """
    returned = standing.returned_since(session, event.id)
    if returned:
        raise Refusal("match.payout_returned", Kind.CONFLICT, payout=returned)
    columns = ledger.event_columns(actor, kind=UNDO, case_id=event.case_id, body={"reason": reason})
    mirror = ledger.reverse(session, actor, event, columns)
    for part in session.scalars(select(Match).where(Match.event_id == event.id, Match.cancels.is_(None))).all():
        session.add(
            Match(
                id=new_id(actor.now),
                line_id=part.line_id,
                event_id=mirror.id,
                amount=part.amount,
                receipt_number=part.receipt_number,
                handover_number=part.handover_number,
                case_id=part.case_id,
                rule=part.rule,
                reason={"reason": reason},
                at=actor.now,
                by_id=actor.id,
                cancels=part.id,
            )
        )
    content = {"event_id": str(event.id), "reason": reason}
    trail.write(session, actor, UNDO, case=event.case_id, subject=event.id, content=content)


def require_not_used(session: Session, event_ids: Sequence[UUID]) -> None:
    """Refuse to have taken these matches back when a case is short then of what left it or is promised.

    A receipt stays in its case while its money is awaited again, so that no balance falls below zero by it.
    """
    touched = queries_dues.cases_of_matches(session, event_ids)
    away = queries_dues.in_transit(session, WHOLE_COURT)
    accounts = {one: AccountRef(AccountKind.CASE, str(one)) for one in touched}
    held = ledger.balances(session, accounts.values())
    for case_id, account in accounts.items():
        lacking = queries_payouts.promised(session, account) + away.get(case_id, ZERO) - held[account]
        if lacking > ZERO:
            number = cases.briefs(session, WHOLE_COURT, [case_id])[case_id].number
            raise Refusal("match.money_used", Kind.CONFLICT, case=number, lacking=str(lacking))


def _claimed(line: LineView, case_id: UUID, waiting: Sequence[ReceiptView], chosen: Iterable[str]) -> list[Part]:
    open_here = {one.number: one for one in waiting}
    wanted = list(dict.fromkeys(chosen))
    if any(number not in open_here for number in wanted):
        raise Refusal("match.receipt_gone", Kind.CONFLICT)
    if not wanted and any(one.amount == line.open for one in waiting):
        raise Refusal("match.receipt_open", Kind.INVALID, faults=(Fault("receipt_numbers", "match.receipt_open"),))
    parts = [_receipt_part(open_here[number]) for number in wanted]
    rest = line.open - sum(part.amount for part in parts)
    if rest < ZERO:
        raise Refusal("match.too_much", Kind.INVALID, faults=(Fault("receipt_numbers", "match.too_much"),))
    return [*parts, Part(AccountRef(AccountKind.CASE, str(case_id)), rest, case_id)] if rest else parts


def _receipt_part(receipt: ReceiptView) -> Part:
    account = AccountRef(AccountKind.TRANSFER_AWAITED, receipt.number)
    return Part(account, receipt.amount, receipt.case_id, receipt.number)


def _part_of(proposal: Proposal, line: LineView) -> Part:
    case_id = UUID(proposal.case_id) if proposal.case_id else None
    if proposal.slip_number:
        account = AccountRef(AccountKind.CASH_AT_FINANCE, proposal.slip_number)
        return Part(account, line.open, handover_number=proposal.slip_number)
    if proposal.receipt_numbers:
        number = proposal.receipt_numbers[0]
        return Part(AccountRef(AccountKind.TRANSFER_AWAITED, number), line.open, case_id, number)
    return Part(AccountRef(AccountKind.CASE, str(case_id)), line.open, case_id)


def _facts(proposal: Proposal, line: LineView) -> dict[str, Any]:
    """What the sentence that says why is made of."""
    return {
        "evidence": [one.value for one in proposal.evidence],
        "amount": str(line.open),
        "payer": line.payer,
        "receipt": "" if proposal.slip_number else "、".join(proposal.receipt_numbers),
        "slip": proposal.slip_number or "",
        "fee": str(Money(proposal.fee)) if proposal.fee else "",
        "account": line.case_account if Evidence.CASE_ACCOUNT in proposal.evidence else "",
        "doubts": [one.value for one in proposal.doubts],
    }


def _book(
    session: Session,
    actor: Actor,
    line: LineView,
    parts: Sequence[Part],
    *,
    rule: Rule,
    facts: dict[str, Any],
    charge: Money = ZERO,
) -> UUID:
    """One event for the line, one row for each part. Who took the money does not match it.

    `charge` is what the bank withheld on the way: it completes the first part and stands as a charge.
    """
    _require_four_eyes(session, actor, parts)
    case_id = next((part.case_id for part in parts if part.case_id), None)
    unclaimed = AccountRef(AccountKind.UNCLAIMED, str(line.id))
    moves = [Move(debit=unclaimed, credit=part.account, amount=part.amount) for part in parts]
    if charge:
        moves.append(Move(debit=CHARGES, credit=parts[0].account, amount=charge))
    columns = ledger.event_columns(actor, kind=MATCH, case_id=case_id, body={"line": str(line.id), "rule": rule.value})
    event = ledger.book(session, actor, columns, moves)
    session.add_all(_match(actor, line, part, event.id, rule=rule, facts=facts) for part in parts)
    trail.write(
        session, actor, MATCH, case=case_id, subject=event.id, content={"line": str(line.id), "rule": rule.value}
    )
    return event.id


def _match(actor: Actor, line: LineView, part: Part, event_id: UUID, *, rule: Rule, facts: dict[str, Any]) -> Match:
    return Match(
        id=new_id(actor.now),
        line_id=line.id,
        event_id=event_id,
        amount=part.amount,
        receipt_number=part.receipt_number,
        handover_number=part.handover_number,
        case_id=part.case_id,
        rule=rule.value,
        reason=facts,
        at=actor.now,
        by_id=actor.id,
        cancels=None,
    )


def _require_four_eyes(session: Session, actor: Actor, parts: Sequence[Part]) -> None:
    numbers = [part.receipt_number for part in parts if part.receipt_number]
    slips = [part.handover_number for part in parts if part.handover_number]
    took = [who for one in queries_cash.by_numbers(session, numbers) for who in _takers(one)]
    for slip in session.scalars(select(Handover).where(Handover.number.in_(slips))):
        took += [UUID(one) for one in slip.officer_ids]
    took += [answer.by_id for answer in standing.acknowledgements_of(session, slips).values() if answer.by_id]
    actor.require_other_than(*took)


def _takers(receipt: ReceiptView) -> Iterable[UUID | None]:
    """Cash was in the hands of all it names. A transfer was in nobody's: it bars only who took it down himself.

    Who copies another's paper took nothing down himself; else the only clerk could match no payment he typed in.
    """
    if receipt.way == Way.CASH:
        return receipt.officer_ids
    himself = receipt.door == "tablet" or (receipt.door == "desk" and receipt.by_id in receipt.officer_ids)
    return [receipt.by_id] if himself else []
