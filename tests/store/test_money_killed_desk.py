"""Killed in the middle of a release, a batch of payouts or a closing nothing of it is there, and it can be done again."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.schema import metadata
from app.base.store import Store
from app.money import queries_distributions, queries_payouts
from app.money.actions_closing import CloseMonth, close_month
from app.money.actions_payouts import SendPayouts, send_payouts
from app.money.payouts import Stage
from app.money.queries_verify import books
from app.money.verifying import wrongs
from tests.support import people
from tests.support.make_distributions import make_payable, make_rivalry, release, seen
from tests.support.make_money import make_debt
from tests.support.make_payouts import approve, make_arrival, make_payout

MARCH = Instant.parse("2026-03-01T01:00:00.000Z")
HALFWAY = """
import sys, time
from pathlib import Path
from app.base.store import Store
from tests.store import test_money_killed_desk as desk
address, lock, schema, deed = sys.argv[1:]
with Store(address, lock=Path(lock), schema=schema).writing() as session:
    desk.DEEDS[deed](session)
    session.flush()
    print("half-way", flush=True)
    time.sleep(600)
"""


def acting(session: Session) -> Callable[..., Actor]:
    return lambda name, now=people.EVENING_BEFORE: people.actor_of(session, name, now)


def release_all(session: Session) -> None:
    scope = people.actor_of(session, "clerk").scope
    [plan] = queries_distributions.listed(session, scope, MARCH.day)
    release(session, acting(session), seen(session, acting(session), plan.id, MARCH), now=MARCH)


def send_all(session: Session) -> None:
    scope = people.actor_of(session, "clerk").scope
    ready = tuple(one.id for one in queries_payouts.listed(session, scope) if one.stage is Stage.APPROVED)
    send_payouts(session, people.actor_of(session, "cashier", MARCH), SendPayouts(payout_ids=ready))


def close(session: Session) -> None:
    close_month(session, people.actor_of(session, "cashier", MARCH), CloseMonth(month="2026-01"))


DEEDS = {"release": release_all, "send": send_all, "close": close}


def fill(session: Session) -> None:
    """A plan that may be carried out, three approved payouts, a month that is over and agrees."""
    act = acting(session)
    debt = make_debt(session, act("judge"))
    make_arrival(session, act, debt)
    make_payable(session, act, make_rivalry(session, act("judge"), debt))
    other = make_debt(session, act("judge"), "马某二")
    make_arrival(session, act, other, "900")
    for amount in ("100", "200", "300"):
        approve(session, act, make_payout(session, act, other, amount=amount))


def kept(store: Store) -> dict[str, int]:
    with store.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata().tables.items()
        }


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_killed_leaves_nothing_and_is_done_again_whole(own_store: Store, deed: str) -> None:
    with own_store.writing() as session:
        fill(session)
    before = kept(own_store)
    address = own_store.engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-c", HALFWAY, address, str(own_store.lock), own_store.schema, deed]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as doing:
        assert doing.stdout is not None
        assert doing.stdout.readline() == "half-way\n"
        os.kill(doing.pid, signal.SIGKILL)
    assert kept(own_store) == before
    with own_store.writing() as session:
        DEEDS[deed](session)
    after = kept(own_store)
    assert after["trail"] > before["trail"]
    with own_store.reading() as session:
        assert wrongs(books(session)) == []
