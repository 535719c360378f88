"""Serve the court: the web process and the worker, started together, stopped together.

Both stop when one of them dies or this program is told to stop. The exit status is 0 after an ordered stop, and that of
the process that died else.
"""

import ctypes
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PARTS = (
    [str(BIN / "gunicorn"), "--config", str(ROOT / "scripts" / "web.py"), "wsgi:app"],
    [sys.executable, "-m", "scripts.worker"],
)
WATCH_SECONDS = 0.5
PATIENCE_SECONDS = 30
PR_SET_PDEATHSIG = 1


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process of its own session, so that Ctrl-C reaches it through us alone; it is told to stop if we are killed."""
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, preexec_fn=_stop_with_parent)  # noqa: PLW1509 - no threads yet


def _stop_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(parts: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to finish what they are at; end those that do not."""
    for part in parts:
        part.terminate()
    for part in parts:
        try:
            part.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()


def serve(commands: Sequence[Sequence[str]]) -> int:
    """Run all until one dies or a signal comes; the exit status of the whole."""
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    parts = [start(command) for command in commands]
    while not told.wait(WATCH_SECONDS) and all(part.poll() is None for part in parts):
        pass
    dead = [part for part in parts if part.poll() is not None]
    stop(parts)
    return (dead[0].returncode or 1) if dead and not told.is_set() else 0


if __name__ == "__main__":
    sys.exit(serve(PARTS))
