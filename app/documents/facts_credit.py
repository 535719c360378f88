"""Facts of the papers that restrict a debtor: the order on consumption, the decision to list him as dishonest."""

from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.money import Money
from app.documents.facts import Line, Names, Text
from app.documents.facts_subject import SignedFacts, SubjectFacts
from app.law.listing import TERM, may_be_longer, terms

VIOLENT: Final = "以伪造证据、暴力、威胁等方法妨碍、抗拒执行"
Conduct = Literal[
    "有履行能力而拒不履行生效法律文书确定的义务",
    "以伪造证据、暴力、威胁等方法妨碍、抗拒执行",
    "以虚假诉讼、虚假仲裁或者隐匿、转移财产等方法规避执行",
    "违反财产报告制度",
    "违反限制消费令",
    "无正当理由拒不履行执行和解协议",
]


class ConsumptionOrder(SubjectFacts, SignedFacts):
    """限制消费令: against a person, or a unit with the people who answer for it."""

    dispute: Line = Field(title="执行案件名称")
    duty: Text = Field(title="未履行的义务")
    linked: tuple[Line, ...] = Field(default=(), title="单位的有关责任人员", description="每行一人：姓名，身份")
    items: Names = Field(title="限制的消费行为")
    starts: date = Field(title="限制自")
    release: Text = Field(title="解除的条件")
    exemption: Text = Field(title="例外的申请")
    consequences: Text = Field(title="违反的后果")
    citations: Names = Field(title="法律依据")
    report_phone: Line = Field(title="举报电话")


class DiscreditDecision(SubjectFacts, SignedFacts):
    """纳入失信决定书, with the entry that is published."""

    dispute: Line = Field(title="执行案件名称")
    basis: Line = Field(title="执行依据")
    duty: Text = Field(title="生效法律文书确定的义务")
    performance: Literal["全部未履行", "部分未履行"] = Field(title="履行情况")
    unpaid: Annotated[Money, Field(ge=0, title="未履行金额")]
    findings: Text = Field(title="查明的事实")
    evidence: Names = Field(title="证据")
    conduct: Annotated[tuple[Conduct, ...], Field(min_length=1, title="失信行为的情形")]
    term: Line = Field(
        title="纳入期限", description="有暴力、威胁方法妨碍抗拒执行，或者有多项失信情形的，才可以延长（依据待核）"
    )
    citations: Names = Field(title="法律依据")
    contact: Line = Field(title="本院联系人及电话")

    @model_validator(mode="after")
    def _term_offered_by_law(self) -> Self:
        if self.term not in terms():
            raise PydanticCustomError("listing_term", "no term of the law", {"terms": "、".join(terms())})
        if self.term != TERM and not may_be_longer(len(self.conduct), violent=VIOLENT in self.conduct):
            raise PydanticCustomError("listing_longer", "nothing makes the term longer")
        return self
