"""What the trail was told of payouts, plans, deferrals, slips and closings, said again by their rows as they lie now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.base.canonical import digest
from app.money.tables import Acknowledgement, Handover
from app.money.tables_closing import Closing, ClosingCheck
from app.money.tables_distributions import (
    ApplicantClaims,
    Distribution,
    DistributionShare,
    DistributionStep,
    SharePayout,
)
from app.money.tables_payouts import Deferral, DeferralStep, Payout, PayoutStep
from app.money.verifying import Told

STEP: Final = "distribution.step"
PAY: Final = "distribution.pay"
"""The trail's lines of one step of a plan, and of the payout that brings a share to its creditor."""
VERBS: Final = frozenset(
    {
        "applicant.state",
        "closing.check",
        "closing.make",
        "distribution.propose",
        "handover.acknowledge",
        "handover.make",
        "payout.answer_deferral",
        "payout.decide",
        "payout.defer",
        "payout.propose",
        "payout.send",
        "payout.withdraw",
        PAY,
        STEP,
    }
)
"""The deeds whose rows say all that the trail was told of them."""
_PROPOSED: Final = (
    "kind",
    "case_id",
    "line_id",
    "amount",
    "payee",
    "payee_account",
    "payee_bank",
    "reason",
    "panel",
    "panel_scan",
)
_PLANNED: Final = ("case_id", "amount", "value_on", "proceeds", "reason", "number", "parties", "levels", "annex")
_SHARED: Final = ("case_id", "creditor", "rank", "basis", "claim", "amount")


def told(session: Session) -> list[Told]:
    """Every line the trail must hold for what lies in the store."""
    papers = [*_payouts(session), *_deferrals(session), *_slips(session), *_closings(session)]
    return [*papers, *_plans(session), *_claims(session)]


def claims_told(row: ApplicantClaims) -> dict[str, Any]:
    """All that was stated of the applicants' claims."""
    return _said(row, ("case_id", "claims", "source"))


def payout_told(row: Payout) -> dict[str, Any]:
    """All that a payout was proposed with."""
    return _said(row, _PROPOSED)


def plan_told(row: Distribution, shares: Iterable[DistributionShare]) -> dict[str, Any]:
    """All that a plan says, with its shares in their order."""
    return {**_said(row, _PLANNED), "shares": [_said(one, _SHARED) for one in shares]}


def step_told(row: DistributionStep) -> dict[str, Any]:
    """All that a step of a plan says."""
    return _said(row, [column.key for column in inspect(DistributionStep).column_attrs if column.key != "by_id"])


def _said(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _payouts(session: Session) -> Iterator[Told]:
    numbers = {}
    for row in session.scalars(select(Payout)):
        numbers[row.id] = row.number
        yield Told("payout.propose", row.id, row.by_id, digest(payout_told(row)), row.number)
    for step in session.scalars(select(PayoutStep)):
        number = numbers.get(step.payout_id, "")
        decided = step.step in {"approved", "rejected"}
        verb = "payout.decide" if decided else {"sent": "payout.send"}.get(step.step, "payout.withdraw")
        said: dict[str, Any] = {"payout_id": step.payout_id, "note": step.note}
        if decided:
            said["decision"] = step.step
        content = {"number": number} if step.step == "sent" else said
        yield Told(verb, step.payout_id, step.by_id, digest(content), number)


def _deferrals(session: Session) -> Iterator[Told]:
    for row in session.scalars(select(Deferral)):
        said = _said(row, ("case_id", "ground", "reason", "review_on"))
        yield Told("payout.defer", row.id, row.by_id, digest(said), str(row.id))
    for step in session.scalars(select(DeferralStep)):
        said = _said(step, ("deferral_id", "step", "note"))
        yield Told("payout.answer_deferral", step.deferral_id, step.by_id, digest(said), str(step.deferral_id))


def _slips(session: Session) -> Iterator[Told]:
    slips = {row.number: row for row in session.scalars(select(Handover))}
    for row in slips.values():
        said = {"number": row.number, "receipts": row.receipt_numbers}
        yield Told("handover.make", row.event_id, row.by_id, digest(said), row.number)
    for answer in session.scalars(select(Acknowledgement)):
        slip = slips[answer.handover_number]
        counted = {"event_id": slip.event_id, "counted": slip.amount, "official_number": answer.official_number}
        yield Told("handover.acknowledge", answer.event_id, answer.by_id, digest(counted), slip.number)


def _closings(session: Session) -> Iterator[Told]:
    for row in session.scalars(select(Closing)):
        said = digest(row.figures)
        yield Told("closing.make", row.id, row.by_id, said if said == row.digest else "", row.month)
    for check in session.scalars(select(ClosingCheck)):
        answer = _said(check, ("closing_id", "agrees", "note"))
        yield Told("closing.check", check.closing_id, check.by_id, digest(answer), str(check.closing_id))


def _plans(session: Session) -> Iterator[Told]:
    shares: dict[UUID, list[DistributionShare]] = defaultdict(list)
    for one in session.scalars(select(DistributionShare).order_by(DistributionShare.position)):
        shares[one.distribution_id].append(one)
    numbers = {}
    for row in session.scalars(select(Distribution)):
        numbers[row.id] = row.number
        yield Told("distribution.propose", row.id, row.by_id, digest(plan_told(row, shares[row.id])), row.number)
    for step in session.scalars(select(DistributionStep)):
        number = numbers.get(step.distribution_id, "")
        yield Told(STEP, step.id, step.by_id, digest(step_told(step)), number)
    asked = select(SharePayout.payout_id, SharePayout.share_id, Payout.number, Payout.by_id)
    for link in session.execute(asked.join(Payout, Payout.id == SharePayout.payout_id)):
        yield Told(PAY, link.payout_id, link.by_id, digest({"share_id": link.share_id}), link.number)


def _claims(session: Session) -> Iterator[Told]:
    for row in session.scalars(select(ApplicantClaims)):
        yield Told("applicant.state", row.id, row.by_id, digest(claims_told(row)), str(row.case_id))
