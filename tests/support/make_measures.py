"""Summonses, proposals, approvals and deeds for tests, made through the room's own actions."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.deeds import Deed
from app.base.ids import new_id
from app.base.instant import Instant
from app.court import queries as court
from app.measures import queries
from app.measures.actions import DrawSummons, draw_summons
from app.measures.actions_authority import Authorise, authorise
from app.measures.actions_decisions import Approve, Discuss, Endorse, approve, discuss, endorse
from app.measures.actions_deeds import LETTERS, record
from app.measures.actions_proposals import ProposeCompel, ProposeDetain, propose_compel, propose_detain
from app.measures.actions_registrations import Register, register
from app.measures.chain import chain_of
from app.measures.rules import ProposalKind, Step
from app.measures.tables import MeasureDeed
from app.staff.tables import Account
from tests.support import people

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
Act = Callable[..., Actor]


def at(day: int, hour: int, minute: int = 0) -> Instant:
    """A moment of January 2026 in Beijing."""
    return Instant.parse(f"2026-01-{day:02d}T{hour:02d}:{minute:02d}")


def deed(kind: str, case_id: UUID, person_id: UUID, when: Instant, **changes: Any) -> Deed:
    """A letter of measures, as the tablet would write it."""
    given = {"id": new_id(when), "at": when, "case_id": case_id, "person_id": person_id} | changes
    return LETTERS[kind][0].model_validate(given)


def make_deed(session: Session, actor: Actor, kind: str, case_id: UUID, person_id: UUID, **changes: Any) -> MeasureDeed:
    """A deed written down at the actor's moment."""
    return record(session, actor, deed(kind, case_id, person_id, actor.now, **changes))


def make_summons(session: Session, actor: Actor, case_id: UUID, person_id: UUID, *, days: int = 3) -> UUID:
    """A summons to come in so many days."""
    asked = DrawSummons(
        case_id=case_id,
        person_id=person_id,
        appear_at=actor.now + days * DAY,
        place="本院执行局",
        matter="接受调查询问",
    )
    return draw_summons(session, actor, asked)


def make_ignored_summons(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> UUID:
    """A summons drawn ten days before the actor's moment, signed for a day later, and ignored since."""
    drawn = actor.at(actor.now + -10 * DAY)
    summons_id = make_summons(session, drawn, case_id, person_id)
    served = drawn.at(drawn.now + DAY)
    make_deed(
        session, served, "service.summon", case_id, person_id, summons_id=summons_id, mode="signed", receiver="本人"
    )
    return summons_id


def make_compel(session: Session, judge: Actor, case_id: UUID, person_id: UUID) -> UUID:
    """A proposal of compelled attendance after an ignored summons."""
    make_ignored_summons(session, judge, case_id, person_id)
    return propose_compel(session, judge, compel_asked(case_id, person_id))


def compel_asked(case_id: UUID, person_id: UUID, **changes: Any) -> ProposeCompel:
    """The judge's question to the president."""
    given = {"case_id": case_id, "person_id": person_id, "reason": "经传票传唤未到场", "no_good_reason": True} | changes
    return ProposeCompel.model_validate(given)


def detain_asked(case_id: UUID, person_id: UUID, **changes: Any) -> ProposeDetain:
    """A question about fifteen days for a debtor who can perform and does not."""
    given = {
        "case_id": case_id,
        "person_id": person_id,
        "reason": "有履行能力而拒不履行",
        "act_at": people.EVENING_BEFORE + -5 * DAY,
        "act_what": "收到执行通知书后转走账户存款，拒不履行",
        "evidence": ("银行流水一份",),
        "ground": "refusal.able",
        "days": 15,
        "seriously_ill": False,
        "sole_carer": False,
    } | changes
    return ProposeDetain.model_validate(given)


def make_detain(session: Session, judge: Actor, case_id: UUID, person_id: UUID, **changes: Any) -> UUID:
    """A proposal of detention."""
    return propose_detain(session, judge, detain_asked(case_id, person_id, **changes))


def three_officers(session: Session) -> tuple[UUID, ...]:
    """Three of the court who may discuss a major matter."""
    asked = select(Account.id).where(Account.officer_kind.in_(["judge", "executor"])).order_by(Account.id)
    return tuple(session.scalars(asked.limit(3)))


def discussed(session: Session, proposal_id: UUID, now: Instant) -> UUID:
    """Discussed by three officers; the director has not spoken yet."""
    judge = people.actor_of(session, "judge", now)
    discuss(session, judge, Discuss(proposal_id=proposal_id, participants=three_officers(session)))
    return proposal_id


def make_ready(session: Session, proposal_id: UUID, now: Instant) -> UUID:
    """What this court's chain wants before the president: the discussion, and the director's word."""
    found = queries.proposal(session, WHOLE_COURT, proposal_id)
    director = people.actor_of(session, "director", now)
    wanted = chain_of(court.profile(session), found.kind, emergency=found.emergency)
    if Step.DISCUSSED in wanted and not found.step(Step.DISCUSSED):
        discussed(session, proposal_id, now)
    if Step.ENDORSED in wanted and not found.step(Step.ENDORSED):
        endorse(session, director, Endorse(proposal_id=proposal_id))
    return proposal_id


def make_registration(session: Session, judge: Actor, case_id: UUID, person_id: UUID, scan: str) -> UUID:
    """A signed form as the judge entered it; nobody has checked it yet."""
    answers = dict.fromkeys(("pregnant", "nursing"), False)
    asked = make_detain(session, judge, case_id, person_id, act_what="再次转走存款", **answers)
    president = people.actor_of(session, "president", judge.now)
    deed = Register.model_validate(
        {
            "proposal_id": make_ready(session, asked, judge.now),
            "basis": "paper",
            "approver_id": president.id,
            "decided_at": judge.now,
            "scan": scan,
        }
    )
    return register(session, judge, deed)


def make_authorisation(session: Session, lender: Actor, to_id: UUID, **changes: Any) -> UUID:
    """From the day after tomorrow for a day, for everything; changed as asked."""
    given = {"to_id": to_id, "kinds": list(ProposalKind), "reason": "出差学习"}
    given |= {"from_at": lender.now + 2 * DAY, "until_at": lender.now + 3 * DAY}
    return authorise(session, lender, Authorise.model_validate(given | changes))


def make_approved(session: Session, president: Actor, proposal_id: UUID, **changes: Any) -> UUID:
    """The president's approval, after all that comes before it."""
    make_ready(session, proposal_id, president.now)
    approve(session, president, Approve.model_validate({"proposal_id": proposal_id} | changes))
    return proposal_id
