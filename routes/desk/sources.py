"""法源状态: every article with how sure it is and where it is used; a lawyer confirms one."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.court import actions, queries
from app.court.actions import ConfirmSource
from app.law.citations import Certainty
from app.law.registry import LAWS
from app.staff import queries as staff
from routes import sources_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("sources", __name__)
TONES: Final = {
    Certainty.STATUTE: "ok",
    Certainty.DERIVED: "ok",
    Certainty.PUBLISHED: "info",
    Certainty.UNCONFIRMED: "warn",
}


@way_in(pages, "/sources", verb="source.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """All articles, or those of one law or one degree of certainty."""
    words = queries.confirmations(session)
    names = staff.names(session, [one.by_id for one in words.values()])
    chosen = {name: request.args.get(name, "") for name in ("certainty", "law")}
    every = shown.articles(actor.now.day, words, names)
    return render_template(
        "sources/listing.html",
        groups=shown.by_law(one for one in every if _matches(one, chosen)),
        counts=shown.counted(every),
        chosen=chosen,
        certainties=sentences.labels("certainty"),
        laws=[(law.id, law.short) for law in LAWS.values()],
        tones=TONES,
        known_until=queries.calendar(session).known_until,
        rates_since=max((row.since for row in queries.prime_rates(session)), default=None),
    )


@way_in(pages, "/sources", verb="source.confirm", methods=["POST"], retry="sources.listing")
def confirm(session: Session, actor: Actor) -> ResponseReturnValue:
    """A lawyer writes down that he compared an article with its text, or takes that back."""
    deed = read(ConfirmSource, request.form)
    actions.confirm_source(session, actor, deed)
    flash(gettext("已登记核对结果。") if deed.confirmed else gettext("已撤回核对。"), "ok")
    chosen = {name: request.args.get(name, "") for name in ("certainty", "law")}
    return redirect(url_for("sources.listing", certainty=chosen["certainty"], law=chosen["law"]))


def _matches(one: shown.Article, chosen: dict[str, str]) -> bool:
    by_law = not chosen["law"] or one.law == chosen["law"]
    return by_law and (not chosen["certainty"] or one.certainty == chosen["certainty"])
