"""Facts of the papers that parties sign: their own voice, no title or seal of the court."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.money import ZERO, Money
from app.documents.facts import CaseFacts, Facts, Line, Names, Part, Text
from app.law.case_numbers import CaseNumber


class Party(Part):
    """A party as he names himself: a person or a unit."""

    name: Line = Field(title="姓名或名称")
    number: Line = Field(title="公民身份号码或统一社会信用代码")
    address: Line = Field(title="住址或住所地")
    phone: Line = Field(title="联系电话")
    agent: Line | None = Field(default=None, title="代理人或负责人")
    powers: Line | None = Field(default=None, title="代理权限")


class Owed(Part):
    """One head of a debt."""

    head: Line = Field(title="项目")
    amount: Money = Field(ge=0, title="金额")


class Instalment(Part):
    """One payment promised."""

    due: date = Field(title="还款日")
    amount: Money = Field(ge=0, title="金额")


class Waived(Part):
    """What the creditor lets go, under the condition he set."""

    head: Line = Field(title="项目")
    amount: Money = Field(ge=0, title="金额")


class Named(Part):
    """A party in his own application; what the court does not know he writes himself."""

    name: Line = Field(title="姓名或名称")
    number: Line | None = Field(default=None, title="公民身份号码或统一社会信用代码")
    address: Line | None = Field(default=None, title="住址或住所地")
    phone: Line | None = Field(default=None, title="联系电话")
    agent: Line | None = Field(default=None, title="代理人或负责人")


class Missed(Part):
    """An instalment past its day and not covered."""

    position: int = Field(ge=1, title="期次")
    due: date = Field(title="还款日")
    amount: Money = Field(gt=0, title="应还金额")
    paid: Money = Field(default=ZERO, ge=0, title="已还金额")

    @property
    def lacking(self) -> Money:
        """What is still to be paid of it."""
        return self.amount - self.paid


Parties = Annotated[tuple[Party, ...], Field(min_length=1)]
Debt = Annotated[tuple[Owed, ...], Field(min_length=1)]
Schedule = Annotated[tuple[Instalment, ...], Field(min_length=1)]


def total(rows: Sequence[Owed | Instalment | Waived]) -> Money:
    """The sum of the rows."""
    return sum((row.amount for row in rows), ZERO)


class _Plan(Facts):
    """What undertaking and settlement share: the debt on a day, what is paid now, and the rest by instalments."""

    enforcement_case: CaseNumber = Field(title="执行案号")
    basis: Line = Field(title="执行依据")
    as_of: date = Field(title="债务计算截止日")
    debt: Debt = Field(title="债务明细")
    waived: tuple[Waived, ...] = Field(default=(), title="减免项目")
    paid_now: Money = Field(default=ZERO, ge=0, title="当场支付")
    schedule: Schedule = Field(title="还款计划")
    account: Line = Field(title="收款账户")

    @property
    def owed(self) -> Money:
        """The whole debt on that day."""
        return total(self.debt)

    @property
    def relief(self) -> Money:
        """All that is waived."""
        return total(self.waived)

    @property
    def promised(self) -> Money:
        """The sum of the instalments."""
        return total(self.schedule)

    @model_validator(mode="after")
    def _sums_agree(self) -> Self:
        if self.owed - self.relief - self.paid_now != self.promised:
            raise PydanticCustomError(
                "plan_sum",
                "the instalments make {promised}, the rest of the debt is {rest}",
                {"promised": str(self.promised), "rest": str(self.owed - self.relief - self.paid_now)},
            )
        return self


class Undertaking(_Plan):
    """分期还款承诺书: the debtor's word (both spouses'); it stops nothing unless the creditor agrees."""

    promisors: Parties = Field(title="承诺人")
    creditor: Line = Field(title="申请执行人")
    hardship: Text = Field(title="困难情况")


class Settlement(_Plan):
    """执行和解协议: both parties sign; the officers note it, they do not sign it."""

    creditors: Parties = Field(title="申请执行人")
    debtors: Parties = Field(title="被执行人")
    guarantors: tuple[Party, ...] = Field(default=(), title="担保人")
    waiver_conditional: bool = Field(default=True, title="减免以全部履行为条件")
    seizure: Text = Field(title="查封冻结措施的处理")
    copies: int = Field(default=4, ge=2, le=20, title="份数")


class ResumptionApplication(CaseFacts):
    """恢复执行申请书: drafted for the creditor, who corrects and signs it; the court asks for nothing by itself."""

    applicants: Annotated[tuple[Named, ...], Field(min_length=1, title="申请人")]
    respondents: Annotated[tuple[Named, ...], Field(min_length=1, title="被申请人")]
    basis: Line = Field(title="执行依据")
    agreed_on: date = Field(title="和解协议签订日期")
    as_of: date = Field(title="履行情况截止日")
    promised: Money = Field(gt=0, title="和解协议约定的金额")
    instalments: int = Field(ge=1, title="约定的期数")
    paid: Money = Field(ge=0, title="已履行金额")
    missed: Annotated[tuple[Missed, ...], Field(min_length=1, title="到期未履行的期次")]
    last_on: date = Field(title="约定履行期间的最后一日")
    until: date = Field(title="申请恢复执行的最后一日")
    request: Text = Field(title="请求事项")
    reasons: Text = Field(title="事实和理由")
    citations: Names = Field(title="法律依据")

    @property
    def lacking(self) -> Money:
        """All that was due and is not paid."""
        return sum((one.lacking for one in self.missed), ZERO)
