"""The papers about money: receipts, records of cash, plans, hand-over, the day's sheet."""

from typing import Final

from app.documents import facts_money, facts_plans, facts_records, samples_plans, samples_records
from app.documents.kinds import Form, PaperKind, Recipient, Seal, Signer

MONEY: Final = (
    PaperKind(
        key="cash_receipt",
        title="现场收款凭证",
        form=Form.RECEIPT,
        facts=facts_records.CashReceipt,
        sample=samples_records.cash_receipt,
        series="SK",
        recipients=(Recipient.PAYER,),
        signers=(Signer.SUBJECT, Signer.OFFICERS, Signer.FINANCE),
        seal=Seal.FINANCE,
    ),
    PaperKind(
        key="cash_record",
        title="收款笔录",
        form=Form.RECORD,
        facts=facts_records.CashRecord,
        sample=samples_records.cash_record,
        series="SB",
        recipients=(Recipient.FILE,),
        signers=(Signer.SUBJECT, Signer.WITNESS, Signer.OFFICERS, Signer.CLERK),
    ),
    PaperKind(
        key="undertaking",
        title="分期还款承诺书",
        form=Form.PARTY,
        facts=facts_plans.Undertaking,
        sample=samples_plans.undertaking,
        series="CN",
        recipients=(Recipient.SUBJECT, Recipient.CREDITOR, Recipient.FILE),
        signers=(Signer.SUBJECT, Signer.CREDITOR),
    ),
    PaperKind(
        key="settlement",
        title="执行和解协议",
        form=Form.PARTY,
        facts=facts_plans.Settlement,
        sample=samples_plans.settlement,
        series="HJ",
        recipients=(Recipient.SUBJECT, Recipient.CREDITOR, Recipient.OFFICE, Recipient.FILE),
        signers=(Signer.CREDITOR, Signer.SUBJECT),
    ),
    PaperKind(
        key="resumption_application",
        title="恢复执行申请书",
        form=Form.PARTY,
        facts=facts_plans.ResumptionApplication,
        sample=samples_plans.resumption_application,
        series="HS",
        recipients=(Recipient.CREDITOR, Recipient.FILE),
        signers=(Signer.CREDITOR,),
    ),
    PaperKind(
        key="day_sheet",
        title="日结单",
        form=Form.WORKING,
        facts=facts_money.DaySheet,
        sample=samples_records.day_sheet,
        series="RJ",
        recipients=(Recipient.OFFICE,),
        signers=(Signer.FINANCE, Signer.OFFICERS),
    ),
    PaperKind(
        key="handover_slip",
        title="交接单",
        form=Form.RECEIPT,
        facts=facts_money.HandoverSlip,
        sample=samples_records.handover_slip,
        series="JJ",
        recipients=(Recipient.FINANCE, Recipient.FILE),
        signers=(Signer.OFFICERS, Signer.FINANCE),
        seal=Seal.FINANCE,
    ),
)
