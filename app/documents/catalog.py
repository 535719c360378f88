"""Every kind of paper, declared once."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.base.refusal import missing
from app.documents import (
    facts_measures,
    facts_money,
    facts_plans,
    facts_records,
    facts_sweeps,
    samples_measures,
    samples_plans,
    samples_records,
    samples_sweeps,
)
from app.documents.facts import Facts


class Form(StrEnum):
    """What class of instrument a paper is."""

    SLIP = "slip"  # 票
    DECISION = "decision"  # 决定书
    NOTICE = "notice"  # 通知书
    RECORD = "record"  # 笔录
    RECEIPT = "receipt"  # 回证、凭证
    PARTY = "party"  # 当事人文书
    WORKING = "working"  # 工作文书


class Seal(StrEnum):
    """Which seal a paper waits for."""

    COURT = "court"  # 院印
    FINANCE = "finance"  # 财务专用章
    NONE = "none"


class Approval(StrEnum):
    """Which approval of the president must be there before a paper may be issued."""

    NONE = "none"
    COMPEL = "compel"
    DETAIN = "detain"
    RELEASE = "early_release"


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper: what it is called, what it must know, and what it waits for."""

    key: str
    title: str
    form: Form
    facts: type[Facts]
    sample: Callable[[], Facts]
    series: str
    """Letters in front of the control number; each kind counts by itself, year by year."""
    seal: Seal = Seal.NONE
    approval: Approval = Approval.NONE
    copies: int = 1


_KINDS: Final = (
    PaperKind(
        key="summons",
        title="传票",
        form=Form.SLIP,
        facts=facts_measures.Summons,
        sample=samples_measures.summons,
        series="CP",
        seal=Seal.COURT,
    ),
    PaperKind(
        key="compel_warrant",
        title="拘传票",
        form=Form.SLIP,
        facts=facts_measures.CompelWarrant,
        sample=samples_measures.compel_warrant,
        series="JC",
        seal=Seal.COURT,
        approval=Approval.COMPEL,
        copies=2,
    ),
    PaperKind(
        key="detention_decision",
        title="拘留决定书",
        form=Form.DECISION,
        facts=facts_measures.DetentionDecision,
        sample=samples_measures.detention_decision,
        series="JL",
        seal=Seal.COURT,
        approval=Approval.DETAIN,
        copies=3,
    ),
    PaperKind(
        key="custody_notice",
        title="执行拘留通知书",
        form=Form.NOTICE,
        facts=facts_measures.CustodyNotice,
        sample=samples_measures.custody_notice,
        series="ZJ",
        seal=Seal.COURT,
        approval=Approval.DETAIN,
        copies=2,
    ),
    PaperKind(
        key="family_notice",
        title="拘留通知书",
        form=Form.NOTICE,
        facts=facts_measures.FamilyNotice,
        sample=samples_measures.family_notice,
        series="JT",
        seal=Seal.COURT,
        approval=Approval.DETAIN,
        copies=2,
    ),
    PaperKind(
        key="early_release",
        title="提前解除拘留决定书",
        form=Form.DECISION,
        facts=facts_measures.EarlyRelease,
        sample=samples_measures.early_release,
        series="TJ",
        seal=Seal.COURT,
        approval=Approval.RELEASE,
        copies=3,
    ),
    PaperKind(
        key="enforcement_record",
        title="执行笔录",
        form=Form.RECORD,
        facts=facts_records.EnforcementRecord,
        sample=samples_records.enforcement_record,
        series="BL",
    ),
    PaperKind(
        key="service_receipt",
        title="送达回证",
        form=Form.RECEIPT,
        facts=facts_records.ServiceReceipt,
        sample=samples_records.service_receipt,
        series="HZ",
    ),
    PaperKind(
        key="cash_receipt",
        title="现场收款凭证",
        form=Form.RECEIPT,
        facts=facts_records.CashReceipt,
        sample=samples_records.cash_receipt,
        series="SK",
        seal=Seal.FINANCE,
    ),
    PaperKind(
        key="cash_record",
        title="收款笔录",
        form=Form.RECORD,
        facts=facts_records.CashRecord,
        sample=samples_records.cash_record,
        series="SB",
    ),
    PaperKind(
        key="undertaking",
        title="分期还款承诺书",
        form=Form.PARTY,
        facts=facts_plans.Undertaking,
        sample=samples_plans.undertaking,
        series="CN",
        copies=3,
    ),
    PaperKind(
        key="settlement",
        title="执行和解协议",
        form=Form.PARTY,
        facts=facts_plans.Settlement,
        sample=samples_plans.settlement,
        series="HJ",
        copies=4,
    ),
    PaperKind(
        key="operation_plan",
        title="行动方案",
        form=Form.WORKING,
        facts=facts_sweeps.OperationPlan,
        sample=samples_sweeps.operation_plan,
        series="FA",
    ),
    PaperKind(
        key="task_sheet",
        title="任务单",
        form=Form.WORKING,
        facts=facts_sweeps.TaskSheet,
        sample=samples_sweeps.task_sheet,
        series="RW",
    ),
    PaperKind(
        key="route_sheet",
        title="路线单",
        form=Form.WORKING,
        facts=facts_sweeps.RouteSheet,
        sample=samples_sweeps.route_sheet,
        series="LX",
    ),
    PaperKind(
        key="day_sheet",
        title="日结单",
        form=Form.WORKING,
        facts=facts_money.DaySheet,
        sample=samples_records.day_sheet,
        series="RJ",
    ),
    PaperKind(
        key="bulletin",
        title="战报",
        form=Form.WORKING,
        facts=facts_sweeps.Bulletin,
        sample=samples_sweeps.bulletin,
        series="ZB",
    ),
    PaperKind(
        key="handover_slip",
        title="交接单",
        form=Form.RECEIPT,
        facts=facts_money.HandoverSlip,
        sample=samples_records.handover_slip,
        series="JJ",
        seal=Seal.FINANCE,
        copies=2,
    ),
)

KINDS: Final[dict[str, PaperKind]] = {kind.key: kind for kind in _KINDS}


FIELD: Final = frozenset(
    {
        "cash_receipt",
        "cash_record",
        "handover_slip",
        "service_receipt",
        "enforcement_record",
        "undertaking",
        "settlement",
    }
)
"""What an officer makes on the spot; every other paper is issued by a judge or a clerk (verb paper.issue)."""

REMADE: Final = frozenset(
    {"enforcement_record", "service_receipt", "operation_plan", "task_sheet", "route_sheet", "day_sheet", "bulletin"}
)
"""Records and working papers follow the facts and may be made again; of any other paper one holds for its subject."""


def kind_of(key: str) -> PaperKind:
    """The kind of that name; refuse as missing what is no kind of paper."""
    if key not in KINDS:
        raise missing("paper_kind")
    return KINDS[key]
