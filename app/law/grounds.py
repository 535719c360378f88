"""The grounds of detention and fine usable in a sweep, down to the item: a pick list valid on a date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.base.refusal import Kind, Refusal
from app.law.citations import Citation, cite
from app.law.gates import PersonStanding

S = PersonStanding


class Measure(StrEnum):
    """The two punishments for obstructing civil proceedings."""

    FINE = "fine"
    DETENTION = "detention"


BOTH: Final = frozenset(Measure)
ANYONE: Final = frozenset(PersonStanding)
BOUND: Final = frozenset({S.DEBTOR, S.LEGAL_REPRESENTATIVE, S.PRINCIPAL, S.LIABLE_STAFF})
"""Who is bound by the title, or answers for a unit that is."""
REPORTING: Final = BOUND | {S.GUARDIAN}
ASSISTING: Final = frozenset({S.ASSISTANT})
UNIT_LEADERS: Final = frozenset({S.LEGAL_REPRESENTATIVE, S.PRINCIPAL, S.LIABLE_STAFF})


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: the articles it rests on (statute first), its Chinese wording, whom and what it allows."""

    key: str
    citation_keys: tuple[str, ...]
    label: str
    whom: frozenset[PersonStanding] = ANYONE
    measures: frozenset[Measure] = BOTH

    def citations(self, on: date) -> tuple[Citation, ...]:
        """The articles as numbered on that day."""
        return tuple(cite(key, on) for key in self.citation_keys)


_SEIZED: Final = "CPL.detention.seized_property"
_OBSTRUCTION: Final = "CPL.detention.obstruction"
_REFUSAL: Final = "CPL.detention.refusal_to_perform"
_EVIDENCE: Final = "CPL.detention.grounds"

GROUNDS: Final = (
    Ground("seized_property", (_SEIZED,), "隐藏、转移、变卖、毁损已被查封、扣押、清点保管或者冻结的财产"),
    Ground("obstruction.disturbance", (_OBSTRUCTION, "CPLI.obstruction.disturbance"), "在人民法院哄闹、滞留，不听劝阻"),
    Ground("obstruction.papers", (_OBSTRUCTION, "CPLI.obstruction.papers"), "故意毁损、抢夺法律文书或者查封标志"),
    Ground(
        "obstruction.besieging", (_OBSTRUCTION, "CPLI.obstruction.besieging"), "哄闹、冲击执行现场，围困、扣押公务人员"
    ),
    Ground(
        "obstruction.equipment",
        (_OBSTRUCTION, "CPLI.obstruction.equipment"),
        "毁损、抢夺、扣留案件材料、公务车辆、器械、服装或者证件",
    ),
    Ground(
        "obstruction.measures",
        (_OBSTRUCTION, "CPLI.obstruction.measures"),
        "以暴力、威胁或者其他方法阻碍查询、查封、扣押、冻结、划拨、拍卖、变卖",
    ),
    Ground(
        "obstruction.other", (_OBSTRUCTION, "CPLI.obstruction.other"), "以暴力、威胁或者其他方法阻碍执行职务的其他行为"
    ),
    Ground(
        "refusal.disposal",
        (_REFUSAL, "CPLI.refusal.disposal"),
        "隐藏、转移、毁损财产，或者无偿、低价处分财产、放弃债权、无偿担保，致使无法执行",
        BOUND,
    ),
    Ground("refusal.security", (_REFUSAL, "CPLI.refusal.security"), "擅自处分已向人民法院提供担保的财产", BOUND),
    Ground("refusal.consumption", (_REFUSAL, "CPLI.refusal.consumption"), "违反限制消费令进行消费", BOUND),
    Ground("refusal.able", (_REFUSAL, "CPLI.refusal.able"), "有履行能力而拒不按照执行通知履行", BOUND),
    Ground(
        "refusal.assistance",
        (_REFUSAL, "CPLI.refusal.assistance"),
        "个人接到协助执行通知书后拒不协助执行",
        ASSISTING,
    ),
    Ground(
        "report.refused",
        ("CPL.property_report", "PROP.report_refused"),
        "拒绝报告、虚假报告或者无正当理由逾期报告财产",
        REPORTING,
    ),
    Ground(
        "hindrance.hiding_evidence",
        (_EVIDENCE, "CPLI.hindrance.hiding_evidence"),
        "伪造、隐藏、毁灭或者拒绝交出有关履行能力的重要证据",
    ),
    Ground("hindrance.unfreezing", (_EVIDENCE, "CPLI.hindrance.unfreezing"), "擅自解冻已被冻结的财产"),
    Ground(
        "hindrance.tipping_off",
        (_EVIDENCE, "CPLI.hindrance.tipping_off"),
        "接到协助执行通知书后通风报信，协助转移、隐匿财产",
    ),
    Ground("collusion", ("CPL.collusion_to_evade",), "与他人恶意串通，以诉讼、仲裁、调解等方式逃避履行", BOUND),
    Ground(
        "assisting_unit.refused",
        ("CPL.assisting_unit", "CPL.assisting_unit.leaders"),
        "协助义务单位拒不协助，其主要负责人或者直接责任人员",
        UNIT_LEADERS,
        frozenset({Measure.FINE}),
    ),
    Ground(
        "assisting_unit.still_refused",
        ("CPL.assisting_unit.leaders",),
        "协助义务单位经罚款仍不履行协助义务，其主要负责人或者直接责任人员",
        UNIT_LEADERS,
    ),
)
UNIT_LEADERS_CITATION: Final = "CPL.detention.unit_leaders"
"""Added to the articles when a unit's leader answers for what the unit did."""


def grounds_on(day: date) -> tuple[Ground, ...]:
    """The pick list: the grounds all of whose articles are in force on that day."""
    return tuple(one for one in GROUNDS if _in_force(one, day))


def ground(key: str, day: date) -> Ground:
    """One ground by its key; refused (invalid, `law.ground_unknown`) when none of that key holds on that day."""
    for one in grounds_on(day):
        if one.key == key:
            return one
    raise Refusal("law.ground_unknown", Kind.INVALID, key=key, on=day.isoformat())


def _in_force(one: Ground, day: date) -> bool:
    try:
        one.citations(day)
    except Refusal:
        return False
    return True
