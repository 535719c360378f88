"""The papers on property and credit: seizure, search, assistance, restriction of consumption, listing."""

from typing import Final

from app.documents import facts_credit, facts_property, facts_seizure, samples_credit, samples_property
from app.documents.kinds import Approval, Form, PaperKind, Recipient, Seal, Signer

RECORDED: Final = (Signer.SUBJECT, Signer.WITNESS, Signer.OFFICERS, Signer.CLERK)

PROPERTY: Final = (
    PaperKind(
        key="consumption_order",
        title="限制消费令",
        form=Form.ORDER,
        facts=facts_credit.ConsumptionOrder,
        sample=samples_credit.consumption_order,
        series="XX",
        recipients=(Recipient.SUBJECT, Recipient.CREDITOR, Recipient.FILE),
        signers=(Signer.PRESIDENT,),
        seal=Seal.COURT,
        approval=Approval.SIGNED,
    ),
    PaperKind(
        key="discredit_decision",
        title="纳入失信决定书",
        form=Form.DECISION,
        facts=facts_credit.DiscreditDecision,
        sample=samples_credit.discredit_decision,
        series="SX",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        seal=Seal.COURT,
        approval=Approval.SIGNED,
    ),
    PaperKind(
        key="seizure_ruling",
        title="执行裁定书",
        form=Form.RULING,
        facts=facts_seizure.SeizureRuling,
        sample=samples_property.seizure_ruling,
        series="CD",
        recipients=(Recipient.SUBJECT, Recipient.CREDITOR, Recipient.CUSTODIAN, Recipient.UNIT, Recipient.FILE),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="search_warrant",
        title="搜查令",
        form=Form.ORDER,
        facts=facts_property.SearchWarrant,
        sample=samples_property.search_warrant,
        series="SC",
        recipients=(Recipient.SUBJECT, Recipient.FILE),
        signers=(Signer.PRESIDENT, Signer.SUBJECT, Signer.WITNESS, Signer.OFFICERS),
        seal=Seal.COURT,
        approval=Approval.SEARCH,
    ),
    PaperKind(
        key="assistance_notice",
        title="协助执行通知书",
        form=Form.NOTICE,
        facts=facts_property.AssistanceNotice,
        sample=samples_property.assistance_notice,
        series="XZ",
        recipients=(Recipient.UNIT, Recipient.FILE),
        signers=(Signer.RECEIVER,),
        seal=Seal.COURT,
    ),
    PaperKind(
        key="seizure_record",
        title="查封（扣押）笔录",
        form=Form.RECORD,
        facts=facts_seizure.SeizureRecord,
        sample=samples_property.seizure_record,
        series="CB",
        recipients=(Recipient.FILE,),
        signers=(*RECORDED, Signer.CUSTODIAN),
    ),
    PaperKind(
        key="search_record",
        title="搜查笔录",
        form=Form.RECORD,
        facts=facts_property.SearchRecord,
        sample=samples_property.search_record,
        series="SL",
        recipients=(Recipient.FILE,),
        signers=RECORDED,
    ),
)
