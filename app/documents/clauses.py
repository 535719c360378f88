"""The one place where papers ask for articles: what nobody has confirmed is never cited on a paper."""

from collections.abc import Iterable
from datetime import date

from app.law.citations import Citation, cite_on_paper


def cited(keys: Iterable[str], on: date) -> tuple[Citation, ...]:
    """The articles behind the keys, as numbered on that day.

    Refused (conflict, `law.citation_unconfirmed`): an article marked 待核, each by its name.
    """
    return cite_on_paper(tuple(keys), on)


def articles(keys: Iterable[str], on: date) -> list[str]:
    """The same as a paper prints them."""
    return [one.full for one in cited(keys, on)]
