"""Facts of papers whose subject is a person or a unit."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from app.documents.facts import CaseFacts, Line, Part, Person, absence


class Unit(Part):
    """A legal person or other organisation as a court paper describes it."""

    name: Line = Field(title="名称")
    code: Line = Field(title="统一社会信用代码")
    address: Line = Field(title="住所地")
    head: Line = Field(title="法定代表人或主要负责人")


class SubjectFacts(CaseFacts):
    """A paper against one person or one unit; exactly one of the two is there."""

    person: Person | None = Field(default=None, title="自然人")
    unit: Unit | None = Field(default=None, title="单位")

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if self.person is None and self.unit is None:
            raise absence("person", "当事人")
        return self

    @property
    def name(self) -> str:
        """Whom the paper names."""
        return self.person.name if self.person else self.unit.name if self.unit else ""


class AuthorisedFacts(CaseFacts):
    """A paper in the president's name that somebody he authorised may have decided: both are named, or neither."""

    acting: Line | None = Field(default=None, title="受权代行人")
    authority: Line | None = Field(default=None, title="代行的授权")

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if self.acting and not self.authority:
            raise absence("authority", "代行的授权")
        return self


class SignedFacts(CaseFacts):
    """A paper that the president signs: who, when, and where his consent is kept."""

    approved_by: Line = Field(title="签发人（院长）")
    approved_on: date = Field(title="签发日期")
    approval_reference: Line = Field(
        title="审批依据", description="审批表编号或者办案系统流程号；留存于文书内容，不印在正本上"
    )
