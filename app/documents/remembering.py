"""What several papers of one page ask alike is asked once, as long as nothing is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import unwrap
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy.orm import Session

MEMORY: Final = "documents.asked"
P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def remembering(session: Session) -> Iterator[None]:
    """Within this block each remembered question is asked once. Nothing may be written in it."""
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
    """A question about the store whose answer is kept while the session is remembering; its arguments are values."""

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
