"""Facts of the forms that go round inside the court: approvals, payout, police, seals."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.documents.facts import CaseFacts, Facts, Line, Names, Part, Text


class Opinion(Part):
    """A step of the approval that was taken already."""

    step: Line = Field(title="环节")
    by: Line = Field(title="姓名")
    on: date = Field(title="日期")
    how: Line = Field(title="方式或意见")


class MeasureApproval(CaseFacts):
    """拘传、拘留审批表: who, why, on what evidence, and what each level says."""

    cause: Line = Field(title="案由")
    whom: Text = Field(title="被采取措施人基本情况")
    role: Line = Field(title="在本案中的身份")
    facts: Text = Field(title="事实和理由")
    evidence: Names = Field(title="证据")
    citations: Names = Field(title="法律依据")
    proposed: Line = Field(title="拟采取的措施")
    health: Line = Field(title="健康、年龄及代表身份核查")
    checked: Line = Field(title="逐项条件核查")
    proposed_by: Line = Field(title="提请人")
    proposed_on: date = Field(title="提请日期")
    opinions: tuple[Opinion, ...] = Field(default=(), title="已有意见")


class PaidIn(Part):
    """Money that arrived in the case."""

    number: Line = Field(title="凭证号或流水号")
    on: date = Field(title="到账日期")
    payer: Line = Field(title="交款人")
    amount: Annotated[Money, Field(gt=0, title="金额")]


class PaidOut(Part):
    """One part of the payout."""

    item: Line = Field(title="项目")
    payee: Line = Field(title="收款人")
    account: Line = Field(title="开户行及账号")
    amount: Annotated[Money, Field(gt=0, title="金额")]


class PayoutApproval(CaseFacts):
    """执行款发放审批表: what came in is what goes out, to accounts that were proved."""

    cause: Line = Field(title="案由")
    applicant: Line = Field(title="申请执行人")
    debtor: Line = Field(title="被执行人")
    receipts: Annotated[tuple[PaidIn, ...], Field(min_length=1, title="到账款项")]
    parts: Annotated[tuple[PaidOut, ...], Field(min_length=1, title="分配和发放")]
    kept: Money = Field(default=ZERO, ge=0, title="暂留金额")
    order: Line = Field(title="分配顺序的依据")
    proof: Names = Field(title="收款账户证明材料")
    own_account: Literal["申请执行人本人账户", "经特别授权的代理人账户", "法院费用账户"] = Field(title="收款账户性质")
    limit: Money = Field(gt=0, title="执行局局长审批限额")
    proposed_by: Line = Field(title="承办人")

    @property
    def total(self) -> Money:
        """What came in."""
        return sum((one.amount for one in self.receipts), ZERO)

    @model_validator(mode="after")
    def _in_is_out(self) -> Self:
        out = sum((one.amount for one in self.parts), ZERO) + self.kept
        if self.total != out:
            raise PydanticCustomError(
                "payout_sum", "{out} of {total} paid out", {"out": str(out), "total": str(self.total)}
            )
        return self


class PoliceNeed(Part):
    """What one squad needs."""

    squad: Line = Field(title="小组")
    leader: Line = Field(title="带队")
    police: int = Field(ge=0, le=99, title="司法警察")
    women: int = Field(ge=0, le=99, title="其中女警")
    vehicles: int = Field(ge=0, le=99, title="警车")


class PoliceRequest(Facts):
    """用警、派车申请: for a sweep, with its nature, numbers, time and place."""

    sweep: Line = Field(title="行动名称")
    nature: Line = Field(title="行动性质")
    starts: Instant = Field(title="开始时间")
    ends: Instant = Field(title="结束时间")
    assembly: Line = Field(title="集合地点")
    area: Line = Field(title="行动区域")
    targets: int = Field(ge=1, le=999, title="行动对象（人）")
    needs: Annotated[tuple[PoliceNeed, ...], Field(min_length=1, title="各组需要")]
    equipment: Names = Field(title="警械和装备")
    risks: Text = Field(title="风险和预案")
    applicant: Line = Field(title="申请人")
    contact: Line = Field(title="联系电话")


class ToSeal(Part):
    """A paper that waits for its seal."""

    number: Line = Field(title="控制号")
    title: Line = Field(title="文书名称")
    case_number: Line = Field(title="案号")
    copies: int = Field(ge=1, le=99, title="份数")
    seal: Line = Field(title="印章")


class SealRegister(Facts):
    """用印审批登记表: what is to be sealed, who asks, who allows, who seals."""

    occasion: Line = Field(title="事由")
    papers: Annotated[tuple[ToSeal, ...], Field(min_length=1, title="用印文书")]
    applicant: Line = Field(title="申请人")

    @property
    def copies(self) -> int:
        """How many impressions are asked for."""
        return sum(one.copies for one in self.papers)
