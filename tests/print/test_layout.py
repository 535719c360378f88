"""The detention decision has the form of a court paper: 156 × 225 mm, 22 lines of 28 signs, flush on the right."""

import itertools
from collections import defaultdict
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from app.documents.catalog import KINDS
from app.documents.facts import read_facts
from app.documents.fonts import fonts_in_force
from app.documents.render import render

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, (210 - 26) * MM
TOP, BOTTOM = 37 * MM, (297 - 35) * MM
PITCH = 28.98


def lines_of(content: bytes, page: int) -> list[tuple[float, list[Any]]]:
    """The lines of the text area with their signs, from top to bottom."""
    lines: dict[float, list[Any]] = defaultdict(list)
    with pdfplumber.open(BytesIO(content)) as pdf:
        for char in pdf.pages[page].chars:
            if TOP - 1 < char["top"] < BOTTOM:
                lines[round(float(char["bottom"]), 1)].append(char)
    return sorted(lines.items())


def text_of(line: tuple[float, list[Any]]) -> str:
    return "".join(str(char["text"]) for char in line[1])


@pytest.fixture
def decision(sample: Callable[[str], bytes]) -> bytes:
    return sample("detention_decision")


def test_lines_keep_their_pitch_and_stay_in_the_text_area(decision: bytes) -> None:
    body = [line for line in lines_of(decision, 0) if line[1][0]["size"] < 20]
    pitches = [below[0] - above[0] for above, below in itertools.pairwise(body)]
    assert pitches
    assert all(abs(pitch - PITCH) < 0.2 for pitch in pitches)
    assert all(char["x0"] > LEFT - 1 and char["x1"] < RIGHT + 1 for _, line in body for char in line)
    assert len(lines_of(decision, 0)) <= 22


def test_full_lines_end_flush_on_the_right(decision: bytes) -> None:
    body = [line for _, line in lines_of(decision, 0) if line[0]["size"] < 20][1:]
    # A line is full when the next one goes on at the left edge; the last of a paragraph may end anywhere.
    full = [line for line, below in itertools.pairwise(body) if below[0]["x0"] < LEFT + 1]
    assert len(full) >= 8
    assert all(abs(RIGHT - max(char["x1"] for char in line)) < 1.6 for line in full)


def test_a_plain_line_holds_28_signs(decision: bytes) -> None:
    han = [line for line in map(text_of, lines_of(decision, 0)) if all(sign > "\u2000" for sign in line)]
    assert max(map(len, han)) == 28


def test_titles_are_centred_in_the_title_face(decision: bytes) -> None:
    titles = [line for line in lines_of(decision, 0) if line[1][0]["size"] > 20]
    assert [text_of(line) for line in titles] == ["彭阳县人民法院", "拘留决定书"]
    for _, line in titles:
        middle = (line[0]["x0"] + line[-1]["x1"]) / 2
        assert abs(middle - (LEFT + RIGHT) / 2) < 2
        if not fonts_in_force().mark:
            assert {str(char["fontname"]).partition("+")[2] for char in line} == {"Court-Title"}


@pytest.mark.parametrize("repeats", range(9))
def test_the_date_never_stands_alone_on_a_page(repeats: int) -> None:
    kind = KINDS["detention_decision"]
    given = kind.sample().model_dump(mode="json")
    given["findings"] += "\n" + "另查明，被执行人名下没有其他可供执行的财产。\n" * repeats
    content = render(kind, read_facts(kind.facts, given))
    with pdfplumber.open(BytesIO(content)) as pdf:
        last = len(pdf.pages) - 1
    texts = [text_of(line) for line in lines_of(content, last)]
    assert texts[-1] == "二〇二六年一月十七日"
    assert any("复议期间" in text for text in texts)
