"""The ledger: sums are zero by construction, nothing falls below zero, a mirror is made once."""

from collections.abc import Callable
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.money import ledger, queries, queries_bank, queries_matching
from app.money.actions import cancel
from app.money.actions_match import ConfirmProposals, UndoMatch, confirm_proposals, undo_match
from app.money.rules import AccountKind, AccountRef, Move
from app.money.tables import MoneyEvent, Receipt, Transfer
from tests.support.day_checks import INVARIANTS
from tests.support.effort import few
from tests.support.make_money import (
    Debt,
    bank_row,
    import_rows,
    make_debt,
    make_payment,
)
from tests.support.money_laws import check_laws
from tests.support.people import DAWN
from tests.support.random_day import STEPS, Day, totals

Act = Callable[..., Actor]
BANK, UNCLAIMED = AccountRef(AccountKind.BANK, "trust"), AccountRef(AccountKind.UNCLAIMED, "x")
patient = settings(few, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def bailiff(act: Act) -> Actor:
    return act("bailiff", DAWN)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def book(session: Session, actor: Actor, *moves: Move) -> MoneyEvent:
    return ledger.book(session, actor, ledger.event_columns(actor, kind="test"), moves)


def test_an_account_may_not_fall_below_zero_and_nothing_is_left_of_the_attempt(
    session: Session, bailiff: Actor
) -> None:
    book(session, bailiff, Move(debit=BANK, credit=UNCLAIMED, amount=Money(100)))
    with pytest.raises(Refusal) as no:
        book(session, bailiff, Move(debit=UNCLAIMED, credit=BANK, amount=Money(101)))
    assert no.value.code == "ledger.below_zero"
    assert ledger.balances(session, [BANK, UNCLAIMED]) == {BANK: 100, UNCLAIMED: 100}
    assert len(session.scalars(select(Transfer)).all()) == 1


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (Move(debit=BANK, credit=UNCLAIMED, amount=ZERO), "ledger.amount_positive"),
        (Move(debit=BANK, credit=BANK, amount=Money(1)), "ledger.two_accounts"),
        (Move(debit=BANK, credit=AccountRef(AccountKind.DIRECT, "c"), amount=Money(1)), "ledger.off_trust"),
    ],
)
def test_an_unsound_move_is_refused(session: Session, bailiff: Actor, move: Move, code: str) -> None:
    with pytest.raises(Refusal) as no:
        book(session, bailiff, move)
    assert no.value.code == code


def test_a_mirror_is_made_once_and_never_of_a_mirror(session: Session, bailiff: Actor) -> None:
    event = book(session, bailiff, Move(debit=BANK, credit=UNCLAIMED, amount=Money(100)))
    columns = ledger.event_columns(bailiff, kind="test.undo")
    mirror = ledger.reverse(session, bailiff, event, columns)
    assert ledger.balances(session, [BANK, UNCLAIMED]) == {BANK: 0, UNCLAIMED: 0}
    for target, code in ((event, "ledger.reversed_already"), (mirror, "ledger.reversal_of_reversal")):
        with pytest.raises(Refusal) as no:
            ledger.reverse(session, bailiff, target, ledger.event_columns(bailiff, kind="test.undo"))
        assert no.value.code == code


@pytest.mark.parametrize("table", ["money_events", "transfers", "receipts"])
def test_the_database_itself_refuses_to_change_money(
    session: Session, bailiff: Actor, debt: Debt, connection: Connection, table: str
) -> None:
    make_payment(session, bailiff, debt)
    with pytest.raises(DBAPIError, match="append only"), connection.begin_nested():
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - a name of ours


def test_receipts_are_numbered_without_gaps_and_a_refused_one_takes_no_number(
    session: Session, bailiff: Actor, debt: Debt
) -> None:
    first = make_payment(session, bailiff, debt)
    with pytest.raises(Refusal), session.begin_nested():
        make_payment(session, bailiff, debt, person_id=uuid4())
    second = make_payment(session, bailiff, debt)
    assert (first.number, second.number) == ("宁0425收2026-000001", "宁0425收2026-000002")


def test_a_direct_payment_never_touches_the_trust_account(session: Session, bailiff: Actor, debt: Debt) -> None:
    make_payment(session, bailiff, debt, way="direct")
    held = totals(session)
    assert (held["direct"], held["direct_contra"]) == (300_000, 300_000)
    assert set(held) == {"direct", "direct_contra"}


@patient
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 4)), max_size=10))
def test_whatever_happens_the_books_balance(
    session: Session, act: Act, debt: Debt, steps: list[tuple[str, int]]
) -> None:
    whole = session.begin_nested()
    day = Day(session, act, debt)
    for name, amount in steps:
        day.step(name, amount)
    day.check_whole()
    whole.rollback()
    session.expire_all()


def test_a_day_of_every_step_looks_at_every_rule(session: Session, act: Act, debt: Debt) -> None:
    day = Day(session, act, debt)
    day.step("planned", 2)  # first, while the only line of the bank is the one that it claims
    day.step("to_and_fro", 1)
    for name in ("take", "cash", "arrive", *STEPS):
        day.step(name, 2)
    chance = Random(1)  # noqa: S311 - an example, not a secret
    day.check_whole(chance)
    check_laws(chance, day.checks.held)
    assert set(day.checks.seen) == set(INVARIANTS)


def pay_and_bank(session: Session, act: Act, debt: Debt, **changes: Any) -> tuple[Receipt, tuple[str, ...]]:
    taken = make_payment(session, act("bailiff", DAWN), debt)
    import_rows(session, act("clerk", DAWN), [bank_row("3000", **{"对方户名": debt.name, **changes})])
    return taken, tuple(one.token for one in queries_matching.proposals(session, act("clerk", DAWN).scope))


def test_matching_and_unmatching_leaves_the_balances_as_they_were(session: Session, act: Act, debt: Debt) -> None:
    clerk = act("clerk", DAWN)
    _, tokens = pay_and_bank(session, act, debt)
    before = totals(session)
    assert confirm_proposals(session, clerk, ConfirmProposals(tokens=tokens)) == 1
    held = totals(session)
    assert (held["unclaimed"], held["transfer_awaited"], held["case"]) == (0, 0, 300_000)
    match = queries_bank.matches(session, clerk.scope)[0]
    undo_match(session, clerk, UndoMatch(event_id=match.event_id, reason="认错了"))
    assert totals(session) == before
    assert queries_bank.matches(session, clerk.scope) == []
    assert [one.token for one in queries_matching.proposals(session, clerk.scope)] == list(tokens)


def test_a_match_is_undone_once(session: Session, act: Act, debt: Debt) -> None:
    clerk = act("clerk", DAWN)
    _, tokens = pay_and_bank(session, act, debt)
    confirm_proposals(session, clerk, ConfirmProposals(tokens=tokens))
    deed = UndoMatch(event_id=queries_bank.matches(session, clerk.scope)[0].event_id, reason="认错了")
    undo_match(session, clerk, deed)
    with pytest.raises(Refusal) as no:
        undo_match(session, clerk, deed)
    assert no.value.kind is Kind.CONFLICT


def test_a_proposal_that_was_confirmed_by_another_is_told(session: Session, act: Act, debt: Debt) -> None:
    clerk = act("clerk", DAWN)
    _, tokens = pay_and_bank(session, act, debt)
    confirm_proposals(session, clerk, ConfirmProposals(tokens=tokens))
    with pytest.raises(Refusal) as no:
        confirm_proposals(session, clerk, ConfirmProposals(tokens=tokens))
    assert no.value.code == "match.changed"


def test_a_matched_payment_cannot_be_taken_back_before_the_match(session: Session, act: Act, debt: Debt) -> None:
    clerk = act("clerk", DAWN)
    taken, tokens = pay_and_bank(session, act, debt)
    confirm_proposals(session, clerk, ConfirmProposals(tokens=tokens))
    desk = Cancel(id=new_id(DAWN), at=DAWN, door="desk", cancels=taken.event_id, reason="录错")
    with pytest.raises(Refusal) as no:
        cancel(session, clerk, desk)
    assert no.value.code == "cancel.matched"
    letter = Cancel(id=new_id(DAWN), at=DAWN, cancels=taken.event_id, reason="录错")
    assert cancel(session, act("judge", DAWN), letter)
    assert session.get_one(MoneyEvent, letter.id).flags == ["cancel.matched"]
    assert queries.payments(session, debt.case_id)
