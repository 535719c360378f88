"""Facts of a sweep's working papers: plan, task sheet, route sheet, bulletin."""

from typing import Annotated, Final

from pydantic import Field

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts import Facts, Line, Names, Part, Text
from app.law.case_numbers import CaseNumber

DEEDS: Final = (
    "到达",
    "未遇",
    "告知身份与后果",
    "送达传票",
    "送达文书",
    "拘传",
    "询问开始",
    "询问结束",
    "宣读拘留决定",
    "移送拘留所",
    "通知家属",
    "解除",
    "收款",
    "承诺书",
    "和解",
    "备注",
)
"""The tick-boxes of the task sheet, in the order of the tablet's deeds page."""


class SquadPlan(Part):
    """A squad as the plan names it."""

    name: Line = Field(title="小组")
    leader: Line = Field(title="带队")
    members: Names = Field(title="成员")
    vehicles: Names = Field(title="车辆")


class TargetPlan(Part):
    """What is intended for one person (一人一策)."""

    squad: Line = Field(title="小组")
    name: Line = Field(title="被执行人")
    case_number: CaseNumber = Field(title="案号")
    owed: Money = Field(title="未履行金额")
    measure: Line = Field(title="拟采取措施")
    plan: Text = Field(title="工作方案")
    risk: Text = Field(title="风险提示")


class Moment(Part):
    """A point of the timetable."""

    at: Instant = Field(title="时间")
    what: Line = Field(title="事项")


class OperationPlan(Facts):
    """行动方案."""

    sweep: Line = Field(title="行动名称")
    category: Line = Field(title="行动类别")
    commander: Line = Field(title="总指挥")
    purpose: Text = Field(title="行动目的")
    timetable: Annotated[tuple[Moment, ...], Field(min_length=1, title="时间安排")]
    squads: Annotated[tuple[SquadPlan, ...], Field(min_length=1, title="人员分组")]
    targets: Annotated[tuple[TargetPlan, ...], Field(min_length=1, title="行动对象")]
    safety: Text = Field(title="风险防控与应急处置")
    discipline: Text = Field(title="纪律要求")
    duty_phone: Line = Field(title="指挥联络电话")


class Task(Part):
    """One target on a squad's task sheet."""

    name: Line = Field(title="被执行人")
    case_number: CaseNumber = Field(title="案号")
    address: Line = Field(title="地址")
    phones: Names = Field(title="电话")
    owed: Money = Field(title="未履行金额")
    measure: Line = Field(title="拟采取措施")
    plan: Text = Field(title="工作方案")
    papers: tuple[Line, ...] = Field(default=(), title="携带文书")
    arrive_at: Instant = Field(title="预计到达")


class TaskSheet(Facts):
    """任务单: can be filled in by hand and entered afterwards."""

    sweep: Line = Field(title="行动名称")
    squad: Line = Field(title="小组")
    leader: Line = Field(title="带队")
    members: Names = Field(title="成员")
    vehicles: Names = Field(title="车辆")
    tasks: Annotated[tuple[Task, ...], Field(min_length=1, title="任务")]
    duty_phone: Line = Field(title="指挥联络电话")

    @property
    def deeds(self) -> tuple[str, ...]:
        """The tick-boxes of each target."""
        return DEEDS


class RouteStop(Part):
    """One stop of a route."""

    name: Line = Field(title="被执行人")
    address: Line = Field(title="地址")
    arrive_at: Instant = Field(title="预计到达")
    leave_at: Instant = Field(title="预计离开")
    metres: int = Field(ge=0, title="距上一站")
    minutes: int = Field(ge=0, title="行车时间")
    certainty: Line = Field(title="位置可信度")
    note: Line | None = Field(default=None, title="备注")


class RouteSheet(Facts):
    """路线单."""

    sweep: Line = Field(title="行动名称")
    squad: Line = Field(title="小组")
    leader: Line = Field(title="带队")
    vehicles: Names = Field(title="车辆")
    start: Line = Field(title="出发地")
    starts_at: Instant = Field(title="出发时间")
    stops: Annotated[tuple[RouteStop, ...], Field(min_length=1, title="站点")]
    back_at: Instant = Field(title="预计返回")
    back_metres: int = Field(ge=0, title="返程距离")
    method: Line = Field(title="里程和时间的算法")

    @property
    def kilometres(self) -> str:
        """The whole way, to a tenth of a kilometre."""
        return f"{(sum(stop.metres for stop in self.stops) + self.back_metres) / 1000:.1f}"


class Figure(Part):
    """One figure of the bulletin with its definition, so that nobody has to ask what was counted."""

    name: Line = Field(title="指标")
    value: Line = Field(title="数值")
    definition: Line = Field(title="口径")


class Bulletin(Facts):
    """战报: names are masked by the caller."""

    sweep: Line = Field(title="行动名称")
    headline: Line = Field(title="标题")
    issuer: Line = Field(title="发布部门")
    figures: Annotated[tuple[Figure, ...], Field(min_length=1, title="数据")]
    story: Text = Field(title="正文")
    reviewed_by: Line = Field(title="审核人")
