"""A long statement is read by a second process while this one reads the other files. No store, no state."""

import os
import pickle
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
        yield lambda: [_unpacked(one) for one in _carried(statement)]
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - loads where it is used
    from multiprocessing import get_context  # noqa: PLC0415 - loads where it is used

    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        packed = pool.submit(_packed, statement)

        def lines() -> list[OpenLine]:
            found = packed.result()
            pool.shutdown()
            return [_unpacked(one) for one in pickle.loads(found)]  # noqa: S301 - packed by our own other process

        yield lines


def _packed(statement: bytes) -> bytes:
    """The lines in one piece, so that this process is gone before the other unpacks them: both take their memory in turn."""
    return pickle.dumps(_carried(statement), pickle.HIGHEST_PROTOCOL)


def _carried(statement: bytes) -> list[Carried]:
    """The lines as plain values: packing a hundred thousand objects takes longer than reading them."""
    return [
        (
            one.serial,
            _same(one.on_day),
            int(one.amount),
            intern(one.payer),
            one.case_account,
            one.memo,
            intern(one.at_time),
            one.payer_account,
        )
        for one in read_statement(rows_of(statement)).lines
    ]


def _unpacked(carried: Carried) -> OpenLine:
    number, on_day, amount, payer, case_account, memo, at_time, payer_account = carried
    return OpenLine(number, on_day, amount, intern(payer), case_account, memo, intern(at_time), payer_account)


@lru_cache(maxsize=4096)
def _same(value: S) -> S:
    """One and the same value for all that are equal: a day stands on many rows."""
    return value
