"""`python -m bench.print [single|batch|size|soak|peers] [--json]`: what printing costs, in CPU time and bytes.

single: one-page papers on a warm worker. batch: 300 papers by two processes. size: bytes of the one page and of every kind's sample.
soak: memory of one process over 1,000 papers. peers: the same page by other engines in the same run. The exit status is
1 when a limit is passed. CPU time is counted, because other work on the machine must not count.
"""

import json
import multiprocessing
import statistics
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont

from app.documents import pool, render
from app.documents.catalog import KINDS
from app.documents.pool import RenderPool
from bench import print_peers
from bench.print_page import KIND, order

PAPERS: Final = 60
BATCH: Final = 300
SOAK: Final = 1000
FIRST: Final = 200
"""The first papers fill the library's own tables."""
WARM: Final = 20
PROCESSES: Final = 2
LIMIT_MS: Final = 60.0
LIMIT_BYTES: Final = 100_000
LIMIT_A_SECOND: Final = 30.0
LIMIT_MB: Final = 140.0
LIMIT_GROWTH_MB: Final = 2.0
RATIOS: Final = {"typst": 4.5, "chromium": 0.6, "libreoffice": 0.4}
"""How much of a peer's CPU time ours may take at most."""
Row = dict[str, Any]


def single() -> tuple[Row, bool]:
    """The CPU time of one-page papers, one after the other in one process."""
    times, sizes = [], []
    pool.warm(None)
    for number in range(WARM + PAPERS):
        paper = order(number)
        begun = time.process_time()
        content = render.render(KINDS[KIND], paper.facts, paper.imprint)
        times.append((time.process_time() - begun) * 1000)
        sizes.append(len(content))
    times = sorted(times[WARM:])
    row = {
        "ms_median": statistics.median(times),
        "ms_p95": times[len(times) * 95 // 100],
        "bytes_most": max(sizes),
        "limit_ms": LIMIT_MS,
        "limit_bytes": LIMIT_BYTES,
    }
    return row, row["ms_median"] <= LIMIT_MS and row["bytes_most"] <= LIMIT_BYTES


def batch() -> tuple[Row, bool]:
    """300 papers by two warm processes. Rate by CPU: as fast as two processors of their own would be."""
    with RenderPool(processes=PROCESSES) as makers:
        list(makers.make(map(order, range(WARM))))
        pids = [one.pid for one in multiprocessing.active_children() if one.pid]
        begun, worked = time.monotonic(), print_peers.seconds_of(pids)
        made = sum(1 for _ in makers.make(map(order, range(BATCH))))
        seconds, worked = time.monotonic() - begun, print_peers.seconds_of(pids) - worked
    rate = made / (worked / PROCESSES)
    row = {"papers": made, "a_second_by_cpu": rate, "a_second_by_clock": made / seconds, "limit": LIMIT_A_SECOND}
    return row, rate >= LIMIT_A_SECOND


def size() -> tuple[Row, bool]:
    """Bytes of the one page and of every kind's sample, the largest first; those of one page have a limit."""
    ours = len(pool.make_one(order(0)).content)
    kinds = {kind.key: _weighed(render.render(kind, kind.sample())) for kind in KINDS.values()}
    kinds = dict(sorted(kinds.items(), key=lambda one: (one[1]["pages"], -one[1]["bytes"])))
    worst = next(iter(kinds))
    most = max(ours, kinds[worst]["bytes"])
    return {"kinds": kinds, "page": ours, "worst": worst, "bytes_most": most, "limit": LIMIT_BYTES}, most <= LIMIT_BYTES


def _weighed(content: bytes) -> Row:
    """Pages, bytes, how many of these are faces, and how many glyphs the faces have."""
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        inner = [font.DescendantFonts[0].FontDescriptor for font in fonts.values()]
        files = [told.FontFile2 if "/FontFile2" in told else told.FontFile3 for told in inner]
        glyphs = sum(int(TTFont(BytesIO(file.read_bytes()), lazy=True)["maxp"].numGlyphs) for file in files)
        faces = sum(len(file.read_raw_bytes()) for file in files)
        return {"pages": len(pdf.pages), "bytes": len(content), "faces": faces, "glyphs": glyphs}


def soak() -> tuple[Row, bool]:
    """Memory of one process of the pool's kind over a thousand papers."""
    context = multiprocessing.get_context("spawn")
    told, tell = context.Pipe(duplex=False)
    process = context.Process(target=_soak, args=(tell,))
    process.start()
    warm, after, peak = told.recv()
    process.join()
    row = {
        "papers": SOAK,
        "mb_warm": warm,
        "mb_after": after,
        "mb_peak": peak,
        "limit_mb": LIMIT_MB,
        "limit_growth_mb": LIMIT_GROWTH_MB,
    }
    return row, peak <= LIMIT_MB and after - warm <= LIMIT_GROWTH_MB


def _soak(tell: Any) -> None:
    pool.warm(None)
    for number in range(FIRST):
        pool.make_one(order(number))
    warm = _resident()
    for number in range(SOAK):
        pool.make_one(order(number))
    tell.send((warm, _resident(), _resident("VmHWM")))


def _resident(field: str = "VmRSS") -> float:
    """Megabytes of this process. VmHWM is its own peak; that of `getrusage` would be the peak of whoever started it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:")) / 1024


def peers() -> tuple[Row, bool]:
    """CPU time a page of ours and of each peer that is on the machine, in turns, and what ours is to theirs; not good while one is missing."""
    found = print_peers.compare()
    ratios = {name: found["fieldwrit"] / ms for name, ms in found.items() if name != "fieldwrit"}
    absent = [name for name in RATIOS if name not in found]
    for name in absent:
        print(f"{name}: not on this machine; {print_peers.WHENCE[name]}", file=sys.stderr)
    row = {"ms": found, "ratio": ratios, "limit": RATIOS, "absent": absent}
    return row, not absent and all(ratios[name] <= RATIOS[name] for name in ratios)


CASES: Final[dict[str, Callable[[], tuple[Row, bool]]]] = {
    "single": single,
    "batch": batch,
    "size": size,
    "soak": soak,
    "peers": peers,
}


def main(words: Sequence[str]) -> int:
    """Measure one case, or all of them one after the other, and tell."""
    parser = ArgumentParser(prog="python -m bench.print", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", nargs="?", choices=[*CASES, "all"], default="all")
    parser.add_argument("--json", action="store_true", help="one JSON document a case, on its last line")
    asked = parser.parse_args(words)
    told = [_tell(case, as_json=asked.json) for case in (CASES if asked.case == "all" else [asked.case])]
    return int(not all(told))


def _tell(case: str, *, as_json: bool) -> bool:
    row, good = CASES[case]()
    for name, value in row.items():
        _say(name, value)
    print(f"{case}: within the limits" if good else f"{case}: a limit is passed or was not tried")
    if as_json:
        print(json.dumps({"case": case, "good": good} | row))
    return good


def _say(name: str, value: Any) -> None:
    if isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()):
        for key, one in value.items():
            print(f"{key:<22} " + "  ".join(f"{number:>7} {what}" for what, number in one.items()))
        return
    print(f"{name:<18} {value:.2f}" if isinstance(value, float) else f"{name:<18} {value}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
