"""A court served for a browser: its own home, its own port, web and worker, the demonstration's clock moved by hand."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.base.store import Store
from routes.demonstration.clockwork import DAY, EVENING, at
from routes.demonstration.loading import set_clock

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PATIENCE_SECONDS = 60
GLANCE_SECONDS = 0.1


@dataclass(frozen=True)
class Court:
    """A court that answers at `address`."""

    home: Path
    address: str

    def show_evening(self, clock: str) -> None:
        """It is that time on the evening before the sweep."""
        self._show(clock, EVENING)

    def show_day(self, clock: str) -> None:
        """It is that time on the day of the sweep."""
        self._show(clock)

    def show_later(self, day: date, clock: str) -> None:
        """It is that time on another day."""
        self._show(clock, day)

    def _show(self, clock: str, day: date = DAY) -> None:
        store = Store(f"sqlite:///{self.home / 'court.db'}", lock=self.home / "write.lock")
        with store.writing() as session:
            set_clock(session, at(clock, day))
        store.close()

    def terminal(self, *words: str) -> str:
        """What a terminal command of this court says."""
        return run(self.home, *words)


def run(home: Path, *words: str) -> str:
    """Run a terminal command over a home folder; its standard output."""
    command = [str(BIN / "flask"), "--app", "wsgi", *words]
    done = subprocess.run(command, cwd=ROOT, env=_environment(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout


@contextmanager
def serve(home: Path) -> Iterator[Court]:
    """Web and worker over `home`, from the first answer to an ordered stop."""
    port = _free_port()
    log = (home / "serve.log").open("wb")
    served = subprocess.Popen(
        [sys.executable, str(ROOT / "scripts" / "serve.py")],
        cwd=ROOT,
        env=_environment(home) | {"FIELDWRIT_PORT": str(port)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz/live", served)
        yield Court(home, address)
    finally:
        served.terminate()
        served.wait(PATIENCE_SECONDS)
        log.close()


def wait_for(address: str, served: "subprocess.Popen[bytes]") -> None:
    """Return when the address answers; fail when the program died or the patience is over."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert served.poll() is None, "the court stopped before it answered"
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS):  # noqa: S310 - an address of this machine
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(GLANCE_SECONDS)
    raise TimeoutError(address)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIELDWRIT_")}
    return kept | {"FIELDWRIT_HOME": str(home)}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
