"""Invented facts for a sample of each paper that records a deed or money."""

from datetime import date, time

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts_money import DayPayment, DaySheet, HandedReceipt, HandoverSlip, VoidedNumber
from app.documents.facts_records import (
    CashReceipt,
    CashRecord,
    EnforcementRecord,
    Entry,
    Officer,
    Present,
    ServedPaper,
    ServiceReceipt,
)
from app.documents.samples_measures import CASE, CAUSE, COURT, DAY, PERSON, PUNISHMENT
from app.law.case_numbers import CaseNumber

OFFICERS = ("执行员样本", "法官助理样本")
OTHER_CASE = CaseNumber.parse("（2025）宁0425执188号")


def _at(hour: int, minute: int) -> Instant:
    return Instant.beijing_time(DAY, time(hour, minute))


def enforcement_record() -> EnforcementRecord:
    """The record of a dawn visit."""
    return EnforcementRecord(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        cause=CAUSE,
        started=_at(6, 10),
        ended=_at(7, 40),
        place=PERSON.address,
        officers=(
            Officer(name=OFFICERS[0], duty="执行员", certificate="样0001"),
            Officer(name=OFFICERS[1], duty="法官助理", certificate="样0002"),
        ),
        recorder="书记员样本",
        present=(
            Present(name=PERSON.name, standing="被执行人"),
            Present(name="张样父", standing="被执行人的父亲"),
        ),
        shown="执行人员出示工作证和执行公务证",
        told="告知被执行人全程录音录像；告知拒不履行生效判决的法律后果；告知其有陈述、申辩和申请复议的权利。",
        entries=(
            Entry(at=_at(6, 10), text="执行人员到达张样本父母住所，敲门表明身份，张样本开门。"),
            Entry(at=_at(6, 18), text="问：是否收到执行通知书和报告财产令？\n答：收到了，一直没有报告。"),
            Entry(at=_at(6, 25), text=f"执行人员宣读{PUNISHMENT}拘留决定书，交其签收。"),
            Entry(at=_at(7, 25), text="张样本联系亲属转账100200元，经查询已到达本案执行款专户。"),
        ),
        assets="户内家具、家电为生活必需品，未采取措施。",
        payment="当场履行100200元，转账方式。",
        objections="无。",
        recording="样记03",
    )


def service_receipt() -> ServiceReceipt:
    """A receipt ready for two papers."""
    return ServiceReceipt(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        cause=CAUSE,
        recipient=PERSON.name,
        address=PERSON.address,
        papers=(
            ServedPaper(name="拘留决定书", number=str(PUNISHMENT), copies=1),
            ServedPaper(name="传票", number=str(CASE), copies=1),
        ),
        servers=OFFICERS,
    )


def cash_receipt() -> CashReceipt:
    """Cash from a relative."""
    return CashReceipt(
        court=COURT,
        dated=DAY,
        case_number=OTHER_CASE,
        number="宁0425收2026-000001",
        debtor="黄样本",
        payer="黄样姐",
        relation="姐弟，代付",
        amount=Money.yuan("3000"),
        purpose="执行款（借款本金）",
        method="现金",
        received_at=_at(9, 5),
        place="彭阳县王洼镇样本街22号",
        officers=OFFICERS,
        hand_over_due=Instant.beijing_time(date(2026, 1, 18), time(18, 0)),
    )


def cash_record() -> CashRecord:
    """The record that goes with the cash receipt."""
    return CashRecord(
        court=COURT,
        dated=DAY,
        case_number=OTHER_CASE,
        started=_at(8, 50),
        ended=_at(9, 8),
        place="彭阳县王洼镇样本街22号",
        officers=OFFICERS,
        recorder="书记员样本",
        debtor="黄样本",
        payer="黄样姐",
        relation="姐弟，代付",
        present=("黄样本", "样本村村委会委员周样本"),
        reason="交款人手机无法上网，附近没有银行网点",
        amount=Money.yuan("3000"),
        counting="面额100元30张，经点验无假币",
        statement="自愿代黄样本支付3000元，已收到收款凭证。",
        receipt_number="宁0425收2026-000001",
        recording="样记05",
    )


def handover_slip() -> HandoverSlip:
    """Two receipts handed over in the evening."""
    return HandoverSlip(
        court=COURT,
        dated=DAY,
        receipts=(
            HandedReceipt(
                serial="宁0425收2026-000001", case_number=OTHER_CASE, payer="黄样姐", amount=Money.yuan("3000")
            ),
            HandedReceipt(serial="宁0425收2026-000002", case_number=CASE, payer="赵样本", amount=Money.yuan("5000")),
        ),
        handed_by=OFFICERS[0],
        received_by="财务样本",
        handed_at=_at(18, 30),
        due=Instant.beijing_time(date(2026, 1, 18), time(18, 0)),
    )


def day_sheet() -> DaySheet:
    """The evening of a small day."""
    return DaySheet(
        court=COURT,
        dated=DAY,
        occasion="“样本行动”集中执行",
        payments=(
            DayPayment(
                serial="20260117000123",
                case_number=CASE,
                payer="张样亲",
                method="转账",
                amount=Money.yuan("100200"),
                state="已对账",
            ),
            DayPayment(
                serial="宁0425收2026-000001",
                case_number=OTHER_CASE,
                payer="黄样姐",
                method="现金",
                amount=Money.yuan("3000"),
                state="已移交",
            ),
        ),
        open_items=("银行来款7300元待认领，摘要“还款”",),
        voided=(VoidedNumber(serial="宁0425收2026-000003", reason="金额写错，当场作废重开"),),
        trail_lines=214,
        trail_head="5f3a" * 16,
        closed_at=_at(20, 0),
        prepared_by="书记员样本",
    )
