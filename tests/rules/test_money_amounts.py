"""An amount says one thing or is refused: what a person writes into a form, and what a bank writes into a cell."""

import re

import pytest

from app.base.money import Money
from app.money import statement_cells
from app.money.statement_cells import BadCell
from app.money.statement_header import Column

NO = None
VECTORS: tuple[tuple[str, int | None, int | None], ...] = (
    # written, fen in a form, fen in a bank's cell
    ("5", 500, 500),
    ("5.5", 550, 550),
    ("-5", -500, -500),
    ("1,234.50", 123_450, 123_450),
    ("1,234,567", 123_456_700, 123_456_700),
    (" 5.00 ", 500, 500),
    ("5元", 500, 500),
    ("¥5", 500, 500),
    ("￥5", 500, 500),
    ("¥-5", -500, -500),
    ("５００．５０", 50_050, 50_050),
    ("１，２３４", 123_400, 123_400),
    ("－５", -500, -500),
    # a bank's habits, nobody's in a form
    ("+5", NO, 500),
    ("5-", NO, -500),
    ("(5.00)", NO, -500),
    ("（5.00）", NO, -500),
    ("-¥5", NO, -500),
    ("人民币5.00", NO, 500),
    ("5.00CNY", NO, 500),
    ("5.00 CR", NO, 500),
    ("5.00DR", NO, -500),
    ("5.00借", NO, -500),
    ("-5.00CR", NO, -500),
    # said twice, or both
    ("+-5", NO, NO),
    ("-+5", NO, NO),
    ("--5", NO, NO),
    ("++5", NO, NO),
    ("－－5", NO, NO),
    ("-5-", NO, NO),
    ("+5-", NO, NO),
    ("+5DR", NO, NO),
    ("-5DR", NO, NO),
    ("(-5)", NO, NO),
    ("(+5)", NO, NO),
    ("(5)-", NO, NO),
    ("(5", NO, NO),
    ("5)", NO, NO),
    ("+¥-5", NO, NO),
    ("-¥-5", NO, NO),
    ("¥+-5", NO, NO),
    ("¥￥5", NO, NO),
    # groups that are none, digits that are none, two numbers in one cell
    ("1,23,4", NO, NO),
    ("1,2345", NO, NO),
    ("12,34", NO, NO),
    ("1,0000", NO, NO),
    (",5", NO, NO),
    ("1,234,", NO, NO),
    ("1.234,50", NO, NO),
    ("1.2.3", NO, NO),
    ("5.", NO, NO),
    (".5", NO, NO),
    ("5.001", NO, NO),
    ("5²", NO, NO),
    ("٥", NO, NO),
    ("五", NO, NO),
    ("5万", NO, NO),
    ("5e3", NO, NO),
    ("1_000", NO, NO),
    ("0x10", NO, NO),
    ("NaN", NO, NO),
    ("100 200", NO, NO),
    ("5\u30006", NO, NO),
    ("\u22125", NO, NO),
    ("99999999999999", NO, NO),
    ("元", NO, NO),
    ("¥", NO, NO),
    ("-", NO, NO),
)


@pytest.mark.parametrize(("written", "fen", "_"), VECTORS)
def test_an_amount_of_a_form(written: str, fen: int | None, _: int | None) -> None:
    if fen is None:
        with pytest.raises(ValueError, match=re.escape(written)):
            Money.yuan(written)
    else:
        assert Money.yuan(written) == fen


@pytest.mark.parametrize(("written", "_", "fen"), VECTORS)
def test_an_amount_of_a_cell(written: str, _: int | None, fen: int | None) -> None:
    if fen is None:
        with pytest.raises(BadCell):
            statement_cells.amount({Column.AMOUNT: written})
    else:
        assert statement_cells.amount({Column.AMOUNT: written}) == fen
