"""The gate of ending this round of enforcement (终结本次执行程序): every condition with its evidence, and three months."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.law.gates import DOES_NOT_APPLY, MET, Answer, Finding, Moment, Requirement, Rule, Severity, examine, lack
from app.law.periods import Period, Unit, last_day

LEAST: Final = Period(3, Unit.MONTHS)
"""How long a case must have been on file."""


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What the gate must know. None: nobody has asked yet, never taken for a no."""

    on: date
    filed_on: date
    notice_served: bool
    report_order_served: bool
    consumption_order: bool
    """限制消费令 issued."""
    qualifies_for_list: bool | None
    """Whether the debtor must be put on the list of dishonest debtors."""
    listed: bool
    network_query_on: date | None
    inquiry_finished: bool
    """All ways of inquiry, the applicant's leads included, are used up and on record."""
    property_left: bool
    """There is property that can be enforced upon."""
    whereabouts_searched: bool
    obstruction: bool | None
    """Whether anybody obstructed enforcement."""
    obstruction_punished: bool = False
    applicant_told: bool = False
    """He was told what was done and found, and of his right to apply again at any time."""
    applicant_signed: bool = False
    panel_agreed: bool = False
    president_approved: bool = False


def closing_gate(facts: ClosingFacts, moment: Moment) -> tuple[Finding, ...]:
    """What is there and what is missing before this round of enforcement may end."""
    return examine(RULES, facts, moment)


def earliest(filed_on: date) -> date:
    """The last day of the three months: only after it may the round end."""
    return last_day(filed_on, LEAST)


def _notice(facts: ClosingFacts) -> Answer:
    return MET if facts.notice_served else lack("closing_notice")


def _report(facts: ClosingFacts) -> Answer:
    return MET if facts.report_order_served else lack("closing_report_order")


def _consumption(facts: ClosingFacts) -> Answer:
    return MET if facts.consumption_order else lack("closing_consumption")


def _listed(facts: ClosingFacts) -> Answer:
    if facts.qualifies_for_list is None:
        return lack("closing_list_not_asked")
    if not facts.qualifies_for_list:
        return DOES_NOT_APPLY
    return MET if facts.listed else lack("closing_not_listed")


def _inquiry(facts: ClosingFacts) -> Answer:
    queried = facts.network_query_on
    in_time = queried is not None and facts.filed_on <= queried <= facts.on
    return MET if facts.inquiry_finished and in_time else lack("closing_inquiry")


def _property(facts: ClosingFacts) -> Answer:
    return lack("closing_property") if facts.property_left else MET


def _three_months(facts: ClosingFacts) -> Answer:
    last = earliest(facts.filed_on)
    return MET if facts.on > last else lack("closing_too_early", last=last.isoformat())


def _whereabouts(facts: ClosingFacts) -> Answer:
    return MET if facts.whereabouts_searched else lack("closing_whereabouts")


def _obstruction(facts: ClosingFacts) -> Answer:
    if facts.obstruction is None:
        return lack("closing_obstruction_not_asked")
    if not facts.obstruction:
        return DOES_NOT_APPLY
    return MET if facts.obstruction_punished else lack("closing_obstruction")


def _told(facts: ClosingFacts) -> Answer:
    return MET if facts.applicant_told else lack("closing_applicant_not_told")


def _agreed(facts: ClosingFacts) -> Answer:
    by_court = facts.panel_agreed and facts.president_approved
    return MET if facts.applicant_signed or by_court else lack("closing_not_agreed")


BLOCK: Final = Severity.BLOCK
CONDITIONS: Final = "TERMINATE.conditions"
RULES: Final = (
    Rule(Requirement("closing.notice", CONDITIONS, BLOCK), _notice),
    Rule(Requirement("closing.report_order", CONDITIONS, BLOCK), _report),
    Rule(Requirement("closing.consumption_order", CONDITIONS, BLOCK), _consumption),
    Rule(Requirement("closing.listed", CONDITIONS, BLOCK), _listed),
    Rule(Requirement("closing.inquiry", "TERMINATE.inquiry", BLOCK), _inquiry),
    Rule(Requirement("closing.no_property", "CPLI.interim_termination", BLOCK), _property),
    Rule(Requirement("closing.three_months", CONDITIONS, BLOCK), _three_months),
    Rule(Requirement("closing.whereabouts", CONDITIONS, BLOCK), _whereabouts),
    Rule(Requirement("closing.obstruction", CONDITIONS, BLOCK), _obstruction),
    Rule(Requirement("closing.applicant_told", "CPLI.interim_termination.again", BLOCK), _told),
    Rule(Requirement("closing.agreed", "CPLI.interim_termination", BLOCK, Moment.APPROVE), _agreed),
)
