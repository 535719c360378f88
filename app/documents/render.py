"""Facts become the bytes of a PDF here. The same facts, faces and templates give the same bytes anywhere."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, NoReturn
from xml.etree.ElementTree import fromstring

from cssselect2 import ElementWrapper
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, VERSION, Attachment
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.base.canonical import digest
from app.base.settings import ROOT
from app.court.margins import read_margins
from app.documents import archive, justify, wording
from app.documents.catalog import Form, PaperKind
from app.documents.embedding import CUTTER, FacesOfPaper, Foundry
from app.documents.facts import Facts
from app.documents.fonts import Fonts, fonts_in_force
from app.documents.glyphs import require_glyphs
from app.documents.imprint import SAMPLE, Imprint, Provenance
from app.documents.strip import strip
from app.law.capitals import capitals
from app.law.chinese_dates import chinese_date
from app.law.numerals import numeral

TEMPLATES: Final = ROOT / "templates" / "papers"
VARIANT: Final = "pdf/a-3u"
RELEASE: Final = "70."
"""The release whose own sheet `agent.css` stands for; a paper is the same by either, but not as fast."""
FACE_SCHEME: Final = "face:"
LINE_BREAKS: Final = re.compile(r"\s*\n\s*")
FILTERS: Final = {
    "day": wording.day,
    "moment": wording.moment,
    "clock": wording.clock,
    "yuan": wording.yuan,
    "sentence": wording.sentence,
    "paragraphs": wording.paragraphs,
    "listed": wording.listed,
    "clauses": wording.clauses,
    "breakable": wording.breakable,
    "capitals": capitals,
    "closing_date": chinese_date,
    "numeral": numeral,
}
COURT: Final = "court"
FRAMES: Final = {
    Form.DECISION: COURT,
    Form.RULING: COURT,
    Form.ORDER: COURT,
    Form.NOTICE: COURT,
    Form.RECEIPT: "slip",
}
"""Which style sheet an instrument takes where it has none of its own."""
_ONE_AT_A_TIME: Final = Lock()
"""Pango's font map must not be used by two threads at once."""


@dataclass(frozen=True)
class Workshop:
    """Faces and style sheets, read and parsed once."""

    fonts: Fonts
    font_config: FontConfiguration
    styles: dict[str, CSS]
    foundry: Foundry


class OnlyFaces(URLFetcher):  # type: ignore[misc] # reason: the library has no types
    """Fetches the faces in force and nothing else: no file, no network, no data address."""

    def __init__(self, faces: dict[str, Path]) -> None:
        super().__init__(allowed_protocols=())
        self._faces = faces

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes of a face; anything else stops the paper."""
        path = self._faces.get(url)
        if path is None:
            raise FatalURLFetchingError(f"a paper asked for {url[:80]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})


NOTHING: Final = OnlyFaces({})
"""A paper fetches nothing: its faces were fetched when the style sheets were read."""


class Page(HTML):  # type: ignore[misc] # reason: the library has no types
    """A page as its template wrote it, read strictly: a tag that is not closed stops the paper."""

    def __init__(self, page: str, agent: CSS) -> None:
        self.etree_element = fromstring(page)  # noqa: S314 - our template; every fact in it is escaped
        self.wrapper_element = ElementWrapper.from_html_root(self.etree_element)
        self.base_url, self.url_fetcher, self.media_type = None, NOTHING, "print"
        self._agent = agent

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """What every page knows by itself: our short sheet, or with any other release the library's own."""
        own: list[CSS] = super()._ua_stylesheets(forms)
        return [self._agent] if VERSION.startswith(RELEASE) else own


def render(kind: PaperKind, facts: Facts, imprint: Imprint = SAMPLE, *, own_fonts: Path | None = None) -> bytes:
    """The paper as PDF/A-3u. Refused when a character has no glyph; fails loudly when a template is wrong."""
    with _ONE_AT_A_TIME:
        workshop = _workshop(own_fonts)
        require_glyphs(facts, workshop.fonts.coverage)
        marks = [mark for mark in (imprint.mark, workshop.fonts.mark) if mark]
        data = archive.data_of(kind, facts, imprint, provenance(own_fonts))
        sheets = [workshop.styles[name] for name in ("faces", "common", _frame_of(kind), *(["marks"] if marks else []))]
        if _frame_of(kind) == COURT:
            sheets.append(_margins(imprint.margins))
        page = Page(page_of(kind, facts, imprint, marks), workshop.styles["agent"])
        document = page.render(workshop.font_config, stylesheets=sheets)
        document.fonts = FacesOfPaper(workshop.foundry)
        content: bytes = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=hashlib.sha256(data).hexdigest()[:32],
            attachments=[_attached(data, kind, facts)],
            uncompressed_pdf=True,
            finisher=archive.settle,
        )
        return content


def page_of(kind: PaperKind, facts: Facts, imprint: Imprint, marks: Sequence[str]) -> str:
    """The paper as its template tells it, before any engine sets it."""
    proof = strip(imprint.proof) if imprint.proof else None
    told = {"f": facts, "kind": kind, "imprint": imprint, "marks": marks, "proof": proof}
    page = _environment().get_template(f"{kind.key}.html").render(told)
    return LINE_BREAKS.sub("", page)


def make_ready(own_fonts: Path | None = None) -> None:
    """Read faces, style sheets and templates now, so that the first paper takes no longer than the next."""
    _workshop(own_fonts)
    _template_hash()
    _environment()


def provenance(own_fonts: Path | None = None) -> Provenance:
    """What papers are made with at present."""
    return Provenance(_template_hash(), fonts_in_force(own_fonts).hash, f"WeasyPrint {VERSION}, {CUTTER}")


def _frame_of(kind: PaperKind) -> str:
    return FRAMES.get(kind.form, kind.form.value)


def _attached(data: bytes, kind: PaperKind, facts: Facts) -> Attachment:
    """The facts, as a file of the day the paper bears."""
    day = datetime.combine(facts.dated, time(), UTC)
    return Attachment(
        string=data.decode(),
        url_fetcher=NOTHING,
        name=archive.DATA,
        description=f"{kind.title}所载事实",
        created=day,
        modified=day,
        relationship="Data",
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_something,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    return environment


def _something(value: Any) -> Any:
    """A paper never prints what is not there."""
    return _nothing_there() if value is None else value


def _nothing_there() -> NoReturn:
    raise LookupError("a template printed a fact that is not there; it must ask first")


@lru_cache(maxsize=2)
def _workshop(own_fonts: Path | None) -> Workshop:
    justify.fit(VERSION, inline, boxes, Layout)
    fonts = fonts_in_force(own_fonts)
    font_config = FontConfiguration()
    addresses = {f"{FACE_SCHEME}{face.family.replace(' ', '-')}": face.path for face in fonts.faces}
    rules = "".join(
        f"@font-face{{font-family:'{face.family}';src:url({address})}}"
        for face, address in zip(fonts.faces, addresses, strict=True)
    )
    styles = {"faces": CSS(string=rules, font_config=font_config, url_fetcher=OnlyFaces(addresses))}
    for path in sorted(TEMPLATES.glob("css/*.css")):
        sheet = path.read_text("utf-8")
        styles[path.stem] = CSS(string=sheet, font_config=font_config, url_fetcher=NOTHING)
    return Workshop(fonts, font_config, styles, Foundry(fonts.faces, VERSION))


@lru_cache(maxsize=8)
def _margins(typed: str) -> CSS:
    """The court's own margins of its instruments, as a style sheet."""
    white = read_margins(typed)
    return CSS(
        string=f"@page{{margin:{white.top}mm {white.right}mm {white.bottom}mm {white.left}mm}}", url_fetcher=NOTHING
    )


@lru_cache(maxsize=1)
def _template_hash() -> str:
    files = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".css"})
    listing = [[str(path.relative_to(TEMPLATES)), hashlib.sha256(path.read_bytes()).hexdigest()] for path in files]
    return digest(listing)
