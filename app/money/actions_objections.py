"""What follows an approved plan: who received it when, who objects to which shares, and what came of it."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.money import ledger, queries_distributions
from app.money.actions_distributions import MOST_SHARES, Reason, add_step
from app.money.decisions import Line, Short
from app.money.distributions import ENDS, Objection, Stage, StepName
from app.money.queries_distributions import DistributionView
from app.trail import actions as trail

SERVE: Final = "distribution.serve"
OBJECT: Final = "distribution.object"
ANSWER: Final = "distribution.answer"
BEFORE: Final = frozenset({Stage.PROPOSED, Stage.REJECTED, Stage.WITHDRAWN})
AFTER_A_TERM: Final = {StepName.UNOPPOSED: StepName.TOLD, StepName.UNSUED: StepName.OPPOSED}
"""Ends that the passing of a term brings, and what set it running."""


class RecordReceipt(Command):
    """These received the plan on this day; a later entry for somebody corrects the earlier one."""

    distribution_id: UUID
    parties: Annotated[tuple[Line, ...], Field(min_length=1, max_length=MOST_SHARES)]
    on: date
    note: Short = ""


class RecordObjection(Command):
    """Somebody objects in writing to these shares."""

    distribution_id: UUID
    party: Line
    on: date
    share_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST_SHARES)]
    note: Reason


class AnswerObjection(Command):
    """What came next of an objection."""

    distribution_id: UUID
    objection_id: UUID
    step: StepName
    on: date
    note: Short = ""


def record_receipt(session: Session, actor: Actor, deed: RecordReceipt) -> None:
    """Keep when somebody received the plan: his days to object run from then. Refused once a share was released."""
    ledger.lock(session)
    found = _approved(session, actor, deed.distribution_id)
    if found.course.released:
        raise Refusal("distribution.stage", Kind.CONFLICT)
    faults = [*_wrong_day(found, deed.on, actor.now.day)]
    if not set(deed.parties) <= set(found.course.parties):
        faults.append(Fault("parties", "distribution.no_party"))
    _refuse(faults)
    for party in dict.fromkeys(deed.parties):
        add_step(session, actor, found.id, StepName.SERVED, party=party, on_day=deed.on, note=deed.note)
    trail.write(session, actor, SERVE, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))


def record_objection(session: Session, actor: Actor, deed: RecordObjection) -> Objection:
    """Keep an objection. In time it holds the shares it names; a late one is kept and holds nothing."""
    ledger.lock(session)
    found = _approved(session, actor, deed.distribution_id)
    faults = [*_wrong_day(found, deed.on, actor.now.day)]
    if deed.party not in found.course.parties:
        faults.append(Fault("party", "distribution.no_party"))
    wanted = list(dict.fromkeys(deed.share_ids))
    if not set(wanted) <= {one.id for one in found.shares}:
        faults.append(Fault("share_ids", "distribution.no_share"))
    if found.course.released & set(wanted):
        faults.append(Fault("share_ids", "distribution.released_already"))
    _refuse(faults)
    told = {"party": deed.party, "on_day": deed.on, "share_ids": [str(one) for one in wanted], "note": deed.note}
    row = add_step(session, actor, found.id, StepName.OBJECTED, **told)
    trail.write(session, actor, OBJECT, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))
    after = queries_distributions.distribution(session, actor.scope, found.id, actor.now.day)
    return next(one for one in after.course.objections if one.id == row.id)


def answer_objection(session: Session, actor: Actor, deed: AnswerObjection) -> None:
    """One step further. Refused: a step out of order, one after its term, the end of a term that still runs."""
    ledger.lock(session)
    found = _approved(session, actor, deed.distribution_id)
    made = next((one for one in found.course.objections if one.id == deed.objection_id), None)
    if made is None:
        raise missing("objection")
    if deed.step not in made.follows:
        raise Refusal("distribution.stage", Kind.CONFLICT)
    _refuse([*_wrong_day(found, deed.on, actor.now.day), *_wrong_term(made, deed)])
    add_step(session, actor, found.id, deed.step, on_day=deed.on, refers=made.id, note=deed.note)
    trail.write(session, actor, ANSWER, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))


def _approved(session: Session, actor: Actor, key: UUID) -> DistributionView:
    found = queries_distributions.distribution(session, actor.scope, key, actor.now.day)
    if found.stage in BEFORE:
        raise Refusal("distribution.stage", Kind.CONFLICT)
    return found


def _wrong_day(found: DistributionView, on: date, today: date) -> list[Fault]:
    """Nothing is received before the plan was approved, nor after today."""
    first = max((row.at.day for row in found.rows if row.step == StepName.APPROVED.value), default=today)
    return [] if first <= on <= today else [Fault("on", "distribution.day", (("first", str(first)),))]


def _wrong_term(made: Objection, deed: AnswerObjection) -> list[Fault]:
    until = (("until", str(made.until)),)
    if made.until is None:
        return []
    if deed.step in AFTER_A_TERM and deed.on <= made.until:
        return [Fault("on", "distribution.term_runs", until)]
    if deed.step not in ENDS and deed.on > made.until:
        return [Fault("on", "distribution.term_over", until)]
    return []


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(faults))
