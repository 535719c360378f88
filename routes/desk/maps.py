"""What the scripts of maps fetch: positions, details of one mark, names of the ground. All text travels as JSON."""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.canonical import digest
from app.base.reading import Command, read
from app.base.refusal import missing
from app.cases import queries as cases
from app.court import queries as court
from app.places.ground import ground as ground_of
from app.sweeps import queries as sweeps
from app.sweeps.queries_routes import routes as routes_of
from maps.gazetteer import Level
from maps.points import Point
from routes import ground
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("maps", __name__)


class Wanted(Command):
    """Whose addresses a map shows: a sweep's by its number, or all."""

    sweep: int | None = None


@way_in(pages, "/map/targets.json", verb="map.view")
def targets(session: Session, actor: Actor) -> ResponseReturnValue:
    """The positions, as columns; asked again with its tag, an unchanged answer costs nothing."""
    wanted = read(Wanted, request.args.to_dict())
    if wanted.sweep is None:
        marks = ground.of_scope(session, actor)
        legend = ground.legend_of_scope(marks)
    else:
        sweep = sweeps.seen(session, actor, wanted.sweep)
        marks = ground.of_sweep(session, actor, sweep)
        legend = ground.legend_of_sweep(session, sweep, marks)
    return _kept({**ground.columns(marks), "legend": legend})


@way_in(pages, "/map/routes.json", verb="map.view")
def ways(session: Session, actor: Actor) -> ResponseReturnValue:
    """The stops of a sweep's squads in their order, from the court's door and back."""
    wanted = read(Wanted, request.args.to_dict())
    if wanted.sweep is None:
        raise missing("sweep")
    sweep = sweeps.seen(session, actor, wanted.sweep)
    profile = court.profile(session)
    door = Point(profile.latitude, profile.longitude)
    return _kept(ground.ways(routes_of(session, actor.scope, sweep.id), door))


@way_in(pages, "/map/details/<uuid:address_id>", verb="map.view")
def details(session: Session, actor: Actor, address_id: UUID) -> ResponseReturnValue:
    """What one mark tells when it is opened."""
    address, known = ground.address_of(session, actor, address_id)
    person = cases.persons(session, [address.person_id])[address.person_id]
    lines = [
        (gettext("案号"), "\n".join(case.number for case in known)),
        (sentences.label("address_kind", address.kind), address.raw),
        (gettext("位置"), _where(address.level, address.method, address.radius_m)),
    ]
    href = url_for("cases.one", case_id=known[0].id)
    return _kept({"title": person.name, "lines": lines, "href": href, "link": gettext("打开案件")})


@way_in(pages, "/map/labels.json", verb="self")
def labels(session: Session, actor: Actor) -> ResponseReturnValue:
    """The names of the home county and its townships that have a point."""
    gazetteer = ground_of(court.profile(session).home_division).gazetteer
    named = [one for one in (gazetteer.home, *gazetteer.children(gazetteer.home)) if one.point]
    return _kept(
        {
            "name": [one.name for one in named if one.level is Level.TOWNSHIP],
            "lat": [one.point.lat for one in named if one.point and one.level is Level.TOWNSHIP],
            "lon": [one.point.lon for one in named if one.point and one.level is Level.TOWNSHIP],
        }
    )


def _where(level: str, method: str, radius_m: int) -> str:
    if not level:
        return str(gettext("未定位"))
    known = f"{sentences.label('place_level', level)} · {sentences.label('place_method', method)}"
    return f"{known} · {gettext('误差约 %(far)s 米', far=radius_m)}"


def _kept(content: dict[str, Any]) -> ResponseReturnValue:
    """JSON with a tag of its content, for this person's browser alone."""
    answer = Response(json.dumps(content, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(digest(content)[:32])
    answer.make_conditional(request)
    return answer
