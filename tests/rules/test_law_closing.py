"""At the end of a case: its amounts add up, and a refusal after a punishment is looked at as a crime."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Refusal
from app.law.accounting import ClosingAmounts, closing_amounts
from app.law.citations import cite
from app.law.gate_fine import FineFacts, fine_gate
from app.law.gates import Moment, PersonStanding, warned
from app.law.grounds import Measure
from app.law.punishments import PunishmentFact

NOW = Instant.parse("2026-01-17T09:00")
BEFORE = PunishmentFact(Measure.DETENTION, "act-1", Instant.parse("2025-11-22T09:00"))
FINE = FineFacts(
    amount=Money.yuan("5000"),
    of_unit=False,
    person_standing=PersonStanding.DEBTOR,
    ground="refusal.able",
    act_id="act-2",
    evidence=("p1",),
    now=NOW,
)
amounts = st.integers(0, 10**12).map(Money)


@settings(max_examples=50, deadline=None)
@given(amounts, amounts, amounts)
def test_what_was_closed_is_collected_given_up_or_still_open(collected: Money, given_up: Money, left: Money) -> None:
    found = closing_amounts(collected + given_up + left, collected, given_up)
    assert found.hold
    assert found.still_open == left
    assert not replace(found, still_open=left + 1).hold


def test_more_than_was_closed_is_refused() -> None:
    with pytest.raises(Refusal, match="amounts_exceed"):
        closing_amounts(Money(100), Money(90), Money(20))
    assert not ClosingAmounts(Money(100), Money(120), Money(-20), Money(0)).hold


def referral(facts: FineFacts) -> set[str]:
    found = [one for one in warned(fine_gate(facts, Moment.PROPOSE)) if one.requirement.id == "fine.no_referral"]
    return {cite(one.requirement.citation_key, NOW.day).short for one in found}


def test_a_refusal_after_a_punishment_is_a_lead_to_a_crime() -> None:
    assert referral(FINE) == set()
    assert referral(replace(FINE, earlier=(BEFORE,))) == {"拒执罪解释第3条"}
    assert referral(replace(FINE, earlier=(BEFORE,), act_id="act-1")) == set()
    assert referral(replace(FINE, earlier=(BEFORE,), ground="seized_property")) == set()
