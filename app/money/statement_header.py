"""Which column of a bank's export is what: found by the words banks use."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.base.refusal import Kind, Refusal
from app.money.tabular import Rows

SEARCHED: Final = 30
"""The header stands within these first rows."""
LEAST: Final = 3
"""Columns that must be known before a row is taken for the header."""


class Column(StrEnum):
    """What a column may be."""

    SERIAL = "serial"
    DAY = "day"
    TIME = "time"
    IN = "in"
    OUT = "out"
    AMOUNT = "amount"
    SIDE = "side"
    BALANCE = "balance"
    PAYER = "payer"
    PAYER_ACCOUNT = "payer_account"
    CASE_ACCOUNT = "case_account"
    SUMMARY = "summary"
    MEMO = "memo"
    COUNTERPARTY = "counterparty"
    """A name or an account number in one column."""


SYNONYMS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.SERIAL: (
        "交易流水号", "流水号", "核心流水号", "主机流水号", "银行流水号", "会计流水号", "日志号", "账户明细编号", "账户明细编号-交易流水号",
        "交易参考号", "凭证流水号", "交易序号", "企业流水号", "柜员流水号", "业务流水号",
    ),
    Column.DAY: ("交易日期", "记账日期", "入账日期", "交易时间", "日期", "发生日期", "会计日期", "记帐日期", "交易日"),
    Column.TIME: ("交易时间", "记账时间", "时间", "入账时间", "交易时刻", "记帐时间"),
    Column.IN: (
        "贷方发生额", "贷方金额", "收入", "收入金额", "记账金额(收入)", "交易金额(收入)", "存入金额", "转入金额", "贷方", "来账金额", "贷方发生额(收入)",
        "收入发生额", "贷方发生额/元", "贷方发生金额", "存入",
    ),
    Column.OUT: (
        "借方发生额", "借方金额", "支出", "支出金额", "记账金额(支出)", "交易金额(支出)", "支取金额", "转出金额", "借方", "往账金额", "借方发生额(支出)",
        "支出发生额", "借方发生额/元", "借方发生金额", "支取",
    ),
    Column.AMOUNT: ("交易金额", "发生额", "金额", "记账金额", "交易额", "发生金额", "收支金额"),
    Column.SIDE: ("借贷标志", "借贷方向", "收支标志", "借贷", "收支", "收/支", "借/贷", "收付标志", "借贷标识", "方向", "往来标志", "收付方向"),
    Column.BALANCE: ("账户余额", "余额", "本次余额", "交易后余额", "帐户余额", "当前余额", "账面余额", "可用余额"),
    Column.PAYER: (
        "对方户名", "对方账户名", "对方账户名称", "对方名称", "交易对手", "付款人", "付款人名称", "对手户名", "交易对方", "对方单位", "对方单位名称", "付款方名称",
        "对方帐户名称", "付款人户名", "对手名称", "对方账号户名", "交易对方名称",
    ),
    Column.PAYER_ACCOUNT: (
        "对方账号", "对方账户", "对方卡号/账号", "对方帐号", "付款人账号", "对手账号", "交易对方账号", "付款账号", "对方卡号", "付款方账号", "对方账号/卡号",
    ),
    Column.CASE_ACCOUNT: ("子账号", "案件账号", "虚拟账号", "子账户", "二级账号", "子帐号", "虚拟子账号", "子账户账号", "分户账号", "虚拟账户", "收款子账号"),
    Column.SUMMARY: ("摘要", "交易摘要", "交易类型", "业务类型", "交易名称", "业务摘要", "摘要代码", "交易类别"),
    Column.MEMO: ("附言", "用途", "备注", "交易附言", "交易详情", "客户附言", "留言", "交易备注", "用途/附言", "附言/备注", "摘要/附言", "摘要/备注", "摘要/用途", "转账附言", "交易用途"),
    Column.COUNTERPARTY: ("对手信息", "对方信息", "交易对手信息"),
}  # fmt: skip
"""Earlier words win where an export has several columns of one meaning."""
_UNITS: Final = re.compile(r"\((?:元|人民币|人民币元|cny|rmb|单位:?元)\)|\[[^\]]*\]|[:*]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """The header row (counted from 1), its titles, and where each known column stands."""

    row: int
    titles: tuple[str, ...]
    places: Mapping[Column, int]

    @property
    def labels(self) -> dict[Column, str]:
        """The bank's own title of each known column."""
        return {column: self.titles[place] for column, place in self.places.items()}

    def label(self, column: Column) -> str:
        """The bank's own title, for a message about a cell."""
        return self.labels.get(column, column.value)

    def told(self, row: Sequence[str]) -> dict[Column, str]:
        """The cells of a row by what they are; a missing one is empty, and a dash is nothing."""
        found = {}
        for column, place in self.places.items():
            cell = row[place] if place < len(row) else ""
            found[column] = "" if cell in {"-", "--", "—"} else cell
        return found


def find_header(rows: Rows) -> Header:
    """The row of the first thirty that knows the most columns; day and amounts it must have."""
    best: Header | None = None
    for at, row in enumerate(rows[:SEARCHED], 1):
        places = _places(row)
        if len(places) >= LEAST and (best is None or len(places) > len(best.places)):
            best = Header(at, tuple(row), places)
    if best is None:
        raise Refusal("statement.no_header", Kind.INVALID, searched=SEARCHED)
    _require_enough(best)
    return best


def _require_enough(header: Header) -> None:
    known = header.places.keys()
    if Column.DAY not in known:
        raise Refusal("statement.no_day", Kind.INVALID, row=header.row)
    if not (known & {Column.IN, Column.OUT, Column.AMOUNT}):
        raise Refusal("statement.no_amount", Kind.INVALID, row=header.row)


def _places(row: Sequence[str]) -> dict[Column, int]:
    titles = [plain(cell) for cell in row]
    places: dict[Column, int] = {}
    for column, words in SYNONYMS.items():
        taken = set(places.values())
        free = (titles.index(word) for word in words if word in titles and titles.index(word) not in taken)
        place = next(free, None)
        if place is not None:
            places[column] = place
    return places


def plain(title: str) -> str:
    """A title without blanks, units and full-width signs."""
    joined = "".join(unicodedata.normalize("NFKC", title).split()).lower()
    return _UNITS.sub("", joined)
