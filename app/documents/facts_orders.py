"""Facts of the papers that open a case: what is to be done, and what is to be reported."""

from datetime import date

from pydantic import Field

from app.base.money import Money
from app.documents.facts import CaseFacts, Line, Names, Text
from app.documents.facts_measures import Days


class ExecutionNotice(CaseFacts):
    """执行通知书: what the title orders, by when, into which account, and what follows."""

    addressee: Line = Field(title="被执行人")
    applicant: Line = Field(title="申请执行人")
    cause: Line = Field(title="案由")
    basis: Line = Field(title="执行依据")
    effective_on: date = Field(title="执行依据生效日期")
    duties: Names = Field(title="应当履行的义务", description="逐项写明，每行一项")
    fee: Money = Field(ge=0, title="申请执行费")
    within: Days = Field(title="履行期限（收到之日起天数）")
    account: Line = Field(title="收款账户")
    citations: Names = Field(title="法律依据")
    officer: Line = Field(title="承办人")
    phone: Line = Field(title="联系电话")
    address: Line = Field(title="本院地址")


class PropertyReport(CaseFacts):
    """报告财产令, with the survey form the debtor fills in."""

    addressee: Line = Field(title="被执行人")
    applicant: Line = Field(title="申请执行人")
    cause: Line = Field(title="案由")
    basis: Line = Field(title="执行依据")
    within: Days = Field(title="报告期限（收到之日起天数）")
    since: date = Field(title="财产变动的起算日")
    """One year before the execution notice came."""
    change_days: Days = Field(title="补充报告期限（天数）")
    citations: Names = Field(title="法律依据")
    sanctions: Text = Field(title="不如实报告的后果")
    officer: Line = Field(title="承办人")
    phone: Line = Field(title="联系电话")
