"""`worker`: the second process. It does the long work and is the only one that checkpoints."""

import signal
import threading
from datetime import timedelta

import click

from app.base.actor import Actor
from app.documents import actions as papers
from app.documents.queries import stale_reservations
from app.jobs import actions as jobs
from routes.deployment import Deployment, deployment
from routes.terminal import speech
from routes.works import WORKS

REST = 1.0
ROUNDS_BETWEEN_CARE = 30
STALE_AFTER = timedelta(minutes=10)
"""A paper's number that was reserved and neither issued nor returned for so long belongs to a dead process."""


@click.command("worker")
def command() -> None:
    """Take up jobs one after the other until told to stop."""
    here, stop = deployment(), threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    rounds = 0
    while not stop.is_set():
        worked = one_round(here)
        if rounds % ROUNDS_BETWEEN_CARE == 0:
            care(here)
        rounds += 1
        if not worked:
            stop.wait(REST)
    here.store.checkpoint()


def care(here: Deployment) -> None:
    """Fold the write-ahead log back, and give back the numbers that dead processes held."""
    here.store.checkpoint()
    now = speech.now()
    with here.store.reading() as session:
        held = stale_reservations(session, now + -STALE_AFTER)
    if held:
        with here.store.writing() as session:
            papers.return_stale(session, Actor(None, "system", now), now + -STALE_AFTER)


def one_round(here: Deployment) -> bool:
    """Take up one job if there is one; tell whether there was."""
    task = jobs.take(here.store, speech.now)
    if task is None:
        return False
    jobs.run(task, WORKS)
    return True
