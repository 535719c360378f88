"""拘留看板: who is held, where, since when, what is due next; and what is entered about one person at the desk."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases import queries as cases
from app.documents.queries_custody import bring_list
from app.measures import queries_custody as queries
from app.measures.actions_deeds import record as write_down
from app.measures.deeds import COMMANDS
from app.staff import queries as staff
from routes.desk import custody_plot as plot
from routes.desk import custody_shown as shown
from routes.desk import measures_shown
from routes.gate import way_in
from routes.tablet import writing
from routes.tablet.questions import DeedForm

pages = Blueprint("custody", __name__)


@way_in(pages, "/custody", verb="measure.view")
def held(session: Session, actor: Actor) -> ResponseReturnValue:
    """Everybody the court answers for, the most urgent first, and who was let go lately."""
    board = queries.board(session, actor.scope, actor.now)
    courses = (*board.held, *board.freed)
    people = {one.person_id for one in courses} | {one.person_id for one in board.others}
    names = measures_shown.names(session, people)
    return render_template(
        "custody/held.html",
        board=board,
        names=names,
        tones=measures_shown.HOLD_TONES,
        briefs=shown.briefs(session, actor, courses),
        due={one.person_id: shown.next_due(one, actor.now) for one in board.held},
        served={one.person_id: shown.served_days(one, actor.now) for one in board.held},
        matters={one.person_id: shown.matters(one.standing) for one in board.held},
        **shown.house(session),
        others=measures_shown.clock_cards(board.others, names),
    )


@way_in(pages, "/cases/<uuid:case_id>/custody/<uuid:person_id>", verb="measure.view")
def one(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """One person from being taken to being free: the drawing, what is due, what to bring, who was told."""
    person = cases.require_person(session, actor.scope, case_id, person_id)
    course = queries.course(session, person_id, actor.now)
    return render_template(
        "custody/one.html",
        case=cases.case(session, actor.scope, case_id),
        person=person,
        course=course,
        tones=measures_shown.HOLD_TONES,
        matters=shown.matters(course.standing),
        hours=plot.hours(course, actor.now),
        days=plot.days(course, actor.now),
        faces=shown.faces(course, actor.now),
        served=shown.served_days(course, actor.now),
        pieces=shown.pieces(bring_list(session, course), actor.now.day),
        **shown.house(session),
        attempts=shown.attempts(course),
        proofs=shown.proofs(course),
        restraints=shown.restraints(course),
        recorded=shown.recorded(session, actor, course, case_id),
        staff=staff.names(session, {deed.by_id for deed in course.deeds}),
        likely=[shown.FORMS[slug] for slug in shown.likely(course.standing)],
        forms=list(shown.FORMS.values()),
        decide=shown.DECIDE,
    )


@way_in(pages, "/cases/<uuid:case_id>/custody/<uuid:person_id>/deeds/<string:slug>", verb="deed.record")
def deed_form(session: Session, actor: Actor, case_id: UUID, person_id: UUID, slug: str) -> ResponseReturnValue:
    """The form of one deed, entered at the desk."""
    return _form(session, actor, case_id, person_id, _known(slug))


@way_in(
    pages,
    "/cases/<uuid:case_id>/custody/<uuid:person_id>/deeds/<string:slug>",
    verb="deed.record",
    methods=["POST"],
    retry="custody.deed_form",
)
def record(session: Session, actor: Actor, case_id: UUID, person_id: UUID, slug: str) -> ResponseReturnValue:
    """Write a deed down at the desk."""
    return _written(session, actor, case_id, person_id, _known(slug))


@way_in(pages, "/cases/<uuid:case_id>/custody/<uuid:person_id>/decision", verb="custody.decide")
def decision_form(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """The form of what the court decides about a person in custody."""
    return _form(session, actor, case_id, person_id, shown.FORMS[shown.DECIDE])


@way_in(
    pages,
    "/cases/<uuid:case_id>/custody/<uuid:person_id>/decision",
    verb="custody.decide",
    methods=["POST"],
    retry="custody.decision_form",
)
def decide(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Write down what the court decided: the president himself, or the judge for him."""
    return _written(session, actor, case_id, person_id, shown.FORMS[shown.DECIDE])


def _known(slug: str) -> DeedForm:
    form = shown.FORMS.get(slug)
    if form is None or slug == shown.DECIDE:
        raise missing("deed")
    return form


def _form(session: Session, actor: Actor, case_id: UUID, person_id: UUID, form: DeedForm) -> ResponseReturnValue:
    person = cases.require_person(session, actor.scope, case_id, person_id)
    return render_template(
        "custody/deed.html",
        case=cases.case(session, actor.scope, case_id),
        person=person,
        form=form,
        options=shown.options(session, form, person, case_id, actor.now),
        starts=shown.starts(session, person),
        officers=shown.officers(session),
    )


def _written(session: Session, actor: Actor, case_id: UUID, person_id: UUID, form: DeedForm) -> ResponseReturnValue:
    """The form as a deed at the desk; a time to come is refused, for here it can be mended."""
    typed = request.form.get("at", "")
    at = writing.instant_of(typed, "at") if typed else actor.now
    if at > actor.now:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("at", "backfill.later"),))
    lacking = [ask.name for ask in form.asks if ask.required and not request.form.get(ask.name, "").strip()]
    if lacking:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(Fault(name, "field.missing") for name in lacking))
    about = {"case_id": str(case_id), "person_id": str(person_id)}
    body = writing.body_of(form, request.form, about)
    deed = read(COMMANDS[form.kind], {**body, "id": new_id(actor.now), "at": at, "door": "desk"})
    until = getattr(deed, "until", None)
    if until is not None and until <= at:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("until", "measures.leave_until"),))
    write_down(session, actor, deed)
    if not actor.may("measure.view"):
        return redirect(url_for("front.home"))
    return redirect(url_for("custody.one", case_id=case_id, person_id=person_id))
