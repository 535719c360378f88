"""Facts of the papers around a punishment: the warning before it, the fine, the end of a detention."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts import CaseFacts, Line, Names, Person, Text
from app.documents.facts_measures import Days, DetentionDays
from app.documents.facts_subject import SubjectFacts
from app.law.case_numbers import CaseNumber
from app.law.gate_fine import PERSON_MOST, UNIT_LEAST, UNIT_MOST


class FineDecision(SubjectFacts):
    """罚款决定书. `case_number` is the punishment's own number (司惩)."""

    role: Line = Field(title="在执行案件中的身份")
    enforcement_case: CaseNumber = Field(title="执行案号")
    dispute: Line = Field(title="执行案件名称")
    findings: Text = Field(title="查明的事实")
    evidence: Names = Field(title="证据")
    reasoning: Text = Field(title="构成妨害的理由")
    citations: Names = Field(title="法律依据")
    amount: Annotated[Money, Field(gt=0, title="罚款金额")]
    due: date = Field(title="缴纳期限")
    account: Line = Field(title="缴款账户")
    reconsideration_days: Days = Field(title="申请复议的天数")
    superior: Line = Field(title="上一级人民法院")

    @model_validator(mode="after")
    def _within_the_limits_of_law(self) -> Self:
        least, most = (UNIT_LEAST, UNIT_MOST) if self.unit else (Money(1), PERSON_MOST)
        if not least <= self.amount <= most:
            raise PydanticCustomError("fine_limit", "beyond the law", {"least": str(least), "most": str(most)})
        return self


class ReleaseNotice(CaseFacts):
    """提前解除拘留通知书: to the police and the place of custody, with 回执. Only for who is in custody."""

    addressee: Line = Field(title="受文机关")
    place: Line = Field(title="拘留所")
    decision_number: CaseNumber = Field(title="拘留决定书案号")
    person: Person = Field(title="被拘留人")
    days: DetentionDays = Field(title="拘留天数")
    admitted_on: date = Field(title="收拘日期")
    reason: Line = Field(title="提前解除的原因")
    citations: Names = Field(title="法律依据")
    released_on: date = Field(title="解除日期")
    contact: Line = Field(title="本院联系人及电话")


class PunishmentWarning(CaseFacts):
    """预拘留、预罚款通知书: what will follow unless something is done by a certain time; it punishes nobody itself."""

    addressee: Line = Field(title="被通知人")
    role: Line = Field(title="在本案中的身份")
    dispute: Line = Field(title="执行案件名称")
    findings: Text = Field(title="已经查明的行为")
    required: Text = Field(title="应当履行的事项")
    deadline: Instant = Field(title="履行的最后时间")
    citations: Names = Field(title="法律依据")
    contact: Line = Field(title="本院联系人及电话")
