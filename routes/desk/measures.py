"""Measures of a case: summonses, proposals with their gates, what was done, the clocks."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.reading import read
from app.base.refusal import missing
from app.cases import queries as cases
from app.documents.actions_service import cancel
from app.documents.custody_papers import ELSEWHERE
from app.law.citations import cite
from app.measures import gathering, queries, queries_custody, rules
from app.measures.actions_decisions import Withdraw, withdraw
from app.measures.actions_deeds import record
from app.measures.actions_proposals import (
    AnswerQuestions,
    BringElsewhere,
    ProposeCompel,
    ProposeDetain,
    ProposeEarlyRelease,
    ProposeFine,
    SetNumber,
    answer_questions,
    bring_elsewhere,
    propose_compel,
    propose_detain,
    propose_early_release,
    propose_fine,
    set_number,
)
from app.measures.deeds import ExtendQuestioning
from app.measures.gathering import GateClosed
from app.measures.views import FindingView
from app.staff import queries as staff
from routes.desk import measures_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("measures", __name__)

QUESTIONS: Final = ("pregnant", "nursing", "seriously_ill", "sole_carer")
"""What is asked before a person is detained; the first two of women only."""


@way_in(pages, "/cases/<uuid:case_id>/measures", verb="measure.view")
def of_case(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Everything against the persons of one case."""
    case = cases.case(session, actor.scope, case_id)
    people = shown.person_names(case)
    log = queries.log_of(session, actor.scope, case_ids=[case_id])
    states = queries.state_of(session, [UUID(key) for key, _ in shown.persons_to_take(case)], actor.now)
    proposals = queries.proposals_of(session, actor.scope, case_ids=[case_id])
    gates = gathering.gates_now(session, proposals, actor.now)
    return render_template(
        "measures/of_case.html",
        case=case,
        people=people,
        states=states,
        tones=shown.HOLD_TONES,
        summonses=queries.summonses_of(session, actor.scope, [case_id]),
        cards=shown.proposal_cards(session, proposals, gates),
        open_states=rules.OPEN,
        in_force=rules.IN_FORCE,
        clocks=shown.clock_cards(queries.clocks_of(session, actor.scope, [case_id], actor.now), people),
        timeline=shown.timeline(
            log,
            flagged=_flags(session, actor, case_id),
            people=people,
            staff_names=staff.names(session, {deed.by_id for deed in log}),
        ),
    )


@way_in(pages, "/cases/<uuid:case_id>/measures/cancel", verb="deed.cancel", methods=["POST"])
def cancel_deed(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """A deed did not happen so: a new row says it."""
    cases.case(session, actor.scope, case_id)
    fields = {"id": new_id(actor.now), "at": actor.now, **request.form.to_dict(), "door": "desk"}
    if not cancel(session, actor, read(Cancel, fields)):
        raise missing("deed")
    return redirect(url_for("measures.of_case", case_id=case_id))


@way_in(pages, "/cases/<uuid:case_id>/measures/extend", verb="deed.record", methods=["POST"], retry="measures.of_case")
def extend(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Complicated, and detention lawfully possible: questioning up to 24 hours, with the reason."""
    given = request.form.to_dict()
    asked = queries_custody.detention_asked(session, actor.scope, case_id, given.get("person_id", ""))
    fields = {"id": new_id(actor.now), "at": actor.now, "proposal_id": asked, **given, "door": "desk"}
    record(session, actor, read(ExtendQuestioning, {**fields, "case_id": case_id}))
    return redirect(url_for("measures.of_case", case_id=case_id))


@way_in(pages, "/cases/<uuid:case_id>/measures/compel", verb="measure.propose")
def compel_form(
    session: Session, actor: Actor, case_id: UUID, closed: Sequence[FindingView] = ()
) -> ResponseReturnValue:
    """The form of a proposal to compel."""
    case = cases.case(session, actor.scope, case_id)
    return render_template(
        "measures/compel.html",
        case=case,
        persons=shown.persons_to_take(case),
        person=request.args.get("person", ""),
        summonses=queries.summonses_of(session, actor.scope, [case_id]),
        names=shown.person_names(case),
        gate=shown.gate(closed),
    )


@way_in(
    pages,
    "/cases/<uuid:case_id>/measures/compel",
    verb="measure.propose",
    methods=["POST"],
    retry="measures.compel_form",
)
def compel(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Ask the president for compelled attendance."""
    try:
        propose_compel(session, actor, read(ProposeCompel, {**request.form.to_dict(), "case_id": case_id}))
    except GateClosed as no:
        return shown.shown_closed(compel_form, session, actor, case_id, no.findings)
    return redirect(url_for("measures.of_case", case_id=case_id))


@way_in(pages, "/cases/<uuid:case_id>/measures/detain", verb="measure.propose")
def detain_form(
    session: Session, actor: Actor, case_id: UUID, closed: Sequence[FindingView] = ()
) -> ResponseReturnValue:
    """The form of a proposal to detain: ground down to the item, days, evidence, who may not be detained."""
    return render_template("measures/detain.html", gate=shown.gate(closed), **_punishment(session, actor, case_id))


@way_in(
    pages,
    "/cases/<uuid:case_id>/measures/detain",
    verb="measure.propose",
    methods=["POST"],
    retry="measures.detain_form",
)
def detain(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Ask the president for a detention."""
    try:
        propose_detain(session, actor, read(ProposeDetain, shown.punishment_entered(case_id)))
    except GateClosed as no:
        return shown.shown_closed(detain_form, session, actor, case_id, no.findings)
    return redirect(url_for("measures.of_case", case_id=case_id))


@way_in(pages, "/cases/<uuid:case_id>/measures/fine", verb="measure.propose")
def fine_form(session: Session, actor: Actor, case_id: UUID, closed: Sequence[FindingView] = ()) -> ResponseReturnValue:
    """The form of a proposal to fine."""
    return render_template("measures/fine.html", gate=shown.gate(closed), **_punishment(session, actor, case_id))


@way_in(
    pages, "/cases/<uuid:case_id>/measures/fine", verb="measure.propose", methods=["POST"], retry="measures.fine_form"
)
def fine(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Ask the president for a fine."""
    try:
        propose_fine(session, actor, read(ProposeFine, shown.punishment_entered(case_id)))
    except GateClosed as no:
        return shown.shown_closed(fine_form, session, actor, case_id, no.findings)
    return redirect(url_for("measures.of_case", case_id=case_id))


@way_in(pages, "/proposals/<uuid:proposal_id>/early-release", verb="measure.propose")
def early_release_form(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The form of a proposal to end a detention early."""
    causes = sentences.labels("release_cause")
    return render_template("measures/early_release.html", causes=causes, **_one(session, actor, proposal_id))


@way_in(
    pages,
    "/proposals/<uuid:proposal_id>/early-release",
    verb="measure.propose",
    methods=["POST"],
    retry="measures.early_release_form",
)
def early_release(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Ask the president to end a detention early."""
    propose_early_release(session, actor, read(ProposeEarlyRelease, {**request.form.to_dict(), "of_id": proposal_id}))
    return _back(session, actor, proposal_id)


@way_in(pages, "/proposals/<uuid:proposal_id>/number", verb="measure.issue")
def number_form(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The form for the 司惩 number that case filing gave."""
    return render_template("measures/number.html", **_one(session, actor, proposal_id))


@way_in(
    pages, "/proposals/<uuid:proposal_id>/number", verb="measure.issue", methods=["POST"], retry="measures.number_form"
)
def number(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Write the number down."""
    set_number(session, actor, read(SetNumber, {**request.form.to_dict(), "proposal_id": proposal_id}))
    return _back(session, actor, proposal_id)


@way_in(pages, "/proposals/<uuid:proposal_id>/answers", verb="measure.propose")
def answers_form(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The form for answers that came after the proposal."""
    return render_template("measures/answers.html", **_questions(), **_one(session, actor, proposal_id))


@way_in(
    pages,
    "/proposals/<uuid:proposal_id>/answers",
    verb="measure.propose",
    methods=["POST"],
    retry="measures.answers_form",
)
def answers(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Complete the answers."""
    answer_questions(session, actor, read(AnswerQuestions, {**request.form.to_dict(), "proposal_id": proposal_id}))
    return _back(session, actor, proposal_id)


@way_in(pages, "/proposals/<uuid:proposal_id>/elsewhere", verb="measure.propose")
def elsewhere_form(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Where the person is brought, if not to the court's own custody place."""
    article = cite(ELSEWHERE["elsewhere_explained"], actor.now.day).short
    return render_template("measures/elsewhere.html", **_one(session, actor, proposal_id), article=article)


@way_in(
    pages,
    "/proposals/<uuid:proposal_id>/elsewhere",
    verb="measure.propose",
    methods=["POST"],
    retry="measures.elsewhere_form",
)
def elsewhere(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Write it down, and what that place wants besides."""
    bring_elsewhere(session, actor, read(BringElsewhere, {**request.form.to_dict(), "proposal_id": proposal_id}))
    found = queries.proposal(session, actor.scope, proposal_id)
    return redirect(url_for("custody.one", case_id=found.case_id, person_id=found.person_id))


@way_in(pages, "/proposals/<uuid:proposal_id>/withdraw", verb="measure.propose", methods=["POST"])
def take_back(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The judge takes his proposal back."""
    withdraw(session, actor, read(Withdraw, {**request.form.to_dict(), "proposal_id": proposal_id}))
    return _back(session, actor, proposal_id)


def _back(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """To the case's measures, or to the first page for who may not see those."""
    found = queries.proposal(session, actor.scope, proposal_id)
    if not actor.may("measure.view"):
        return redirect(url_for("front.home"))
    return redirect(url_for("measures.of_case", case_id=found.case_id))


def _flags(session: Session, actor: Actor, case_id: UUID) -> dict[UUID, Sequence[str]]:
    return {deed.id: codes for deed, codes in queries.flagged_of(session, actor.scope, [case_id])}


def _one(session: Session, actor: Actor, proposal_id: UUID) -> dict[str, Any]:
    proposal = queries.proposal(session, actor.scope, proposal_id)
    case = cases.case(session, actor.scope, proposal.case_id)
    return {
        "proposal": proposal,
        "case": case,
        "person": cases.persons(session, [proposal.person_id])[proposal.person_id],
    }


def _punishment(session: Session, actor: Actor, case_id: UUID) -> dict[str, Any]:
    case = cases.case(session, actor.scope, case_id)
    persons = shown.persons_to_take(case)
    acts = [act for key, _ in persons for act in queries.acts_of(session, actor.scope, case_id, UUID(key))]
    return {
        "case": case,
        "persons": persons,
        "person": request.args.get("person", ""),
        "grounds": shown.ground_choices(actor.now.day),
        "acts": [(str(act.id), f"{act.happened_at} {act.what[:60]}") for act in acts],
        "officers": shown.may_discuss(session),
        **_questions(),
    }


def _questions() -> dict[str, Any]:
    return {"questions": QUESTIONS, "yes_no": sentences.labels("yes_no")}
