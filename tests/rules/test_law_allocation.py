"""Sharing out a payment: heads of one debt, several creditors."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.money import Money
from app.base.refusal import Refusal
from app.law.allocation import CREDITOR_FIRST, LAWFUL_ORDER, Head, allocate, checked_order, pro_rata
from app.law.officers import OfficerKind, may_compel, may_question, may_take_cash

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "law.json").read_text("utf-8"))
few = settings(max_examples=50, deadline=None)
amounts = st.integers(0, 10**10).map(Money)
debts = st.dictionaries(st.sampled_from(LAWFUL_ORDER), amounts)


@pytest.mark.parametrize("vector", VECTORS["allocation"])
def test_a_payment_fills_the_heads_in_the_lawful_order(vector: dict[str, dict[str, int]]) -> None:
    owed = {Head(head): Money(fen) for head, fen in vector["owed"].items()}
    shares = allocate(Money(vector["paid"]["fen"]), owed)
    assert shares == {Head(head): fen for head, fen in vector["shares"].items()}


@few
@given(paid=amounts, owed=debts, order=st.permutations(LAWFUL_ORDER))
def test_allocation_never_loses_a_fen(paid: Money, owed: dict[Head, Money], order: list[Head]) -> None:
    shares = allocate(paid, owed, order)
    assert sum(shares.values()) == paid
    assert all(part <= owed[head] for head, part in shares.items() if head is not Head.TO_REFUND)


@few
@given(first=amounts, second=amounts, owed=debts)
def test_two_payments_fill_what_one_of_their_sum_fills(first: Money, second: Money, owed: dict[Head, Money]) -> None:
    before = allocate(first, owed)
    left = {head: debt - before.get(head, Money(0)) for head, debt in owed.items()}
    after = allocate(second, left)
    both = {head: before.get(head, Money(0)) + after.get(head, Money(0)) for head in {*before, *after}}
    assert both == allocate(first + second, owed)


def test_the_court_may_put_its_fee_last() -> None:
    owed = {Head.EXECUTION_FEE: Money(100), Head.PRINCIPAL: Money(100)}
    assert allocate(Money(100), owed, CREDITOR_FIRST) == {Head.PRINCIPAL: 100}
    assert checked_order(CREDITOR_FIRST) == CREDITOR_FIRST


def test_an_order_that_is_not_lawful_is_refused() -> None:
    with pytest.raises(Refusal, match="order_doubled_first"):
        checked_order((Head.DOUBLED_INTEREST, *(head for head in LAWFUL_ORDER if head is not Head.DOUBLED_INTEREST)))
    with pytest.raises(Refusal, match="order_incomplete"):
        checked_order(LAWFUL_ORDER[:-1])
    with pytest.raises(Refusal, match="order_incomplete"):
        allocate(Money(1), {Head.COSTS: Money(1)}, (Head.PRINCIPAL,))
    with pytest.raises(Refusal, match="allocation_negative"):
        allocate(Money(-1), {})


@pytest.mark.parametrize("vector", VECTORS["pro_rata"])
def test_creditors_share_by_largest_remainder(vector: dict[str, list[int]]) -> None:
    shares = pro_rata(Money(vector["total"][0]), [Money(claim) for claim in vector["claims"]])
    assert list(shares) == vector["shares"]


@few
@given(total=amounts, claims=st.lists(amounts, max_size=8))
def test_pro_rata_gives_everything_and_to_nobody_more_than_his_claim(total: Money, claims: list[Money]) -> None:
    shares = pro_rata(total, claims)
    assert sum(shares) == min(total, sum(claims))
    assert all(share <= claim for share, claim in zip(shares, claims, strict=True))


def test_police_and_auxiliaries_do_not_count_as_enforcement_officers() -> None:
    assert may_take_cash([OfficerKind.EXECUTOR, OfficerKind.CLERK])
    assert not may_take_cash([OfficerKind.EXECUTOR, OfficerKind.POLICE, OfficerKind.AUXILIARY])
    assert not may_question([OfficerKind.JUDGE, OfficerKind.AUXILIARY])
    assert may_compel([OfficerKind.JUDGE, OfficerKind.POLICE])
    assert not may_compel([OfficerKind.JUDGE, OfficerKind.AUXILIARY])


@pytest.mark.parametrize(("total", "claims"), [(-1, [1]), (1, [2, -1])])
def test_nothing_negative_is_shared_out(total: int, claims: list[int]) -> None:
    with pytest.raises(Refusal, match="allocation_negative"):
        pro_rata(Money(total), [Money(one) for one in claims])


@pytest.mark.parametrize(
    ("kinds", "may"), [(["judge"], False), (["judge", "police"], False), (["judge", "clerk"], True)]
)
def test_two_enforcement_officers_and_no_fewer_take_cash(*, kinds: list[str], may: bool) -> None:
    assert may_take_cash([OfficerKind(one) for one in kinds]) is may
