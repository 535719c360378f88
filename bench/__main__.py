"""`python -m bench NAME [--dir D] [--seconds N] [--seed S] [--json]`: how good planning is, beside the peers, in one run.

vrptw, toptw: public files, gap to the best known. sweep: simulated mornings. scale, replan, sync, validator, calib: see each.
roster: rosters. presence: what visits teach. One table, the ratio on the last line; `--json` gives rows and a summary instead. The exit status is 1 when a
limit is passed. CPU seconds count, of one thread for every solver.
"""

import math
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path

from app.sweeps.planning.demands import MOST_TARGETS
from bench import presence, roster
from bench.planning import classics, runs, sweeps
from bench.planning.lines import Report, say
from bench.planning.sweep_files import BadFileError

NAMES = ("vrptw", "toptw", "sweep", "scale", "replan", "sync", "roster", "presence", "validator", "calib")
SCENARIOS = 300
SECONDS = 10.0
SCALE_SECONDS = 24.0
LONGEST_S = 3600


def main() -> int:
    """Run one bench and say what came of it."""
    asked = asked_for(sys.argv[1:])
    if asked.name == "roster":
        return roster.main(["--json"] if asked.json else [])
    if asked.name == "presence":
        return presence.main(["--json"] if asked.json else [])
    try:
        report = _report(asked)
    except BadFileError as bad:
        print(bad, file=sys.stderr)
        return 2
    return say(report, as_json=asked.json)


def whole(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number within bounds."""

    def read(text: str) -> int:
        if not text.strip().lstrip("+-").isdecimal() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r}: a whole number from {least} to {most} is wanted")
        return int(text)

    return read


def cpu_seconds(text: str) -> float:
    """Reads CPU seconds: more than none, an hour at most."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= LONGEST_S:
        raise ArgumentTypeError(f"{text!r}: seconds above 0, {LONGEST_S} at most, are wanted")
    return seconds


def asked_for(words: list[str]) -> Namespace:
    """What the words of the command ask for; wrong ones are named and end it."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--dir", type=Path, help="a folder of problems; vrptw and toptw need one")
    parser.add_argument("--seconds", type=cpu_seconds, default=SECONDS, help="CPU seconds for each solver and problem")
    parser.add_argument("--seed", type=whole(0, 2**31 - 1), default=1)
    parser.add_argument("--seeds", type=whole(1, 1000), default=5, help="problems drawn by lot where no --dir is given")
    parser.add_argument("--n", type=whole(1, MOST_TARGETS), default=60, help="sweep: targets of a problem drawn by lot")
    parser.add_argument("--squads", type=whole(1, 200), default=6)
    parser.add_argument("--scenarios", type=whole(2, 100_000), default=SCENARIOS, help="simulated mornings")
    parser.add_argument("--tours", type=whole(1, 200), help="toptw: tours where best.csv does not tell")
    parser.add_argument("--plans", type=Path, help="sweep: write the plans here, as the outside judge reads them")
    parser.add_argument("--json", action="store_true", help="rows and a summary as JSON")
    asked = parser.parse_args(words)
    if asked.name in {"vrptw", "toptw"} and asked.dir is None:
        parser.error(f"{asked.name} needs --dir FOLDER of problem files")
    ending = "*.txt" if asked.name in {"vrptw", "toptw"} else "*.json"
    if asked.dir is not None and not any(asked.dir.glob(ending)):
        parser.error(f"no {ending} in {asked.dir}")
    if asked.plans is not None:
        try:
            asked.plans.mkdir(parents=True, exist_ok=True)
        except OSError as no:
            parser.error(f"argument --plans: {asked.plans} is no folder plans can be written to ({no.strerror})")
    return asked


def _report(asked: Namespace) -> Report:
    if asked.name == "vrptw":
        return classics.run_vrptw(asked.dir, asked.seconds, asked.seed)
    if asked.name == "sweep":
        drawn = sweeps.files(asked.dir, targets=asked.n, squads=asked.squads, seeds=asked.seeds, seed=asked.seed)
        cases = [sweeps.case_of(file, scenarios=asked.scenarios, seed=asked.seed) for file in drawn]
        return sweeps.run(cases, asked.seconds, asked.plans)
    if asked.name == "scale":
        return runs.scale(
            asked.dir, asked.seconds if asked.seconds != SECONDS else SCALE_SECONDS, asked.seed, asked.seeds
        )
    if asked.name == "replan":
        return runs.replanning(asked.dir, asked.seed, asked.seeds)
    if asked.name == "sync":
        return runs.synchronising(asked.dir, asked.seconds, asked.seed, asked.seeds)
    if asked.name == "calib":
        return runs.calibration(asked.dir, asked.seconds, asked.seed, asked.seeds, asked.scenarios)
    if asked.name == "validator":
        return runs.validating(asked.seed)
    return classics.run_toptw(asked.dir, asked.seconds, asked.seed, asked.tours)


if __name__ == "__main__":
    sys.exit(main())
