"""Rosters: squads proposed for a sweep with the reasons, and what keeps officers from riding."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.staff import queries as staff
from app.sweeps import queries, queries_duty, queries_planning, queries_roster, queries_routes
from app.sweeps.actions_roster import (
    AskForRoster,
    EndDuty,
    NoteDuty,
    TakeRoster,
    ask_for_roster,
    end_duty,
    note_duty,
    take_roster,
)
from app.sweeps.roster import has_power
from app.sweeps.rules import Officer
from routes.gate import way_in
from routes.sweep_frame import frame
from routes.words import sentences

pages = Blueprint("rosters", __name__)


@way_in(pages, "/sweeps/<uuid:sweep_id>/roster", verb="sweep.plan")
def form(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """What the squads are to bring, the newest proposal with its reasons, or why there is none and what would mend it."""
    queries.plannable(session, actor, sweep_id)
    around = frame(session, actor, sweep_id, "squads")
    loaded = queries_routes.load(session, sweep_id)
    run = queries_roster.last_run(session, sweep_id)
    return render_template(
        "rosters/form.html",
        asked=run.wanted if run else vars(queries_roster.suggested(loaded)),
        squads=[(str(one.id), one.name) for one in loaded.squads],
        run=run,
        proposed=_proposed(session, run.answer["squads"], actor) if run else [],
        people={str(one.id): one.name for one in staff.officers(session)},
        owned=queries_planning.settings(session).equipment,
        **around,
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/roster", verb="sweep.plan", methods=["POST"], retry="rosters.form")
def ask(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Work a roster out."""
    fields = {**request.form.to_dict(), "keep": request.form.getlist("keep"), "sweep_id": str(sweep_id)}
    ask_for_roster(session, actor, read(AskForRoster, fields))
    return redirect(url_for("rosters.form", sweep_id=sweep_id))


@way_in(pages, "/sweeps/<uuid:sweep_id>/roster/take", verb="sweep.plan", methods=["POST"])
def take(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The squads become those proposed."""
    take_roster(session, actor, TakeRoster(sweep_id=sweep_id))
    flash(_("已按提出的编组组成小组，还可以逐组修改。"), "ok")
    return redirect(url_for("sweeps.squads", sweep_id=sweep_id))


@way_in(pages, "/duty", verb="sweep.plan")
def duty(session: Session, actor: Actor) -> ResponseReturnValue:
    """What keeps officers from riding."""
    told = queries_duty.notes(session)
    officers = staff.officers(session)
    numbers = cases.briefs(session, actor.scope, [one.case_id for one in told if one.case_id])
    return render_template(
        "rosters/duty.html",
        notes=told,
        names=staff.names(session, [who for one in told for who in (one.officer_id, one.other_id, one.by_id)]),
        numbers={key: one.number for key, one in numbers.items()},
        officers=[
            (str(one.id), f"{one.name} · {sentences.label('officer_kind', one.officer_kind)}") for one in officers
        ],
        kinds=sentences.labels("duty_kind"),
        today=actor.now.day,
    )


@way_in(pages, "/duty", verb="sweep.plan", methods=["POST"], retry="rosters.duty")
def note(session: Session, actor: Actor) -> ResponseReturnValue:
    """Keep one."""
    note_duty(session, actor, read(NoteDuty, request.form))
    return redirect(url_for("rosters.duty"))


@way_in(pages, "/duty/<uuid:note_id>/end", verb="sweep.plan", methods=["POST"])
def end(session: Session, actor: Actor, note_id: UUID) -> ResponseReturnValue:
    """It keeps nobody any more."""
    end_duty(session, actor, EndDuty(note_id=note_id))
    return redirect(url_for("rosters.duty"))


def _proposed(session: Session, told: list[dict[str, Any]], actor: Actor) -> list[dict[str, Any]]:
    """Each squad proposed, with its people and what each is there for."""
    people = staff.briefs(session, [UUID(one) for squad in told for one in squad["members"]])
    cars = {str(one.id): one for one in queries.vehicles(session)}
    turns = queries_roster.turns_of(session, actor.now)
    found = []
    for squad in told:
        members = [
            Officer(one.id, one.name, one.officer_kind, one.sex, one.drives)
            for member in squad["members"]
            if (one := people.get(UUID(member)))
        ]
        car = cars.get(squad["car"] or "")
        found.append(
            {
                "name": squad["name"],
                "members": members,
                "leader": squad["leader"],
                "car": car,
                "free": car.seats - len(members) if car else 0,
                "police": [one.name for one in members if one.kind == "police"],
                "women": [one.name for one in members if one.sex == "female" and has_power(one)],
                "drivers": [one.name for one in members if one.drives],
                "turns": {one.id: turns.get(one.id, 0) for one in members},
            }
        )
    return found
