"""Habits of banks nobody named beforehand: whatever the form, the same three lines come out, or a row and a reason."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

import openpyxl
import pytest

from app.base.refusal import Refusal
from app.money.statement_header import Column
from app.money.statements import StatementDraft, read_statement
from app.money.tabular import rows_of

Rows = Sequence[Sequence[str]]
TRUTH = [
    ("2026-01-05", "09:10:11", 1_250_000, "张某一", "6217001", "22,500.00"),
    ("2026-01-06", "14:00:05", -300_050, "某公司", "6217002", "19,499.50"),
    ("2026-01-06", "16:30:00", 80_000, "李某", "6217003", "20,299.50"),
]
HEAD = ["交易日期", "交易时间", "收入", "支出", "余额", "对方户名", "对方账号", "附言", "流水号"]
ONE_COLUMN = ["交易日期", "交易时间", "发生额", "余额", "对方户名", "对方账号", "附言", "流水号"]
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
EXCEL_DAYS = {"2026-01-05": "46027", "2026-01-06": "46028"}


def same(text: str) -> str:
    return text


def table(
    day: Callable[[str], str] = same, money: Callable[[str], str] = same, *, minus: str = "", head: Sequence[str] = HEAD
) -> list[list[str]]:
    """The lines in two columns of amounts, under their titles."""
    rows = [list(head)]
    for place, (on, clock, fen, name, account, left) in enumerate(TRUTH):
        written = money(f"{abs(fen) / 100:,.2f}")
        came, went = (written, "") if fen > 0 else ("", minus + written)
        rows.append([day(on), clock, came, went, money(left), name, account, "案款", f"S{place}"])
    return rows


def signed(write: Callable[[int, str], str]) -> list[list[str]]:
    """The lines in one column of amounts, the sign as the bank writes it."""
    rows = [list(ONE_COLUMN)]
    for place, (on, clock, fen, name, account, left) in enumerate(TRUTH):
        rows.append([on, clock, write(fen, f"{abs(fen) / 100:,.2f}"), left, name, account, "案款", f"S{place}"])
    return rows


def text(rows: Rows, encoding: str = "gb18030", sign: str = ",", end: str = "") -> bytes:
    lines = (sign.join(f'"{cell}"' if sign in cell else cell for cell in row) + end for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def preamble() -> bytes:
    told = [["户名：某法院"], ["账号：6400"], ["开户行：某行"], ["币种：人民币"], ["起始日期", "2026-01-01"]]
    return text([*told, ["期初余额", "10,000.00"], [""], ["查询时间：2026-02-01 10:00:00"], *table()])


def sums_by_day() -> bytes:
    head, first, *rest = table()
    return text([
        head,
        first,
        ["2026-01-05", "", "12,500.00", "", "22,500.00", "本日合计："],
        ["本日合计：", "", "12,500.00"],
        *rest,
        ["2026-01-06 小计", "", "800.00", "3,000.50"],
        ["合计：", "", "13,300.00", "3,000.50"],
        ["打印人：王某"],
        ["感谢您的使用", "第1页/共1页"],
    ])  # fmt: skip


def header_of_two_rows() -> bytes:
    upper = ["记账日期", "记账时间", "发生额（元）", "", "账户余额", "交易对手信息", "", "摘要", "流水号"]
    lower = ["", "", "贷方", "借方", "", "名称", "账号", "", ""]
    return text([["某行对账单"], upper, lower, *table()[1:]])


def force_to_text() -> bytes:
    forced = [[f'="{cell}"' if at in {0, 8} else cell for at, cell in enumerate(row)] for row in table()]
    return text([[f"'{cell}" if at == 6 and cell.isdigit() else cell for at, cell in enumerate(row)] for row in forced])


def page(rows: Rows) -> bytes:
    head = (
        "<tr><td rowspan=2>交易日期</td><td rowspan=2>交易时间</td><td colspan=2>发生额</td><td rowspan=2>余额</td>"
        "<td colspan=2>对方</td><td rowspan=2>附言</td><td rowspan=2>流水号</td></tr>"
        "<tr><td>收入</td><td>支出</td><td>户名</td><td>账号</td></tr>"
    )
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<html><table><tr><td colspan=9>账户明细</td></tr>{head}{body}</table></html>".encode("gbk")


def excel_xml(rows: Rows) -> bytes:
    def row(cells: Sequence[str]) -> str:
        told = "".join(
            f'<Cell ss:Index="{at}"><Data ss:Type="String">{cell}</Data></Cell>'
            for at, cell in enumerate(cells, 1)
            if cell
        )
        return f"<Row>{told}</Row>"

    inner = "".join(map(row, rows))
    return f'<?xml version="1.0"?><Workbook><Worksheet><Table>{inner}</Table></Worksheet></Workbook>'.encode()


def workbook(*, sheets: int = 1) -> bytes:
    """A cover, then the lines: a row hidden, a day as a day, a balance with the noise of floats, one as a formula."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["本表由网上银行导出"])
    for number in range(sheets):
        sheet = book.create_sheet(f"明细{number}")
        sheet.append(["账户明细"])
        sheet.append(HEAD)
        for place, (on, clock, fen, name, account, left) in enumerate(TRUTH):
            came, went = (fen / 100, None) if fen > 0 else (None, -fen / 100)
            kept = float(left.replace(",", ""))
            sheet.append([date.fromisoformat(on), clock, came, went, kept, name, account, "案款", f"S{place}"])
        sheet["E4"] = 19_499.499999999998
        sheet["E5"] = "=E4+C5"
        sheet.row_dimensions[4].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_value_kept(content: bytes) -> bytes:
    """The formula with the value Excel keeps beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            told = old.read(part)
            for empty in (b"<v></v>", b"<v />", b"<v/>"):
                told = told.replace(b"<f>E4+C5</f>" + empty, b"<f>E4+C5</f><v>20299.5</v>")
            new.writestr(part, told)
    return stream.getvalue()


SHUFFLED = [7, 4, 2, 0, 8, 6, 5, 3, 1]
UNUSUAL = [
    "入账日期",
    "发生时间",
    "收方金额",
    "付方金额",
    "联机余额",
    "收/付款人名称",
    "收/付款人账号",
    "汇款附言",
    "交易流水",
]
HABITS: dict[str, Callable[[], bytes]] = {
    "preamble of eight rows": preamble,
    "sums by day, footnotes": sums_by_day,
    "header of two rows": header_of_two_rows,
    "full-width digits": lambda: text(
        table(lambda day: day.translate(FULL_WIDTH), lambda yuan: "￥" + yuan.translate(FULL_WIDTH))
    ),
    "days by slashes": lambda: text(table(lambda day: "/".join(str(int(part)) for part in day.split("-")))),
    "compact days": lambda: text(table(lambda day: day.replace("-", ""))),
    "days as Excel counts": lambda: text(table(EXCEL_DAYS.__getitem__)),
    "credit and debit behind": lambda: text(signed(lambda fen, yuan: yuan + ("CR" if fen > 0 else "DR"))),
    "brackets for out": lambda: text(signed(lambda fen, yuan: yuan if fen > 0 else f"({yuan})")),
    "minus behind": lambda: text(signed(lambda fen, yuan: yuan if fen > 0 else f"{yuan}-")),
    "minus in the column of out": lambda: text(table(minus="-")),
    "tabs behind": lambda: text(table(), sign="\t", end="\t\t"),
    "UTF-16": lambda: text(table(), "utf-16", sign="\t"),
    "semicolons": lambda: text(table(), "utf-8-sig", sign=";"),
    "forced to text": force_to_text,
    "page with spans": lambda: page(table()),
    "Excel's XML": lambda: excel_xml(table()),
    "columns shuffled": lambda: text([[row[at] for at in SHUFFLED] for row in table()]),
    "unusual words": lambda: text(table(head=UNUSUAL)),
    "hidden row, formula, cover": lambda: with_value_kept(workbook()),
}


def told(draft: StatementDraft) -> list[tuple[str, str, int, str, str, str]]:
    return [
        (one.on_day.isoformat(), one.at_time, int(one.amount), one.payer, one.payer_account, str(one.balance))
        for one in draft.lines
    ]


@pytest.mark.parametrize("habit", HABITS)
def test_an_unseen_habit_changes_nothing_of_what_is_read(habit: str) -> None:
    draft = read_statement(rows_of(HABITS[habit]()))
    assert told(draft) == TRUTH
    assert [line.memo for line in draft.lines] == ["案款"] * 3


def refused(content: bytes) -> Refusal:
    with pytest.raises(Refusal) as no:
        read_statement(rows_of(content))
    return no.value


@pytest.mark.parametrize(
    ("content", "row", "code"),
    [
        (text(table(lambda day: f"{day[5:7]}/{day[8:]}/{day[:4]}")), 2, "statement.bad_day"),
        (text(table(money=lambda yuan: yuan.replace(".", "点"))), 2, "statement.bad_amount"),
        (text(signed(lambda fen, yuan: yuan if fen > 0 else "")), 3, "statement.amount_missing"),
        (text(signed(lambda fen, yuan: yuan if fen > 0 else f"(-{yuan})")), 3, "statement.bad_amount"),
    ],
)
def test_what_could_be_read_two_ways_is_told_by_row(content: bytes, row: int, code: str) -> None:
    no = refused(content)
    assert no.code == "statement.rows_wrong"
    assert (no.faults[0].row, no.faults[0].code) == (row, code)


def test_several_lists_in_one_workbook_are_not_guessed() -> None:
    assert refused(workbook(sheets=2)).code == "statement.many_sheets"


def test_a_minus_that_takes_back_stays_one_where_the_bank_writes_out_without() -> None:
    rows = [
        ["日期", "流水号", "收入", "支出", "余额"],
        ["2026-01-05", "1", "", "30.00", "70.00"],
        ["2026-01-05", "2", "", "-30.00", "100.00"],
    ]
    assert [int(line.amount) for line in read_statement(rows).lines] == [-3_000, 3_000]


def test_columns_of_one_title_are_told_apart() -> None:
    draft = read_statement([["日期", "金额", "金额", "余额"], ["2026-01-05", "5", "人民币", "5"]], {
        Column.DAY: "日期", Column.AMOUNT: "金额", Column.MEMO: "金额 #2",
    })  # fmt: skip
    assert draft.lines[0].memo == "人民币"
    assert draft.lines[0].raw == {"日期": "2026-01-05", "金额": "5", "金额 #2": "人民币", "余额": "5"}
