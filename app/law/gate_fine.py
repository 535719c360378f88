"""The gate of a fine (罚款): its limits for people and units, its ground, one fine for one act."""

from dataclasses import dataclass
from typing import Final

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.law.case_numbers import CaseNumber
from app.law.gates import MET, Answer, Finding, Moment, PersonStanding, Requirement, Rule, Severity, examine, lack
from app.law.grounds import Measure
from app.law.officers import DISCUSSION
from app.law.punishments import (
    PunishmentFact,
    approval_answer,
    ground_answer,
    number_answer,
    other_measure,
    same_act,
)
from app.law.referral import CITATION as REFERRAL_CITATION
from app.law.referral import referral_answer

PERSON_MOST: Final = Money(100_000_00)
UNIT_LEAST: Final = Money(50_000_00)
UNIT_MOST: Final = Money(1_000_000_00)
LIMIT_CITATION: Final = "CPL.fine_limit"


@dataclass(frozen=True, slots=True)
class FineFacts:
    """What the gate must know; `of_unit`: the fine is the unit's own, not its leader's."""

    amount: Money
    of_unit: bool
    person_standing: PersonStanding
    ground: str
    act_id: str
    evidence: tuple[str, ...]
    now: Instant
    earlier: tuple[PunishmentFact, ...] = ()
    after_new_deadline: bool = False
    discussed_by: int = 0
    approved_by_president_at: Instant | None = None
    punishment_number: CaseNumber | None = None


def fine_gate(facts: FineFacts, moment: Moment) -> tuple[Finding, ...]:
    """What a fine has and lacks at this step."""
    return examine(RULES, facts, moment)


def _amount(facts: FineFacts) -> Answer:
    if facts.of_unit:
        within = UNIT_LEAST <= facts.amount <= UNIT_MOST
        return MET if within else lack("fine_unit", least=str(UNIT_LEAST), most=str(UNIT_MOST))
    return MET if ZERO < facts.amount <= PERSON_MOST else lack("fine_person", most=str(PERSON_MOST))


def _ground(facts: FineFacts) -> Answer:
    return ground_answer(facts.ground, facts.person_standing, Measure.FINE, facts.now)


def _evidence(facts: FineFacts) -> Answer:
    return MET if facts.evidence else lack("no_evidence")


def _same_act(facts: FineFacts) -> Answer:
    return same_act(Measure.FINE, facts.act_id, facts.earlier, after_new_deadline=facts.after_new_deadline)


def _detained_before(facts: FineFacts) -> Answer:
    return other_measure(Measure.FINE, facts.act_id, facts.earlier, facts.now)


def _discussed(facts: FineFacts) -> Answer:
    return MET if facts.discussed_by >= DISCUSSION else lack("not_discussed", wanted=DISCUSSION)


def _approval(facts: FineFacts) -> Answer:
    return approval_answer(facts.approved_by_president_at, facts.now)


def _number(facts: FineFacts) -> Answer:
    return number_answer(facts.punishment_number)


def _referral(facts: FineFacts) -> Answer:
    return referral_answer(facts.ground, facts.act_id, facts.earlier, after_new_deadline=facts.after_new_deadline)


BLOCK: Final = Severity.BLOCK
RULES: Final = (
    Rule(Requirement("fine.amount", LIMIT_CITATION, BLOCK), _amount),
    Rule(Requirement("fine.ground", "CPL.detention.grounds", BLOCK), _ground),
    Rule(Requirement("fine.evidence", "CPLI.fine_factors", BLOCK), _evidence),
    Rule(Requirement("fine.same_act", "CPLI.same_act", BLOCK), _same_act),
    Rule(Requirement("fine.detained_before", "CPLI.fine_and_detention", Severity.WARN), _detained_before),
    Rule(Requirement("fine.discussed", "EXEC.discussion", Severity.WARN), _discussed),
    Rule(Requirement("fine.approved", "CPL.president_approval", BLOCK, Moment.ISSUE), _approval),
    Rule(Requirement("fine.number", "CASENO.unique", BLOCK, Moment.ISSUE), _number),
    Rule(Requirement("fine.no_referral", REFERRAL_CITATION, Severity.WARN), _referral),
)
