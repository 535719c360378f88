"""Each kind of paper has a sample that shows its elements."""

import hashlib
import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from app.base.refusal import Refusal
from app.documents.catalog import KINDS, Form, Seal
from app.documents.clauses import cited
from app.documents.facts import read_facts
from app.documents.fonts import fonts_in_force
from app.documents.glyphs import require_glyphs
from app.documents.render import render
from app.law.citations import Certainty, Citation, cite, provisions
from tests.print.elements import ELEMENTS, PAGES

OTHER_WORLDS = {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LANG": "C", "PATH": "/usr/bin:/bin"}
LEFT_OUT = ("None", "（）", "，，", "，。", "：。", "、、", "。。", "《》")
"""What stands where a template printed nothing."""
HASHES = """
import hashlib
from app.base.refusal import Refusal
from app.documents.clauses import cited
from app.documents.catalog import KINDS
from app.documents.glyphs import require_glyphs
from app.documents.render import render
from app.law.citations import Certainty, Citation, cite, provisions
for kind in reversed(KINDS.values()):
    print(hashlib.sha256(render(kind, kind.sample())).hexdigest())
"""


def in_force(key: str, day: date) -> Citation | None:
    try:
        return cite(key, day)
    except Refusal:
        return None


@pytest.mark.parametrize("key", KINDS)
def test_a_sample_shows_its_elements_on_a4_in_our_faces(
    key: str, sample: Callable[[str], bytes], words: Callable[[bytes], str]
) -> None:
    content = sample(key)
    text = words(content)
    assert [element for element in ELEMENTS[key] if element.replace(" ", "") not in text] == []
    with pdfplumber.open(BytesIO(content)) as pdf:
        faces = {str(char["fontname"]).partition("+")[2] for page in pdf.pages for char in page.chars}
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(595, 842)}
    if not fonts_in_force().mark:
        assert {face[:6] for face in faces} == {"Court-"}


@pytest.mark.parametrize("key", KINDS)
def test_a_sample_fills_its_pages_and_leaves_no_fact_out(
    key: str, sample: Callable[[str], bytes], words: Callable[[bytes], str]
) -> None:
    with pdfplumber.open(BytesIO(sample(key))) as pdf:
        assert len(pdf.pages) == PAGES[key]
    text = words(sample(key))
    assert [sign for sign in LEFT_OUT if sign in text] == []


@pytest.mark.parametrize("key", KINDS)
def test_a_paper_cites_only_articles_in_force_that_somebody_confirmed(key: str) -> None:
    facts = KINDS[key].sample()
    known = {cited.full: cited for provision in provisions() if (cited := in_force(provision.key, facts.dated))}
    for citation in getattr(facts, "citations", ()):
        assert citation in known
        assert known[citation].certainty is not Certainty.UNCONFIRMED


def test_an_unconfirmed_article_never_comes_on_a_paper() -> None:
    with pytest.raises(Refusal) as no:
        cited(("FUND.disbursement",), date(2026, 1, 17))
    assert no.value.code == "law.citation_unconfirmed"


def test_every_sign_of_every_sample_has_a_glyph() -> None:
    coverage = fonts_in_force().coverage
    for kind in KINDS.values():
        require_glyphs(kind.sample(), coverage)


def test_rendering_gives_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        for key in ("detention_decision", "cash_receipt", "settlement", "task_sheet", "enforcement_record"):
            render(KINDS[key], KINDS[key].sample())
    assert caplog.records == []


def test_another_process_in_another_world_makes_the_same_bytes(sample: Callable[[str], bytes]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", HASHES], capture_output=True, text=True, check=True, env=OTHER_WORLDS
    ).stdout.split()
    assert told == [hashlib.sha256(sample(key)).hexdigest() for key in reversed(KINDS)]


def test_a_party_paper_has_no_title_of_the_court_and_no_seal(
    sample: Callable[[str], bytes], words: Callable[[bytes], str]
) -> None:
    for kind in KINDS.values():
        if kind.form is Form.PARTY:
            assert kind.seal is Seal.NONE
            text = words(sample(kind.key))
            assert not text.startswith("彭阳县人民法院")
            assert "执行人员" not in text


def test_the_court_papers_wait_for_a_seal_and_series_are_unique() -> None:
    assert len({kind.series for kind in KINDS.values()}) == len(KINDS)
    for kind in KINDS.values():
        if kind.form in {Form.DECISION, Form.NOTICE, Form.SLIP}:
            assert kind.seal is Seal.COURT


def test_a_paper_is_an_archive_file_of_the_day_it_bears(sample: Callable[[str], bytes]) -> None:
    with pdfplumber.open(BytesIO(sample("detention_decision"))) as pdf:
        assert pdf.metadata["CreationDate"].startswith("D:20260117")
        assert pdf.metadata["Title"] == "拘留决定书"
        about = pdf.doc.catalog["Metadata"].resolve().get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in about or b'pdfaid:part="3"' in about


def test_a_warrant_decided_by_authorisation_keeps_the_president_s_name_and_its_one_page(
    words: Callable[[bytes], str],
) -> None:
    kind = KINDS["compel_warrant"]
    given = kind.sample().model_dump(mode="json") | {"acting": "何样本"}
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, given)
    assert no.value.facts["fields"] == "代行的授权"
    content = render(kind, read_facts(kind.facts, given | {"authority": "2026年1月16日登记的授权"}))
    with pdfplumber.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == PAGES[kind.key]
    text = words(content)
    assert "批准人院长院长样本" in text.replace("\u3000", "")
    assert "受权代行何样本，依据2026年1月16日登记的授权" in text
