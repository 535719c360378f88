"""Lists on the screen and at the terminal: a preview first, every fault in its place, all or nothing."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.cases import queries
from routes.terminal.worker import one_round
from tests.support.lists import csv_list, row, xlsx_list
from tests.support.make_cases import id_number
from tests.support.pages import Browser, Page

Open = Callable[..., Browser]
NASTY = "<img src=x onerror=alert(1)>${7*7}"


def send(visitor: Browser, content: bytes, name: str = "一月.csv") -> Page:
    return visitor.post("/imports", {"list": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def count(store: Store) -> int:
    with store.reading() as session:
        return len(queries.all_ids(session, WHOLE_COURT))


def test_a_list_is_previewed_then_accepted(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    assert "认得的列" in judge.get("/imports").text
    sent = send(
        judge,
        xlsx_list(row(), row(案号="（2025）宁0425执502号", 被执行人="吴某", 身份证号=id_number(order=202))),
        "名册.xlsx",
    )
    preview = judge.get(sent.location)
    assert "导入 2 件新案件" in preview.text
    assert count(app_store) == 0
    assert judge.post(f"{sent.location}/accept").status == 302
    assert count(app_store) == 2
    assert "新增 2 件" in judge.get(sent.location).text
    assert judge.post(f"{sent.location}/accept").status == 409
    assert "执501号" in judge.get("/cases").text


def test_the_same_list_again_adds_nothing_and_says_so(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    judge.post(f"{send(judge, csv_list(row())).location}/accept")
    again = judge.get(send(judge, csv_list(row())).location).text
    assert "再次导入不会增加案件" in again
    assert "没有新的案件" in again
    assert count(app_store) == 1


def test_faults_are_told_by_row_column_and_reason_and_nothing_is_accepted(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    sent = send(judge, csv_list(row(案号="2025执1"), row(案号="（2025）宁0425执502号", 本金="0.001", 案由=NASTY * 8)))
    page = judge.get(sent.location)
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
    assert "2 案号 2025执1 案号" in told
    assert "3 本金 0.001 金额小于一分" in told
    assert "3 案由" in told
    assert "<img" not in page.text.replace('<img src="/static', "")
    assert judge.post(f"{sent.location}/accept").status == 409
    assert count(app_store) == 0


def test_markup_in_a_list_is_ordinary_text(browser: Open) -> None:
    judge = browser("judge")
    sent = send(judge, csv_list(row(案由=NASTY)), f"{NASTY}.csv")
    page = judge.get(sent.location).text
    assert page.count("&lt;img src=x onerror=alert(1)&gt;${7*7}") >= 2
    judge.post(f"{sent.location}/accept")
    assert NASTY not in judge.get("/cases").text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "没有内容"),
        (b"%PDF-1.4\0\0", "不是 Excel"),
        ("案号 a".encode("utf-16"), "不是 Excel"),
        (b"PK\x03\x04", "打不开"),
        ("案件,人\n1,2".encode(), "找不到表头"),
        (b"x" * (21 * 1024 * 1024), "超过 20 MB"),
    ],
)
def test_a_wrong_file_is_refused_at_its_field(browser: Open, app_store: Store, content: bytes, said: str) -> None:
    page = send(browser("judge"), content)
    assert page.status == 422
    assert said in page.text
    assert 'id="f-list-fault"' in page.text
    assert count(app_store) == 0


def test_no_file_is_a_missing_field(browser: Open) -> None:
    page = browser("judge").post("/imports", {})
    assert page.status == 422
    assert "必填" in page.text


def test_a_file_of_a_hundred_megabytes_is_turned_away(browser: Open) -> None:
    assert send(browser("judge"), b"x" * (100 * 1024 * 1024)).status == 413


def test_who_may_not_import_is_refused_and_a_foreign_list_is_missing(browser: Open) -> None:
    sent = send(browser("judge"), csv_list(row()))
    assert browser("judge2").get(sent.location).status == 404
    assert browser("judge2").post(f"{sent.location}/accept").status == 404
    assert browser("clerk").get(sent.location).status == 200
    for username in ("bailiff", "president", "cashier", "auditor", "keeper"):
        assert browser(username).get("/imports").status == 403
        assert send(browser(username), csv_list(row())).status == 403


def test_the_template_can_be_fetched(browser: Open) -> None:
    page = browser("clerk").get("/imports/template.xlsx")
    assert page.bytes.startswith(b"PK")
    assert "attachment" in page.headers["Content-Disposition"]


def run(app: Flask, *words: str) -> tuple[int, str]:
    with app.app_context():
        outcome = app.test_cli_runner().invoke(args=["cases", "import", *words])
    return outcome.exit_code, outcome.output


def test_the_terminal_looks_and_imports(app: Flask, app_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "名册.csv"
    file.write_bytes(csv_list(row()))
    status, said = run(app, str(file), "--dry-run", "--json")
    assert (status, json.loads(said.splitlines()[-1])["new"], count(app_store)) == (0, 1, 0)
    status, said = run(app, str(file), "--json")
    assert (status, json.loads(said.splitlines()[-1])["added"], count(app_store)) == (0, 1, 1)
    status, said = run(app, str(file), "--json")
    assert (status, json.loads(said.splitlines()[-1])["added"], count(app_store)) == (0, 0, 1)


def test_the_terminal_names_faults_and_ends_with_status_1(app: Flask, app_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(csv_list(row(本金="-1")))
    for words in ((str(file), "--dry-run", "--json"), (str(file), "--json")):
        status, said = run(app, *words)
        told = json.loads(said.splitlines()[-1])
        assert status == 1
        assert [(fault["row"], fault["column"], fault["code"]) for fault in told["faults"]] == [
            (2, "本金", "import.negative")
        ]
    assert count(app_store) == 0


def test_a_long_list_is_imported_by_the_worker(
    app: Flask, browser: Open, app_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routes.desk.imports.LONG", 1)
    judge = browser("judge")
    sent = send(judge, csv_list(row(), row(案号="（2025）宁0425执502号", 身份证号="", 被执行人="吴某")))
    job = judge.post(f"{sent.location}/accept").location
    assert "导入案件名册" in judge.get(job).text
    assert "正在后台导入" in judge.get(sent.location).text
    assert judge.post(f"{sent.location}/accept").status == 409
    assert count(app_store) == 0
    with app.app_context():
        assert one_round(app.extensions["fieldwrit"])
    assert "看结果" in judge.get(job).text
    assert "新增 2 件" in judge.get(sent.location).text
    assert count(app_store) == 2


def test_a_very_long_list_is_left_to_the_terminal(
    browser: Open, app_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routes.desk.imports.LONG", 1)
    monkeypatch.setattr("app.cases.actions_import_long.MOST", 1)
    judge = browser("judge")
    sent = send(judge, csv_list(row(), row(案号="（2025）宁0425执502号", 身份证号="", 被执行人="吴某")))
    answer = judge.post(f"{sent.location}/accept")
    assert answer.status == 409
    assert "命令 cases import" in answer.text
    assert count(app_store) == 0
