"""The map, and addresses: added, retired, pinned by hand, the list of those still to be placed."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.court import queries as court
from app.law.citations import cite
from app.places import queries
from app.places.actions import AddAddress, MovePin, RetireAddress, add_address, move_pin, retire_address
from app.places.rules import OUTSIDE_CITATION
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from maps.points import Point
from routes import context
from routes import ground as marked
from routes.desk.maps import Wanted
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("places", __name__)
ZOOM = {"door": 16, "group": 15, "village": 14, "township": 12}
LISTED = 300


@pages.app_template_global()
def outside_article() -> str:
    """The article on going to another province, as numbered today."""
    return cite(OUTSIDE_CITATION, context.now().day).short


@way_in(pages, "/map", verb="map.view")
def ground(session: Session, actor: Actor) -> ResponseReturnValue:
    """Where everybody sought may be found; or the targets of one sweep."""
    from maps.sheet import Feeds, target_sheet  # noqa: PLC0415 - the map library loads where it is used

    wanted = read(Wanted, request.args.to_dict())
    sweep = sweeps.seen(session, actor, wanted.sweep) if wanted.sweep is not None else None
    marks = marked.of_sweep(session, actor, sweep) if sweep else marked.of_scope(session, actor)
    legend = marked.legend_of_sweep(session, sweep, marks) if sweep else marked.legend_of_scope(marks)
    number = sweep.number if sweep else None
    feeds = Feeds(
        targets=url_for("maps.targets", sweep=number),
        details=url_for("maps.details", address_id=UUID(int=0)).removesuffix(str(UUID(int=0))),
        routes=url_for("maps.ways", sweep=number) if sweep else "",
        labels=url_for("maps.labels"),
    )
    return render_template(
        "places/ground.html",
        sheet=target_sheet("ground", feeds, middle=_court(session)),
        sweep=sweep,
        sweeps=[(str(one.number), one.name) for one in sweeps.sweeps(session, actor)],
        marks=marks[:LISTED],
        total=len(marks),
        unplaced=sum(not mark.address.findable for mark in marks),
        legend=legend,
    )


@way_in(pages, "/map/unfixed", verb="place.fix")
def unfixed(session: Session, actor: Actor) -> ResponseReturnValue:
    """The work list: addresses from which no squad could find the door."""
    marks = [mark for mark in marked.of_scope(session, actor) if not mark.address.findable]
    marks.sort(key=lambda mark: (mark.address.point is not None, -mark.address.radius_m))
    return render_template("places/unfixed.html", marks=marks[:LISTED], total=len(marks))


@way_in(pages, "/cases/<uuid:case_id>/persons/<uuid:person_id>/addresses/new", verb="place.fix")
def form(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Where else may this person be found?"""
    person = cases.require_person(session, actor.scope, case_id, person_id)
    case = cases.case(session, actor.scope, case_id)
    kinds = sentences.labels("address_kind")
    return render_template("places/form.html", case=case, person=person, kinds=kinds)


@way_in(
    pages,
    "/cases/<uuid:case_id>/persons/<uuid:person_id>/addresses/new",
    verb="place.fix",
    methods=["POST"],
    retry="places.form",
)
def add(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Keep an address and go on to its pin, unless it is placed well enough."""
    cases.require_person(session, actor.scope, case_id, person_id)
    fields = {**request.form.to_dict(), "case_id": case_id, "person_id": person_id}
    added = add_address(session, actor, read(AddAddress, fields))
    if queries.address(session, added.id).findable:
        return redirect(url_for("cases.one", case_id=case_id, _anchor="people"))
    return redirect(url_for("places.pin", address_id=added.id))


@way_in(pages, "/addresses/<uuid:address_id>/pin", verb="place.fix")
def pin(session: Session, actor: Actor, address_id: UUID) -> ResponseReturnValue:
    """One address on the map, with a pin to move and the two numbers to type."""
    from maps.sheet import Feeds, pin_sheet  # noqa: PLC0415 - the map library loads where it is used

    address, known = marked.address_of(session, actor, address_id)
    fixes = queries.fixes_of(session, address_id)
    zoom = ZOOM.get(address.level, 11)
    return render_template(
        "places/pin.html",
        sheet=pin_sheet(
            "pin", Feeds(labels=url_for("maps.labels")), middle=address.point or _court(session), zoom=zoom
        ),
        address=address,
        case=known[0],
        person=cases.persons(session, [address.person_id])[address.person_id],
        fixes=fixes,
        names=staff.names(session, [fix.by_id for fix in fixes]),
        choices={group: sentences.labels(group) for group in ("pin_level", "datum")},
    )


@way_in(pages, "/addresses/<uuid:address_id>/pin", verb="place.fix", methods=["POST"], retry="places.pin")
def put_pin(session: Session, actor: Actor, address_id: UUID) -> ResponseReturnValue:
    """A new position in force; the ones before stay on record."""
    _, known = marked.address_of(session, actor, address_id)
    fields = {**request.form.to_dict(), "address_id": address_id, "case_id": known[0].id}
    move_pin(session, actor, read(MovePin, fields))
    return redirect(url_for("places.pin", address_id=address_id))


@way_in(pages, "/addresses/<uuid:address_id>/retire", verb="place.fix")
def retire_form(session: Session, actor: Actor, address_id: UUID) -> ResponseReturnValue:
    """Why does this address not count any more?"""
    address, known = marked.address_of(session, actor, address_id)
    return render_template("places/retire.html", address=address, case=known[0])


@way_in(pages, "/addresses/<uuid:address_id>/retire", verb="place.fix", methods=["POST"], retry="places.retire_form")
def retire(session: Session, actor: Actor, address_id: UUID) -> ResponseReturnValue:
    """Take an address off the lists."""
    _, known = marked.address_of(session, actor, address_id)
    fields = {**request.form.to_dict(), "address_id": address_id, "case_id": known[0].id}
    retire_address(session, actor, read(RetireAddress, fields))
    return redirect(url_for("cases.one", case_id=known[0].id, _anchor="people"))


def _court(session: Session) -> Point:
    """The court's door: where a map begins when nothing better is known."""
    profile = court.profile(session)
    return Point(profile.latitude, profile.longitude)
