"""The papers that cite an earlier one: a paper that went out is never edited, it is corrected or revoked by a new one."""

from typing import Final

from app.documents import facts_corrections, samples_corrections
from app.documents.kinds import Approval, Form, PaperKind, Recipient, Seal

CORRECTION: Final = "correction_notice"
REVOCATION: Final = "revocation_decision"
CITING: Final = (CORRECTION, REVOCATION)

CORRECTIONS: Final = (
    PaperKind(
        key=CORRECTION,
        title="补正通知书",
        form=Form.NOTICE,
        facts=facts_corrections.CorrectionNotice,
        sample=samples_corrections.correction_notice,
        series="BZ",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        seal=Seal.COURT,
    ),
    PaperKind(
        key=REVOCATION,
        title="撤销决定书",
        form=Form.DECISION,
        facts=facts_corrections.RevocationDecision,
        sample=samples_corrections.revocation_decision,
        series="CX",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        seal=Seal.COURT,
        approval=Approval.SIGNED,
    ),
)
