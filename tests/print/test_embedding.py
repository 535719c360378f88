"""A paper carries of each face what it shows, under the numbers its lines use, and nothing more."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import ParseError

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from weasyprint import CSS, VERSION

from app.documents.archive import FULL_WIDTH
from app.documents.catalog import KINDS
from app.documents.embedding import Block, Embedded, FacesOfPaper, Foundry
from app.documents.fonts import Face, fonts_in_force
from app.documents.render import Page, render
from tests.support.pdf import signs_of_faces, signs_on_pages

DECISION = KINDS["detention_decision"]
FACES = fonts_in_force().faces
"""Without the pack there are none, and the library embeds the machine's own."""
NEEDED = {"GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"}
"""What a file that names its signs by glyph is read with."""


@dataclass(frozen=True)
class Carried:
    """A face in a file: what is embedded, where its signs stand, and which widths are said."""

    face: TTFont
    places: list[int]
    widths: dict[int, int]


def carried(content: bytes) -> list[Carried]:
    with pikepdf.open(BytesIO(content)) as pdf:
        inner = [font.DescendantFonts[0] for font in pdf.pages[0].Resources.Font.values()]
        return [_read(one) for one in inner if isinstance(one.CIDToGIDMap, pikepdf.Stream)]


def _read(font: pikepdf.Object) -> Carried:
    numbers = font.CIDToGIDMap.read_bytes()
    said = list(font.W.as_list())
    return Carried(
        TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes())),
        [int.from_bytes(numbers[at : at + 2]) for at in range(0, len(numbers), 2)],
        {int(first): int(run[0]) for first, run in zip(said[::2], said[1::2], strict=True)},
    )


def described(path: Path, **changed: object) -> SimpleNamespace:
    """What the library knows of a face when a paper first uses it."""
    tables = [name for name in TTFont(path, lazy=True).keys() if name != "GlyphOrder"]  # noqa: SIM118 - not a mapping
    told = {"family": FACES[0].family, "tables": tables, "name": b"/X", "widths": {1: 1}, "file_content": b"whole"}
    return SimpleNamespace(**told | changed)


def test_a_face_is_cut_to_what_the_paper_shows(sample: Callable[[str], bytes]) -> None:
    found = carried(sample("detention_decision"))
    assert bool(found) == bool(FACES)
    for one in found:
        assert set(one.face.keys()) == NEEDED
        # The first glyph is the box for what is missing; every other one is named by a line of the paper.
        assert one.face["maxp"].numGlyphs == 1 + sum(place > 0 for place in one.places)


def test_every_sign_is_as_wide_as_its_glyph(sample: Callable[[str], bytes]) -> None:
    for one in carried(sample("cash_receipt")):
        scale = 1000 / one.face["head"].unitsPerEm
        order = one.face.getGlyphOrder()
        for old, new in enumerate(one.places):
            if new:
                width = round(one.face["hmtx"][order[new]][0] * scale)
                assert abs(one.widths.get(old, FULL_WIDTH) - width) <= 1


def test_a_face_of_the_courts_own_is_cut_as_well(tmp_path: Path) -> None:
    if FACES:
        (tmp_path / "title.ttf").write_bytes(FACES[0].path.read_bytes())
    content = render(DECISION, DECISION.sample(), own_fonts=tmp_path)
    with pikepdf.open(BytesIO(content)) as pdf:
        names = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert ("Own-Title" in names) == bool(FACES)
    assert bool(carried(content)) == bool(FACES)
    assert signs_of_faces(content) <= signs_on_pages(content)


def test_what_one_paper_shows_is_not_remembered_for_the_next() -> None:
    for face in FACES[:1]:
        foundry = Foundry([face], VERSION)
        first, second = FacesOfPaper(foundry), FacesOfPaper(foundry)
        assert 7 not in first
        first[7] = described(face.path)
        first[7].to_unicode[40] = "院"
        assert 7 in second
        assert (second[7].to_unicode, second[7].widths, second[7].file_content) == ({}, {}, b"")


@pytest.mark.parametrize("strange", [{"family": "Another"}, {"tables": ["CFF "]}, {"tables": ["glyf", "fvar"]}])
def test_a_face_that_cannot_be_cut_here_is_left_to_the_library(strange: dict[str, object]) -> None:
    for face in FACES[:1]:
        faces = FacesOfPaper(Foundry([face], VERSION))
        faces[7] = told = described(face.path, **strange)
        assert faces[7] is told


def test_another_release_of_the_library_embeds_by_itself() -> None:
    for face in FACES[:1]:
        faces = FacesOfPaper(Foundry([Face(face.family, face.path)], "71.0"))
        faces[7] = told = described(face.path)
        assert faces[7] is told


def test_a_sign_no_face_can_show_stops_the_paper() -> None:
    for face in FACES[:1]:
        with pytest.raises(LookupError, match=r"U\+1F600"):
            Embedded({}, Block(face.path)).get_unused_glyph_id(0x1F600)


def test_a_tag_left_open_stops_the_paper() -> None:
    with pytest.raises(ParseError):
        Page("<html><body><p>本院认为</body></html>", CSS(string=""))


@pytest.mark.parametrize("key", ["detention_decision", "settlement", "operation_plan"])
def test_a_paper_is_the_same_by_the_library_s_own_sheet(
    key: str, sample: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.render.RELEASE", "71.")
    assert render(KINDS[key], KINDS[key].sample()) == sample(key)
