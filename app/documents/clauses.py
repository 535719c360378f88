"""The one place where papers ask for articles: what nobody has confirmed is never cited on a paper."""

from collections.abc import Collection, Iterable
from datetime import date

from app.law.citations import Citation, cite_on_paper


def cited(keys: Iterable[str], on: date, confirmed: Collection[str] = ()) -> tuple[Citation, ...]:
    """The articles behind the keys, as numbered on that day; `confirmed` are those a lawyer of this court read.

    Refused (conflict, `law.citation_unconfirmed`): an article marked 待核 that is not among them, each by its name.
    """
    return cite_on_paper(tuple(keys), on, confirmed)


def articles(keys: Iterable[str], on: date, confirmed: Collection[str] = ()) -> list[str]:
    """The same as a paper prints them."""
    return [one.full for one in cited(keys, on, confirmed)]
