"""What one page asks several times is asked once, as long as nothing is written.

A session opened for reading sees one consistent view and writes nothing, so that it remembers from its first question
to its last; nothing is kept from one session to the next.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from inspect import unwrap
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy.orm import Session

MEMORY: Final = "asked"
P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@contextmanager
def remembering(session: Session) -> Iterator[None]:
    """Within this block each remembered question is asked once. Nothing may be written in it."""
    if MEMORY in session.info:
        yield
        return
    session.info[MEMORY] = {}
    try:
        yield
    finally:
        del session.info[MEMORY]


def remember(session: Session, question: Callable[..., R], answer: R, *args: Any) -> None:
    """What is known already is not asked for again; nothing happens while the session is not remembering."""
    memory: dict[Any, Any] | None = session.info.get(MEMORY)
    if memory is not None:
        memory[unwrap(question), args, ()] = answer


def remembered(question: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """A question about the store whose answer is kept while the session is remembering; its arguments are values.

    The answer is shared: who gets it changes nothing in it.
    """

    @wraps(question)
    def asked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        memory: dict[Any, R] | None = session.info.get(MEMORY)
        if memory is None:
            return question(session, *args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in memory:
            memory[key] = question(session, *args, **kwargs)
        return memory[key]

    return asked


def remembered_each(
    question: Callable[[Session, Sequence[K]], dict[K, V]],
) -> Callable[[Session, Iterable[K]], dict[K, V]]:
    """A question about many things at once, by their keys, in which each is asked about once while remembering.

    The answer comes in the order of the keys and leaves out those of which nothing is known; no keys, no question.
    """

    @wraps(question)
    def asked(session: Session, keys: Iterable[K], /) -> dict[K, V]:
        wanted = list(dict.fromkeys(keys))
        memory: dict[Any, dict[K, V | None]] | None = session.info.get(MEMORY)
        known: dict[K, V | None] = {} if memory is None else memory.setdefault(question, {})
        new = [key for key in wanted if key not in known]
        if new:
            found = question(session, new)
            known.update({key: found.get(key) for key in new})
        return {key: value for key in wanted if (value := known[key]) is not None}

    return asked
