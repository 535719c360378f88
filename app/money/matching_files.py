"""The matcher on files: a bank's export, receipts, slips and cases as tables, without a store."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Final, TypeVar

from app.money.beside import lines_of
from app.money.matching_memo import terminal
from app.money.matching_tables import Files, Told, fen, moment, text
from app.money.matching_values import CaseRef, Desk, OpenReceipt, OpenSlip, Outcome

WAYS: Final = {
    "现金": "cash",
    "POS刷卡": "terminal",
    "刷卡": "terminal",
    "POS": "terminal",
    "扫码支付": "qr",
    "扫码": "qr",
    "二维码": "qr",
}
ANSWER: Final = ("line_serial", "receipt_no", "case_no", "decision", "kind")
PAYER: Final = ("交款人", "\u7f34款人")
"""Titles of the column of payers: ours, and the other word that receipts of other systems have."""
AMOUNT: Final = ("金额(元)", "金额")
RECEIPT: Final = (("收据号",), ("开具时间",), ("案号",), AMOUNT)
SLIP: Final = (("交接单号",), ("交接日期",), AMOUNT)
CASE: Final = (("案号",), ("被执行人",))
"""The titles a table must have, the key first; each with its other spellings."""
_SPLIT: Final = re.compile(r"[;；、,，]")
S = TypeVar("S", date, tuple[str, ...])
N = TypeVar("N", OpenReceipt, OpenSlip)


def desk_of(statement: bytes, receipts: bytes, handovers: bytes, cases: bytes) -> Desk:
    """The desk that four files describe. Refused (`match.files_wrong`) with every file, row and column that is wrong."""
    files = Files()
    with lines_of(statement) as lines:
        found = files.table("receipts", receipts, RECEIPT, _receipt)
        slips = files.table("handovers", handovers, SLIP, _slip)
        refs = files.table("cases", cases, CASE, _case)
        told = files.whole("statement", lines, first=True) or []
    desk = Desk(
        lines=told,
        receipts=_once(files, "receipts", RECEIPT[0][0], {}, found),
        slips=_once(files, "handovers", SLIP[0][0], {}, slips),
        cases=_joined(files, refs),
    )
    files.require_whole()
    return desk


def _once(files: Files, name: str, column: str, known: dict[str, N], rows: Iterable[N]) -> list[N]:
    """Each number once; the same row again is the same thing, another one of the same number is a fault."""
    twice = [one.number for one in rows if known.setdefault(one.number, one) != one]
    files.repeated(name, column, twice)
    return list(known.values())


def _joined(files: Files, rows: Iterable[CaseRef]) -> list[CaseRef]:
    """A case that stands on several rows, one for each debtor, is one case; it has one account."""
    known: dict[str, CaseRef] = {}
    for one in rows:
        other = known.setdefault(one.id, one)
        if other is not one:
            if one.account and other.account and one.account != other.account:
                files.repeated("cases", CASE[0][0], [one.number])
            known[one.id] = replace(
                other,
                account=other.account or one.account,
                debtors=tuple(dict.fromkeys((*other.debtors, *one.debtors))),
                relatives=tuple(dict.fromkeys((*other.relatives, *one.relatives))),
            )
    return list(known.values())


@lru_cache(maxsize=4096)
def _same(value: S) -> S:
    """One and the same value for all that are equal: a day and a pair of officers stand on many rows."""
    return value


def _receipt(told: Told) -> OpenReceipt:
    day, clock = moment(told, "开具时间")
    return OpenReceipt(
        number=text(told, "收据号"),
        case_id=intern(text(told, "案号")),
        on_day=_same(day),
        amount=fen(told, *AMOUNT),
        payer=intern(next((told[title] for title in PAYER if title in told), "")),
        way=WAYS.get(told.get("收款方式", ""), "transfer"),
        at_time=intern(clock),
        officers=_same(tuple(name for key in ("收款人一", "收款人二") if (name := told.get(key, "")))),
        squad=intern(told.get("小组", "")),
        terminal=intern(terminal(note)) if (note := told.get("备注", "")) else "",
    )


def _slip(told: Told) -> OpenSlip:
    return OpenSlip(
        number=text(told, "交接单号"),
        on_day=moment(told, "交接日期")[0],
        amount=fen(told, *AMOUNT),
        receipt_numbers=tuple(one for one in _SPLIT.split(told.get("收据号", "")) if one),
        officers=tuple(name for key in ("交款人一", "交款人二") if (name := told.get(key, ""))),
    )


def _case(told: Told) -> CaseRef:
    known = (one.partition(":")[0].strip() for one in _SPLIT.split(told.get("已知关系人", "").replace("：", ":")))
    number = intern(text(told, "案号"))
    return CaseRef(
        id=number,
        number=number,
        account=told.get("案件账号", ""),
        debtors=tuple(intern(one) for one in _SPLIT.split(told.get("被执行人", "")) if one),
        relatives=tuple(intern(one) for one in known if one),
    )


def answer(desk: Desk, outcome: Outcome) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the answer: what is sure, what is flagged, and at most three suggestions a line."""
    case_of = {one.number: one.case_id for one in desk.receipts}
    for one in outcome.sure:
        for line in one.line_ids:
            for number in one.receipt_numbers or ("",):
                yield line, number, case_of.get(number) or one.case_id or "", "auto", one.kind.value
    for line, kind in sorted(outcome.flags.items()):
        yield line, "", "", "auto", kind.value
    for line, ranked in sorted(outcome.suggestions.items()):
        for place, one in enumerate(ranked, 1):
            for number in one.receipt_numbers or ("",):
                yield line, number, case_of.get(number) or one.case_id or "", f"s{place}", one.kind.value
