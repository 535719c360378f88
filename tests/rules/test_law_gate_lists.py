"""Of every gate: whatever the facts, the answer is the whole list in one order, and only overrides lift."""

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Refusal
from app.law.case_numbers import CaseNumber
from app.law.gate_kinds import GATES
from app.law.gates import Moment, Severity, blocked, examine, fault_of, require_open

few = settings(max_examples=150, deadline=None)
DAYS = st.dates(date(2022, 6, 1), date(2030, 1, 1))
INSTANTS = st.builds(
    lambda day, hours: Instant.parse(f"{day}T00:00") + timedelta(hours=hours), DAYS, st.integers(0, 47)
)
NUMBERS = st.sampled_from(["（2026）宁0425司惩3号", "（2026）宁0425执3号"]).map(CaseNumber.parse)


VALUES: dict[Any, st.SearchStrategy[Any]] = {
    Instant: INSTANTS,
    Money: st.integers(0, 10**9).map(Money),
    CaseNumber: NUMBERS,
    date: DAYS,
    bool: st.booleans(),
    int: st.integers(-1, 20),
    str: st.sampled_from(["", " ", "refusal.able", "a"]),
    type(None): st.none(),
}


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a kind of fact, its optional fields too."""
    if kind in VALUES:
        return VALUES[kind]
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{one.name: anything(hints[one.name]) for one in fields(kind)})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    inner = [part for part in get_args(kind) if part is not Ellipsis]
    if get_origin(kind) is tuple:
        return st.lists(anything(inner[0]), max_size=3).map(tuple)
    return st.one_of([anything(part) for part in inner])


@few
@given(data=st.data(), name=st.sampled_from(sorted(GATES)))
def test_the_answer_is_always_the_whole_list_in_the_same_order(data: Any, name: str) -> None:
    kind = GATES[name]
    facts = data.draw(anything(kind.facts))
    order = [rule.requirement.id for rule in kind.rules]
    asked: set[str] = set()
    for moment in Moment:
        findings = examine(kind.rules, facts, moment)
        assert [one.requirement.id for one in findings] == order
        assert asked <= {one.requirement.id for one in findings if one.asked}
        asked = {one.requirement.id for one in findings if one.asked}
        closed = blocked(findings)
        lifted = blocked(findings, overridden=order)
        assert {one.requirement.severity for one in lifted} <= {Severity.BLOCK}
        assert {one.requirement.id for one in closed} - {one.requirement.id for one in lifted} == {
            one.requirement.id for one in closed if one.requirement.severity is Severity.OVERRIDE
        }
        assert all("citation" in dict(fault_of(one, date(2026, 1, 17)).facts) for one in findings if not one.met)
        if closed:
            with pytest.raises(Refusal, match="gate_closed") as no:
                require_open(findings, date(2026, 1, 17))
            assert len(no.value.faults) == len(closed)
        else:
            require_open(findings, date(2026, 1, 17))


LATER = {
    Moment.APPROVE: {"detain.emergency_reported", "closing.agreed"},
    Moment.ISSUE: {
        *("compel.deputy", "compel.approved"),
        *("detain.asked", "detain.deputy", "detain.approved", "detain.number"),
        *("fine.approved", "fine.number"),
        *("search.approved", "search.validity", "search.officers", "search.woman_officer"),
    },
    Moment.CARRY_OUT: {
        *("compel.told", "compel.police", "detain.township_report"),
        *("search.begun", "search.asked_first", "search.identity", "search.family", "search.grassroots"),
        *("search.presence", "search.outsiders", "search.by_women", "search.opening", "search.list"),
        *("search.record", "search.signed", "search.recorders"),
        *("seize.ruling", "seize.assistance", "seize.officers", "seize.debtor_told", "seize.grassroots"),
        *("seize.presence", "seize.list", "seize.engine_number", "seize.record", "seize.recorders"),
    },
}
"""What is asked only from a later step on; all else stands in the way of the proposal itself."""
SOFTER = {
    Severity.OVERRIDE: {
        *("detain.birth_known", "detain.sixteen", "detain.minor_first_time", "detain.under_seventy"),
        *("detain.asked", "detain.not_ill", "seize.not_over"),
    },
    Severity.WARN: {
        *("compel.police", "detain.fined_before", "detain.seventieth_birthday", "detain.not_sole_carer"),
        *("detain.discussed", "detain.township_report", "detain.no_referral"),
        *("fine.detained_before", "fine.discussed", "fine.no_referral"),
        *("search.outsiders", "search.recorders", "seize.home", "seize.recorders", "resume.in_time"),
    },
}
"""What the president may override, and what only warns; all else blocks, above all that she is pregnant or nursing."""


def test_every_requirement_counts_from_its_step_on_and_with_its_weight() -> None:
    rules = [rule.requirement for gate in GATES.values() for rule in gate.rules]
    assert len({one.id for one in rules}) == len(rules)
    for one in rules:
        since = next((step for step, ids in LATER.items() if one.id in ids), Moment.PROPOSE)
        weight = next((severity for severity, ids in SOFTER.items() if one.id in ids), Severity.BLOCK)
        assert (one.since, one.severity) == (since, weight), one.id
