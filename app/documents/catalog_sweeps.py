"""The working papers of a sweep: plan, task sheet, route sheet, bulletin."""

from typing import Final

from app.documents import facts_bag, facts_sweeps, samples_bag, samples_sweeps
from app.documents.kinds import Form, PaperKind, Recipient, Signer

SWEEPS: Final = (
    PaperKind(
        key="operation_plan",
        title="行动方案",
        form=Form.WORKING,
        facts=facts_sweeps.OperationPlan,
        sample=samples_sweeps.operation_plan,
        series="FA",
        recipients=(Recipient.OFFICE,),
        signers=(Signer.COMMANDER,),
    ),
    PaperKind(
        key="task_sheet",
        title="任务单",
        form=Form.WORKING,
        facts=facts_sweeps.TaskSheet,
        sample=samples_sweeps.task_sheet,
        series="RW",
        recipients=(Recipient.SQUAD,),
        signers=(Signer.SQUAD,),
    ),
    PaperKind(
        key="route_sheet",
        title="路线单",
        form=Form.WORKING,
        facts=facts_sweeps.RouteSheet,
        sample=samples_sweeps.route_sheet,
        series="LX",
        recipients=(Recipient.SQUAD,),
    ),
    PaperKind(
        key="target_sheet",
        title="一户一袋清单",
        form=Form.WORKING,
        facts=facts_bag.TargetSheet,
        sample=samples_bag.target_sheet,
        series="YH",
        recipients=(Recipient.SQUAD,),
    ),
    PaperKind(
        key="bulletin",
        title="战报",
        form=Form.WORKING,
        facts=facts_sweeps.Bulletin,
        sample=samples_sweeps.bulletin,
        series="ZB",
        recipients=(Recipient.OFFICE,),
    ),
)
