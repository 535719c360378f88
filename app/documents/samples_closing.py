"""Invented facts for a sample of the papers that take a case up again or close it."""

from datetime import date

from app.base.money import Money
from app.documents.bases import basis
from app.documents.facts_closing import ClosingNotice, ResumptionNotice
from app.documents.samples_measures import CASE, COURT, PERSON
from app.documents.samples_orders import BASIS
from app.documents.samples_sanctions import CREDITOR, DISPUTE
from app.law.case_numbers import CaseNumber

RESUMED = date(2026, 9, 1)
CLOSED = date(2026, 1, 30)


def resumption_notice() -> ResumptionNotice:
    """The second instalment was not paid."""
    return ResumptionNotice(
        court=COURT,
        dated=RESUMED,
        case_number=CaseNumber.parse("（2026）宁0425执恢12号"),
        addressee=PERSON.name,
        applicant=CREDITOR,
        dispute=DISPUTE,
        basis=BASIS,
        agreed_on=date(2026, 1, 17),
        breach="按照协议，你（单位）应当在2026年7月31日前支付第二期50000元，但至今没有支付",
        applied_on=date(2026, 8, 20),
        resumed_on=RESUMED,
        paid=Money(5_000_000),
        remaining="一、偿还借款本金48000元及利息2200元；\n二、加倍支付迟延履行期间的债务利息；\n三、负担申请执行费1403元。",
        citations=basis("resumption_notice", RESUMED),
        contact="执行员样本，000-0000-0003",
    )


def closing_notice() -> ClosingNotice:
    """Everything was paid."""
    return ClosingNotice(
        court=COURT,
        dated=CLOSED,
        case_number=CASE,
        addressees=(CREDITOR, PERSON.name),
        dispute=DISPUTE,
        basis=BASIS,
        way="执行完毕",
        performed="被执行人于2026年1月17日支付执行款100200元，本院已于2026年1月26日发放给申请执行人；申请执行费1403元已经缴纳。"
        "生效法律文书确定的义务已全部履行，申请执行人书面确认。",
        closed=Money(10_160_300),
        collected=Money(10_160_300),
        waived=Money(0),
        lifted=(
            "解除对被执行人轻型普通货车的查封",
            "解除对被执行人的限制消费措施",
            "将被执行人从失信被执行人名单中删除",
        ),
        closed_on=CLOSED,
        citations=basis("closing_notice", CLOSED),
        contact="执行员样本，000-0000-0003",
    )
