"""`python -m bench.money [accuracy|decisions|scale] [--sets N] [--seed S] [--mix hard|rough] [--generator PATH --scorer PATH]`.

accuracy: sets of 500 lines pooled; wrong pairs, wrong cases, recall, the right answer among three suggestions. Sets are
our own (`bench.money_made`) or those of another generator (`PATH OUT --seed N --lines N [--mix M]`), scored by our own
scorer or another (`PATH GOLD ANSWER`, one JSON document). decisions: what is left for a person, by kind and reason.
scale: the command as a process at three sizes up to 100,000 lines, then 500 lines against 50,000 receipts. The exit status is 1 when a limit is
passed. The command is counted by the clock, on a machine that does nothing else; its CPU time stands beside it.
"""

import csv
import gc
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from app.money import matching_files
from app.money.matching import match
from app.money.matching_values import Desk
from bench.money_decisions import decided
from bench.money_made import made
from bench.money_sets import FILES, Row, rows, sets

NO_CASE: Final = frozenset(
    {"disburse", "returned_disbursement", "reversed", "reversal", "not_enforcement", "bank_misc", "unidentified"}
)
"""Kinds that are never booked to a case."""
LIMITS: Final = {"wrong_pairs": 0.0005, "wrong_case": 0.0, "trap": 0.0, "recall": 0.95, "in_three": 0.80}
SIZES: Final = (25_000, 50_000, 100_000)
SECONDS, DAILY_SECONDS, MEGABYTES, GROWTH = 10.0, 0.5, 500, 1.35


def score(gold: Sequence[Row], answer: Sequence[Row]) -> Counter[str]:
    """Counts of one set; a suggestion is right only as a whole."""
    pairs = {(one["line_serial"], one["receipt_no"]) for one in gold if one["receipt_no"] and one["line_serial"]}
    kinds = {one["line_serial"]: one["kind"] for one in gold}
    cases: dict[str, set[str]] = defaultdict(set)
    for one in gold:
        if one["line_serial"] and one["case_no"] and one["kind"] not in NO_CASE:
            cases[one["line_serial"]].add(one["case_no"])
    auto = [one for one in answer if one["decision"] == "auto"]
    booked = {(one["line_serial"], one["receipt_no"]) for one in auto if one["receipt_no"]}
    to_case: dict[str, set[str]] = defaultdict(set)
    for one in auto:
        if one["case_no"]:
            to_case[one["line_serial"]].add(one["case_no"])
    asked, right = _asked(pairs, booked, cases, to_case, answer)
    return Counter(
        lines=len(kinds),
        pairs=len(booked),
        wrong_pairs=len(booked - pairs),
        truth=len(pairs),
        hit=len(booked & pairs),
        case_lines=len(to_case),
        wrong_case=sum(some != cases.get(line, set()) for line, some in to_case.items()),
        trap=sum(kinds.get(line) in NO_CASE for line in to_case),
        asked=asked,
        in_three=right,
    )


def _asked(
    pairs: set[tuple[str, str]],
    booked: set[tuple[str, str]],
    cases: dict[str, set[str]],
    to_case: dict[str, set[str]],
    answer: Sequence[Row],
) -> tuple[int, int]:
    truth: dict[str, set[str]] = defaultdict(set)
    done: dict[str, set[str]] = defaultdict(set)
    for line, number in pairs:
        truth[line].add(number)
    for line, number in booked:
        done[line].add(number)
    wanted = {line: some for line, some in truth.items() if not some <= done[line]}
    wanted |= {line: some for line, some in cases.items() if line not in truth and to_case.get(line) != some}
    offered: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in answer:
        if one["decision"] in {"s1", "s2", "s3"}:
            offered[one["line_serial"]][one["decision"]].add(one["receipt_no"] or one["case_no"])
    return len(wanted), sum(some in offered[line].values() for line, some in wanted.items())


def answered(files: dict[str, bytes]) -> tuple[Desk, bytes]:
    """The matcher's answer for a set, as its file."""
    desk = matching_files.desk_of(*(files[name] for name in FILES))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(matching_files.ANSWER)
    writer.writerows(matching_files.answer(desk, match(desk)))
    return desk, stream.getvalue().encode()


def other_score(scorer: str, gold: bytes, answer: bytes) -> dict[str, Any]:
    """What another scorer says of one set."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder) / "gold.csv", Path(folder) / "answer.csv"
        one.write_bytes(gold)
        two.write_bytes(answer)
        said = subprocess.run([sys.executable, scorer, one, two], check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def accuracy(given: Namespace) -> bool:
    """Pool the sets and hold them against the limits."""
    total: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for files in sets(given):
        _, answer = answered(files)
        total += score(rows(files["gold"]), rows(answer))
        if given.scorer:
            said = other_score(given.scorer, files["gold"], answer)
            other += Counter(
                {
                    key: value if isinstance(value, int) else len(value)
                    for key, value in said.items()
                    if not isinstance(value, float)
                }
            )
    shares = {
        "wrong_pairs": total["wrong_pairs"] / max(1, total["pairs"]),
        "wrong_case": total["wrong_case"] / max(1, total["case_lines"]),
        "trap": total["trap"] / max(1, total["case_lines"]),
        "recall": total["hit"] / max(1, total["truth"]),
        "in_three": total["in_three"] / max(1, total["asked"]),
    }
    print(json.dumps({"sets": given.sets, **total}))
    for name, share in shares.items():
        at_least = name in {"recall", "in_three"}
        print(f"  {name:12} {share:.5f}  limit {'>=' if at_least else '<='} {LIMITS[name]}")
    if other:
        print("  other scorer", json.dumps(other))
    return all(
        share >= LIMITS[name] if name in {"recall", "in_three"} else share <= LIMITS[name]
        for name, share in shares.items()
    )


def measured(folder: Path) -> dict[str, float]:
    """In a process of its own: the receipts of a set, and the seconds a day's 500 lines take against many open ones."""
    gc.disable()
    desk = matching_files.desk_of(*((folder / f"{name}.csv").read_bytes() for name in FILES))
    day = Desk(desk.lines[-500:], desk.receipts[-50_000:], desk.slips, desk.cases)
    began = time.process_time()
    match(day)
    daily = time.process_time() - began
    return {"receipts": len(desk.receipts), "open": len(day.receipts), "daily": daily}


def commanded(folder: Path) -> tuple[float, float, int]:
    """The whole `money match` as it is started at a terminal: its seconds by the clock and of CPU, and its peak in megabytes.

    The peak is that of the larger of its two processes; the one that reads the statement is gone before the other grows.
    """
    files = [word for name in FILES for word in (f"--{name}", str(folder / f"{name}.csv"))]
    words = [sys.executable, "-m", "flask", "--app", "wsgi:app", "money", "match", *files, "--out", str(folder / "out")]
    at, began = time.monotonic(), subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(began.pid, 0)
    waited, began.returncode = time.monotonic() - at, os.waitstatus_to_exitcode(status)
    if began.returncode:
        raise subprocess.CalledProcessError(began.returncode, words)
    return waited, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def scale(given: Namespace) -> bool:
    """Seconds at three sizes, growth from one to the next, memory, and a day's import against many open receipts."""
    held, before = True, 0.0
    for lines in SIZES:
        with tempfile.TemporaryDirectory() as name:
            for file, content in made(given.seed, lines).items():
                (Path(name) / f"{file}.csv").write_bytes(content)
            seconds, cpu, megabytes = commanded(Path(name))
            words = [sys.executable, "-m", "bench.money", "one", "--folder", name]
            row = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        growth = seconds / before / 2 if before else 1.0
        before = seconds
        held = held and growth <= GROWTH
        told = f"{before:.2f} s by the clock, {cpu:.2f} s of CPU, {megabytes} MB, {growth:.2f} of linear"
        print(f"  {lines} lines, {row['receipts']} receipts: {told}")
    print(f"  {SIZES[-1]} lines: {before:.2f} s (limit {SECONDS}), {megabytes} MB (limit {MEGABYTES}); growth {GROWTH}")
    print(f"  500 lines, {row['open']} open receipts: {row['daily']:.2f} s (limit {DAILY_SECONDS})")
    return held and megabytes <= MEGABYTES and row["daily"] <= DAILY_SECONDS and before <= SECONDS


def one(given: Namespace) -> bool:
    """One measured set, for the command above."""
    print(json.dumps(measured(Path(given.folder))))
    return True


WAYS: Final[Mapping[str, Callable[[Namespace], bool]]] = {
    "accuracy": accuracy,
    "decisions": decided,
    "scale": scale,
    "one": one,
}


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, and say by the exit status whether all limits hold."""
    parser = ArgumentParser(prog="bench.money", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="?", choices=tuple(WAYS), default="accuracy")
    parser.add_argument("--sets", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--generator")
    parser.add_argument("--scorer")
    parser.add_argument("--mix", default="")
    parser.add_argument("--folder", default="")
    given = parser.parse_args(words)
    return 0 if WAYS[given.what](given) else 1


if __name__ == "__main__":
    sys.exit(main())
