"""What is known of a person who is held: how, since when, until when, and which matters of his wait for somebody."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.measures.rules import Approval


class Hold(StrEnum):
    """How a person is held."""

    NONE = "none"
    COMPELLED = "compelled"
    QUESTIONING = "questioning"
    ANNOUNCED = "announced"
    HANDED_OVER = "handed_over"
    """Handed to the police though no decision was read out."""
    IN_CUSTODY = "in_custody"
    RELEASED = "released"


HELD: Final = frozenset({Hold.COMPELLED, Hold.QUESTIONING, Hold.ANNOUNCED, Hold.HANDED_OVER, Hold.IN_CUSTODY})
DETAINED: Final = frozenset({Hold.ANNOUNCED, Hold.HANDED_OVER, Hold.IN_CUSTODY})


class Matter(StrEnum):
    """What somebody must do about a detained person; it is open until it is done."""

    DELIVERY = "delivery"
    """He is to be brought to the custody place and admitted."""
    REFUSAL = "refusal"
    """He was not admitted: the president decides the same day."""
    ADVICE = "advice"
    """The custody place advises to deal with him otherwise (建议另行处理)."""
    QUERY = "query"
    """The custody place asks whether the detention is wrong."""
    STOP = "stop"
    """The custody place proposes to stop carrying out the detention of an ill person."""
    LEAVE = "leave"
    """Leave was asked for; the court decides."""
    RETURN = "return"
    """He is on leave and comes back."""
    RELEASE = "release"
    """His release was decided and is to be carried out."""
    FORWARD = "forward"
    """He asked for reconsideration; the application goes to the higher court."""
    RECONSIDERATION = "reconsideration"
    """The higher court has it and decides."""
    WRITTEN = "written"
    """The higher court told its decision by word of mouth; the written one follows."""


OUTLASTING: Final = frozenset({Matter.FORWARD, Matter.RECONSIDERATION, Matter.WRITTEN})
"""Matters that release does not end: the detention itself is still judged."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open matter: the deed that opened it, since when, and the moment it names itself."""

    matter: Matter
    deed_id: UUID
    since: Instant
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands, since when, and what is known of how it goes on."""

    hold: Hold = Hold.NONE
    since: Instant | None = None
    case_id: UUID | None = None
    place: str = ""
    controlled_at: Instant | None = None
    """When he came under control: the hours of questioning count from here."""
    detained_at: Instant | None = None
    detention: Approval | None = None
    handed_over_at: Instant | None = None
    admitted_at: Instant | None = None
    family_told_at: Instant | None = None
    talked_at: Instant | None = None
    repented_at: Instant | None = None
    restrained_at: Instant | None = None
    """Since when he wears handcuffs or rope."""
    away_at: Instant | None = None
    """Since when he is on leave."""
    leave_granted: bool = False
    leave_days: int = 0
    """Days of leave so far; they do not count as custody."""
    days: int | None = None
    """The length that holds now: the decision's, or what the higher court made of it."""
    release_on: date | None = None
    """Known once he was admitted; while nobody knows the days, the longest lawful term. It moves by leave."""
    release_reason: str = ""
    matters: tuple[Open, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the court answers for his liberty now."""
        return self.hold in HELD

    def waits_for(self, matter: Matter) -> bool:
        """Whether that matter is open."""
        return any(one.matter is matter for one in self.matters)


def opened(state: Standing, one: Open) -> Standing:
    """The standing with one more open matter; one of that kind that is open already stays as it was."""
    return state if state.waits_for(one.matter) else replace(state, matters=(*state.matters, one))


def settled(state: Standing, matters: Collection[Matter]) -> Standing:
    """The standing without these matters."""
    return replace(state, matters=tuple(without(state.matters, matters)))


def without(matters: Iterable[Open], gone: Collection[Matter]) -> list[Open]:
    """The matters that are not of these kinds."""
    return [one for one in matters if one.matter not in gone]
