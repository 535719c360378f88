"""Every kind of paper, declared once."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.base.refusal import missing
from app.documents import facts_measures, facts_plans, samples_measures, samples_plans
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
        key="undertaking",
        title="分期还款承诺书",
        form=Form.PARTY,
        facts=facts_plans.Undertaking,
        sample=samples_plans.undertaking,
        series="CN",
        copies=3,
    ),
)

KINDS: Final[dict[str, PaperKind]] = {kind.key: kind for kind in _KINDS}


def kind_of(key: str) -> PaperKind:
    """The kind of that name; refuse as missing what is no kind of paper."""
    if key not in KINDS:
        raise missing("paper_kind")
    return KINDS[key]
