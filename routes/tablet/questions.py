"""How a deed is asked for: the questions of its small form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """How a question is asked."""

    TICK = "tick"
    TEXT = "text"
    AREA = "area"
    PICK = "pick"
    """One of few, all seen."""
    CHOICE = "choice"
    """One of what the case has: summonses, approvals, plans, deeds."""
    PEOPLE = "people"
    """Any of some people."""
    MOMENT = "moment"
    MONEY = "money"
    PHOTO = "photo"


@dataclass(frozen=True)
class Ask:
    """One question. `options` names a group of words, or what of the case is to be chosen."""

    name: str
    sort: Sort
    label: str
    options: str = ""
    required: bool = False
    help: str = ""
    value: str = ""
    """A start value, or the name of one in `choices.starts`; `only`: what there is to choose, when there is one thing."""
    unless: str = ""
    """The other question that makes this one needless when it is answered."""

    @property
    def attrs(self) -> Mapping[str, str]:
        """What the script of the form has to know."""
        return {"data-unless": self.unless} if self.unless else {}


@dataclass(frozen=True)
class DeedForm:
    """A deed as the page shows it. `slug` is its address, `kind` the letter's; `fixed` is told without being asked."""

    slug: str
    kind: str
    label: str
    icon: str
    asks: tuple[Ask, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    tone: str = ""
    lead: str = ""

    @property
    def lists(self) -> tuple[str, ...]:
        """The questions with several answers."""
        return (*(one.name for one in self.asks if one.sort is Sort.PEOPLE), "officer_ids")

    @property
    def about_person(self) -> bool:
        """Whether it tells of a person in a case; a correction names another deed instead."""
        return self.kind != "deed.cancel"
