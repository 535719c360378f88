"""Invented facts for a sample of each paper that restricts a debtor."""

from datetime import date

from app.base.money import Money
from app.documents.bases import basis
from app.documents.consumption import CONSEQUENCES, EXEMPTION, READ, RELEASE
from app.documents.facts_credit import ConsumptionOrder, DiscreditDecision
from app.documents.samples_measures import CASE, COURT, PERSON
from app.documents.samples_orders import BASIS
from app.documents.samples_sanctions import DISPUTE

RESTRICTED = date(2025, 7, 1)


def consumption_order() -> ConsumptionOrder:
    """An order against a man who does not pay. It shows only items that were read; a real one waits for the others."""
    return ConsumptionOrder(
        court=COURT,
        dated=RESTRICTED,
        case_number=CASE,
        person=PERSON,
        dispute=DISPUTE,
        duty="偿还借款本金98000元及利息2200元",
        items=READ,
        starts=RESTRICTED,
        release=RELEASE,
        exemption=EXEMPTION,
        consequences=CONSEQUENCES,
        citations=basis("consumption_order", RESTRICTED),
        report_phone="000-0000-0006",
        approved_by="院长样本",
        approved_on=RESTRICTED,
        approval_reference="执行措施审批表（2025）41号",
    )


def discredit_decision() -> DiscreditDecision:
    """A debtor who can pay and does not."""
    return DiscreditDecision(
        court=COURT,
        dated=RESTRICTED,
        case_number=CASE,
        person=PERSON,
        dispute=DISPUTE,
        basis=BASIS,
        duty="偿还借款本金98000元及利息2200元",
        performance="全部未履行",
        unpaid=Money(10_020_000),
        findings="本院于2025年6月3日向张样本送达执行通知书和报告财产令，责令其十日内履行并报告财产。"
        "期满后其没有履行，也没有报告财产；其间取得运输收入，存入他人名下账户。",
        evidence=("执行通知书、报告财产令及送达回证", "银行账户交易明细"),
        conduct=("有履行能力而拒不履行生效法律文书确定的义务", "违反财产报告制度"),
        term="二年",
        citations=basis("discredit_decision", RESTRICTED),
        contact="执行员样本，000-0000-0003",
        approved_by="院长样本",
        approved_on=RESTRICTED,
        approval_reference="执行措施审批表（2025）42号",
    )
