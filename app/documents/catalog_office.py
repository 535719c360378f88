"""The forms that go round inside the court: approvals, payout, police, seals."""

from typing import Final

from app.documents import facts_office, samples_office
from app.documents.kinds import Form, PaperKind, Recipient, Signer

OFFICE: Final = (
    PaperKind(
        key="compel_approval",
        title="拘传审批表",
        form=Form.WORKING,
        facts=facts_office.MeasureApproval,
        sample=samples_office.compel_approval,
        series="PC",
        recipients=(Recipient.FILE,),
        signers=(Signer.OFFICERS, Signer.DIRECTOR, Signer.PRESIDENT),
    ),
    PaperKind(
        key="detain_approval",
        title="拘留审批表",
        form=Form.WORKING,
        facts=facts_office.MeasureApproval,
        sample=samples_office.detain_approval,
        series="PL",
        recipients=(Recipient.FILE,),
        signers=(Signer.OFFICERS, Signer.DIRECTOR, Signer.PRESIDENT),
    ),
    PaperKind(
        key="fine_approval",
        title="罚款审批表",
        form=Form.WORKING,
        facts=facts_office.MeasureApproval,
        sample=samples_office.fine_approval,
        series="PF",
        recipients=(Recipient.FILE,),
        signers=(Signer.OFFICERS, Signer.DIRECTOR, Signer.PRESIDENT),
    ),
    PaperKind(
        key="search_approval",
        title="搜查审批表",
        form=Form.WORKING,
        facts=facts_office.MeasureApproval,
        sample=samples_office.search_approval,
        series="PS",
        recipients=(Recipient.FILE,),
        signers=(Signer.OFFICERS, Signer.DIRECTOR, Signer.PRESIDENT),
    ),
    PaperKind(
        key="payout_approval",
        title="执行款发放审批表",
        form=Form.WORKING,
        facts=facts_office.PayoutApproval,
        sample=samples_office.payout_approval,
        series="FF",
        recipients=(Recipient.FINANCE, Recipient.FILE),
        signers=(Signer.OFFICERS, Signer.FINANCE, Signer.DIRECTOR, Signer.PRESIDENT),
    ),
    PaperKind(
        key="police_request",
        title="用警派车申请表",
        form=Form.WORKING,
        facts=facts_office.PoliceRequest,
        sample=samples_office.police_request,
        series="JP",
        recipients=(Recipient.BAILIFFS, Recipient.OFFICE),
        signers=(Signer.OFFICERS, Signer.DIRECTOR, Signer.POLICE, Signer.PRESIDENT),
    ),
    PaperKind(
        key="seal_register",
        title="用印审批登记表",
        form=Form.WORKING,
        facts=facts_office.SealRegister,
        sample=samples_office.seal_register,
        series="YY",
        recipients=(Recipient.SEALS, Recipient.FILE),
        signers=(Signer.OFFICERS, Signer.DIRECTOR),
    ),
)
