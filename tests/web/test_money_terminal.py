"""`money` from the terminal."""

import json
from pathlib import Path

from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.base.store import Store
from app.money import ledger
from tests.support import people
from tests.support.make_money import bank_file, bank_row


def run(app: Flask, *words: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=["money", *words])


def test_a_whole_ledger_is_said_to_be_whole(app: Flask) -> None:
    outcome = run(app, "verify")
    assert (outcome.exit_code, outcome.stdout) == (0, "whole: 0 events, 0 wrong\n")


def test_a_broken_ledger_ends_with_a_status_and_names_what_is_wrong(app: Flask, app_store: Store) -> None:
    with app_store.writing() as session:
        clerk = people.actor_of(session, "clerk")
        event = ledger.book(session, clerk, ledger.event_columns(clerk, kind="test"))
    with app_store.writing() as session:
        session.execute(text("DROP TRIGGER money_events_no_update"))
        session.execute(text("UPDATE money_events SET kind = 'other'"))
    outcome = run(app, "verify")
    assert outcome.exit_code == 1
    assert f"记账内容与封存不符，被改动过：{event.id} [event_changed]" in outcome.stdout
    told = json.loads(run(app, "verify", "--json").stdout.splitlines()[-1])
    assert told == {
        "whole": False,
        "events": 1,
        "older": 0,
        "wrong": [{"code": "event_changed", "subject": str(event.id)}],
    }


def test_a_cut_off_tail_is_found_by_a_remembered_head(app: Flask) -> None:
    outcome = run(app, "verify", "--head", f"7:{'a' * 64}")
    assert (outcome.exit_code, "trail_broken" in outcome.stdout) == (1, True)


def test_files_are_matched_without_a_store(app: Flask, tmp_path: Path) -> None:
    tables = {
        "statement": "交易日期,交易时间,流水号,借方发生额,贷方发生额,余额,对方户名,附言\n"
        "2026-03-07,10:00:00,S1,,3000,3000,张某,（2026）宁0425执101号\n2026-03-07,11:00:00,S2,,50,3050,张某,诉讼费\n"
        "2026-03-07,12:00:00,S3,,70,3120,生人,（2026）宁0425执101号\n",
        "receipts": "收据号,开具时间,案号,被执行人,缴款人,金额(元),收款方式\nR1,2026-03-07 09:50:00,(2026)宁0425执101号,张某,张某,3000.00,当场转账\n",
        "handovers": "交接单号,交接日期,交款人一,交款人二,金额(元),收据号\n",
        "cases": "案号,被执行人,案件账号,已知关系人\n(2026)宁0425执101号,张某,290001,\n",
    }
    for name, text_ in tables.items():
        (tmp_path / f"{name}.csv").write_text(text_, encoding="gb18030")
    given = [word for name in tables for word in (f"--{name}", str(tmp_path / f"{name}.csv"))]
    out, why = tmp_path / "out.csv", tmp_path / "why.csv"
    outcome = run(app, "match", *given, "--out", str(out), "--reasons", str(why))
    assert (outcome.exit_code, outcome.stdout) == (0, "lines 3, sure 1, flagged 1, asked 1\n")
    assert out.read_text().splitlines() == [
        "line_serial,receipt_no,case_no,decision,kind",
        "S1,R1,(2026)宁0425执101号,auto,one_to_one",
        "S2,,,auto,not_enforcement",
        "S3,,(2026)宁0425执101号,s1,case_only",
    ]
    reasons = why.read_text()
    assert "与收据 R1（3,000.00 元）相符" in reasons
    assert "只有一项依据" in reasons
    (tmp_path / "cases.csv").write_text("号\n1\n")
    wrong = run(app, "match", *given, "--out", str(out))
    assert wrong.exit_code == 1
    assert "表格里没有“案号”这一列" in wrong.stderr


def test_a_statement_is_imported_once_from_the_terminal(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_bytes(bank_file([bank_row("3000"), bank_row("70")]))
    given = ("import", str(file), "--bank", "某农商行", "--json")
    told = [json.loads(run(app, *given, *more).stdout.splitlines()[-1]) for more in (("--dry-run",), (), ())]
    assert [(one["new"], one["known"]) for one in told] == [(2, 0), (2, 0), (0, 2)]
    nameless = run(app, "import", str(file), "--bank", " ")
    assert (nameless.exit_code, "bank" in nameless.stderr) == (1, True)
    file.write_text("交易日期,贷方发生额,余额\n2026-01-17,abc,5\n", encoding="gb18030")
    wrong = run(app, *given)
    assert wrong.exit_code == 1
    assert "金额读不通：“abc”" in wrong.stderr
