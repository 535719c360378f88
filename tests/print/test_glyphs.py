"""No box where a character should be; markup in facts is ordinary text; nothing is fetched."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from weasyprint.urls import FatalURLFetchingError

from app.base.refusal import Refusal
from app.documents.catalog import KINDS, PaperKind
from app.documents.facts import Facts, read_facts
from app.documents.fonts import UNFINISHED, fonts_in_force
from app.documents.imprint import Imprint
from app.documents.render import TEMPLATES, OnlyFaces, _environment, render
from tests.support.pdf import signs_of_faces, signs_on_pages

RARE_NAMES = "镕堃喆玥曌赟犇翀龑㛃䶮"
DECISION = KINDS["detention_decision"]


def changed(kind: PaperKind, **facts: Any) -> Facts:
    return read_facts(kind.facts, kind.sample().model_dump(mode="json") | facts)


def test_every_sign_of_every_template_has_a_glyph() -> None:
    coverage = fonts_in_force().coverage
    for path in TEMPLATES.rglob("*.html"):
        assert coverage.lacks(path.read_text("utf-8")) == "", path.name
    assert coverage.lacks("".join(kind.title for kind in KINDS.values())) == ""


def test_rare_names_are_printed(words: Callable[[bytes], str]) -> None:
    person = DECISION.sample().model_dump(mode="json")["person"] | {"name": RARE_NAMES}
    assert RARE_NAMES in words(render(DECISION, changed(DECISION, person=person)))


@pytest.mark.parametrize("sign", ["\U0001f600", "\u200b", "\u202e", "\x07", "\ue000", "\U0003ff00"])
def test_a_sign_without_glyph_is_refused_with_its_field(sign: str) -> None:
    person = DECISION.sample().model_dump(mode="json")["person"] | {"name": f"张{sign}三"}
    with pytest.raises(Refusal) as no:
        render(DECISION, changed(DECISION, person=person))
    assert no.value.code == "paper.no_glyph"
    assert no.value.facts["field"] == "被拘留人·姓名"
    assert f"U+{ord(sign):04X}" in no.value.facts["characters"]


def test_markup_in_facts_is_ordinary_text(words: Callable[[bytes], str]) -> None:
    nasty = "<b>甲</b>&amp;{{ f.court }}${x}\"'<img src=file:///etc/passwd><style>*{display:none}</style>"
    text = words(render(DECISION, changed(DECISION, findings=nasty, dispute=nasty)))
    assert text.count(nasty.replace(" ", "")) == 2


def test_line_ends_of_a_browser_form_make_paragraphs(words: Callable[[bytes], str]) -> None:
    text = words(render(DECISION, changed(DECISION, findings="第一段。\r\n第二段。")))
    assert "第一段。第二段。" in text


def test_nothing_but_a_face_can_be_fetched(tmp_path: Path) -> None:
    (tmp_path / "face.ttf").write_bytes(b"face")
    fetcher = OnlyFaces({"face:Court-Title": tmp_path / "face.ttf"})
    assert fetcher.fetch("face:Court-Title").read() == b"face"
    for address in ("https://example.com/", "file:///etc/passwd", "data:text/css,*{}", "face:Other"):
        with pytest.raises(FatalURLFetchingError):
            fetcher.fetch(address)


def test_a_template_that_asks_for_an_unknown_or_absent_fact_fails_loudly() -> None:
    environment = _environment()
    with pytest.raises(UndefinedError):
        environment.from_string("{{ f.nothing }}").render(f=DECISION.sample())
    with pytest.raises(LookupError):
        environment.from_string("{{ f.fine }}").render(f=DECISION.sample())


def test_without_the_pack_papers_carry_a_visible_mark(tmp_path: Path) -> None:
    assert fonts_in_force(None, tmp_path).mark == UNFINISHED
    assert "院" not in fonts_in_force(None, tmp_path).coverage.lacks("法院")


def test_a_mark_and_the_control_number_are_printed(words: Callable[[bytes], str]) -> None:
    text = words(render(DECISION, DECISION.sample(), Imprint("JL2026-000007", "演示")))
    assert "演示" in text
    assert "JL2026-000007" in text
    assert "样张" not in text


def test_fonts_of_the_courts_own_come_first(tmp_path: Path) -> None:
    licensed = fonts_in_force().faces
    if licensed:
        (tmp_path / "title.ttf").write_bytes(licensed[0].path.read_bytes())
        fonts = fonts_in_force(tmp_path)
        assert fonts.faces[0].family == "Own Title"
        assert fonts.hash != fonts_in_force().hash
    with pytest.raises(Refusal):
        fonts_in_force(tmp_path / "nowhere")


def test_a_paper_carries_no_sign_of_the_paper_before() -> None:
    person = DECISION.sample().model_dump(mode="json")["person"] | {"name": RARE_NAMES}
    assert set(RARE_NAMES) & signs_of_faces(render(DECISION, changed(DECISION, person=person)))
    content = render(DECISION, DECISION.sample())
    assert signs_of_faces(content) <= signs_on_pages(content)
