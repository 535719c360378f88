"""What can be read in a PDF: the signs its faces carry, and the signs its pages show."""

import re
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1

UNSEEN = frozenset({"\uffff", " ", "\u3000"})
"""Blanks, and the mark of a sign without meaning."""


def signs_of_faces(content: bytes) -> set[str]:
    """Every sign that one of the embedded faces can name (ToUnicode), of all pages."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return {sign for one in pdf.pages for sign in _of_page(one.page_obj)} - UNSEEN


def signs_on_pages(content: bytes) -> set[str]:
    """Every sign printed on a page."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return {sign for one in pdf.pages for char in one.chars for sign in str(char["text"])}


def _of_page(page: Any) -> set[str]:
    found: set[str] = set()
    for font in resolve1(resolve1(page.resources)["Font"]).values():
        mapped = resolve1(font)["ToUnicode"].resolve().get_data().decode("ascii")
        codes = re.findall(r"<[0-9a-fA-F]{4}> <([0-9a-fA-F]+)>", mapped)
        found |= {sign for code in codes for sign in bytes.fromhex(code).decode("utf-16-be")}
    return found
