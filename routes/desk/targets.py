"""Targets of a sweep: chosen from the cases, described, dropped."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases.search import Search, search
from app.places import queries as places
from app.sweeps import queries
from app.sweeps.actions_targets import (
    SOUGHT,
    AddTargets,
    ChangeTarget,
    DropTarget,
    add_targets,
    change_target,
    drop_target,
)
from routes.gate import way_in
from routes.paging import pager
from routes.words import sentences

pages = Blueprint("targets", __name__)


@way_in(pages, "/sweeps/<uuid:sweep_id>/targets/add", verb="sweep.plan")
def choose(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The open cases he may see, with the people who can be sought in them."""
    queries.plannable(session, actor, sweep_id)
    sweep = queries.sweep(session, sweep_id)
    asked = read(Search, {"category": sweep.category, "state": "open", **request.args.to_dict()})
    if request.args.get("category") == "":
        asked = asked.model_copy(update={"category": None})
    found = search(session, actor.scope, asked)
    taken = {(one.case_id, one.person.id) for one in queries.targets(session, actor.scope, sweep_id)}
    return render_template(
        "targets/choose.html",
        sweep=sweep,
        asked=asked,
        found=found,
        taken=taken,
        sought=SOUGHT,
        pager=pager(
            "targets.choose",
            found.page,
            found.pages,
            found.total,
            sweep_id=sweep_id,
            q=asked.q,
            category=asked.category,
        ),
        categories=sentences.labels("category"),
        measures=sentences.labels("map_measure"),
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/targets/add", verb="sweep.plan", methods=["POST"], retry="targets.choose")
def add(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Put the chosen people on the list."""
    fields = {"sweep_id": str(sweep_id), "picks": request.form.getlist("picks")}
    if request.form.get("measure"):
        fields["measure"] = request.form["measure"]
    add_targets(session, actor, read(AddTargets, fields))
    return redirect(url_for("sweeps.one", sweep_id=sweep_id))


@way_in(pages, "/targets/<uuid:target_id>", verb="sweep.plan")
def form(session: Session, actor: Actor, target_id: UUID) -> ResponseReturnValue:
    """What is planned for one person."""
    target = queries.target(session, actor.scope, target_id)
    queries.plannable(session, actor, target.sweep_id)
    return render_template(
        "targets/form.html",
        target=target,
        sweep=queries.sweep(session, target.sweep_id),
        measures=sentences.labels("map_measure"),
        addresses=places.addresses_of(session, [target.person.id]).get(target.person.id, []),
    )


@way_in(pages, "/targets/<uuid:target_id>", verb="sweep.plan", methods=["POST"], retry="targets.form")
def change(session: Session, actor: Actor, target_id: UUID) -> ResponseReturnValue:
    """Change what is planned for one person."""
    target = queries.target(session, actor.scope, target_id)
    change_target(session, actor, read(ChangeTarget, {**request.form.to_dict(), "target_id": str(target_id)}))
    return redirect(url_for("sweeps.one", sweep_id=target.sweep_id))


@way_in(pages, "/targets/<uuid:target_id>/drop", verb="sweep.plan", methods=["POST"])
def drop(session: Session, actor: Actor, target_id: UUID) -> ResponseReturnValue:
    """Take a person off the list."""
    target = queries.target(session, actor.scope, target_id)
    drop_target(session, actor, DropTarget(target_id=target_id))
    return redirect(url_for("sweeps.one", sweep_id=target.sweep_id))
