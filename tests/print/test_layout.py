"""A court paper has its form: 156 × 225 mm, 22 lines of 28 signs, flush on the right, signed under its text."""

import itertools
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from weasyprint import VERSION
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

from app.documents import justify
from app.documents.catalog import KINDS, Form
from app.documents.facts import read_facts
from app.documents.fonts import fonts_in_force
from app.documents.imprint import Imprint
from app.documents.render import render
from tests.support.papers import BOTTOM, LEFT, MM, RIGHT, TOP, Line, body_of, pages_of

GOLDEN = Path(__file__).parents[1] / "vectors" / "court_page.json"
PITCH = 28.98
INDENT = 32
DECISION = KINDS["detention_decision"]
LONGER = "另查明，被执行人名下没有其他可供执行的财产。"
"""One paragraph of one line."""
FLUSH = 0.6
"""How far from the edge, in points, the last sign of a full line may end."""


MARGINS = {"court": (28, 26), "party": (28, 26), "record": (27, 24), "slip": (24, 24), "working": (20, 18)}
"""Left and right, in millimetres, by style sheet."""
SHEETS = {Form.RECORD: "record", Form.PARTY: "party", Form.WORKING: "working", Form.SLIP: "slip", Form.RECEIPT: "slip"}


@pytest.fixture
def decision(sample: Callable[[str], bytes]) -> bytes:
    return sample("detention_decision")


def decision_with(**facts: Any) -> bytes:
    return render(DECISION, read_facts(DECISION.facts, DECISION.sample().model_dump(mode="json") | facts))


def signs_of(content: bytes) -> list[dict[str, Any]]:
    """The signs of the first page, where they stand."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return list(pdf.pages[0].chars)


def full_lines(body: list[Line]) -> list[Line]:
    """A line is full when the next one goes on at the left edge; the last of a paragraph may end anywhere."""
    return [line for line, below in itertools.pairwise(body) if below.left < LEFT + 1]


@pytest.mark.parametrize("key", KINDS)
def test_nothing_on_a_paper_stands_in_the_margins(key: str, sample: Callable[[str], bytes]) -> None:
    left, right = MARGINS[SHEETS.get(KINDS[key].form, "court")]
    with pdfplumber.open(BytesIO(sample(key))) as pdf:
        signs = [sign for page in pdf.pages for sign in page.chars if sign["text"].strip()]
    outside = [s["text"] for s in signs if s["x0"] < left * MM - 1 or s["x1"] > (210 - right) * MM + 1]
    assert outside == []


def test_a_court_shifts_its_instruments_on_the_sheet_and_nothing_else() -> None:
    shifted = Imprint("JL2026-000007", margins="35/24/32/30")
    content = render(DECISION, DECISION.sample(), shifted)
    left = min(sign["x0"] for sign in signs_of(content) if sign["size"] > 15)
    assert left == pytest.approx(30 * MM, abs=1)
    assert content == render(DECISION, DECISION.sample(), shifted)
    record = KINDS["enforcement_record"]
    same = [render(record, record.sample(), one) for one in (Imprint("JL2026-000007"), shifted)]
    assert len({tuple(sign["x0"] for sign in signs_of(content)) for content in same}) == 1


def test_lines_keep_their_pitch(decision: bytes) -> None:
    first, *_ = pages_of(decision)
    body = body_of(first)
    assert len(body) > 16
    for above, below in itertools.pairwise(body):
        assert abs(below.foot - above.foot - PITCH) < 0.1


def test_the_text_area_holds_22_lines_of_28_signs() -> None:
    text = "经查明本案被执行人确有履行能力而拒不履行生效法律文书确定的义务并且逃避执行情节严重应当依法予以制裁" * 20
    pages = pages_of(decision_with(findings=text))
    second = pages[1]
    assert len(second) == 22
    assert {len(line.text) for line in second} == {28}
    assert abs(second[0].left - LEFT) < 0.1
    assert all(abs(line.right - RIGHT) < FLUSH for line in second)
    assert second[0].signs[0]["top"] > TOP
    assert second[-1].signs[0]["bottom"] < BOTTOM


def test_full_lines_end_flush_on_the_right(decision: bytes) -> None:
    full = [line for page in pages_of(decision) for line in full_lines(body_of(page)[1:])]
    assert len(full) >= 12
    assert [line.text for line in full if abs(RIGHT - line.right) > FLUSH] == []


def test_lines_break_and_end_where_they_always_did() -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"))
    lines = body_of(pages_of(decision_with(findings=golden["findings"]))[0])
    start = next(place for place, line in enumerate(lines) if line.text == golden["lines"][0][0])
    found = lines[start : start + len(golden["lines"])]
    assert [line.text for line in found] == [text for text, _, _ in golden["lines"]]
    for line, (_, left, right) in zip(found, golden["lines"], strict=True):
        assert abs(line.left - LEFT - left) < 0.1
        assert abs(line.right - LEFT - right) < 0.3


def test_a_line_that_would_be_torn_apart_stays_ragged() -> None:
    word = "Gesellschaftsvertragsentwurf"
    lines = body_of(pages_of(decision_with(findings=f"查明{word}号{word}号{word}号{word}号"))[0])
    torn = [line for line in lines if word in line.text]
    assert torn
    for line in torn:
        gaps = [right["x0"] - left["x1"] for left, right in itertools.pairwise(line.signs)]
        assert max(gaps) <= justify.WIDEST * 16 + 0.1


def test_another_release_of_the_library_is_left_alone() -> None:
    before = (inline.count_expandable_spaces, inline.justify_line, Layout.set_text)
    assert VERSION.startswith(justify.RELEASE)
    assert justify.fit("71.0", inline, boxes, Layout) is False
    assert justify.fit("7.0", inline, boxes, Layout) is False
    assert (inline.count_expandable_spaces, inline.justify_line, Layout.set_text) == before


def test_the_library_still_has_what_the_adapter_changes() -> None:
    assert justify.fit(VERSION, inline, boxes, Layout) is True
    assert Layout.set_text.__module__ == justify.__name__
    assert inline.justify_line.__module__ == justify.__name__


def test_titles_are_centred_in_the_title_face_and_body_in_fangsong(decision: bytes) -> None:
    first, *_ = pages_of(decision)
    titles = [line for line in first if line.size > 16]
    assert [(line.text, line.size) for line in titles] == [("彭阳县人民法院", 22), ("拘留决定书", 22)]
    for line in titles:
        assert abs((line.left + line.right) / 2 - (LEFT + RIGHT) / 2) < 2
    if not fonts_in_force().mark:
        assert [line.faces for line in titles] == [{"Court-Title"}, {"Court-Title"}]
        assert {face for line in body_of(first) for face in line.faces} == {"Court-Fangsong"}


def test_a_rare_character_is_set_by_the_fallback_and_keeps_the_line() -> None:
    person = DECISION.sample().model_dump(mode="json")["person"] | {"name": "张犇龑㛃䶮"}
    body = body_of(pages_of(decision_with(person=person))[0])
    rare = [sign for line in body for sign in line.signs if sign["text"] in "犇龑㛃䶮"]
    assert len(rare) >= 4
    if not fonts_in_force().mark:
        assert {str(sign["fontname"]).partition("+")[2] for sign in rare} == {"Court-Fallback"}
    for above, below in itertools.pairwise(body):
        assert abs(below.foot - above.foot - PITCH) < 0.1


def test_the_seal_has_its_place_over_the_date(decision: bytes) -> None:
    with pdfplumber.open(BytesIO(decision)) as pdf:
        curves = pdf.pages[-1].curves
        date = pages_of(decision)[-1][-1]
    assert date.text == "二〇二六年一月十七日"
    left, right = min(one["x0"] for one in curves), max(one["x1"] for one in curves)
    top, bottom = min(one["top"] for one in curves), max(one["bottom"] for one in curves)
    assert abs(right - left - 42 * MM) < 1
    assert abs(bottom - top - 42 * MM) < 1
    assert abs((left + right) / 2 - (date.left + date.right) / 2) < 1
    assert top < date.signs[0]["top"] < date.signs[0]["bottom"] < bottom
    assert bottom < BOTTOM
    # The date stands four signs from the edge.
    assert abs(RIGHT - 4 * 16 - date.right) < 1


@pytest.mark.parametrize("lines", range(27))
def test_the_date_never_stands_alone_whatever_the_length_of_the_text(lines: int) -> None:
    """Every length from one to another page, line by line."""
    content = decision_with(findings="\n".join([LONGER] * (lines + 1)))
    *before, last = pages_of(content)
    assert last[-1].text == "二〇二六年一月十七日"
    above = [line.text for line in last[:-1]]
    assert any("复议期间" in text for text in above)
    assert abs(last[-1].foot - last[-2].foot - 3 * PITCH) < 0.1
    for page in before:
        # What is kept together is the last paragraph with the date: a page before it lacks no more than that.
        assert page[-1].foot > BOTTOM - 7 * PITCH
