"""Bank exports are read as banks write them; what is wrong is told by row."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from app.base.money import Money
from app.base.refusal import Refusal
from app.money.statements import StatementDraft, read_statement
from app.money.tabular import rows_of
from tests.support.make_money import bank_file, bank_row


def read(text: str, encoding: str = "utf-8") -> StatementDraft:
    return read_statement(rows_of(text.encode(encoding)))


def refused(content: bytes) -> Refusal:
    with pytest.raises(Refusal) as no:
        read_statement(rows_of(content))
    return no.value


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_chinese_encodings_and_rare_signs_of_names_are_read(encoding: str) -> None:
    draft = read_statement(rows_of(bank_file([bank_row("3000", 对方户名="马䶮")], encoding=encoding)))
    assert (draft.lines[0].payer, draft.lines[0].amount) == ("马䶮", Money(300_000))
    assert (draft.opening, draft.closing) == (Money.yuan("100000"), Money.yuan("103000"))


def test_a_preamble_padded_cells_and_a_total_row_do_no_harm() -> None:
    draft = read(
        "卡号: 6222****\t\n子账户序号: 00001\t\n起始日期: 2026-01-01\n\n"
        "交易日期 ,摘要 ,交易详情 ,记账金额(收入) ,记账金额(支出) ,记账币种 ,余额 ,对方户名 ,对方账户 ,\n"
        '2026-01-17\t,汇入\t,还款\t,"3,000.00\t",-\t,人民币\t,"103,000.00\t",张某\t,6222\t,\n'
        '2026-01-17\t,手续费\t,\t,-\t,10.50\t,人民币\t,"102,989.50\t",\t,\t,\n'
        '人民币合计,,,"3,000.00",10.50,,,,,\n'
    )
    assert [line.amount for line in draft.lines] == [300_000, -1_050]
    assert draft.header_row == 5
    assert draft.lines[0].memo == "汇入 还款"


def test_one_signed_column_and_a_counterparty_that_is_name_or_number() -> None:
    draft = read(
        "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日志号,交易附言\n"
        "20260117,093001,转存,+3000.00,103000.00,张某,77001,执行款\n"
        "20260117,,转支,-1000.00,102000.00,6222001,77002\n"
    )
    first, second = draft.lines
    assert (first.at_time, first.amount, first.payer, first.serial) == ("09:30:01", 300_000, "张某", "77001")
    assert (second.amount, second.payer, second.payer_account) == (-100_000, "", "6222001")


def test_a_mark_of_debit_or_credit_gives_the_sign() -> None:
    draft = read("日期,借贷标志,发生额,余额,流水号\n2026/1/17,贷,500.00,500.00,1\n2026/1/17,借,200.00,300.00,2\n")
    assert [line.amount for line in draft.lines] == [50_000, -20_000]


def test_the_newest_first_is_turned_round() -> None:
    draft = read("日期,流水号,收入,支出,余额\n2026-01-18,2,100,,300\n2026-01-17,1,200,,200\n")
    assert [line.serial for line in draft.lines] == ["1", "2"]


def test_xlsx_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["彭阳县某银行", None])
    sheet.append(["交易日期", "流水号", "贷方金额", "借方金额", "余额", "对方名称"])
    sheet.append([date(2026, 1, 17), "A1", 3000.5, None, 3000.5, "张某"])
    file = io.BytesIO()
    book.save(file)
    line = read_statement(rows_of(file.getvalue())).lines[0]
    assert (line.on_day, line.amount, line.balance) == (date(2026, 1, 17), Money(300_050), Money(300_050))


def test_an_xls_that_is_a_page_is_read() -> None:
    page = (
        "<html><body><table><tr><td>x</td></tr></table><table><tr><th>交易日期<th>流水号</th><th>收入</th><th>余额</th></tr>"
        "<tr><td>2026-01-17</td><td>9&nbsp;</td><td>1,000.00</td><td>1,000.00</td></tr></table></body></html>"
    )
    assert read(page, "gb18030").lines[0].amount == Money(100_000)


def test_rows_repeated_in_one_file_count_once_and_twins_of_two_serials_twice() -> None:
    one, twin = bank_row("10", 交易流水号="1"), bank_row("10", 交易流水号="2")
    content = bank_file([one, twin]).decode("gb18030")
    again = content + content.splitlines()[1] + "\r\n"
    draft = read(again)
    assert (len(draft.lines), draft.repeated) == (2, 1)


def test_lines_without_serial_get_the_same_name_in_every_file() -> None:
    text = "日期,收入,支出,对方户名\n2026-01-17,10,,张某\n2026-01-17,10,,张某\n2026-01-18,5,,张某\n"
    first, again = read(text), read(text.replace("2026-01-18", "2026-01-19"))
    assert len({line.serial for line in first.lines}) == 3
    assert [line.serial for line in first.lines[:2]] == [line.serial for line in again.lines[:2]]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("2026-13-01,1,5,,5", "statement.bad_day"),
        (",1,5,,5", "statement.day_missing"),
        ("2026-01-17,1,5.001,,5", "statement.bad_amount"),
        ("2026-01-17,1,abc,,5", "statement.bad_amount"),
        ("2026-01-17,1,5,3,5", "statement.two_amounts"),
        ("2026-01-17,1,<script>,,5", "statement.bad_amount"),
        (f"2026-01-17,{'7' * 101},5,,5", "statement.serial_long"),
    ],
)
def test_a_bad_cell_is_told_with_its_row(given: str, code: str) -> None:
    no = refused(f"日期,流水号,收入,支出,余额\n{given}\n".encode())
    assert (no.code, no.faults[0].code, no.faults[0].row) == ("statement.rows_wrong", code, 2)


def test_a_broken_balance_is_told_with_its_row() -> None:
    no = refused("日期,流水号,收入,支出,余额\n2026-01-17,1,5,,5\n2026-01-17,2,5,,11\n".encode())
    assert (no.faults[0].code, no.faults[0].row) == ("statement.balance_broken", 3)


def test_one_serial_with_two_contents_is_told() -> None:
    no = refused("日期,流水号,收入,支出\n2026-01-17,1,5,\n2026-01-17,1,6,\n".encode())
    assert (no.faults[0].code, no.faults[0].row) == ("statement.serial_changed", 3)


def test_a_serial_that_excel_rounded_is_refused() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["交易日期", "流水号", "收入"])
    sheet.append(["2026-01-17", 20260301003753519, 5])
    file = io.BytesIO()
    book.save(file)
    assert refused(file.getvalue()).faults[0].code == "statement.serial_rounded"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "statement.empty"),
        (b"  \n ", "statement.empty"),
        (b"a,b\n1,2\n", "statement.no_header"),
        (b"PK\x03\x04 no workbook", "statement.unreadable"),
        (b"\xd0\xcf\x11\xe0 no workbook", "statement.unreadable"),
        (b"%PDF-1.7 \0\0", "statement.unreadable"),
        (b"\xff\xfe\x81\x30\x20", "statement.encoding"),
        ("日期,流水号,收入,支出\n".encode(), "statement.no_lines"),
        ("交易日期,摘要,对方户名\n2026-01-17,x,y\n".encode(), "statement.no_amount"),
        ("收入,支出,对方户名\n1,,y\n".encode(), "statement.no_day"),
        (b"<html>no table</html>", "statement.unreadable"),
    ],
)
def test_what_is_no_statement_is_refused(content: bytes, code: str) -> None:
    assert refused(content).code == code


@pytest.mark.parametrize(
    ("there", "here", "code"),
    [
        ('r="A1"', 'r="XFD1048576"', "statement.too_long"),
        ('r="2"><c r="AZ2"', 'r="999999"><c x="AZ2"', "statement.too_long"),
        ("inlineStr", "inlineStr", "statement.no_header"),
    ],
)
def test_a_small_book_whose_cells_lie_far_apart_is_not_opened(there: str, here: str, code: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["交易日期"])
    sheet["AZ2"] = "x"
    kept = io.BytesIO()
    book.save(kept)
    file = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            told = old.read(name).decode()
            new.writestr(name, told.replace(there, here) if "sheet1" in name and name.endswith("sheet1.xml") else told)
    assert refused(file.getvalue()).code == code


def test_a_packed_file_that_is_no_book_is_not_opened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        new.writestr("content.xml", "<x/>")
    assert refused(file.getvalue()).code == "statement.unreadable"


def test_a_column_that_is_summary_and_remark_in_one_is_the_memo() -> None:
    draft = read("交易日期,流水号,收入金额(元),支出金额,余额,摘要/附言\n2026-01-17,1,5.00,,5.00,执行款\n")
    assert draft.lines[0].memo == "执行款"


def test_a_list_inside_a_cell_does_not_make_its_sign_the_delimiter() -> None:
    numbers = ";".join(f"R{at}" for at in range(40))
    assert rows_of(f"交接单号,金额,收据号\nS1,5.00,{numbers}\n".encode())[1] == ["S1", "5.00", numbers]


def test_a_plus_before_the_amount_and_a_time_without_signs_are_read() -> None:
    draft = read(
        "交易日期,交易时间,交易金额,余额\n20260117,093012,+300.00,300.00\n20260117,930,-100.00,200.00\n20260117,2561,+1,201.00\n"
    )
    assert [(one.amount, one.at_time) for one in draft.lines] == [
        (Money(30_000), "09:30:12"),
        (Money(-10_000), "00:09:30"),
        (Money(100), ""),
    ]
