"""What is owed on a day: the title's terms, the interest to that day, and every payment replayed by its value date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from app.base.money import ZERO, Money
from app.law.allocation import LAWFUL_ORDER, Head, Shares, allocate
from app.law.fee import execution_fee
from app.law.general_interest import Basis, Ends, LprRow, RateStep, general_interest
from app.law.interest import DAY, DayCount, Duty, Stay, doubled_interest
from app.law.sheets import Line, Sheet

DOUBLED_BASE: Final = (Head.PRINCIPAL,)
"""Money debts of the title without general interest (利息解释): what the doubled part is counted on.

The costs of the lawsuit (诉讼费) are no duty that the title imposes on the debtor towards the creditor, unless a court
holds them to be one.
"""
DOUBLED_WITH_COSTS: Final = (Head.COSTS, Head.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class ClaimTerms:
    """One sum of the title; `steps`, `first` and `until` say how general interest runs on it, if it does.

    `base`: the sum that bears the interest, never more than is still unpaid; a head of interest alone bears it
    on the principal.
    """

    head: Head
    amount: Money
    steps: tuple[RateStep, ...] = ()
    base: Money | None = None
    first: date | None = None
    until: date | None = None
    basis: Basis = Basis.CALENDAR
    ends: Ends = Ends.BOTH


@dataclass(frozen=True, slots=True)
class DebtTerms:
    """What the title orders. `due_on`: last day of the period for performance; without it nothing is doubled."""

    claims: tuple[ClaimTerms, ...]
    due_on: date | None = None
    fee_base: Money = ZERO
    lpr: tuple[LprRow, ...] = ()
    stays: tuple[Stay, ...] = ()
    """When enforcement stood still; days that were not for the debtor's sake bear no doubled interest."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment on its value date."""

    ref: UUID
    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Waived:
    """What the creditor let go of one head from a day on."""

    ref: UUID
    day: date
    head: Head
    amount: Money


@dataclass(frozen=True, slots=True)
class Conventions:
    """How this court counts and shares."""

    day_count: DayCount = DayCount.PAYDAY_COUNTED
    order: Sequence[Head] = LAWFUL_ORDER
    doubled_base: Sequence[Head] = DOUBLED_BASE


@dataclass(frozen=True, slots=True)
class Allocation:
    """How one payment was shared out, and what was left of all heads after it."""

    paid: Paid
    shares: Mapping[Head, Money]
    left: Money


@dataclass(frozen=True, slots=True)
class Owed:
    """The debt on a day. `charged` is what ever became due, `left` what is still owed, by head."""

    on: date
    charged: Mapping[Head, Money]
    left: Mapping[Head, Money]
    waived: Mapping[Head, Money]
    allocations: tuple[Allocation, ...]
    general: Sheet
    doubled: Sheet
    fee: Sheet
    to_refund: Money = ZERO

    @property
    def total(self) -> Money:
        """All that is still owed, the execution fee with it."""
        return Money(sum(self.left.values()))

    @property
    def to_creditor(self) -> Money:
        """What is owed to the creditor: without the court's fee."""
        return self.total - self.left.get(Head.EXECUTION_FEE, ZERO)

    @property
    def paid(self) -> Money:
        """All payments up to the day."""
        return Money(sum(one.paid.amount for one in self.allocations))

    def paid_on(self, head: Head) -> Money:
        """What the payments covered of a head."""
        return Money(sum(one.shares.get(head, ZERO) for one in self.allocations))


@dataclass(slots=True)
class _Running:
    """One claim while the days go by."""

    terms: ClaimTerms
    left: Money
    next_day: date | None


@dataclass(slots=True)
class _Debt:
    """The debt while payments are replayed."""

    claims: list[_Running]
    conventions: Conventions
    lpr: tuple[LprRow, ...]
    next_doubled: date | None
    stays: tuple[Stay, ...] = ()
    charged: dict[Head, Money] = field(default_factory=dict)
    left: dict[Head, Money] = field(default_factory=dict)
    waived: dict[Head, Money] = field(default_factory=dict)
    general: list[Line] = field(default_factory=list)
    doubled: list[Line] = field(default_factory=list)
    refund: Money = ZERO

    def charge(self, head: Head, amount: Money) -> None:
        self.charged[head] = self.charged.get(head, ZERO) + amount
        self.left[head] = self.left.get(head, ZERO) + amount

    def accrue(self, until: date) -> None:
        """Charge the interest of the days up to `until` that was not charged yet."""
        for claim in self.claims:
            self._general(claim, until)
        self._doubled(until)

    def _general(self, claim: _Running, until: date) -> None:
        first, terms = claim.next_day, claim.terms
        until = min(until, terms.until or until)
        if first is None or not terms.steps or until < first:
            return
        base = self._base(claim)
        sheet = general_interest(base, terms.steps, first, until, lpr=self.lpr, basis=terms.basis, ends=terms.ends)
        self.general += sheet.lines
        self.charge(Head.GENERAL_INTEREST, sheet.total)
        claim.next_day = until + DAY if terms.ends is Ends.BOTH else until

    def _base(self, claim: _Running) -> Money:
        unpaid = self.left.get(Head.PRINCIPAL, ZERO) if claim.terms.head is Head.GENERAL_INTEREST else claim.left
        return unpaid if claim.terms.base is None else min(unpaid, claim.terms.base)

    def _doubled(self, until: date) -> None:
        first = self.next_doubled
        if first is None or until < first:
            return
        base = Money(sum(self.left.get(head, ZERO) for head in self.conventions.doubled_base))
        counted = self.conventions.day_count
        sheet = doubled_interest(Duty(base, first - DAY), until, stays=self.stays, day_count=counted)
        self.doubled += sheet.lines
        self.charge(Head.DOUBLED_INTEREST, sheet.total)
        self.next_doubled = until + DAY if counted is DayCount.PAYDAY_COUNTED else until

    def pay(self, amount: Money) -> Shares:
        shares = allocate(amount, self.left, self.conventions.order)
        for head, part in shares.items():
            if head is Head.TO_REFUND:
                self.refund += part
            else:
                self._take(head, part)
        return shares

    def waive(self, head: Head, amount: Money) -> None:
        part = min(amount, self.left.get(head, ZERO))
        self.waived[head] = self.waived.get(head, ZERO) + part
        self._take(head, part)

    def _take(self, head: Head, part: Money) -> None:
        self.left[head] = self.left.get(head, ZERO) - part
        for claim in self.claims:
            if claim.terms.head is head:
                gone = min(part, claim.left)
                claim.left, part = claim.left - gone, part - gone


def lifted(payments: Iterable[Paid], taken: Iterable[tuple[date, Money]]) -> list[Paid]:
    """The payments without what plans took out of them: what went to other creditors never paid this debt.

    Each plan took from what had come by its day, the latest first. What came later it did not share out, and that is
    touched only where an earlier payment was taken back since.
    """
    kept = sorted(payments, key=lambda paid: (paid.day, str(paid.ref)))
    for day, whole in sorted(taken):
        away = whole
        known = sum(one.day <= day for one in kept)
        for place in (*reversed(range(known)), *range(known, len(kept))):
            part = min(kept[place].amount, away)
            away -= part
            kept[place] = replace(kept[place], amount=kept[place].amount - part)
    return [one for one in kept if one.amount]


def owed(
    terms: DebtTerms,
    on: date,
    *,
    payments: Iterable[Paid] = (),
    waivers: Iterable[Waived] = (),
    conventions: Conventions | None = None,
) -> Owed:
    """Replay everything up to `on` by its day, whatever order it was entered in.

    On one day waivers come before payments, so that a waiver never misses what a payment of that day would take.
    """
    fee = execution_fee(terms.fee_base)
    debt = _opened(terms, fee.total, conventions or Conventions())
    allocations: list[Allocation] = []
    for step in _steps(payments, waivers, on):
        debt.accrue(step.day)
        if isinstance(step, Waived):
            debt.waive(step.head, step.amount)
        else:
            shares = debt.pay(step.amount)
            allocations.append(Allocation(step, shares, Money(sum(debt.left.values()))))
    debt.accrue(on)
    return _closed(debt, on, fee, tuple(allocations))


def _opened(terms: DebtTerms, fee: Money, conventions: Conventions) -> _Debt:
    running = [_Running(claim, claim.amount, claim.first) for claim in terms.claims]
    debt = _Debt(running, conventions, terms.lpr, terms.due_on + DAY if terms.due_on else None, terms.stays)
    for claim in terms.claims:
        debt.charge(claim.head, claim.amount)
    debt.charge(Head.EXECUTION_FEE, fee)
    return debt


def _steps(payments: Iterable[Paid], waivers: Iterable[Waived], on: date) -> list[Paid | Waived]:
    both: list[Paid | Waived] = [*waivers, *payments]
    held = [step for step in both if step.day <= on]
    return sorted(held, key=lambda step: (step.day, isinstance(step, Paid), str(step.ref)))


def _closed(debt: _Debt, on: date, fee: Sheet, allocations: tuple[Allocation, ...]) -> Owed:
    return Owed(
        on=on,
        charged={head: amount for head in LAWFUL_ORDER if (amount := debt.charged.get(head, ZERO))},
        left={head: debt.left[head] for head in LAWFUL_ORDER if debt.charged.get(head, ZERO)},
        waived={head: amount for head, amount in debt.waived.items() if amount},
        allocations=allocations,
        general=Sheet(tuple(debt.general)),
        doubled=Sheet(tuple(debt.doubled), debt.conventions.day_count),
        fee=fee,
        to_refund=debt.refund,
    )
