"""A line without a number that comes again with other details: told from a second equal deposit by balance, time and payer."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.money import Money
from app.money.statement_overlap import told_again
from app.money.statements import StatementLine

KNOWN = StatementLine(
    row=2,
    serial="~known-1",
    on_day=date(2026, 1, 17),
    at_time="",
    amount=Money(10_000),
    balance=Money(50_000),
    payer="张某",
    payer_account="6217001",
    case_account="",
    memo="案款",
)
NEW = replace(KNOWN, row=3, serial="~new-1", memo="案款 张某还款")


@pytest.mark.parametrize(
    ("new", "known"),
    [
        ({}, {}),
        ({"payer": "", "payer_account": ""}, {}),
        ({"payer": "他人"}, {}),
        ({"balance": None}, {}),
        ({"balance": None, "payer": "张*"}, {"balance": None}),
        ({"balance": None, "payer_account": "6217****"}, {"balance": None}),
        ({"at_time": "09:30:00"}, {}),
        ({"serial": "S1"}, {}),
        ({}, {"serial": "S1"}),
    ],
)
def test_what_may_be_the_known_line_again_is_told(new: dict[str, str], known: dict[str, str]) -> None:
    again = replace(NEW, **new)  # type: ignore[arg-type]
    assert told_again([again], [replace(KNOWN, **known)]) == [again]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "known"),
    [
        ({"balance": Money(60_000)}, {}),
        ({"amount": Money(10_001)}, {}),
        ({"on_day": date(2026, 1, 18)}, {}),
        ({"at_time": "09:30:00"}, {"at_time": "09:31:00"}),
        ({"serial": "S2"}, {"serial": "S1"}),
        ({"balance": None, "payer": "李某"}, {"balance": None}),
        ({"balance": None, "payer_account": "6217002"}, {"balance": None}),
    ],
)
def test_an_equal_deposit_of_its_own_is_left_alone(new: dict[str, object], known: dict[str, object]) -> None:
    assert told_again([replace(NEW, **new)], [replace(KNOWN, **known)]) == []  # type: ignore[arg-type]
