"""What the room of money tells others: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.base.instant import Instant
from app.base.money import Money
from app.law.deadlines import Clock


@dataclass(frozen=True)
class ReceiptView:
    """A payment taken at a door, and where its money is.

    `state`: cancelled · claimed · denied · direct · in_hand · on_slip · at_finance · banked · awaited · arrived.
    """

    number: str
    event_id: UUID
    case_id: UUID
    person_id: UUID
    payer: str
    relation: str
    amount: Money
    way: str
    at: Instant
    entered_at: Instant
    by_id: UUID | None
    door: str
    officer_ids: tuple[UUID, ...]
    flags: tuple[str, ...]
    reason: str
    slip: str | None
    official_number: str | None
    state: str
    told: str = ""
    """The number written on it at the door, where the court had to give it another one."""

    @property
    def holds(self) -> bool:
        """Whether it was not taken back."""
        return self.state != "cancelled"

    @property
    def counts(self) -> bool:
        """Whether it is money that came: not taken back, and no claim of a direct payment the creditor did not confirm."""
        return self.state not in {"cancelled", "claimed", "denied"}


@dataclass(frozen=True)
class HandoverView:
    """A slip, its receipts, and what finance answered. `state`: waiting · acknowledged · banked · void."""

    number: str
    event_id: UUID
    at: Instant
    by_id: UUID | None
    officer_ids: tuple[UUID, ...]
    receipt_numbers: tuple[str, ...]
    amount: Money
    late_reason: str
    official_number: str | None
    acknowledged_at: Instant | None
    acknowledged_by: UUID | None
    acknowledgement_id: UUID | None
    state: str


@dataclass(frozen=True)
class LineView:
    """A line of the bank; `open` is what of it is not yet explained."""

    id: UUID
    statement_id: UUID
    serial: str
    on_day: date
    at_time: str
    amount: Money
    balance: Money | None
    payer: str
    payer_account: str
    case_account: str
    memo: str
    open: Money


@dataclass(frozen=True)
class MatchView:
    """A confirmed match in force, with the codes and facts its sentence is made of."""

    id: UUID
    event_id: UUID
    line: LineView
    amount: Money
    receipt_number: str | None
    handover_number: str | None
    case_id: UUID | None
    rule: str
    facts: dict[str, Any]
    at: Instant
    by_id: UUID | None


@dataclass(frozen=True)
class Collected:
    """Money that counts as collected (执行到位) in a case. `direct`: it never passed through the court's account."""

    event_id: UUID
    case_id: UUID
    amount: Money
    way: str
    at: Instant
    person_id: UUID | None = None
    """The debtor it was taken for; empty where the bank brought it without a receipt."""

    @property
    def direct(self) -> bool:
        """Whether the creditor got it directly."""
        return self.way == "direct"


@dataclass(frozen=True)
class Settled:
    """A settlement signed by both sides and, where it was needed, consented to in writing."""

    case_id: UUID
    plan_id: UUID
    at: Instant
    event_id: UUID
    kind: str = "settled"


@dataclass(frozen=True)
class MoneyClock:
    """A clock that money set running: `what` names the receipt or plan, `officer_ids` who holds the cash."""

    clock: Clock
    case_id: UUID
    what: str
    officer_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class AccountTotal:
    """One kind of account over a day: what stood, what was added and taken, what stands."""

    kind: str
    opening: Money
    added: Money
    taken: Money

    @property
    def closing(self) -> Money:
        """What stands at the end."""
        return self.opening + self.added - self.taken


@dataclass(frozen=True)
class LedgerLine:
    """One move on the account of a case, with the balance after it."""

    event_id: UUID
    kind: str
    at: Instant
    entered_at: Instant
    other: str
    """The kind of account on the other side."""
    added: Money
    taken: Money
    balance: Money
