"""Every paper is a valid archive file that carries its facts, and nobody else's signs."""

import json
import zlib
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace

import page
import pikepdf
import pydyf
import pytest

from app.documents.archive import DATA, settle
from app.documents.catalog import KINDS
from app.documents.facts import read_facts
from app.documents.imprint import Imprint
from app.documents.render import provenance, render
from tests.support.pdf import signs_of_faces, signs_on_pages

PROFILE = page.ValidationProfile.PDF_A_3U
Sample = Callable[[str], bytes]


def broken_rules(content: bytes) -> list[str]:
    return [failure.rule_id for failure in page.validate_pdf_bytes(content, profile=PROFILE).failures]


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        written = BytesIO()
        pdf.save(written, fix_metadata_version=False, static_id=True)
        return written.getvalue()


def drop_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def drop_record(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def drop_relationship(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def drop_faces(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


@pytest.mark.parametrize("key", KINDS)
def test_every_kind_is_a_valid_archive_file(key: str, sample: Sample) -> None:
    report = page.validate_pdf_bytes(sample(key), profile=PROFILE)
    assert report.is_compliant, [(one.rule_id, one.message) for one in report.failures]
    assert report.rules.total > 100
    with pikepdf.open(BytesIO(sample(key))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_file_written_again_unchanged_stays_valid(sample: Sample) -> None:
    assert broken_rules(changed(sample("cash_receipt"), lambda _: None)) == []


@pytest.mark.parametrize("spoil", [drop_colours, drop_record, drop_relationship, drop_faces])
def test_the_validator_finds_what_is_spoilt(spoil: Callable[[pikepdf.Pdf], None], sample: Sample) -> None:
    assert broken_rules(changed(sample("cash_receipt"), spoil)) != []


def test_a_stream_that_ends_like_a_line_keeps_its_length() -> None:
    number = next(number for number in range(100_000) if zlib.compress(b"%d" % number)[-1:] == b"\r")
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([b"%d" % number]))
    settle(SimpleNamespace(fonts={}), pdf)
    written = BytesIO()
    pdf.write(written)
    assert b"\r\r\nendstream" in written.getvalue()
    assert pikepdf.open(written).get_object(3, 0).read_bytes() == b"%d" % number


def test_the_record_is_read_without_unpacking(sample: Sample) -> None:
    content = sample("detention_decision")
    assert b'pdfaid:part="3"' in content or b"<pdfaid:part>3</pdfaid:part>" in content


@pytest.mark.parametrize("key", KINDS)
def test_a_paper_carries_its_facts_as_data(key: str) -> None:
    kind = KINDS[key]
    content = render(kind, kind.sample(), Imprint("XX2026-000007", "演示"))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert list(pdf.attachments) == [DATA]
        held = pdf.attachments[DATA]
        assert held.obj.AFRelationship == "/Data"
        told = json.loads(held.get_file().read_bytes())
    assert read_facts(kind.facts, told.pop("facts")) == kind.sample()
    made = provenance()
    assert told == {
        "kind": key,
        "title": kind.title,
        "control_no": "XX2026-000007",
        "mark": "演示",
        "templates": made.template_hash,
        "fonts": made.fonts_hash,
        "engine": made.engine,
    }


@pytest.mark.parametrize("key", KINDS)
def test_no_paper_of_a_batch_carries_signs_it_does_not_show(key: str, sample: Sample) -> None:
    content = sample(key)  # one process makes them all, one after the other
    carried = signs_of_faces(content)
    assert carried
    assert carried <= signs_on_pages(content)
