"""The strip at the foot: control number, code and whom to ask, all of it on the sheet; with a QR beside it."""

import io
from typing import Any

import pdfplumber
import pytest

from app.documents.catalog import KINDS
from app.documents.imprint import Imprint
from app.documents.proving import Proof
from app.documents.render import render

CODE = "01-SK2026-000001-ABCDEFGHIJKLMNOP"
SPELLED = "01-SK2026-000001-ABCD-EFGH-IJKL-MNOP"
SCANNED = Proof(CODE, address=f"https://hy.court.example/V/{CODE}")
ASKED = Proof(CODE, ask="样本县人民法院 000-0000-0001")
EDGE = 12
"""Points at the edge of a sheet on which printers set nothing."""


def overlaps(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two words stand on each other by more than their line's air."""
    beside = one["x1"] <= other["x0"] or one["x0"] >= other["x1"]
    return not beside and one["bottom"] > other["top"] + 3 and one["top"] < other["bottom"] - 3


@pytest.mark.parametrize("kind", ["cash_receipt", "day_sheet", "handover_slip", "detention_decision", "cash_record"])
@pytest.mark.parametrize("proof", [SCANNED, ASKED], ids=["scanned", "asked"])
def test_every_line_of_the_strip_is_on_every_sheet(kind: str, proof: Proof) -> None:
    form = KINDS[kind]
    content = render(form, form.sample(), Imprint("SK2026-000001", "演示", proof))
    assert content == render(form, form.sample(), Imprint("SK2026-000001", "演示", proof))
    last = "hy.court.example" if proof.address else "000-0000-0001"
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            words = page.extract_words()
            for sought in ("SK2026-000001", SPELLED, last):
                found = [one for one in words if sought in one["text"]]
                assert found, sought
                assert found[-1]["bottom"] < page.height - EDGE
            code = next(one for one in words if SPELLED in one["text"])
            assert [one["text"] for one in words if overlaps(one, code) and one is not code] == []


def test_the_qr_stands_beside_the_words_and_is_large_enough_to_scan() -> None:
    form = KINDS["cash_receipt"]
    content = render(form, form.sample(), Imprint("SK2026-000001", "", SCANNED))
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        dark = [one for one in (*page.rects, *page.curves) if one["top"] > page.height - 70 and one["x1"] < 130]
        left, right = min(one["x0"] for one in dark), max(one["x1"] for one in dark)
        low = max(one["bottom"] for one in dark)
        words = next(one for one in page.extract_words() if SPELLED in one["text"])
    assert 37 < right - left < 40
    assert low < page.height - EDGE
    assert words["x0"] > right + 5


def test_a_sample_bears_no_code() -> None:
    form = KINDS["cash_receipt"]
    with pdfplumber.open(io.BytesIO(render(form, form.sample()))) as pdf:
        assert "核验码" not in (pdf.pages[0].extract_text() or "")
