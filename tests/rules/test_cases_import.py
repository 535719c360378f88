"""A list is read strictly: every bad cell is named by row, head and reason, all at once."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.cases import import_files
from app.cases.import_columns import COLUMNS, column_of
from app.cases.import_files import LARGEST_FILE, MOST_ROWS, open_list
from app.cases.import_template import template
from app.cases.importing import Listed, read_list
from tests.support.lists import HEADS, csv_list, row, xlsx_list
from tests.support.make_cases import id_number

JUDGES = {"李文": 1, "王同名": 2}
LATE = "生效日期", "履行期限", "年利率", "起息日", "承办人", "性别", "案款账号", "地址类型", "类别"


def read_bytes(content: bytes) -> Listed:
    return read_list(open_list(content), JUDGES)


def found(listed: Listed) -> list[tuple[int | None, str, str]]:
    return [(fault.row, fault.field, fault.code) for fault in listed.faults]


def refused(content: bytes) -> str:
    with pytest.raises(Refusal) as no:
        read_bytes(content)
    assert no.value.kind is Kind.INVALID
    assert [fault.field for fault in no.value.faults] == ["list"]
    return no.value.faults[0].code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_csv_is_read_in_every_chinese_encoding(encoding: str) -> None:
    listed = read_bytes(csv_list(row(), encoding=encoding))
    assert listed.faults == ()
    case = listed.cases[0]
    assert (case.number, case.filed_on, case.applied_amount) == (
        "（2025）宁0425执501号",
        date(2025, 10, 9),
        Money(6_120_050),
    )
    assert case.applicants == ("松溪村镇银行股份有限公司",)
    debtor = case.debtors[0]
    assert debtor.phones == ("13900000001", "13900000002")
    assert [(one.kind, one.raw) for one in debtor.addresses] == [
        ("registered", "王洼镇李岔村三组"),
        ("parents", "红河镇友联村一组"),
    ]


def test_a_rare_name_survives_gb18030() -> None:
    listed = read_bytes(csv_list(row(被执行人="张㛃䶮"), encoding="gb18030"))
    assert listed.cases[0].debtors[0].name == "张㛃䶮"


def test_a_spreadsheet_with_a_title_above_and_real_dates_is_read() -> None:
    content = xlsx_list(row(立案日期=datetime(2025, 10, 9), 本金=60000.1), title="2025 年度案件名册")  # noqa: DTZ001 - a spreadsheet's day
    listed = read_bytes(content)
    assert listed.faults == ()
    assert listed.cases[0].filed_on == date(2025, 10, 9)
    assert listed.cases[0].principal == Money(6_000_010)
    assert listed.cases[0].row == 3


def test_rows_of_one_number_are_one_case() -> None:
    listed = read_bytes(
        csv_list(row(), row(案号="(2025)宁0425执501号", 被执行人="吴某二", 身份证号=id_number(order=202), 案由=""))
    )
    assert [[person.name for person in case.debtors] for case in listed.cases] == [["张某一", "吴某二"]]


def test_every_bad_cell_is_named_at_once() -> None:
    heads = (*HEADS, *LATE)
    bad = row(
        案号="2025执501",
        立案日期="2025-02-30",
        身份证号=id_number(order=101)[:-1] + "?",
        **{
            "执行标的（元）": "-5",
            "本金": "100.001",
            "承办人": "无此人",
            "性别": "未知",
            "年利率": "0.154",
            "电话": "见备注",
        },
        被执行人="人" * 81,
    )
    faults = found(read_bytes(csv_list(bad, heads=heads)))
    assert {(field, code) for _, field, code in faults} >= {
        ("案号", "law.case_number"),
        ("立案日期", "import.no_such_day"),
        ("执行标的", "import.negative"),
        ("本金", "import.fen"),
        ("承办人", "import.judge_unknown"),
        ("性别", "import.sex"),
        ("年利率", "import.rate"),
        ("电话", "import.phone"),
        ("被执行人", "import.too_long"),
    }
    assert {at for at, _, _ in faults} == {2}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"案号": ""}, "案号", "import.empty"),
        ({"案号": "（2025）宁0425民初501号"}, "案号", "cases.not_enforcement"),
        ({"案号": "（2015）彭执字第12号"}, "案号", "law.case_number_legacy"),
        ({"案由": ""}, "案由", "import.empty"),
        ({"被执行人": ""}, "被执行人", "import.empty"),
        ({"案由": "=HYPERLINK(1)"}, "案由", "import.formula"),
        ({"身份证号": "990000198503121012"}, "身份证号", "law.identity_check"),
        ({"案由": "金融\x0b借款"}, "案由", "field.unprintable"),
        ({"被执行人": "张\x1b某"}, "被执行人", "field.unprintable"),
        ({"性别": "女"}, "性别", "import.sex_differs"),
        ({"承办人": "王同名"}, "承办人", "import.judge_twice"),
        ({"年利率": "15.4"}, "起息日", "import.empty"),
        ({"生效日期": "2025-08-01", "履行期限": "2025-07-01"}, "履行期限", "import.due_before_effect"),
        ({"立案日期": "去年"}, "立案日期", "import.date"),
        ({"立案日期": "1899-01-01"}, "立案日期", "import.date_range"),
        ({"本金": "六万"}, "本金", "import.money"),
        ({"案款账号": "abc"}, "案款账号", "import.account"),
        ({"地址类型": "不知道"}, "地址类型", "import.address_kind"),
        ({"类别": "涉外"}, "类别", "import.category"),
    ],
)
def test_a_bad_cell_has_its_code(changes: dict[str, str], field: str, code: str) -> None:
    listed = read_bytes(csv_list(row(**changes), heads=(*HEADS, *LATE)))
    assert (2, field, code) in found(listed)
    assert listed.cases == ()


def test_an_id_number_kept_as_a_number_has_lost_its_end() -> None:
    assert (2, "身份证号", "import.digits_lost") in found(read_bytes(xlsx_list(row(身份证号=990000198503121011))))


def test_a_formula_is_found_even_with_a_value_beside_it() -> None:
    assert (2, "本金", "import.formula") in found(read_bytes(xlsx_list(row(本金="=1+1"))))
    below = read_bytes(xlsx_list(row(), dict.fromkeys(HEADS, "") | {"本金": "=SUM(J2)"}))
    assert (3, "本金", "import.formula") in found(below)


def test_a_merged_head_and_a_merged_cell_are_named() -> None:
    assert (1, "案号", "import.header_merged") in found(read_bytes(xlsx_list(row(), merge="A1:B1")))
    assert (2, "案号", "import.cell_merged") in found(read_bytes(xlsx_list(row(), row(), merge="A2:A3")))


def test_what_rows_say_of_one_case_must_agree() -> None:
    faults = found(read_bytes(csv_list(row(), row(被执行人="吴某二", 身份证号="", 案由="买卖合同纠纷"))))
    assert faults == [(3, "案由", "import.case_differs")]


def test_one_number_is_one_person_and_nobody_stands_twice() -> None:
    twice = read_bytes(csv_list(row(), row()))
    other = read_bytes(csv_list(row(), row(案号="（2025）宁0425执502号", 被执行人="吴某二")))
    assert (3, "被执行人", "import.debtor_twice") in found(twice)
    assert (3, "身份证号", "import.number_of_another") in found(other)


def test_missing_and_double_heads_are_named() -> None:
    heads = [head for head in HEADS if head != "案由"]
    assert (1, "案由", "import.column_missing") in found(read_bytes(csv_list(row(), heads=heads)))
    assert (1, "案件编号", "import.column_twice") in found(read_bytes(csv_list(row(), heads=(*HEADS, "案件编号"))))


def test_heads_nobody_knows_are_told_and_left_alone() -> None:
    listed = read_bytes(csv_list(row(备注="x"), heads=(*HEADS, "备注")))
    assert (listed.faults, listed.unknown_heads) == ((), ("备注",))


def test_a_list_of_heads_alone_has_no_rows() -> None:
    assert found(read_bytes(csv_list())) == [(1, "案号", "import.no_rows")]


def test_interest_runs_on_the_principal_by_the_rate_of_the_list() -> None:
    listed = read_bytes(csv_list(row(年利率="15.4%", 起息日="2024/1/5"), heads=(*HEADS, *LATE)))
    terms = listed.cases[0].interest
    assert terms is not None
    assert (terms.rate, terms.base, terms.since) == (Decimal("15.4"), Money(6_000_000), date(2024, 1, 5))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "cases.list_empty"),
        (xlsx_list(heads=()), "cases.list_empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "cases.list_not_spreadsheet"),
        (b"<html><table><tr><td>", "cases.list_not_spreadsheet"),
        (b"\xff\xfea\xffb", "cases.list_encoding"),
        (b"PK\x03\x04broken", "cases.list_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "cases.list_damaged"),
        ("今天天气很好\n明天也是".encode(), "cases.list_no_header"),
        (b"a" * (LARGEST_FILE + 1), "cases.list_too_large"),
        (csv_list(*[row()] * (MOST_ROWS + 1)), "cases.list_too_many_rows"),
        (b",".join([b"x"] * 300), "cases.list_too_wide"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(content: bytes, code: str) -> None:
    assert refused(content) == code


def rewritten(content: bytes, changes: dict[str, bytes]) -> bytes:
    """A zip with some of its files replaced or added."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, body in changes.items():
            new.writestr(name, body)
    return written.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_files, "LARGEST_UNPACKED", 1024 * 1024)
    assert refused(rewritten(xlsx_list(row()), {"xl/media/x": b"\0" * (1024 * 1024)})) == "cases.list_bomb"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b'<c r="XFD2"><v>1</v></c>', "cases.list_too_wide"),
        (b'<c r="A1048576"><v>1</v></c>', "cases.list_too_many_rows"),
        (b"<x:c r='A1048576'><x:v>1</x:v></x:c>", "cases.list_too_many_rows"),
    ],
)
def test_a_cell_far_away_is_refused_before_it_fills_the_memory(cell: bytes, code: str) -> None:
    sheet = b"<worksheet><sheetData><row>" + cell + b"</row></sheetData></worksheet>"
    assert refused(rewritten(xlsx_list(row()), {"xl/worksheets/sheet1.xml": sheet})) == code


def test_another_office_file_is_no_list() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(written.getvalue()) == "cases.list_not_spreadsheet"


def test_the_template_is_itself_a_list_without_a_fault() -> None:
    listed = read_bytes(template())
    assert listed.faults == ()
    assert listed.unknown_heads == ()
    assert listed.cases[0].debtors[0].id_number == "990000198503121011"


def test_no_head_means_two_columns() -> None:
    heads = [head for column in COLUMNS for head in (column.title, *column.synonyms)]
    assert all(column_of(head) is not None for head in heads)
    assert len(heads) == len(set(heads))


@given(st.lists(st.dictionaries(st.sampled_from(HEADS), st.text(max_size=60)), max_size=4))
def test_any_text_in_the_cells_gives_cases_or_faults_and_never_an_error(rows: list[dict[str, str]]) -> None:
    try:
        listed = read_bytes(csv_list(*rows, encoding="utf-8").replace(b"\0", b""))
    except (Refusal, UnicodeEncodeError):
        return
    assert bool(listed.cases) != bool(listed.faults)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_refusal_and_never_an_error(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert refused(start + content)
