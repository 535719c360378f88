"""`python -m bench.numbers [--issuers N] [--rounds N] [--seed S] [--postgres] [--json]`: no hole, no double, no lost number.

Many processes at once reserve, render, issue, void and give back papers, take payments, make hand-over slips, and take
blocks of receipt numbers along. Transactions are rolled back at random; processes kill themselves before, between and
after the steps, and are killed from outside at any moment; another goes on where one died. At the end what the dead left
is given back as the worker and the clerk do, and every number must be in exactly one state. The exit status is 1 else.
"""

import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.base.store import Store
from app.base.upgrade import upgrade
from app.documents import actions as papers
from app.documents import queries as paper_queries
from app.documents.catalog import KINDS
from app.documents.fonts import fonts_in_force
from app.documents.rules import State
from app.documents.tables import Paper, PaperCounter
from app.money import queries_blocks, queries_verify, verifying
from app.money.tables import Handover, Receipt
from bench.numbers_issuer import PAPERS, Chances, Ground, Issuer, ShakyStore
from tests.support import people
from tests.support.make_money import Debt, make_debt, settle
from tests.support.postgres import cluster, programs

FORK: Final = multiprocessing.get_context("fork")
OFFICERS: Final = ("bailiff", "bailiff2", "judge")
SCHEMA: Final = "fieldwrit"
A_DAY: Final = timedelta(days=1)
GLANCE_SECONDS: Final = 0.05
BETWEEN_KILLS: Final = (0.05, 0.6)


def prepare(store: Store) -> Ground:
    """A settled court with one case, and the people who act."""
    with store.writing() as session:
        people.settle(session)
        return ground_of(session, make_debt(session, people.actor_of(session, "judge")))


def ground_of(session: Session, debt: Debt) -> Ground:
    """What the issuers of a settled court work with; fonts are looked at before anybody is forked."""
    fonts_in_force()
    clerk, *officers = (people.actor_of(session, name, people.DAWN) for name in ("clerk", *OFFICERS))
    return Ground(clerk, tuple(officers), debt, {kind: KINDS[kind].sample() for kind in PAPERS})


def campaign(store: Store, ground: Ground, folder: Path, *, issuers: int, rounds: int, seed: int) -> dict[str, Any]:
    """Let them all work until everything is done, killing on the way; then settle and count."""
    begun = time.monotonic()
    store.close()  # no connection is shared with a fork
    luck = random.Random(seed)  # noqa: S311 - a repeatable campaign, no secret
    lot = Lot(store, ground, folder, rounds)
    deaths = _watch(lot, issuers, luck)
    _settle(store, ground, luck)
    with store.reading() as session:
        found = _count(session, folder)
    return {
        "issuers": issuers,
        "rounds": issuers * rounds,
        "killed": deaths,
        **found,
        "seconds": round(time.monotonic() - begun, 1),
    }


class Lot:
    """Starts an issuer by its number; it goes on where the one before it died."""

    def __init__(self, store: Store, ground: Ground, folder: Path, rounds: int) -> None:
        self._address = store.engine.url.render_as_string(hide_password=False)
        self._lock, self._schema = store.lock, store.schema
        self._ground, self._folder, self._rounds = ground, folder, rounds

    def start(self, number: int, seed: int) -> BaseProcess:
        """Fork it."""
        process = FORK.Process(target=self._run, args=(number, seed))
        process.start()
        return process

    def _run(self, number: int, seed: int) -> None:
        store = ShakyStore(self._address, lock=self._lock, schema=self._schema)
        store.luck, store.chances = random.Random(seed), Chances()  # noqa: S311 - chance for a campaign, no secret
        _wait_for(store)
        told = self._folder / f"{number}.told"
        Issuer(store, self._ground, self._folder, told).work(self._rounds, self._folder / f"{number}.done")
        store.close()

    def told(self) -> int:
        """How much the issuers wrote down as certain, in bytes."""
        return sum(page.stat().st_size for page in self._folder.glob("*.told"))


def _wait_for(store: Store) -> None:
    """Connect; PostgreSQL still counts the dead who wait for a turn, so that it may have no room for a while."""
    while True:
        try:
            store.engine.connect().close()
        except OperationalError:
            time.sleep(GLANCE_SECONDS)
        else:
            return


def _watch(lot: Lot, issuers: int, luck: random.Random) -> int:
    """Start all; kill one at a random moment again and again; replace the dead. How many died.

    Between two kills at least one deed comes through, however slow the machine is: killing faster than anybody works
    would prove nothing.
    """
    alive = {number: lot.start(number, luck.getrandbits(32)) for number in range(issuers)}
    deaths, next_kill, told = 0, time.monotonic(), -1
    while alive:
        time.sleep(GLANCE_SECONDS)
        if time.monotonic() >= next_kill and lot.told() > told:
            told = lot.told()
            os.kill(alive[luck.choice(sorted(alive))].pid or 0, signal.SIGKILL)
            next_kill = time.monotonic() + luck.uniform(*BETWEEN_KILLS)
        for number, process in list(alive.items()):
            if process.exitcode is None:
                continue
            del alive[number]
            if process.exitcode == -signal.SIGKILL:
                deaths += 1
                alive[number] = lot.start(number, luck.getrandbits(32))
            elif process.exitcode:
                raise ChildProcessError(f"issuer {number} ended with {process.exitcode}")
    return deaths


def _settle(store: Store, ground: Ground, luck: random.Random) -> None:
    """What the dead left: the worker gives back stale numbers, the clerk counts every block."""
    with store.writing() as session:
        papers.return_stale(session, ground.clerk, before=ground.clerk.now + A_DAY)
        for block in queries_blocks.all_blocks(session):
            for place in block.unused:
                settle(session, ground.clerk, block, place, how=luck.choice(("returned", "void")))


def _count(session: Session, folder: Path) -> dict[str, Any]:
    """Where every number is, and all that is wrong."""
    states = Counter[str]()
    wrong = [str(one) for one in paper_queries.missing_numbers(session).items()]
    for counter in session.scalars(select(PaperCounter)):
        found, faults = _paper_series(session, counter)
        states.update(found)
        wrong += faults
    blocks = queries_blocks.total(queries_blocks.all_blocks(session))
    wrong += queries_blocks.lost_numbers(session)
    wrong += [str(one) for one in verifying.wrongs(queries_verify.books(session))]
    wrong += [] if blocks.unused == 0 else [f"{blocks.unused} numbers of blocks have no end"]
    wrong += _forgotten(session, folder)
    kept = session.scalars(select(Receipt.number)).all()
    return {
        "papers": dict(sorted(states.items())),
        "receipts": len(kept),
        "slips": len(session.scalars(select(Handover.number)).all()),
        "blocks": {"issued": blocks.issued, "used": blocks.used, "void": blocks.void, "returned": blocks.returned},
        "wrong": len(wrong),
        "what": wrong[:5],
    }


def _paper_series(session: Session, counter: PaperCounter) -> tuple[Counter[str], list[str]]:
    """The state of every number of a series: of its one holder, or returned when it has none."""
    of_series = (Paper.series == counter.series, Paper.year == counter.year)
    rows = session.execute(select(Paper.number, Paper.state).where(*of_series)).all()
    holders = [(row.number, row.state) for row in rows if row.state != State.RETURNED]
    free = {row.number for row in rows} - {number for number, _ in holders}
    faults = [
        f"{counter.series}{number} twice" for number, times in Counter(n for n, _ in holders).items() if times > 1
    ]
    faults += [f"{counter.series}{number} still reserved" for number, state in holders if state == State.RESERVED]
    if {number for number, _ in holders} | free != set(range(1, counter.last + 1)):
        faults.append(f"{counter.series}: a hole")
    return Counter([*(state for _, state in holders), *("returned" for _ in free)]), faults


def _forgotten(session: Session, folder: Path) -> list[str]:
    """What an issuer was sure of and the store does not know, or what two issuers were told."""
    told = [line for page in folder.glob("*.told") for line in page.read_text("utf-8").splitlines()]
    shown = session.scalars(select(Paper.control_no).where(Paper.state.in_((State.ISSUED, State.VOIDED))))
    known = {f"paper {number}" for number in shown}
    known |= {f"receipt {number}" for number in session.scalars(select(Receipt.number))}
    known |= {f"slip {number}" for number in session.scalars(select(Handover.number))}
    doubled = [line for line, times in Counter(told).items() if times > 1]
    return [f"lost: {one}" for one in sorted(set(told) - known)] + [f"told twice: {one}" for one in doubled]


@contextmanager
def _store(home: Path, *, on_postgres: bool) -> Iterator[Store]:
    """A court of its own: SQLite in a folder, or a throw-away cluster."""
    if not on_postgres:
        store = Store(f"sqlite:///{home / 'court.db'}", lock=home / "write.lock")
        upgrade(store)
        yield store
        store.close()
        return
    found = programs()
    if found is None:
        raise FileNotFoundError("this machine has no PostgreSQL")
    with cluster(found) as address:
        store = Store(address, lock=home / "write.lock", schema=SCHEMA)
        upgrade(store)
        yield store
        store.close()


def main(words: Sequence[str] | None = None) -> int:
    """Run the campaign and print its one row."""
    parser = ArgumentParser(prog="bench.numbers", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--issuers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=40, help="deeds of each issuer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on a throw-away PostgreSQL instead of SQLite")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with _store(home, on_postgres=given.postgres) as store:
            ground = prepare(store)
            row = campaign(store, ground, home, issuers=given.issuers, rounds=given.rounds, seed=given.seed)
    print(
        json.dumps(row, ensure_ascii=False)
        if given.json
        else "\n".join(f"{name}: {value}" for name, value in row.items())
    )
    return 1 if row["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
