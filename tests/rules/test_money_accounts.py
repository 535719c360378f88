"""What the ledger lets move: sound moves, no account below zero, in an order in which each step can be booked."""

from collections import Counter
from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import Money
from app.base.refusal import Refusal
from app.money.rules import (
    AccountKind,
    AccountRef,
    Move,
    cash_in_hand,
    changes,
    in_order,
    require_not_below_zero,
    require_sound,
)
from tests.support.effort import few

BANK, HAND = AccountRef(AccountKind.BANK, "1"), AccountRef(AccountKind.CASH_IN_HAND, "a+b")
ONE, OTHER = AccountRef(AccountKind.CASE, "one"), AccountRef(AccountKind.CASE, "other")
DIRECT, CONTRA = AccountRef(AccountKind.DIRECT, "one"), AccountRef(AccountKind.DIRECT_CONTRA, "one")


def move(debit: AccountRef, credit: AccountRef, amount: int) -> Move:
    return Move(debit=debit, credit=credit, amount=Money(amount))


@pytest.mark.parametrize(
    ("moved", "code"),
    [
        (move(BANK, ONE, 0), "ledger.amount_positive"),
        (move(BANK, ONE, -1), "ledger.amount_positive"),
        (move(ONE, ONE, 5), "ledger.two_accounts"),
        (move(DIRECT, ONE, 5), "ledger.off_trust"),
        (move(BANK, CONTRA, 5), "ledger.off_trust"),
    ],
)
def test_a_move_that_moves_nothing_or_mixes_the_books_is_refused(moved: Move, code: str) -> None:
    require_sound([move(BANK, ONE, 1), move(DIRECT, CONTRA, 1)])
    with pytest.raises(Refusal) as no:
        require_sound([moved])
    assert no.value.code == code


def test_all_moves_of_one_account_count_together() -> None:
    twice = [move(ONE, BANK, 60), move(ONE, BANK, 60)]
    assert changes(twice) == {ONE: Money(-120), BANK: Money(-120)}
    with pytest.raises(Refusal) as no:
        require_not_below_zero({ONE: Money(100), BANK: Money(1000)}, twice)
    assert (no.value.code, no.value.facts["account"], no.value.facts["lacking"]) == (
        "ledger.below_zero",
        "case",
        "0.20",
    )


def test_money_that_came_in_and_went_out_again_leaves_what_was_there() -> None:
    assert changes([move(HAND, ONE, 7), move(HAND, ONE, 7).mirrored]) == {HAND: Money(0), ONE: Money(0)}


def test_an_account_may_be_emptied_to_the_fen() -> None:
    all_of_it = [move(ONE, BANK, 100)]
    require_not_below_zero({ONE: Money(100), BANK: Money(100)}, all_of_it)
    assert in_order({ONE: Money(100), BANK: Money(100)}, all_of_it) == all_of_it


def test_what_comes_in_is_booked_before_what_goes_out_of_it() -> None:
    taken, passed_on, paid = move(BANK, ONE, 5), move(ONE, OTHER, 5), move(OTHER, BANK, 5)
    assert in_order({}, [paid, passed_on, taken]) == [taken, passed_on, paid]


def test_moves_that_lack_money_are_refused_and_so_are_those_that_wait_for_one_another() -> None:
    with pytest.raises(Refusal) as poor:
        in_order({}, [move(ONE, OTHER, 5)])
    with pytest.raises(Refusal) as round_about:
        in_order({}, [move(ONE, OTHER, 5), move(OTHER, ONE, 5)])
    assert (poor.value.code, round_about.value.code) == ("ledger.below_zero", "ledger.no_order")


def test_an_order_is_found_where_the_first_move_that_can_be_made_leads_nowhere() -> None:
    third = AccountRef(AccountKind.CASE, "third")
    first, out, back = move(ONE, OTHER, 10), move(ONE, third, 10), move(third, ONE, 10)
    assert in_order({ONE: Money(10)}, [first, out, back]) == [out, back, first]


def stands(held: dict[AccountRef, Money], moves: Iterable[Move]) -> bool:
    """Whether no account falls below zero in this order."""
    for one in moves:
        for ref, change in changes([one]).items():
            held[ref] = held.get(ref, Money(0)) + change
        if min(held.values()) < 0:
            return False
    return True


REFS = [AccountRef(AccountKind.CASE, key) for key in "abc"]
SOME = st.builds(move, st.sampled_from(REFS), st.sampled_from(REFS), st.integers(1, 3))


@few
@given(st.lists(st.integers(0, 3), min_size=3, max_size=3), st.lists(SOME, max_size=5))
def test_an_order_is_found_exactly_where_there_is_one(holds: list[int], moves: list[Move]) -> None:
    held = {ref: Money(one) for ref, one in zip(REFS, holds, strict=True)}
    moves = [one for one in moves if one.debit != one.credit]
    there = any(stands(dict(held), some) for some in permutations(moves))
    try:
        found = in_order(held, moves)
    except Refusal:
        assert not there
    else:
        assert stands(dict(held), found)
        assert Counter(found) == Counter(moves)


def test_the_search_for_an_order_has_an_end() -> None:
    ring = [AccountRef(AccountKind.CASE, str(at)) for at in range(4)]
    moves = [move(one, other, 1) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True) for _ in range(2)]
    spare = {AccountRef(AccountKind.CASE, f"spare {at}"): Money(1) for at in range(12)}
    moves += [move(one, BANK, 1) for one in spare]
    with pytest.raises(Refusal) as no:
        in_order({**spare, BANK: Money(12)}, moves)
    assert no.value.code == "ledger.no_order"


def test_the_cash_of_two_officers_is_one_account_whoever_is_named_first() -> None:
    assert cash_in_hand(["b", "a"]) == cash_in_hand(["a", "b"]) == AccountRef(AccountKind.CASH_IN_HAND, "a+b")
