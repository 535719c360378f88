"""Numbers of receipts in an officer's hand: what may be used, and that none is lost."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.money import blocks
from app.money.blocks import Balance, Block, Doubt, End, Ended
from tests.support.effort import few
from tests.support.people import DAWN

BEARER, OTHER = UUID(int=1), UUID(int=2)


def block(first: int = 11, last: int = 20, **ends: End) -> Block:
    """A block in the bearer's hand; `n12="void"`: what became of a place."""
    ended = {int(name[1:]): Ended(how, DAWN, OTHER, "写坏") for name, how in ends.items()}
    return Block(UUID(int=9), "receipt-2026", "宁0425收2026-", first, last, BEARER, None, DAWN, OTHER, ended)


def test_a_number_reads_back_as_it_was_printed() -> None:
    assert blocks.parse(block().number(11)) == blocks.parse(" 宁0425收2026-000011\n") == ("宁0425收2026-", 11)
    for odd in ("", "11", "宁0425收2026", "宁0425收2026-11", "宁0425收2026-一", "宁0425收2026-" + "1" * 13):
        assert blocks.parse(odd) is None


def test_only_the_bearer_uses_an_unused_number() -> None:
    assert blocks.doubt(block(), 11, {BEARER, OTHER}) is None
    assert blocks.doubt(block(), 11, {OTHER, None}) is Doubt.FOREIGN
    assert blocks.doubt(None, 11, {BEARER}) is Doubt.FOREIGN


def test_a_number_that_ended_is_doubted_for_what_became_of_it() -> None:
    assert blocks.doubt(block(n12=End.USED), 12, {BEARER}) is Doubt.USED
    for how in (End.VOID, End.RETURNED):
        assert blocks.doubt(block(n12=how), 12, {BEARER}) is Doubt.CLOSED


@few
@given(st.integers(1, 500), st.integers(1, 40), st.data())
def test_issued_is_used_and_void_and_returned_and_unused(first: int, length: int, data: st.DataObject) -> None:
    last = first + length - 1
    ends = data.draw(st.dictionaries(st.integers(first, last), st.sampled_from(End)))
    one = block(first, last, **{f"n{place}": how for place, how in ends.items()})
    found = one.balance
    assert found.issued == length == found.used + found.void + found.returned + found.unused
    assert found.unused == len(one.unused)
    assert set(one.unused).isdisjoint(ends)
    assert found + Balance() == found


@few
@given(st.sets(st.integers(1, 60)), st.integers(0, 60))
def test_gaps_are_the_places_nobody_holds(held: set[int], last: int) -> None:
    found = blocks.gaps(last, held)
    assert set(found) | (held & set(range(1, last + 1))) == set(range(1, last + 1))
    assert not set(found) & held
