"""Every sample rendered once for the whole folder."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pdfplumber
import pytest

from app.documents.catalog import KINDS
from app.documents.render import render

Words = Callable[[str], str]


@cache
def _rendered(key: str) -> bytes:
    return render(KINDS[key], KINDS[key].sample())


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    """The bytes of a kind's sample."""
    return _rendered


@pytest.fixture
def words() -> Callable[[bytes], str]:
    """The text of a paper without blanks and line ends."""

    def read(content: bytes) -> str:
        with pdfplumber.open(BytesIO(content)) as pdf:
            return "".join("".join(str(char["text"]) for char in page.chars) for page in pdf.pages).replace(" ", "")

    return read
