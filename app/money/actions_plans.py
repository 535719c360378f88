"""At the table: a plan is worked out, a paper is signed upon it, the creditor consents in writing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.deeds import Deed, Sha256, columns_of, in_future
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases import queries as cases
from app.cases.rules import PersonKind, Standing
from app.cases.views import CaseBrief
from app.court import queries as court
from app.law.allocation import Head
from app.money import ledger, letters, plans, queries
from app.money.debt import Owed
from app.money.plans import Capacity, Household
from app.money.queries_plans import SETTLEMENT, SIGNER_MISSING, UNDERTAKING, PlanView
from app.money.queries_plans import plan as plan_of
from app.money.schedules import Instalment, PlanKind, Terms, schedule
from app.money.tables import MoneyEvent
from app.money.tables_plans import Consent, Plan, PlanRow
from app.trail import actions as trail

DRAFT: Final = "plan.draft"
CONSENT: Final = "plan.consent"
HEADS: Final = frozenset({Standing.LEGAL_REPRESENTATIVE, Standing.PERSON_IN_CHARGE})
Short = Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\r\n]*$")]
Text = Annotated[str, StringConstraints(max_length=2000)]
Share = Annotated[int, Field(ge=0, le=100)]
Amount = Annotated[Money, Field(ge=0)]
Signers = Annotated[tuple[UUID, ...], Field(min_length=1, max_length=10)]


class AgreedRow(Command):
    """One row of a plan as it was agreed."""

    day: date
    amount: Annotated[Money, Field(gt=0)]


def rows_of_text(value: Any) -> Any:
    """Rows typed one a line, `2026-03-28 5000`, or given as rows."""
    if not isinstance(value, str):
        return value
    parted = [line.replace("，", " ").replace("=", " ").split() for line in value.splitlines()]
    return [{"day": parts[0], "amount": " ".join(parts[1:])} for parts in parted if parts]


class DraftPlan(Command):
    """How the debt is to be paid, and the sheet of what the household can pay."""

    case_id: UUID
    person_id: UUID
    paid_now: Amount = ZERO
    waived: Amount = ZERO
    waived_head: Literal[Head.DOUBLED_INTEREST, Head.GENERAL_INTEREST] = Head.DOUBLED_INTEREST
    waiver_conditional: bool = False
    first_on: date
    grace_months: Annotated[int, Field(ge=0, le=36)] = 0
    instalments: Annotated[int, Field(ge=1, le=600)] | None = None
    monthly: Annotated[Money, Field(gt=0)] | None = None
    kind: PlanKind | None = None
    """Left out: by the terms given, an amount a month or a number of instalments."""
    rate: Annotated[str, StringConstraints(pattern=r"^(\d{1,2}(\.\d{1,4})?)?$")] = ""
    """Agreed interest, percent a year."""
    agreed_rows: Annotated[tuple[AgreedRow, ...], Field(max_length=600), BeforeValidator(rows_of_text)] = ()
    """Custom rows: a day and an amount each."""
    income: Amount = ZERO
    spouse_income: Amount = ZERO
    persons: Annotated[int, Field(ge=0, le=30)] = 0
    need_each: Amount = ZERO
    fixed_costs: Amount = ZERO
    other_debts: Amount = ZERO
    usable_percent: Share = 70
    season_month: Annotated[int, Field(ge=1, le=12)] | None = None
    season_sales: Amount = ZERO
    season_percent: Share = 80
    second_month: Annotated[int, Field(ge=1, le=12)] | None = None
    second_sales: Amount = ZERO
    """A second season, such as lambs in spring after cattle in autumn."""
    second_percent: Share = 80
    use_season: bool = False
    """Whether the share of the seasons is added to the instalments of their months."""
    supersedes: UUID | None = None


class SignUndertaking(Deed):
    """分期还款承诺书: the debtors' word. It stops nothing, whoever else signs."""

    plan_id: UUID
    signer_ids: Signers
    consent: Literal["none", "phone", "written"] = "none"
    """How the creditor agreed to grace or waiver, if he did."""
    creditor_agent: Short = ""
    hardship: Text = ""


class SignSettlement(Deed):
    """执行和解协议: both parties sign. For the creditor he himself, his representative, or a specially authorised agent."""

    plan_id: UUID
    signer_ids: Signers
    consent: Literal["phone", "written"]
    creditor_agent: Short = ""
    """Who signed for the creditor; left out, nobody did."""
    creditor_role: Literal["party", "legal_representative", "special", "general"]
    authority: Short = ""
    """The power of attorney that says 特别授权."""
    seizure: Text = ""
    """What becomes of seals and freezes."""


class ConfirmConsent(Command):
    """The creditor's consent has come in writing; a scan or a note says where it lies."""

    plan_id: UUID
    agent: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    role: Literal["party", "legal_representative", "special"]
    authority: Short = ""
    scan: Sha256 | None = None
    note: Text = ""


@dataclass(frozen=True)
class WorkedOut:
    """A plan before it is kept: what is owed, the rows, what the household can pay, and the rows above that."""

    owed: Owed
    terms: Terms
    rows: tuple[Instalment, ...]
    capacity: Capacity
    too_much: tuple[Instalment, ...]
    known: bool = False
    """Whether the family told what it earns, so that too much can be told."""


def work_out(session: Session, scope: Scope, deed: DraftPlan, on: date) -> WorkedOut:
    """The plan these terms make today; nothing is kept."""
    cases.require_person(session, scope, deed.case_id, deed.person_id)
    debt = queries.owed(session, deed.case_id, on, court.profile(session))
    _require_sound(deed, debt, on)
    capacity = plans.can_pay(_household(deed))
    terms = Terms(
        debt=debt.total,
        waived=deed.waived,
        paid_now=deed.paid_now,
        first_on=deed.first_on,
        grace_months=deed.grace_months,
        instalments=deed.instalments,
        monthly=deed.monthly,
        seasons=capacity.seasons if deed.use_season else (),
        kind=deed.kind,
        rows=tuple((one.day, one.amount) for one in deed.agreed_rows),
        rate=Fraction(deed.rate or 0) / 100,
        since=on,
    )
    rows = schedule(terms, court.calendar(session))
    known = bool(deed.income or deed.spouse_income)
    return WorkedOut(debt, terms, rows, capacity, plans.exceeds(rows, capacity) if known else (), known)


def _require_sound(deed: DraftPlan, debt: Owed, on: date) -> None:
    """No instalment before today, no waiver of more than is owed under its head; both are named at once."""
    owed_there = debt.left.get(deed.waived_head, ZERO)
    faults = [Fault("first_on", "plan.first_in_past")] if deed.first_on < on else []
    if deed.waived > owed_there:
        faults.append(Fault("waived", "plan.waived_too_much", (("owed", str(owed_there)),)))
    if faults:
        raise Refusal(faults[0].code, Kind.INVALID, faults=tuple(faults), **dict(faults[0].facts))


def draft_plan(session: Session, actor: Actor, deed: DraftPlan) -> Plan:
    """Keep a plan. One that supersedes another takes its place; a plan is never changed."""
    worked = work_out(session, actor.scope, deed, actor.now.day)
    _require_replaceable(session, actor, deed)
    plan = Plan(
        id=new_id(actor.now),
        case_id=deed.case_id,
        person_id=deed.person_id,
        made_at=actor.now,
        made_by=actor.id,
        owed=worked.terms.debt,
        waived=deed.waived,
        heads={head.value: int(amount) for head, amount in worked.owed.left.items()},
        terms=deed.model_dump(mode="json"),
        supersedes=deed.supersedes,
    )
    session.add(plan)
    session.flush()
    session.add_all(_row(actor, plan.id, row) for row in worked.rows)
    trail.write(session, actor, DRAFT, case=deed.case_id, subject=plan.id, content=deed.model_dump(mode="json"))
    return plan


def record_undertaking(session: Session, actor: Actor, deed: SignUndertaking) -> MoneyEvent:
    """The debtors signed their undertaking. It changes no case."""
    return _sign(session, actor, deed, UNDERTAKING)


def record_settlement(session: Session, actor: Actor, deed: SignSettlement) -> MoneyEvent:
    """Both parties signed a settlement; it stands once the creditor's consent is in writing."""
    return _sign(session, actor, deed, SETTLEMENT)


def confirm_consent(session: Session, actor: Actor, deed: ConfirmConsent) -> Consent:
    """Keep the creditor's written consent, once. Refused: nothing signed, no proof, an agent without his power named."""
    found = plan_of(session, actor.scope, deed.plan_id)
    if not found.signatures:
        raise Refusal("consent.nothing_signed", Kind.CONFLICT)
    if found.consent or found.agreed_at:
        raise Refusal("consent.given_already", Kind.CONFLICT)
    if not (deed.scan or deed.note):
        raise Refusal("consent.no_proof", Kind.INVALID, faults=(Fault("note", "consent.no_proof"),))
    if deed.role == "special" and not deed.authority:
        raise Refusal("consent.no_authority", Kind.INVALID, faults=(Fault("authority", "consent.no_authority"),))
    row = Consent(at=actor.now, by_id=actor.id, **deed.model_dump())
    session.add(row)
    trail.write(session, actor, CONSENT, case=found.case_id, subject=deed.plan_id, content=deed.model_dump(mode="json"))
    return row


def _sign(session: Session, actor: Actor, deed: SignUndertaking | SignSettlement, kind: str) -> MoneyEvent:
    ledger.lock(session)
    values = columns_of(deed, kind, by=actor.id, entered_at=actor.now, flags=[])
    if known := letters.said_before(session, values):
        return known
    letters.require_known(session, actor, deed)
    plan = plan_of(session, actor.scope, deed.plan_id)
    case = cases.case(session, actor.scope, deed.case_id)
    if plan.case_id != deed.case_id or not set(deed.signer_ids) <= {party.person.id for party in case.parties}:
        raise missing("plan")
    flags = _flags(plan, deed, kind)
    if deed.door == "desk" and flags:
        raise Refusal(flags[0], Kind.CONFLICT)
    flags += _unsigned(case, deed, kind)
    future = ["deed.future"] if in_future(deed.at, actor.now) else []
    event = ledger.book(session, actor, {**values, "flags": [*flags, *future]})
    trail.write(session, actor, kind, case=deed.case_id, subject=event.id, content=deed.model_dump(mode="json"))
    return event


def _unsigned(case: CaseBrief, deed: SignUndertaking | SignSettlement, kind: str) -> list[str]:
    """The flag of a paper somebody did not sign. At the desk it is refused by name, and so is a nameless consent."""
    absent = _absent(case, deed)
    faults = [Fault("signer_ids", SIGNER_MISSING[kind], (("names", _listed(absent)),))] if absent else []
    nameless = not deed.creditor_agent
    if nameless and isinstance(deed, SignSettlement):
        names = _listed(one.name for one in case.applicants)
        faults.append(Fault("creditor_agent", "settlement.creditor_missing", (("names", names),)))
    if nameless and isinstance(deed, SignUndertaking) and deed.consent == "phone":
        faults.append(Fault("creditor_agent", "undertaking.agent_missing"))
    if deed.door == "desk" and faults:
        raise Refusal(faults[0].code, Kind.INVALID, faults=tuple(faults), **dict(faults[0].facts))
    return [SIGNER_MISSING[kind]] if any(one.code != "undertaking.agent_missing" for one in faults) else []


def _absent(case: CaseBrief, deed: SignUndertaking | SignSettlement) -> list[str]:
    """The debtors who had to sign and did not. For a settlement an organisation signs too, itself or by its representative."""
    unseen = [one for one in case.debtors if one.id not in deed.signer_ids]
    heads = {one.person.id for one in case.parties if one.standing in HEADS}
    organised = isinstance(deed, SignSettlement) and heads.isdisjoint(deed.signer_ids)
    return [one.name for one in unseen if one.kind == PersonKind.NATURAL or organised]


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


def _flags(plan: PlanView, deed: SignUndertaking | SignSettlement, kind: str) -> list[str]:
    """What a judge should look at: an order broken, never a reason to forget what was signed."""
    flags = ["plan.superseded"] if plan.superseded_by else []
    whole = [one for one in plan.signatures if one.kind == kind and not one.lacks_signer]
    flags += ["plan.signed_already"] if whole else []
    if isinstance(deed, SignSettlement) and (
        deed.creditor_role == "general" or (deed.creditor_role == "special" and not deed.authority)
    ):
        flags.append("settlement.no_special_authority")
    return flags


def _require_replaceable(session: Session, actor: Actor, deed: DraftPlan) -> None:
    if deed.supersedes is None:
        return
    before = plan_of(session, actor.scope, deed.supersedes)
    if before.case_id != deed.case_id or before.superseded_by:
        raise Refusal("plan.superseded", Kind.CONFLICT)
    if session.scalar(select(Plan.id).where(Plan.supersedes == deed.supersedes)):
        raise Refusal("plan.superseded", Kind.CONFLICT)


def capacity_of(plan: PlanView) -> Capacity | None:
    """What the family could pay by the sheet that was kept with the plan; None when no income was told."""
    return plans.can_pay(_household(DraftPlan.model_validate(plan.terms))) if plan.household else None


def _household(deed: DraftPlan) -> Household:
    return Household(
        income=deed.income + deed.spouse_income,
        persons=deed.persons,
        need_each=deed.need_each,
        fixed_costs=deed.fixed_costs,
        other_debts=deed.other_debts,
        usable_percent=deed.usable_percent,
        sales=tuple(plans.Sale(month, income, percent) for month, income, percent in _seasons(deed) if month),
    )


def _seasons(deed: DraftPlan) -> Iterator[tuple[int | None, Money, int]]:
    yield deed.season_month, deed.season_sales, deed.season_percent
    yield deed.second_month, deed.second_sales, deed.second_percent


def _row(actor: Actor, plan_id: UUID, row: Instalment) -> PlanRow:
    return PlanRow(
        id=new_id(actor.now),
        plan_id=plan_id,
        position=row.position,
        nominal_on=row.nominal_on,
        due_on=row.due_on,
        amount=row.amount,
        left=row.left,
        interest=row.interest,
    )
