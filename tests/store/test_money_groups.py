"""An answer for several lines is kept, and taken back as one, on both databases."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Refusal
from app.money import queries_bank, queries_groups
from app.money.actions_groups import AnswerGroup, UndoGroup, answer_group, undo_group
from app.money.queries_verify import books
from app.money.verifying import wrongs
from tests.support.make_money import bank_row, import_rows, make_debt
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
