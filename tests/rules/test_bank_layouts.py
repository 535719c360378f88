"""Seven layouts of banks, read with no code for any of them: the same three lines come out of each."""

import io
from collections.abc import Sequence

import openpyxl
import pytest

from app.base.refusal import Refusal
from app.money.statements import StatementDraft, read_statement
from app.money.tabular import rows_of
from tests.support.biff import workbook

Cells = Sequence[Sequence[str]]
TRUTH = [
    ("2026-03-06", "09:10:11", 1_250_000, "张某一", "6217001"),
    ("2026-03-07", "14:00:05", -300_050, "某银行股份有限公司", "6217002"),
    ("2026-03-09", "16:30:00", 80_000, "彭阳县某商贸有限公司", "6217003"),
]
"""Day, time, fen, the other side's name and account."""


def csv_bytes(rows: Cells, encoding: str = "gb18030", *, padding: str = "") -> bytes:
    lines = (",".join(f'"{cell}{padding}"' for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def icbc() -> bytes:
    """工商银行: a preamble of five lines, cells padded with blanks and a tab, a dash for nothing, a total, a trailing cell."""
    head = [
        "交易日期",
        "摘要",
        "交易详情",
        "交易场所",
        "交易国家或地区简称",
        "钞/汇",
        "交易金额(收入)",
        "交易金额(支出)",
        "交易币种",
    ]
    head += ["记账金额(收入)", "记账金额(支出)", "记账币种", "余额", "对方户名", "对方账户", ""]
    rows = [["明细查询文件下载"], ["卡号: 2601"], ["子账户序号: 0"], ["起始日期: 2026-03-01"], [""], head]
    sums = [("12,500.00", "-", "22,500.00"), ("-", "3,000.50", "19,499.50"), ("800.00", "-", "20,299.50")]
    for (day, clock, _, name, account), (came, went, left) in zip(TRUTH, sums, strict=True):
        rows.append(
            [
                f"{day} {clock}",
                "转账",
                "案款",
                "网上银行",
                "CHN",
                "钞",
                came,
                went,
                "人民币",
                came,
                went,
                "人民币",
                left,
                name,
                account,
                "",
            ]
        )
    rows.append(["人民币合计", "", "", "", "", "", "13,300.00", "3,000.50"])
    return csv_bytes(rows, padding=" \t")


def abc() -> bytes:
    """农业银行: compact days, one signed amount, the other side as a name or a number, rows with missing cells."""
    rows = [["交易日期", "交易时间", "交易摘要", "交易金额", "本次余额", "对手信息", "日志号", "交易渠道", "交易附言"]]
    sums = [("+12500.00", "22500.00"), ("-3000.50", "19499.50"), ("+800.00", "20299.50")]
    for place, ((day, clock, _, name, account), (amount, left)) in enumerate(zip(TRUTH, sums, strict=True)):
        side = account if place == 1 else name
        rows.append(
            [day.replace("-", ""), clock.replace(":", ""), "转存", amount, left, side, f"1000{place}", "网银", "案款"][
                : 9 - place % 2
            ]
        )
    return csv_bytes(rows)


def boc() -> bytes:
    """中国银行: the columns of its PDF, as a page saved under .xls."""
    head = [
        "记账日期",
        "记账时间",
        "币别",
        "金额",
        "余额",
        "交易名称",
        "渠道",
        "网点名称",
        "附言",
        "对方账户名",
        "对方卡号/账号",
        "对方开户行",
    ]
    sums = [("12,500.00", "22,500.00"), ("-3,000.50", "19,499.50"), ("800.00", "20,299.50")]
    rows = [
        [day, clock, "人民币", amount, left, "转账", "网银", "营业部", "案款", name, account, "某行"]
        for (day, clock, _, name, account), (amount, left) in zip(TRUTH, sums, strict=True)
    ]
    return csv_bytes([head, *rows], "utf-8-sig")


def ccb() -> bytes:
    """建设银行: day and time in one cell, 借方 and 贷方 with a word in brackets, the newest first, a serial of its own name."""
    head = [
        "账号",
        "账户名称",
        "交易时间",
        "借方发生额（支出）",
        "贷方发生额（收入）",
        "余额",
        "币种",
        "对方户名",
        "对方账号",
        "摘要",
        "备注",
        "账户明细编号-交易流水号",
    ]
    sums = [("", "12500.00", "22500.00"), ("3000.50", "", "19499.50"), ("", "800.00", "20299.50")]
    rows = [
        [
            "6400",
            "某法院",
            f"{day.replace('-', '')} {clock}",
            out,
            came,
            left,
            "人民币",
            name,
            account,
            "转账",
            "案款",
            f"{place}-77{place}",
        ]
        for place, ((day, clock, _, name, account), (out, came, left)) in enumerate(zip(TRUTH, sums, strict=True))
    ]
    return csv_bytes([head, *reversed(rows)])


def rural_a() -> bytes:
    """农村商业银行 A: a real old Excel file with a mark of debit or credit and amounts as numbers."""
    head = [
        "交易日期",
        "交易时间",
        "借贷标志",
        "发生额",
        "账户余额",
        "对方户名",
        "对方账号",
        "子账号",
        "摘要",
        "用途",
        "核心流水号",
    ]
    sums = [("贷", 12_500.0, 22_500.0), ("借", 3_000.5, 19_499.5), ("贷", 800.0, 20_299.5)]
    rows: list[list[str | float]] = [["某农村商业银行账户明细"], [*head]]
    rows += [
        [day, clock, side, amount, left, name, account, "", "转账", "案款", f"H{place}"]
        for place, ((day, clock, _, name, account), (side, amount, left)) in enumerate(zip(TRUTH, sums, strict=True))
    ]
    return workbook(rows)


def rural_b() -> bytes:
    """村镇银行 B: a new Excel file, income and expense, units in the titles, a total row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["账户交易明细表"])
    sheet.append(
        [
            "序号",
            "交易时间",
            "收入金额（元）",
            "支出金额（元）",
            "账户余额（元）",
            "对方单位名称",
            "对方帐号",
            "摘要/附言",
            "流水号",
        ]
    )
    sums = [(12_500, None, 22_500), (None, 3_000.5, 19_499.5), (800, None, 20_299.5)]
    for place, ((day, clock, _, name, account), (came, went, left)) in enumerate(zip(TRUTH, sums, strict=True), 1):
        sheet.append([place, f"{day} {clock}", came, went, left, name, account, "案款", f"C{place}"])
    sheet.append(["合计", "", 13_300, 3_000.5])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def page() -> bytes:
    """A page under the name .xls, in GBK, with a title table before the lines."""
    head = [
        "交易日期",
        "交易时间",
        "交易流水号",
        "借方金额",
        "贷方金额",
        "余额",
        "对方户名",
        "对方账号",
        "摘要",
        "附言",
    ]
    sums = [("&nbsp;", "12,500.00", "22,500.00"), ("3,000.50", "&nbsp;", "19,499.50"), ("", "800.00", "20,299.50")]
    rows = [
        head,
        *(
            [day, clock, f"P{place}", out, came, left, name, account, "转账", "案款"]
            for place, ((day, clock, _, name, account), (out, came, left)) in enumerate(zip(TRUTH, sums, strict=True))
        ),
    ]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><table><tr><td>账户明细</td></tr></table><table border=1>{body}</table></html>".encode("gbk")


LAYOUTS = {"icbc": icbc, "abc": abc, "boc": boc, "ccb": ccb, "rural_a": rural_a, "rural_b": rural_b, "page": page}


def told(draft: StatementDraft) -> list[tuple[str, str, int]]:
    return [(one.on_day.isoformat(), one.at_time, int(one.amount)) for one in draft.lines]


@pytest.mark.parametrize("bank", LAYOUTS)
def test_a_layout_is_read_without_code_of_its_own(bank: str) -> None:
    draft = read_statement(rows_of(LAYOUTS[bank]()))
    assert told(draft) == [truth[:3] for truth in TRUTH]
    assert [str(one.balance) for one in draft.lines] == ["22,500.00", "19,499.50", "20,299.50"]
    names = [(one.payer, one.payer_account) for one in draft.lines]
    expected = [(name, account) for _, _, _, name, account in TRUTH]
    if bank == "abc":
        expected = [(TRUTH[0][3], ""), ("", TRUTH[1][4]), (TRUTH[2][3], "")]
    assert names == expected
    assert all("案款" in one.memo for one in draft.lines if not (bank == "abc" and one.amount < 0))


@pytest.mark.parametrize("bank", LAYOUTS)
def test_a_missing_row_breaks_the_chain_of_balances_and_is_told(bank: str) -> None:
    rows = rows_of(LAYOUTS[bank]())
    middle = next(at for at, row in enumerate(rows) if any("19499.5" in cell.replace(",", "") for cell in row))
    with pytest.raises(Refusal) as no:
        read_statement([*rows[:middle], *rows[middle + 1 :]])
    assert (no.value.code, no.value.faults[0].code) == ("statement.rows_wrong", "statement.balance_broken")
