"""A plan of distribution as pages show it: who gets what of which claim, in per cent, and what may be done next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from app.base.money import Money
from app.cases.views import CaseBrief
from app.law import distribution as law
from app.law.citations import cite
from app.money.actions_distributions import Draft
from app.money.distributions import ShareState, StepName
from app.money.queries_distributions import DistributionView
from app.money.queries_payouts import PayoutView
from app.money.queries_suggestions import SuggestedRow, Suggestion

SPARE: Final = 2
"""Empty rows for one more claim of somebody: a part with priority, costs he advanced."""
STAGE_TONES: Final = {
    "proposed": "warn",
    "approved": "warn",
    "running": "info",
    "payable": "info",
    "done": "ok",
    "rejected": "muted",
    "withdrawn": "muted",
}
SHARE_TONES: Final = {
    "waiting": "muted",
    "held": "danger",
    "payable": "info",
    "released": "ok",
    "void": "muted",
    "nothing": "muted",
}
TONES_OF: Final = {"stage": STAGE_TONES, "share": SHARE_TONES}
WHOLE: Final = 10_000


@dataclass(frozen=True)
class Row:
    """One claim of a plan with its share; a preview has no id and no state yet. `place`: where it stands in the plan."""

    id: UUID | None
    place: int
    number: str
    case_id: UUID
    creditor: str
    rank: str
    basis: str
    claim: Money
    amount: Money
    percent: str
    fee: bool = False
    state: ShareState | None = None
    payouts: tuple[PayoutView, ...] = ()

    @property
    def anew(self) -> bool:
        """Whether it was released and no payout of it stands."""
        released = self.state is ShareState.RELEASED and not self.fee
        return released and not any(one.stands for one in self.payouts)

    @property
    def to_pay(self) -> bool:
        """Whether it can be carried out now."""
        return self.state is ShareState.PAYABLE or self.anew

    @property
    def fee_moved(self) -> bool:
        """Whether it is the fee of another case that came there and is paid over from there."""
        return self.state is ShareState.RELEASED and self.fee

    @property
    def to_take_back(self) -> bool:
        """Whether it can be brought back where it came from."""
        return self.state is ShareState.RELEASED and not any(one.stands for one in self.payouts)


def percent(part: Money, whole: Money) -> str:
    """A share in per cent, to two places, rounded down so that nobody is promised more."""
    parts = int(Fraction(int(part), int(whole)) * WHOLE) if whole else 0
    return f"{parts // 100}.{parts % 100:02d}%"


def drafted(draft: Draft) -> list[Row]:
    """The rows of a preview."""
    return [
        Row(
            id=None,
            place=place,
            number=one.case.number,
            case_id=one.case.id,
            creditor=one.creditor,
            rank=one.rank,
            basis=one.basis,
            claim=one.claim,
            amount=one.amount,
            percent=percent(one.amount, one.claim),
        )
        for place, one in enumerate(draft.rows)
    ]


def rows(found: DistributionView, numbers: Mapping[UUID, str], paid: Mapping[UUID, Iterable[PayoutView]]) -> list[Row]:
    """The rows of a plan that was proposed."""
    return [
        Row(
            id=one.id,
            place=place,
            number=numbers.get(one.case_id, ""),
            case_id=one.case_id,
            creditor=one.creditor,
            rank=one.rank,
            basis=found.bases[one.id],
            claim=one.claim,
            amount=one.amount,
            percent=percent(one.amount, one.claim),
            fee=one.fee,
            state=found.course.state(one),
            payouts=tuple(paid.get(one.id, ())),
        )
        for place, one in enumerate(found.shares)
    ]


def fields(suggestion: Suggestion) -> list[SuggestedRow | None]:
    """The rows of the form: everybody known, and some empty ones."""
    return [*suggestion.rows, *[None] * SPARE]


def who(case: CaseBrief, creditor: str) -> str:
    """A creditor of a case as one value of a form."""
    return f"{case.id}:{creditor}"


def given_rows(form: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows as typed, as many as there are; one that is not ticked stays in its place and does not join."""
    found: list[dict[str, Any]] = []
    while f"rows.{len(found)}.who" in form:
        place = len(found)
        case_id, _, creditor = form.get(f"rows.{place}.who", "").partition(":")
        told = {name: form.get(f"rows.{place}.{name}", "").strip() for name in ("rank", "claim", "basis")}
        joins = f"rows.{place}.joins" in form
        typed = {"case_id": case_id, "creditor": creditor, **told} if joins else {}
        found.append({"joins": joins, **{name: value for name, value in typed.items() if value}})
    return found


def given_shares(form: Mapping[str, str], found: Iterable[Row]) -> list[dict[str, Any]]:
    """Every share with the account typed beside it, and whether it was ticked.

    Fields are named by the share's place in the plan: what another one releases meanwhile moves no account to a neighbour.
    """
    names = ("payee", "payee_account", "payee_bank")
    return [
        {
            "share_id": str(one.id),
            "joins": f"shares.{one.place}.joins" in form,
            **{name: form.get(f"shares.{one.place}.{name}", "").strip() for name in names},
        }
        for one in found
    ]


def articles(on: date) -> str:
    """On which articles a plan, its order and its objections rest."""
    keys = (law.PLAN_CITATION, law.COSTS_CITATION, law.PRO_RATA_CITATION, law.OBJECTION_CITATION)
    return "、".join(cite(key, on).short for key in keys)


def course(found: DistributionView) -> list[dict[str, Any]]:
    """The steps for the timeline, oldest first, without the approvals, which stand by themselves."""
    shown = [row for row in found.rows if not row.role and row.step != StepName.SERVED]
    return [
        {"at": row.at, "step": row.step, "by": row.by_id, "party": row.party, "on": row.on_day, "note": row.note}
        for row in shown
    ]
