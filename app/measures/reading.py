"""Rows of this room as values."""

from collections.abc import Iterable

from app.measures import course, rules
from app.measures.flags import proven
from app.measures.rules import Approval, Deed, DeedKind, Emergency, ProposalKind, Step
from app.measures.tables import Act, Decision, MeasureDeed, Proposal, Summons
from app.measures.views import ActView, Answers, DecisionView, FindingView, ProposalView, SummonsView


def deed(row: MeasureDeed) -> Deed:
    """A line of the log."""
    return Deed(
        id=row.id,
        kind=row.kind,
        at=row.at,
        entered_at=row.entered_at,
        by_id=row.by_id,
        door=row.door,
        case_id=row.case_id,
        person_id=row.person_id,
        target_id=row.target_id,
        squad_id=row.squad_id,
        proposal_id=row.proposal_id,
        summons_id=row.summons_id,
        cancels=row.cancels,
        flags=tuple(row.flags),
        body=row.body,
    )


def act(row: Act) -> ActView:
    """An act."""
    return ActView(row.id, row.case_id, row.person_id, row.happened_at, row.what, tuple(row.evidence))


def approval(row: Proposal, decisions: Iterable[Decision]) -> Approval | None:
    """The approval of a proposal with what ended it, or the emergency it began with; None when never approved."""
    at = {step.step: step.at for step in decisions}
    answers = Answers.model_validate(row.facts)
    began = answers.detained_at if answers.emergency_act else at.get(Step.APPROVED)
    if began is None:
        return None
    followed = Emergency(at.get(Step.REPORTED), at.get(Step.RATIFIED), at.get(Step.REVOKED), row.number is not None)
    return Approval(
        proposal_id=row.id,
        kind=ProposalKind(row.kind),
        case_id=row.case_id,
        person_id=row.person_id,
        approved_at=began,
        days=row.days,
        of_id=row.of_id,
        withdrawn_at=at.get(Step.WITHDRAWN),
        emergency=followed if answers.emergency_act else None,
    )


def proposal(row: Proposal, of: Act | None, decisions: Iterable[Decision], *, executed: bool) -> ProposalView:
    """A proposal with its act and steps."""
    steps = tuple(_decision(step) for step in decisions)
    answers = Answers.model_validate(row.facts)
    kind = ProposalKind(row.kind)
    taken = [step.step for step in steps]
    state = course.state_of(kind, taken, executed=executed, emergency=answers.emergency_act is not None)
    return ProposalView(
        id=row.id,
        kind=kind,
        case_id=row.case_id,
        person_id=row.person_id,
        act=act(of) if of else None,
        ground=row.ground,
        reason=row.reason,
        days=row.days,
        amount=row.amount,
        number=row.number,
        of_id=row.of_id,
        answers=answers,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        decisions=steps,
        state=state,
    )


def summons(row: Summons, log: Iterable[Deed]) -> SummonsView:
    """A summons with its service and whether he came, by the standing deeds of its person."""
    deeds = rules.standing(log)
    services = [one for one in deeds if one.kind == DeedKind.SUMMON and one.summons_id == row.id]
    first = next((one for one in services if proven(one)), services[0] if services else None)
    return SummonsView(
        id=row.id,
        case_id=row.case_id,
        person_id=row.person_id,
        appear_at=row.appear_at,
        place=row.place,
        matter=row.matter,
        drawn_at=row.drawn_at,
        drawn_by=row.drawn_by,
        served_at=first.at if first else None,
        mode=str(first.body.get("mode", "")) if first else "",
        proof=proven(first) if first else False,
        attended=_attended(row, deeds),
    )


def _attended(row: Summons, deeds: Iterable[Deed]) -> bool:
    """He came on this summons: questioned on it by name, or in that case on that day without having been taken."""
    taken = False
    for one in deeds:
        if one.case_id != row.case_id or one.at.day != row.appear_at.day:
            if one.summons_id == row.id and one.kind == DeedKind.QUESTION:
                return True
            continue
        taken = taken or one.kind == DeedKind.COMPEL
        if one.kind == DeedKind.QUESTION and (one.summons_id == row.id or not taken):
            return True
    return False


def _decision(row: Decision) -> DecisionView:
    gate = tuple(FindingView(**found) for found in row.gate)
    return DecisionView(row.step, row.at, row.by_id, row.basis, row.reason, gate, row.told)
