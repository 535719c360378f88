"""The gate of a search (搜查): a warrant signed by the president, the right officers, the people who must be told.

That the debtor or his family stay away does not stop a search; that nobody told them does.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base.instant import Instant
from app.law.gates import DOES_NOT_APPLY, MET, Answer, Finding, Moment, Requirement, Rule, Severity, examine, lack
from app.law.identity import Sex
from app.law.officers import (
    ENFORCEMENT_KINDS,
    QUESTIONING_CITATION,
    QUESTIONING_OFFICERS,
    WOMAN_OFFICER_CITATION,
    OfficerKind,
)
from app.law.punishments import approval_answer

RECORDERS: Final = 2
"""Body-worn recorders in use at a search."""


@dataclass(frozen=True, slots=True)
class SearchOfficer:
    """An officer of the search."""

    id: str
    kind: OfficerKind
    sex: Sex


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What the gate must know. What happens only at the door is asked only there."""

    now: Instant
    duty_unperformed: bool
    """The time of the execution notice has passed and the duty is not performed."""
    hidden_property: str
    """What is believed to be hidden, and why."""
    evidence: tuple[str, ...]
    """Ids of the leads or records this rests on."""
    places: tuple[str, ...]
    """The places the warrant names."""
    officers: tuple[SearchOfficer, ...] = ()
    approved_by_president_at: Instant | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    debtor_is_unit: bool = False
    body_search_of: Sex | None = None
    """The sex of a person whose body is to be searched; None: nobody's."""
    body_searched_by: tuple[str, ...] = ()
    """Ids of the officers who searched the body."""
    asked_to_hand_over: bool = False
    """He was ordered to hand over what he hides, and refused."""
    identity_shown: bool = False
    """Uniform worn, warrant and work cards shown."""
    family_told: bool = False
    """The debtor or an adult of his family was told to come; for a unit its representative or principal."""
    grassroots_told: bool = False
    """The village or residents' committee was asked to send somebody; not asked for at a unit."""
    absence_recorded: bool = False
    """Who stayed away although told stands in the record."""
    everybody_there: bool = False
    outsiders_kept_out: bool = False
    recorders: int = 0
    opened_by_force: bool = False
    refusal_to_open_recorded: bool = False
    things_taken: bool = False
    list_made: bool = False
    record_made: bool = False
    record_signed: bool = False
    refusal_recorded: bool = False
    """Somebody would not sign, and the record says so."""


def search_gate(facts: SearchFacts, moment: Moment) -> tuple[Finding, ...]:
    """What a search has and lacks at this step."""
    return examine(RULES, facts, moment)


def _duty(facts: SearchFacts) -> Answer:
    return MET if facts.duty_unperformed else lack("search_duty")


def _hidden(facts: SearchFacts) -> Answer:
    return MET if facts.hidden_property.strip() and facts.evidence else lack("search_hidden")


def _places(facts: SearchFacts) -> Answer:
    return MET if any(place.strip() for place in facts.places) else lack("search_places")


def _officers(facts: SearchFacts) -> Answer:
    present = len({one.id for one in facts.officers if one.kind in ENFORCEMENT_KINDS})
    if present >= QUESTIONING_OFFICERS:
        return MET
    return lack("search_officers", wanted=QUESTIONING_OFFICERS, present=present)


def _approved(facts: SearchFacts) -> Answer:
    return approval_answer(facts.approved_by_president_at, facts.now)


def _validity(facts: SearchFacts) -> Answer:
    first, last = facts.valid_from, facts.valid_until
    if first is None or last is None or last < first:
        return lack("search_no_validity")
    if facts.now.day > last:
        return lack("search_expired", last=last.isoformat())
    return MET


def _begun(facts: SearchFacts) -> Answer:
    first = facts.valid_from
    return lack("search_too_early", first=first.isoformat()) if first and facts.now.day < first else MET


def _women(facts: SearchFacts) -> set[str]:
    return {one.id for one in facts.officers if one.sex is Sex.FEMALE and one.kind in ENFORCEMENT_KINDS}


def _woman_there(facts: SearchFacts) -> Answer:
    if facts.body_search_of is not Sex.FEMALE:
        return DOES_NOT_APPLY
    return MET if _women(facts) else lack("search_no_woman")


def _by_women(facts: SearchFacts) -> Answer:
    if facts.body_search_of is not Sex.FEMALE:
        return DOES_NOT_APPLY
    men = set(facts.body_searched_by) - _women(facts)
    return MET if facts.body_searched_by and not men else lack("search_by_women", others=len(men))


def _asked(facts: SearchFacts) -> Answer:
    return MET if facts.asked_to_hand_over else lack("search_not_asked")


def _identity(facts: SearchFacts) -> Answer:
    return MET if facts.identity_shown else lack("search_identity")


def _family(facts: SearchFacts) -> Answer:
    return MET if facts.family_told else lack("search_family")


def _grassroots(facts: SearchFacts) -> Answer:
    if facts.debtor_is_unit:
        return DOES_NOT_APPLY
    return MET if facts.grassroots_told else lack("search_grassroots")


def _presence(facts: SearchFacts) -> Answer:
    return MET if facts.everybody_there or facts.absence_recorded else lack("search_presence")


def _outsiders(facts: SearchFacts) -> Answer:
    return MET if facts.outsiders_kept_out else lack("search_outsiders")


def _recorders(facts: SearchFacts) -> Answer:
    return MET if facts.recorders >= RECORDERS else lack("search_recorders", wanted=RECORDERS, there=facts.recorders)


def _opened(facts: SearchFacts) -> Answer:
    if not facts.opened_by_force:
        return DOES_NOT_APPLY
    return MET if facts.refusal_to_open_recorded else lack("search_forced")


def _list(facts: SearchFacts) -> Answer:
    if not facts.things_taken:
        return DOES_NOT_APPLY
    return MET if facts.list_made else lack("search_list")


def _record(facts: SearchFacts) -> Answer:
    return MET if facts.record_made else lack("search_record")


def _signed(facts: SearchFacts) -> Answer:
    return MET if facts.record_signed or facts.refusal_recorded else lack("search_signed")


BLOCK: Final = Severity.BLOCK
WARN: Final = Severity.WARN
PRESENCE: Final = "CPLI.search.presence"
RECORD: Final = "CPLI.search.record"
RULES: Final = (
    Rule(Requirement("search.duty", "CPL.search", BLOCK), _duty),
    Rule(Requirement("search.hidden", "CPLI.search", BLOCK), _hidden),
    Rule(Requirement("search.places", "CPL.search", BLOCK), _places),
    Rule(Requirement("search.approved", "CPL.search.warrant", BLOCK, Moment.ISSUE), _approved),
    Rule(Requirement("search.validity", "CPL.search.warrant", BLOCK, Moment.ISSUE), _validity),
    Rule(Requirement("search.officers", QUESTIONING_CITATION, BLOCK, Moment.ISSUE), _officers),
    Rule(Requirement("search.woman_officer", WOMAN_OFFICER_CITATION, BLOCK, Moment.ISSUE), _woman_there),
    Rule(Requirement("search.begun", "CPL.search.warrant", BLOCK, Moment.CARRY_OUT), _begun),
    Rule(Requirement("search.asked_first", "CPLI.search", BLOCK, Moment.CARRY_OUT), _asked),
    Rule(Requirement("search.identity", "CPLI.search.identity", BLOCK, Moment.CARRY_OUT), _identity),
    Rule(Requirement("search.family", PRESENCE, BLOCK, Moment.CARRY_OUT), _family),
    Rule(Requirement("search.grassroots", PRESENCE, BLOCK, Moment.CARRY_OUT), _grassroots),
    Rule(Requirement("search.presence", PRESENCE, BLOCK, Moment.CARRY_OUT), _presence),
    Rule(Requirement("search.outsiders", PRESENCE, WARN, Moment.CARRY_OUT), _outsiders),
    Rule(Requirement("search.by_women", WOMAN_OFFICER_CITATION, BLOCK, Moment.CARRY_OUT), _by_women),
    Rule(Requirement("search.opening", "PROP.search.opening", BLOCK, Moment.CARRY_OUT), _opened),
    Rule(Requirement("search.list", "CPLI.search.found", BLOCK, Moment.CARRY_OUT), _list),
    Rule(Requirement("search.record", RECORD, BLOCK, Moment.CARRY_OUT), _record),
    Rule(Requirement("search.signed", RECORD, BLOCK, Moment.CARRY_OUT), _signed),
    Rule(Requirement("search.recorders", "RECORDER.two", WARN, Moment.CARRY_OUT), _recorders),
)
