"""How the terminal speaks: refusals in words, JSON alone on the last line, the moment of a command."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.clock import MachineClock
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.base.upgrade import up_to_date
from app.court import queries as court
from routes.deployment import deployment
from routes.words import sentences

P = ParamSpec("P")
R = TypeVar("R")


def refusals_spoken(command: Callable[P, R]) -> Callable[P, R]:
    """A refusal ends the command with its sentence and every fault on standard error, and exit status 1."""

    @wraps(command)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as no:
            with current_app.test_request_context():
                said = sentences.of(no)
            click.echo(f"{said.sentence} [{said.code}]", err=True)
            for fault in said.faults:
                click.echo("  " + sentences.in_place(fault), err=True)
            sys.exit(1)

    return spoken


def require_court(store: Store) -> None:
    """Refuse when no court lives in this store, or when it waits for an upgrade."""
    try:
        with store.reading() as session:
            there = court.initialised(session)
    except DBAPIError:
        there = False
    if not there:
        raise Refusal("court.not_initialised", Kind.UNAVAILABLE)
    if not up_to_date(store):
        raise Refusal("court.needs_upgrade", Kind.UNAVAILABLE)


def say_json(document: Any) -> None:
    """One JSON document as the last line of standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, sort_keys=True))


def now() -> Instant:
    """The moment of this command: the machine's clock, moved by the demonstration's offset if there is one."""
    here = deployment()
    if here.clock:
        return here.clock.now()
    with here.store.reading() as session:
        offset = _offset(session)
    return MachineClock(timedelta(seconds=offset)).now()


def _offset(session: Session) -> int:
    """Seconds of the demonstration's offset; an empty store has no table to read yet."""
    try:
        return int(court.fact(session, "clock_offset_seconds") or 0)
    except DBAPIError:
        return 0
