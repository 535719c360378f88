"""An invented sheet of one debtor's papers."""

from datetime import time

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts_bag import TargetSheet
from app.documents.samples_measures import CASE, COURT, DAY, PERSON
from app.documents.samples_sweeps import SQUAD, SWEEP


def target_sheet() -> TargetSheet:
    """A bag with two papers, one still missing."""
    return TargetSheet(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        sweep=SWEEP,
        squad=SQUAD.name,
        arrive_at=Instant.beijing_time(DAY, time(6, 10)),
        name=PERSON.name,
        address=PERSON.address,
        phones=("000-0000-0001",),
        owed=Money.yuan("115500"),
        measure="拘留",
        plan="先行告知，当场核实账户；拒不履行的，执行已批准的决定。",
        last_visit="2026年1月10日 未见到被执行人",
        account=f"{COURT}执行款专户（样本银行彭阳支行 0000000000000）",
        papers=("传票", "送达回证"),
        missing=("拘留决定书：尚未批准",),
    )
