"""Numbers that squads take along: used at the door, counted at the de-brief, none lost and none twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal
from app.money import queries, queries_blocks, queries_cash
from app.money.actions import cancel
from app.money.actions_blocks import ReserveBlock, SettleNumbers, reserve_block
from app.money.actions_receipts import record_payment
from app.money.blocks import Balance
from app.money.tables import MoneyEvent, Receipt
from app.trail import queries as trail
from tests.support.make_money import Debt, make_block, make_debt, make_payment, payment, settle
from tests.support.people import DAWN

Act = Callable[..., Actor]
PREFIX = "宁0425收2026-"


@pytest.fixture
def clerk(act: Act) -> Actor:
    return act("clerk")


@pytest.fixture
def bailiff(act: Act) -> Actor:
    return act("bailiff", DAWN)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def flags(session: Session, receipt: Receipt) -> list[str]:
    return session.get_one(MoneyEvent, receipt.event_id).flags


def whole(session: Session) -> dict[str, str]:
    """The gaps of the one series, as number and state; nothing is missing and the sum is right."""
    [series] = queries_blocks.series_whole(session)
    assert series.missing == ()
    assert series.last == series.receipts + len(series.gaps)
    return {gap.number.removeprefix(PREFIX): gap.state for gap in series.gaps}


def test_a_block_is_taken_out_of_the_series(session: Session, clerk: Actor, bailiff: Actor, debt: Debt) -> None:
    first = make_payment(session, bailiff, debt)
    block = make_block(session, clerk, bailiff.id)
    after = make_payment(session, bailiff, debt)
    assert [first.number, after.number] == [f"{PREFIX}000001", f"{PREFIX}000005"]
    assert queries_blocks.in_hand(session, bailiff.id) == [f"{PREFIX}00000{place}" for place in (2, 3, 4)]
    assert block.balance == Balance(issued=3)
    assert whole(session) == dict.fromkeys(("000002", "000003", "000004"), "unused")


def test_the_receipt_keeps_the_number_of_the_door(session: Session, clerk: Actor, bailiff: Actor, debt: Debt) -> None:
    block = make_block(session, clerk, bailiff.id)
    letter = payment(bailiff, debt, number=block.number(1))
    receipt = record_payment(session, bailiff, letter)
    assert (receipt.number, flags(session, receipt)) == (f"{PREFIX}000001", [])
    assert record_payment(session, bailiff.at(DAWN + timedelta(hours=1)), letter) is receipt
    found = queries_blocks.block(session, block.id)
    assert found.balance == Balance(issued=3, used=1)
    assert found.ends[1].event_id == receipt.event_id


def test_a_number_used_twice_is_kept_under_another_and_flagged(
    session: Session, act: Act, clerk: Actor, bailiff: Actor, debt: Debt
) -> None:
    block = make_block(session, clerk, bailiff.id)
    make_payment(session, bailiff, debt, number=block.number(1))
    again = make_payment(session, bailiff, debt, number=block.number(1))
    assert (again.number, flags(session, again)) == (f"{PREFIX}000004", ["receipt.number_used"])
    assert [one.id for one in queries.flagged(session, act("judge").scope)] == [again.event_id]
    assert queries_cash.receipt(session, bailiff.scope, again.event_id).told == block.number(1)


@pytest.mark.parametrize("told", [f"{PREFIX}000001", f"{PREFIX}000099", "白条"])
def test_a_number_of_no_block_of_his_is_kept_under_another_and_flagged(
    session: Session, act: Act, clerk: Actor, debt: Debt, told: str
) -> None:
    make_block(session, clerk, act("bailiff2").id)
    receipt = make_payment(session, act("bailiff", DAWN), debt, number=told)
    assert (receipt.number, flags(session, receipt)) == (f"{PREFIX}000004", ["receipt.number_foreign"])
    rightful = make_payment(session, act("bailiff2", DAWN), debt, number=f"{PREFIX}000001")
    assert flags(session, rightful) == []


def test_from_paper_the_number_is_his_whose_name_stands_on_the_sheet(
    session: Session, clerk: Actor, bailiff: Actor, debt: Debt
) -> None:
    block = make_block(session, clerk, bailiff.id)
    told = {"number": block.number(2), "door": "paper"}
    assert flags(session, make_payment(session, clerk, debt, officer_ids=(bailiff.id,), **told)) == []
    assert flags(session, make_payment(session, clerk, debt, **told)) == ["receipt.number_foreign"]


def test_at_the_desk_a_doubted_number_is_refused(session: Session, clerk: Actor, debt: Debt) -> None:
    with pytest.raises(Refusal) as no:
        make_payment(session, clerk, debt, door="desk", number=f"{PREFIX}000001")
    assert (no.value.code, no.value.kind) == ("receipt.number_foreign", Kind.INVALID)


def test_at_the_de_brief_every_number_has_its_end(session: Session, clerk: Actor, bailiff: Actor, debt: Debt) -> None:
    block = make_block(session, clerk, bailiff.id, 4)
    make_payment(session, bailiff, debt, number=block.number(2))
    settle(session, clerk, block, 1, how="void")
    found = settle(session, clerk, block, 3, 4)
    assert found.balance == Balance(issued=4, used=1, void=1, returned=2)
    assert (found.unused, found.ends[1].by_id, found.ends[1].reason) == ([], clerk.id, "回院清点")
    assert whole(session) == {"000001": "void", "000003": "returned", "000004": "returned"}
    assert trail.recent(session)[0].deed.verb == "numbers.settle"


def test_a_returned_number_goes_to_the_next_receipt(session: Session, clerk: Actor, bailiff: Actor, debt: Debt) -> None:
    block = make_block(session, clerk, bailiff.id)
    settle(session, clerk, block, 1, how="void")
    settle(session, clerk, block, 2)
    assert [make_payment(session, bailiff, debt).number for _ in range(2)] == [f"{PREFIX}000002", f"{PREFIX}000004"]
    assert whole(session) == {"000001": "void", "000003": "unused"}


@pytest.mark.parametrize("how", ["returned", "void"])
def test_a_letter_that_comes_after_the_count_is_flagged(
    session: Session, clerk: Actor, bailiff: Actor, debt: Debt, how: str
) -> None:
    block = make_block(session, clerk, bailiff.id)
    settle(session, clerk, block, 1, how=how)
    late = make_payment(session, bailiff, debt, number=block.number(1))
    assert flags(session, late) == ["receipt.number_closed"]
    assert queries_blocks.block(session, block.id).balance.used == 0
    whole(session)


def test_who_carried_the_numbers_does_not_count_them(session: Session, clerk: Actor, bailiff: Actor) -> None:
    block = make_block(session, clerk, bailiff.id)
    with pytest.raises(Refusal) as no:
        settle(session, bailiff, block, 1)
    assert no.value.code == "four_eyes"


def test_a_number_ends_once(session: Session, clerk: Actor, bailiff: Actor, debt: Debt) -> None:
    block = make_block(session, clerk, bailiff.id)
    make_payment(session, bailiff, debt, number=block.number(1))
    for places in ((1,), (1, 2), (9,)):
        with pytest.raises(Refusal) as no:
            settle(session, clerk, block, *places)
        assert (no.value.code, no.value.kind) == ("numbers.ended", Kind.CONFLICT)
    assert queries_blocks.block(session, block.id).balance == Balance(issued=3, used=1)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text("DELETE FROM number_ends"))


def test_a_receipt_taken_back_keeps_its_number_used(session: Session, clerk: Actor, bailiff: Actor, debt: Debt) -> None:
    block = make_block(session, clerk, bailiff.id)
    receipt = make_payment(session, bailiff, debt, number=block.number(1))
    deed = Cancel(id=new_id(bailiff.now), at=bailiff.now, cancels=receipt.event_id, reason="金额写错")
    assert cancel(session, bailiff, deed)
    assert queries_blocks.block(session, block.id).balance == Balance(issued=3, used=1)
    whole(session)


def test_only_an_officer_carries_numbers_and_not_too_many(session: Session, act: Act, clerk: Actor) -> None:
    for nobody in (act("cashier").id, new_id(DAWN)):
        with pytest.raises(Refusal) as no:
            reserve_block(session, clerk, ReserveBlock(bearer_id=nobody, count=1))
        assert [fault.code for fault in no.value.faults] == ["numbers.bearer_unknown"]
    for count in (0, 201):
        with pytest.raises(ValueError, match="count"):
            ReserveBlock(bearer_id=new_id(DAWN), count=count)
    with pytest.raises(ValueError, match="reason"):
        SettleNumbers(block_id=new_id(DAWN), places=(1,), how="void", reason=" ")


def test_a_number_lost_from_the_store_is_missed(session: Session, clerk: Actor, bailiff: Actor, debt: Debt) -> None:
    make_payment(session, bailiff, debt)
    session.execute(text("UPDATE number_series SET last = 3"))
    session.expire_all()
    [series] = queries_blocks.series_whole(session)
    assert series.missing == (2, 3)
