"""`python -m bench.pages [--rounds N] [--json]`: the CPU time of every page of the demonstration, after one warm-up.

Loads and plays the demonstration into a folder of its own, walks it as every role and asks each page N times more.
The exit status is 1 when the p95 of a page is over the limit.
"""

import json
import math
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask
from flask.testing import FlaskClient

from app.base import memory
from app.base.memory import Answers
from app.base.upgrade import upgrade
from bench.walk import Stop, open_court, signed_in, walk
from routes.demonstration import loading, playing
from routes.demonstration.court import SHOWN
from routes.deployment import deployment

LIMIT_MS: Final = 60.0
ROUNDS: Final = 20
SLOWEST: Final = 0.95
GOOD: Final = (200, 302)


@dataclass(frozen=True)
class Measure:
    """The CPU times of one page for one role, in milliseconds."""

    role: str
    stop: Stop
    times: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time that this share of the rounds does not exceed."""
        return sorted(self.times)[math.ceil(len(self.times) * share) - 1]

    @property
    def p95(self) -> float:
        """What 95 of 100 rounds stay under."""
        return self.at(SLOWEST)


def demonstration(home: Path) -> Flask:
    """The application over the demonstration after its day."""
    app = open_court(home)
    store = deployment(app).store
    upgrade(store)
    with store.writing() as session:
        loading.load(session)
    playing.play(store, None, lambda _: None)
    return app


def measure(app: Flask, role: str, rounds: int, answers: Answers) -> list[Measure]:
    """Every page this role reaches; the walk itself was the warm-up."""
    client = signed_in(app, role)
    stops = walk(app, client)
    for _ in stops:
        answers.given()
    broken = [one for one in stops if one.status not in GOOD]
    for one in broken:
        print(f"{role}: {one.address} answers {one.status}", file=sys.stderr)
    return [Measure(role, stop, _times(client, stop.address, rounds, answers)) for stop in stops]


def _times(client: FlaskClient, address: str, rounds: int, answers: Answers) -> tuple[float, ...]:
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        client.get(address).close()
        times.append((time.process_time() - begun) * 1000)
        answers.given()  # as scripts/web.py does when an answer has left
    return tuple(times)


def worst_of_door(measures: Sequence[Measure]) -> list[Measure]:
    """For each kind of page the role and address with the highest p95; the worst last."""
    worst: dict[str, Measure] = {}
    for one in measures:
        known = worst.get(one.stop.door)
        if known is None or one.p95 > known.p95:
            worst[one.stop.door] = one
    return sorted(worst.values(), key=lambda one: one.p95)


def table(measures: Sequence[Measure]) -> str:
    """One line a page."""
    lines = [f"{'page':<40} {'worst for':<10} {'p50 ms':>8} {'p95 ms':>8}"]
    lines += [f"{one.stop.door:<40} {one.role:<10} {one.at(0.5):>8.1f} {one.p95:>8.1f}" for one in measures]
    return "\n".join(lines)


def main(words: Sequence[str]) -> int:
    """Measure and tell."""
    parser = ArgumentParser(prog="python -m bench.pages", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as home:
        app = demonstration(Path(home))
        memory.set_aside()  # as scripts/web.py does before the first answer
        answers = memory.Answers()
        found = worst_of_door([one for role in SHOWN for one in measure(app, role, asked.rounds, answers)])
        deployment(app).store.close()
    print(table(found))
    worst = found[-1]
    print(f"\nworst: {worst.stop.address} as {worst.role}: p95 {worst.p95:.1f} ms (limit {LIMIT_MS:.0f} ms)")
    if asked.json:
        rows = [{"page": one.stop.door, "role": one.role, "p50": one.at(0.5), "p95": one.p95} for one in found]
        print(json.dumps({"limit_ms": LIMIT_MS, "worst_ms": worst.p95, "pages": rows}))
    return int(worst.p95 > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
