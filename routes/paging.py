"""The pages of a long list, as the pager of parts/show.html wants them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import url_for

LONGEST_PAGE_NUMBER: Final = 6


@dataclass(frozen=True)
class Pager:
    """Where in the list we are, and the ways on."""

    number: int
    pages: int
    total: int
    prev_url: str | None
    next_url: str | None


def asked_page(args: Mapping[str, str]) -> int:
    """The page an address asks for; the first one where it names none."""
    number = args.get("page", "")
    return max(1, int(number)) if number.isdecimal() and len(number) <= LONGEST_PAGE_NUMBER else 1


def pager(endpoint: str, number: int, pages: int, total: int, **kept: Any) -> Pager:
    """The pager of an endpoint; `kept` are the other parts of its address, empty ones left out."""
    args = {name: value for name, value in kept.items() if value}
    before = url_for(endpoint, page=number - 1, **args) if number > 1 else None
    after = url_for(endpoint, page=number + 1, **args) if number < pages else None
    return Pager(number, pages, total, before, after)
