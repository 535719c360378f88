"""Facts of the papers with which people answer the court, and of those that tell them what will follow."""

from datetime import date
from typing import Annotated

from pydantic import Field

from app.base.instant import Instant
from app.documents.facts import CaseFacts, Line, Names, Part, Text
from app.documents.facts_records import Officer


class Asked(Part):
    """One question and what was answered."""

    question: Text = Field(title="问")
    answer: Text = Field(title="答")


class InterviewRecord(CaseFacts):
    """询问笔录: by two officers at least; rights told, questions and answers."""

    cause: Line = Field(title="案由")
    started: Instant = Field(title="开始时间")
    ended: Instant = Field(title="结束时间")
    place: Line = Field(title="地点")
    officers: Annotated[tuple[Officer, ...], Field(min_length=2, title="询问人")]
    recorder: Line = Field(title="记录人")
    name: Line = Field(title="被询问人")
    sex: Line = Field(title="性别")
    born: date = Field(title="出生日期")
    id_number: Line = Field(title="公民身份号码")
    work: Line = Field(title="职业或工作单位")
    address: Line = Field(title="住址")
    phone: Line = Field(title="联系电话")
    role: Line = Field(title="在本案中的身份")
    told: Text = Field(title="告知事项")
    asked: Annotated[tuple[Asked, ...], Field(min_length=1, title="问答")]
    recording: Line = Field(title="执法记录仪编号")


class ConsequenceNotice(CaseFacts):
    """拒执法律后果告知书, signed by whom it was told."""

    addressee: Line = Field(title="被告知人")
    role: Line = Field(title="在本案中的身份")
    dispute: Line = Field(title="执行案件名称")
    basis: Line = Field(title="执行依据")
    duty: Text = Field(title="尚未履行的义务")
    punishment: Names = Field(title="罚款、拘留的依据")
    interest: Names = Field(title="迟延履行责任的依据")
    credit: Names = Field(title="信用惩戒的依据")
    contact: Line = Field(title="本院联系人及电话")


class Repentance(CaseFacts):
    """具结悔过书: a party's own words; it changes nothing by itself."""

    name: Line = Field(title="具结人")
    number: Line = Field(title="公民身份号码")
    address: Line = Field(title="住址")
    phone: Line = Field(title="联系电话")
    decision_number: Line = Field(title="处罚决定书案号")
    wrong: Text = Field(title="所犯的错误")
    mended: Text = Field(title="已经改正的事实")
    promise: Text = Field(title="今后的保证")


class AddressConfirmation(CaseFacts):
    """送达地址确认书: what is known is printed, the rest is written and signed by the party."""

    cause: Line = Field(title="案由")
    party: Line = Field(title="当事人")
    number: Line = Field(title="公民身份号码或统一社会信用代码")
    role: Line = Field(title="在本案中的身份")
    address: Line = Field(title="已知的送达地址")
    phone: Line = Field(title="已知的电话")
    officer: Line = Field(title="承办人")
