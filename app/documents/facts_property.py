"""Facts of the papers on property: seizure with its list, search, and what others are asked to do."""

from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.instant import Instant
from app.documents.facts import CaseFacts, Line, Names, Pair, Part, Text, absence
from app.documents.facts_records import Present
from app.documents.facts_seizure import Record
from app.documents.facts_subject import AuthorisedFacts, SignedFacts

RULING_NEEDED: Final = frozenset({"冻结、划拨", "扣留、提取收入", "查封登记"})
"""What nobody is asked to do before the ruling of the court is there."""


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
    matter_kind: Literal["查询", "冻结、划拨", "扣留、提取收入", "查封登记", "解除查封、冻结"] = Field(title="协助类别")
    ruling: Line | None = Field(
        default=None, title="依据的执行裁定书", description="冻结、划拨、扣留、提取和查封登记，须先有本院的裁定书"
    )
    matter: Text = Field(title="协助事项")
    attached: Names = Field(title="所附文书")
    citations: Names = Field(title="法律依据")
    duty: Names = Field(title="协助义务的依据")
    officers: Pair = Field(title="执行人员（至少两名）")
    contact: Line = Field(title="本院联系人及电话")

    @model_validator(mode="after")
    def _ruled(self) -> Self:
        if self.matter_kind in RULING_NEEDED and self.ruling is None:
            raise absence("ruling", "依据的执行裁定书")
        return self
