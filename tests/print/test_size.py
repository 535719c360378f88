"""A paper of one page stays small: it is carried over a squad's hot-spot and kept for decades."""

from io import BytesIO

import pikepdf
import pytest

from app.documents.catalog import KINDS
from app.documents.fonts import fonts_in_force
from app.documents.imprint import Imprint
from app.documents.render import render
from tests.print.elements import PAGES

LIMIT = 100_000
OF_ONE_PAGE = [key for key in KINDS if PAGES[key] == 1]
FULL = Imprint("XX2026-000007", "演示样张")


@pytest.mark.parametrize("key", OF_ONE_PAGE)
def test_a_paper_of_one_page_stays_under_its_limit(key: str) -> None:
    content = render(KINDS[key], KINDS[key].sample(), FULL)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        faces = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    # Without the font pack the machine's own faces are embedded, whose size is not ours to keep; the paper says so by its mark.
    ours = {face for face in faces if face.startswith("Court-")}
    assert bool(ours) != bool(fonts_in_force().mark)
    assert len(content) <= LIMIT or not ours


def test_there_are_papers_of_one_page_in_every_frame() -> None:
    assert len(OF_ONE_PAGE) > len(KINDS) / 3
