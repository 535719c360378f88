"""The password once more, before an approval: whoever sits at an open screen is not yet the president."""

from collections.abc import Callable
from typing import Any

from flask import g, make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Fault, Kind, Refusal
from app.staff import actions as staff


def given(session: Session, actor: Actor) -> bool:
    """Whether the password typed with this form is right; refused (invalid) when none was typed.

    A wrong one is counted towards the lock, so the caller answers with `shown_wrong` instead of refusing.
    """
    password = request.form.get("password", "")
    if not password:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("password", "measures.password"),))
    return staff.refresh(session, actor, token=current_user.token, password=password)


def shown_wrong(view: Callable[..., Any], *arguments: object) -> ResponseReturnValue:
    """The page again with everything typed still in it but the password; nothing was decided."""
    wrong = (Fault("password", "staff.password_wrong"),)
    g.faults = wrong
    g.refusal = Refusal("staff.password_wrong", Kind.FORBIDDEN, faults=wrong)
    g.entered = {name: text for name, text in request.form.items() if name != "password"}
    return make_response(view(*arguments), 403)
