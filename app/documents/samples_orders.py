"""Invented facts for a sample of each paper that opens a case."""

from datetime import date

from app.base.money import Money
from app.documents.bases import basis
from app.documents.facts_orders import ExecutionNotice, PropertyReport
from app.documents.samples_measures import CASE, CAUSE, COURT, PERSON
from app.documents.samples_sanctions import CREDITOR

OPENED = date(2025, 6, 3)
BASIS = "彭阳县人民法院（2025）宁0425民初88号民事判决书"
CASE_ACCOUNT = "户名彭阳县人民法院，账号0000 0000 0000 0000 123，开户行样本银行彭阳支行"


def execution_notice() -> ExecutionNotice:
    """The notice with which the case began."""
    return ExecutionNotice(
        court=COURT,
        dated=OPENED,
        case_number=CASE,
        addressee=PERSON.name,
        applicant=CREDITOR,
        cause=CAUSE,
        basis=BASIS,
        effective_on=date(2025, 4, 20),
        duties=(
            f"向{CREDITOR}偿还借款本金98000元",
            f"向{CREDITOR}支付利息2200元，并按年利率6%支付自2025年3月1日起至付清之日止的利息",
        ),
        fee=Money(140_300),
        within=10,
        account=CASE_ACCOUNT,
        citations=basis("execution_notice", OPENED),
        officer="执行员样本",
        phone="000-0000-0003",
        address="宁夏回族自治区固原市彭阳县样本路2号",
    )


def property_report() -> PropertyReport:
    """The order that went with the notice."""
    return PropertyReport(
        court=COURT,
        dated=OPENED,
        case_number=CASE,
        addressee=PERSON.name,
        applicant=CREDITOR,
        cause=CAUSE,
        basis=BASIS,
        within=10,
        since=date(2024, 6, 3),
        change_days=10,
        citations=basis("property_report", OPENED),
        sanctions="拒绝报告、虚假报告或者无正当理由逾期报告的，本院可以根据情节轻重予以罚款、拘留；"
        "单位有上述行为的，可以对其主要负责人或者直接责任人员予以罚款、拘留；构成犯罪的，依法追究刑事责任。",
        officer="执行员样本",
        phone="000-0000-0003",
    )
