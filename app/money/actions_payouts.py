"""Money leaves: proposed, approved by the court's own table, sent by finance. Who made a step makes no later one."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.deeds import Sha256
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases import queries as cases
from app.court import queries as court
from app.money import (
    actions_lines,
    ledger,
    payouts,
    queries,
    queries_applicants,
    queries_bank,
    queries_dues,
    queries_payouts,
    queries_refunds,
    queries_told,
)
from app.money.decisions import Decision, Line, Short, Withdrawal
from app.money.payouts import PayoutKind, Stage
from app.money.queries_payouts import PayoutView
from app.money.rules import AccountKind, AccountRef, Move
from app.money.tables_distributions import SharePayout
from app.money.tables_payouts import Payout, PayoutStep
from app.trail import actions as trail

PROPOSE: Final = "payout.propose"
DECIDE: Final = "payout.decide"
SEND: Final = "payout.send"
WITHDRAW: Final = "payout.withdraw"


class ProposePayout(Command):
    """Pay this out: of a case, or of a line that nobody claimed."""

    kind: PayoutKind
    case_id: UUID | None = None
    line_id: UUID | None = None
    amount: Annotated[Money, Field(gt=0)]
    payee: Line
    payee_account: Short = ""
    payee_bank: Short = ""
    reason: Line
    panel: Short = ""
    """The panel's decision, where another one than the law names is paid."""
    panel_scan: Sha256 | None = None
    creditor: Short = ""
    """Whose part of the money it is, where another one than this applicant is paid."""


class DecidePayout(Decision):
    """One level approves it, or one rejects it with his reason."""

    payout_id: UUID


class WithdrawPayout(Withdrawal):
    """Who proposed it takes it back before it is sent."""

    payout_id: UUID


class SendPayouts(Command):
    """Finance orders these at the bank."""

    payout_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=500)]


def propose_payout(session: Session, actor: Actor, deed: ProposePayout) -> Payout:
    """Propose a payout.

    Refused: a payee the law does not name, or without an account; more than stands free, than the fee that was
    collected, than is the creditor's (of several, his part), or than the payer paid; a case that is deferred.
    """
    ledger.lock(session)
    row = _row(session, actor, deed)
    _require_lawful(session, actor, deed)
    _require_free(session, deed)
    _require_share(session, actor, deed)
    return _keep(session, actor, deed, row)


def propose_share(session: Session, actor: Actor, deed: ProposePayout, share_id: UUID) -> Payout:
    """Propose the payout of a share of a plan of distribution, out of the money the plan binds for it.

    How much it is was decided with the plan; all else is as with any payout.
    """
    ledger.lock(session)
    row = _row(session, actor, deed)
    _require_lawful(session, actor, deed)
    _require_free(session, deed, bound=deed.amount)
    kept = _keep(session, actor, deed, row)
    session.add(SharePayout(payout_id=kept.id, share_id=share_id))
    session.flush()
    content = {"share_id": share_id}
    trail.write(session, actor, queries_told.PAY, case=deed.case_id, subject=kept.id, content=content)
    return kept


def decide_payout(session: Session, actor: Actor, deed: DecidePayout) -> PayoutView:
    """Approve or reject it in the role that is awaited. The last approval sets the money aside where its kind wants it."""
    ledger.lock(session)
    found = queries_payouts.payout(session, actor.scope, deed.payout_id)
    role = found.awaits
    if role is None:
        raise Refusal("payout.stage", Kind.CONFLICT)
    if role not in actor.roles:
        raise Refusal("payout.other_level", Kind.FORBIDDEN, role=role)
    actor.require_other_than(*found.hands)
    if deed.decision == "rejected" and not deed.note:
        raise Refusal("payout.no_reason", Kind.INVALID, faults=(Fault("note", "payout.no_reason"),))
    last = payouts.next_role(found.levels[1:], queries_payouts.folded(found.steps)) is None
    event_id = _reserve(session, actor, found) if deed.decision == "approved" and last else None
    _step(session, actor, found.id, deed.decision, role=role, note=deed.note, event_id=event_id)
    trail.write(session, actor, DECIDE, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))
    return queries_payouts.payout(session, actor.scope, deed.payout_id)


def withdraw_payout(session: Session, actor: Actor, deed: WithdrawPayout) -> None:
    """Take a payout back that nobody sent; money that was set aside for it goes back where it was."""
    ledger.lock(session)
    found = queries_payouts.payout(session, actor.scope, deed.payout_id)
    if found.stage not in payouts.OPEN:
        raise Refusal("payout.stage", Kind.CONFLICT)
    if actor.id != found.by_id:
        raise Refusal("payout.not_his", Kind.FORBIDDEN)
    event_id = None
    if found.stage is Stage.APPROVED and found.reserve:
        move = Move(debit=found.reserve, credit=found.source, amount=found.amount)
        event_id = _book(session, actor, found, WITHDRAW, move)
        for step in found.steps:
            if step.event_id and found.line_id:
                actions_lines.take_match_back(session, actor, step.event_id, by_event=event_id, reason=deed.note)
    _step(session, actor, found.id, "withdrawn", note=deed.note, event_id=event_id)
    trail.write(session, actor, WITHDRAW, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))


def send_payouts(session: Session, actor: Actor, deed: SendPayouts) -> list[PayoutView]:
    """Order them at the bank, all or none. Who proposed or approved one does not send it.

    Refused: a case that is deferred, or whose money is not at the bank.
    """
    ledger.lock(session)
    wanted = list(dict.fromkeys(deed.payout_ids))
    found = queries_payouts.by_ids(session, actor.scope, wanted)
    if len(found) != len(wanted):
        raise missing("payout")
    away = queries_dues.in_transit(session, WHOLE_COURT)
    for one in found:
        if one.stage is not Stage.APPROVED:
            raise Refusal("payout.stage", Kind.CONFLICT)
        actor.require_other_than(*one.hands)
        require_not_deferred(session, actor, one.kind, one.case_id)
        _require_at_bank(session, one, away)
        move = Move(debit=one.reserve or one.source, credit=one.paying, amount=one.amount)
        event_id = _book(session, actor, one, SEND, move)
        _step(session, actor, one.id, "sent", event_id=event_id)
        trail.write(session, actor, SEND, case=one.case_id, subject=one.id, content={"number": one.number})
    return queries_payouts.by_ids(session, actor.scope, wanted)


def _require_free(session: Session, deed: ProposePayout, bound: Money = ZERO) -> None:
    """No more than what stands there and is not promised; `bound` is what is bound for this very payout."""
    source = _source(deed)
    held = ledger.balances(session, [source])[source]
    if source.kind is AccountKind.CASE and deed.case_id:
        held -= queries_dues.in_transit(session, WHOLE_COURT).get(deed.case_id, ZERO)
    promised = queries_payouts.promised(session, source) - bound
    payouts.require_covered(deed.amount, held=held, promised=promised)


def _require_at_bank(session: Session, one: PayoutView, away: Mapping[UUID, Money]) -> None:
    """Refuse to send what its case holds as awaited only: the bank would pay it out of other cases' money."""
    if one.case_id is None or one.kind is PayoutKind.DEPOSIT_OUT:
        return
    case = AccountRef(AccountKind.CASE, str(one.case_id))
    needs = ZERO if one.reserve else one.amount
    held = ledger.balances(session, [case])[case] - away.get(one.case_id, ZERO)
    payouts.require_covered(needs, held=held, promised=ZERO)


def _keep(session: Session, actor: Actor, deed: ProposePayout, row: Payout) -> Payout:
    session.add(row)
    session.flush()
    trail.write(session, actor, PROPOSE, case=deed.case_id, subject=row.id, content=queries_told.payout_told(row))
    return row


def _source(deed: ProposePayout) -> AccountRef:
    if deed.line_id is not None:
        return AccountRef(AccountKind.UNCLAIMED, str(deed.line_id))
    kind = AccountKind.DEPOSITED if deed.kind is PayoutKind.DEPOSIT_OUT else AccountKind.CASE
    return AccountRef(kind, str(deed.case_id))


def _require_lawful(session: Session, actor: Actor, deed: ProposePayout) -> None:
    """Who may be paid, and whether anything holds the money back."""
    if (deed.case_id is None) == (deed.line_id is None) or (deed.line_id and deed.kind is not PayoutKind.REFUND):
        raise Refusal("payout.one_source", Kind.INVALID)
    if deed.line_id is not None:
        actor.scope.require(None, "line")
        names = [queries_bank.line(session, deed.line_id).payer]
    elif deed.case_id is not None:
        case = cases.case(session, actor.scope, deed.case_id)
        applicants = [one.name for one in case.applicants if deed.creditor in {"", one.name}]
        names = list(queries_refunds.paid_into(session, case.id)) if deed.kind is PayoutKind.REFUND else applicants
        require_not_deferred(session, actor, deed.kind, case.id)
    payouts.require_payee(deed.kind, deed.payee, names, panel=deed.panel, scan=deed.panel_scan)
    payouts.require_account(deed.kind, deed.payee_account)


def _require_share(session: Session, actor: Actor, deed: ProposePayout) -> None:
    """No more than the order of the debt gives to whom it is for."""
    if deed.case_id is None:
        return
    _require_paid_in(session, deed, deed.case_id)
    owed = queries.owed(session, deed.case_id, actor.now.day, court.profile(session))
    due = queries_dues.due(session, actor.scope, deed.case_id, owed)
    payouts.require_share(deed.kind, deed.amount, fee=due.fee, creditor=max(due.free - due.refund, ZERO))
    _require_part(session, actor, deed, due.creditor)


def _require_part(session: Session, actor: Actor, deed: ProposePayout, creditor: Money) -> None:
    """Of several applicants each gets his part, reckoned by what all of them claim."""
    if deed.case_id is None or deed.kind not in queries_applicants.TO_CREDITOR:
        return
    case = cases.case(session, actor.scope, deed.case_id)
    names = queries_applicants.names(case)
    if len(names) <= 1:
        return
    whose = deed.creditor or deed.payee
    if whose not in names:
        wrong = Fault("creditor", "payout.whose_part", (("names", "、".join(names)),))
        raise Refusal("payout.whose_part", Kind.INVALID, faults=(wrong,), names="、".join(names))
    found = queries_applicants.parts(session, case, creditor)
    payouts.require_part(deed.amount, found.left(whose) if found else None, payee=whose, count=len(names))


def _require_paid_in(session: Session, deed: ProposePayout, case_id: UUID) -> None:
    """A payer gets back what he paid, not what others did; another payee stands on the panel's decision alone."""
    if deed.kind is not PayoutKind.REFUND:
        return
    if deed.payee in queries_refunds.paid_into(session, case_id):
        most = queries_refunds.refundable(session, case_id, deed.payee)
        payouts.require_paid_in(deed.amount, most=most, payer=deed.payee)


def require_not_deferred(session: Session, actor: Actor, kind: PayoutKind, case_id: UUID | None) -> None:
    """Refuse to let money go that the court holds back in its case."""
    if case_id is None or kind not in {PayoutKind.CREDITOR, PayoutKind.DEPOSIT_OUT}:
        return
    holding = [one for one in queries_payouts.deferrals(session, actor.scope, case_ids=[case_id]) if one.holds]
    if holding:
        raise Refusal("payout.deferred", Kind.CONFLICT, until=str(holding[0].review_on))


def _row(session: Session, actor: Actor, deed: ProposePayout) -> Payout:
    profile = court.profile(session)
    year = actor.now.day.year
    return Payout(
        id=new_id(actor.now),
        number=f"{profile.code}发{year}-{ledger.next_in(session, f'payout-{year}'):05d}",
        kind=deed.kind.value,
        levels=list(payouts.approvers(profile.payout_levels, deed.amount)),
        annex=_annex(session, actor, deed),
        at=actor.now,
        by_id=actor.id,
        **deed.model_dump(include=set(Payout.__table__.columns.keys()) - {"kind"}),
    )


def _annex(session: Session, actor: Actor, deed: ProposePayout) -> dict[str, Any]:
    """What was owed by head that day and what the payments covered of it."""
    if deed.case_id is None:
        return {}
    debt = queries.owed(session, deed.case_id, actor.now.day, court.profile(session))
    heads = {
        head.value: {"charged": int(amount), "covered": int(debt.paid_on(head)), "left": int(debt.left[head])}
        for head, amount in debt.charged.items()
    }
    whose = {"creditor": deed.creditor} if deed.creditor else {}
    return {"on": actor.now.day.isoformat(), "heads": heads, "to_refund": int(debt.to_refund), **whose}


def _reserve(session: Session, actor: Actor, found: PayoutView) -> UUID | None:
    if found.reserve is None:
        return None
    event_id = _book(session, actor, found, DECIDE, Move(debit=found.source, credit=found.reserve, amount=found.amount))
    if found.line_id is not None:
        facts = {"payout": found.number, "payer": found.payee, "amount": str(found.amount), "evidence": []}
        told = {"line_id": found.line_id, "event_id": event_id, "amount": found.amount}
        actions_lines.add_match(session, actor, rule="refund", facts=facts, **told)
    return event_id


def _book(session: Session, actor: Actor, found: PayoutView, kind: str, move: Move) -> UUID:
    columns = ledger.event_columns(actor, kind=kind, case_id=found.case_id, body={"payout": found.number})
    return ledger.book(session, actor, columns, [move]).id


def _step(
    session: Session,
    actor: Actor,
    payout_id: UUID,
    step: str,
    *,
    role: str = "",
    note: str = "",
    event_id: UUID | None = None,
) -> None:
    row = PayoutStep(
        id=new_id(actor.now),
        payout_id=payout_id,
        step=step,
        role=role,
        note=note,
        event_id=event_id,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
