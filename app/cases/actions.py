"""What is done with cases and their people. Numbers are entered as the case system made them, never invented."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases.rules import Category, FindingKind, InterestTerms, PersonKind, Standing
from app.cases.tables import Case, CaseEvent, Claim, Finding, Party, Person, Phone
from app.law.allocation import Head
from app.law.case_numbers import CaseNumber
from app.law.identity import CreditCode, Identity
from app.staff import queries as staff
from app.staff.verbs import Role
from app.trail import actions as trail

Short = Annotated[str, StringConstraints(max_length=120)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Text = Annotated[str, StringConstraints(max_length=400)]
Amount = Annotated[Money, Field(ge=0)]
ClaimHead = Literal["principal", "general_interest", "costs", "delay_fee"]
"""What a title orders; the court's own fee and the doubled part follow from the law."""


class AddCase(Command):
    """An enforcement case as the case system filed it."""

    number: CaseNumber
    external_id: Short | None = None
    cause: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    category: Category = Category.OTHER
    title_number: Short = ""
    title_effective_on: date | None = None
    performance_due_on: date | None = None
    filed_on: date
    judge_id: UUID | None = None
    applied_amount: Amount = ZERO
    account_no: Annotated[str, StringConstraints(pattern=r"^[0-9 -]{0,40}$")] = ""
    account_bank: Short = ""
    notice_served_on: date | None = None


def add_case(session: Session, actor: Actor, deed: AddCase, *, import_id: UUID | None = None) -> Case:
    """Open the case's file; refuse a number or an id of the case system that is already here."""
    number = _enforcement_number(deed.number)
    if session.scalar(select(Case.id).where(Case.number == number)):
        raise Refusal("cases.number_known", Kind.CONFLICT, number=number)
    if deed.external_id and session.scalar(select(Case.id).where(Case.external_id == deed.external_id)):
        raise Refusal("cases.external_id_known", Kind.CONFLICT, external_id=deed.external_id)
    _require_judge(session, deed.judge_id)
    facts = deed.model_dump(exclude={"number"})
    row = Case(id=new_id(actor.now), number=number, added_at=actor.now, import_id=import_id, **facts)
    session.add(row)
    session.flush()
    note(session, actor, row.id, "added", {"import": str(import_id) if import_id else ""})
    trail.write(session, actor, "case.add", case=row.id, content=deed.model_dump(mode="json"))
    return row


class AddPerson(Command):
    """Somebody who takes part in cases."""

    kind: PersonKind = PersonKind.NATURAL
    name: Name
    sex: Literal["male", "female", ""] = ""
    id_number: Annotated[str, StringConstraints(max_length=30)] = ""
    birth: date | None = None
    ethnicity: Annotated[str, StringConstraints(max_length=20)] = ""
    work: Short = ""
    deputy: Literal["", "county", "township"] = ""
    condition: Literal["", "pregnant", "nursing", "ill"] = ""
    condition_note: Text = ""


def add_person(session: Session, actor: Actor, deed: AddPerson) -> Person:
    """Keep a person. Who has the same ID number or credit code is the same person; another name under it is refused."""
    facts = deed.model_dump() | _identity_facts(deed)
    known = _same_person(session, deed.kind, str(facts["id_number"]), deed.name)
    if known:
        return known
    person = Person(id=new_id(actor.now), **facts)
    session.add(person)
    session.flush()
    trail.write(session, actor, "person.add", subject=person.id, content=deed.model_dump(mode="json"))
    return person


class AddParty(Command):
    """A person takes part in a case."""

    case_id: UUID
    person_id: UUID
    standing: Standing


def add_party(session: Session, actor: Actor, deed: AddParty) -> Party:
    """Name the person's part; the same part again is the one that is there."""
    row_of(session, actor, deed.case_id)
    if session.get(Person, deed.person_id) is None:
        raise missing("person")
    same = (Party.case_id == deed.case_id, Party.standing == deed.standing)
    known = session.scalar(select(Party).where(*same, Party.person_id == deed.person_id))
    if known:
        return known
    before = session.scalar(select(func.max(Party.position)).where(*same)) or 0
    party = Party(id=new_id(actor.now), position=before + 1, **deed.model_dump())
    session.add(party)
    trail.write(session, actor, "party.add", case=deed.case_id, subject=party.id, content=deed.standing)
    return party


class AddClaim(Command):
    """One head of what the title orders."""

    case_id: UUID
    head: ClaimHead
    amount: Amount
    interest: InterestTerms | None = None
    note: Text = ""


def add_claim(session: Session, actor: Actor, deed: AddClaim) -> Claim:
    """Keep one head of the title."""
    row_of(session, actor, deed.case_id)
    before = session.scalar(select(func.max(Claim.position)).where(Claim.case_id == deed.case_id)) or 0
    terms = deed.interest.model_dump(mode="json") if deed.interest else None
    facts = deed.model_dump(exclude={"interest", "head"})
    claim = Claim(id=new_id(actor.now), head=Head(deed.head), position=before + 1, interest=terms, **facts)
    session.add(claim)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "claim.add", case=deed.case_id, subject=claim.id, content=content)
    return claim


class AddFinding(Command):
    """What an inquiry for property found, or that it found nothing."""

    case_id: UUID
    person_id: UUID
    kind: FindingKind
    what: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    found_on: date
    source: Annotated[str, StringConstraints(min_length=1, max_length=120)]


def add_finding(session: Session, actor: Actor, deed: AddFinding) -> Finding:
    """Keep a finding; a day to come is refused."""
    _person_of(session, actor, deed.case_id, deed.person_id)
    if deed.found_on > actor.now.day:
        wrong = Fault("found_on", "cases.day_to_come")
        raise Refusal("input.invalid", Kind.INVALID, faults=(wrong,))
    finding = Finding(id=new_id(actor.now), **deed.model_dump())
    session.add(finding)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "finding.add", case=deed.case_id, subject=finding.id, content=content)
    return finding


class AddPhone(Command):
    """A number at which a person may be reached."""

    person_id: UUID
    case_id: UUID
    number: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]{4,24}$")]
    note: Short = ""


def add_phone(session: Session, actor: Actor, deed: AddPhone) -> Phone:
    """Keep a number; the same number of the same person is the one that is there."""
    _person_of(session, actor, deed.case_id, deed.person_id)
    plain = "".join(sign for sign in deed.number if sign not in " -")
    known = session.scalar(select(Phone).where(Phone.person_id == deed.person_id, Phone.number == plain))
    if known:
        return known
    phone = Phone(id=new_id(actor.now), person_id=deed.person_id, number=plain, note=deed.note)
    session.add(phone)
    trail.write(session, actor, "phone.add", case=deed.case_id, subject=phone.id, content=plain)
    return phone


class SetCondition(Command):
    """What must be known of a person before he is taken."""

    person_id: UUID
    case_id: UUID
    deputy: Literal["", "county", "township"] = ""
    condition: Literal["", "pregnant", "nursing", "ill"] = ""
    condition_note: Text = ""
    work: Short = ""


def set_condition(session: Session, actor: Actor, deed: SetCondition) -> None:
    """Write down condition, work and deputy's office as they are now known; the old ones are in the case's history."""
    person = _person_of(session, actor, deed.case_id, deed.person_id)
    names = ("deputy", "condition", "condition_note", "work")
    before = {name: getattr(person, name) for name in names}
    for name in names:
        setattr(person, name, getattr(deed, name))
    note(session, actor, deed.case_id, "condition", {"person": str(person.id), "before": before})
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "person.condition", case=deed.case_id, subject=person.id, content=content)


class SetAccount(Command):
    """The case's own account number (一案一账号), as the case system gave it."""

    case_id: UUID
    account_no: Annotated[str, StringConstraints(pattern=r"^[0-9 -]{5,40}$")]
    account_bank: Short = ""


def set_account(session: Session, actor: Actor, deed: SetAccount) -> None:
    """Put an account number in force; the one before stays in the history."""
    row = row_of(session, actor, deed.case_id)
    before = {"account_no": row.account_no, "account_bank": row.account_bank}
    row.account_no, row.account_bank = deed.account_no, deed.account_bank
    note(session, actor, row.id, "account", {"before": before})
    trail.write(session, actor, "case.account", case=row.id, content=deed.model_dump(mode="json"))


class GiveToJudge(Command):
    """Another judge is in charge from now on."""

    case_id: UUID
    judge_id: UUID


def give_to_judge(session: Session, actor: Actor, deed: GiveToJudge) -> None:
    """Put a judge in charge of a case."""
    row = row_of(session, actor, deed.case_id)
    _require_judge(session, deed.judge_id)
    before, row.judge_id = row.judge_id, deed.judge_id
    note(session, actor, row.id, "given", {"judge": str(deed.judge_id), "before": str(before or "")})
    trail.write(session, actor, "case.give", case=row.id, subject=deed.judge_id)


def note(session: Session, actor: Actor, case_id: UUID, kind: str, body: dict[str, Any], **more: Any) -> CaseEvent:
    """Add a step to a case's history."""
    times = {"at": actor.now, "entered_at": actor.now, "cancels": None} | more
    step = CaseEvent(id=new_id(actor.now), case_id=case_id, kind=kind, by_id=actor.id, body=body, **times)
    session.add(step)
    session.flush()
    return step


def row_of(session: Session, actor: Actor, case_id: UUID) -> Case:
    """The case's row, or a refusal: nothing is done to a case that one may not see."""
    actor.scope.require(case_id)
    row = session.get(Case, case_id)
    if row is None:
        raise missing("case")
    return row


def _person_of(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> Person:
    row_of(session, actor, case_id)
    asked = select(Person).join(Party, Party.person_id == Person.id)
    person = session.scalar(asked.where(Party.case_id == case_id, Person.id == person_id).limit(1))
    if person is None:
        raise missing("person")
    return person


def _enforcement_number(number: CaseNumber) -> str:
    if not number.of_enforcement:
        wrong = Fault("number", "cases.not_enforcement")
        raise Refusal("input.invalid", Kind.INVALID, faults=(wrong,))
    return str(number.main)


def _require_judge(session: Session, judge_id: UUID | None) -> None:
    if judge_id is None:
        return
    person = staff.by_ids(session, [judge_id]).get(judge_id)
    if person is None or not person.active or Role.JUDGE not in {role.role for role in person.roles}:
        wrong = Fault("judge_id", "cases.judge_unknown")
        raise Refusal("input.invalid", Kind.INVALID, faults=(wrong,))


def _identity_facts(deed: AddPerson) -> dict[str, Any]:
    """What the number itself tells, read strictly; an empty number tells nothing."""
    if not deed.id_number:
        return {}
    try:
        if deed.kind is PersonKind.UNIT:
            return {"id_number": str(CreditCode.parse(deed.id_number))}
        identity = Identity.parse(deed.id_number)
    except Refusal as no:
        wrong = Fault("id_number", no.code)
        raise Refusal("input.invalid", Kind.INVALID, faults=(wrong,)) from None
    return {"id_number": identity.number, "birth": identity.birth, "sex": identity.sex.value}


def _same_person(session: Session, kind: PersonKind, id_number: str, name: str) -> Person | None:
    if id_number:
        known = session.scalar(select(Person).where(Person.id_number == id_number))
        if known and known.name != name:
            raise Refusal("cases.person_other_name", Kind.CONFLICT)
        return known
    if kind is PersonKind.NATURAL:
        return None
    return session.scalar(select(Person).where(Person.kind == kind, Person.name == name, Person.id_number == ""))
