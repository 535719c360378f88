"""Invented facts for a sample of each paper around a punishment."""

from datetime import date, time
from typing import Final

from app.base.instant import Instant
from app.base.money import Money
from app.documents.bases import basis
from app.documents.facts_sanctions import FineDecision, PunishmentWarning, ReleaseNotice
from app.documents.facts_subject import Unit
from app.documents.samples_measures import CASE, CAUSE, COURT, DAY, PERSON, PUNISHMENT
from app.law.case_numbers import CaseNumber

UNIT = Unit(
    name="彭阳县样本建筑有限公司",
    code="91640425MA00000001",
    address="宁夏回族自治区固原市彭阳县样本路8号",
    head="赵样本",
)
CREDITOR = "彭阳样本村镇银行有限责任公司"
DISPUTE = f"{CREDITOR}申请执行{PERSON.name}{CAUSE}"
ACCOUNT = "彭阳县人民法院罚没款专户（样本银行彭阳支行，0000 0000 0000 0001）"
ABLE: Final = ("CPL.detention.refusal_to_perform", "CPLI.refusal.able")


def fine_decision() -> FineDecision:
    """A fine on a company that reported its property falsely."""
    return FineDecision(
        court=COURT,
        dated=DAY,
        case_number=CaseNumber.parse("（2026）宁0425司惩2号"),
        unit=UNIT,
        role="被执行人",
        enforcement_case=CaseNumber.parse("（2025）宁0425执456号"),
        dispute=f"马样本申请执行{UNIT.name}买卖合同纠纷",
        findings=f"本院于2025年9月8日向{UNIT.name}送达执行通知书和报告财产令。该公司在报告中称没有到期债权，"
        "而本院查明其对样本置业有限公司享有到期工程款312000元，并于报告次日收取其中120000元。",
        evidence=("报告财产令及送达回证", "财产报告表", "协助查询回执", "银行账户交易明细"),
        reasoning="作虚假财产报告",
        citations=basis("fine_decision", DAY, "CPL.property_report", "PROP.report_refused"),
        amount=Money(8_000_000),
        due=date(2026, 1, 26),
        account=ACCOUNT,
        reconsideration_days=3,
        superior="固原市中级人民法院",
    )


def release_notice() -> ReleaseNotice:
    """The notice that sets somebody free nine days early."""
    return ReleaseNotice(
        court=COURT,
        dated=date(2026, 1, 23),
        case_number=CASE,
        addressee="彭阳县公安局",
        place="彭阳县拘留所",
        decision_number=PUNISHMENT,
        person=PERSON,
        days=15,
        admitted_on=DAY,
        reason="其承认并改正错误，已履行全部义务",
        citations=basis("release_notice", DAY),
        released_on=date(2026, 1, 23),
        contact="执行员样本，000-0000-0003",
    )


def _warning(required: str, clauses: tuple[str, ...]) -> PunishmentWarning:
    return PunishmentWarning(
        court=COURT,
        dated=date(2026, 1, 8),
        case_number=CASE,
        addressee=PERSON.name,
        role="被执行人",
        dispute=DISPUTE,
        findings="本院于2025年6月3日向你送达执行通知书。你在2025年7月至12月间取得运输收入68400元，"
        "存入他人名下账户，至今没有履行。",
        required=required,
        deadline=Instant.beijing_time(date(2026, 1, 15), time(17, 0)),
        citations=clauses,
        contact="执行员样本，000-0000-0003",
    )


def detention_warning() -> PunishmentWarning:
    """A warning before detention."""
    return _warning(
        "一、支付申请执行费以外的执行款100200元；\n二、不能一次付清的，到本院说明运输收入的去向并提供担保。",
        basis("detention_warning", DAY, *ABLE),
    )


def fine_warning() -> PunishmentWarning:
    """A warning before a fine."""
    return _warning("支付执行款100200元，并如实补充报告运输收入。", basis("fine_warning", DAY, *ABLE))
