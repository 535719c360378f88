"""A case whose facts are enough for papers, and the papers' facts as tests ask for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal
from app.cases.actions import AddPhone, add_phone
from app.court import actions as court
from app.documents import gather
from app.documents.gathered import Added, Wanted
from app.documents.tables import Paper
from app.staff.tables import Account
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_field import make_visit
from tests.support.make_measures import (
    make_approved,
    make_deed,
    make_detain,
)
from tests.support.make_money import Debt
from tests.support.make_places import make_address

Act = Callable[..., Actor]
NUMBER = "（2026）宁0425司惩7号"


@dataclass(frozen=True)
class Arranged:
    """A case of the judge, its debtor with an address and a telephone, a court that can be called."""

    session: Session
    case_id: UUID
    person_id: UUID

    @property
    def debt(self) -> Debt:
        return Debt(self.case_id, self.person_id, "张某一", "990000000001")

    def facts(self, actor: Actor, kind: str, subject_id: UUID | None = None, added: Added | None = None) -> Any:
        wanted = Wanted(kind=kind, case_id=self.case_id, person_id=self.person_id, subject_id=subject_id)
        return gather.facts_of(gather.gather(self.session, actor, wanted), kind, added)

    def lacks(self, actor: Actor, kind: str, subject_id: UUID | None = None, added: Added | None = None) -> str:
        """The Chinese names of the facts that are missing."""
        with pytest.raises(Refusal) as no:
            self.facts(actor, kind, subject_id, added)
        assert (no.value.code, no.value.kind) == ("paper.fact_missing", Kind.INVALID)
        return str(no.value.facts["fields"])


def make_known_case(session: Session, judge: Actor) -> Arranged:
    """A court that can be called, officers with certificates, a debtor with address and telephone."""
    court.set_profile(session, people.MACHINE, people.PROFILE.model_copy(update={"phone": "000-0000-0001"}))
    for number, account in enumerate(("bailiff", "bailiff2", "police", "judge")):
        session.execute(update(Account).where(Account.username == account).values(badge=f"证{number}"))
    person_id = make_person(session, judge, "张某一")
    make_address(session, judge, person_id, "王洼镇李岔村三组")
    case_id = make_case(session, judge, debtors=(person_id,), account_no="990000000001", account_bank="样本银行")
    add_phone(session, judge, AddPhone(person_id=person_id, case_id=case_id, number="00000000001"))
    return Arranged(session, case_id, person_id)


def make_detention(case: Arranged, act: Act, **changes: Any) -> UUID:
    given = {"number": NUMBER, "pregnant": False, "nursing": False} | changes
    proposal = make_detain(case.session, act("judge"), case.case_id, case.person_id, **given)
    return make_approved(case.session, act("president"), proposal)


def make_done(case: Arranged, actor: Actor, kind: str, **changes: Any) -> None:
    make_deed(case.session, actor, kind, case.case_id, case.person_id, **changes)


def make_visited(case: Arranged, actor: Actor, kind: str, **changes: Any) -> None:
    make_visit(case.session, actor, case.case_id, case.person_id, kind=kind, **changes)


def make_issued(kind: str, case: Arranged, actor: Actor, **changes: Any) -> Paper:
    given = {
        "id": new_id(actor.now), "kind": kind, "series": "CP", "year": 2026, "number": 1, "control_no": "CP2026-000001",
        "state": "issued", "case_id": case.case_id, "person_id": case.person_id, "reserved_at": actor.now,
        "facts": {"case_number": "（2025）宁0425执1号"}, "sha256": "0" * 64, "issued_at": actor.now,
    } | changes  # fmt: skip
    return Paper(**given)
