"""Facts of the papers that touch a person's liberty: summons, compelled attendance, detention."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts import CaseFacts, Line, Names, Pair, Part, Person, Text, absence
from app.documents.facts_subject import AuthorisedFacts
from app.law.case_numbers import CaseNumber
from app.law.gate_detain import LEAST_DAYS, MOST_DAYS
from app.law.gate_fine import PERSON_MOST

Days = Annotated[int, Field(ge=1, le=99)]
"""A number of days that fits its place on paper; the limits of law are the gates' business."""
DetentionDays = Annotated[int, Field(ge=LEAST_DAYS, le=MOST_DAYS)]
"""But no paper ever says that somebody is detained for longer than the law allows."""


class Summons(CaseFacts):
    """传票: comes with a stub for the file."""

    cause: Line = Field(title="案由")
    summoned: Line = Field(title="被传唤人")
    address: Line = Field(title="工作单位或住址")
    reason: Line = Field(title="传唤事由")
    appear_at: Instant = Field(title="应到时间")
    appear_place: Line = Field(title="应到处所")
    officer: Line = Field(title="承办人")
    clerk: Line = Field(title="书记员")


class CompelWarrant(AuthorisedFacts):
    """拘传票: names the summons that was ignored, its basis and the approval."""

    name: Line = Field(title="被拘传人")
    sex: Line = Field(title="性别")
    id_number: Line = Field(title="公民身份号码")
    address: Line = Field(title="工作单位或住址")
    role: Line = Field(title="在本案中的身份")
    reason: Text = Field(title="拘传事由")
    citations: Names = Field(title="法律依据")
    appear_at: Instant = Field(title="应到时间")
    appear_place: Line = Field(title="应到处所")
    applicant: Line = Field(title="提请人")
    applied_on: date = Field(title="提请日期")
    approved_by: Line = Field(title="批准人（院长）")
    approved_on: date = Field(title="批准日期")
    police: Pair = Field(title="执行司法警察（至少两名）")


class DetentionDecision(CaseFacts):
    """拘留决定书. `case_number` is the punishment's own number (司惩); `enforcement_case` the case it grew from."""

    person: Person = Field(title="被拘留人")
    role: Line = Field(title="在执行案件中的身份")
    enforcement_case: CaseNumber = Field(title="执行案号")
    dispute: Line = Field(title="执行案件名称")
    """Such as 甲银行申请执行张某某金融借款合同纠纷."""
    findings: Text = Field(title="查明的事实")
    evidence: Names = Field(title="证据")
    reasoning: Text = Field(title="构成妨害的理由")
    citations: Names = Field(title="法律依据")
    days: DetentionDays = Field(title="拘留天数")
    fine: Money | None = Field(default=None, gt=0, le=PERSON_MOST, title="并处罚款")
    fine_due: date | None = Field(default=None, title="罚款缴纳期限")
    reconsideration_days: Days = Field(title="申请复议的天数")
    superior: Line = Field(title="上一级人民法院")

    @model_validator(mode="after")
    def _fine_has_its_day(self) -> Self:
        if self.fine is not None and self.fine_due is None:
            raise absence("fine_due", "罚款缴纳期限")
        return self


class CustodyNotice(CaseFacts):
    """执行拘留通知书 to the police and the place of custody, with 回执 and 存根."""

    addressee: Line = Field(title="受文机关")
    place: Line = Field(title="拘留所")
    decision_number: CaseNumber = Field(title="拘留决定书案号")
    person: Person = Field(title="被拘留人")
    reason: Line = Field(title="拘留原因")
    days: DetentionDays = Field(title="拘留天数")
    starts: date = Field(title="拘留起始日")
    ends: date = Field(title="拘留届满日")
    citations: Names = Field(title="法律依据")
    special: Text = Field(title="特别事项")
    """Health, sex, age, nationality, deputy; 无 when there is nothing."""
    officers: Pair = Field(title="送拘人员")
    contact: Line = Field(title="本院联系人及电话")


class Attempt(Part):
    """One attempt to reach the family."""

    at: Instant = Field(title="时间")
    how: Line = Field(title="方式")
    result: Line = Field(title="结果")


class FamilyNotice(CaseFacts):
    """拘留通知书 to the family."""

    addressee: Line = Field(title="被通知人")
    relation: Line = Field(title="与被拘留人关系")
    name: Line = Field(title="被拘留人")
    sex: Line = Field(title="性别")
    born: date = Field(title="出生日期")
    decision_number: CaseNumber = Field(title="拘留决定书案号")
    reason: Line = Field(title="拘留原因")
    citations: Names = Field(title="法律依据")
    days: DetentionDays = Field(title="拘留天数")
    starts: date = Field(title="拘留起始日")
    ends: date = Field(title="拘留届满日")
    place: Line = Field(title="拘留所")
    place_address: Line = Field(title="拘留所地址")
    place_phone: Line = Field(title="拘留所电话")
    contact: Line = Field(title="本院联系人及电话")
    attempts: tuple[Attempt, ...] = Field(default=(), title="通知经过")


class EarlyRelease(CaseFacts):
    """提前解除拘留决定书: before or after the person came into custody."""

    person: Person = Field(title="被拘留人")
    decision_number: CaseNumber = Field(title="拘留决定书案号")
    decided_on: date = Field(title="拘留决定日期")
    days: DetentionDays = Field(title="拘留天数")
    admitted_on: date | None = Field(default=None, title="收拘日期")
    """None when he was never handed over to custody."""
    repentance: Text = Field(title="认错改正的事实")
    evidence: Names = Field(title="证据")
    citations: Names = Field(title="法律依据")
    released_on: date = Field(title="解除日期")
    addressee: Line = Field(title="执行机关")
