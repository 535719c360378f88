"""The trail finds any change."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.trail import actions as trail
from app.trail import queries, rules


def write_three(session: Session, actor: Actor) -> None:
    for verb in ("case.add", "money.take", "detain.announce"):
        trail.write(session, actor, verb, case=uuid4(), content={"verb": verb})


def test_an_untouched_chain_verifies(session: Session, judge: Actor) -> None:
    write_three(session, judge)
    assert rules.verify(queries.lines(session)) == queries.head(session)


def test_the_database_itself_refuses_to_change_a_line(session: Session, judge: Actor, connection: Connection) -> None:
    write_three(session, judge)
    with pytest.raises(DBAPIError, match="append only"), connection.begin_nested():
        connection.execute(text("UPDATE trail SET verb = 'x'"))
    with pytest.raises(DBAPIError, match="append only"), connection.begin_nested():
        connection.execute(text("DELETE FROM trail"))


@pytest.mark.parametrize("field", ["at", "verb", "case_id", "subject_id", "actor_id", "digest"])
def test_any_changed_field_breaks_the_chain(session: Session, judge: Actor, field: str) -> None:
    write_three(session, judge)
    lines = list(queries.lines(session))
    old = lines[-2]
    value = judge.now if field == "at" else (uuid4() if field.endswith("_id") else "0" * 64)
    changed = {name: getattr(old.deed, name) for name in ("at", "actor_id", "verb", "case_id", "subject_id", "digest")}
    changed[field] = value if field != "at" else type(judge.now).parse("2020-01-01T00:00:00Z")
    lines[-2] = rules.Line(old.seq, rules.Deed(**changed), old.prev, old.hash)
    assert rules.verify(lines) == rules.Break(old.seq, "line_changed")


def test_a_cut_off_tail_is_found_with_the_printed_head(session: Session, act: Callable[..., Actor]) -> None:
    write_three(session, act("judge"))
    printed = queries.head(session)
    shortened = list(queries.lines(session))[:-1]
    assert isinstance(rules.verify(shortened), rules.Head)
    assert rules.verify(shortened, printed) == rules.Break(printed.seq, "remembered_head_gone")
