"""The facts the gates of law ask for, gathered from this room and the cases; the gates themselves are the law's."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.base.money import ZERO
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.cases.rules import PersonKind, Standing
from app.cases.views import PartyView, PersonBrief
from app.court import queries as court
from app.law.case_numbers import CaseNumber
from app.law.gate_compel import CompelFacts, SummonsFact, compel_gate
from app.law.gate_detain import DetainFacts, detain_gate
from app.law.gate_fine import FineFacts, fine_gate
from app.law.gates import Deputy, Finding, Moment, PersonStanding, require_open
from app.law.grounds import Measure
from app.law.identity import Sex
from app.law.punishments import PunishmentFact
from app.measures import queries
from app.measures.rules import IN_FORCE, ProposalKind
from app.measures.views import FindingView, ProposalView

STANDINGS: Final = {
    Standing.LEGAL_REPRESENTATIVE: PersonStanding.LEGAL_REPRESENTATIVE,
    Standing.PERSON_IN_CHARGE: PersonStanding.PRINCIPAL,
    Standing.ACTUAL_CONTROLLER: PersonStanding.ACTUAL_CONTROLLER,
    Standing.DEBTOR: PersonStanding.DEBTOR,
}
_DEPUTIES: Final = {"county": Deputy.COUNTY_OR_ABOVE, "township": Deputy.TOWNSHIP}
_PUNISHMENTS: Final = {ProposalKind.DETAIN: Measure.DETENTION, ProposalKind.FINE: Measure.FINE}


class GateClosed(Refusal):
    """A gate is closed: `faults` name each requirement in the way, `findings` hold its whole list."""

    def __init__(self, findings: Sequence[FindingView], no: Refusal) -> None:
        super().__init__("measures.gate", Kind.CONFLICT, faults=no.faults, findings=tuple(findings))
        self.findings = tuple(findings)


def findings(session: Session, proposal: ProposalView, moment: Moment, now: Instant) -> tuple[Finding, ...]:
    """What the gate of this proposal answers at this step; a decision on early release has no gate."""
    if proposal.kind is ProposalKind.COMPEL:
        return compel_gate(_compel(session, proposal, now), moment)
    if proposal.kind is ProposalKind.DETAIN:
        return detain_gate(_detain(session, proposal, now), moment)
    if proposal.kind is ProposalKind.FINE:
        return fine_gate(_fine(session, proposal, now), moment)
    return ()


def checked(
    session: Session, proposal: ProposalView, moment: Moment, now: Instant, overridden: Sequence[str] = ()
) -> tuple[FindingView, ...]:
    """The gate's whole list when it is open; else refuse with it (conflict, `measures.gate`)."""
    found = findings(session, proposal, moment, now)
    shown = tuple(FindingView.of(one, now.day, overridden) for one in found)
    try:
        require_open(found, now.day, overridden)
    except Refusal as no:
        raise GateClosed(shown, no) from None
    return shown


def gate_now(session: Session, proposal: ProposalView, now: Instant) -> tuple[FindingView, ...]:
    """The gate's list as it stands for the step that comes next: approval, or the paper once approved."""
    moment = Moment.ISSUE if proposal.state in IN_FORCE else Moment.APPROVE
    found = findings(session, proposal, moment, now)
    return tuple(FindingView.of(one, now.day, proposal.overridden) for one in found)


def require_issuable(session: Session, proposal_id: UUID, now: Instant) -> ProposalView:
    """The proposal whose paper may be issued now. Refused (conflict): `measures.gate`, `measures.not_approved`.

    No paper leaves the court before the president's approval, and none without its own number.
    """
    found = queries.proposal(session, WHOLE_COURT, proposal_id)
    checked(session, found, Moment.ISSUE, now, found.overridden)
    if found.state not in IN_FORCE:
        raise Refusal("measures.not_approved", Kind.CONFLICT)
    return found


def person_standing(session: Session, case_id: UUID, person: PersonBrief) -> PersonStanding:
    """What a person is to the case, as the law asks. A unit itself can be taken nowhere: its people can."""
    if person.kind == PersonKind.UNIT:
        return PersonStanding.OTHER
    parts = {Standing(one.standing) for one in _parties(session, case_id, person.id)}
    return next((standing for part, standing in STANDINGS.items() if part in parts), PersonStanding.OTHER)


def _parties(session: Session, case_id: UUID, person_id: UUID) -> list[PartyView]:
    return [one for one in cases.case(session, WHOLE_COURT, case_id).parties if one.person.id == person_id]


def _person(session: Session, proposal: ProposalView) -> PersonBrief:
    return cases.persons(session, [proposal.person_id])[proposal.person_id]


def _compel(session: Session, proposal: ProposalView, now: Instant) -> CompelFacts:
    person = _person(session, proposal)
    summonses = queries.summonses_of(session, WHOLE_COURT, [proposal.case_id], [proposal.person_id])
    facts = tuple(
        SummonsFact(
            served_at=one.served_at,
            appear_at=one.appear_at,
            proof=one.proof,
            attended=one.attended,
            good_reason=proposal.answers.good_reason is not False,
        )
        for one in summonses
    )
    return CompelFacts(
        person_standing=person_standing(session, proposal.case_id, person),
        summonses=facts,
        now=now,
        min_summons=court.profile(session).min_summons,
        deputy=_DEPUTIES.get(person.deputy, Deputy.NONE),
        deputy_permission_at=proposal.answers.deputy_permission_at,
        approved_by_president_at=_approved_at(proposal),
    )


def _detain(session: Session, proposal: ProposalView, now: Instant) -> DetainFacts:
    person, answers = _person(session, proposal), proposal.answers
    return DetainFacts(
        person_standing=person_standing(session, proposal.case_id, person),
        ground=proposal.ground,
        act_id=str(proposal.act.id) if proposal.act else "",
        evidence=proposal.act.evidence if proposal.act else (),
        days=proposal.days or 0,
        now=now,
        earlier=_earlier(session, proposal),
        after_new_deadline=answers.after_new_deadline,
        birth=person.birth,
        sex=Sex(person.sex) if person.sex else None,
        pregnant=True if person.condition == "pregnant" else answers.pregnant,
        nursing=True if person.condition == "nursing" else answers.nursing,
        seriously_ill=True if person.condition == "ill" else answers.seriously_ill,
        sole_carer=answers.sole_carer,
        deputy=_DEPUTIES.get(person.deputy, Deputy.NONE),
        deputy_permission_at=answers.deputy_permission_at,
        deputy_reported_at=answers.deputy_reported_at,
        discussed_by=answers.discussed_by,
        approved_by_president_at=_approved_at(proposal),
        punishment_number=CaseNumber.parse(proposal.number) if proposal.number else None,
    )


def _fine(session: Session, proposal: ProposalView, now: Instant) -> FineFacts:
    person = _person(session, proposal)
    of_unit = person.kind == PersonKind.UNIT
    return FineFacts(
        amount=proposal.amount or ZERO,
        of_unit=of_unit,
        person_standing=PersonStanding.DEBTOR if of_unit else person_standing(session, proposal.case_id, person),
        ground=proposal.ground,
        act_id=str(proposal.act.id) if proposal.act else "",
        evidence=proposal.act.evidence if proposal.act else (),
        now=now,
        earlier=_earlier(session, proposal),
        after_new_deadline=proposal.answers.after_new_deadline,
        approved_by_president_at=_approved_at(proposal),
        punishment_number=CaseNumber.parse(proposal.number) if proposal.number else None,
    )


def _earlier(session: Session, proposal: ProposalView) -> tuple[PunishmentFact, ...]:
    """What the person was punished with before, in any case, by a decision that stands."""
    others = queries.proposals_of(session, WHOLE_COURT, person_ids=[proposal.person_id])
    return tuple(
        PunishmentFact(_PUNISHMENTS[one.kind], str(one.act.id), one.approved_at)
        for one in others
        if one.id != proposal.id and one.kind in _PUNISHMENTS and one.state in IN_FORCE and one.act and one.approved_at
    )


def _approved_at(proposal: ProposalView) -> Instant | None:
    return proposal.approved_at if proposal.state in IN_FORCE else None
