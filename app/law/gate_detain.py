"""The gate of detention (拘留): a ground down to the item with its evidence, 1 to 15 days, nobody who may not be held.

No summons is needed, and a 拘传 before it takes nothing away.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.base.instant import Instant
from app.law.case_numbers import CaseNumber
from app.law.gates import (
    DOES_NOT_APPLY,
    MET,
    NOT_ASKED,
    Answer,
    Deputy,
    Finding,
    Lack,
    Moment,
    PersonStanding,
    Requirement,
    Rule,
    Severity,
    done_by,
    examine,
    lack,
)
from app.law.grounds import Measure
from app.law.identity import Sex, age_on
from app.law.officers import DISCUSSION
from app.law.punishments import (
    EmergencyFact,
    PunishmentFact,
    approval_answer,
    ground_answer,
    number_answer,
    other_measure,
    same_act,
)
from app.law.referral import CITATION as REFERRAL_CITATION
from app.law.referral import referral_answer

LEAST_DAYS: Final = 1
MOST_DAYS: Final = 15
OF_AGE: Final = 16
ADULT: Final = 18
OLD: Final = 70


@dataclass(frozen=True, slots=True)
class DetainFacts:
    """What the gate must know. None in a declaration means nobody has asked yet."""

    person_standing: PersonStanding
    ground: str
    act_id: str
    evidence: tuple[str, ...]
    """Ids of the evidence linked to the act."""
    days: int
    now: Instant
    earlier: tuple[PunishmentFact, ...] = ()
    after_new_deadline: bool = False
    birth: date | None = None
    sex: Sex | None = None
    pregnant: bool | None = None
    nursing: bool | None = None
    """Nursing an infant of her own under one year."""
    seriously_ill: bool | None = None
    sole_carer: bool | None = None
    """The only one who cares for a child or a disabled person."""
    deputy: Deputy = Deputy.NONE
    deputy_permission_at: Instant | None = None
    deputy_reported_at: Instant | None = None
    discussed_by: int = 0
    approved_by_president_at: Instant | None = None
    emergency: EmergencyFact | None = None
    punishment_number: CaseNumber | None = None
    number_due: Instant | None = None
    """Until when an emergency may go without its number; None: it needs one like any other."""


def detain_gate(facts: DetainFacts, moment: Moment) -> tuple[Finding, ...]:
    """What a detention has and lacks at this step."""
    return examine(RULES, facts, moment)


def _ground(facts: DetainFacts) -> Answer:
    return ground_answer(facts.ground, facts.person_standing, Measure.DETENTION, facts.now)


def _evidence(facts: DetainFacts) -> Answer:
    return MET if facts.evidence else lack("no_evidence")


def _days(facts: DetainFacts) -> Answer:
    within = LEAST_DAYS <= facts.days <= MOST_DAYS
    return MET if within else lack("detain_days", days=facts.days, least=LEAST_DAYS, most=MOST_DAYS)


def _same_act(facts: DetainFacts) -> Answer:
    return same_act(Measure.DETENTION, facts.act_id, facts.earlier, after_new_deadline=facts.after_new_deadline)


def _fined_before(facts: DetainFacts) -> Answer:
    return other_measure(Measure.DETENTION, facts.act_id, facts.earlier, facts.now)


def _age(facts: DetainFacts) -> int | None:
    return None if facts.birth is None else age_on(facts.birth, facts.now.day)


def doubtful_age(age: int) -> bool:
    """Whether somebody of that age may not simply be held: under eighteen, or seventy and over."""
    return age < ADULT or age >= OLD


def _birth_known(facts: DetainFacts) -> Answer:
    return MET if facts.birth else lack("birth_unknown")


def _sixteen(facts: DetainFacts) -> Answer:
    age = _age(facts)
    return lack("detain_under_age", age=age, least=OF_AGE) if age is not None and age < OF_AGE else MET


def _first_time_minor(facts: DetainFacts) -> Answer:
    age = _age(facts)
    before = any(one.measure is Measure.DETENTION for one in facts.earlier)
    minor = age is not None and OF_AGE <= age < ADULT
    return lack("detain_minor_first", age=age) if minor and not before else MET


def _seventy(facts: DetainFacts) -> Answer:
    age = _age(facts)
    return lack("detain_old", age=age, least=OLD) if age is not None and age >= OLD else MET


def _seventieth_birthday(facts: DetainFacts) -> Answer:
    """Full years count from the day after the birthday; on the day itself the gate is open but says so."""
    birth, today = facts.birth, facts.now.day
    on_it = birth is not None and (birth.year + OLD, birth.month, birth.day) == (today.year, today.month, today.day)
    return lack("detain_birthday", age=OLD) if on_it else MET


def _not_so(answer: bool | None, yes: Lack) -> Answer:
    """A question that must be answered no; one that nobody put is not answered at all."""
    if answer is None:
        return NOT_ASKED
    return yes if answer else MET


def _of_women(facts: DetainFacts, answer: bool | None, yes: Lack) -> Answer:
    """A question put only to women, and to whose sex is not known."""
    if facts.sex is Sex.MALE and not answer:
        return DOES_NOT_APPLY
    return _not_so(answer, yes)


def _asked(facts: DetainFacts) -> Answer:
    if facts.sex is Sex.MALE:
        return DOES_NOT_APPLY
    return lack("detain_not_asked") if facts.pregnant is None or facts.nursing is None else MET


def _pregnant(facts: DetainFacts) -> Answer:
    return _of_women(facts, facts.pregnant, lack("detain_pregnant"))


def _nursing(facts: DetainFacts) -> Answer:
    return _of_women(facts, facts.nursing, lack("detain_nursing"))


def _ill(facts: DetainFacts) -> Answer:
    return _not_so(facts.seriously_ill, lack("detain_ill"))


def _carer(facts: DetainFacts) -> Answer:
    return _not_so(facts.sole_carer, lack("detain_sole_carer"))


def _deputy(facts: DetainFacts) -> Answer:
    if facts.deputy is not Deputy.COUNTY_OR_ABOVE:
        return DOES_NOT_APPLY
    taken = facts.emergency.detained_at if facts.emergency else facts.now
    return MET if done_by(facts.deputy_permission_at, taken) else lack("deputy_permission")


def _deputy_report(facts: DetainFacts) -> Answer:
    if facts.deputy is not Deputy.TOWNSHIP:
        return DOES_NOT_APPLY
    return MET if done_by(facts.deputy_reported_at, facts.now) else lack("deputy_report")


def _discussed(facts: DetainFacts) -> Answer:
    return MET if facts.discussed_by >= DISCUSSION else lack("not_discussed", wanted=DISCUSSION)


def _approval(facts: DetainFacts) -> Answer:
    if facts.emergency is None:
        return approval_answer(facts.approved_by_president_at, facts.now)
    ratified = facts.emergency.ratified_at
    after = ratified is not None and facts.emergency.detained_at <= ratified <= facts.now
    return MET if after else lack("emergency_not_ratified")


def _emergency_act(facts: DetainFacts) -> Answer:
    return lack("emergency_act") if facts.emergency and facts.emergency.act is None else MET


def _emergency_report(facts: DetainFacts) -> Answer:
    if facts.emergency is None:
        return MET
    reported = facts.emergency.reported_at
    in_order = reported is not None and facts.emergency.detained_at <= reported <= facts.now
    return MET if in_order else lack("emergency_not_reported")


def _number(facts: DetainFacts) -> Answer:
    """An emergency does not wait for case filing; the number follows within the time the court sets."""
    due = facts.number_due if facts.emergency and facts.emergency.act and facts.emergency.reported_at else None
    if facts.punishment_number is None and due and facts.now <= due:
        return replace(lack("punishment_number_later", due=str(due)), since=Moment.CARRY_OUT)
    return number_answer(facts.punishment_number)


def _referral(facts: DetainFacts) -> Answer:
    return referral_answer(facts.ground, facts.act_id, facts.earlier, after_new_deadline=facts.after_new_deadline)


BLOCK: Final = Severity.BLOCK
OVERRIDE: Final = Severity.OVERRIDE
WARN: Final = Severity.WARN
NOT_ADMITTED: Final = "CUSTODYM.not_admitted"

RULES: Final = (
    Rule(Requirement("detain.ground", "CPL.detention.grounds", BLOCK), _ground),
    Rule(Requirement("detain.evidence", "CPL.detention.grounds", BLOCK), _evidence),
    Rule(Requirement("detain.days", "CPL.detention_limit", BLOCK), _days),
    Rule(Requirement("detain.same_act", "CPLI.same_act", BLOCK), _same_act),
    Rule(Requirement("detain.fined_before", "CPLI.fine_and_detention", WARN), _fined_before),
    Rule(Requirement("detain.birth_known", NOT_ADMITTED, OVERRIDE), _birth_known),
    Rule(Requirement("detain.sixteen", NOT_ADMITTED, OVERRIDE), _sixteen),
    Rule(Requirement("detain.minor_first_time", NOT_ADMITTED, OVERRIDE), _first_time_minor),
    Rule(Requirement("detain.under_seventy", NOT_ADMITTED, OVERRIDE), _seventy),
    Rule(Requirement("detain.seventieth_birthday", NOT_ADMITTED, WARN), _seventieth_birthday),
    Rule(Requirement("detain.asked", NOT_ADMITTED, OVERRIDE, Moment.ISSUE), _asked),
    Rule(Requirement("detain.not_pregnant", NOT_ADMITTED, BLOCK), _pregnant),
    Rule(Requirement("detain.not_nursing", NOT_ADMITTED, BLOCK), _nursing),
    Rule(Requirement("detain.not_ill", "CUSTODY.stop_execution", OVERRIDE), _ill),
    Rule(Requirement("detain.not_sole_carer", "CPL.detention.grounds", WARN), _carer),
    Rule(Requirement("detain.deputy", "DEPUTY.permission", BLOCK, Moment.ISSUE), _deputy),
    Rule(Requirement("detain.discussed", "EXEC.discussion", WARN), _discussed),
    Rule(Requirement("detain.emergency_act", "CPLI.emergency", BLOCK), _emergency_act),
    Rule(Requirement("detain.emergency_reported", "CPLI.emergency", BLOCK, Moment.APPROVE), _emergency_report),
    Rule(Requirement("detain.approved", "CPL.president_approval", BLOCK, Moment.ISSUE), _approval),
    Rule(Requirement("detain.number", "CASENO.unique", BLOCK, Moment.ISSUE), _number),
    Rule(Requirement("detain.township_report", "DEPUTY.township_report", WARN, Moment.CARRY_OUT), _deputy_report),
    Rule(Requirement("detain.no_referral", REFERRAL_CITATION, WARN), _referral),
)
