"""Other engines on the same page, with the same faces: what each page costs them in CPU time.

Ours is counted from the facts to the bytes: words, check of glyphs, attachment and record included. A peer gets the words
ready-made, so that only the setting of its page is counted. Typst makes the same kind of file (PDF/A-3u, untagged, with
data.json); Chromium makes no archive file and attaches nothing; LibreOffice makes PDF/A-3b and attaches nothing.
"""

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from pathlib import Path
from typing import Any, Final

from app.documents import archive, pool, render
from app.documents.catalog import KINDS
from app.documents.fonts import fonts_in_force
from bench.idle import family
from bench.print_page import KIND, facts, order

HERE: Final = Path(__file__).resolve().parent
WHENCE: Final = {
    "typst": "pip install -r requirements-bench.txt",
    "chromium": "Debian: chromium",
    "libreoffice": "Debian: libreoffice-writer",
}
ROUNDS: Final = 4
PAGES: Final = 15
WARM: Final = 5
Engine = Callable[[range], float]
"""Sets the pages of these numbers and tells the CPU seconds it took."""
FONTCONFIG: Final = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir>'
    "<cachedir>{}</cachedir></fontconfig>"
)


def compare() -> dict[str, float]:
    """Milliseconds of CPU a page for ours and for each peer that is here: the median of rounds taken in turns."""
    with ExitStack() as open_engines, tempfile.TemporaryDirectory() as folder:
        pool.warm(None)
        engines: dict[str, Engine] = {"fieldwrit": _ours}
        for name, opened in (("typst", typst), ("chromium", chromium), ("libreoffice", libreoffice)):
            engine = open_engines.enter_context(opened(Path(folder)))
            if engine is not None:
                engines[name] = engine
        for engine in engines.values():
            engine(range(WARM))
        taken: dict[str, list[float]] = {name: [] for name in engines}
        for turn in range(ROUNDS):
            first = WARM + turn * PAGES
            for name, engine in engines.items():
                taken[name].append(engine(range(first, first + PAGES)) / PAGES * 1000)
        return {name: statistics.median(each) for name, each in taken.items()}


def _ours(numbers: range) -> float:
    begun = time.process_time()
    for number in numbers:
        ours = order(number)
        render.render(KINDS[KIND], ours.facts, ours.imprint)
    return time.process_time() - begun


def _page(number: int) -> str:
    return render.page_of(KINDS[KIND], facts(number), order(number).imprint, ())


def _told(number: int) -> dict[str, Any]:
    """The same words without markup."""
    page = _page(number)
    plain = [unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r"<p(?: class=\"\w+\")?>(.*?)</p>", page)]
    return {
        "titles": [facts(number).court, KINDS[KIND].title],
        "number": plain[0],
        "paragraphs": plain[1:],
        "date": re.findall(r'class="dated">([^<]+)', page)[0],
        "control": order(number).imprint.control_no,
        "data": archive.data_of(KINDS[KIND], facts(number), order(number).imprint, render.provenance()).decode(),
    }


@contextmanager
def typst(_folder: Path) -> Iterator[Engine | None]:
    """Typst in this process, warm; PDF/A-3u with the same attachment, and without the tags ours does not write either."""
    try:
        import typst as engine  # noqa: PLC0415 - only where it is installed
    except ImportError:
        yield None
        return
    faces = str(fonts_in_force().faces[0].path.parent)
    compiler = engine.Compiler(str(HERE / "page.typ"), font_paths=[faces], ignore_system_fonts=True)

    def set_pages(numbers: range) -> float:
        words = [json.dumps(_told(number)) for number in numbers]
        begun = time.process_time()
        for told in words:
            compiler.compile(sys_inputs={"told": told}, pdf_standards=["a-3u"], pdf_tags=False)
        return time.process_time() - begun

    yield set_pages


@contextmanager
def chromium(folder: Path) -> Iterator[Engine | None]:
    """One Chromium, started once, told over its debugging protocol; the CPU time of all its processes."""
    found = shutil.which("chromium")
    if found is None:
        yield None
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the tests' packages

    css = "".join((render.TEMPLATES / "css" / name).read_text("utf-8") for name in ("common.css", "court.css"))
    css += ".strip, .marks { position: static; }"
    with sync_playwright() as playwright:
        faces = _only_our_faces(folder)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"], env={**faces})
        page = browser.new_page()
        processes = [pid for pid in family(os.getpid()) if "chromium" in _command(pid)]

        def set_pages(numbers: range) -> float:
            begun = seconds_of(processes)
            for number in numbers:
                page.set_content(_page(number).replace("</head>", f"<style>{css}</style></head>"))
                page.pdf(prefer_css_page_size=True)
            return seconds_of(processes) - begun

        yield set_pages
        browser.close()


@contextmanager
def libreoffice(folder: Path) -> Iterator[Engine | None]:
    """LibreOffice over a heap of documents in one start, its best case; the documents are written beforehand."""
    found = shutil.which("soffice")
    if found is None:
        yield None
        return
    form = (HERE / "page.fodt").read_text("utf-8")

    def set_pages(numbers: range) -> float:
        heap = Path(tempfile.mkdtemp(dir=folder))
        for number in numbers:
            (heap / f"{number}.fodt").write_text(_filled(form, _told(number)), "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        kind = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"}}'
        command = [found, profile, "--headless", "--convert-to", kind, "--outdir", str(heap)]
        files = sorted(map(str, heap.glob("*.fodt")))
        subprocess.run([*command, *files], check=True, capture_output=True, env=_only_our_faces(folder))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if len(list(heap.glob("*.pdf"))) != len(numbers):
            raise RuntimeError("LibreOffice did not set every page")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    yield set_pages


def _filled(form: str, told: dict[str, Any]) -> str:
    lines = [f'<text:p text:style-name="title">{one}</text:p>' for one in told["titles"]]
    lines.append(f'<text:p text:style-name="right">{told["number"]}</text:p>')
    lines += [f'<text:p text:style-name="body">{one}</text:p>' for one in told["paragraphs"]]
    lines += ["<text:p/>", "<text:p/>", f'<text:p text:style-name="right">{told["date"]}</text:p>']
    return form.replace("@text@", "".join(lines))


def _only_our_faces(folder: Path) -> dict[str, str]:
    config = folder / "fonts.conf"
    config.write_text(FONTCONFIG.format(fonts_in_force().faces[0].path.parent, folder / "cache"), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")


def seconds_of(processes: list[int]) -> float:
    """The CPU seconds these processes have taken so far."""
    ticks = 0
    for pid in processes:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
