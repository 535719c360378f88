"""What finding a person is worth: each point has its reason."""

from datetime import date

from app.base.money import Money
from app.sweeps.weighting import Ground, LeadStrength, Weighting, Worth, strongest, worth_of

TODAY = date(2026, 1, 16)


def worth(category: str = "finance", left: int = 0, filed: date = TODAY, lead: str = "none") -> Worth:
    return worth_of(
        Weighting(), category=category, left=Money(left), filed_on=filed, today=TODAY, lead=LeadStrength(lead)
    )


def test_wages_and_maintenance_come_first() -> None:
    assert worth("wages").points > worth("livelihood").points > worth("finance").points


def test_each_ground_is_told() -> None:
    found = worth("wages", 5_000_000, date(2023, 1, 1), "confirmed")
    assert found.parts == (
        (Ground.BASE, 40),
        (Ground.CATEGORY, 20),
        (Ground.SUM, 15),
        (Ground.AGE, 6),
        (Ground.LEAD, 8),
    )
    assert found.points == 89


def test_sums_and_years_have_their_most() -> None:
    assert dict(worth(left=10**12, filed=date(1990, 1, 1)).parts) == {Ground.BASE: 40, Ground.SUM: 30, Ground.AGE: 10}


def test_a_weight_lies_between_one_and_a_hundred() -> None:
    heavy = worth_of(
        Weighting(base=95), category="wages", left=Money(10**9), filed_on=TODAY, today=TODAY, lead=LeadStrength.NONE
    )
    light = worth_of(
        Weighting(base=0), category="other", left=Money(0), filed_on=TODAY, today=TODAY, lead=LeadStrength.NONE
    )
    assert (heavy.points, light.points) == (100, 1)


def test_a_confirmed_lead_is_stronger_than_one_that_waits() -> None:
    assert strongest(["", "true"]) == LeadStrength.CONFIRMED
    assert strongest(["", "false"]) == LeadStrength.WAITING
    assert strongest(["false"]) == LeadStrength.NONE
    assert strongest([]) == LeadStrength.NONE
