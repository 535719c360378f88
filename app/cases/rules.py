"""What a case is made of, and what its history says of it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Protocol
from uuid import UUID

from pydantic import Field

from app.base.instant import Instant
from app.base.money import Money
from app.base.reading import Command
from app.base.refusal import Refusal
from app.law.case_numbers import CaseNumber
from app.law.general_interest import Basis, Fixed, LprMultiple, Per, RateStep, Term


class Category(StrEnum):
    """What sort of case a sweep may be about."""

    FINANCE = "finance"
    LIVELIHOOD = "livelihood"
    ENTERPRISE = "enterprise"
    WAGES = "wages"
    OTHER = "other"


class PersonKind(StrEnum):
    """A human being or a unit."""

    NATURAL = "natural"
    UNIT = "unit"


class Standing(StrEnum):
    """A person's part in a case."""

    APPLICANT = "applicant"
    DEBTOR = "debtor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    PERSON_IN_CHARGE = "person_in_charge"
    ACTUAL_CONTROLLER = "actual_controller"
    AGENT = "agent"


class FindingKind(StrEnum):
    """What sort of property an inquiry found."""

    DEPOSIT = "deposit"
    VEHICLE = "vehicle"
    REAL_ESTATE = "real_estate"
    LIVESTOCK = "livestock"
    WAGES = "wages"
    NONE = "none"
    OTHER = "other"


class Conclusion(StrEnum):
    """How a case ended."""

    PERFORMED = "performed"
    SETTLED = "settled"


class InterestTerms(Command):
    """General interest as the title words it: percent for a day, month or year, or a multiple of the LPR."""

    rate: Annotated[Decimal, Field(gt=0, le=1000, max_digits=9, decimal_places=5)]
    unit: Literal["day", "month", "year", "lpr_one_year", "lpr_five_years"]
    base: Annotated[Money, Field(ge=0)]
    since: date
    until: date | None = None
    year_days: Literal[360, 365] = 365

    @property
    def step(self) -> RateStep:
        """The rate as the law's arithmetic takes it."""
        exact = Fraction(self.rate)
        if self.unit.startswith("lpr"):
            term = Term.ONE_YEAR if self.unit == "lpr_one_year" else Term.FIVE_YEARS
            return RateStep(self.since, LprMultiple(exact, term))
        return RateStep(self.since, Fixed(exact / 100, Per(self.unit)))

    @property
    def basis(self) -> Basis:
        """The days of a year of interest."""
        return Basis(self.year_days)


class Step(Protocol):
    """A row of a case's history."""

    @property
    def id(self) -> UUID:
        """Its own id."""

    @property
    def case_id(self) -> UUID:
        """Which case."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def at(self) -> Instant:
        """When it happened."""

    @property
    def cancels(self) -> UUID | None:
        """The step that did not happen so after all."""

    @property
    def body(self) -> dict[str, Any]:
        """Its particulars."""


@dataclass(frozen=True)
class Concluded:
    """A case has ended: how, when, by which step."""

    case_id: UUID
    kind: str
    at: Instant
    event_id: UUID


CONCLUDED: Final = "concluded"


def conclusions(steps: Iterable[Step]) -> list[Concluded]:
    """The conclusions in force, by their own time."""
    known = list(steps)
    cancelled = {step.cancels for step in known if step.cancels}
    held = [step for step in known if step.kind == CONCLUDED and step.id not in cancelled]
    ended = [Concluded(step.case_id, str(step.body["kind"]), step.at, step.id) for step in held]
    return sorted(ended, key=lambda one: (one.at, one.event_id))


UNIT_WORDS: Final = re.compile(
    r"公司|银行|信用(?:联)?社|合作(?:联)?社|企业|工厂|[厂店院局所站社部馆]$|委员会|政府|中心|集团|学校|大学|中学|小学|幼儿园|协会|基金|保险"
)
CATEGORY_WORDS: Final[Sequence[tuple[Category, str]]] = (
    (Category.FINANCE, "金融|银行|信用卡|小额借款|保证保险|融资租赁"),
    (Category.WAGES, "劳动报酬|工资|劳务|劳动争议|欠薪"),
    (Category.LIVELIHOOD, "抚养|赡养|扶养|抚恤|交通事故|人身损害|生命权|身体权|健康权|工伤|医疗"),
    (Category.ENTERPRISE, "公司|股权|企业|建设工程|加工承揽"),
)
SHORTEST_TAIL: Final = 4
_TAIL: Final = re.compile(r"\d{3,17}[\dX]")
_NUMBER_SIGNS: Final = str.maketrans("()〔〕[]【】", "（）（）（）（）")


def looks_like_unit(name: str) -> bool:
    """Whether a name is a unit's by its words; the importer shows what it took it for."""
    return bool(UNIT_WORDS.search(name))


def category_of(cause: str) -> Category:
    """The category a cause of action suggests; the judge may set another."""
    return next((category for category, words in CATEGORY_WORDS if re.search(words, cause)), Category.OTHER)


def as_number(text: str) -> str:
    """What was typed as it would stand in a case number: canonical when whole, else with full-width brackets."""
    try:
        return str(CaseNumber.parse(text).main)
    except Refusal:
        joined = "".join(unicodedata.normalize("NFKC", text).split())
        return joined.translate(_NUMBER_SIGNS)


def as_tail(text: str) -> str | None:
    """The end of an ID number, of at least four signs; None when the text is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return plain if _TAIL.fullmatch(plain) else None
