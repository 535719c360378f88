"""Sweeps: listed, opened, looked at from four sides, published."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.reading import read
from app.jobs import queries as jobs
from app.jobs.rules import ENDED
from app.law.officers import LEADING_KINDS
from app.staff import queries as staff
from app.sweeps import queries, queries_routes, queries_strikes
from app.sweeps.actions import ChangeSweep, OpenSweep, PublishSweep, change_sweep, open_sweep, publish_sweep
from app.sweeps.actions_days import OpenNextDay, open_next_day
from app.sweeps.queries_routes import PLAN
from app.sweeps.rules import Measure
from routes.gate import way_in
from routes.sweep_frame import frame, spoken, state_of, why_failed
from routes.words import sentences

pages = Blueprint("sweeps", __name__)
DAWN = time(6)
MORNING = timedelta(hours=6)


@way_in(pages, "/sweeps", verb="sweep.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The sweeps this person may see, the newest first."""
    found = queries.sweeps(session, actor)
    names = staff.names(session, [one.commander_id for one in found])
    states = {one.id: state_of(one, actor.now) for one in found}
    return render_template("sweeps/listing.html", sweeps=found, names=names, states=states)


@way_in(pages, "/sweeps/new", verb="sweep.plan")
def form(session: Session, actor: Actor) -> ResponseReturnValue:
    """The form of a new sweep: tomorrow morning unless said otherwise."""
    starts = Instant.beijing_time(actor.now.day + timedelta(days=1), DAWN)
    return render_template("sweeps/form.html", sweep=None, starts=starts, ends=starts + MORNING, **_choices(session))


@way_in(pages, "/sweeps/new", verb="sweep.plan", methods=["POST"], retry="sweeps.form")
def open_new(session: Session, actor: Actor) -> ResponseReturnValue:
    """Open a sweep."""
    row = open_sweep(session, actor, read(OpenSweep, request.form))
    return redirect(url_for("sweeps.one", sweep_id=row.id))


@way_in(pages, "/sweeps/<uuid:sweep_id>/edit", verb="sweep.plan")
def edit(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The form of a sweep that can still be changed."""
    row = queries.plannable(session, actor, sweep_id)
    sweep = queries.sweep(session, row.id)
    return render_template(
        "sweeps/form.html", sweep=sweep, starts=sweep.starts_at, ends=sweep.ends_at, **_choices(session)
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/edit", verb="sweep.plan", methods=["POST"], retry="sweeps.edit")
def change(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Change a sweep's words, times or commander."""
    change_sweep(session, actor, read(ChangeSweep, {**request.form.to_dict(), "sweep_id": str(sweep_id)}))
    return redirect(url_for("sweeps.one", sweep_id=sweep_id))


@way_in(pages, "/sweeps/<uuid:sweep_id>", verb="sweep.view")
def one(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Whom the sweep seeks."""
    around = frame(session, actor, sweep_id, "targets")
    squads = {squad.id: squad for squad in queries.squads(session, sweep_id)}
    targets = queries.targets(session, actor.scope, sweep_id)
    return render_template("sweeps/targets.html", targets=targets, squads=squads, **around)


@way_in(pages, "/sweeps/<uuid:sweep_id>/squads", verb="sweep.view")
def squads(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Who goes, and what is wrong with it."""
    around = frame(session, actor, sweep_id, "squads")
    return render_template(
        "sweeps/squads.html",
        squads=queries.squads_seen(session, actor, sweep_id),
        findings=_findings(session, actor, sweep_id),
        **around,
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/routes", verb="sweep.view")
def routes(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Each squad's stops in order, with their times; and who is on no route."""
    around = frame(session, actor, sweep_id, "routes")
    seen = {squad.id for squad in queries.squads_seen(session, actor, sweep_id)}
    every = queries_routes.routes(session, actor.scope, sweep_id)
    run = queries_routes.last_run(session, sweep_id)
    job = jobs.newest(session, PLAN, str(sweep_id)) if around["planning"] else None
    targets = queries.targets(session, actor.scope, sweep_id)
    loaded = queries_routes.load(session, sweep_id)
    return render_template(
        "sweeps/routes.html",
        routes=[route for route in every if route.squad.id in seen],
        waiting=[one for one in targets if one.squad_id is None],
        strikes=queries_strikes.shown(loaded.strikes, targets, every),
        custody_unknown=not loaded.custody and any(one.measure == Measure.DETAIN for one in targets),
        strike_minutes=loaded.settings.strike_minutes,
        choices=[(str(one.id), f"{one.person.name} · {one.case_number}") for one in targets],
        findings=_findings(session, actor, sweep_id),
        run=run,
        reasons=run.summary["unplaced"] if run else {},
        job=job,
        running=job is not None and job.state not in ENDED,
        why=why_failed(job.state, job.message) if job else "",
        **around,
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/roll", verb="sweep.view")
def roll(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Who was there, squad by squad, and how many turns that makes."""
    around = frame(session, actor, sweep_id, "roll")
    sweep = around["sweep"]
    squads = queries.squads_seen(session, actor, sweep_id)
    days = [day for day in sweep.days if day <= actor.now.day]
    turns = queries.officer_turns(session, sweep_id)
    cars = queries.vehicle_turns(session, sweep_id)
    return render_template(
        "sweeps/roll.html",
        squads=squads,
        present={squad.id: [turn for turn in turns if turn.squad_id == squad.id] for squad in squads},
        cars={squad.id: [turn for turn in cars if turn.squad_id == squad.id] for squad in squads},
        officers=staff.names(session, [turn.who_id for turn in turns]),
        plates={car.id: car.plate for car in queries.vehicles(session)},
        counts=(len(turns), len(cars)),
        open_days=days,
        **around,
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/next-day", verb="sweep.plan", methods=["POST"])
def next_day(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Open the same action on the day after, with whoever is on no route."""
    row = open_next_day(session, actor, OpenNextDay(sweep_id=sweep_id))
    return redirect(url_for("sweeps.one", sweep_id=row.id))


@way_in(pages, "/sweeps/<uuid:sweep_id>/publish", verb="sweep.publish", methods=["POST"])
def publish(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Publish: the squads see their targets from now on."""
    publish_sweep(session, actor, PublishSweep(sweep_id=sweep_id))
    return redirect(url_for("sweeps.routes", sweep_id=sweep_id))


def _findings(session: Session, actor: Actor, sweep_id: UUID) -> list[Any]:
    """Findings name people of all squads: only those who plan or see the whole court read them."""
    if not (actor.scope.whole_court or actor.may("sweep.plan")):
        return []
    return spoken(queries_routes.findings(session, sweep_id), actor.now.day)


def _choices(session: Session) -> dict[str, Any]:
    commanders = [(str(one.id), one.name) for one in staff.officers(session) if one.officer_kind in LEADING_KINDS]
    return {"categories": sentences.labels("category"), "commanders": commanders}
