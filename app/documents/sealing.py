"""Which paper may bear a seal, and how far a paper has come. An unfinished form is never sealed (严禁空白用印)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.documents.catalog import KINDS, PaperKind, Seal
from app.documents.facts import label
from app.documents.rules import State

SEALED_KINDS: Final = tuple(kind.key for kind in KINDS.values() if kind.seal is not Seal.NONE)
"""The kinds of paper that wait for a seal once they are issued."""
BLANK: Final = re.compile(r"_{2,}|＿|×{2,}|□|[（(【\[]\s*[）)】\]]|\S[ \u3000]{3,}\S")
"""Signs that stand for something to be filled in later."""


class Stage(StrEnum):
    """How far a paper has come, as people speak of it."""

    RESERVED = "reserved"
    ISSUED = "issued"
    TO_SEAL = "to_seal"  # 待用印
    SEALED = "sealed"  # 已用印
    SERVED = "served"  # 已送达
    RETURNED = "returned"
    VOIDED = "voided"


def needs_seal(kind: str) -> bool:
    """Whether papers of this kind go out under a seal."""
    return kind in SEALED_KINDS


def is_served(kind: str) -> bool:
    """Whether papers of this kind go to somebody: whatever bears the court's seal does."""
    return KINDS[kind].seal is Seal.COURT


def stage(state: str, kind: str, *, sealed: bool, served: bool) -> Stage:
    """Where a paper stands: a seal is waited for before it may be served; what was served stays so."""
    if state != State.ISSUED:
        return Stage(state)
    if served:
        return Stage.SERVED
    if not needs_seal(kind):
        return Stage.ISSUED
    return Stage.SEALED if sealed else Stage.TO_SEAL


def require_sealable(kind: PaperKind, state: str, facts: Mapping[str, Any]) -> None:
    """Refuse what bears no seal, what was not issued, and any form in which something is still open."""
    if kind.seal is Seal.NONE:
        raise Refusal("paper.bears_no_seal", Kind.CONFLICT, paper=kind.title)
    if state != State.ISSUED:
        raise Refusal("paper.not_sealable", Kind.CONFLICT, paper=kind.title)
    if open_facts := list(dict.fromkeys(_open(kind, facts))):
        raise Refusal("paper.blank", Kind.CONFLICT, paper=kind.title, fields=open_facts)


def _open(kind: PaperKind, facts: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of the facts in which something is still to be filled in."""
    if not facts:
        yield kind.title
    for name, value in facts.items():
        path = (*above, name)
        for item in value if isinstance(value, list | tuple) else (value,):
            if isinstance(item, Mapping):
                yield from _open(kind, item, path)
            elif isinstance(item, str) and (not item.strip() or BLANK.search(item)):
                yield label(kind.facts, path)


def wrong_time(sealed_at: Instant, issued: Iterable[Instant | None], now: Instant) -> bool:
    """Whether a seal cannot have been set then: later than now, or before a paper was there (to the minute)."""
    until = sealed_at + timedelta(minutes=1)
    return sealed_at > now or any(one is None or one >= until for one in issued)
