"""Facts of the evening's papers about money: hand-over slip and day sheet."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.documents.facts import Facts, Line, Part
from app.law.case_numbers import CaseNumber


class HandedReceipt(Part):
    """A receipt whose money is handed over."""

    serial: Line = Field(title="凭证号")
    case_number: CaseNumber = Field(title="案号")
    payer: Line = Field(title="交款人")
    amount: Money = Field(title="金额")


class HandoverSlip(Facts):
    """交接单: cash from the officer to finance, the same or the next day."""

    receipts: Annotated[tuple[HandedReceipt, ...], Field(min_length=1, title="收款凭证")]
    handed_by: Line = Field(title="移交人")
    received_by: Line = Field(title="接收人")
    handed_at: Instant = Field(title="移交时间")
    due: Instant = Field(title="最迟移交时间")
    late_reason: Line | None = Field(default=None, title="次日移交的原因")

    @property
    def total(self) -> Money:
        """The cash handed over."""
        return _sum(self.receipts)


class DayPayment(Part):
    """One payment of the day."""

    serial: Line = Field(title="凭证号或流水号")
    case_number: CaseNumber = Field(title="案号")
    payer: Line = Field(title="交款人")
    method: Line = Field(title="方式")
    amount: Money = Field(title="金额")
    state: Line = Field(title="对账状态")


class VoidedNumber(Part):
    """A number that was voided, and why."""

    serial: Line = Field(title="编号")
    reason: Line = Field(title="作废原因")


class DaySheet(Facts):
    """日结单: the day's money, what is open, and the head of the trail, so that a cut-off tail is found."""

    occasion: Line = Field(title="事项")
    payments: tuple[DayPayment, ...] = Field(default=(), title="当日收款")
    open_items: tuple[Line, ...] = Field(default=(), title="未结事项")
    voided: tuple[VoidedNumber, ...] = Field(default=(), title="作废编号")
    trail_lines: int = Field(ge=0, title="留痕行数")
    trail_head: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(title="留痕链头")
    closed_at: Instant = Field(title="日结时间")
    prepared_by: Line = Field(title="制表人")

    @property
    def total(self) -> Money:
        """All the day's money."""
        return _sum(self.payments)

    @property
    def by_method(self) -> Mapping[str, Money]:
        """The day's money by the way it came, in the order it first came so."""
        sums: dict[str, Money] = {}
        for payment in self.payments:
            sums[payment.method] = sums.get(payment.method, ZERO) + payment.amount
        return sums


def _sum(rows: Sequence[HandedReceipt | DayPayment]) -> Money:
    return sum((row.amount for row in rows), ZERO)
