"""The one place where papers ask for articles: what nobody has confirmed is never cited on a paper."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Final

from app.law.citations import Certainty, Citation, cite_all, cite_on_paper

_NOBODY: Final[tuple[str, ...]] = ()
_CONFIRMED: ContextVar[Callable[[], Collection[str]]] = ContextVar("confirmed", default=lambda: _NOBODY)
"""Asks which articles a lawyer of this court has confirmed; without a court nobody has."""


@contextmanager
def confirmed_by(ask: Callable[[], Collection[str]]) -> Iterator[None]:
    """Within this block papers may cite, beside what is sure, what `ask` names; it is asked only when needed."""
    token = _CONFIRMED.set(ask)
    try:
        yield
    finally:
        _CONFIRMED.reset(token)


def cited(keys: Iterable[str], on: date) -> tuple[Citation, ...]:
    """The articles behind the keys, as numbered on that day.

    Refused (conflict, `law.citation_unconfirmed`): an article marked 待核 that no lawyer of this court confirmed.
    """
    wanted = tuple(keys)
    unsure = any(one.certainty is Certainty.UNCONFIRMED for one in cite_all(wanted, on))
    return cite_on_paper(wanted, on, _CONFIRMED.get()() if unsure else _NOBODY)


def articles(keys: Iterable[str], on: date) -> list[str]:
    """The same as a paper prints them."""
    return [one.full for one in cited(keys, on)]
