"""What every paper written for a case takes from the rooms; what no room keeps is asked, read off the facts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import missing
from app.cases.rules import PersonKind, Standing
from app.cases.views import CaseBrief, PersonBrief
from app.court.profile import CourtProfile
from app.documents import gather_people as people
from app.documents.asking import Choices, asks_of
from app.documents.catalog import kind_of
from app.documents.gather_people import Matter
from app.documents.gathered import About, Gathered, Wanted
from app.staff import queries as staff
from app.staff.verbs import Role

SUBJECT = ("person", "unit")
"""A paper is about one of them; neither is typed, both are registered with the case."""


def matter(session: Session, actor: Actor, wanted: Wanted) -> Matter:
    """The case and the person named, else its first debtor."""
    if wanted.case_id is None:
        raise missing("paper")
    case = people.case_of(session, actor.scope, wanted.case_id)
    person_id = wanted.person_id or next((one.id for one in case.debtors), None)
    if person_id is None:
        raise missing("person")
    return people.matter(session, actor, case.id, person_id)


def form(
    wanted: Wanted,
    matter: Matter,
    given: Mapping[str, Any],
    *,
    suggested: Mapping[str, Any] | None = None,
    names: Choices | None = None,
    about: About | None = None,
    derived: Sequence[str] = (),
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> Gathered:
    """The paper with what is known of it; every other fact of its kind is asked for, but for those that `shape` adds."""
    facts = people.without_blanks(**{**matter.heading, **given})
    never = (*facts, *derived, *(SUBJECT if set(SUBJECT) & set(given) else ()))
    asks = asks_of(kind_of(wanted.kind).facts, never, suggested=suggested, names=names)
    filed = about or About(matter.case.id, matter.person.id)
    return Gathered(filed, facts, asks, shape)


def dispute(case: CaseBrief) -> str | None:
    """甲银行申请执行张某某金融借款合同纠纷."""
    applicants = "、".join(one.name for one in case.applicants)
    debtors = "、".join(one.name for one in case.debtors)
    return f"{applicants}申请执行{debtors}{case.cause}" if applicants else None


def title_of_case(case: CaseBrief) -> dict[str, Any]:
    """Who asks for enforcement of what, by which title."""
    return {
        "applicant": "、".join(one.name for one in case.applicants),
        "cause": case.cause,
        "basis": case.title_number,
    }


def account(profile: CourtProfile, case: CaseBrief) -> str:
    """Where money of the case is paid: its own account, else the court's; empty when neither is known."""
    if case.account_no:
        return f"{case.account_bank} {case.account_no}（本案专用账号）".strip()
    if profile.trust_account:
        return f"{profile.name}执行款专户（{profile.trust_bank} {profile.trust_account}）"
    return ""


def officer(session: Session, matter: Matter) -> dict[str, Any]:
    """The judge in charge and the telephone under which he is reached."""
    judge = staff.by_ids(session, [matter.case.judge_id] if matter.case.judge_id else [])
    for person in judge.values():
        return {"officer": person.name, "phone": person.phone or matter.court.phone}
    return {}


def described(session: Session, matter: Matter) -> dict[str, Any]:
    """The person or the unit the paper is about, as far as it is registered."""
    person = matter.person
    if person.kind == PersonKind.NATURAL:
        return {"person": people.described(session, person), "unit": None}
    return {"person": None, "unit": unit(session, matter.case, person)}


def unit(session: Session, case: CaseBrief, person: PersonBrief) -> dict[str, Any]:
    """A unit as a decision describes it."""
    heads = [*case.of_standing(Standing.LEGAL_REPRESENTATIVE), *case.of_standing(Standing.PERSON_IN_CHARGE)]
    return people.without_blanks(
        name=person.name,
        code=person.id_number,
        address=people.domicile(session, person.id),
        head=heads[0].name if heads else None,
    )


def presidents(session: Session) -> tuple[str, ...]:
    """Who may sign as president of this court."""
    return tuple(one.name for one in staff.holders(session, Role.PRESIDENT))
