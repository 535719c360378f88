"""The gate of cash: the exception, with two enforcement officers, a reason, a receipt and a signed record."""

from dataclasses import dataclass
from typing import Final

from app.law.gates import MET, Answer, Finding, Moment, Requirement, Rule, Severity, examine, lack
from app.law.officers import CASH_CITATION, CASH_OFFICERS, ENFORCEMENT_KINDS, OfficerKind


@dataclass(frozen=True, slots=True)
class CashOfficer:
    """An officer who was there when cash was taken."""

    id: str
    kind: OfficerKind


@dataclass(frozen=True, slots=True)
class CashFacts:
    """What the gate must know."""

    officers: tuple[CashOfficer, ...]
    reason: str
    """Why the money could not go to the case's account directly."""
    receipt_given: bool
    record_made: bool
    """收款笔录."""
    payer_signed: bool
    refusal_recorded: bool = False
    """The payer would not sign, and the record says so."""


def cash_gate(facts: CashFacts) -> tuple[Finding, ...]:
    """What a taking of cash has and lacks; all of it is asked at once, on the spot."""
    return examine(RULES, facts, Moment.CARRY_OUT)


def _officers(facts: CashFacts) -> Answer:
    present = len({officer.id for officer in facts.officers if officer.kind in ENFORCEMENT_KINDS})
    return MET if present >= CASH_OFFICERS else lack("cash_officers", wanted=CASH_OFFICERS, present=present)


def _reason(facts: CashFacts) -> Answer:
    return MET if facts.reason.strip() else lack("cash_reason")


def _receipt(facts: CashFacts) -> Answer:
    return MET if facts.receipt_given else lack("cash_receipt")


def _record(facts: CashFacts) -> Answer:
    return MET if facts.record_made else lack("cash_record")


def _signed(facts: CashFacts) -> Answer:
    return MET if facts.payer_signed or facts.refusal_recorded else lack("cash_signature")


RULES: Final = (
    Rule(Requirement("cash.two_officers", CASH_CITATION, Severity.BLOCK), _officers),
    Rule(Requirement("cash.reason", CASH_CITATION, Severity.BLOCK), _reason),
    Rule(Requirement("cash.receipt", CASH_CITATION, Severity.BLOCK), _receipt),
    Rule(Requirement("cash.record", CASH_CITATION, Severity.BLOCK), _record),
    Rule(Requirement("cash.signed", CASH_CITATION, Severity.BLOCK), _signed),
)
