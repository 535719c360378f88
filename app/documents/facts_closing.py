"""Facts of the papers that take up a case again, and of the one that closes it."""

from datetime import date
from typing import Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.money import ZERO, Money
from app.base.refusal import Refusal
from app.documents.facts import CaseFacts, Line, Names, Text
from app.law.accounting import closing_amounts

PERFORMED: Final = "执行完毕"
"""The only way of closing that leaves nothing open."""


class ResumptionNotice(CaseFacts):
    """恢复执行通知书: the original title is enforced again; what was paid is deducted."""

    addressee: Line = Field(title="被执行人")
    applicant: Line = Field(title="申请执行人")
    dispute: Line = Field(title="执行案件名称")
    basis: Line = Field(title="执行依据")
    agreed_on: date = Field(title="和解协议签订日期")
    breach: Text = Field(title="不履行和解协议的事实")
    applied_on: date = Field(title="申请恢复执行日期")
    resumed_on: date = Field(title="恢复执行日期")
    paid: Money = Field(ge=0, title="已履行金额")
    remaining: Text = Field(title="尚应履行的义务")
    citations: Names = Field(title="法律依据")
    contact: Line = Field(title="本院联系人及电话")


class ClosingNotice(CaseFacts):
    """结案通知书: how the title was performed, and which measures end; its amounts make up what was closed."""

    addressees: Names = Field(title="当事人")
    dispute: Line = Field(title="执行案件名称")
    basis: Line = Field(title="执行依据")
    way: Literal["执行完毕", "终结执行", "销案", "不予执行", "驳回申请"] = Field(title="结案方式")
    performed: Text = Field(title="履行情况")
    closed: Money = Field(ge=0, title="结案标的金额", description="实际到位、申请人放弃、尚未执行三项之和")
    collected: Money = Field(ge=0, title="实际到位金额")
    waived: Money = Field(ge=0, title="申请人放弃金额")
    lifted: tuple[Line, ...] = Field(default=(), title="解除的措施")
    closed_on: date = Field(title="结案日期")
    citations: Names = Field(title="法律依据")
    contact: Line = Field(title="本院联系人及电话")

    @property
    def still_open(self) -> Money:
        """What is neither collected nor given up."""
        return closing_amounts(self.closed, self.collected, self.waived).still_open

    @model_validator(mode="after")
    def _amounts_hold(self) -> Self:
        try:
            left = self.still_open
        except Refusal:
            together = {"closed": str(self.closed), "sum": str(self.collected + self.waived)}
            raise PydanticCustomError("closing_exceeds", "{sum} is more than {closed}", together) from None
        if self.way == PERFORMED and left > ZERO:
            raise PydanticCustomError("closing_open", "{left} is still open", {"left": str(left)})
        return self
