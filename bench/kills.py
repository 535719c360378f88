"""`python -m bench.kills [--kills N] [--seed S] [--postgres] [--json]`: nothing acknowledged is lost when the server is killed.

A tablet sends letters without a pause while the served court is killed (SIGKILL, web and worker) at random moments and
started again; what got no answer is sent again. At the end every letter must stand in the store exactly once, and the
trail must be whole. The exit status is 1 when one is lost, doubled, or the chain is broken.
"""

import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from sqlalchemy import func, select

from app.base.ids import new_id
from app.base.settings import Settings
from app.base.store import Store
from app.base.upgrade import upgrade
from app.field.tables import Visit
from app.staff.rules import DEMONSTRATION_PASSWORD
from app.sync.tables import Letter
from app.trail import queries as trail
from app.trail import rules
from bench.idle import family, free_port, serve
from routes.demonstration import loading, playing
from routes.demonstration.clockwork import at
from routes.demonstration.stage import set_stage
from tests.support.postgres import cluster, programs

BATCH: Final = 10
LIVES_SECONDS: Final = (0.3, 2.0)
PAUSE_SECONDS: Final = 0.05
WAIT_SECONDS: Final = 3.0
STORE: Final = "FIELDWRIT_STORE"


@dataclass
class Tablet:
    """Sends letters until told to stop; remembers which were acknowledged."""

    port: int
    body: dict[str, str]
    made: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Write ten letters at a time and offer them until each is answered."""
        opener = None
        waiting: list[dict[str, Any]] = []
        while not self.stop.is_set() or waiting:
            if not waiting:
                waiting = [self._letter() for _ in range(BATCH)]
            try:
                opener = opener or self._signed_in()
                self.acknowledged |= self._send(opener, waiting)
                waiting = [one for one in waiting if one["id"] not in self.acknowledged]
            except (urllib.error.URLError, ConnectionError, TimeoutError, json.JSONDecodeError):
                opener = None
                time.sleep(PAUSE_SECONDS)

    def _letter(self) -> dict[str, Any]:
        moment = at("06:20")
        name = str(new_id(moment))
        self.made.append(name)
        body = {**self.body, "note": f"第{len(self.made)}条"}
        return {"id": name, "n": len(self.made), "kind": "visit.note", "at": moment.iso, "body": body}

    def _send(self, opener: urllib.request.OpenerDirector, letters: list[dict[str, Any]]) -> set[str]:
        envelope = json.dumps({"device": "kills", "schema": 1, "letters": letters}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/tablet/letters", envelope, headers)
        with opener.open(request, timeout=WAIT_SECONDS) as answer:
            answers = json.load(answer)["answers"]
        return {one["id"] for one in answers if one["status"] in {"applied", "duplicate"}}

    def _signed_in(self) -> urllib.request.OpenerDirector:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = opener.open(f"http://127.0.0.1:{self.port}/sign-in", timeout=WAIT_SECONDS).read().decode()
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        entry = {"csrf_token": token, "username": "bailiff", "password": DEMONSTRATION_PASSWORD}
        opener.open(f"http://127.0.0.1:{self.port}/sign-in", urlencode(entry).encode(), timeout=WAIT_SECONDS)
        return opener


def prepare(home: Path) -> tuple[Store, dict[str, str]]:
    """The demonstration up to the first door; the store, and the body of a note about the first debtor."""
    settings = Settings(home=home, store=os.environ.get(STORE, ""))
    store = Store(settings.store_address, lock=home / "write.lock")
    upgrade(store)
    with store.writing() as session:
        loading.load(session)
    playing.play(store, at("06:05"), lambda _: None)
    with store.reading() as session:
        stage = set_stage(session, at("06:20"))
        aim = stage.sought["zhang"]
        body = {"case_id": aim.case_id, "person_id": aim.person_id, "target_id": aim.target_id}
        return store, {name: str(value) for name, value in body.items()} | {"squad_id": str(stage.squads[0].id)}


def campaign(home: Path, kills: int, chance: random.Random) -> dict[str, Any]:
    """Kill and start again; count what is lost and doubled."""
    store, body = prepare(home)
    before = _notes(store)
    port = free_port()
    tablet = Tablet(port, body)
    sender = threading.Thread(target=tablet.run)
    sender.start()
    for _ in range(kills):
        served, _seconds = serve(home, port)
        time.sleep(chance.uniform(*LIVES_SECONDS))
        for process in reversed(family(served.pid)):
            os.kill(process, signal.SIGKILL)
        served.wait()
    served, _seconds = serve(home, port)
    tablet.stop.set()
    sender.join()
    served.send_signal(signal.SIGTERM)
    served.wait()
    with store.reading() as session:
        kept = {str(one) for one in session.scalars(select(Letter.id).where(Letter.device_id == "kills"))}
        whole = isinstance(rules.verify(trail.lines(session)), rules.Head)
    return {
        "kills": kills,
        "letters": len(tablet.made),
        "lost": len(tablet.acknowledged - kept),
        "doubled": _notes(store) - before - len(tablet.made),
        "trail_whole": whole,
    }


def _notes(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Visit).where(Visit.kind == "visit.note")) or 0


@contextmanager
def _database(*, on_postgres: bool) -> Iterator[None]:
    """The database of the campaign, told to the served court by its setting: SQLite in its folder, or a cluster."""
    os.environ.pop(STORE, None)
    if not on_postgres:
        yield
        return
    found = programs()
    if found is None:
        raise FileNotFoundError("this machine has no PostgreSQL")
    with cluster(found) as address:
        os.environ[STORE] = address
        yield


def main(words: Sequence[str] | None = None) -> int:
    """Run the campaign and print its one row."""
    parser = ArgumentParser(prog="bench.kills", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on a throw-away PostgreSQL instead of SQLite")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder, _database(on_postgres=given.postgres):
        row = campaign(Path(folder), given.kills, random.Random(given.seed))  # noqa: S311 - a repeatable campaign, no secret
    print(json.dumps(row) if given.json else "  ".join(f"{name} {value}" for name, value in row.items()))
    return 0 if row["lost"] == row["doubled"] == 0 and row["trail_whole"] else 1


if __name__ == "__main__":
    sys.exit(main())
