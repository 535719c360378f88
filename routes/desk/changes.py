"""The plan during the morning: what happened, what that changes, the commander's word."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.reading import read
from app.base.store import Store
from app.places import queries as places
from app.staff import queries as staff
from app.sweeps import queries_changes, queries_problem, queries_routes
from app.sweeps.actions_changes import DecideChange, TellEvent, decide_change, work_out, write_event
from app.sweeps.queries_routes import Loaded
from routes.by_road import asked_soon
from routes.gate import Afterwards, way_in
from routes.sweep_frame import frame
from routes.words import sentences

pages = Blueprint("changes", __name__)


@way_in(pages, "/sweeps/<uuid:sweep_id>/changes", verb="sweep.plan")
def listing(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """What waits for the commander, what may be told, and what was decided."""
    around = frame(session, actor, sweep_id, "changes")
    queries_changes.commanded(session, actor, sweep_id)
    loaded = queries_routes.load(session, sweep_id)
    told = queries_changes.changes(session, sweep_id)
    seen = queries_changes.visits(session, loaded)
    spots = queries_problem.spots(session, loaded)
    names = {str(one.id): one.person.name for one in loaded.targets.values()}
    addresses = {str(spot.id): spot for many in spots.values() for spot in many}
    return render_template(
        "changes/listing.html",
        changes=told,
        fresh=queries_changes.fresh(session, loaded, seen, told),
        left=len(queries_changes.remaining(loaded, seen)),
        stood=queries_changes.stood(loaded),
        people=names,
        addresses=_addresses(session, told, addresses),
        squad_names={str(one.id): one.name for one in loaded.squads},
        by=staff.names(session, [name for one in told for name in (one.by_id, one.decided_by)]),
        instant=Instant.parse,
        **_choices(loaded, names, spots),
        **around,
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/changes", verb="sweep.plan", methods=["POST"], retry="changes.listing")
def tell(session: Session, actor: Actor, sweep_id: UUID) -> Afterwards:
    """Something happened: work out what that changes, once the log is open again for the squads."""
    fields: dict[str, Any] = {**request.form.to_dict(), "sweep_id": str(sweep_id)}
    pick = fields.pop("pick", "")
    if pick:
        fields["target_id"], _dot, fields["address_id"] = pick.partition(":")
    deed = read(TellEvent, fields)
    queries_changes.commanded(session, actor, sweep_id)
    return Afterwards(partial(_worked_out, actor=actor, deed=deed))


def _worked_out(store: Store, *, actor: Actor, deed: TellEvent) -> ResponseReturnValue:
    unanswered = asked_soon(store, deed.sweep_id, actor.now)
    with store.reading() as session:
        found = work_out(session, actor, deed)
    with store.writing() as session:
        change_id = write_event(session, actor, deed, found, roads=unanswered).id
    return redirect(url_for("changes.listing", sweep_id=deed.sweep_id, _anchor=f"change-{change_id}"))


@way_in(pages, "/changes/<uuid:change_id>", verb="sweep.plan", methods=["POST"])
def decide(session: Session, actor: Actor, change_id: UUID) -> ResponseReturnValue:
    """The commander takes a change over, or leaves the plan as it is."""
    row = decide_change(session, actor, read(DecideChange, {**request.form.to_dict(), "change_id": str(change_id)}))
    flash(_("方案已按改动更新，各组平板随即看到。") if row.decided == "accepted" else _("方案保持不变。"), "ok")
    return redirect(url_for("changes.listing", sweep_id=row.sweep_id))


def _choices(loaded: Loaded, names: dict[str, str], spots: dict[UUID, list[Any]]) -> dict[str, Any]:
    return {
        "kinds": sentences.labels("happened"),
        "targets": list(names.items()),
        "squads": [(str(one.id), one.name) for one in loaded.squads],
        "townships": [(name, name) for name in sorted(set(queries_problem.townships(spots).values()))],
        "picks": [
            (f"{target_id}:{spot.id}", f"{names[str(target_id)]} · {spot.raw}")
            for target_id, many in spots.items()
            for spot in many
            if spot.point
        ],
    }


def _addresses(session: Session, told: list[Any], known: dict[str, Any]) -> dict[str, Any]:
    """Every address a change speaks of, by id as text."""
    asked = {
        side["address_id"]
        for one in told
        for difference in one.differences
        for side in (difference["before"], difference["after"])
        if side
    }
    more = places.by_ids(session, [UUID(one) for one in asked - known.keys()])
    return {**known, **{str(key): spot for key, spot in more.items()}}
