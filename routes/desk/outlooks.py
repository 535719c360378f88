"""What a plan is expected to bring: the routes as they stand, each stop's reasons, and the same sweep with one thing otherwise."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Kind, Refusal, missing
from app.jobs import actions as job_actions
from app.jobs import queries as jobs
from app.jobs.rules import ENDED
from app.sweeps import queries, queries_outlook, queries_planning, queries_routes, queries_strikes
from app.sweeps.actions_what_if import WHAT_IF, AskWhatIf, ask_what_if, townships
from app.sweeps.queries_routes import PLAN
from app.sweeps.queries_strikes import StrikeView
from app.sweeps.views import TargetView
from routes.desk.outlook_plot import Bar, bars
from routes.gate import way_in
from routes.sweep_frame import frame, why_failed
from routes.words import sentences

pages = Blueprint("outlooks", __name__)
EARLIER = tuple((minutes, minutes) for minutes in ("15", "30", "40", "60", "90"))


@way_in(pages, "/sweeps/<uuid:sweep_id>/outlook", verb="sweep.plan")
def one(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """How many people the routes are expected to find, against the last proposal; and what if."""
    around = frame(session, actor, sweep_id, "outlook")
    _require_planner(session, actor, sweep_id)
    job = jobs.newest(session, WHAT_IF, str(sweep_id))
    loaded = queries_routes.load(session, sweep_id)
    rows = job.result.get("rows", []) if job else []
    return render_template(
        "outlooks/one.html",
        expected=queries_outlook.expected(session, sweep_id),
        run=queries_routes.last_run(session, sweep_id),
        targets=len(loaded.targets),
        placed=len(loaded.stop),
        job=job,
        running=job is not None and job.state not in ENDED,
        why=why_failed(job.state, job.message) if job else "",
        asked=job.args if job else {},
        rows=rows,
        picture=_picture(rows),
        townships=[(name, name) for name in townships(loaded)],
        earlier=EARLIER,
        **around,
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/what-if", verb="sweep.plan", methods=["POST"], retry="outlooks.one")
def what_if(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Work out what one thing otherwise would bring."""
    ask_what_if(session, actor, read(AskWhatIf, {**request.form.to_dict(), "sweep_id": str(sweep_id)}))
    return redirect(url_for("outlooks.one", sweep_id=sweep_id))


@way_in(pages, "/targets/<uuid:target_id>/why", verb="sweep.plan")
def why(session: Session, actor: Actor, target_id: UUID) -> ResponseReturnValue:
    """Why somebody is called on there, then, by that squad; what else could be done, and what it would cost."""
    target = queries.target(session, actor.scope, target_id)
    around = frame(session, actor, target.sweep_id, "routes")
    _require_planner(session, actor, target.sweep_id)
    found = queries_outlook.why(session, target.sweep_id, target_id)
    return render_template(
        "outlooks/why.html",
        target=target,
        strikes=_strikes(session, actor, target),
        found=found,
        unable=[sentences.fault(one).sentence for one in found.unable] if found else [],
        openings=[] if found else queries_outlook.openings(session, target.sweep_id, target_id),
        worth=queries_planning.worth(session, target.case_id, target.person.id, target.value, actor.now),
        **around,
    )


@way_in(pages, "/jobs/<uuid:job_id>/enough", verb="sweep.plan", methods=["POST"])
def enough(session: Session, actor: Actor, job_id: UUID) -> ResponseReturnValue:
    """End the improving of a plan, and take over the best there is."""
    job = jobs.job(session, job_id)
    if job.kind != PLAN or (job.by_id != actor.id and not actor.scope.whole_court):
        raise missing("job")
    job_actions.settle_for_best(session, job_id)
    return redirect(url_for("sweeps.routes", sweep_id=job.args["subject"]))


def _strikes(session: Session, actor: Actor, target: TargetView) -> list[StrikeView]:
    """Who is called on together with a target, as the routes stand."""
    tied = [one for one in queries_routes.load(session, target.sweep_id).strikes if target.id in one.ids]
    if not tied:
        return []
    targets = queries.targets(session, actor.scope, target.sweep_id)
    return queries_strikes.shown(tied, targets, queries_routes.routes(session, actor.scope, target.sweep_id))


def _require_planner(session: Session, actor: Actor, sweep_id: UUID) -> None:
    if not queries.may_plan(actor, queries.sweep(session, sweep_id)):
        raise Refusal("sweeps.not_yours", Kind.FORBIDDEN)


def _picture(rows: list[dict[str, Any]]) -> list[Bar]:
    return bars([(row["name"], float(row["found"]), float(row["error"])) for row in rows])
