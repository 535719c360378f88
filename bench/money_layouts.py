"""How banks lay out an export: three forms of one month's lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

Rows = list[list[object]]


@dataclass
class Entry:
    """A line and the truth: receipts, case and kind."""

    at: datetime
    amount: int
    payer: str = ""
    payer_account: str = ""
    case_account: str = ""
    summary: str = ""
    memo: str = ""
    truth: list[tuple[str, str, str]] = field(default_factory=list)
    serial: str = ""


def _two_columns(entries: Sequence[Entry]) -> Rows:
    """Income and expense apart, day and time in one cell, a preamble and a total."""
    rows: Rows = [
        ["账户明细查询"],
        ["账号：820001", "币种：人民币"],
        ["交易时间", "收入", "支出", "余额", "对方户名", "对方账号", "子账号", "摘要", "附言", "交易流水号"],
    ]
    balance = 88_888_888
    for one in entries:
        balance += one.amount
        pair = [f"{one.amount / 100:,.2f}", ""] if one.amount > 0 else ["", f"{-one.amount / 100:,.2f}"]
        rows.append(
            [
                f"{one.at:%Y-%m-%d %H:%M:%S}",
                *pair,
                f"{balance / 100:,.2f}",
                one.payer,
                one.payer_account,
                one.case_account,
                one.summary,
                one.memo,
                one.serial,
            ]
        )
    return [*rows, ["合计"]]


def _signed(entries: Sequence[Entry]) -> Rows:
    """One signed column, compact days, padded cells."""
    rows: Rows = [
        [
            "交易日期",
            "交易时间",
            "交易金额",
            "本次余额",
            "对方户名",
            "对方账号",
            "虚拟账号",
            "交易摘要",
            "交易附言",
            "日志号",
        ]
    ]
    balance = 1_000_000
    for one in entries:
        balance += one.amount
        rows.append(
            [
                f"{one.at:%Y%m%d}\t",
                f"{one.at:%H%M%S}\t",
                f"{one.amount / 100:+.2f}",
                f"{balance / 100:.2f} ",
                one.payer,
                f"{one.payer_account}\t",
                one.case_account,
                one.summary,
                one.memo,
                f"{one.serial}\t",
            ]
        )
    return rows


def _sided(entries: Sequence[Entry]) -> Rows:
    """A side and an amount, the newest first."""
    rows: Rows = []
    balance = 5_000_000
    for one in entries:
        balance += one.amount
        rows.append(
            [
                f"{one.at:%Y-%m-%d}",
                f"{one.at:%H:%M:%S}",
                "贷" if one.amount > 0 else "借",
                f"{abs(one.amount) / 100:,.2f}",
                f"{balance / 100:,.2f}",
                one.payer,
                one.payer_account,
                one.case_account,
                one.summary,
                one.memo,
                one.serial,
            ]
        )
    head: list[object] = [
        "记账日期",
        "记账时间",
        "借贷标志",
        "发生额",
        "账户余额",
        "对方账户名称",
        "对方账号",
        "子账户",
        "摘要",
        "用途",
        "核心流水号",
    ]
    return [head, *reversed(rows)]


RURAL: Final = "流水号 记账日 时间 借方金额 贷方金额 余额 对方账号 对方户名 摘要 附言 虚拟子账号"


def _rural(entries: Sequence[Entry]) -> Rows:
    """A rural bank's: account and period above, debit and credit apart, a sum below each day, names padded."""
    rows: Rows = [
        ["XX县农村信用合作联社 对公账户交易明细"],
        ["账号", "8200000123", "", "起止日期", f"{entries[0].at:%Y%m%d}-{entries[-1].at:%Y%m%d}"],
        [],
        [*RURAL.split()],
    ]
    balance = 777_777_777
    for place, one in enumerate(entries, 1):
        balance += one.amount
        pair = ["0.00", f"{one.amount / 100:,.2f}"] if one.amount > 0 else [f"{-one.amount / 100:,.2f}", "0.00"]
        told = f"{balance / 100:,.2f}"
        when = [f"{one.at:%Y年%m月%d日}", f"{one.at:%H:%M}"]
        who = [f"{one.payer_account}\t", f" {one.payer} "]
        rows.append([f"{one.serial}\t", *when, *pair, told, *who, one.summary, one.memo, one.case_account])
        if place == len(entries) or entries[place].at.date() != one.at.date():
            rows.append(["小计", "", "", "", "", told])
    return rows


LAYOUTS: Final = (_two_columns, _signed, _sided, _rural)
