"""Files as courts and banks send them: read whatever their form, and every file, row and column named that cannot be."""

import pytest

from app.base.refusal import Refusal
from app.money import beside
from app.money.matching_files import desk_of
from app.money.matching_values import Desk

STATEMENT = (
    "交易日期,交易时间,流水号,借方发生额,贷方发生额,余额,对方户名,附言\n2026-03-07,10:00:00,S1,,3000,3000,张某,案款\n"
)
RECEIPTS = (
    "收据号,开具时间,案号,交款人,金额(元),收款方式\nR1,2026-03-07 09:50:00,(2026)宁0425执101号,张某,3000.00,当场转账\n"
)
HANDOVERS = "交接单号,交接日期,交款人一,交款人二,金额(元),收据号\nJ1,2026-03-08,甲某,乙某,500,R2;R3\n"
CASES = "案号,被执行人,案件账号,已知关系人\n(2026)宁0425执101号,张某,290001,李某:配偶\n"


def read(encoding: str = "utf-8", **changes: str | bytes) -> Desk:
    files = {"statement": STATEMENT, "receipts": RECEIPTS, "handovers": HANDOVERS, "cases": CASES} | changes
    return desk_of(*(one if isinstance(one, bytes) else one.encode(encoding) for one in files.values()))


def wrong(**changes: str | bytes) -> list[tuple[str, str, int | None]]:
    with pytest.raises(Refusal) as refused:
        read("utf-8", **changes)
    assert refused.value.code == "match.files_wrong"
    assert refused.value.facts["count"] == len(refused.value.faults)
    return [(one.field, one.code, one.row) for one in refused.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_the_encodings_of_courts_and_banks_are_read(encoding: str) -> None:
    desk = read(encoding)
    assert (len(desk.lines), len(desk.receipts), len(desk.slips), len(desk.cases)) == (1, 1, 1, 1)
    assert desk.cases[0].relatives == ("李某",)


def test_titles_are_known_with_wide_signs_blanks_and_a_heading_above() -> None:
    told = '收据登记簿,,,,\n收 据 号,开具时间,案号,\u7f34款人,金额（元）\nR1,2026/3/7 9:50,(2026)宁0425执101号,张某,"3,000.00"\n'
    [one] = read(receipts=told).receipts
    assert (one.number, one.amount, one.payer, one.at_time) == ("R1", 300_000, "张某", "09:50:00")


def test_tables_with_titles_alone_are_empty_and_not_wrong() -> None:
    desk = read(receipts=RECEIPTS.splitlines()[0], handovers=HANDOVERS.splitlines()[0])
    assert (desk.receipts, desk.slips) == ([], [])


def test_a_long_statement_is_read_beside_the_other_files(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = read()
    monkeypatch.setattr(beside, "LONG", 0)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    assert read() == at_once
    told = wrong(
        statement=STATEMENT + "2026-13-01,10:00:00,S2,,70,3070,生人,\n", handovers="单号,日期\nJ1,2026-03-08\n"
    )
    assert [(code, row) for _, code, row in told[:2]] == [("statement.bad_day", 3), ("match.no_column", 1)]


def test_everything_wrong_in_all_four_files_is_told_at_once() -> None:
    told = wrong(
        statement=STATEMENT + "2026-13-01,10:00:00,S2,,70,3070,生人,\n",
        receipts=RECEIPTS
        + "R2,昨天,(2026)宁0425执101号,张某,5,现金\nR3,2026-03-07,(2026)宁0425执101号,张某,许多,现金\n,2026-03-07,x,y,1,现金\n",
        handovers="单号,日期\nJ1,2026-03-08\n",
        cases=b"",
    )
    assert [(code, row) for _, code, row in told] == [
        ("statement.bad_day", 3),
        ("match.bad_cell", 3),
        ("match.bad_cell", 4),
        ("match.bad_cell", 5),
        ("match.no_column", 1),
        ("match.no_column", 1),
        ("match.no_column", 1),
        ("statement.empty", None),
    ]
    assert [field for field, _, _ in told][1:4] == ["receipts 开具时间", "receipts 金额(元)", "receipts 收据号"]
    assert [field for field, _, _ in told][4:] == ["handovers", "handovers", "handovers", "cases"]


def test_every_wrong_cell_of_a_row_is_told() -> None:
    told = wrong(
        statement=STATEMENT + "2026-13-01,10:00:00,S2,,许多,余额,生人,\n",
        receipts=RECEIPTS + ",昨天,,张某,许多,现金\n",
        handovers=HANDOVERS + ",昨天,甲某,乙某,0,R2\n",
    )
    rows = {(field, row) for field, _, row in told}
    assert rows == {
        ("statement 交易日期", 3),
        ("statement 贷方发生额", 3),
        ("statement 余额", 3),
        ("receipts 收据号", 3),
        ("receipts 开具时间", 3),
        ("receipts 案号", 3),
        ("receipts 金额(元)", 3),
        ("handovers 交接单号", 3),
        ("handovers 交接日期", 3),
        ("handovers 金额(元)", 3),
    }


@pytest.mark.parametrize("name", ["statement", "receipts", "handovers", "cases"])
@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "statement.empty"), (b"\0\0\0", "statement.unreadable"), (b"\xff\xff\xff,", "statement.encoding")],
)
def test_a_file_that_is_nothing_is_named(name: str, content: bytes, code: str) -> None:
    assert wrong(**{name: content}) == [(name, code, None)]


@pytest.mark.parametrize("amount", ["0", "-5", "1.234", ""])
def test_a_receipt_over_nothing_is_wrong(amount: str) -> None:
    told = RECEIPTS + f"R2,2026-03-07,(2026)宁0425执101号,张某,{amount},现金\n"
    assert wrong(receipts=told) == [("receipts 金额(元)", "match.bad_cell", 3)]


def test_a_number_that_stands_twice_is_one_thing_or_a_fault() -> None:
    again = RECEIPTS.splitlines()[1]
    assert len(read(receipts=f"{RECEIPTS}{again}\n").receipts) == 1
    other = again.replace("3000.00", "4000.00")
    assert wrong(receipts=f"{RECEIPTS}{other}\n") == [("receipts 收据号", "match.number_twice", None)]


def test_a_serial_that_stands_twice_with_other_content_is_told_with_its_row() -> None:
    told = wrong(statement=STATEMENT + "2026-03-07,10:05:00,S1,,70,3070,生人,\n")
    assert [(code, row) for _, code, row in told] == [("statement.serial_changed", 3)]


def test_a_case_on_a_row_for_each_debtor_is_one_case_of_one_account() -> None:
    second = "(2026)宁0425执101号,王某,,\n"
    assert [one.debtors for one in read(cases=CASES + second).cases] == [("张某", "王某")]
    assert wrong(cases=CASES + "(2026)宁0425执101号,王某,290002,\n") == [("cases 案号", "match.number_twice", None)]
