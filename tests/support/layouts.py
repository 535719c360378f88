"""How the sample of each kind of paper is laid out, as text that a person can read and compare.

`python -m tests.support.layouts` writes the golden files anew, after somebody looked at the papers.
"""

from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pdfplumber

from app.documents.catalog import KINDS
from app.documents.render import render

FOLDER: Final = Path(__file__).parents[1] / "vectors" / "layouts"


def layout_of(content: bytes) -> list[str]:
    """Each line of signs: its foot, left and right in points, its type size, its words; then how many rules a page has."""
    told = []
    with pdfplumber.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            signs = sorted((one for one in page.chars if one["text"].strip()), key=_place)
            size = f"{page.width:.0f} x {page.height:.0f}"
            told.append(f"page {number}: {size}, {len(page.edges)} edges, {len(page.curves)} curves")
            told += [_line(list(some)) for _, some in groupby(signs, key=lambda one: _place(one)[0])]
    return told


def _place(sign: dict[str, Any]) -> tuple[int, float]:
    return round(float(sign["bottom"])), float(sign["x0"])


def _line(signs: list[dict[str, Any]]) -> str:
    foot, left = _place(signs[0])
    right = max(float(one["x1"]) for one in signs)
    return f"{foot} {left:.0f}-{right:.0f} {float(signs[0]['size']):.1f} " + "".join(str(one["text"]) for one in signs)


def golden(key: str) -> list[str]:
    """The layout that was looked at."""
    return (FOLDER / f"{key}.txt").read_text("utf-8").splitlines()


def differences(found: list[str], kept: list[str]) -> list[str]:
    """The lines that say something else or stand elsewhere; a point is allowed for how libraries round."""
    wrong = [f"{one!r} is {other!r}" for one, other in zip(kept, found, strict=False) if not _alike(one, other)]
    return wrong + [f"{len(kept)} lines are {len(found)}"] * (len(kept) != len(found))


def _alike(one: str, other: str) -> bool:
    if one.startswith("page") or other.startswith("page"):
        return one == other
    (foot, sides, size, words), (foot_, sides_, size_, words_) = one.split(" ", 3), other.split(" ", 3)
    places = zip((foot, *sides.split("-")), (foot_, *sides_.split("-")), strict=True)
    return (size, words) == (size_, words_) and all(abs(int(a) - int(b)) <= 1 for a, b in places)


def main() -> None:
    """Write all golden files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in KINDS.values():
        lines = layout_of(render(kind, kind.sample()))
        (FOLDER / f"{kind.key}.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
