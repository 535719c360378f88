"""Gates: what must be there before a measure is proposed, approved, put on paper and carried out.

A gate is a pure function over frozen facts. It always answers with its whole list in the same order, so that a screen
shows what is there and what is missing, and it never stops reality: it refuses proposals, approvals and papers.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, Final, Generic, TypeAlias, TypeVar

from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal
from app.law.citations import cite

F = TypeVar("F")


class Severity(StrEnum):
    """What an unmet requirement does."""

    BLOCK = "block"
    """The step is refused."""
    OVERRIDE = "override"
    """The step is refused unless the president overrides it with a reason."""
    WARN = "warn"
    """The step goes on; the finding is shown and kept."""


class Moment(IntEnum):
    """The steps of a measure, in their order."""

    PROPOSE = 1
    APPROVE = 2
    ISSUE = 3
    """The paper."""
    CARRY_OUT = 4
    """The deed itself: unmet requirements are flagged, never refused."""


class PersonStanding(StrEnum):
    """What a person is to the case."""

    DEBTOR = "debtor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    """法定代表人 of a debtor unit."""
    PRINCIPAL = "principal"
    """主要负责人 of a debtor unit."""
    ACTUAL_CONTROLLER = "actual_controller"
    """实际控制人."""
    LIABLE_STAFF = "liable_staff"
    """直接责任人员."""
    GUARDIAN = "guardian"
    """法定代理人 of a debtor."""
    ASSISTANT = "assistant"
    """A person with a duty to assist in enforcement."""
    OTHER = "other"


class Deputy(StrEnum):
    """Whether the person sits in a people's congress."""

    NONE = "none"
    TOWNSHIP = "township"
    COUNTY_OR_ABOVE = "county_or_above"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a gate asks for, from the step `since` on."""

    id: str
    citation_key: str
    severity: Severity
    since: Moment = Moment.PROPOSE


@dataclass(frozen=True, slots=True)
class Finding:
    """What a gate found for one requirement; `asked` tells whether this step asks for it already.

    One that is met with a reason code does not apply to this person.
    """

    requirement: Requirement
    met: bool
    asked: bool
    reason_code: str = ""
    facts: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a requirement is not met: a code with words in `routes/words/law.py`, and facts for the sentence."""

    code: str
    facts: tuple[tuple[str, Any], ...] = ()
    since: Moment = Moment.PROPOSE
    """The step from which this lack counts, where the requirement itself counts earlier."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Why a requirement does not concern this person at all: it stops nothing, and is not shown as there."""

    code: str = "law.does_not_apply"


Answer: TypeAlias = Lack | Beside | None
"""None: the requirement is met."""
MET: Final = None
DOES_NOT_APPLY: Final = Beside()
NOT_ASKED: Final = Lack("law.not_asked_yet", since=Moment.APPROVE)
"""Nobody has asked: never taken for a no. It may be proposed so, and is asked before the president approves."""


def done_by(at: Instant | None, moment: Instant) -> bool:
    """Whether something that must come first was done by then; what is still to come counts for nothing."""
    return at is not None and at <= moment


def lack(code: str, **facts: Any) -> Lack:
    """A requirement that is not met, with facts for its sentence."""
    return Lack(f"law.{code}", tuple(facts.items()))


@dataclass(frozen=True, slots=True)
class Rule(Generic[F]):
    """A requirement and the question that decides it."""

    requirement: Requirement
    answer: Callable[[F], Answer]


def examine(rules: Sequence[Rule[F]], facts: F, moment: Moment) -> tuple[Finding, ...]:
    """The whole list, in order, as it stands at this step."""
    return tuple(finding_of(rule, rule.answer(facts), moment) for rule in rules)


def blocked(findings: Sequence[Finding], overridden: Collection[str] = ()) -> tuple[Finding, ...]:
    """What stands in the way at this step; `overridden` are the ids the president overrode with a reason.

    An override lifts only requirements of severity OVERRIDE.
    """
    return tuple(finding for finding in findings if _stands(finding, overridden))


def warned(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is lacking but stops nothing at this step."""
    return tuple(
        finding
        for finding in findings
        if finding.asked and not finding.met and finding.requirement.severity is Severity.WARN
    )


def require_open(findings: Sequence[Finding], on: date, overridden: Collection[str] = ()) -> None:
    """Refuse (conflict, `law.gate_closed`) with one fault for each requirement in the way, with its article."""
    standing = blocked(findings, overridden)
    if standing:
        raise Refusal("law.gate_closed", Kind.CONFLICT, faults=tuple(fault_of(finding, on) for finding in standing))


def finding_of(rule: Rule[F], answer: Answer, moment: Moment) -> Finding:
    """What an answer means for its requirement at this step."""
    asked = moment >= rule.requirement.since
    if answer is MET:
        return Finding(rule.requirement, met=True, asked=asked)
    if isinstance(answer, Beside):
        return Finding(rule.requirement, met=True, asked=asked, reason_code=answer.code)
    asked = asked and moment >= answer.since
    return Finding(rule.requirement, met=False, asked=asked, reason_code=answer.code, facts=answer.facts)


def _stands(finding: Finding, overridden: Collection[str]) -> bool:
    requirement = finding.requirement
    if finding.met or not finding.asked or requirement.severity is Severity.WARN:
        return False
    return requirement.severity is Severity.BLOCK or requirement.id not in overridden


def fault_of(finding: Finding, on: date) -> Fault:
    """A finding that is not met, as one fault: its code, its facts and its article as numbered on that day."""
    citation = cite(finding.requirement.citation_key, on)
    facts = (*finding.facts, ("citation", citation.short))
    return Fault(field=finding.requirement.id, code=finding.reason_code, facts=facts)
