"""The papers made at the door: the record of the day and the receipt of service."""

from typing import Final

from app.documents import facts_records, samples_records
from app.documents.kinds import Form, PaperKind, Recipient, Signer

RECORDS: Final = (
    PaperKind(
        key="enforcement_record",
        title="执行笔录",
        form=Form.RECORD,
        facts=facts_records.EnforcementRecord,
        sample=samples_records.enforcement_record,
        series="BL",
        recipients=(Recipient.FILE,),
        signers=(Signer.WITNESS, Signer.OFFICERS, Signer.CLERK),
    ),
    PaperKind(
        key="service_receipt",
        title="送达回证",
        form=Form.RECEIPT,
        facts=facts_records.ServiceReceipt,
        sample=samples_records.service_receipt,
        series="HZ",
        recipients=(Recipient.FILE,),
        signers=(Signer.SUBJECT, Signer.WITNESS, Signer.OFFICERS),
    ),
)
