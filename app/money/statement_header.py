"""Which column of a bank's export is what: found by the words banks use."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, zip_longest
from typing import Final, TypeAlias

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


AMOUNTS: Final = frozenset({Column.IN, Column.OUT, Column.AMOUNT})
"""One of these a statement must have."""
SYNONYMS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.SERIAL: (
        "交易流水号", "流水号", "核心流水号", "主机流水号", "银行流水号", "会计流水号", "日志号", "账户明细编号", "账户明细编号-交易流水号",
        "交易参考号", "凭证流水号", "交易序号", "企业流水号", "柜员流水号", "业务流水号", "交易流水", "全局流水号", "平台流水号", "交易编号",
        "流水编号", "明细编号", "交易日志号",
    ),
    Column.DAY: (
        "交易日期", "记账日期", "入账日期", "交易时间", "日期", "发生日期", "会计日期", "记帐日期", "交易日", "入帐日期", "记账日", "业务日期", "工作日期",
        "交易日期时间", "交易日期/时间", "交易时间戳", "发生日", "到账日期", "记账时间", "入账时间", "发生时间", "到账时间",
    ),
    Column.TIME: ("交易时间", "记账时间", "时间", "入账时间", "交易时刻", "记帐时间", "发生时间", "到账时间"),
    Column.IN: (
        "贷方发生额", "贷方金额", "收入", "收入金额", "记账金额(收入)", "交易金额(收入)", "存入金额", "转入金额", "贷方", "来账金额", "贷方发生额(收入)",
        "收入发生额", "贷方发生额/元", "贷方发生金额", "存入", "转入", "贷方交易金额", "收方金额", "收方发生额", "收入(贷)", "收入(贷方)", "贷方(收入)",
        "贷", "入账金额", "进账金额", "汇入金额", "存入额", "收入额", "贷方发生数", "贷方发生", "来账", "发生额贷方", "发生额(贷)",
    ),
    Column.OUT: (
        "借方发生额", "借方金额", "支出", "支出金额", "记账金额(支出)", "交易金额(支出)", "支取金额", "转出金额", "借方", "往账金额", "借方发生额(支出)",
        "支出发生额", "借方发生额/元", "借方发生金额", "支取", "转出", "借方交易金额", "付方金额", "付方发生额", "支出(借)", "支出(借方)", "借方(支出)",
        "借", "出账金额", "付款金额", "汇出金额", "支取额", "支出额", "借方发生数", "借方发生", "往账", "发生额借方", "发生额(借)",
    ),
    Column.AMOUNT: ("交易金额", "发生额", "金额", "记账金额", "交易额", "发生金额", "收支金额", "发生数额", "本次发生额", "交易发生额", "变动金额"),
    Column.SIDE: (
        "借贷标志", "借贷方向", "收支标志", "借贷", "收支", "收/支", "借/贷", "收付标志", "借贷标识", "方向", "往来标志", "收付方向", "借贷标记", "收付",
        "收支类型", "收支方向", "交易方向", "资金流向", "借方/贷方", "借贷别", "来往账标志", "收/付",
    ),
    Column.BALANCE: (
        "账户余额", "余额", "本次余额", "交易后余额", "帐户余额", "当前余额", "账面余额", "可用余额", "结余", "交易余额", "联机余额", "存款余额", "结存", "结存金额",
        "帐面余额", "账号余额", "变动后余额",
    ),
    Column.PAYER: (
        "对方户名", "对方账户名", "对方账户名称", "对方名称", "交易对手", "付款人", "付款人名称", "对手户名", "交易对方", "对方单位", "对方单位名称", "付款方名称",
        "对方帐户名称", "付款人户名", "对手名称", "对方账号户名", "交易对方名称", "交易对手名称", "交易对手户名", "交易对方户名", "对手方名称", "对手方户名", "对方",
        "对方姓名", "往来单位", "往来单位名称", "往来户名", "收付款人", "收付款人名称", "收/付款人", "收/付款人名称", "收付方名称", "收(付)方名称", "收(付)款人",
        "收(付)款人名称", "付款单位", "付款单位名称", "付款户名", "付款方", "付款方户名", "汇款人", "汇款人名称", "汇款人姓名", "对方客户名称",
    ),
    Column.PAYER_ACCOUNT: (
        "对方账号", "对方账户", "对方卡号/账号", "对方帐号", "付款人账号", "对手账号", "交易对方账号", "付款账号", "对方卡号", "付款方账号", "对方账号/卡号",
        "交易对手账号", "交易对手账户", "对手方账号", "对手账户", "对方帐户", "对方账户账号", "往来账号", "往来账户", "收付款人账号", "收/付款人账号", "收付方账号",
        "收(付)方账号", "收(付)款人账号", "付款人帐号", "付款账户", "付款人卡号", "汇款人账号", "汇款账号",
    ),
    Column.CASE_ACCOUNT: (
        "子账号", "案件账号", "虚拟账号", "子账户", "二级账号", "子帐号", "虚拟子账号", "子账户账号", "分户账号", "虚拟账户", "收款子账号", "案款账号", "子账户编号",
        "分账号", "收款子账户", "虚拟子账户", "收款虚拟账号", "案款子账号",
    ),
    Column.SUMMARY: (
        "摘要", "交易摘要", "交易类型", "业务类型", "交易名称", "业务摘要", "摘要代码", "交易类别", "业务种类", "业务名称", "摘要说明", "交易类型名称",
    ),
    Column.MEMO: (
        "附言", "用途", "备注", "交易附言", "交易详情", "客户附言", "留言", "交易备注", "用途/附言", "附言/备注", "摘要/附言", "摘要/备注", "摘要/用途", "转账附言",
        "交易用途", "汇款附言", "汇款用途", "款项用途", "附加信息", "附言信息", "说明", "交易说明", "附注", "客户备注", "用途附言", "备注/附言", "附言及用途", "个性化信息",
    ),
    Column.COUNTERPARTY: ("对手信息", "对方信息", "交易对手信息", "对手方信息", "对方户名/账号", "对方账户信息"),
}  # fmt: skip
"""Earlier words win where an export has several columns of one meaning."""
_UNITS: Final = re.compile(
    r"[(\[](?:单位:?)?(?:元|¥|人民币|人民币元|元人民币|人民币/元|cny|rmb)[)\]]|\[[^\]]*\]|[:*]$", re.IGNORECASE
)

ColumnMap: TypeAlias = Mapping[Column, str]
"""Which title is read as which column."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header: its last row (counted from 1), its titles, and where each known column stands."""

    row: int
    titles: tuple[str, ...]
    places: Mapping[Column, int]

    @property
    def labels(self) -> dict[Column, str]:
        """The bank's own title of each known column."""
        return {column: self.titles[place] for column, place in self.places.items()}

    @property
    def named(self) -> int:
        """How many of its cells hold a word, as titles do and amounts do not."""
        return sum(any(map(str.isalpha, title)) for title in self.titles)

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
    """The row of the first thirty, or the two of them, that know the most columns; day and amounts it must have."""
    best: Header | None = None
    for at, titles in _candidates(rows):
        places = _places(titles)
        if len(places) >= LEAST and (best is None or len(places) > len(best.places)):
            best = Header(at, titles, places)
    if best is None:
        raise Refusal("statement.no_header", Kind.INVALID, searched=SEARCHED)
    _require_enough(best)
    return best


def header_by(rows: Rows, columns: ColumnMap) -> Header | None:
    """The first header that has every title of a mapping, read as the mapping says; None when the file has another form."""
    for at, titles in _candidates(rows):
        stand = {plain(title): place for place, title in reversed(list(enumerate(titles))) if title}
        if all(plain(title) in stand for title in columns.values()):
            return Header(at, titles, {column: stand[plain(title)] for column, title in columns.items()})
    return None


def likely_header(rows: Rows) -> Header:
    """What a person is shown to name the columns: the header that words find, or the first of the widest rows."""
    found = [Header(at, titles, _places(titles)) for at, titles in _candidates(rows)]
    return max(found, key=lambda one: (len(one.places), one.named, -one.row))


def _candidates(rows: Rows) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows that may be the header, each alone and each with the one below it."""
    for at, row in enumerate(rows[:SEARCHED], 1):
        yield at, _named(row)
    for at, (upper, lower) in enumerate(pairwise(rows[: SEARCHED + 1]), 2):
        yield at, _named(_merged(upper, lower))


def _merged(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """A title over several others stands once, at the first of them: 对方 over 户名 and 账号 are 对方户名 and 对方账号."""
    titles, over = [], ""
    for first, second in zip_longest(upper, lower, fillvalue=""):
        over = first or over
        joined = [over + second, over.removesuffix("信息") + second, second + over, second] if second else [first]
        titles.append(next((one for one in joined if plain(one) in _WORDS), joined[0]))
    return titles


def _named(row: Sequence[str]) -> tuple[str, ...]:
    """Titles told apart: the second of the same words carries its number."""
    seen: Counter[str] = Counter()
    titles = []
    for title in row:
        seen[title] += 1
        titles.append(f"{title} #{seen[title]}" if title and seen[title] > 1 else title)
    return tuple(titles)


def _require_enough(header: Header) -> None:
    known = header.places.keys()
    if Column.DAY not in known:
        raise Refusal("statement.no_day", Kind.INVALID, row=header.row)
    if not (known & AMOUNTS):
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


_WORDS: Final = frozenset(word for words in SYNONYMS.values() for word in words)
