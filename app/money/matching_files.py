"""The matcher on files: a bank's export, receipts, slips and cases as tables, without a store."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from sys import intern
from typing import Final, TypeVar

from app.base.money import Money
from app.base.refusal import Fault, Kind, Refusal
from app.money.matching_memo import terminal
from app.money.matching_values import CaseRef, Desk, OpenLine, OpenReceipt, OpenSlip, Outcome
from app.money.statements import read_statement
from app.money.tabular import Rows, rows_of

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
_SPLIT: Final = re.compile(r"[;；、,，]")
S = TypeVar("S", date, tuple[str, ...])
Told = Mapping[str, str]


def desk_of(statement: bytes, receipts: bytes, handovers: bytes, cases: bytes) -> Desk:
    """The desk that four files describe. Refused with rows and columns: what cannot be read."""
    lines = [
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
    return Desk(
        lines=lines,
        receipts=[_receipt(told) for told in _table(receipts, "收据号")],
        slips=[_slip(told) for told in _table(handovers, "交接单号")],
        cases=[_case(told) for told in _table(cases, "案号")],
    )


@lru_cache(maxsize=4096)
def _same(value: S) -> S:
    """One and the same value for all that are equal: a day and a pair of officers stand on many rows."""
    return value


def _table(content: bytes, key: str) -> Iterator[Told]:
    rows: Rows = rows_of(content)
    head = rows[0]
    if key not in head:
        raise Refusal("match.no_column", Kind.INVALID, faults=(Fault(key, "match.no_column", row=1),), column=key)
    for row in rows[1:]:
        if any(row):
            yield dict(zip(head, row, strict=False))


def _receipt(told: Told) -> OpenReceipt:
    at = datetime.fromisoformat(told["开具时间"])
    return OpenReceipt(
        number=told["收据号"],
        case_id=intern(told["案号"]),
        on_day=_same(at.date()),
        amount=_fen(told),
        payer=intern(next((told[title] for title in PAYER if title in told), "")),
        way=WAYS.get(told.get("收款方式", ""), "transfer"),
        at_time=intern(at.time().isoformat()),
        officers=_same(tuple(name for key in ("收款人一", "收款人二") if (name := told.get(key, "")))),
        squad=intern(told.get("小组", "")),
        terminal=intern(terminal(note)) if (note := told.get("备注", "")) else "",
    )


def _slip(told: Told) -> OpenSlip:
    return OpenSlip(
        number=told["交接单号"],
        on_day=date.fromisoformat(told["交接日期"][:10]),
        amount=_fen(told),
        receipt_numbers=tuple(one for one in _SPLIT.split(told.get("收据号", "")) if one),
        officers=tuple(name for key in ("交款人一", "交款人二") if (name := told.get(key, ""))),
    )


def _case(told: Told) -> CaseRef:
    known = (one.partition(":")[0].strip() for one in _SPLIT.split(told.get("已知关系人", "").replace("：", ":")))
    return CaseRef(
        id=intern(told["案号"]),
        number=intern(told["案号"]),
        account=told.get("案件账号", ""),
        debtors=tuple(intern(one) for one in _SPLIT.split(told.get("被执行人", "")) if one),
        relatives=tuple(intern(one) for one in known if one),
    )


def _fen(told: Told) -> int:
    return int(Money.yuan(told.get("金额(元)") or told["金额"]))


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
