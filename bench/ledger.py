"""`python -m bench.ledger [--sequences N] [--steps N] [--database sqlite|postgres|both] [--seed S] [--json]`.

Random days of money against a real store: after every step the books must balance, nothing may stand below zero and
what was refused must have changed nothing; after every sequence `money verify` must find nothing. The size for a night
is `--sequences 10000`. The exit status is 1 when something does not hold, and the sequence that broke it is printed.
"""

import json
import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.base.schema import metadata
from app.base.store import Store
from app.money.queries_verify import books
from tests.support import people
from tests.support.make_money import make_debt
from tests.support.people import DAWN, actor_of
from tests.support.postgres import cluster, programs
from tests.support.random_day import STEPS, Day

LARGEST = 5
"""Amounts of a random step, in yuan: small, so that they meet each other."""


@dataclass
class Tally:
    """What a run saw."""

    database: str
    sequences: int = 0
    steps: int = 0
    events: int = 0
    transfers: int = 0
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def main(words: Sequence[str] | None = None) -> int:
    """Run, tell, and answer with the exit status."""
    parser = ArgumentParser(prog="python -m bench.ledger")
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--seed", type=int, default=20260117)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(words)
    wanted = ("sqlite", "postgres") if given.database == "both" else (given.database,)
    found = []
    for database in wanted:
        if database == "postgres" and programs() is None:
            print("no PostgreSQL on this machine", file=sys.stderr)
            continue
        with opened(database) as store:
            found.append(campaign(store, database, given.sequences, steps=given.steps, seed=given.seed))
    for one in found:
        _tell(one, as_json=given.json)
    return 1 if any(one.broken for one in found) else 0


@contextmanager
def opened(database: str) -> Iterator[Store]:
    """A settled store of that kind."""
    with tempfile.TemporaryDirectory(prefix="fieldwrit-ledger-") as folder:
        lock = Path(folder) / "lock"
        if database == "sqlite":
            yield _settled(Store(f"sqlite:///{folder}/court.db", lock=lock))
            return
        home = programs()
        if home is None:
            raise LookupError("PostgreSQL")
        with cluster(home) as address:
            yield _settled(Store(address, lock=lock, schema="court_ledger"))


def campaign(store: Store, database: str, sequences: int, *, steps: int, seed: int) -> Tally:
    """So many random days, each undone before the next begins."""
    tally, begun = Tally(database), time.monotonic()
    with store.engine.connect().execution_options(begin="write") as connection:
        whole = connection.begin()
        for number in range(sequences):
            chosen = random.Random(f"{seed}:{number}")  # noqa: S311 - a test, not a secret
            plan = [(chosen.choice(STEPS), chosen.randint(1, LARGEST)) for _ in range(chosen.randint(1, 2 * steps))]
            inner = connection.begin_nested()
            try:
                with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
                    _sequence(session, plan, tally)
            except AssertionError as broken:
                tally.broken.append(f"sequence {number}: {plan}: {broken}")
            inner.rollback()
            tally.sequences += 1
        whole.rollback()
    tally.seconds = round(time.monotonic() - begun, 1)
    return tally


def _sequence(session: Session, plan: Sequence[tuple[str, int]], tally: Tally) -> None:
    debt = make_debt(session, actor_of(session, "judge"))
    day = Day(session, lambda name, now=DAWN: actor_of(session, name, now), debt)
    for name, amount in plan:
        day.step(name, amount)
        tally.steps += 1
    day.check_whole()
    found = books(session)
    tally.events += len(found.entries)
    tally.transfers += sum(len(one.moves) for one in found.entries)
    tally.kinds.update(str(one.said["kind"]) for one in found.entries)


def _settled(store: Store) -> Store:
    with store.exclusive() as connection:
        if not store.embedded:
            connection.execute(text(f"CREATE SCHEMA {store.schema}"))
        metadata().create_all(connection)
    with store.writing() as session:
        people.settle(session)
    return store


def _tell(one: Tally, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(vars(one), ensure_ascii=False, sort_keys=True))
        return
    print(
        f"{one.database}: {one.sequences} sequences, {one.steps} steps, {one.events} events, {one.transfers} transfers, "
        f"{one.seconds} s, {len(one.broken)} broken"
    )
    print("  " + ", ".join(f"{kind} {count}" for kind, count in sorted(one.kinds.items())))
    for told in one.broken[:10]:
        print("  " + told)


if __name__ == "__main__":
    sys.exit(main())
