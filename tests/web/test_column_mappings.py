"""Columns of a bank's export: shown, changed in the preview, saved for the bank, used by its next file."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.base.store import Store
from app.money.tables import MoneyEvent
from app.money.tables_bank import BankLine, ColumnMapping
from tests.support.pages import Browser, Page

Open = Callable[..., Browser]
BANK = "彭阳某村镇银行"
STRANGE = "办理日,甲栏,乙栏,丙栏,何人,何事\n2026-01-17,500.00,,1500.00,张某一,还款\n2026-01-17,,20.00,1480.00,,手续费\n".encode()
"""A bank whose words nobody knows."""
SAID = {
    "columns.day": "办理日",
    "columns.in": "甲栏",
    "columns.out": "乙栏",
    "columns.balance": "丙栏",
    "columns.payer": "何人",
    "columns.memo": "何事",
}


def upload(clerk: Browser, content: bytes, bank: str = BANK) -> str:
    page = clerk.post("/money/statements", {"file": (io.BytesIO(content), "某行.csv"), "bank": bank})
    assert page.status == 302, page.text
    return page.location


def previewed(clerk: Browser, address: str, said: dict[str, Any]) -> Page:
    return clerk.get(f"{address.split('?', maxsplit=1)[0]}?{urlencode({'bank': BANK, **said}, doseq=True)}")


def save(clerk: Browser, address: str, said: dict[str, Any], bank: str = BANK) -> Page:
    return clerk.post(f"{address.split('?', maxsplit=1)[0]}/mapping", {"bank": bank, "name": "某行.csv", **said})


def saved(store: Store) -> list[tuple[str, int, dict[str, str]]]:
    with store.reading() as session:
        rows = session.scalars(select(ColumnMapping).order_by(ColumnMapping.bank, ColumnMapping.version)).all()
        return [(row.bank, row.version, row.columns) for row in rows]


def lines(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(BankLine)) or 0


def test_titles_nobody_knows_are_named_once_and_the_next_file_is_read_so(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    address = upload(clerk, STRANGE)
    first = clerk.get(address).text
    assert "找不到表头" in first
    assert '<option value="甲栏">' in first
    told = previewed(clerk, address, SAID).text
    assert "余额逐行连续：期初 1,000.00 元，期末 1,480.00 元" in told
    assert "还没有保存" in told
    assert saved(app_store) == []
    assert save(clerk, address, SAID).status == 302
    assert saved(app_store) == [(BANK, 1, {name.removeprefix("columns."): title for name, title in SAID.items()})]
    following = STRANGE.replace(b"2026-01-17", b"2026-01-18").replace(b"1500.00", b"1980.00")
    following = following.replace(b"1480.00", b"1960.00")
    address = upload(clerk, following)
    told = clerk.get(address).text
    assert f"按“{BANK}”存下的列对照读取：第 1 版" in told
    fields = {"file_name": "某行.csv", "bank": BANK, **SAID}
    assert clerk.post(address.split("?")[0], fields).location == "/money/matching"
    assert lines(app_store) == 2
    with app_store.reading() as session:
        body = session.scalars(select(MoneyEvent.body).where(MoneyEvent.kind == "statement.accept")).one()
    assert (body["bank"], body["columns"]["in"]) == (BANK, "甲栏")
    assert BANK in clerk.get("/money/statements").text


def test_a_change_shows_its_balance_check_at_once_and_a_worse_mapping_is_not_saved(
    browser: Open, app_store: Store
) -> None:
    clerk = browser("clerk")
    address = upload(clerk, STRANGE)
    turned = SAID | {"columns.in": "乙栏", "columns.out": "甲栏"}
    assert "第 3 行 余额：余额 1,480.00 与上一行接不上" in previewed(clerk, address, turned).text
    answer = save(clerk, address, turned)
    assert answer.status == 422
    assert "与上一行接不上" in answer.text
    assert saved(app_store) == []


def test_a_mapping_saved_again_is_a_new_version_and_the_same_one_is_not(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    address = upload(clerk, STRANGE)
    save(clerk, address, SAID)
    save(clerk, address, SAID)
    save(clerk, address, {name: title for name, title in SAID.items() if name != "columns.memo"})
    assert [version for _, version, _ in saved(app_store)] == [1, 2]
    assert saved(app_store)[0][2]["memo"] == "何事"


def test_a_mapping_that_does_not_fit_gives_way_to_known_words_and_says_so(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    save(clerk, upload(clerk, STRANGE), SAID)
    told = clerk.get(upload(clerk, "交易日期,收入,支出,余额\n2026-01-17,5,,5\n".encode())).text
    assert "与这份文件不符，已改用自动识别" in told
    assert "办理日、甲栏、乙栏、丙栏、何人、何事" in told
    assert "导入 1 行" in told


def test_what_cannot_be_meant_is_told_field_by_field_and_nothing_is_lost(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    address = upload(clerk, STRANGE)
    wrong = {"columns.payer": "何人", "columns.memo": "何人", "columns.serial": "没有的列", "columns.side": "乙栏"}
    for answer in (previewed(clerk, address, wrong), save(clerk, address, wrong)):
        for sentence in (
            "“何人”已经当作另一项来读",
            "文件里没有“没有的列”这一列",
            "要选出日期所在的列",
            "收入、支出、金额三项里至少要选一项",
        ):
            assert sentence in answer.text
        assert '<option value="乙栏" selected>' in answer.text
    assert save(clerk, address, wrong).status == 422
    assert saved(app_store) == []


@pytest.mark.parametrize(
    "fields", [{"columns.day": ["办理日", "何事"]}, {"columns.nonsense": "办理日"}, {"columns.day": "x" * 500}]
)
def test_two_titles_for_one_field_or_a_field_that_is_none_are_refused(
    browser: Open, app_store: Store, fields: dict[str, Any]
) -> None:
    clerk = browser("clerk")
    address = upload(clerk, STRANGE)
    assert save(clerk, address, SAID | fields).status == 422
    assert clerk.post(address.split("?")[0], {"file_name": "x", **SAID, **fields}).status == 422
    assert previewed(clerk, address, SAID | fields).status == 422
    assert (saved(app_store), lines(app_store)) == ([], 0)


def test_a_bank_without_a_name_is_a_fault(browser: Open) -> None:
    clerk = browser("clerk")
    assert save(clerk, upload(clerk, STRANGE), SAID, bank=" ").status == 422


def test_only_who_imports_says_what_a_column_is(browser: Open) -> None:
    address = upload(browser("clerk"), STRANGE)
    for username in ("judge", "cashier", "director", "auditor"):
        assert save(browser(username), address, SAID).status == 403


def test_the_terminal_reads_by_the_saved_mapping_and_prints_it(
    app: Flask, browser: Open, app_store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "某行.csv"
    file.write_bytes(STRANGE)

    def run(*words: str, bank: str = BANK) -> Any:
        with app.app_context():
            return app.test_cli_runner().invoke(args=["money", "import", str(file), "--bank", bank, *words])

    assert run("--dry-run").exit_code == 1
    clerk = browser("clerk")
    save(clerk, upload(clerk, STRANGE), SAID)
    dry = run("--dry-run")
    assert "mapping: saved, version 1" in dry.stdout
    assert "收入 = 甲栏" in dry.stdout
    assert lines(app_store) == 0
    assert run("--dry-run", bank="别的银行").exit_code == 1
    assert run().exit_code == 0
    assert lines(app_store) == 2
    file.write_text("交易日期,收入,支出,余额\n2026-01-16,5,,5\n")
    other = run("--dry-run")
    assert "mapping: by the words banks use" in other.stdout
    assert "does not fit" in other.stderr


def test_a_bank_goes_back_to_known_words_and_may_be_told_again(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    file = "交易日期,收入,支出,余额,户名,备注\n2026-01-17,5,,5,何某,还款\n".encode()
    address = upload(clerk, file)
    twisted = {"columns.day": "交易日期", "columns.in": "收入", "columns.memo": "户名"}
    assert save(clerk, address, twisted).status == 302
    told = clerk.get(address).text
    assert "第 1 版" in told
    assert "/by-words" in told
    answer = clerk.post(f"{address.split('?')[0]}/by-words", {"bank": BANK})
    assert answer.status == 302
    told = clerk.get(answer.location).text
    assert "第 1 版" not in told
    assert "改回自动识别。" in told
    assert "/by-words" not in told
    assert BANK not in clerk.get("/money/statements").text
    assert [(version, columns) for _, version, columns in saved(app_store)][1:] == [(2, {})]
    save(clerk, address, twisted)
    assert saved(app_store)[-1][1] == 3
    assert "第 3 版" in clerk.get(address).text


def test_a_bank_without_a_mapping_has_none_to_go_back_from(browser: Open, app_store: Store) -> None:
    clerk = browser("clerk")
    address = upload(clerk, STRANGE)
    answer = clerk.post(f"{address.split('?')[0]}/by-words", {"bank": BANK})
    assert answer.status == 409
    assert f"“{BANK}”没有存下的列对照" in answer.text
    assert clerk.post(f"{address.split('?')[0]}/by-words", {"bank": ""}).status == 422
    assert saved(app_store) == []
