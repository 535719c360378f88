"""Approvals on paper or in the case system: entered by one person, checked by a second before they count."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import missing
from app.cases import queries as cases
from app.field.actions import keep_medium
from app.field.images import type_of
from app.measures import gathering, queries, queries_authority, queries_registrations
from app.measures.actions_registrations import CheckRegistration, Register, check, register
from app.measures.gathering import GateClosed
from app.measures.views import ProposalView
from app.staff import queries as staff
from app.staff.verbs import Role
from routes.deployment import deployment
from routes.desk import measures_shown as shown
from routes.desk import passwords_again
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("registrations", __name__)


@way_in(pages, "/registrations", verb="measure.check")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """What waits for a second person, and which proposals an approval can be entered for."""
    entries = queries_registrations.unchecked(session, actor.scope)
    entered = {proposal.id for _, proposal in entries}
    waiting = [one for one in queries.waiting(session, actor.scope) if one.id not in entered]
    proposals = [*(proposal for _, proposal in entries), *waiting]
    return render_template(
        "registrations/listing.html",
        entries=entries,
        waiting=waiting,
        briefs=cases.briefs(session, actor.scope, {one.case_id for one in proposals}),
        names=shown.names(session, {one.person_id for one in proposals}),
        people=staff.names(session, {entry.by_id for entry, _ in entries}),
    )


@way_in(pages, "/proposals/<uuid:proposal_id>/registration", verb="measure.register")
def form(session: Session, actor: Actor, proposal_id: UUID, closed: object = ()) -> ResponseReturnValue:
    """What stands on the paper: who signed, when, with which words."""
    found = queries.proposal(session, actor.scope, proposal_id)
    holders = staff.holding(session, [Role.PRESIDENT, Role.DIRECTOR])
    lent = queries_authority.authorisations(session)
    names = staff.names(session, [one.to_id for one in lent])
    for one in lent:
        holders[one.role].append((str(one.to_id), _("%(name)s（受托）", name=names[one.to_id])))
    return render_template(
        "registrations/form.html",
        presidents=holders[Role.PRESIDENT],
        directors=holders[Role.DIRECTOR],
        bases=[one for one in sentences.labels("basis") if one[0] != "online"],
        refused=bool(closed),
        **_about(session, actor, found),
    )


@way_in(
    pages,
    "/proposals/<uuid:proposal_id>/registration",
    verb="measure.register",
    methods=["POST"],
    retry="registrations.form",
)
def enter(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Enter it; the scan is kept by its hash."""
    queries.proposal(session, actor.scope, proposal_id)
    file = request.files.get("scan")
    content = file.read() if file and file.filename else b""
    scan = keep_medium(session, actor, deployment().settings.media, content) if content else None
    fields = {**request.form.to_dict(), "proposal_id": proposal_id, "scan": scan, **shown.several("overrides")}
    try:
        entry_id = register(session, actor, read(Register, fields))
    except GateClosed as no:
        return shown.shown_closed(form, session, actor, proposal_id, no.findings)
    return redirect(url_for("registrations.one", registration_id=entry_id))


@way_in(pages, "/registrations/<uuid:registration_id>", verb="measure.check")
def one(session: Session, actor: Actor, registration_id: UUID, closed: object = ()) -> ResponseReturnValue:
    """One entry beside its original: the second person says whether it agrees."""
    entry, found = queries_registrations.registration(session, actor.scope, registration_id)
    people = staff.names(session, [entry.by_id, entry.approver_id, entry.endorser_id, entry.checked_by])
    return render_template(
        "registrations/one.html",
        entry=entry,
        people=people,
        may_check=actor.id not in {entry.by_id, found.proposed_by},
        refused=bool(closed),
        **_about(session, actor, found),
    )


@way_in(
    pages,
    "/registrations/<uuid:registration_id>/check",
    verb="measure.check",
    methods=["POST"],
    retry="registrations.one",
)
def checked(session: Session, actor: Actor, registration_id: UUID) -> ResponseReturnValue:
    """The second person's finding, with his password: what agrees counts as approved."""
    if not passwords_again.given(session, actor):
        return passwords_again.shown_wrong(one, session, actor, registration_id)
    fields = {name: text for name, text in request.form.items() if name != "password"}
    try:
        check(session, actor, read(CheckRegistration, fields | {"registration_id": registration_id}))
    except GateClosed as no:
        return shown.shown_closed(one, session, actor, registration_id, no.findings)
    return redirect(url_for("registrations.listing"))


@way_in(pages, "/registrations/<uuid:registration_id>/scan", verb="measure.check")
def scan(session: Session, actor: Actor, registration_id: UUID) -> ResponseReturnValue:
    """The scan of the signed paper; its bytes are checked against their hash on the way out."""
    entry, _proposal = queries_registrations.registration(session, actor.scope, registration_id)
    if entry.scan is None:
        raise missing("medium")
    content = media.fetch(deployment().settings.media, entry.scan)
    kind = type_of(content)
    name = f"{entry.scan[:12]}.{kind.split('/')[-1]}"
    return send_file(BytesIO(content), kind.value, as_attachment=True, download_name=name)


def _about(session: Session, actor: Actor, found: ProposalView) -> dict[str, Any]:
    gates = gathering.gates_now(session, [found], actor.now)
    return {
        "proposal": found,
        "card": shown.proposal_cards(session, [found], gates)[0],
        "case": cases.case(session, actor.scope, found.case_id),
        "person": cases.persons(session, [found.person_id])[found.person_id],
    }
