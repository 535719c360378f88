"""The papers that touch a person's liberty: summons, warrant, detention, custody, release."""

from typing import Final

from app.documents import facts_measures, samples_measures
from app.documents.kinds import Approval, Form, PaperKind, Recipient, Seal, Signer

MEASURES: Final = (
    PaperKind(
        key="summons",
        title="传票",
        form=Form.SLIP,
        facts=facts_measures.Summons,
        sample=samples_measures.summons,
        series="CP",
        recipients=(Recipient.FILE,),
        signers=(Signer.SUBJECT,),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="compel_warrant",
        title="拘传票",
        form=Form.SLIP,
        facts=facts_measures.CompelWarrant,
        sample=samples_measures.compel_warrant,
        series="JC",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        signers=(Signer.SUBJECT, Signer.POLICE),
        seal=Seal.COURT,
        approval=Approval.COMPEL,
    ),
    PaperKind(
        key="detention_decision",
        title="拘留决定书",
        form=Form.DECISION,
        facts=facts_measures.DetentionDecision,
        sample=samples_measures.detention_decision,
        series="JL",
        recipients=(Recipient.SUBJECT, Recipient.CUSTODY, Recipient.FILE),
        seal=Seal.COURT,
        approval=Approval.DETAIN,
    ),
    PaperKind(
        key="custody_notice",
        title="执行拘留通知书",
        form=Form.NOTICE,
        facts=facts_measures.CustodyNotice,
        sample=samples_measures.custody_notice,
        series="ZJ",
        recipients=(Recipient.CUSTODY, Recipient.FILE),
        signers=(Signer.RECEIVER, Signer.POLICE),
        seal=Seal.COURT,
        approval=Approval.DETAIN,
    ),
    PaperKind(
        key="family_notice",
        title="拘留通知书",
        form=Form.NOTICE,
        facts=facts_measures.FamilyNotice,
        sample=samples_measures.family_notice,
        series="JT",
        recipients=(Recipient.FAMILY, Recipient.FILE),
        seal=Seal.COURT,
        approval=Approval.DETAIN,
    ),
    PaperKind(
        key="early_release",
        title="提前解除拘留决定书",
        form=Form.DECISION,
        facts=facts_measures.EarlyRelease,
        sample=samples_measures.early_release,
        series="TJ",
        recipients=(Recipient.SUBJECT, Recipient.CUSTODY, Recipient.FILE),
        seal=Seal.COURT,
        approval=Approval.RELEASE,
    ),
)
