"""The papers of a case: what opens it, what is ordered in it, what closes it."""

from typing import Final

from app.documents import facts_orders, samples_orders
from app.documents.kinds import Form, PaperKind, Recipient, Seal

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
)
