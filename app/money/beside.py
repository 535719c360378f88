"""A long statement is read by a second process while this one reads the other files. No store, no state."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Final, TypeAlias, TypeVar

from app.money.matching_values import OpenLine
from app.money.statements import read_statement
from app.money.tabular import rows_of

LONG: Final = 2_000_000
"""Bytes from which a second process is worth its start."""
Carried: TypeAlias = tuple[str, date, int, str, str, str, str, str]
S = TypeVar("S")


@contextmanager
def lines_of(statement: bytes) -> Iterator[Callable[[], list[OpenLine]]]:
    """What gives the lines of a statement; a file that is refused is refused when it is asked."""
    if len(statement) < LONG or len(os.sched_getaffinity(0)) < 2:  # noqa: PLR2004 - one processor does one thing
        yield lambda: _lines(statement)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - loads where it is used
    from multiprocessing import get_context  # noqa: PLC0415 - loads where it is used

    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        carried = pool.submit(_carried, statement)
        yield lambda: [_unpacked(one) for one in carried.result()]


def _lines(statement: bytes) -> list[OpenLine]:
    return [
        OpenLine(
            id=one.serial,
            on_day=_same(one.on_day),
            amount=int(one.amount),
            payer=intern(one.payer),
            case_account=one.case_account,
            memo=one.memo,
            at_time=intern(one.at_time),
            payer_account=one.payer_account,
        )
        for one in read_statement(rows_of(statement)).lines
    ]


def _carried(statement: bytes) -> list[Carried]:
    """The lines as plain values: packing a hundred thousand objects takes longer than reading them."""
    return [
        (
            one.id,
            one.on_day,
            one.amount,
            one.payer,
            one.case_account,
            one.memo,
            one.at_time,
            one.payer_account,
        )
        for one in _lines(statement)
    ]


def _unpacked(carried: Carried) -> OpenLine:
    number, on_day, amount, payer, case_account, memo, at_time, payer_account = carried
    return OpenLine(number, on_day, amount, intern(payer), case_account, memo, intern(at_time), payer_account)


@lru_cache(maxsize=4096)
def _same(value: S) -> S:
    """One and the same value for all that are equal: a day stands on many rows."""
    return value
