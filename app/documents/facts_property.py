"""Facts of the papers on property: seizure with its list, search, and what others are asked to do."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts import CaseFacts, Line, Names, Pair, Part, Text
from app.documents.facts_records import Officer, Present
from app.documents.facts_subject import AuthorisedFacts, SignedFacts
from app.law.clock_rules import CLOCKS
from app.law.periods import add_months

MOVABLE: Final = "动产"
USABLE: Final = "可以继续使用"
YEARS: Final = {rule.key: rule.period.length for rule in CLOCKS}
LONGEST: Final = {
    MOVABLE: YEARS["movable_seizure"],
    "不动产": YEARS["estate_seizure"],
    "其他财产权": YEARS["estate_seizure"],
}
"""The longest term of a seizure in years, by the class of the thing."""
WAGES: Final = ("农民工工资专用账户", "农民工工资专户", "工资保证金")
"""What may not be seized but for the wages of its own project."""
MONTHS: Final = 12


class SeizedThing(Part):
    """One line of the list of what is seized."""

    name: Line = Field(title="名称")
    category: Literal["动产", "不动产", "其他财产权"] = Field(title="类别")
    features: Line = Field(title="品牌型号、编号或登记证号")
    quantity: Line = Field(title="数量")
    condition: Line = Field(title="现状")
    owner: Line = Field(title="所有人")
    value: Money | None = Field(default=None, title="估值")
    place: Line = Field(title="所在地")
    custodian: Line = Field(title="保管人")
    use: Literal["可以继续使用", "不得使用"] = Field(title="能否使用")


Things = Annotated[tuple[SeizedThing, ...], Field(min_length=1)]
Record = Annotated[tuple[Officer, ...], Field(min_length=2)]


def latest_end(things: Sequence[SeizedThing], starts: date) -> date:
    """The last day a seizure of all these things can run to; its first day counts."""
    years = min(LONGEST[one.category] for one in things)
    return add_months(starts, years * MONTHS) - timedelta(days=1)


def _require_lawful(things: Sequence[SeizedThing], debtor: str) -> None:
    """Only the debtor as custodian may go on using a thing; wage accounts are not seized at all."""
    for one in things:
        if any(word in one.name for word in WAGES):
            raise PydanticCustomError("wage_account", "wage accounts may not be seized")
        if one.use == USABLE and one.custodian != debtor:
            raise PydanticCustomError("custodian_use", "{name} is kept by another", {"name": one.name})


class SeizureRuling(CaseFacts):
    """执行裁定书（查封、扣押用）, with the list. `case_number` may carry 之一."""

    applicant: Text = Field(title="申请执行人基本情况")
    debtor: Text = Field(title="被执行人基本情况")
    owner: Line = Field(title="被执行人")
    dispute: Line = Field(title="执行案件名称")
    reason: Text = Field(title="查封、扣押的理由")
    citations: Names = Field(title="法律依据")
    measure: Literal["查封", "扣押", "查封、扣押"] = Field(title="措施")
    limit: Annotated[Money, Field(gt=0, title="限额")]
    things: Things = Field(title="财产清单")
    starts: date = Field(title="期限自")
    ends: date = Field(title="期限至")
    judges: Names = Field(title="审判员或执行员")
    clerk: Line = Field(title="书记员")

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        _require_lawful(self.things, self.owner)
        if not self.starts <= self.ends <= latest_end(self.things, self.starts):
            last = latest_end(self.things, self.starts).isoformat()
            raise PydanticCustomError("seizure_term", "the seizure may end on {last} at the latest", {"last": last})
        return self


class SeizureRecord(CaseFacts):
    """查封（扣押）笔录: start and end, things with their custodian, who was there, the list handed over."""

    cause: Line = Field(title="案由")
    ruling_number: Line = Field(title="裁定书案号")
    debtor: Line = Field(title="被执行人")
    measure: Literal["查封", "扣押", "查封、扣押"] = Field(title="措施")
    started: Instant = Field(title="开始时间")
    ended: Instant = Field(title="结束时间")
    place: Line = Field(title="地点")
    officers: Record = Field(title="执行人员")
    recorder: Line = Field(title="记录人")
    present: Annotated[tuple[Present, ...], Field(min_length=1, title="在场人员")]
    summoned: Text = Field(title="通知到场情况")
    told: Text = Field(title="告知事项")
    course: Text = Field(title="经过")
    things: Things = Field(title="财产清单")
    seals: Line = Field(title="封条、公示情况")
    custody: Text = Field(title="保管责任告知")
    list_to: Line = Field(title="清单交付")
    objections: Text = Field(title="异议及答复")
    recording: Names = Field(title="执法记录仪编号")

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        _require_lawful(self.things, self.debtor)
        return self


class SearchWarrant(AuthorisedFacts, SignedFacts):
    """搜查令: signed by the president, or in his name; names person, places, reason, officers and its last day."""

    dispute: Line = Field(title="执行案件名称")
    subject: Line = Field(title="被搜查人")
    subject_number: Line = Field(title="证件号码")
    places: Names = Field(title="搜查场所")
    reason: Text = Field(title="搜查的事由")
    sought: Line = Field(title="搜查的对象")
    citations: Names = Field(title="法律依据")
    officers: Pair = Field(title="执行人员（至少两名）")
    women: tuple[Line, ...] = Field(default=(), title="女执行人员")
    starts: date = Field(title="有效期自")
    ends: date = Field(title="有效期至")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.starts:
            raise PydanticCustomError("validity", "the warrant ends before it begins")
        return self


class FoundThing(Part):
    """Something a search found."""

    name: Line = Field(title="名称")
    features: Line = Field(title="特征、编号")
    quantity: Line = Field(title="数量")
    place: Line = Field(title="发现位置")
    handling: Line = Field(title="处理")


class SearchRecord(CaseFacts):
    """搜查笔录, with the list of what was found."""

    cause: Line = Field(title="案由")
    warrant: Line = Field(title="搜查令编号")
    subject: Line = Field(title="被搜查人")
    started: Instant = Field(title="开始时间")
    ended: Instant = Field(title="结束时间")
    place: Line = Field(title="地点")
    officers: Record = Field(title="执行人员")
    recorder: Line = Field(title="记录人")
    present: Annotated[tuple[Present, ...], Field(min_length=1, title="在场人员")]
    summoned: Text = Field(title="通知到场情况")
    shown: Line = Field(title="出示证件和搜查令情况")
    demanded: Text = Field(title="责令交出及答复")
    course: Text = Field(title="搜查经过")
    opened: Text = Field(title="强制开启情况")
    women: Line = Field(title="对妇女身体的搜查")
    found: tuple[FoundThing, ...] = Field(default=(), title="发现的财物")
    objections: Text = Field(title="异议及答复")
    recording: Names = Field(title="执法记录仪编号")


class AssistanceNotice(CaseFacts):
    """协助执行通知书, with 回执."""

    addressee: Line = Field(title="协助单位")
    dispute: Line = Field(title="执行案件名称")
    basis: Line = Field(title="执行依据")
    subject: Line = Field(title="被执行人")
    subject_number: Line = Field(title="证件号码或统一社会信用代码")
    matter_kind: Literal["查询、冻结、划拨", "扣留、提取收入", "查封、解除查封登记"] = Field(title="协助类别")
    matter: Text = Field(title="协助事项")
    attached: Names = Field(title="所附文书")
    citations: Names = Field(title="法律依据")
    duty: Names = Field(title="协助义务的依据")
    officers: Pair = Field(title="执行人员（至少两名）")
    contact: Line = Field(title="本院联系人及电话")
