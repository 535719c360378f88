"""The facts the gates of law ask for, gathered from this room and the cases; the gates themselves are the law's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.base.money import ZERO
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.cases.rules import PersonKind, Standing
from app.cases.views import CaseBrief, PersonBrief
from app.court import queries as court
from app.law.case_numbers import CaseNumber
from app.law.gate_compel import CompelFacts, SummonsFact, compel_gate
from app.law.gate_detain import DetainFacts, detain_gate
from app.law.gate_fine import FineFacts, fine_gate
from app.law.gate_search import SearchFacts, SearchOfficer, search_gate
from app.law.gates import Deputy, Finding, Moment, PersonStanding, require_open
from app.law.grounds import Measure
from app.law.identity import Sex
from app.law.officers import OfficerKind
from app.law.punishments import EmergencyFact, PunishmentFact
from app.measures import queries, rules
from app.measures.flags_custody import DOORSTEP
from app.measures.rules import IN_FORCE, Deed, DeedKind, ProposalKind, ProposalState, Step
from app.measures.views import FindingView, ProposalView, SearchAsked, SummonsView
from app.staff import queries as staff

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


@dataclass(frozen=True)
class Known:
    """What the gates of some proposals must know, loaded at once."""

    persons: Mapping[UUID, PersonBrief]
    cases: Mapping[UUID, CaseBrief]
    summonses: Sequence[SummonsView]
    proposals: Mapping[UUID, Sequence[ProposalView]]
    """Every proposal against these persons, by person."""
    takings: Mapping[UUID, Sequence[Deed]]
    """The deeds of compelled attendance, by person."""
    doorstep: Mapping[UUID, Sequence[Deed]]
    """The deeds before which persons were asked about themselves, by person."""
    kinds: Mapping[UUID, OfficerKind]
    """The officers who took part in those, by id."""
    searchers: Mapping[UUID, SearchOfficer]
    """The officers named for searches, by id."""
    min_summons: int
    number_hours: int
    """Until when an emergency detention must have its number."""


def known(session: Session, proposals: Sequence[ProposalView]) -> Known:
    """Everything the gates of these proposals ask for, in a fixed number of questions."""
    people, profile = {one.person_id for one in proposals}, court.profile(session)
    case_ids = {one.case_id for one in proposals}
    log = rules.standing(queries.log_of(session, case_ids=case_ids, person_ids=people))
    takings = [deed for deed in log if deed.kind == DeedKind.COMPEL]
    there = {UUID(one) for deed in takings for one in deed.body.get("officer_ids", ())}
    named = {one for each in proposals if each.answers.search for one in each.answers.search.officer_ids}
    officers = staff.by_ids(session, there | named | {deed.by_id for deed in takings if deed.by_id}).values()
    return Known(
        persons=cases.persons(session, people),
        cases=cases.briefs(session, WHOLE_COURT, case_ids),
        summonses=queries.summonses_of(session, WHOLE_COURT, case_ids, people),
        proposals=rules.by_person(queries.proposals_of(session, WHOLE_COURT, person_ids=people)),
        takings=rules.by_person(takings),
        doorstep=rules.by_person([deed for deed in log if deed.kind in {DeedKind.ANNOUNCE, DeedKind.HAND_OVER}]),
        kinds={one.id: OfficerKind(one.officer_kind) for one in officers if one.officer_kind},
        searchers={
            one.id: SearchOfficer(str(one.id), OfficerKind(one.officer_kind), Sex(one.sex))
            for one in officers
            if one.id in named and one.officer_kind
        },
        min_summons=profile.min_summons,
        number_hours=profile.number_hours,
    )


def findings(facts: Known, proposal: ProposalView, moment: Moment, now: Instant) -> tuple[Finding, ...]:
    """What the gate of this proposal answers at this step; a decision on early release has no gate."""
    if proposal.kind is ProposalKind.COMPEL:
        return compel_gate(_compel(facts, proposal, now), moment)
    if proposal.kind is ProposalKind.DETAIN:
        return detain_gate(_detain(facts, proposal, now), moment)
    if proposal.kind is ProposalKind.FINE:
        return fine_gate(_fine(facts, proposal, now), moment)
    if proposal.kind is ProposalKind.SEARCH and proposal.answers.search:
        return search_gate(_search(facts, proposal, proposal.answers.search, now), moment)
    return ()


def checked(
    session: Session, proposal: ProposalView, moment: Moment, now: Instant, overridden: Sequence[str] = ()
) -> tuple[FindingView, ...]:
    """The gate's whole list when it is open; else refuse with it (conflict, `measures.gate`)."""
    found = findings(known(session, [proposal]), proposal, moment, now)
    shown = tuple(FindingView.of(one, now.day, overridden) for one in found)
    try:
        require_open(found, now.day, overridden)
    except Refusal as no:
        raise GateClosed(shown, no) from None
    return shown


def gate_now(session: Session, proposal: ProposalView, now: Instant) -> tuple[FindingView, ...]:
    """One proposal's list as it stands for the step that comes next."""
    return gates_now(session, [proposal], now)[proposal.id]


def gates_now(session: Session, proposals: Sequence[ProposalView], now: Instant) -> dict[UUID, tuple[FindingView, ...]]:
    """Each proposal's list as it stands for the step that comes next: approval, or the paper once approved."""
    facts = known(session, proposals)
    return {one.id: _gate_now(facts, one, now) for one in proposals}


def _gate_now(facts: Known, proposal: ProposalView, now: Instant) -> tuple[FindingView, ...]:
    moment = Moment.ISSUE if proposal.state in IN_FORCE else Moment.APPROVE
    found = findings(facts, proposal, moment, now)
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
    """What a person is to the case, as the law asks."""
    return standing_in(cases.case(session, WHOLE_COURT, case_id), person)


def standing_in(case: CaseBrief, person: PersonBrief) -> PersonStanding:
    """What a person is to the case, as the law asks. A unit itself can be taken nowhere: its people can."""
    if person.kind == PersonKind.UNIT:
        return PersonStanding.OTHER
    parts = {Standing(one.standing) for one in case.parties if one.person.id == person.id}
    return next((standing for part, standing in STANDINGS.items() if part in parts), PersonStanding.OTHER)


def _compel(facts: Known, proposal: ProposalView, now: Instant) -> CompelFacts:
    person, taken = facts.persons[proposal.person_id], _takings(facts, proposal)
    summonses = tuple(
        SummonsFact(
            served_at=one.served_at,
            appear_at=one.appear_at,
            proof=one.proof,
            attended=one.attended,
            good_reason=proposal.answers.good_reason is not False,
        )
        for one in facts.summonses
        if (one.case_id, one.person_id) == (proposal.case_id, proposal.person_id)
    )
    named = {UUID(one) for deed in taken for one in deed.body.get("officer_ids", ())}
    there = named | {deed.by_id for deed in taken if deed.by_id}
    return CompelFacts(
        person_standing=standing_in(facts.cases[proposal.case_id], person),
        summonses=summonses,
        now=now,
        min_summons=facts.min_summons,
        deputy=_DEPUTIES.get(person.deputy, Deputy.NONE),
        deputy_permission_at=proposal.answers.deputy_permission_at,
        approved_by_president_at=_approved_at(proposal),
        consequences_told=any(deed.body.get("consequences_told") for deed in taken),
        officers=tuple(facts.kinds[one] for one in there if one in facts.kinds),
    )


def _takings(facts: Known, proposal: ProposalView) -> list[Deed]:
    """The deeds in which this approved proposal was carried out."""
    if proposal.state is not ProposalState.EXECUTED:
        return []
    return [deed for deed in facts.takings.get(proposal.person_id, ()) if deed.case_id == proposal.case_id]


def _detain(facts: Known, proposal: ProposalView, now: Instant) -> DetainFacts:
    person, answers = facts.persons[proposal.person_id], proposal.answers
    said = {name: _said(facts, proposal, name) for name in DOORSTEP}
    return DetainFacts(
        person_standing=standing_in(facts.cases[proposal.case_id], person),
        ground=proposal.ground,
        act_id=str(proposal.act.id) if proposal.act else "",
        evidence=proposal.act.evidence if proposal.act else (),
        days=proposal.days or 0,
        now=now,
        earlier=_earlier(facts, proposal),
        after_new_deadline=answers.after_new_deadline,
        birth=person.birth,
        sex=Sex(person.sex) if person.sex else None,
        pregnant=True if person.condition == "pregnant" else said["pregnant"],
        nursing=True if person.condition == "nursing" else said["nursing"],
        seriously_ill=True if person.condition == "ill" else said["seriously_ill"],
        sole_carer=said["sole_carer"],
        deputy=_DEPUTIES.get(person.deputy) or _deputy_by_his_word(facts, proposal),
        deputy_permission_at=answers.deputy_permission_at,
        deputy_reported_at=answers.deputy_reported_at,
        discussed_by=proposal.discussed_by,
        approved_by_president_at=_approved_at(proposal),
        emergency=_emergency(proposal),
        punishment_number=CaseNumber.parse(proposal.number) if proposal.number else None,
        number_due=answers.detained_at + timedelta(hours=facts.number_hours) if answers.detained_at else None,
    )


def _search(facts: Known, proposal: ProposalView, asked: SearchAsked, now: Instant) -> SearchFacts:
    person = facts.persons[proposal.person_id]
    return SearchFacts(
        now=now,
        duty_unperformed=asked.duty_unperformed,
        hidden_property=proposal.reason,
        evidence=asked.evidence,
        places=asked.places,
        officers=tuple(facts.searchers[one] for one in asked.officer_ids if one in facts.searchers),
        approved_by_president_at=_approved_at(proposal),
        valid_from=asked.valid_from,
        valid_until=asked.valid_until,
        debtor_is_unit=person.kind == PersonKind.UNIT,
        body_search_of=None if asked.woman_searched is False else Sex.FEMALE,
    )


def _said(facts: Known, proposal: ProposalView, name: str) -> bool | None:
    """A yes at the door outweighs everything; a no there answers what the proposal left open."""
    at_the_door = [deed.body.get(name) for deed in facts.doorstep.get(proposal.person_id, ())]
    if any(at_the_door):
        return True
    answered: bool | None = getattr(proposal.answers, name)
    return False if answered is None and False in at_the_door else answered


def _deputy_by_his_word(facts: Known, proposal: ProposalView) -> Deputy:
    told = {deed.body.get("deputy") for deed in facts.doorstep.get(proposal.person_id, ())}
    return next((one for one in (Deputy.COUNTY_OR_ABOVE, Deputy.TOWNSHIP) if one in told), Deputy.NONE)


def _emergency(proposal: ProposalView) -> EmergencyFact | None:
    answers, ratified = proposal.answers, proposal.step(Step.RATIFIED)
    if answers.emergency_act is None or answers.detained_at is None:
        return None
    return EmergencyFact(
        answers.emergency_act, answers.detained_at, answers.reported_at, ratified.at if ratified else None
    )


def _fine(facts: Known, proposal: ProposalView, now: Instant) -> FineFacts:
    person, case = facts.persons[proposal.person_id], facts.cases[proposal.case_id]
    of_unit = person.kind == PersonKind.UNIT
    return FineFacts(
        amount=proposal.amount or ZERO,
        of_unit=of_unit,
        person_standing=PersonStanding.DEBTOR if of_unit else standing_in(case, person),
        ground=proposal.ground,
        act_id=str(proposal.act.id) if proposal.act else "",
        evidence=proposal.act.evidence if proposal.act else (),
        now=now,
        earlier=_earlier(facts, proposal),
        after_new_deadline=proposal.answers.after_new_deadline,
        discussed_by=proposal.discussed_by,
        approved_by_president_at=_approved_at(proposal),
        punishment_number=CaseNumber.parse(proposal.number) if proposal.number else None,
    )


def _earlier(facts: Known, proposal: ProposalView) -> tuple[PunishmentFact, ...]:
    """What the person was punished with before, in any case, by a decision that stands."""
    return tuple(
        PunishmentFact(_PUNISHMENTS[one.kind], str(one.act.id), one.approved_at)
        for one in facts.proposals.get(proposal.person_id, ())
        if one.id != proposal.id and one.kind in _PUNISHMENTS and one.state in IN_FORCE and one.act and one.approved_at
    )


def _approved_at(proposal: ProposalView) -> Instant | None:
    return proposal.approved_at if proposal.state in IN_FORCE else None
