"""A throw-away PostgreSQL, started as an unprivileged user, gone after the tests."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").exists() else []
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, if the machine has PostgreSQL."""
    for folder in reversed(DEBIAN):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a cluster that listens on a socket only; yields its SQLAlchemy address."""
    with tempfile.TemporaryDirectory(prefix="fieldwrit-pg-", dir="/tmp") as home:
        data = Path(home) / "data"
        if os.getuid() == 0:
            shutil.chown(home, "postgres", "postgres")
        _run(
            folder / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "fieldwrit",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        _run(folder / "pg_ctl", "-D", data, "-w", "-l", f"{home}/log", "-o", f"{FAST} -k {home}", "start")
        try:
            yield f"postgresql+psycopg://fieldwrit@/postgres?host={home}"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.getuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
