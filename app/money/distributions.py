"""Sharing out the money of a case among several creditors: how far a plan is, which shares are contested, which payable."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final
from uuid import UUID

from app.base.money import Money
from app.law.distribution import Rank


class RankName(StrEnum):
    """受偿顺位 as it is chosen and kept."""

    COSTS = "costs"
    PREFERRED = "preferred"
    ORDINARY = "ordinary"


RANKS: Final = {
    RankName.COSTS: Rank.COSTS,
    RankName.PREFERRED: Rank.PREFERRED,
    RankName.ORDINARY: Rank.ORDINARY,
}
COURT: Final = "本院"
"""Who is named for the execution fee of another case that takes part; alone of all claims it names no title."""
DEBTOR: Final = "被执行人"


class Stage(StrEnum):
    """How far a plan of distribution is."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    """Approved and not yet received by everybody."""
    RUNNING = "running"
    """Received by everybody; somebody may still object."""
    PAYABLE = "payable"
    """Nobody may object any more: what is not contested is paid."""
    DONE = "done"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ShareState(StrEnum):
    """What may be done with one share now."""

    WAITING = "waiting"
    HELD = "held"
    """Contested: it stays in the case until that is settled."""
    PAYABLE = "payable"
    RELEASED = "released"
    VOID = "void"
    """The plan was changed in this point; its money is free for a new one."""
    NOTHING = "nothing"
    """Claims before it took everything."""


class StepName(StrEnum):
    """What is kept of a plan's course."""

    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SERVED = "served"
    OBJECTED = "objected"
    TOLD = "told"
    """The others were told of the objection."""
    OPPOSED = "opposed"
    """Somebody opposes it, and the objector was told."""
    SUED = "sued"
    DROPPED = "dropped"
    """The objector took it back."""
    UNOPPOSED = "unopposed"
    """Nobody opposed it in time: the plan is changed by it."""
    UNSUED = "unsued"
    """The objector did not sue in time: the plan stands."""
    UPHELD = "upheld"
    """A judgment leaves the plan as it is."""
    CHANGED = "changed"
    """A judgment changes the plan."""
    RELEASED = "released"
    TAKEN_BACK = "taken_back"


ENDS: Final = frozenset({StepName.DROPPED, StepName.UNOPPOSED, StepName.UNSUED, StepName.UPHELD, StepName.CHANGED})
TURNS: Final[Mapping[StepName, int]] = {StepName.RELEASED: 1, StepName.TAKEN_BACK: -1}
"""A share is released and taken back by turns: what counts is how often, whatever the order in one moment."""
VOIDING: Final = frozenset({StepName.UNOPPOSED, StepName.CHANGED})
FOLLOWS: Final[Mapping[StepName, tuple[StepName, ...]]] = {
    StepName.OBJECTED: (StepName.TOLD, StepName.DROPPED),
    StepName.TOLD: (StepName.OPPOSED, StepName.UNOPPOSED, StepName.DROPPED),
    StepName.OPPOSED: (StepName.SUED, StepName.UNSUED, StepName.DROPPED),
    StepName.SUED: (StepName.UPHELD, StepName.CHANGED, StepName.DROPPED),
}
"""What may come next in the course of an objection."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is folded; `refers` is the objection it belongs to."""

    id: UUID
    step: StepName
    by_id: UUID
    party: str = ""
    on: date | None = None
    share_ids: tuple[UUID, ...] = ()
    refers: UUID | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What one claim gets by the plan, in fen. `fee`: the court's, moved with the rest, and paid over in its own case."""

    id: UUID
    case_id: UUID
    creditor: str
    rank: RankName
    claim: Money
    amount: Money
    fee: bool = False


def told_apart(people: Iterable[tuple[UUID, str, str]]) -> tuple[str, ...]:
    """The names of people (who, name, what tells him from others), each person once, and namesakes with what tells them."""
    met: dict[UUID, tuple[str, str]] = {}
    for key, name, mark in people:
        met.setdefault(key, (name, mark))
    names, pairs, seen = Counter(name for name, _ in met.values()), Counter(met.values()), Counter[tuple[str, str]]()
    found = []
    for name, mark in met.values():
        seen[name, mark] += 1
        nth = f"，{seen[name, mark]}" if pairs[name, mark] > 1 else ""
        found.append(name if names[name] == 1 else f"{name}（{mark}{nth}）")
    return tuple(found)


@dataclass(frozen=True)
class Objection:
    """An objection with what came of it. `until`: the last day of what is awaited now, if anything is.

    One that the others were told of is not late, whatever is corrected about its party's receipt afterwards.
    """

    id: UUID
    party: str
    on: date
    share_ids: tuple[UUID, ...]
    late: bool
    at: StepName
    until: date | None = None

    @property
    def open(self) -> bool:
        """Whether it holds the shares it names back: made in time and not settled."""
        return not self.late and self.at not in ENDS

    @property
    def follows(self) -> tuple[StepName, ...]:
        """What may be entered next."""
        return () if self.late else FOLLOWS.get(self.at, ())


@dataclass(frozen=True)
class Kept:
    """The shares of a plan and its steps: what of them is released, void, or still bound, whatever the day."""

    shares: Sequence[Share]
    steps: Sequence[Step]

    @cached_property
    def dead(self) -> bool:
        """Whether it was turned down or taken back."""
        return any(one.step in {StepName.REJECTED, StepName.WITHDRAWN} for one in self.steps)

    @cached_property
    def released(self) -> frozenset[UUID]:
        """The shares that were released and not taken back."""
        found: Counter[UUID] = Counter()
        for one in self.steps:
            found.update(dict.fromkeys(one.share_ids, TURNS.get(one.step, 0)))
        return frozenset(key for key, turn in found.items() if turn)

    @cached_property
    def void(self) -> frozenset[UUID]:
        """The shares in which the plan was changed."""
        changed = {one.refers for one in self.steps if one.step in VOIDING}
        return frozenset(key for one in self.steps if one.id in changed for key in one.share_ids)

    @cached_property
    def bound(self) -> tuple[Share, ...]:
        """The shares whose money the plan holds in its case: neither released nor void."""
        away = self.released | self.void
        return () if self.dead else tuple(one for one in self.shares if one.amount and one.id not in away)

    @property
    def reserved(self) -> Money:
        """What of the case's money is bound by the plan."""
        return Money(sum(one.amount for one in self.bound))


@dataclass(frozen=True)
class Course(Kept):
    """A plan looked at on a day. `until` counts the law's period from the day on which something was received."""

    levels: Sequence[str]
    parties: Sequence[str]
    today: date
    until: Callable[[date], date]

    @cached_property
    def received(self) -> Mapping[str, date]:
        """By party, the day on which it received the plan; the last entry counts."""
        return {one.party: one.on for one in self.steps if one.step is StepName.SERVED and one.on}

    @cached_property
    def closes(self) -> Mapping[str, date]:
        """By party that received it, the last day to object."""
        return {party: self.until(day) for party, day in self.received.items()}

    @cached_property
    def objections(self) -> tuple[Objection, ...]:
        """Every objection with how far it is."""
        return tuple(self._objection(one) for one in self.steps if one.step is StepName.OBJECTED and one.on)

    @cached_property
    def held(self) -> frozenset[UUID]:
        """The shares an open objection names."""
        return frozenset(key for one in self.objections if one.open for key in one.share_ids)

    @property
    def awaits(self) -> str | None:
        """Whose approval is awaited; None when all have approved, or one turned it down."""
        if self.dead:
            return None
        approved = sum(one.step is StepName.APPROVED for one in self.steps)
        return self.levels[approved] if approved < len(self.levels) else None

    @cached_property
    def stage(self) -> Stage:
        """How far it is today."""
        if self.dead:
            turned_down = any(one.step is StepName.REJECTED for one in self.steps)
            return Stage.REJECTED if turned_down else Stage.WITHDRAWN
        if self.awaits is not None:
            return Stage.PROPOSED
        if any(party not in self.closes for party in self.parties):
            return Stage.APPROVED
        if any(self.closes[party] >= self.today for party in self.parties):
            return Stage.RUNNING
        return Stage.PAYABLE if self.bound else Stage.DONE

    def state(self, share: Share) -> ShareState:
        """What may be done with a share."""
        if not share.amount:
            return ShareState.NOTHING
        if share.id in self.released:
            return ShareState.RELEASED
        if share.id in self.void:
            return ShareState.VOID
        if share.id in self.held:
            return ShareState.HELD
        return ShareState.PAYABLE if self.stage is Stage.PAYABLE else ShareState.WAITING

    @property
    def contested_only(self) -> bool:
        """Whether all that is left of it is contested, so that new money need not wait for it."""
        return self.stage is Stage.PAYABLE and all(one.id in self.held for one in self.bound)

    def _objection(self, made: Step) -> Objection:
        on = made.on or self.today
        after = [one for one in self.steps if one.refers == made.id]
        last = after[-1] if after else made
        counted = last.step in {StepName.TOLD, StepName.OPPOSED} and last.on is not None
        return Objection(
            id=made.id,
            party=made.party,
            on=on,
            share_ids=made.share_ids,
            late=last is made and made.party in self.closes and on > self.closes[made.party],
            at=last.step,
            until=self.until(last.on) if counted and last.on else None,
        )
