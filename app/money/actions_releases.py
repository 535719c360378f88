"""A plan is carried out: money moves to the case of its creditor, and his payout is proposed; or a share is taken back."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.deeds import Sha256
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.court import queries as court
from app.money import ledger, payouts, queries_distributions, queries_dues, queries_payouts, queries_shares_owed
from app.money.actions_distributions import MOST_SHARES, add_step
from app.money.actions_payouts import ProposePayout, propose_share, require_not_deferred
from app.money.decisions import Line, Short
from app.money.distributions import Share, ShareState, StepName
from app.money.payouts import PayoutKind
from app.money.queries_distributions import DistributionView
from app.money.rules import AccountKind, AccountRef, Move
from app.money.tables import MoneyEvent
from app.money.tables_payouts import Payout
from app.trail import actions as trail

MOVE: Final = "distribution.move"
MOVE_BACK: Final = "distribution.move_back"
RELEASE: Final = "distribution.release"
TAKE_BACK: Final = "distribution.take_back"


class PaidShare(Command):
    """One share and the account to which it goes; the payee is its creditor unless the panel decided otherwise.

    One that does not join is passed over.
    """

    share_id: UUID
    joins: bool = True
    payee: Short = ""
    payee_account: Short = ""
    payee_bank: Short = ""


class ReleaseShares(Command):
    """Carry these shares out."""

    distribution_id: UUID
    shares: Annotated[tuple[PaidShare, ...], Field(min_length=1, max_length=MOST_SHARES)]
    panel: Short = ""
    panel_scan: Sha256 | None = None


class TakeShareBack(Command):
    """Bring a released share back into the case it came from, while it is not paid."""

    distribution_id: UUID
    share_id: UUID
    note: Line


def release_shares(session: Session, actor: Actor, deed: ReleaseShares) -> list[Payout]:
    """Release shares that nobody contests, all or none: each moves into its case, and its payout is proposed.

    A share whose payout was turned down or came back is proposed anew. Refused: a share that waits, is contested, void
    or on its way; no account; another payee without the panel; a case whose payouts are deferred.
    """
    ledger.lock(session)
    found = queries_distributions.distribution(session, actor.scope, deed.distribution_id, actor.now.day)
    known = queries_distributions.payouts_of(session, WHOLE_COURT, found.shares)
    _require_payable(found, deed, {key for key, rows in known.items() if any(one.stands for one in rows)})
    _require_still(session, actor, found, deed)
    made = [_carry_out(session, actor, found, deed, one) for one in deed.shares if one.joins]
    content = deed.model_dump(mode="json")
    trail.write(session, actor, RELEASE, case=found.case_id, subject=found.id, content=content)
    return [one for one in made if one is not None]


def take_share_back(session: Session, actor: Actor, deed: TakeShareBack) -> None:
    """Mirror the move of a share, once; it may be released again. Refused while a payout of it stands, or it was spent."""
    ledger.lock(session)
    found = queries_distributions.distribution(session, actor.scope, deed.distribution_id, actor.now.day)
    share = found.share(deed.share_id)
    rows = queries_distributions.payouts_of(session, WHOLE_COURT, [share]).get(share.id, [])
    if found.course.state(share) is not ShareState.RELEASED or any(one.stands for one in rows):
        raise Refusal("distribution.share_stage", Kind.CONFLICT)
    event_id = _moved(session, found, share)
    if event_id is not None:
        _require_there(session, share.case_id, share.amount, bound=ZERO if share.fee else share.amount)
        columns = ledger.event_columns(actor, kind=MOVE_BACK, case_id=found.case_id, body={"reason": deed.note})
        event_id = ledger.reverse(session, actor, session.get_one(MoneyEvent, event_id), columns).id
    told = {"share_ids": [str(share.id)], "note": deed.note, "event_id": event_id}
    add_step(session, actor, found.id, StepName.TAKEN_BACK, **told)
    trail.write(session, actor, TAKE_BACK, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))


def _require_payable(found: DistributionView, deed: ReleaseShares, standing: set[UUID]) -> None:
    chosen = [(place, one) for place, one in enumerate(deed.shares) if one.joins]
    faults = [] if chosen else [Fault("shares", "distribution.none_chosen")]
    for place, one in chosen:
        share = found.share(one.share_id)
        state = found.course.state(share)
        anew = state is ShareState.RELEASED and not share.fee and share.id not in standing
        if state is not ShareState.PAYABLE and not anew:
            faults.append(Fault(f"shares.{place}.share_id", "distribution.share_stage"))
        if not share.fee and not one.payee_account:
            faults.append(Fault(f"shares.{place}.payee_account", "payout.no_account"))
        if one.payee not in {"", share.creditor} and not (deed.panel and deed.panel_scan):
            faults.append(Fault(f"shares.{place}.payee", "payout.payee", (("names", share.creditor),)))
    if len({one.share_id for _, one in chosen}) < len(chosen):
        faults.append(Fault("shares", "distribution.twice"))
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(faults))


def _require_still(session: Session, actor: Actor, found: DistributionView, deed: ReleaseShares) -> None:
    """The plan is older than today: refuse what its case has no money for, holds back, or paid its creditor otherwise."""
    chosen = [(place, found.share(one.share_id)) for place, one in enumerate(deed.shares) if one.joins]
    fresh = [(place, one) for place, one in chosen if one.id not in found.course.released]
    if not fresh:
        return
    require_not_deferred(session, actor, PayoutKind.CREDITOR, found.case_id)
    moves = Money(sum(one.amount for _, one in fresh if one.case_id != found.case_id))
    _require_there(session, found.case_id, moves, bound=moves)
    above = queries_shares_owed.above_owed(session, [one for _, one in fresh], actor.now.day, court.profile(session))
    faults = [
        Fault(f"shares.{place}.share_id", "distribution.above_owed", (("most", str(above[one.id])),))
        for place, one in fresh
        if one.id in above
    ]
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(faults))


def _carry_out(
    session: Session, actor: Actor, found: DistributionView, deed: ReleaseShares, one: PaidShare
) -> Payout | None:
    share = found.share(one.share_id)
    if share.id not in found.course.released:
        _release(session, actor, found, share)
    if share.fee:
        return None
    proposal = ProposePayout(
        kind=PayoutKind.CREDITOR,
        case_id=share.case_id,
        amount=share.amount,
        payee=one.payee or share.creditor,
        payee_account=one.payee_account,
        payee_bank=one.payee_bank,
        reason=f"{found.number} 分配款",
        panel=deed.panel,
        panel_scan=deed.panel_scan,
    )
    return propose_share(session, actor, proposal, share.id)


def _release(session: Session, actor: Actor, found: DistributionView, share: Share) -> None:
    """The share counts for its case from now on; where that is another one, its money moves there."""
    event_id = None
    if share.case_id != found.case_id:
        body = {"distribution": found.number, "share": str(share.id), "to": str(share.case_id)}
        columns = ledger.event_columns(actor, kind=MOVE, case_id=found.case_id, body=body)
        move = Move(debit=_account(found.case_id), credit=_account(share.case_id), amount=share.amount)
        event_id = ledger.book(session, actor, columns, [move]).id
    add_step(session, actor, found.id, StepName.RELEASED, share_ids=[str(share.id)], event_id=event_id)


def _account(case_id: UUID) -> AccountRef:
    return AccountRef(AccountKind.CASE, str(case_id))


def _moved(session: Session, found: DistributionView, share: Share) -> UUID | None:
    """The event by which the share moved and that was not mirrored, if it moved."""
    made = [row.event_id for row in found.rows if row.step == StepName.RELEASED and str(share.id) in row.share_ids]
    return next((one for one in made if one and ledger.reversal_of(session, one) is None), None)


def _require_there(session: Session, case_id: UUID, amount: Money, *, bound: Money) -> None:
    """Refuse to move on what a case needs for something else by now; `bound` is what is bound in it for this very move."""
    source = _account(case_id)
    held = ledger.balances(session, [source])[source]
    held -= queries_dues.in_transit(session, WHOLE_COURT).get(case_id, ZERO)
    payouts.require_covered(amount, held=held, promised=queries_payouts.promised(session, source) - bound)
