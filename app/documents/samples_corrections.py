"""Invented facts for a sample of each paper that cites an earlier one."""

from datetime import date

from app.documents.facts_corrections import Cited, CorrectionNotice, RevocationDecision
from app.documents.samples_measures import CASE, COURT, PUNISHMENT

DAY = date(2026, 1, 19)
SUMMONS = Cited(title="传票", number=str(CASE), control_no="CP2026-000012", dated=date(2026, 1, 8))
DECISION = Cited(title="拘留决定书", number=str(PUNISHMENT), control_no="JL2026-000003", dated=date(2026, 1, 17))


def correction_notice() -> CorrectionNotice:
    """A summons with a wrong room."""
    return CorrectionNotice(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        addressee="张样本",
        cited=SUMMONS,
        place="应到处所",
        wrong="本院第二审判庭",
        right="本院执行局询问室",
        contact="李样本，000-0000-0001",
    )


def revocation_decision() -> RevocationDecision:
    """A detention decided against a man who had paid the day before."""
    return RevocationDecision(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        addressee="张样本",
        cited=DECISION,
        reason="经核实，被执行人张样本在决定作出前一日已经履行全部义务，作出拘留决定的事实依据不存在。",
        follows="原决定自始不再执行。已经采取的措施立即解除。",
        approved_by="院长样本",
        approved_on=DAY,
        approval_reference="执行措施审批表（2026）7号",
    )
