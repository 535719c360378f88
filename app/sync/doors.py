"""The one table of letter kinds: which command a letter becomes, and which action does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.field import actions as field


@dataclass(frozen=True)
class Door:
    """The command of a kind of letter and the action that does it; a text it returns is a receipt's number."""

    command: type[Command]
    act: Callable[[Session, Actor, Any], object]


def cancel(session: Session, actor: Actor, deed: Cancel) -> str | None:
    """Cancel a deed in whichever room keeps it; one that has not come yet is waited for."""
    for room in (field,):
        if room.cancel(session, actor, deed):
            return None
    raise Refusal("letter.waits_for", Kind.UNAVAILABLE, deed=str(deed.cancels))


DOORS: Mapping[str, Door] = {
    **{kind: Door(*pair) for kind, pair in field.LETTERS.items()},
    "deed.cancel": Door(Cancel, cancel),
}
