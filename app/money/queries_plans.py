"""What can be asked about plans and what was signed upon them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Label, select, true
from sqlalchemy.orm import Session, aliased

from app.base.actor import WHOLE_COURT, Scope
from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import missing
from app.base.remembering import remembered
from app.money import standing
from app.money.schedules import Instalment
from app.money.tables import MoneyEvent
from app.money.tables_plans import Consent, Plan, PlanRow, Resumption
from app.money.views import Settled

UNDERTAKING: Final = "undertaking.sign"
SETTLEMENT: Final = "settlement.sign"
SIGNED: Final = (UNDERTAKING, SETTLEMENT)
BY_PHONE: Final = "phone"
MOST_SHOWN: Final = 300
HOUSEHOLD: Final = (
    "income",
    "spouse_income",
    "persons",
    "need_each",
    "fixed_costs",
    "other_debts",
    "usable_percent",
    "season_month",
    "season_sales",
    "season_percent",
    "second_month",
    "second_sales",
    "second_percent",
)
"""The terms of a plan that tell of the family."""

SIGNER_MISSING: Final = {UNDERTAKING: "undertaking.signer_missing", SETTLEMENT: "settlement.signer_missing"}
"""The flag of a paper that somebody who had to sign did not sign."""


@dataclass(frozen=True)
class Signature:
    """A paper signed upon a plan. `consent`: none · phone · written, as it was on signing."""

    event_id: UUID
    kind: str
    plan_id: UUID
    case_id: UUID
    at: Instant
    by_id: UUID | None
    consent: str
    signer_ids: tuple[UUID, ...]
    body: dict[str, Any]
    flags: tuple[str, ...]

    @property
    def lacks_signer(self) -> bool:
        """Whether somebody who had to sign did not, so that the paper is still to be signed by all."""
        return SIGNER_MISSING[self.kind] in self.flags

    @property
    def binds(self) -> bool:
        """Whether it says anything for the creditor: a settlement one side did not sign is none."""
        return self.kind == UNDERTAKING or not self.lacks_signer


@dataclass(frozen=True)
class ConsentView:
    """The creditor's written consent."""

    at: Instant
    agent: str
    role: str
    authority: str
    scan: str | None
    note: str


@dataclass(frozen=True)
class Agreement:
    """What was signed upon a plan, and whether the creditor agreed in writing."""

    id: UUID
    """The plan's."""
    case_id: UUID
    signatures: tuple[Signature, ...]
    consent: ConsentView | None
    superseded_by: UUID | None

    @property
    def agreed_at(self) -> Instant | None:
        """When the creditor's consent stood in writing; None while it does not."""
        written = [one.at for one in self.signatures if one.consent == "written" and one.binds]
        if written:
            return min(written)
        return max(self.consent.at, self.signatures[0].at) if self.consent and self.signatures else None

    @property
    def awaited_since(self) -> Instant | None:
        """Since when the creditor's written consent is awaited: he agreed by phone, and nothing in writing came."""
        phone = [one.at for one in self.signatures if one.consent == BY_PHONE and one.binds]
        return min(phone) if phone and self.agreed_at is None else None

    @property
    def settlement(self) -> Signature | None:
        """The settlement both sides signed upon it, if any."""
        return next((one for one in self.signatures if one.kind == SETTLEMENT and one.binds), None)


@dataclass(frozen=True)
class PlanView(Agreement):
    """A plan with its rows and papers. `state`: draft · undertaken · awaiting · in_force · superseded."""

    person_id: UUID
    made_at: Instant
    made_by: UUID | None
    owed: Money
    waived: Money
    heads: dict[str, Money]
    terms: dict[str, Any]
    rows: tuple[Instalment, ...]
    supersedes: UUID | None
    resumed_as: str = ""
    """The number under which enforcement was resumed because it was broken; empty while it was not."""

    @property
    def running(self) -> bool:
        """Whether its instalments are still waited for: signed, not replaced, enforcement not resumed."""
        return bool(self.signatures) and self.superseded_by is None and not self.resumed_as

    @property
    def paid_now(self) -> Money:
        """The first payment on the spot."""
        return Money(self.terms["paid_now"])

    @property
    def payable(self) -> Money:
        """What is to be paid in all, the first payment with it."""
        return self.owed - self.waived

    @property
    def interest(self) -> Money:
        """Agreed interest within the instalments."""
        return Money(sum(row.interest for row in self.rows))

    @property
    def household(self) -> dict[str, Any]:
        """The family's sheet as it was worked out at the table; empty when nothing was told of an income."""
        told = {name: self.terms[name] for name in HOUSEHOLD if self.terms.get(name)}
        return told if {"income", "spouse_income"} & told.keys() else {}

    @property
    def conditional(self) -> bool:
        """Whether the waiver holds only when the plan is performed."""
        return bool(self.terms.get("waiver_conditional"))

    @property
    def state(self) -> str:
        """How it stands."""
        if self.superseded_by:
            return "superseded"
        if not self.signatures:
            return "draft"
        if self.awaited_since:
            return "awaiting"
        return "in_force" if self.settlement and self.agreed_at else "undertaken"


def plan(session: Session, scope: Scope, plan_id: UUID) -> PlanView:
    """One plan, or a refusal as missing."""
    row = session.get(Plan, plan_id)
    if row is None or not scope.admits(row.case_id):
        raise missing("plan")
    return _views(session, [row])[0]


def plans(session: Session, scope: Scope, *, case_ids: Iterable[UUID] | None = None) -> list[PlanView]:
    """Plans he may see, newest first: of cases all, else those that run and the newest of the others."""
    if case_ids is None:
        return list(_plans(session, scope, None))
    seen = tuple(one for one in dict.fromkeys(case_ids) if scope.admits(one))
    return list(_plans(session, WHOLE_COURT, seen)) if seen else []


@remembered
def _plans(session: Session, scope: Scope, case_ids: tuple[UUID, ...] | None) -> tuple[PlanView, ...]:
    asked = select(Plan).order_by(Plan.made_at.desc(), Plan.id.desc())
    if not scope.whole_court:
        asked = asked.where(Plan.case_id.in_(scope.case_ids))
    if case_ids is not None:
        rows = [
            row for part in standing.parts(case_ids) for row in session.scalars(asked.where(Plan.case_id.in_(part)))
        ]
        return tuple(_views(session, sorted(rows, key=lambda row: (row.made_at, row.id), reverse=True)))
    replaced = select(Plan.supersedes).where(Plan.supersedes.is_not(None))
    resumed = select(Resumption.plan_id).where(Resumption.step == "numbered")
    signed = select(MoneyEvent.case_id).where(MoneyEvent.kind.in_(SIGNED), MoneyEvent.case_id.is_not(None))
    runs = Plan.id.not_in(replaced) & Plan.id.not_in(resumed) & Plan.case_id.in_(signed)
    return tuple(_views(session, standing.newest_and_open(session, asked, lambda: runs, MOST_SHOWN)))


def settlements_signed(session: Session, since: Instant | None = None, until: Instant | None = None) -> list[Settled]:
    """Settlements in force from `since` on and before `until`: signed by both sides, consented to in writing.

    The moment counted is that of the later of the two. An undertaking is none.
    """
    cases = select(MoneyEvent.case_id).where(MoneyEvent.kind == SETTLEMENT)
    found = []
    for one in _agreements(session, Plan.case_id.in_(cases)):
        if one.settlement and one.agreed_at:
            at = max(one.agreed_at, one.settlement.at)
            if (since is None or at >= since) and (until is None or at < until):
                found.append(Settled(one.case_id, one.id, at, one.settlement.event_id))
    return sorted(found, key=lambda one: (one.at, one.event_id))


def awaiting(session: Session, scope: Scope) -> list[Agreement]:
    """Plans that the creditor agreed to by phone and whose written consent has not come."""
    phoned = select(MoneyEvent.case_id).where(
        MoneyEvent.kind.in_(SIGNED), MoneyEvent.body["consent"].as_string() == BY_PHONE
    )
    seen = true() if scope.whole_court else Plan.case_id.in_(scope.case_ids)
    found = _agreements(session, Plan.case_id.in_(phoned), Plan.id.not_in(select(Consent.plan_id)), seen)
    return [one for one in found if one.awaited_since and not one.superseded_by]


def _agreements(session: Session, *which: ColumnElement[bool]) -> list[Agreement]:
    plans_found = session.execute(select(Plan.id, Plan.case_id).where(*which)).all()
    if not plans_found:
        return []
    signed, consents, later = _agreed(session, [row.id for row in plans_found], {row.case_id for row in plans_found})
    return [
        Agreement(
            id=row.id,
            case_id=row.case_id,
            signatures=tuple(one for one in signed if one.plan_id == row.id),
            consent=consents.get(row.id),
            superseded_by=later[row.id].superseded_by,
        )
        for row in plans_found
    ]


def _views(session: Session, rows: Sequence[Plan]) -> list[PlanView]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    instalments = _rows(session, ids)
    signed, consents, later = _agreed(session, ids, {row.case_id for row in rows})
    upon: dict[UUID, list[Signature]] = defaultdict(list)
    for one in signed:
        upon[one.plan_id].append(one)
    return [
        PlanView(
            id=row.id,
            case_id=row.case_id,
            person_id=row.person_id,
            made_at=row.made_at,
            made_by=row.made_by,
            owed=row.owed,
            waived=row.waived,
            heads={head: Money(fen) for head, fen in row.heads.items()},
            terms=row.terms,
            rows=tuple(instalments.get(row.id, ())),
            signatures=tuple(upon[row.id]),
            consent=consents.get(row.id),
            superseded_by=later[row.id].superseded_by,
            supersedes=row.supersedes,
            resumed_as=later[row.id].resumed_as,
        )
        for row in rows
    ]


def _rows(session: Session, plan_ids: Sequence[UUID]) -> dict[UUID, list[Instalment]]:
    found: dict[UUID, list[Instalment]] = {}
    told = (PlanRow.nominal_on, PlanRow.due_on, PlanRow.amount, PlanRow.left, PlanRow.interest)
    columns = (PlanRow.plan_id, PlanRow.position, *told)
    asked = select(*columns).where(PlanRow.plan_id.in_(plan_ids)).order_by(PlanRow.plan_id, PlanRow.position)
    for row in session.execute(asked):
        made = Instalment(row.position, row.nominal_on, row.due_on, row.amount, row.left, row.interest)
        found.setdefault(row.plan_id, []).append(made)
    return found


def _agreed(
    session: Session, plan_ids: Sequence[UUID], case_ids: Iterable[UUID]
) -> tuple[list[Signature], dict[UUID, ConsentView], dict[UUID, "_After"]]:
    """What was signed, the creditors' consents by plan, and what came after each plan."""
    consents = session.scalars(select(Consent).where(Consent.plan_id.in_(plan_ids)))
    after = aliased(Plan)
    told = select(Plan.id, after.id.label("after"), _number()).outerjoin(after, after.supersedes == Plan.id)
    later = session.execute(told.where(Plan.id.in_(plan_ids)))
    return (
        signatures(session, case_ids),
        {one.plan_id: _consent(one) for one in consents},
        {row.id: _After(row.after, row.number or "") for row in later},
    )


@dataclass(frozen=True)
class _After:
    """What came after a plan: the plan that took its place, the number under which enforcement was resumed."""

    superseded_by: UUID | None
    resumed_as: str


def _number() -> Label[str | None]:
    """The 执恢 number of a plan that was broken; of several the last that was told."""
    told = select(Resumption.number).where(Resumption.plan_id == Plan.id, Resumption.step == "numbered")
    last = told.order_by(Resumption.at.desc(), Resumption.id.desc()).limit(1)
    return last.correlate(Plan).scalar_subquery().label("number")


def signatures(session: Session, case_ids: Iterable[UUID]) -> list[Signature]:
    """What was signed upon plans of these cases and was not taken back, oldest first; the caller may see them."""
    asked = select(MoneyEvent).where(
        MoneyEvent.kind.in_(SIGNED), MoneyEvent.case_id.in_(list(case_ids)), standing.event_holds(MoneyEvent.id)
    )
    return [
        Signature(
            event_id=row.id,
            kind=row.kind,
            plan_id=UUID(row.body["plan_id"]),
            case_id=row.case_id,
            at=row.at,
            by_id=row.by_id,
            consent=row.body["consent"],
            signer_ids=tuple(UUID(one) for one in row.body["signer_ids"]),
            body=row.body,
            flags=tuple(row.flags),
        )
        for row in session.scalars(asked.order_by(MoneyEvent.at, MoneyEvent.id))
        if row.case_id
    ]


def _consent(row: Consent) -> ConsentView:
    return ConsentView(row.at, row.agent, row.role, row.authority, row.scan, row.note)
