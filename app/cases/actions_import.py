"""A list of cases comes in: first looked at, then accepted as a whole or not at all."""

import hashlib
from dataclasses import replace
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import actions, imports
from app.cases.actions import AddCase, AddClaim, AddParty, AddPerson, AddPhone
from app.cases.importing import ListedCase, ListedPerson
from app.cases.rules import PersonKind, Standing, looks_like_unit
from app.cases.tables import Case, CaseImport
from app.law.case_numbers import CaseNumber
from app.places.actions import AddAddress, add_address
from app.places.queries import addresses_of
from app.staff.verbs import Role
from app.trail import actions as trail

MOST_FAULTS_KEPT: Final = 2000


class PreviewList(Command):
    """A file somebody wants to import."""

    file_name: Annotated[str, StringConstraints(max_length=200)]
    content: bytes


def preview_list(session: Session, actor: Actor, deed: PreviewList) -> CaseImport:
    """Read the file and keep what it says, good or bad; no case is touched. A file that is no list is refused."""
    listed = imports.read_content(session, deed.content)
    row = CaseImport(
        id=new_id(actor.now),
        file_name=deed.file_name.replace("\\", "/").rsplit("/", 1)[-1],
        sha256=hashlib.sha256(deed.content).hexdigest(),
        state="previewed",
        at=actor.now,
        by_id=actor.id,
        rows=[case.model_dump(mode="json") for case in listed.cases],
        faults=[_fault_fields(fault) for fault in listed.faults[:MOST_FAULTS_KEPT]],
        unknown_heads=list(listed.unknown_heads),
        accepted_at=None,
    )
    session.add(row)
    trail.write(session, actor, "import.preview", subject=row.id, content=row.sha256)
    return row


class AcceptList(Command):
    """The list as previewed is right."""

    import_id: UUID


def accept_list(session: Session, actor: Actor, deed: AcceptList) -> CaseImport:
    """Add every case that is not here yet, or none; what is here already stays as it is."""
    row = imports.row_of(session, actor, deed.import_id)
    require_acceptable(row)
    waiting = imports.waiting(session, imports.listed_cases(row))
    by_court = replace(actor, scope=WHOLE_COURT)
    judges = dict(imports.judges(session))
    for case in waiting:
        _add(session, by_court, case, judges.get(case.judge), row.id)
    row.state, row.added, row.accepted_at = "accepted", len(waiting), actor.now
    trail.write(session, actor, "import.accept", subject=row.id, content=[row.sha256, row.added])
    return row


def require_acceptable(row: CaseImport) -> None:
    """Refuse (conflict) a list with faults, and one that was accepted before."""
    if row.faults:
        raise Refusal("cases.import_has_faults", Kind.CONFLICT, count=len(row.faults))
    if row.state == "accepted":
        raise Refusal("cases.import_accepted", Kind.CONFLICT, added=row.added)


def _add(session: Session, actor: Actor, listed: ListedCase, judge_id: UUID | None, import_id: UUID) -> None:
    """One case of the list with everybody in it, by the same deeds that pages use."""
    own = actor.id if Role.JUDGE in actor.roles else None
    names = set(AddCase.model_fields) & set(ListedCase.model_fields) - {"number", "external_id"}
    case = actions.add_case(
        session,
        actor,
        AddCase(
            number=CaseNumber.parse(listed.number),
            external_id=listed.external_id or None,
            judge_id=judge_id or own,
            **{name: getattr(listed, name) for name in names},
        ),
        import_id=import_id,
    )
    _add_claims(session, actor, case.id, listed)
    for name in listed.applicants:
        kind = PersonKind.UNIT if looks_like_unit(name) else PersonKind.NATURAL
        person = actions.add_person(session, actor, AddPerson(kind=kind, name=name))
        actions.add_party(session, actor, _part(case, person.id, Standing.APPLICANT))
    for debtor in listed.debtors:
        _add_debtor(session, actor, case, debtor)


def _add_claims(session: Session, actor: Actor, case_id: UUID, listed: ListedCase) -> None:
    for head in ("principal", "general_interest", "costs"):
        amount = getattr(listed, head)
        terms = listed.interest if head == "principal" else None
        if amount is not None:
            claim = {"case_id": case_id, "head": head, "amount": amount, "interest": terms}
            actions.add_claim(session, actor, AddClaim.model_validate(claim))


def _add_debtor(session: Session, actor: Actor, case: Case, listed: ListedPerson) -> None:
    facts = listed.model_dump(include={"kind", "name", "id_number", "sex", "ethnicity", "work"})
    person = actions.add_person(session, actor, AddPerson.model_validate(facts))
    actions.add_party(session, actor, _part(case, person.id, Standing.DEBTOR))
    if listed.representative:
        chief = actions.add_person(session, actor, AddPerson(name=listed.representative))
        actions.add_party(session, actor, _part(case, chief.id, Standing.LEGAL_REPRESENTATIVE))
    for number in listed.phones:
        actions.add_phone(session, actor, AddPhone(person_id=person.id, case_id=case.id, number=number))
    known = {one.raw for one in addresses_of(session, [person.id]).get(person.id, [])}
    for address in listed.addresses:
        if address.raw not in known:
            known.add(address.raw)
            place = {"person_id": person.id, "case_id": case.id, "kind": address.kind, "raw": address.raw}
            add_address(session, actor, AddAddress.model_validate(place))


def _part(case: Case, person_id: UUID, standing: Standing) -> AddParty:
    return AddParty(case_id=case.id, person_id=person_id, standing=standing)


def _fault_fields(fault: Fault) -> dict[str, Any]:
    facts = {name: str(value) for name, value in fault.facts}
    return {"row": fault.row, "column": fault.field, "code": fault.code, "facts": facts}
