"""An answer for several lines is kept, and taken back as one, on both databases."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal
from app.money import queries_bank, queries_groups, queries_payouts
from app.money.actions_groups import AnswerGroup, UndoGroup, answer_group, undo_group
from app.money.payouts import Stage
from app.money.queries_verify import books
from app.money.verifying import wrongs
from tests.support.make_money import bank_row, import_rows, make_debt
from tests.support.make_payouts import CREDITOR, make_arrival, make_line, make_payout, send
from tests.support.people import DAWN

Act = Callable[..., Actor]


@pytest.fixture
def clerk(act: Act) -> Actor:
    return act("clerk", DAWN)


def answered(session: Session, clerk: Actor, key: str) -> UUID:
    """Answer the whole group; the word of the answer."""
    group = next(one for one in queries_groups.groups(session, clerk.scope) if one.key == key)
    before = {one.id for one in queries_bank.unclaimed(session, clerk.scope)}
    tokens = tuple(one.token for one in group.members)
    answer_group(session, clerk, AnswerGroup(key=key, tokens=tokens, reason="成组确认"))
    said = queries_groups.remarks(session, map(str, before))
    if said:
        return next(iter(said.values())).batch_id
    return UUID(queries_bank.matches(session, clerk.scope)[0].facts["batch"])


def test_debtors_without_a_word_are_claimed_at_once_and_come_back_at_once(
    session: Session, judge: Actor, clerk: Actor
) -> None:
    debts = [make_debt(session, judge, name) for name in ("马一人", "马二人")]
    import_rows(session, clerk, [bank_row("3", 对方户名="马一人"), bank_row("4", 对方户名="马二人")])
    batch = answered(session, clerk, "alike|debtor|one_piece")
    assert queries_bank.unclaimed(session, clerk.scope) == []
    found = {one.case_id for one in queries_bank.matches(session, clerk.scope)}
    assert found == {one.case_id for one in debts}
    assert undo_group(session, clerk, UndoGroup(batch_id=batch, reason="认错了")) == 2
    assert len(queries_bank.unclaimed(session, clerk.scope)) == 2
    assert wrongs(books(session)) == []
    with pytest.raises(Refusal):
        undo_group(session, clerk, UndoGroup(batch_id=batch, reason="认错了"))


def test_what_nothing_speaks_for_is_asked_once_until_it_is_taken_back(session: Session, clerk: Actor) -> None:
    import_rows(session, clerk, [bank_row("3", 对方户名="路人"), bank_row("4", 对方户名="行人")])
    batch = answered(session, clerk, "unidentified")
    assert queries_groups.groups(session, clerk.scope) == []
    assert len(queries_bank.unclaimed(session, clerk.scope)) == 2
    assert undo_group(session, clerk, UndoGroup(batch_id=batch, reason="再看")) == 2
    assert [len(one.members) for one in queries_groups.groups(session, clerk.scope)] == [2]


@pytest.fixture
def sent(session: Session, judge: Actor, act: Act) -> tuple[str, str]:
    """The numbers of two payouts of 700 and 800 yuan that finance ordered at the bank."""
    debt = make_debt(session, judge)
    make_arrival(session, act, debt)
    one, two = (send(session, act, make_payout(session, act, debt, amount=amount)) for amount in ("700", "800"))
    return one.number, two.number


def stages(session: Session, clerk: Actor) -> list[Stage]:
    return [one.stage for one in sorted(queries_payouts.listed(session, clerk.scope), key=lambda one: one.number)]


def test_payouts_seen_at_the_bank_are_confirmed_at_once_and_taken_back_at_once(
    session: Session, act: Act, clerk: Actor, sent: tuple[str, str]
) -> None:
    for amount in ("-700", "-800"):
        make_line(session, act, amount, 对方户名=CREDITOR)
    batch = answered(session, clerk, "payout")
    assert stages(session, clerk) == [Stage.PAID, Stage.PAID]
    assert queries_groups.groups(session, clerk.scope) == []
    assert undo_group(session, clerk, UndoGroup(batch_id=batch, reason="认错了")) == 2
    assert stages(session, clerk) == [Stage.SENT, Stage.SENT]
    assert wrongs(books(session)) == []


def test_what_came_back_is_confirmed_once_its_payout_was_seen_and_the_money_is_in_its_case_again(
    session: Session, act: Act, clerk: Actor, sent: tuple[str, str]
) -> None:
    make_line(session, act, "-700", 对方户名=CREDITOR, 对方账号="6200000000001")
    make_line(session, act, "700", 对方户名="待处理汇划款项", 对方账号="6200000000001", 附言="退汇 账号户名不符")
    assert [one.key for one in queries_groups.groups(session, clerk.scope)] == ["payout"]
    answered(session, clerk, "payout")
    batch = answered(session, clerk, "returned")
    assert stages(session, clerk) == [Stage.RETURNED, Stage.SENT]
    assert queries_groups.groups(session, clerk.scope) == []
    undo_group(session, clerk, UndoGroup(batch_id=batch, reason="认错了"))
    assert stages(session, clerk) == [Stage.PAID, Stage.SENT]
    assert wrongs(books(session)) == []


def test_who_ordered_a_payout_at_the_bank_confirms_none_of_the_group(
    session: Session, act: Act, clerk: Actor, sent: tuple[str, str]
) -> None:
    make_line(session, act, "-700", 对方户名=CREDITOR)
    [group] = queries_groups.groups(session, clerk.scope)
    deed = AnswerGroup(key=group.key, tokens=(group.members[0].token,), reason="成组确认")
    with pytest.raises(Refusal) as no:
        answer_group(session, act("cashier", DAWN), deed)
    assert no.value.kind is Kind.FORBIDDEN
    assert stages(session, clerk) == [Stage.SENT, Stage.SENT]


def test_a_payout_that_was_answered_meanwhile_is_not_booked_again(
    session: Session, act: Act, clerk: Actor, sent: tuple[str, str]
) -> None:
    make_line(session, act, "-700", 对方户名=CREDITOR)
    [group] = queries_groups.groups(session, clerk.scope)
    deed = AnswerGroup(key=group.key, tokens=(group.members[0].token,), reason="成组确认")
    answer_group(session, clerk, deed)
    with pytest.raises(Refusal) as no:
        answer_group(session, clerk, deed)
    assert no.value.code == "match.changed"


def test_a_return_that_no_payout_is_left_for_is_set_aside_and_stays_unclaimed(
    session: Session, act: Act, clerk: Actor, sent: tuple[str, str]
) -> None:
    make_line(session, act, "900", 对方户名="待处理汇划款项", 附言="退汇 账号户名不符")
    batch = answered(session, clerk, "no_payout")
    assert queries_groups.groups(session, clerk.scope) == []
    assert len(queries_bank.unclaimed(session, clerk.scope)) == 1
    undo_group(session, clerk, UndoGroup(batch_id=batch, reason="再看"))
    assert [one.key for one in queries_groups.groups(session, clerk.scope)] == ["no_payout"]
