"""`worker`: the second process. It does the long work and is the only one that checkpoints."""

import signal
import threading

import click

from app.jobs import actions as jobs
from routes.deployment import Deployment, deployment
from routes.terminal import speech
from routes.works import WORKS

REST = 1.0
ROUNDS_BETWEEN_CHECKPOINTS = 30


@click.command("worker")
def command() -> None:
    """Take up jobs one after the other until told to stop."""
    here, stop = deployment(), threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    rounds = 0
    while not stop.is_set():
        worked = one_round(here)
        rounds += 1
        if rounds % ROUNDS_BETWEEN_CHECKPOINTS == 0:
            here.store.checkpoint()
        if not worked:
            stop.wait(REST)
    here.store.checkpoint()


def one_round(here: Deployment) -> bool:
    """Take up one job if there is one; tell whether there was."""
    task = jobs.take(here.store, speech.now)
    if task is None:
        return False
    jobs.run(task, WORKS)
    return True
