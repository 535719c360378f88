"""How papers name people: parties with their addresses, officers with their duties, whom to ask at the court."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.base.remembering import remembered
from app.cases import queries as cases
from app.cases.rules import Standing
from app.cases.views import CaseBrief, PersonBrief
from app.court import queries as court
from app.court.profile import CourtProfile
from app.documents.gathered import Ask, AskForm
from app.law.officers import ENFORCEMENT_KINDS
from app.measures import queries as measures
from app.measures.gathering import gates_now
from app.measures.rules import Deed
from app.measures.views import FindingView, ProposalView
from app.money import queries as money
from app.money.views import ReceiptView
from app.places import queries as places
from app.places.rules import AddressKind
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from app.sweeps.views import SquadView, TargetView

SEXES: Final = {"male": "男", "female": "女"}
DUTIES: Final = {
    "judge": "执行法官",
    "executor": "执行员",
    "assistant": "法官助理",
    "clerk": "书记员",
    "police": "司法警察",
    "auxiliary": "辅警",
}
STANDINGS: Final = {
    Standing.DEBTOR: "被执行人",
    Standing.LEGAL_REPRESENTATIVE: "被执行人的法定代表人",
    Standing.PERSON_IN_CHARGE: "被执行人的主要负责人",
    Standing.ACTUAL_CONTROLLER: "被执行人的实际控制人",
    Standing.APPLICANT: "申请执行人",
    Standing.AGENT: "代理人",
}
DOMICILE: Final = (AddressKind.HOME, AddressKind.REGISTERED, AddressKind.PARENTS, AddressKind.KIN)
"""Which address a paper gives as 住址, the likeliest to live at first."""
HEADS: Final = {
    "execution_fee": "申请执行费",
    "costs": "实现债权的费用",
    "general_interest": "一般债务利息",
    "principal": "主债务",
    "doubled_interest": "加倍部分债务利息",
    "delay_fee": "迟延履行金",
    "to_refund": "应退款",
}


@dataclass(frozen=True)
class Matter:
    """The case and the person a paper is about, with the court."""

    court: CourtProfile
    case: CaseBrief
    person: PersonBrief
    on: date

    @property
    def heading(self) -> dict[str, Any]:
        """What every paper of a case bears."""
        return {"court": self.court.name, "dated": self.on, "case_number": self.case.number}

    @property
    def role(self) -> str | None:
        """The person's part in the case; being a debtor comes first."""
        parts = {party.standing for party in self.case.parties if party.person.id == self.person.id}
        return next((word for standing, word in STANDINGS.items() if standing in parts), None)


def matter(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> Matter:
    """Case and person, or a refusal as missing when they are not there or not his to see."""
    case = case_of(session, actor.scope, case_id)
    person = next((one.person for one in case.parties if one.person.id == person_id), None)
    if person is None:
        raise missing("person")
    return Matter(profile(session), case, person, actor.now.day)


@remembered
def case_of(session: Session, scope: Scope, case_id: UUID) -> CaseBrief:
    """The case, or a refusal as missing."""
    return cases.case(session, scope, case_id)


@remembered
def profile(session: Session) -> CourtProfile:
    """The court's profile in force."""
    return court.profile(session)


@remembered
def proposal(session: Session, scope: Scope, proposal_id: UUID) -> ProposalView:
    """One proposal, or a refusal as missing."""
    return measures.proposal(session, scope, proposal_id)


@remembered
def gate(session: Session, proposal_id: UUID, now: Instant) -> tuple[FindingView, ...]:
    """The whole list of a proposal's gate as it stands for the step that comes next."""
    return gates_now(session, [proposal(session, WHOLE_COURT, proposal_id)], now)[proposal_id]


@remembered
def domicile(session: Session, person_id: UUID) -> str | None:
    """The address a paper gives as the person's, as it was written down."""
    known = places.addresses_of(session, [person_id]).get(person_id, [])
    ranked = sorted(known, key=lambda one: _rank(one.kind))
    return ranked[0].raw if ranked else None


def _rank(kind: str) -> int:
    return DOMICILE.index(AddressKind(kind)) if kind in DOMICILE else len(DOMICILE)


def described(session: Session, person: PersonBrief) -> dict[str, Any]:
    """A natural person as a decision describes him."""
    return without_blanks(
        name=person.name,
        sex=SEXES.get(person.sex),
        born=person.birth,
        ethnicity=person.ethnicity,
        id_number=person.id_number,
        work=person.work,
        address=domicile(session, person.id),
    )


def party(session: Session, person: PersonBrief, **more: Any) -> dict[str, Any]:
    """A person or unit as it names itself in its own paper."""
    phones = cases.phones_of(session, [person.id]).get(person.id, [])
    return without_blanks(
        name=person.name,
        number=person.id_number,
        address=domicile(session, person.id),
        phone=phones[0].number if phones else None,
        **more,
    )


@remembered
def deeds(session: Session, scope: Scope, case_id: UUID) -> list[Deed]:
    """What was done in a case by way of measures, oldest first."""
    return measures.deeds_of(session, scope, [case_id])


@remembered
def receipts(session: Session, scope: Scope, case_id: UUID) -> list[ReceiptView]:
    """What was taken in a case, the newest first, payments taken back too."""
    return money.receipts(session, scope, case_ids=[case_id])


def contact(session: Session, matter: Matter) -> str | None:
    """Whom to ask at the court: the judge in charge with his telephone, or the court's."""
    judge = staff.by_ids(session, [matter.case.judge_id] if matter.case.judge_id else [])
    for person in judge.values():
        phone = person.phone or matter.court.phone
        return f"{person.name}，{phone}" if phone else None
    return None


def judge_name(session: Session, case: CaseBrief) -> str | None:
    """The judge in charge."""
    return staff.names(session, [case.judge_id]).get(case.judge_id) if case.judge_id else None


def enforcers(session: Session, ids: Iterable[UUID | str]) -> list[str]:
    """Names of those who count as 执行人员: police who were there assist, auxiliaries hold no power of their own."""
    wanted = [UUID(str(one)) for one in ids]
    known = staff.by_ids(session, wanted)
    return [known[one].name for one in wanted if one in known and known[one].officer_kind in ENFORCEMENT_KINDS]


def names(session: Session, ids: Iterable[UUID | str | None]) -> list[str]:
    """Names of officers in the given order."""
    wanted = [UUID(str(one)) for one in ids if one]
    known = staff.names(session, wanted)
    return [known[one] for one in dict.fromkeys(wanted) if one in known]


def officers(session: Session, ids: Iterable[UUID | str]) -> list[dict[str, Any]]:
    """Officers of a record with duty and certificate."""
    wanted = [UUID(str(one)) for one in ids]
    known = staff.by_ids(session, wanted)
    return [
        without_blanks(name=one.name, duty=DUTIES.get(one.officer_kind or ""), certificate=one.badge)
        for officer_id in dict.fromkeys(wanted)
        for one in [known.get(officer_id)]
        if one
    ]


def clerk(session: Session, actor: Actor, name: str = "clerk") -> tuple[str | None, Ask]:
    """The clerk of a paper: who issues it if he is one, or the only one there is; else somebody picks."""
    found = pool(session, "clerk")
    sure = actor.name if actor.name in found else found[0] if len(found) == 1 else None
    return sure, Ask(name, AskForm.OFFICER, choices=found)


def pool(session: Session, *kinds: str) -> tuple[str, ...]:
    """Names of the active officers of these kinds."""
    return tuple(name for name, kind in _officers(session) if not kinds or kind in kinds)


@remembered
def _officers(session: Session) -> list[tuple[str, str | None]]:
    return [(one.name, one.officer_kind) for one in staff.officers(session)]


@dataclass(frozen=True)
class Errand:
    """Where the latest sweep seeks a person, and the squad that goes there; either may not be settled yet."""

    target: TargetView | None = None
    squad: SquadView | None = None

    @property
    def door(self) -> str | None:
        """The address to knock at."""
        return self.target.address.raw if self.target and self.target.address else None

    def riders(self, *kinds: str) -> list[str]:
        """The names of the squad's officers of these kinds."""
        return [one.name for one in self.squad.members if one.kind in kinds] if self.squad else []


def errand(session: Session, matter: Matter) -> Errand:
    """Who is on the way to this person, by the latest sweep that seeks him."""
    return _errand(session, matter.case.id, matter.person.id)


@remembered
def _errand(session: Session, case_id: UUID, person_id: UUID) -> Errand:
    planned = sweeps.planned_by_case(session, [case_id]).get(case_id, [])
    for one in planned:
        if one.person_id == person_id:
            target = sweeps.target(session, WHOLE_COURT, one.target_id)
            return Errand(target, sweeps.squad(session, target.squad_id) if target.squad_id else None)
    return Errand()


def without_blanks(**given: Any) -> dict[str, Any]:
    """The facts that are there: an empty text is none."""
    return {name: value for name, value in given.items() if value not in (None, "", [], ())}
