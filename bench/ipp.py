"""`python -m bench.ipp [--papers N] [--senders N] [--json]`: our IPP client against `ippeveprinter`, a printer of others.

The printer (Debian: cups-ipp-utils) runs in a network of its own with dbus and avahi, which it does not start without,
so this must be started by root. Several senders print at once while the printer takes one job at a time; some lose the
answer to their job and ask again; one job is cancelled. Each document must come out once, byte for byte. The exit
status is 1 else.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from app.base.refusal import Refusal
from app.court.printers import PrinterAddress
from app.documents.ipp import IppClient, JobState, PrinterBusyError, PrinterSilentError, Told
from app.documents.printers import IppPrinter, PrintOrder

PORT: Final = 8631
ADDRESS: Final = PrinterAddress("ippeveprinter", "127.0.0.1", PORT, "/ipp/print")
NEEDED: Final = ("unshare", "ip", "dbus-daemon", "avahi-daemon", "ippeveprinter")
PAUSES: Final = (0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 6.4, 6.4)
LOSES_EVERY: Final = 5
READY_SECONDS: Final = 15.0
GLANCE_SECONDS: Final = 0.1
INSIDE: Final = "--inside"
NETWORK: Final = """
set -e
ip link set lo up
mount -t tmpfs tmpfs /run
mkdir -p /run/dbus /run/avahi-daemon
dbus-daemon --system --fork --nopidfile
avahi-daemon --no-drop-root --no-chroot --no-rlimits -D
exec "$@"
"""
SLOW: Final = '#!/bin/sh\ncase "$*" in *999999*) sleep 5 ;; *) sleep 0.2 ;; esac\n'


class Forgetful(IppClient):
    """A client that now and then loses the answer to a job it has sent."""

    sent = 0
    busy = 0
    lost = 0
    turn = threading.Lock()

    def print_job(self, content: bytes, *, name: str, copies: int) -> Told:
        """Send it; every few times the answer does not come back."""
        try:
            told = super().print_job(content, name=name, copies=copies)
        except PrinterBusyError:
            with self.turn:
                Forgetful.busy += 1
            raise
        with self.turn:
            Forgetful.sent += 1
            forgets = Forgetful.sent % LOSES_EVERY == 0
            Forgetful.lost += forgets
        if forgets:
            raise PrinterSilentError("the answer was lost")
        return told


def campaign(spool: Path, papers: int, senders: int) -> dict[str, Any]:
    """Print them all, count what came out, cancel one more."""
    begun = time.monotonic()
    orders = [_order(number) for number in range(papers)]
    with ThreadPoolExecutor(senders) as pool:
        tries = list(pool.map(_printed, orders))
    seconds = time.monotonic() - begun
    came = Counter(hashlib.sha256(one.read_bytes()).hexdigest() for one in spool.glob("*.pdf"))
    wanted = Counter(order.sha256 for order in orders)
    return {
        "papers": papers,
        "senders": senders,
        "asked_again": sum(tries) - papers,
        "busy_answers": Forgetful.busy,
        "answers_lost": Forgetful.lost,
        "missing": sum((wanted - came).values()),
        "doubled": sum((came - wanted).values()),
        "cancelled": _cancelled(),
        "seconds": round(seconds, 1),
    }


def _order(number: int) -> PrintOrder:
    content = f"%PDF-1.7 第{number}份 ".encode() + os.urandom(90_000)
    return PrintOrder(content, hashlib.sha256(content).hexdigest(), f"SK2026-{number:06d}", copies=1, turn=1)


def _printed(order: PrintOrder) -> int:
    """Ask until it is printed; how often."""
    for attempt in range(1, 10):
        try:
            IppPrinter(Forgetful(ADDRESS), pauses=PAUSES).print(order)
        except Refusal:
            continue
        return attempt
    raise TimeoutError(order.title)


def _cancelled() -> bool:
    """Whether a job that is stopped while it prints ends as cancelled."""
    client = IppClient(ADDRESS)
    job = IppPrinter(client, pauses=PAUSES)._sent(_order(999_999))  # noqa: SLF001 - the step between sending and waiting
    client.cancel(job.id)
    for _ in range(50):
        state = client.job(job.id).state
        if state in {JobState.CANCELLED, JobState.ABORTED, JobState.COMPLETED}:
            return state is JobState.CANCELLED
        time.sleep(GLANCE_SECONDS)
    return False


def _inside(given: Namespace) -> int:
    """In the network of its own: start the printer, print, tell."""
    with tempfile.TemporaryDirectory() as folder:
        spool, slow = Path(folder) / "spool", Path(folder) / "slow"
        spool.mkdir()
        slow.write_text(SLOW, "ascii")
        slow.chmod(0o700)
        command = ["ippeveprinter", "-p", str(PORT), "-d", str(spool), "-k", "-c", str(slow), "-f", "application/pdf"]
        printer = subprocess.Popen([*command, "Fieldwrit"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _await_printer()
            row = campaign(spool, given.papers, given.senders)
        finally:
            printer.kill()
    print(json.dumps(row) if given.json else "\n".join(f"{name}: {value}" for name, value in row.items()))
    return 0 if row["missing"] == row["doubled"] == 0 and row["cancelled"] else 1


def _await_printer() -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        try:
            IppClient(ADDRESS).printer()
        except (PrinterSilentError, PrinterBusyError):
            time.sleep(GLANCE_SECONDS)
        else:
            return
    raise TimeoutError("ippeveprinter does not answer")


def main(words: Sequence[str] | None = None) -> int:
    """Run the campaign, first entering a network of its own."""
    parser = ArgumentParser(prog="bench.ipp", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--senders", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(INSIDE, action="store_true", help="already in a network of its own")
    given = parser.parse_args(words)
    if given.inside:
        return _inside(given)
    lacking = [one for one in NEEDED if shutil.which(one) is None]
    if lacking or os.geteuid() != 0:
        print(f"bench.ipp: to be started by root with {', '.join(lacking or NEEDED)}", file=sys.stderr)
        return 2
    again = [sys.executable, "-m", "bench.ipp", INSIDE, *(words if words is not None else sys.argv[1:])]
    enter = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", NETWORK, "sh"]
    return subprocess.run([*enter, *again], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
