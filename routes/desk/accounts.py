"""Accounts of the court, for the keeper."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.staff import queries
from app.staff.actions import AddAccount, SetActive
from app.trail import people
from routes import context
from routes.desk import passwords_again
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("accounts", __name__)


@way_in(pages, "/accounts", verb="account.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """Everybody who may sign in."""
    return render_template("accounts/listing.html", people=queries.accounts(session))


@way_in(pages, "/accounts/new", verb="account.write")
def form(session: Session, actor: Actor) -> ResponseReturnValue:
    """The form of a new account."""
    choices = {group: sentences.labels(group) for group in ("role", "officer_kind", "sex")}
    return render_template("accounts/form.html", choices=choices)


@way_in(pages, "/accounts/new", verb="account.write", methods=["POST"], retry="accounts.form")
def add(session: Session, actor: Actor) -> ResponseReturnValue:
    """Open an account."""
    fields = {**request.form.to_dict(), "roles": request.form.getlist("roles")}
    people.add_account(session, actor, read(AddAccount, fields), demonstration=context.demonstration())
    return redirect(url_for("accounts.listing"))


@way_in(pages, "/accounts/<uuid:account_id>", verb="account.view")
def one(session: Session, actor: Actor, account_id: UUID) -> ResponseReturnValue:
    """One person: roles, and the sign-ins that are open."""
    person = queries.account(session, account_id)
    changes = queries.changes(session, account_id)
    return render_template(
        "accounts/one.html",
        person=person,
        sign_ins=queries.open_sign_ins(session, account_id),
        changes=changes,
        names=queries.names(session, [one.by_id for one in changes]),
        self_id=actor.id,
    )


@way_in(pages, "/accounts/<uuid:account_id>/active", verb="account.write", methods=["POST"], retry="accounts.one")
def set_active(session: Session, actor: Actor, account_id: UUID) -> ResponseReturnValue:
    """Close an account, or open it again; the password is asked once more."""
    if not passwords_again.given(session, actor):
        return passwords_again.shown_wrong(one, session, actor, account_id)
    fields = {name: text for name, text in request.form.items() if name != "password"}
    people.set_active(session, actor, read(SetActive, {**fields, "account_id": str(account_id)}))
    return redirect(url_for("accounts.one", account_id=account_id))
