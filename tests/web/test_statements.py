"""Bank statements: preview first, accept once, bad files say row and reason."""

import io
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.base.store import Store
from app.money.tables_bank import BankLine
from tests.support.make_money import bank_file, bank_row
from tests.support.money_pages import Evening, arrange
from tests.support.pages import Browser, Page

Open = Callable[..., Browser]


@pytest.fixture
def evening(app_store: Store) -> Evening:
    return arrange(app_store)


def upload(person: Browser, content: bytes, name: str = "流水.csv") -> Page:
    return person.post("/money/statements", {"file": (io.BytesIO(content), name)})


def accept(person: Browser, content: bytes) -> Page:
    page = upload(person, content)
    assert page.status == 302, page.text
    address = page.location
    assert person.get(address).status == 200
    return person.post(address.split("?")[0], {"file_name": "流水.csv"})


def lines(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(BankLine)) or 0


def test_a_file_is_previewed_accepted_and_known_the_second_time(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk, content = browser("clerk"), bank_file(evening.rows)
    page = upload(clerk, content)
    assert lines(app_store) == 0
    preview = clerk.get(page.location)
    assert "导入 3 行" in preview.text
    assert "&lt;script&gt;" in preview.text
    assert clerk.post(page.location.split("?")[0], {"file_name": "流水.csv"}).location == "/money/matching"
    assert lines(app_store) == 3
    again = upload(clerk, content)
    assert "/money/statements/" in clerk.get(again.location).location
    assert lines(app_store) == 3


def test_an_overlapping_file_adds_what_is_new(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    rows = [bank_row(str(amount)) for amount in (10, 20, 30)]
    accept(clerk, bank_file(rows[:2]))
    accept(clerk, bank_file(rows))
    assert lines(app_store) == 3
    listing = clerk.get("/money/statements").text
    assert listing.count("流水.csv") == 2
    with app_store.reading() as session:
        statement_id = session.scalar(select(BankLine.statement_id))
    assert "待认领" in clerk.get(f"/money/statements/{statement_id}").text


def test_a_bad_row_is_told_and_nothing_is_stored(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    content = bank_file([bank_row("10"), bank_row("20", 交易日期="2026-13-40", 账户余额="")])
    address = upload(clerk, content).location
    told = clerk.get(address).text
    assert "第 3 行" in told
    assert "日期读不通" in told
    assert "没有导入任何一行" in told
    assert clerk.post(address.split("?")[0], {"file_name": "流水.csv"}).status == 422
    assert lines(app_store) == 0


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n\0\0", "读不出这个文件"),
        (b"hello,world\n1,2\n", "找不到表头"),
        (b"x" * 100_000, "找不到表头"),
        (b"PK\x03\x04broken", "读不出这个文件"),
    ],
)
def test_what_is_no_statement_is_refused_in_words(browser: Open, content: bytes, word: str) -> None:
    answer = upload(browser("clerk"), content)
    assert answer.status == 422
    assert word in answer.text


def test_no_file_is_a_named_fault(browser: Open) -> None:
    answer = browser("clerk").post("/money/statements", {})
    assert answer.status == 422
    assert "f-file" in answer.text


@pytest.mark.parametrize("name", ["..", "0" * 63, "../../court.db", "G" * 64])
def test_a_preview_of_no_known_file_is_missing(browser: Open, name: str) -> None:
    assert browser("clerk").get(f"/money/statements/preview/{name}").status == 404


def test_only_the_clerk_imports_and_a_judge_sees_no_statement(browser: Open) -> None:
    for username in ("judge", "cashier", "director", "bailiff"):
        assert upload(browser(username), bank_file([bank_row("1")])).status == 403
    assert browser("judge").get("/money/statements").status == 403
    assert browser("auditor").get("/money/statements").status == 200
