"""Cases and people for tests, made through the room's own actions. Everybody is invented; the area code 990000 is of no place."""

from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases.actions import AddCase, AddClaim, AddParty, AddPerson, add_case, add_claim, add_party, add_person
from app.cases.actions_conclude import Conclude, conclude
from app.cases.actions_milestones import EnterMilestone, enter_milestone
from app.law.identity import check_sign

SERIAL = count(1001)
ORDER = count(100)


def id_number(*, born: str = "19850312", order: int = 101, area: str = "990000") -> str:
    """A number valid by its checksum, of an area that does not exist; odd orders are men's."""
    body = f"{area}{born}{order:03d}"
    return body + check_sign(body)


def make_person(session: Session, actor: Actor, name: str = "张某一", **changes: Any) -> UUID:
    """A debtor, a man unless said otherwise, with a number of his own."""
    order = next(ORDER) * 2 + (0 if changes.get("sex") == "female" else 1)
    born = f"19{70 + order // 1000 % 25:02d}0312"
    given = {"name": name, "id_number": id_number(born=born, order=order % 1000)} | changes
    return add_person(session, actor, read(AddPerson, given)).id


def make_case(session: Session, actor: Actor, *, debtors: tuple[UUID, ...] | None = None, **changes: Any) -> UUID:
    """A case of a village bank against one debtor (or these), with a principal of 60,000 yuan, given to the actor."""
    given = {
        "number": f"（2025）宁0425执{next(SERIAL)}号",
        "cause": "金融借款合同纠纷",
        "category": "finance",
        "title_number": "（2025）宁0425民初77号",
        "title_effective_on": "2025-08-01",
        "performance_due_on": "2025-08-11",
        "filed_on": "2025-10-09",
        "applied_amount": "60000",
        "judge_id": actor.id if "judge" in actor.roles else None,
    } | changes
    case_id = add_case(session, actor, read(AddCase, given)).id
    for person_id in debtors if debtors is not None else (make_person(session, actor),):
        add_party(
            session, actor, AddParty.model_validate({"case_id": case_id, "person_id": person_id, "standing": "debtor"})
        )
    bank = add_person(session, actor, read(AddPerson, {"kind": "unit", "name": "松溪村镇银行股份有限公司"})).id
    add_party(session, actor, AddParty.model_validate({"case_id": case_id, "person_id": bank, "standing": "applicant"}))
    add_claim(session, actor, read(AddClaim, {"case_id": case_id, "head": "principal", "amount": "60000"}))
    return case_id


def make_conclusion(session: Session, actor: Actor, case_id: UUID, **changes: Any) -> UUID:
    """The case ends by a settlement unless said otherwise; the step's id."""
    given = {"case_id": case_id, "kind": "settled", "reason": "双方和解"} | changes
    return conclude(session, actor, read(Conclude, given)).id


def make_milestone(session: Session, actor: Actor, case_id: UUID, kind: str = "movable_seized", **told: Any) -> UUID:
    """Something that sets a clock of the case running, today unless said otherwise; the entry's id."""
    given = {"case_id": case_id, "kind": kind, "on": str(actor.now.day), "what": "农用车一辆", "basis": "裁定书"} | told
    return enter_milestone(session, actor, read(EnterMilestone, given)).id
