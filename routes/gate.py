"""The one gate: sign-in → verb → transaction → view → commit → answer. Every route passes it and names its verb.

A view whose work opens transactions of its own (a paper is numbered in one and issued in another) answers with
`Afterwards`: the gate does it once the view's own transaction is over.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, current_app, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.measures.queries_authority import verbs_lent
from app.staff import actions as staff
from app.staff.queries import SignedPerson
from app.staff.rules import SEEN_STEP
from routes import context, sight
from routes.deployment import deployment


@dataclass(frozen=True)
class Afterwards:
    """What a view wants done when its transaction is committed and closed; `do` gives the answer, or refuses."""

    do: Callable[[Store], ResponseReturnValue]


Answer = ResponseReturnValue | Afterwards
View = Callable[..., Answer]


@dataclass(frozen=True)
class Way:
    """One door: who may pass it and how it is shown again after a wrong entry."""

    verb: str | None
    methods: tuple[str, ...]
    retry: str | None


WAYS: dict[str, Way] = {}
"""Every door by endpoint; tests/house reads it."""
_VIEWS: dict[str, View] = {}


def way_in(
    blueprint: Blueprint, rule: str, *, verb: str | None, methods: Sequence[str] = ("GET",), retry: str | None = None
) -> Callable[[View], View]:
    """Put a view `(session, actor, **url) -> answer` behind the gate.

    `verb` None opens the door to everybody. GET reads; other methods write and are committed when the view returns.
    A refused entry shows the page of endpoint `retry` again with the faults beside the fields and nothing typed lost.
    """

    def put(view: View) -> View:
        endpoint = f"{blueprint.name}.{view.__name__}"
        WAYS[endpoint] = Way(verb, tuple(methods), retry)
        _VIEWS[endpoint] = view

        @wraps(view)
        def passed(**url: Any) -> ResponseReturnValue:
            return _pass(endpoint, view, url)

        blueprint.add_url_rule(rule, view.__name__, passed, methods=list(methods))
        return view

    return put


def _pass(endpoint: str, view: View, url: dict[str, Any]) -> ResponseReturnValue:
    way = WAYS[endpoint]
    if any("\0" in text for text in (*request.args.values(), *map(str, url.values()))):
        raise Refusal("http.bad", Kind.INVALID)  # no store can look for it
    store = deployment().store
    opened = store.reading if request.method in {"GET", "HEAD"} else store.writing
    try:
        with opened() as session:
            answer = _inside(session, way, view, url)
        _still_here(way)
        return make_response(answer.do(store)) if isinstance(answer, Afterwards) else answer
    except Refusal as no:
        if way.retry is None or no.kind is not Kind.INVALID:
            raise
        return _again(way, no, url)


def _still_here(way: Way) -> None:
    """Keep a sign-in from growing idle; a reading page writes this only every few minutes."""
    if way.verb is None or not current_user.is_authenticated:
        return
    now = context.now()
    if now - current_user.person.seen_at > SEEN_STEP:
        with deployment().store.writing() as session:
            staff.touch(session, current_user.token, now)


def _inside(session: Session, way: Way, view: View, url: dict[str, Any]) -> Answer:
    context.enter(session)
    if way.verb is None:
        actor = context.visitor()
    elif not current_user.is_authenticated:
        return _to_sign_in()
    else:
        actor = _actor(session)
        actor.require(way.verb)
    g.actor = actor
    answer: Answer = view(session, actor, **url)
    return answer if isinstance(answer, Afterwards) else make_response(answer)


def _again(way: Way, no: Refusal, url: dict[str, Any]) -> ResponseReturnValue:
    """Show the page the entry came from, with its faults; nothing was written."""
    g.faults = no.faults
    g.refusal = no
    g.entered = request.form
    g.pop("_login_user", None)  # the person was read in the session that is gone
    page = str(way.retry)
    with deployment().store.reading() as session:
        context.enter(session)
        g.actor = _actor(session) if current_user.is_authenticated else context.visitor()
        needed = WAYS[page].verb
        if needed is not None and not g.actor.may(needed):
            raise no  # he may send the form and not see that page: he is told what is wrong, and no more
        answer = make_response(_VIEWS[page](session, g.actor, **url))
    answer.status_code = 422
    return answer


def _actor(session: Session) -> Actor:
    person: SignedPerson = current_user.person
    roles = person.roles
    seen = sight.of(session, person.id, roles)
    lent = verbs_lent(session, person.id, context.now())
    return Actor(
        id=person.id,
        name=person.name,
        now=context.now(),
        verbs=sight.verbs(roles) | lent,
        roles=roles,
        scope=Scope(seen.whole_court or bool(lent), seen.case_ids),
        officer_kind=person.officer_kind,
        squad_ids=seen.squad_ids,
    )


def _to_sign_in() -> ResponseReturnValue:
    if request.method != "GET" or request.path.startswith("/tablet/letters"):
        raise Refusal("signed_out", Kind.FORBIDDEN)
    current_app.logger.info("sign-in asked")
    return redirect(url_for("front.door", next=request.full_path.rstrip("?")))
