"""The papers of a case: what opens it, what is ordered in it, what closes it."""

from typing import Final

from app.documents import (
    facts_closing,
    facts_distribution,
    facts_orders,
    facts_parties,
    samples_closing,
    samples_distribution,
    samples_orders,
    samples_parties,
)
from app.documents.kinds import Form, PaperKind, Recipient, Seal, Signer

CASES: Final = (
    PaperKind(
        key="execution_notice",
        title="执行通知书",
        form=Form.NOTICE,
        facts=facts_orders.ExecutionNotice,
        sample=samples_orders.execution_notice,
        series="ZT",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="property_report",
        title="报告财产令",
        form=Form.ORDER,
        facts=facts_orders.PropertyReport,
        sample=samples_orders.property_report,
        series="BG",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="consequence_notice",
        title="拒执法律后果告知书",
        form=Form.NOTICE,
        facts=facts_parties.ConsequenceNotice,
        sample=samples_parties.consequence_notice,
        series="GZ",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        signers=(Signer.SUBJECT, Signer.OFFICERS),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="resumption_notice",
        title="恢复执行通知书",
        form=Form.NOTICE,
        facts=facts_closing.ResumptionNotice,
        sample=samples_closing.resumption_notice,
        series="HF",
        recipients=(Recipient.SUBJECT, Recipient.CREDITOR, Recipient.FILE),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="distribution_plan",
        title="执行财产分配方案",
        form=Form.NOTICE,
        facts=facts_distribution.DistributionPlan,
        sample=samples_distribution.distribution_plan,
        series="FP",
        recipients=(Recipient.CREDITOR, Recipient.SUBJECT, Recipient.FILE),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="closing_notice",
        title="结案通知书",
        form=Form.NOTICE,
        facts=facts_closing.ClosingNotice,
        sample=samples_closing.closing_notice,
        series="JA",
        recipients=(Recipient.CREDITOR, Recipient.SUBJECT, Recipient.FILE),
        seal=Seal.COURT,
    ),
)
