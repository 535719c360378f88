"""`doctor`: what is wrong with this machine, in plain words."""

import sys
from collections.abc import Iterator

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError

from app.base.doctor import Complaint, Finding, Fine, encrypted, encryption, findings, store_form
from app.base.instant import Instant
from app.base.settings import Settings
from app.base.upgrade import current, up_to_date
from app.court import queries as court
from app.law.citations import cite
from app.trail import queries as trail
from routes.deployment import deployment
from routes.terminal import speech
from routes.words import doctor


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def command(as_json: bool) -> None:
    """Look at fonts, libraries, SQLite, disk, clock, language and store. Exit status 1 when something is wrong."""
    here = deployment()
    found = [*findings(here.settings, speech.now(), _newest()), _disk(here.settings, speech.now())]
    found += [store_form(current=_up_to_date()), *_law(speech.now())]
    wrong = [one for one in found if isinstance(one, Complaint)]
    with current_app.test_request_context():
        told = [(isinstance(one, Complaint), one.code, doctor.sentence(one)) for one in found]
    if as_json:
        speech.say_json({"findings": [{"wrong": bad, "code": code, "sentence": said} for bad, code, said in told]})
    else:
        for bad, _, said in told:
            click.echo(f"{'✘' if bad else '✔'} {said}")
    sys.exit(1 if wrong else 0)


def _disk(settings: Settings, now: Instant) -> Finding:
    """Whether what is kept of people lies on an encrypted disk; secure cookies mark a real court."""
    wanted = cite("PIPL.protection", now.day).short
    return encryption(wanted, encrypted=encrypted(settings.home), real=settings.secure_cookies)


def _law(now: Instant) -> Iterator[Finding]:
    """How many articles nobody has confirmed, and whether the holidays of today are known."""
    try:
        with deployment().store.reading() as session:
            unsure, until = len(court.unconfirmed(session)), court.calendar(session).known_until
    except DBAPIError:
        return
    yield Fine("sources", {"open": unsure})
    yield (Fine if now.day <= until else Complaint)("calendar", {"until": until.isoformat()})


def _newest() -> Instant | None:
    """The moment of the newest line of the trail; an empty store has none."""
    try:
        with deployment().store.reading() as session:
            lines = trail.recent(session, limit=1)
    except DBAPIError:
        return None
    return lines[0].deed.at if lines else None


def _up_to_date() -> bool | None:
    """Whether no migration waits; None for an empty store."""
    store = deployment().store
    return up_to_date(store) if current(store) else None
