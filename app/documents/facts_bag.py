"""What the sheet in front of one debtor's papers must know (一户一袋)."""

from pydantic import Field

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts import CaseFacts, Line, Names, Text


class TargetSheet(CaseFacts):
    """一户一袋清单: whom a squad calls on, and what is in his bag."""

    sweep: Line = Field(title="行动名称")
    squad: Line | None = Field(default=None, title="小组")
    arrive_at: Instant | None = Field(default=None, title="预计到达")
    name: Line = Field(title="被执行人")
    address: Line = Field(title="地址")
    phones: Names = Field(title="电话")
    owed: Money = Field(title="未履行金额")
    measure: Line = Field(title="拟采取措施")
    plan: Text | None = Field(default=None, title="对策")
    risks: Text | None = Field(default=None, title="风险提示")
    last_visit: Line = Field(title="最近一次上门")
    account: Line | None = Field(default=None, title="案款账户")
    papers: tuple[Line, ...] = Field(title="袋内文书")
    missing: tuple[Line, ...] = Field(title="尚缺")
