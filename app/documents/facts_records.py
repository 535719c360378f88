"""Facts of the papers that record what was done at the door."""

from typing import Annotated

from pydantic import Field

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts import CaseFacts, Line, Names, Pair, Part, Text


class Officer(Part):
    """An officer of the record: his name, duty and certificate."""

    name: Line = Field(title="姓名")
    duty: Line = Field(title="职务")
    certificate: Line = Field(title="工作证件号")


class Present(Part):
    """Somebody who was there."""

    name: Line = Field(title="姓名")
    standing: Line = Field(title="身份或关系")


class Entry(Part):
    """One step of the record: when, and what was asked, said or done."""

    at: Instant = Field(title="时间")
    text: Text = Field(title="内容")


class EnforcementRecord(CaseFacts):
    """执行笔录. What did not occur is written as 无, never left out."""

    cause: Line = Field(title="案由")
    started: Instant = Field(title="开始时间")
    ended: Instant = Field(title="结束时间")
    place: Line = Field(title="地点")
    officers: Annotated[tuple[Officer, ...], Field(min_length=2, title="执行人员")]
    recorder: Line = Field(title="记录人")
    present: Annotated[tuple[Present, ...], Field(min_length=1, title="在场人员")]
    shown: Line = Field(title="出示证件情况")
    told: Text = Field(title="告知事项")
    entries: Annotated[tuple[Entry, ...], Field(min_length=1, title="执行经过")]
    assets: Text = Field(title="财产情况")
    payment: Text = Field(title="履行情况")
    objections: Text = Field(title="异议及答复")
    recording: Line = Field(title="执法记录仪编号")


class ServedPaper(Part):
    """A paper that is served."""

    name: Line = Field(title="名称")
    number: Line = Field(title="文号")
    copies: int = Field(ge=1, le=99, title="份数")


class ServiceReceipt(CaseFacts):
    """送达回证: prepared for signing at the door; how it went is written by hand or follows from the deed."""

    cause: Line = Field(title="案由")
    recipient: Line = Field(title="受送达人")
    address: Line = Field(title="送达地点")
    papers: Annotated[tuple[ServedPaper, ...], Field(min_length=1, title="送达文书")]
    servers: Pair = Field(title="送达人")


class CashReceipt(CaseFacts):
    """现场收款凭证: bears the ledger's number of the receipt; payer, finance and file get a part each."""

    number: Line = Field(title="收款编号")
    debtor: Line = Field(title="被执行人")
    payer: Line = Field(title="交款人")
    relation: Line = Field(title="交款人与被执行人关系")
    amount: Annotated[Money, Field(gt=0, title="金额")]
    purpose: Line = Field(title="款项性质")
    method: Line = Field(title="交款方式")
    bank_reference: Line | None = Field(default=None, title="银行流水号")
    received_at: Instant = Field(title="收款时间")
    place: Line = Field(title="收款地点")
    officers: Pair = Field(title="收款人员")
    hand_over_due: Instant | None = Field(default=None, title="最迟移交时间")
    """None where no cash changed hands."""


class CashRecord(CaseFacts):
    """收款笔录: why cash was taken, how it was counted, who was there."""

    started: Instant = Field(title="开始时间")
    ended: Instant = Field(title="结束时间")
    place: Line = Field(title="地点")
    officers: Pair = Field(title="收款人员")
    recorder: Line = Field(title="记录人")
    debtor: Line = Field(title="被执行人")
    payer: Line = Field(title="交款人")
    relation: Line = Field(title="交款人与被执行人关系")
    present: Names = Field(title="在场人员")
    reason: Text = Field(title="收取现金的原因")
    amount: Annotated[Money, Field(gt=0, title="金额")]
    counting: Text = Field(title="清点情况")
    statement: Text = Field(title="交款人陈述")
    receipt_number: Line = Field(title="收款凭证号")
    recording: Line = Field(title="执法记录仪编号")
