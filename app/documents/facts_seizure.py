"""Facts of the papers of a seizure: the ruling with its list, the record made on the spot.

What the gate of a seizure must know and no room keeps is asked here, thing by thing or once for a sum of money.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts import CaseFacts, Line, Names, Part, Text, absence
from app.documents.facts_records import Officer, Present
from app.law.clock_rules import CLOCKS
from app.law.periods import add_months

DEPOSIT: Final = "银行存款"
INCOME: Final = "收入"
PAID_IN_MONEY: Final = frozenset({DEPOSIT, INCOME})
USABLE: Final = "可以继续使用"
YES: Final = "是"
YEARS: Final = {rule.key: rule.period.length for rule in CLOCKS}
LONGEST: Final = {
    "动产": YEARS["movable_seizure"],
    "不动产": YEARS["estate_seizure"],
    "其他财产权": YEARS["estate_seizure"],
    DEPOSIT: YEARS["deposit_freeze"],
    INCOME: YEARS["estate_seizure"],
}
"""The longest term of a seizure in years, by the class of the thing."""
WAGES: Final = ("农民工工资专用账户", "农民工工资专户", "工资保证金")
"""What may not be seized but for the wages of its own project."""
MONTHS: Final = 12
YesNo = Literal["是", "否"]
Measure = Literal["查封", "扣押", "查封、扣押", "冻结", "冻结、划拨", "扣留、提取"]
Account = Literal["普通账户", "农民工工资专用账户", "工资保证金账户"]
Exempted = Literal[
    "不属于",
    "唯一的生活居住用房",
    "生活必需品",
    "必需的生活费用",
    "完成义务教育必需的物品",
    "残疾人辅助器具",
    "荣誉、表彰物品",
    "未公开的发明、未发表的著作",
    "其他不得查封的财产",
]


class SeizedThing(Part):
    """One line of the list of what is seized."""

    name: Line = Field(title="名称")
    category: Literal["动产", "不动产", "其他财产权", "银行存款", "收入"] = Field(title="类别")
    features: Line = Field(title="品牌型号、编号、登记证号或账号")
    quantity: Line = Field(title="数量")
    condition: Line = Field(title="现状")
    owner: Line = Field(title="所有人")
    value: Money | None = Field(default=None, ge=0, title="估值（存款、收入填金额）")
    place: Line = Field(title="所在地（开户行、支付单位）")
    custodian: Line = Field(title="保管人")
    use: Literal["可以继续使用", "不得使用"] = Field(title="能否使用")
    harm: Literal["不影响价值", "明显减损价值"] | None = Field(default=None, title="继续使用对价值的影响")
    exempt: Exempted = Field(title="是否属于豁免财产")
    vehicle: Literal["已登记", "未登记"] | None = Field(default=None, title="机动车登记")


Things = Annotated[tuple[SeizedThing, ...], Field(min_length=1)]
Record = Annotated[tuple[Officer, ...], Field(min_length=2)]


def latest_end(things: Sequence[SeizedThing], starts: date) -> date:
    """The last day a seizure of all these things can run to; its first day counts."""
    years = min(LONGEST[one.category] for one in things)
    return add_months(starts, years * MONTHS) - timedelta(days=1)


class _Seizure(CaseFacts):
    """What the ruling and the record have in common."""

    measure: Measure = Field(title="措施")
    things: Things = Field(title="财产清单")

    def require_lawful(self, debtor: str, *, wages: bool = False) -> None:
        """Only the debtor as custodian may go on using a thing, and what that does to its value was asked.

        `wages`: the debt is the wages of the very workers a wage account is for; no other may be seized.
        """
        for one in self.things:
            if not wages and any(word in one.name for word in WAGES):
                raise PydanticCustomError("wage_account", "wage accounts may not be seized")
            if one.use == USABLE and one.custodian != debtor:
                raise PydanticCustomError("custodian_use", "{name} is kept by another", {"name": one.name})
            if one.use == USABLE and one.harm is None:
                raise absence("things", f"{one.name}·继续使用对价值的影响")


class SeizureRuling(_Seizure):
    """执行裁定书（查封、扣押、冻结用）, with the list. `case_number` may carry 之一."""

    applicant: Text = Field(title="申请执行人基本情况")
    debtor: Text = Field(title="被执行人基本情况")
    owner: Line = Field(title="被执行人")
    dispute: Line = Field(title="执行案件名称")
    reason: Text = Field(title="采取措施的理由")
    citations: Names = Field(title="法律依据")
    limit: Annotated[Money, Field(gt=0, title="限额")]
    starts: date = Field(title="期限自")
    ends: date = Field(title="期限至")
    account: Account | None = Field(default=None, title="账户性质", description="冻结、划拨存款的必须问明")
    project_wages: YesNo | None = Field(default=None, title="本案债权是该账户项目的农民工工资")
    living_standard: Money | None = Field(
        default=None, ge=0, title="当地最低生活保障标准（每人每月）", description="冻结、提取公民的存款、收入的必须填写"
    )
    heads: Annotated[int, Field(ge=1, le=30)] | None = Field(default=None, title="被执行人和所扶养家属人数")
    kept: Money | None = Field(default=None, ge=0, title="保留的生活必需费用（每月）")
    indivisible: YesNo | None = Field(default=None, title="财产不可分且没有其他可供执行的财产")
    over_allowed_by: Line | None = Field(default=None, title="超额查封的特批")
    """Whose decision, of which day, on what basis: it comes from the approval alone."""
    over_reason: Text | None = Field(default=None, title="超额查封的理由")
    judges: Names = Field(title="审判员或执行员")
    clerk: Line = Field(title="书记员")

    @property
    def of_wages(self) -> bool:
        """Whether the debt is the wages of the project whose account is touched."""
        return self.project_wages == YES

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        self.require_lawful(self.owner, wages=self.of_wages)
        if self.account is None and any(one.category == DEPOSIT for one in self.things):
            raise absence("account", "账户性质")
        if (self.over_allowed_by is None) != (self.over_reason is None):
            missing = "over_reason" if self.over_reason is None else "over_allowed_by"
            raise absence(missing, "超额查封的批准人和理由")
        if not self.starts <= self.ends <= latest_end(self.things, self.starts):
            last = latest_end(self.things, self.starts).isoformat()
            raise PydanticCustomError("seizure_term", "the seizure may end on {last} at the latest", {"last": last})
        return self


class SeizureRecord(_Seizure):
    """查封（扣押）笔录: start and end, things with their custodian, who was there, the list handed over."""

    cause: Line = Field(title="案由")
    ruling_number: Line = Field(title="裁定书案号")
    debtor: Line = Field(title="被执行人")
    started: Instant = Field(title="开始时间")
    ended: Instant = Field(title="结束时间")
    place: Line = Field(title="地点")
    officers: Record = Field(title="执行人员")
    recorder: Line = Field(title="记录人")
    present: Annotated[tuple[Present, ...], Field(min_length=1, title="在场人员")]
    debtor_told: YesNo = Field(title="已通知被执行人或者其成年家属到场")
    grassroots_told: YesNo = Field(title="已通知其单位或者基层组织派员到场")
    summoned: Text = Field(title="通知到场情况", description="有人未到场的，写明谁未到场")
    told: Text = Field(title="告知事项")
    course: Text = Field(title="经过")
    seals: Line = Field(title="封条、公示情况")
    custody: Text = Field(title="保管责任告知")
    list_to: Line = Field(title="清单交付")
    objections: Text = Field(title="异议及答复")
    recording: Names = Field(title="执法记录仪编号")

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        self.require_lawful(self.debtor, wages=True)
        return self


def in_money(things: Iterable[SeizedThing]) -> bool:
    """Whether any of these is money at a bank, or income."""
    return any(one.category in PAID_IN_MONEY for one in things)
