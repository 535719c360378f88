"""The part of a large desk that its lines could mean: a day's few lines are not held against years of open receipts."""

from collections.abc import Iterable
from datetime import timedelta
from string import digits
from typing import Final

from app.money import matching_memo as memos
from app.money import matching_names as names
from app.money.matching_pairs import LATE
from app.money.matching_values import DAY, CaseRef, Desk, OpenLine, OpenReceipt

LARGE: Final = 4
"""So many receipts and cases a line are worth looking through first."""


def nearby(desk: Desk) -> Desk:
    """The receipts about the days of the lines, those of payers the lines name, and the cases lines or receipts speak of."""
    if not desk.lines or len(desk.receipts) + len(desk.cases) < LARGE * len(desk.lines):
        return desk
    told = {name for line in desk.lines for name in _names(line)}
    first = min(line.on_day for line in desk.lines) - timedelta(days=LATE // DAY + 1)
    last = max(line.on_day for line in desk.lines) + timedelta(days=1)
    listed = {number for slip in desk.slips for number in slip.receipt_numbers}

    def near(one: OpenReceipt) -> bool:
        return first <= one.on_day <= last or one.payer in told or one.number in listed

    receipts = [one for one in desk.receipts if near(one)]
    return Desk(desk.lines, receipts, desk.slips, _cases(desk, receipts, told))


def _cases(desk: Desk, receipts: Iterable[OpenReceipt], told: set[str]) -> list[CaseRef]:
    ids = {one.case_id for one in receipts}
    accounts = {line.case_account for line in desk.lines if line.case_account}
    serials = {serial for line in desk.lines for serial in _serials(line)}

    def meant(case: CaseRef) -> bool:
        if case.id in ids or case.account in accounts:
            return True
        if not (told.isdisjoint(case.debtors) and told.isdisjoint(case.relatives)):
            return True
        number = case.number.removesuffix("号")
        serial = number[len(number.rstrip(digits)) :]
        return not serial or serial in serials

    return [case for case in desk.cases if meant(case)]


def _names(line: OpenLine) -> Iterable[str]:
    payer = names.plain(line.payer)
    return (payer, line.payer, *memos.names(line.memo)) if payer else memos.names(line.memo)


def _serials(line: OpenLine) -> Iterable[str]:
    for number in memos.numbers(memos.bare(line.memo)):
        yield str(number.serial)
        yield from map(str, memos.serials(number.serial))
