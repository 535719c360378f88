"""The demonstration's seal: a signed copy beside the frozen bytes, visibly marked, and never in a real court."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2 as pdfium
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.base import media
from app.base.actor import Actor
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.documents import actions, queries, seal_face, sealers
from app.documents import queries_stages as stages
from app.documents.actions import IssuePaper, ReservePaper
from app.documents.catalog import KINDS, Seal
from app.documents.imprint import Provenance
from app.documents.render import render
from app.documents.seal_places import SealPlace, places_of
from app.documents.seal_press import seal
from app.documents.sealers import DEMONSTRATION, SealOrder
from app.documents.sealing import Stage
from app.documents.sealing_demonstration import NAME, DemonstrationSealer
from app.documents.tables import Paper
from tests.support.people import EVENING_BEFORE

CLERK = Actor(id=None, name="书记员", now=EVENING_BEFORE)
KIND = KINDS["detention_decision"]
ORDER = SealOrder(Seal.COURT, KIND.title, "JL2026-000001", "彭阳县人民法院", Instant.parse("2026-01-16T18:41"))


@pytest.fixture(scope="module")
def frozen() -> bytes:
    return render(KIND, KIND.sample())


@dataclass(frozen=True)
class Broken:
    """A system that gives something else back."""

    answer: bytes
    name: str = "坏的系统"
    for_demonstration: bool = False

    def seal(self, content: bytes, order: SealOrder) -> bytes:
        return self.answer or content


def test_the_sealed_copy_is_signed_as_a_whole_and_begins_with_the_frozen_bytes(frozen: bytes) -> None:
    sealed = DemonstrationSealer().seal(frozen, ORDER)
    assert sealed.startswith(frozen)
    signature = PdfFileReader(io.BytesIO(sealed)).embedded_signatures[0]
    trusting = ValidationContext(trust_roots=[signature.signer_cert], moment=ORDER.at.utc)
    found = validate_pdf_signature(signature, trusting)
    assert (found.intact, found.valid, found.coverage) == (True, True, SignatureCoverageLevel.ENTIRE_FILE)
    assert found.signer_reported_dt == ORDER.at.utc
    assert "不具法律效力" in signature.signer_cert.subject.native["common_name"]


def test_a_changed_sealed_copy_is_found(frozen: bytes) -> None:
    sealed = bytearray(DemonstrationSealer().seal(frozen, ORDER))
    sealed[len(frozen) // 2] ^= 1
    signature = PdfFileReader(io.BytesIO(bytes(sealed))).embedded_signatures[0]
    assert not validate_pdf_signature(signature, ValidationContext(trust_roots=[signature.signer_cert])).intact


def test_the_seal_is_drawn_in_red_on_the_last_page_and_printed(frozen: bytes) -> None:
    with pikepdf.open(io.BytesIO(DemonstrationSealer().seal(frozen, ORDER))) as pdf:
        marks = [one for one in pdf.pages[-1].get("/Annots", []) if one.get("/FT") == "/Sig"]
        assert len(marks) == 1
        left, low, right, high = (float(one) for one in marks[0].Rect)
        assert (right - left, high - low) == (seal_face.SIZE, seal_face.SIZE)
        assert int(marks[0].F) & 4, "an annotation that is not printed"
        drawn = marks[0].AP.N
        background = next(iter(drawn.Resources.XObject.values())) if "/XObject" in drawn.Resources else drawn
        painted = background.read_bytes().decode("ascii")
    assert seal_face.RED in painted
    assert painted.count("\nf") >= len(seal_face.WORDS) - 1


def test_the_demonstrations_seal_never_enters_a_real_court() -> None:
    with pytest.raises(Refusal) as no:
        sealers.sealer(DEMONSTRATION, demonstration=False)
    assert (no.value.code, no.value.kind) == ("paper.demonstration_seal", Kind.CONFLICT)
    assert sealers.sealer("", demonstration=False) is None
    found = sealers.sealer("", demonstration=True)
    assert found
    assert found.name == NAME
    with pytest.raises(Refusal) as no:
        sealers.require_fit(Broken(b""), demonstration=True)
    assert no.value.code == "paper.real_seal"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    from app.base.upgrade import upgrade  # noqa: PLC0415 - only here

    opened = Store(f"sqlite:///{tmp_path / 'court.db'}", lock=tmp_path / "lock")
    upgrade(opened)
    return opened


def issued(store: Store, folder: Path, content: bytes) -> Paper:
    facts = KINDS["summons"].sample().model_dump(mode="json")
    made = Provenance("t" * 64, "f" * 16, "engine")
    with store.writing() as session:
        paper = actions.reserve(session, CLERK, ReservePaper(kind="summons"))
        deed = IssuePaper(
            paper_id=paper.id, facts=facts, sha256=media.keep(folder, content), size=len(content), made_with=made
        )
        return actions.issue(session, CLERK, deed)


def test_the_sealed_copy_is_a_second_stored_object_and_both_hashes_are_kept(
    store: Store, tmp_path: Path, frozen: bytes
) -> None:
    paper = issued(store, tmp_path, frozen)
    seal(store, CLERK, paper.id, system=DemonstrationSealer(), court="样本法院", papers_folder=tmp_path)
    with store.reading() as session:
        row = stages.seal(session, paper.id)
        assert row
        assert row.sealed_sha256
        assert (row.way, row.sealed_by, row.sha256) == ("electronic", NAME, paper.sha256)
        assert set(queries.stored_hashes(session)) == {row.sha256, row.sealed_sha256}
        assert stages.stages(session, [paper])[paper.id] is Stage.SEALED
    assert media.fetch(tmp_path, row.sha256) == frozen
    assert media.fetch(tmp_path, row.sealed_sha256).startswith(frozen)
    with pytest.raises(Refusal) as no:
        seal(store, CLERK, paper.id, system=DemonstrationSealer(), court="样本法院", papers_folder=tmp_path)
    assert no.value.code == "paper.sealed_already"


@pytest.mark.parametrize("answer", [b"", b"<html>error</html>"])
def test_a_seal_that_failed_is_not_entered(store: Store, tmp_path: Path, frozen: bytes, answer: bytes) -> None:
    paper = issued(store, tmp_path, frozen)
    with pytest.raises(Refusal) as no:
        seal(store, CLERK, paper.id, system=Broken(answer), court="样本法院", papers_folder=tmp_path)
    assert (no.value.code, no.value.kind) == ("paper.seal_failed", Kind.UNAVAILABLE)
    with store.reading() as session:
        assert stages.seal(session, paper.id) is None


SEALED = sorted(key for key, kind in KINDS.items() if kind.seal is not Seal.NONE)
MARKED = 82
"""The height at the upper edge in which the mark of a sample stands, red too."""
RED_ENOUGH = 60
"""How much redder than green a point of the seal is at least."""
FAINT: Final = 90
"""How green a point of it is at most: the circle that only shows its place is fainter."""


def red_spot(content: bytes, page: int) -> tuple[float, float, float, float]:
    """Where the red of a page lies in its picture, in points: left, top, right, bottom."""
    red = reddened(content, page)
    red[:MARKED] = False
    rows, columns = np.nonzero(red)
    return float(columns.min()), float(rows.min()), float(columns.max()), float(rows.max())


def date_on(content: bytes, page: int) -> tuple[float, float, float, float]:
    """Where the date in Chinese numerals stands on the page, in points."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        signs = pdf.pages[page].search(r"二[〇○]\s*二\s*六\s*年[^日]{2,8}日")[0]
        return signs["x0"], signs["top"], signs["x1"], signs["bottom"]


@pytest.mark.parametrize("key", SEALED)
def test_every_paper_that_bears_a_seal_marks_its_spot(key: str, sample: Callable[[str], bytes]) -> None:
    assert places_of(sample(key))


@pytest.mark.parametrize("key", ["detention_decision", "search_warrant", "seizure_ruling", "summons", "compel_warrant"])
def test_the_seal_rides_on_the_year_and_presses_the_month(key: str, sample: Callable[[str], bytes]) -> None:
    content = sample(key)
    (place,) = places_of(content)
    sealed = DemonstrationSealer().seal(content, replace(ORDER, places=(place,)))
    left, top, right, bottom = date_on(content, place.page)
    red = red_spot(sealed, place.page)
    assert red[0] - 2 <= (left + right) / 2 <= red[2] + 2
    middle = ((red[0] + red[2]) / 2, (red[1] + red[3]) / 2)
    assert middle == pytest.approx(((left + right) / 2, (top + bottom) / 2), abs=4), (
        "the seal sits in the middle of the date"
    )
    assert red[2] - red[0] == pytest.approx(seal_face.SIZE, abs=8)


def test_each_part_of_a_receipt_that_somebody_takes_away_bears_the_seal(sample: Callable[[str], bytes]) -> None:
    content = sample("cash_receipt")
    places = places_of(content)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        parts = [page.search(f"第{one}联")[0]["top"] for one in "一二三"]
        ends = [*parts[1:], float(page.height)]
        heights = [float(page.height) - one.up for one in places]
    assert [one.page for one in places] == [0, 0, 0]
    assert all(top < middle < end for top, middle, end in zip(parts, heights, ends, strict=True))
    sealed = DemonstrationSealer().seal(content, replace(ORDER, places=places))
    assert sealed.startswith(content)
    for place in places:
        assert red_around(content, place) < 5
        assert red_around(sealed, place) > 500
    signature = PdfFileReader(io.BytesIO(sealed)).embedded_signatures[0]
    trusting = ValidationContext(trust_roots=[signature.signer_cert], moment=ORDER.at.utc)
    found = validate_pdf_signature(signature, trusting)
    assert (found.intact, found.valid, found.coverage) == (True, True, SignatureCoverageLevel.ENTIRE_FILE)


def red_around(content: bytes, place: SealPlace) -> int:
    """How many points around a spot are red."""
    red, half = reddened(content, place.page), seal_face.SIZE // 2
    row, column = round(len(red) - place.up), round(place.across)
    return int(red[row - half : row + half, column - half : column + half].sum())


def reddened(content: bytes, page: int) -> Any:
    """Which points of a page, one to a point of type, are as red as the seal, signatures drawn as they are printed."""
    pdf = pdfium.PdfDocument(content)
    pdf.init_forms()
    picture = np.asarray(pdf[page].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")).astype(int)
    return (picture[:, :, 0] - picture[:, :, 1] > RED_ENOUGH) & (picture[:, :, 1] < FAINT)


def test_a_paper_that_marks_no_spot_is_sealed_low_on_its_last_page(frozen: bytes) -> None:
    with pikepdf.open(io.BytesIO(DemonstrationSealer().seal(frozen, ORDER))) as pdf:
        assert any(one.get("/FT") == "/Sig" for one in pdf.pages[-1].get("/Annots", []))
