"""Who acts, when, and how far he may see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal, missing


@dataclass(frozen=True)
class Scope:
    """The cases an actor may see: the whole court's, or these."""

    whole_court: bool = False
    case_ids: frozenset[UUID] = frozenset()

    def admits(self, case_id: UUID | None) -> bool:
        """Whether a fact of that case may be shown. A fact of no case belongs to the court."""
        return self.whole_court or case_id in self.case_ids

    def require(self, case_id: UUID | None, what: str = "case") -> None:
        """Refuse as missing what is not his to see."""
        if not self.admits(case_id):
            raise missing(what)


WHOLE_COURT = Scope(whole_court=True)


@dataclass(frozen=True)
class Actor:
    """A signed-in person at one moment, or the machine itself (`id` None) doing what a person ordered."""

    id: UUID | None
    name: str
    now: Instant
    verbs: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    scope: Scope = WHOLE_COURT
    officer_kind: str | None = None
    squad_ids: frozenset[UUID] = frozenset()

    def may(self, verb: str) -> bool:
        """Whether one of his roles holds the verb."""
        return verb in self.verbs

    def require(self, verb: str) -> None:
        """Refuse what none of his roles may do."""
        if not self.may(verb):
            raise Refusal("forbidden", Kind.FORBIDDEN, verb=verb)

    def require_other_than(self, *others: UUID | None) -> None:
        """Four eyes: refuse when he did an earlier step himself."""
        if self.id is not None and self.id in others:
            raise Refusal("four_eyes", Kind.FORBIDDEN)

    def at(self, moment: Instant) -> "Actor":
        """The same person at another moment."""
        return replace(self, now=moment)

    def with_verbs(self, verbs: Iterable[str]) -> "Actor":
        """The same person with these verbs."""
        return replace(self, verbs=frozenset(verbs))
