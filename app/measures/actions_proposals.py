"""What a judge asks the president to allow. A proposal is written down only when its gate is open for proposing."""

from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.money import Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.court import queries as court
from app.law.case_numbers import CaseNumber
from app.law.gates import Moment
from app.law.punishments import EmergencyAct
from app.measures import gathering, queries, reading
from app.measures.actions_decisions import Discuss, decide, discuss, require_discussion
from app.measures.custody import DETAINED
from app.measures.rules import IN_FORCE, OPEN, ProposalKind, Step
from app.measures.tables import Act, Proposal
from app.measures.views import Answers, Elsewhere, SearchAsked
from app.trail import actions as trail

Text: TypeAlias = Annotated[str, StringConstraints(min_length=2, max_length=4000)]
Evidence: TypeAlias = Annotated[tuple[Annotated[str, StringConstraints(min_length=1, max_length=400)], ...], Field()]


class AboutPerson(Command):
    """Whom a proposal is about, and why."""

    case_id: UUID
    person_id: UUID
    reason: Text
    deputy_permission_at: Instant | None = None


class ProposeCompel(AboutPerson):
    """拘传: the judge says that the person had no good reason to stay away."""

    no_good_reason: bool = False


class _Punishment(AboutPerson):
    """An act to be punished: one written down before, or a new one."""

    act_id: UUID | None = None
    act_at: Instant | None = None
    act_what: Annotated[str, StringConstraints(max_length=4000)] = ""
    evidence: Evidence = ()
    ground: Annotated[str, StringConstraints(max_length=60)] = ""
    number: CaseNumber | None = None
    discussed_by: Annotated[tuple[UUID, ...], Field(max_length=30)] = ()
    """Who has discussed it already; the discussion can be written down later too."""
    after_new_deadline: bool = False


class ProposeDetain(_Punishment):
    """拘留: days, and the questions about people who may not be detained."""

    days: Annotated[int, Field(ge=0, le=999)]
    pregnant: bool | None = None
    nursing: bool | None = None
    seriously_ill: bool | None = None
    sole_carer: bool | None = None


class ReportEmergency(ProposeDetain):
    """紧急拘留: detained first, reported to the president at once. The act is what made it necessary."""

    emergency_act: EmergencyAct
    detained_at: Instant | None = None
    """Needed only when no announcement has come from the door yet."""
    reported_at: Instant | None = None
    """When he was told by another way, such as by telephone; else now."""


class ProposeFine(_Punishment):
    """罚款."""

    amount: Money


class ProposeSearch(AboutPerson, SearchAsked):
    """搜查: the reason says what is believed to be hidden, and why."""

    woman_searched: bool


class ProposeEarlyRelease(Command):
    """提前解除拘留: the detained person paid, or admits and mends his ways."""

    of_id: UUID
    cause: Literal["paid", "repented"]
    reason: Text


def propose_compel(session: Session, actor: Actor, deed: ProposeCompel) -> UUID:
    """Propose compelled attendance. Refused (conflict): `measures.gate`, `measures.proposed_already`."""
    answers = Answers(good_reason=not deed.no_good_reason, deputy_permission_at=deed.deputy_permission_at)
    return propose(session, actor, deed, ProposalKind.COMPEL, answers=answers)


def propose_search(session: Session, actor: Actor, deed: ProposeSearch) -> UUID:
    """Propose a search. Refused (conflict): `measures.gate`, `measures.proposed_already`; invalid at `valid_until`."""
    if not actor.now.day <= deed.valid_until >= deed.valid_from:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("valid_until", "measures.valid_until"),))
    asked = SearchAsked.model_validate(deed.model_dump(include=set(SearchAsked.model_fields)))
    return propose(session, actor, deed, ProposalKind.SEARCH, answers=Answers(search=asked))


def propose_detain(session: Session, actor: Actor, deed: ProposeDetain) -> UUID:
    """Propose a detention. Refused (conflict): `measures.gate`, `measures.proposed_already`."""
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
    return propose(session, actor, deed, ProposalKind.DETAIN, answers=_answers(deed), act=_act(session, actor, deed))


def report_emergency(session: Session, actor: Actor, deed: ReportEmergency) -> UUID:
    """Report a detention that could not wait: it has happened, so no gate stops the report, only its ratification.

    Refused (invalid): times that cannot be.
    """
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
    detained = queries.taken_in_emergency(session, deed.case_id, deed.person_id) or deed.detained_at
    reported = deed.reported_at or actor.now
    _require_times(actor, detained, reported)
    given = {"emergency_act": deed.emergency_act, "detained_at": detained, "reported_at": reported}
    answers = _answers(deed).model_copy(update=given)
    filled = deed.model_copy(update={"act_at": deed.act_at or detained})
    act = _act(session, actor, filled)
    proposal_id = propose(session, actor, filled, ProposalKind.DETAIN, answers=answers, act=act)
    session.flush()
    decide(session, actor.at(reported), queries.proposal(session, actor.scope, proposal_id), Step.REPORTED, reason="")
    return proposal_id


def _require_times(actor: Actor, detained: Instant | None, reported: Instant) -> None:
    fault = None
    if detained is None:
        fault = Fault("detained_at", "field.missing")
    elif detained > actor.now:
        fault = Fault("detained_at", "measures.detained_future")
    elif not detained <= reported <= actor.now:
        fault = Fault("reported_at", "measures.reported_before")
    if fault:
        raise Refusal("input.invalid", Kind.INVALID, faults=(fault,))


def propose_fine(session: Session, actor: Actor, deed: ProposeFine) -> UUID:
    """Propose a fine. Refused (conflict): `measures.gate`, `measures.proposed_already`."""
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
    return propose(session, actor, deed, ProposalKind.FINE, answers=_answers(deed), act=_act(session, actor, deed))


def propose_early_release(session: Session, actor: Actor, deed: ProposeEarlyRelease) -> UUID:
    """Propose to end a detention that was announced. Refused (conflict): `measures.not_detained`."""
    detention = queries.proposal(session, actor.scope, deed.of_id)
    standing = queries.state_of(session, [detention.person_id], actor.now)[detention.person_id]
    if detention.kind is not ProposalKind.DETAIN or detention.state not in IN_FORCE or standing.hold not in DETAINED:
        raise Refusal("measures.not_detained", Kind.CONFLICT)
    row = _row(actor, ProposalKind.EARLY_RELEASE, detention.case_id, detention.person_id, deed.reason)
    row.of_id, row.facts = detention.id, Answers(cause=deed.cause).model_dump(mode="json")
    _require_alone(session, row)
    return _keep(session, actor, row, deed)


class SetNumber(Command):
    """The 司惩 number that case filing gave to a detention or fine."""

    proposal_id: UUID
    number: CaseNumber


def set_number(session: Session, actor: Actor, deed: SetNumber) -> None:
    """Write down the number. Refused (invalid): of another type or court, or taken; (conflict): already set."""
    found = queries.proposal(session, actor.scope, deed.proposal_id)
    if found.kind not in {ProposalKind.DETAIN, ProposalKind.FINE}:
        raise Refusal("measures.no_number", Kind.CONFLICT)
    if found.number is not None and found.state in IN_FORCE:
        raise Refusal("measures.number_set", Kind.CONFLICT, number=found.number)
    _require_number(session, deed.number, besides=found.id)
    session.get_one(Proposal, found.id).number = str(deed.number)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "proposal.number", case=found.case_id, subject=found.id, content=content)


class AnswerQuestions(Command):
    """Answers that came after the proposal; what is not given stays as it was."""

    proposal_id: UUID
    deputy_permission_at: Instant | None = None
    deputy_reported_at: Instant | None = None
    pregnant: bool | None = None
    nursing: bool | None = None
    seriously_ill: bool | None = None
    sole_carer: bool | None = None


class BringElsewhere(Elsewhere):
    """The detained person is brought to a custody place of another area, or no longer is."""

    proposal_id: UUID


def bring_elsewhere(session: Session, actor: Actor, deed: BringElsewhere) -> None:
    """Write down where he is brought instead. Refused (conflict, `measures.step`) for what is no open detention."""
    found = queries.proposal(session, actor.scope, deed.proposal_id)
    if found.kind is not ProposalKind.DETAIN or found.state not in OPEN | IN_FORCE:
        raise Refusal("measures.step", Kind.CONFLICT, state=found.state.value, step="answer")
    given = deed.model_dump(mode="json", exclude={"proposal_id"})
    row = session.get_one(Proposal, found.id)
    row.facts = {**row.facts, "elsewhere": given}
    trail.write(session, actor, "proposal.elsewhere", case=found.case_id, subject=found.id, content=given)


def answer_questions(session: Session, actor: Actor, deed: AnswerQuestions) -> None:
    """Complete what the gate asks. Refused (conflict, `measures.step`) once the proposal is decided against or done.

    What the president allowed rests on the answers: a yes that came to light since is not turned into a no (invalid,
    `measures.answer_taken_back`); the proposal is withdrawn and asked anew.
    """
    found = queries.proposal(session, actor.scope, deed.proposal_id)
    if found.state not in OPEN | IN_FORCE:
        raise Refusal("measures.step", Kind.CONFLICT, state=found.state.value, step="answer")
    given = deed.model_dump(mode="json", exclude={"proposal_id"}, exclude_none=True)
    taken_back = [name for name, told in given.items() if told is False and getattr(found.answers, name)]
    if taken_back and found.state in IN_FORCE:
        faults = tuple(Fault(name, "measures.answer_taken_back") for name in taken_back)
        raise Refusal("input.invalid", Kind.INVALID, faults=faults)
    row = session.get_one(Proposal, found.id)
    row.facts = {**row.facts, **given}
    trail.write(session, actor, "proposal.answer", case=found.case_id, subject=found.id, content=given)


def propose(
    session: Session, actor: Actor, deed: AboutPerson, kind: ProposalKind, *, answers: Answers, act: Act | None = None
) -> UUID:
    """Write the question down when its gate is open. Refused (conflict): `measures.gate`, `measures.proposed_already`."""
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
    row = _row(actor, kind, deed.case_id, deed.person_id, deed.reason)
    row.facts = answers.model_dump(mode="json")
    row.act_id = act.id if act else None
    participants: tuple[UUID, ...] = getattr(deed, "discussed_by", ())
    if participants:
        require_discussion(session, participants, field="discussed_by")
    for name in ("ground", "days", "amount"):
        setattr(row, name, getattr(deed, name, getattr(row, name)))
    number = getattr(deed, "number", None)
    if number:
        _require_number(session, number, besides=row.id)
        row.number = str(number)
    _require_alone(session, row)
    if answers.emergency_act is None:
        gathering.checked(session, reading.proposal(row, act, (), executed=False), Moment.PROPOSE, actor.now)
    if act:
        session.add(act)
        session.flush()
    proposal_id = _keep(session, actor, row, deed)
    if participants:
        session.flush()
        discuss(session, actor, Discuss(proposal_id=proposal_id, participants=participants))
    return proposal_id


def _row(actor: Actor, kind: ProposalKind, case_id: UUID, person_id: UUID, reason: str) -> Proposal:
    return Proposal(
        id=new_id(actor.now),
        kind=kind.value,
        case_id=case_id,
        person_id=person_id,
        ground="",
        reason=reason,
        proposed_at=actor.now,
        proposed_by=actor.id,
    )


def _keep(session: Session, actor: Actor, row: Proposal, deed: Command) -> UUID:
    session.add(row)
    content: dict[str, Any] = deed.model_dump(mode="json")
    trail.write(session, actor, f"{row.kind}.propose", case=row.case_id, subject=row.id, content=content)
    return row.id


def _answers(deed: _Punishment) -> Answers:
    given = deed.model_dump(include=set(Answers.model_fields) - {"discussed_by"}, exclude_none=True)
    return Answers.model_validate(given)


def _act(session: Session, actor: Actor, deed: _Punishment) -> Act:
    """The act meant: the one named, one written down before in the same words for the same time, or a new one."""
    if deed.act_id:
        return _known_act(session, deed)
    lacking = [name for name in ("act_at", "act_what") if not getattr(deed, name)]
    if lacking or deed.act_at is None:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(Fault(name, "field.missing") for name in lacking))
    if deed.act_at > actor.now:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("act_at", "measures.act_future"),))
    same = select(Act).where(Act.person_id == deed.person_id, Act.happened_at == deed.act_at, Act.what == deed.act_what)
    return session.scalar(same) or Act(
        id=new_id(actor.now),
        case_id=deed.case_id,
        person_id=deed.person_id,
        happened_at=deed.act_at,
        what=deed.act_what,
        evidence=list(deed.evidence),
    )


def _known_act(session: Session, deed: _Punishment) -> Act:
    found = session.get(Act, deed.act_id)
    if found is None or found.person_id != deed.person_id:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("act_id", "measures.act_unknown"),))
    return found


def _require_alone(session: Session, row: Proposal) -> None:
    """Nobody asks twice for the same thing while the first question is open."""
    others = queries.proposals_of(session, WHOLE_COURT, person_ids=[row.person_id])
    for one in others:
        same = one.kind == row.kind and one.case_id == row.case_id and (one.act.id if one.act else None) == row.act_id
        if same and one.of_id == row.of_id and one.state in OPEN:
            raise Refusal("measures.proposed_already", Kind.CONFLICT)


def _require_number(session: Session, number: CaseNumber, *, besides: UUID) -> None:
    wrong = None
    if number.type != "司惩":
        wrong = "measures.number_type"
    elif number.court != court.profile(session).code:
        wrong = "measures.number_court"
    elif session.scalar(select(Proposal.id).where(Proposal.number == str(number), Proposal.id != besides)):
        wrong = "measures.number_taken"
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("number", wrong),))
