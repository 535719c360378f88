"""What is owed: every payment replayed by its value date, whatever order it was entered in."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.base.money import ZERO, Money
from app.law.allocation import CREDITOR_FIRST, Head
from app.law.general_interest import Ends, Fixed, Per, RateStep
from app.law.interest import DayCount, Stay
from app.law.sheets import Sheet
from app.money.debt import DOUBLED_WITH_COSTS, ClaimTerms, Conventions, DebtTerms, Paid, Waived, owed
from tests.support.effort import few

DUE = date(2026, 1, 1)


def loan(principal: int = 10_000_000, **changes: object) -> DebtTerms:
    return DebtTerms((ClaimTerms(Head.PRINCIPAL, Money(principal)),), due_on=DUE, **changes)  # type: ignore[arg-type] # reason: as said


def paid(day: date, amount: int, ref: UUID | None = None) -> Paid:
    return Paid(ref or uuid4(), day, Money(amount))


def test_half_at_day_100_and_the_rest_at_day_200() -> None:
    half = paid(DUE + timedelta(days=100), 5_000_000)
    debt = owed(loan(), DUE + timedelta(days=200), payments=[half])
    assert debt.doubled.total == Money(175_000 + 87_500)
    assert debt.total == Money(5_262_500)
    assert owed(loan(), half.day, payments=[half]).left[Head.PRINCIPAL] == Money(5_000_000)


def test_a_payment_fills_costs_interest_principal_and_leaves_the_doubled_part() -> None:
    terms = DebtTerms(
        (
            ClaimTerms(Head.COSTS, Money(230_000)),
            ClaimTerms(Head.GENERAL_INTEREST, Money(500_000)),
            ClaimTerms(Head.PRINCIPAL, Money(9_770_000)),
        ),
        due_on=DUE,
    )
    debt = owed(terms, date(2026, 4, 11), payments=[paid(date(2026, 4, 11), 3_000_000)])
    assert debt.allocations[0].shares == {
        Head.COSTS: 230_000,
        Head.GENERAL_INTEREST: 500_000,
        Head.PRINCIPAL: 2_270_000,
    }
    assert debt.left[Head.DOUBLED_INTEREST] == Money(170_975)


def test_the_costs_of_the_lawsuit_bear_no_doubled_interest_unless_the_court_says_so() -> None:
    claims = (ClaimTerms(Head.COSTS, Money(230_000)), ClaimTerms(Head.PRINCIPAL, Money(9_770_000)))
    terms, day = DebtTerms(claims, due_on=DUE), date(2026, 4, 11)
    assert owed(terms, day).doubled.total == Money(170_975)
    assert owed(terms, day, conventions=Conventions(doubled_base=DOUBLED_WITH_COSTS)).doubled.total == Money(175_000)


def test_general_interest_runs_on_what_is_left_of_the_principal() -> None:
    daily = (RateStep(date(2015, 1, 1), Fixed(Fraction(5, 10_000), Per.DAY)),)
    claim = ClaimTerms(Head.PRINCIPAL, Money(1_000_000), steps=daily, first=date(2015, 1, 1))
    terms = DebtTerms((claim,), due_on=date(2015, 7, 3))
    debt = owed(terms, date(2015, 9, 1))
    assert debt.left == {Head.GENERAL_INTEREST: 122_000, Head.PRINCIPAL: 1_000_000, Head.DOUBLED_INTEREST: 10_500}
    assert debt.total == Money(1_132_500)


def test_the_fee_stands_first_or_last_as_the_court_decided() -> None:
    terms = loan(fee_base=Money(10_000_000))
    one = [paid(DUE, 100_000)]
    assert owed(terms, DUE, payments=one).left[Head.EXECUTION_FEE] == Money(40_000)
    last = owed(terms, DUE, payments=one, conventions=Conventions(order=CREDITOR_FIRST))
    assert last.left[Head.EXECUTION_FEE] == Money(140_000)
    assert last.left[Head.PRINCIPAL] == Money(9_900_000)


def test_what_is_paid_beyond_the_debt_is_to_be_refunded() -> None:
    debt = owed(loan(1_000), DUE, payments=[paid(DUE, 1_500)])
    assert (debt.total, debt.to_refund) == (ZERO, Money(500))
    again = owed(loan(1_000), DUE, payments=[paid(DUE - timedelta(days=1), 1_500), paid(DUE, 200)])
    assert (again.total, again.to_refund) == (ZERO, Money(700))


def test_a_waiver_takes_no_more_than_is_there_and_nothing_before_its_day() -> None:
    day = DUE + timedelta(days=100)
    waiver = Waived(uuid4(), day, Head.DOUBLED_INTEREST, Money(999_999))
    assert owed(loan(), day - timedelta(days=1), waivers=[waiver]).waived == {}
    debt = owed(loan(), day, waivers=[waiver])
    assert (debt.waived, debt.total) == ({Head.DOUBLED_INTEREST: 175_000}, Money(10_000_000))


days = st.integers(0, 400).map(lambda gone: DUE + timedelta(days=gone))
payments = st.lists(st.builds(paid, days, st.integers(1, 4_000_000)), max_size=6)
ON = DUE + timedelta(days=400)


@few
@given(payments=payments, seed=st.randoms())
def test_the_order_of_entry_changes_nothing(payments: list[Paid], seed: Random) -> None:
    mixed = sorted(payments, key=lambda _: seed.random())
    assert owed(loan(), ON, payments=mixed) == owed(loan(), ON, payments=payments)


@few
@given(payments=payments, at=days, amount=st.integers(2, 4_000_000), cut=st.integers(1, 3_999_999))
def test_one_payment_in_two_on_one_day_changes_nothing(payments: list[Paid], at: date, amount: int, cut: int) -> None:
    cut = min(cut, amount - 1)
    whole = owed(loan(), ON, payments=[*payments, paid(at, amount)])
    split = owed(loan(), ON, payments=[*payments, paid(at, cut), paid(at, amount - cut)])
    assert (whole.left, whole.to_refund) == (split.left, split.to_refund)


@few
@given(payments=payments, at=days, amount=st.integers(1, 4_000_000), more=st.integers(1, 1_000_000))
def test_a_larger_payment_never_raises_the_debt(payments: list[Paid], at: date, amount: int, more: int) -> None:
    less = owed(loan(), ON, payments=[*payments, paid(at, amount)])
    greater = owed(loan(), ON, payments=[*payments, paid(at, amount + more)])
    assert greater.total <= less.total


@few
@given(payments=payments)
def test_every_fen_paid_is_shared_out(payments: list[Paid]) -> None:
    debt = owed(loan(), ON, payments=payments)
    shared = sum(sum(one.shares.values()) for one in debt.allocations)
    assert shared == debt.paid
    for head, charged in debt.charged.items():
        assert charged == debt.left[head] + debt.paid_on(head)


def test_days_on_which_enforcement_stood_still_bear_no_doubled_interest_unless_the_debtor_asked() -> None:
    first, last = DUE + timedelta(days=11), DUE + timedelta(days=40)
    half = paid(DUE + timedelta(days=30), 5_000_000)
    on = DUE + timedelta(days=50)
    stood = owed(loan(stays=(Stay(first, last),)), on, payments=[half])
    assert [(line.first, line.units, line.base) for line in stood.doubled.lines] == [
        (DUE + timedelta(days=1), 10, 10_000_000),
        (last + timedelta(days=1), 10, 5_000_000),
    ]
    assert stood.doubled.total == Money(17_500 + 8_750)
    asked = loan(stays=(Stay(first, last, at_debtors_request=True),))
    assert owed(asked, on, payments=[half]).doubled.total == Money(30 * 1_750 + 20 * 875)


def test_general_interest_counts_the_day_of_a_payment_once() -> None:
    daily = (RateStep(date(2015, 1, 1), Fixed(Fraction(1, 10_000), Per.DAY)),)
    for ends, days in ((Ends.BOTH, 11), (Ends.END_EXCLUDED, 10)):
        claim = ClaimTerms(Head.PRINCIPAL, Money(1_000_000), steps=daily, first=date(2015, 1, 1), ends=ends)
        nothing = paid(date(2015, 1, 6), 0)
        debt = owed(DebtTerms((claim,)), date(2015, 1, 11), payments=[nothing])
        assert debt.general.total == Money(100 * days), ends


NEW_YEAR = date(2015, 1, 1)
ONE_IN_TEN_THOUSAND = (RateStep(NEW_YEAR, Fixed(Fraction(1, 10_000), Per.DAY)),)


def bearing(amount: int, first: date = NEW_YEAR, *, until: date | None = None) -> ClaimTerms:
    return ClaimTerms(Head.PRINCIPAL, Money(amount), steps=ONE_IN_TEN_THOUSAND, first=first, until=until)


def spans(sheet: Sheet) -> list[tuple[date | None, int, int]]:
    return [(line.first, line.units, line.base) for line in sheet.lines]


def test_a_sum_without_a_rate_bears_no_general_interest_though_a_day_is_named() -> None:
    named = ClaimTerms(Head.PRINCIPAL, Money(1_000_000), first=NEW_YEAR)
    debt = owed(DebtTerms((named,)), date(2015, 3, 1))
    assert (debt.general.lines, debt.total) == ((), Money(1_000_000))


def test_a_payment_before_general_interest_begins_does_not_bring_its_first_day_forward() -> None:
    terms, first = DebtTerms((bearing(1_000_000, date(2015, 1, 10)),)), date(2015, 1, 10)
    debt = owed(terms, date(2015, 1, 19), payments=[paid(date(2015, 1, 5), 400_000)])
    assert spans(debt.general) == [(first, 10, 600_000)]


def test_a_payment_on_the_first_day_of_general_interest_leaves_that_day_on_the_whole_sum() -> None:
    terms = DebtTerms((bearing(1_000_000),))
    debt = owed(terms, date(2015, 1, 11), payments=[paid(NEW_YEAR, 500_100)])
    assert spans(debt.general) == [(NEW_YEAR, 1, 1_000_000), (date(2015, 1, 2), 10, 500_000)]


def test_general_interest_ends_on_the_day_the_title_names() -> None:
    terms, last = DebtTerms((bearing(1_000_000, until=date(2015, 1, 10)),)), date(2015, 1, 10)
    for on, days in ((last - timedelta(days=1), 9), (last, 10), (date(2015, 6, 30), 10)):
        assert owed(terms, on).general.total == Money(100 * days), on
    later = [paid(date(2015, 2, 1), 0), paid(date(2015, 3, 1), 0)]
    assert owed(terms, date(2015, 6, 30), payments=later).general.total == Money(1_000)


def test_a_payment_within_the_period_does_not_bring_the_doubled_part_forward() -> None:
    debt = owed(loan(), DUE + timedelta(days=10), payments=[paid(DUE - timedelta(days=20), 4_000_000)])
    assert spans(debt.doubled) == [(DUE + timedelta(days=1), 10, 6_000_000)]


def test_a_payment_on_the_first_day_of_delay_leaves_that_day_on_the_whole_sum() -> None:
    first = DUE + timedelta(days=1)
    debt = owed(loan(), DUE + timedelta(days=11), payments=[paid(first, 4_000_000)])
    assert spans(debt.doubled) == [(first, 1, 10_000_000), (first + timedelta(days=1), 10, 6_000_000)]


def test_where_the_day_of_payment_is_not_counted_it_bears_interest_on_what_was_left() -> None:
    half, on = paid(DUE + timedelta(days=11), 5_000_000), DUE + timedelta(days=21)
    debt = owed(loan(), on, payments=[half], conventions=Conventions(day_count=DayCount.PAYDAY_NOT_COUNTED))
    assert spans(debt.doubled) == [(DUE + timedelta(days=1), 10, 10_000_000), (half.day, 10, 5_000_000)]


def test_on_one_day_a_waiver_comes_before_a_payment_whichever_was_entered_first() -> None:
    day = DUE + timedelta(days=100)
    for first, second in ((UUID(int=1), UUID(int=2)), (UUID(int=2), UUID(int=1))):
        waiver = Waived(first, day, Head.PRINCIPAL, Money(4_000_000))
        debt = owed(loan(), day, payments=[paid(day, 10_000_000, second)], waivers=[waiver])
        assert debt.waived == {Head.PRINCIPAL: 4_000_000}, first
        assert debt.allocations[0].shares[Head.PRINCIPAL] == Money(6_000_000), first
        assert (debt.total, debt.to_refund) == (ZERO, Money(10_000_000 - 6_000_000 - 175_000)), first


def test_a_payment_fills_one_sum_of_a_head_after_the_other() -> None:
    terms = DebtTerms((bearing(1_000_000), bearing(2_000_000)))
    debt = owed(terms, date(2015, 1, 11), payments=[paid(NEW_YEAR, 300 + 1_400_000)])
    assert spans(debt.general) == [
        (NEW_YEAR, 1, 1_000_000),
        (NEW_YEAR, 1, 2_000_000),
        (date(2015, 1, 2), 10, 1_600_000),
    ]
    less = owed(terms, date(2015, 1, 11), payments=[paid(NEW_YEAR, 300 + 400_000)])
    assert spans(less.general)[2:] == [(date(2015, 1, 2), 10, 600_000), (date(2015, 1, 2), 10, 2_000_000)]
