"""The gates of a stay on security (执行担保) and of going back to the title after a settlement (恢复执行)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base.money import ZERO, Money
from app.law.clock_rules import CLOCKS
from app.law.gates import DOES_NOT_APPLY, MET, Answer, Finding, Moment, Requirement, Rule, Severity, examine, lack
from app.law.periods import Period, last_day


def _length(key: str) -> Period:
    return next(rule.period for rule in CLOCKS if rule.key == key)


LONGEST_STAY: Final = _length("security_stay")
USUAL_SECURITY: Final = _length("security_period")
RESUMPTION: Final = _length("resumption")


@dataclass(frozen=True, slots=True)
class SecurityFacts:
    """What the gate must know of the security and of the paper that gives it (担保书)."""

    on: date
    applicant_agrees: bool
    """In writing, or signed in the record."""
    guarantor: str
    claim: Money
    """The secured sum."""
    scope: str
    form: str
    """Personal, or which thing or right."""
    stay_until: date
    security_until: date | None = None
    """None: nothing is agreed, and the usual term counts."""
    accepts_direct_enforcement: bool = False
    of_property: bool = False
    property_described: bool = False
    """Name, quantity, quality, state, place and title."""
    by_company: bool = False
    company_resolved: bool = False


@dataclass(frozen=True, slots=True)
class ResumeFacts:
    """What must be known before enforcement of the title is resumed."""

    on: date
    last_day: date
    """The last day of performance the settlement names."""
    asked_by_applicant: bool
    performed: bool = False
    being_performed: bool = False
    due: bool = False
    """The time of at least one performance has passed, or its condition has come."""
    clearly_refused: bool = False
    """The debtor has made clear that he will not perform."""


def security_gate(facts: SecurityFacts, moment: Moment) -> tuple[Finding, ...]:
    """What a stay on security has and lacks."""
    return examine(SECURITY_RULES, facts, moment)


def resume_gate(facts: ResumeFacts, moment: Moment) -> tuple[Finding, ...]:
    """What stands in the way of going back to the title."""
    return examine(RESUME_RULES, facts, moment)


def resumption_until(last: date) -> date:
    """The last day on which the creditor may ask for the title again: two years from the last agreed day."""
    return last_day(last, RESUMPTION)


def security_ends(stay_until: date, agreed: date | None) -> date:
    """When a security is lost: on the agreed day, or when the usual term after the stay is over."""
    return agreed or last_day(stay_until, USUAL_SECURITY)


def _agrees(facts: SecurityFacts) -> Answer:
    return MET if facts.applicant_agrees else lack("security_consent")


def _content(facts: SecurityFacts) -> Answer:
    written = facts.guarantor.strip() and facts.scope.strip() and facts.form.strip() and facts.claim > ZERO
    return MET if written else lack("security_content")


def _promise(facts: SecurityFacts) -> Answer:
    return MET if facts.accepts_direct_enforcement else lack("security_promise")


def _described(facts: SecurityFacts) -> Answer:
    if not facts.of_property:
        return DOES_NOT_APPLY
    return MET if facts.property_described else lack("security_property")


def _company(facts: SecurityFacts) -> Answer:
    if not facts.by_company:
        return DOES_NOT_APPLY
    return MET if facts.company_resolved else lack("security_company")


def _stay(facts: SecurityFacts) -> Answer:
    longest = last_day(facts.on, LONGEST_STAY)
    return MET if facts.on <= facts.stay_until <= longest else lack("security_stay", longest=longest.isoformat())


def _term(facts: SecurityFacts) -> Answer:
    if facts.security_until is None:
        return MET
    return MET if facts.security_until > facts.stay_until else lack("security_term")


def _asked(facts: ResumeFacts) -> Answer:
    return MET if facts.asked_by_applicant else lack("resume_not_asked")


def _unperformed(facts: ResumeFacts) -> Answer:
    return lack("resume_performed") if facts.performed else MET


def _idle(facts: ResumeFacts) -> Answer:
    return lack("resume_being_performed") if facts.being_performed else MET


def _due(facts: ResumeFacts) -> Answer:
    return MET if facts.due or facts.clearly_refused else lack("resume_not_due")


def _in_time(facts: ResumeFacts) -> Answer:
    last = resumption_until(facts.last_day)
    return MET if facts.on <= last else lack("resume_late", last=last.isoformat())


BLOCK: Final = Severity.BLOCK
SECURITY_RULES: Final = (
    Rule(Requirement("security.consent", "CPL.surety", BLOCK), _agrees),
    Rule(Requirement("security.content", "SURETY.form", BLOCK), _content),
    Rule(Requirement("security.promise", "SURETY.form", BLOCK), _promise),
    Rule(Requirement("security.property", "SURETY.form", BLOCK), _described),
    Rule(Requirement("security.company", "SURETY.form", BLOCK), _company),
    Rule(Requirement("security.stay", "SURETY.suspension_term", BLOCK), _stay),
    Rule(Requirement("security.term", "SURETY.security_term", BLOCK), _term),
)
RESUME_RULES: Final = (
    Rule(Requirement("resume.asked", "CPL.settlement.resumption", BLOCK), _asked),
    Rule(Requirement("resume.unperformed", "SETTLE.resumption_refused", BLOCK), _unperformed),
    Rule(Requirement("resume.not_being_performed", "SETTLE.resumption_refused", BLOCK), _idle),
    Rule(Requirement("resume.due", "SETTLE.resumption_refused", BLOCK), _due),
    Rule(Requirement("resume.in_time", "SETTLE.resumption_period", Severity.WARN), _in_time),
)
