"""The sets a campaign runs on, by our own generator or another, and their files as rows."""

import csv
import io
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.money_made import made
from bench.money_noise import MIXES

FILES: Final = ("statement", "receipts", "handovers", "cases")
Row = dict[str, str]


def rows(content: bytes) -> list[Row]:
    """A file as rows by title."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sets(given: Namespace) -> Iterator[dict[str, bytes]]:
    """The sets of a campaign, by our own generator or another."""
    for seed in range(given.seed, given.seed + given.sets):
        if not given.generator:
            yield made(seed, given.lines, MIXES[given.mix or "hard"])
            continue
        with tempfile.TemporaryDirectory() as folder:
            mix = ["--mix", given.mix] if given.mix else []
            words = [sys.executable, given.generator, folder, "--seed", str(seed), "--lines", str(given.lines), *mix]
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
            yield {name: (Path(folder) / f"{name}.csv").read_bytes() for name in (*FILES, "gold")}
