"""What the room of cases tells others: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.cases.rules import InterestTerms, Standing


@dataclass(frozen=True)
class PersonBrief:
    """A person as other rooms need him."""

    id: UUID
    kind: str
    name: str
    sex: str
    id_number: str
    birth: date | None
    ethnicity: str
    work: str
    deputy: str
    condition: str
    condition_note: str


@dataclass(frozen=True)
class PartyView:
    """A person in his part."""

    person: PersonBrief
    standing: str
    position: int


@dataclass(frozen=True)
class CaseBrief:
    """A case as other rooms need it; parties in the order of the case system."""

    id: UUID
    number: str
    external_id: str | None
    cause: str
    category: str
    title_number: str
    title_effective_on: date | None
    performance_due_on: date | None
    filed_on: date
    judge_id: UUID | None
    applied_amount: Money
    account_no: str
    account_bank: str
    notice_served_on: date | None
    parties: tuple[PartyView, ...]

    @property
    def debtors(self) -> tuple[PersonBrief, ...]:
        """被执行人."""
        return self.of_standing(Standing.DEBTOR)

    @property
    def applicants(self) -> tuple[PersonBrief, ...]:
        """申请执行人."""
        return self.of_standing(Standing.APPLICANT)

    def of_standing(self, standing: Standing) -> tuple[PersonBrief, ...]:
        """The people of one standing."""
        return tuple(party.person for party in self.parties if party.standing == standing)


@dataclass(frozen=True)
class ClaimView:
    """One head of what the title orders, with the terms on which interest runs on it."""

    id: UUID
    head: str
    amount: Money
    interest: InterestTerms | None
    note: str


@dataclass(frozen=True)
class TitleTerms:
    """What the title orders to be paid, and by when."""

    case_id: UUID
    claims: tuple[ClaimView, ...]
    title_number: str
    effective_on: date | None
    performance_due_on: date | None
    applied_amount: Money

    @property
    def heads(self) -> dict[str, Money]:
        """The ordered sums by head."""
        sums: dict[str, Money] = {}
        for claim in self.claims:
            sums[claim.head] = sums.get(claim.head, ZERO) + claim.amount
        return sums

    @property
    def total(self) -> Money:
        """All ordered sums together."""
        return Money(sum(claim.amount for claim in self.claims))


@dataclass(frozen=True)
class FindingView:
    """Property an inquiry found, or that it found none."""

    id: UUID
    person_id: UUID
    kind: str
    what: str
    found_on: date
    source: str


@dataclass(frozen=True)
class PhoneView:
    """A telephone number of a person."""

    id: UUID
    person_id: UUID
    number: str
    note: str


@dataclass(frozen=True)
class EventView:
    """A step in a case's life; `cancelled` when a later one took it back."""

    id: UUID
    kind: str
    at: Instant
    entered_at: Instant
    by_id: UUID | None
    body: dict[str, Any]
    cancelled: bool
