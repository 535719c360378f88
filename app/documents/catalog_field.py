"""The papers made at the door: the record of the day and the receipt of service."""

from typing import Final

from app.documents import facts_parties, facts_records, samples_parties, samples_records
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
    PaperKind(
        key="interview_record",
        title="询问笔录",
        form=Form.RECORD,
        facts=facts_parties.InterviewRecord,
        sample=samples_parties.interview_record,
        series="XW",
        recipients=(Recipient.FILE,),
        signers=(Signer.SUBJECT, Signer.OFFICERS, Signer.CLERK),
    ),
    PaperKind(
        key="address_confirmation",
        title="送达地址确认书",
        form=Form.RECEIPT,
        facts=facts_parties.AddressConfirmation,
        sample=samples_parties.address_confirmation,
        series="DZ",
        recipients=(Recipient.FILE,),
        signers=(Signer.SUBJECT, Signer.OFFICERS),
    ),
    PaperKind(
        key="repentance",
        title="具结悔过书",
        form=Form.PARTY,
        facts=facts_parties.Repentance,
        sample=samples_parties.repentance,
        series="HG",
        recipients=(Recipient.FILE,),
        signers=(Signer.SUBJECT,),
    ),
)
