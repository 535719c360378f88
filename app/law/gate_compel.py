"""The gate of compelled attendance (拘传): a lawful summons, its time passed without good reason, the right person."""

from dataclasses import dataclass
from typing import Final

from app.base.instant import Instant
from app.law.gates import (
    DOES_NOT_APPLY,
    MET,
    Answer,
    Deputy,
    Finding,
    Moment,
    PersonStanding,
    Requirement,
    Rule,
    Severity,
    done_by,
    examine,
    lack,
)
from app.law.officers import POLICE_CITATION, OfficerKind, may_compel

ELIGIBLE: Final = frozenset(
    {
        PersonStanding.DEBTOR,
        PersonStanding.LEGAL_REPRESENTATIVE,
        PersonStanding.PRINCIPAL,
        PersonStanding.ACTUAL_CONTROLLER,
    }
)
"""Who may be compelled in enforcement; 直接责任人员 may be summoned but are not on the list."""
MIN_SUMMONS: Final = 1
"""Enforcement needs one summons; the two of the trial rule do not apply. A court may ask for more, never for none."""


@dataclass(frozen=True, slots=True)
class SummonsFact:
    """One summons (传票) and what came of it."""

    served_at: Instant | None
    appear_at: Instant
    proof: bool
    """A receipt, or a photo or film with the officer's note."""
    attended: bool = False
    good_reason: bool = False


@dataclass(frozen=True, slots=True)
class CompelFacts:
    """What the gate must know."""

    person_standing: PersonStanding
    summonses: tuple[SummonsFact, ...]
    now: Instant
    min_summons: int = MIN_SUMMONS
    deputy: Deputy = Deputy.NONE
    deputy_permission_at: Instant | None = None
    approved_by_president_at: Instant | None = None
    consequences_told: bool = False
    officers: tuple[OfficerKind, ...] = ()


def compel_gate(facts: CompelFacts, moment: Moment) -> tuple[Finding, ...]:
    """What a 拘传 has and lacks at this step."""
    return examine(RULES, facts, moment)


def _person(facts: CompelFacts) -> Answer:
    if facts.person_standing in ELIGIBLE:
        return MET
    return lack("compel_person", standing=facts.person_standing.value)


def _wanted(facts: CompelFacts) -> int:
    return max(MIN_SUMMONS, facts.min_summons)


def _served(facts: CompelFacts) -> tuple[SummonsFact, ...]:
    return tuple(
        one
        for one in facts.summonses
        if one.proof and one.served_at is not None and one.served_at < one.appear_at and one.served_at <= facts.now
    )


def _summons(facts: CompelFacts) -> Answer:
    served = _served(facts)
    if len(served) >= _wanted(facts):
        return MET
    return lack("compel_summons", wanted=_wanted(facts), served=len(served))


def _passed(facts: CompelFacts) -> tuple[SummonsFact, ...]:
    return tuple(one for one in _served(facts) if one.appear_at < facts.now)


def _time(facts: CompelFacts) -> Answer:
    return MET if len(_passed(facts)) >= _wanted(facts) else lack("compel_time_not_passed")


def _absent(facts: CompelFacts) -> tuple[SummonsFact, ...]:
    return tuple(one for one in _passed(facts) if not one.attended)


def _absence(facts: CompelFacts) -> Answer:
    return MET if len(_absent(facts)) >= _wanted(facts) else lack("compel_not_absent")


def _reason(facts: CompelFacts) -> Answer:
    without = [one for one in _absent(facts) if not one.good_reason]
    return MET if len(without) >= _wanted(facts) else lack("compel_good_reason")


def _deputy(facts: CompelFacts) -> Answer:
    if facts.deputy is not Deputy.COUNTY_OR_ABOVE:
        return DOES_NOT_APPLY
    return MET if done_by(facts.deputy_permission_at, facts.now) else lack("deputy_permission")


def _approval(facts: CompelFacts) -> Answer:
    return MET if done_by(facts.approved_by_president_at, facts.now) else lack("president_approval")


def _told(facts: CompelFacts) -> Answer:
    return MET if facts.consequences_told else lack("compel_consequences")


def _police(facts: CompelFacts) -> Answer:
    return MET if may_compel(facts.officers) else lack("compel_police")


BLOCK: Final = Severity.BLOCK
RULES: Final = (
    Rule(Requirement("compel.person", "CPLI.compel", BLOCK), _person),
    Rule(Requirement("compel.summons", "CPLI.compel", BLOCK), _summons),
    Rule(Requirement("compel.time_passed", "CPLI.compel", BLOCK), _time),
    Rule(Requirement("compel.absent", "CPLI.compel", BLOCK), _absence),
    Rule(Requirement("compel.no_good_reason", "CPLI.compel", BLOCK), _reason),
    Rule(Requirement("compel.deputy", "DEPUTY.permission", BLOCK, Moment.ISSUE), _deputy),
    Rule(Requirement("compel.approved", "CPL.president_approval", BLOCK, Moment.ISSUE), _approval),
    Rule(Requirement("compel.told", "CPLI.compel.served_directly", BLOCK, Moment.CARRY_OUT), _told),
    Rule(Requirement("compel.police", POLICE_CITATION, Severity.WARN, Moment.CARRY_OUT), _police),
)
