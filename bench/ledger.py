"""`python -m bench.ledger [--sequences N] [--steps N] [--database sqlite|postgres|both] [--jobs N] [--seed S]
[--first N] [--minutes N] [--json]`.

Random days of money against a real store, and one random example of each rule of money that needs none. After every
step the books must balance, nothing may stand below zero and what was refused must have changed nothing; after every
sequence the whole ledger is verified, and one sign of it changed must be found. The size for a night is
`--sequences 10000`; with `--minutes` it ends in time and tells how far it came, and `--first` goes on from there.
The exit status is 1 when a rule does not hold or was never looked at; the sequence that broke it is printed.
"""

import json
import os
import random
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.base.schema import metadata
from app.base.store import Store
from tests.support import people
from tests.support.day_checks import INVARIANTS
from tests.support.make_money import make_debt
from tests.support.money_laws import check_laws
from tests.support.people import DAWN, actor_of
from tests.support.postgres import cluster, programs
from tests.support.random_day import STEPS, Day

TOGETHER = 50
"""Sequences of one transaction: PostgreSQL slows down with the savepoints that one transaction has seen."""
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
    invariants: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """The share of another process."""
        self.sequences += other.sequences
        self.steps += other.steps
        self.events += other.events
        self.transfers += other.transfers
        self.seconds = max(self.seconds, other.seconds)
        self.broken += other.broken
        self.kinds += other.kinds
        self.invariants += other.invariants

    @property
    def never_seen(self) -> list[str]:
        """Rules that were not looked at."""
        return [name for name in INVARIANTS if not self.invariants[name]]


@dataclass(frozen=True)
class Share:
    """What one process does: its sequences of the whole, by number."""

    database: str
    numbers: range
    steps: int
    seed: int
    seconds: float


def main(words: Sequence[str] | None = None) -> int:
    """Run, tell, and answer with the exit status."""
    given = _asked(words)
    wanted = ("sqlite", "postgres") if given.database == "both" else (given.database,)
    found = []
    for database in wanted:
        if database == "postgres" and programs() is None:
            print("no PostgreSQL on this machine", file=sys.stderr)
            continue
        found.append(_together(database, _shares(given, database)))
    for one in found:
        _tell(one, as_json=given.json)
    return 1 if any(one.broken or one.never_seen for one in found) else 0


def _shares(given: Namespace, database: str) -> list[Share]:
    until, seconds = given.first + given.sequences, given.minutes * 60
    numbers = [range(given.first + place, until, given.jobs) for place in range(given.jobs)]
    return [Share(database, one, given.steps, given.seed, seconds) for one in numbers]


def _asked(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m bench.ledger")
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=20260117)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=24 * 60)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(words)


def _together(database: str, shares: Sequence[Share]) -> Tally:
    whole = Tally(database)
    if len(shares) == 1:
        whole.add(work(shares[0]))
        return whole
    with ProcessPoolExecutor(len(shares)) as pool:
        for part in pool.map(work, shares):
            whole.add(part)
    return whole


def work(share: Share) -> Tally:
    """The sequences of one process, on a store of its own."""
    with opened(share.database) as store:
        return campaign(store, share)


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


def campaign(store: Store, share: Share) -> Tally:
    """So many random days, each undone before the next begins; tells on stderr how far it came."""
    tally, begun = Tally(share.database), time.monotonic()
    for place in range(0, len(share.numbers), TOGETHER):
        if time.monotonic() - begun > share.seconds:
            break
        _undone(store, share, share.numbers[place : place + TOGETHER], tally)
        tally.seconds = round(time.monotonic() - begun, 1)
        _progress(share, tally)
    return tally


def _undone(store: Store, share: Share, numbers: Sequence[int], tally: Tally) -> None:
    """Those sequences in one transaction of the database, which then forgets them and may tidy up behind them."""
    with store.engine.connect().execution_options(begin="write") as connection:
        whole = connection.begin()
        for number in numbers:
            chance = random.Random(f"{share.seed}:{number}")  # noqa: S311 - a test, not a secret
            plan = [
                (chance.choice(STEPS), chance.randint(1, LARGEST)) for _ in range(chance.randint(1, 2 * share.steps))
            ]
            inner = connection.begin_nested()
            try:
                with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
                    _sequence(session, plan, chance, tally)
            except AssertionError as broken:
                tally.broken.append(f"sequence {number}: {plan}: {broken}")
            inner.rollback()
            tally.sequences += 1
        whole.rollback()
    if not store.embedded:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as bare:
            bare.execute(text("VACUUM"))


def _progress(share: Share, tally: Tally) -> None:
    print(
        f"{share.database} {share.numbers.start} …: {tally.sequences} of {len(share.numbers)} sequences, "
        f"{tally.seconds} s, {len(tally.broken)} broken",
        file=sys.stderr,
        flush=True,
    )


def _sequence(session: Session, plan: Sequence[tuple[str, int]], chance: random.Random, tally: Tally) -> None:
    debt = make_debt(session, actor_of(session, "judge"))
    day = Day(session, lambda name, now=DAWN: actor_of(session, name, now), debt)
    try:
        for name, amount in plan:
            day.step(name, amount)
            tally.steps += 1
        found = day.check_whole(chance)
        check_laws(chance, day.checks.held)
    finally:
        tally.invariants += day.checks.seen
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
    for name, sentence in INVARIANTS.items():
        print(f"  {one.invariants[name]:>9}  {name}: {sentence}")
    for told in [*(f"never looked at: {name}" for name in one.never_seen), *one.broken[:10]]:
        print("  " + told)


if __name__ == "__main__":
    sys.exit(main())
