"""收据号段: numbers given to squads before they drive out, and their count when they are back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.money import queries_blocks
from app.money.actions_blocks import ReserveBlock, SettleNumbers, reserve_block, settle_numbers
from app.money.blocks import MOST
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from routes.gate import way_in

pages = Blueprint("blocks", __name__)
TONES = {"unused": "warn", "used": "ok", "void": "danger", "returned": "info"}


@way_in(pages, "/money/blocks", verb="money.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """Every block with its balance, and the gaps of each year for the closing."""
    found = queries_blocks.all_blocks(session)
    series = queries_blocks.series_whole(session)
    counts = actor.may("money.number")
    ended = [gap.ended.by_id for one in series for gap in one.gaps if gap.ended]
    return render_template(
        "blocks/listing.html",
        blocks=found,
        total=queries_blocks.total(found),
        series=series,
        bearers=[(who, words) for who, (_squad, words) in _bearers(session, actor).items()] if counts else [],
        people=staff.names(session, [*(one.bearer_id for one in found), *(one.by_id for one in found), *ended]),
        most=MOST,
        tones=TONES,
    )


@way_in(pages, "/money/blocks", verb="money.number", methods=["POST"], retry="blocks.listing")
def reserve(session: Session, actor: Actor) -> ResponseReturnValue:
    """Reserve numbers for an officer of a squad."""
    deed = read(ReserveBlock, request.form.to_dict())
    squad_id, _words = _bearers(session, actor).get(deed.bearer_id, (None, ""))
    found = reserve_block(session, actor, deed.model_copy(update={"squad_id": squad_id}))
    numbers = {"first": found.number(found.first), "last": found.number(found.last)}
    flash(_("已预留 %(first)s 至 %(last)s。", **numbers), "ok")
    return redirect(url_for("blocks.one", block_id=found.id))


@way_in(pages, "/money/blocks/<uuid:block_id>", verb="money.view")
def one(session: Session, actor: Actor, block_id: UUID) -> ResponseReturnValue:
    """One block: each number with what became of it, and the count of the unused ones."""
    found = queries_blocks.block(session, block_id)
    return render_template(
        "blocks/one.html",
        block=found,
        unused=[(place, found.number(place)) for place in found.unused],
        people=staff.names(session, [found.bearer_id, found.by_id, *(end.by_id for end in found.ends.values())]),
        may_settle=actor.may("money.number") and actor.id != found.bearer_id,
        tones=TONES,
    )


@way_in(pages, "/money/blocks/<uuid:block_id>", verb="money.number", methods=["POST"], retry="blocks.one")
def settle(session: Session, actor: Actor, block_id: UUID) -> ResponseReturnValue:
    """Return or void numbers that were not used."""
    fields = {**request.form.to_dict(), "block_id": block_id, "places": request.form.getlist("places")}
    deed = read(SettleNumbers, fields)
    settle_numbers(session, actor, deed)
    flash(_("已清点 %(count)s 个号码。", count=len(set(deed.places))), "ok")
    return redirect(url_for("blocks.one", block_id=block_id))


def _bearers(session: Session, actor: Actor) -> dict[UUID, tuple[UUID | None, str]]:
    """Who may carry numbers, with squad and words: those who drive out next come first, then everybody else."""
    coming = [one for one in sweeps.sweeps(session, actor) if one.published and one.ends_at.day >= actor.now.day]
    squads = [squad for sweep in coming for squad in sweeps.squads(session, sweep.id)]
    found: dict[UUID, tuple[UUID | None, str]] = {}
    for squad in squads:
        for member in squad.members:
            found.setdefault(member.id, (squad.id, f"{squad.name} · {member.name}"))
    for person in staff.officers(session):
        found.setdefault(person.id, (None, person.name))
    return found
