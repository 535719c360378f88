"""`python -m bench.idle [--json]`: what the served court costs at rest, and how soon a warm start answers.

Loads the demonstration into a folder of its own, starts `scripts/serve.py` once to warm the machine and once to
measure, and adds up the resident memory of all its processes. The exit status is 1 when a limit is passed.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
BIN: Final = Path(sys.executable).parent
LIMIT_MB: Final = 300.0
LIMIT_SECONDS: Final = 5.0
PATIENCE_SECONDS: Final = 60.0
REST_SECONDS: Final = 5.0
GLANCE_SECONDS: Final = 0.02


def serve(home: Path, port: int) -> tuple["subprocess.Popen[bytes]", float]:
    """Start the court; the running program and the seconds until its sign-in page answered."""
    begun = time.monotonic()
    settings = {"FIELDWRIT_HOME": str(home), "FIELDWRIT_PORT": str(port)}
    command = [sys.executable, str(ROOT / "scripts" / "serve.py")]
    served = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL)
    while time.monotonic() - begun < PATIENCE_SECONDS:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in"):
                return served, time.monotonic() - begun
        except (urllib.error.URLError, ConnectionError):
            time.sleep(GLANCE_SECONDS)
    stop(served)
    raise TimeoutError("the court did not answer")


def stop(served: "subprocess.Popen[bytes]") -> None:
    """Stop it in order."""
    served.send_signal(signal.SIGTERM)
    served.wait(PATIENCE_SECONDS)


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children = [
        int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in (task / "children").read_text().split()
    ]
    return [pid, *(one for child in children for one in family(child))]


def memory(pid: int) -> dict[str, tuple[float, float]]:
    """For each process: its resident memory, and its share of it (PSS), in MB."""
    return {f"{one} {_name(one)}": (_size(one, "Rss"), _size(one, "Pss")) for one in family(pid)}


def _name(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    return " ".join(Path(word).name for word in words[1:3])


def _size(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def main(words: Sequence[str]) -> int:
    """Measure and tell."""
    parser = ArgumentParser(prog="python -m bench.idle", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        load = [str(BIN / "flask"), "--app", "wsgi", "demo", "load"]
        subprocess.run(load, cwd=ROOT, env=os.environ | {"FIELDWRIT_HOME": folder}, check=True, capture_output=True)
        stop(serve(home, free_port())[0])
        served, seconds = serve(home, free_port())
        time.sleep(REST_SECONDS)
        found = memory(served.pid)
        stop(served)
    for name, (resident, share) in found.items():
        print(f"{name:<40} {resident:>7.1f} MB resident {share:>7.1f} MB of its own share")
    total = sum(resident for resident, _ in found.values())
    print(f"idle: {total:.0f} MB over {len(found)} processes (limit {LIMIT_MB:.0f} MB)")
    print(f"warm start: {seconds:.1f} s (limit {LIMIT_SECONDS:.0f} s)")
    if asked.json:
        print(json.dumps({"resident_mb": round(total, 1), "processes": len(found), "warm_start_s": round(seconds, 2)}))
    return int(total > LIMIT_MB or seconds > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
