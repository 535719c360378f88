"""法源状态 and the court's tables through the gate, at the terminal, and what they change."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from app.base.actor import WHOLE_COURT
from app.base.refusal import Refusal
from app.base.store import Store
from app.cases import queries as cases
from app.court import queries
from app.court.actions import ConfirmSource, confirm_source
from app.documents.clauses import cited, confirmed_by
from app.law.citations import cite, keys
from routes import context
from routes.clockface import article
from tests.support import people
from tests.support.make_cases import make_case
from tests.support.pages import Browser

Open = Callable[..., Browser]
NOTICE = "2027-01-01,放假,元旦\n2027-01-02,上班,调休\n2027-05-01,放假,劳动节\n2027-10-01,放假,国庆节\n"
PAYOUT = "FUND.disbursement"


def test_the_page_lists_every_article_with_how_sure_it_is_and_where_it_is_used(browser: Open) -> None:
    page = browser("judge").get("/sources").text
    missing = [key for key in keys() if f">{key}<" not in page]
    assert missing == []
    assert "民诉法第259条第2款" in page
    assert "院长签发搜查令" in page
    assert "2012: 248" in page


def test_the_page_is_filtered_by_law_and_by_certainty(browser: Open) -> None:
    judge = browser("judge")
    unsure = judge.get("/sources?certainty=unconfirmed").text
    assert PAYOUT in unsure
    assert "CPL.search" not in unsure
    assert "CPL.search" in judge.get("/sources?law=CPL").text
    assert "没有符合条件的条文" in judge.get("/sources?law=CPL&certainty=unconfirmed").text


def test_a_lawyer_confirms_an_article_and_may_take_it_back(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    before = _open(app_store)
    assert PAYOUT in before
    with pytest.raises(Refusal, match="citation_unconfirmed"):
        cited((PAYOUT, "CPL.search"), date(2026, 1, 17))
    done = judge.post("/sources", {"key": PAYOUT, "confirmed": "1", "note": "执行款物规定原文，人民法院报"})
    assert done.status == 302
    assert set(before) - set(_open(app_store)) == {PAYOUT}
    assert "人民法院报" in judge.get("/sources?certainty=unconfirmed").text
    with app_store.reading() as session:
        on = date(2026, 1, 17)
        with confirmed_by(lambda: queries.confirmed_keys(session)):
            assert cited((PAYOUT,), on)[0].key == PAYOUT
    assert judge.post("/sources", {"key": PAYOUT, "note": "版本有误"}).status == 302
    assert _open(app_store) == before
    assert "已撤回" in judge.get("/sources?certainty=unconfirmed").text


def test_a_paper_that_rests_on_what_nobody_read_is_refused_with_that_reason_until_it_is_read(
    browser: Open, app_store: Store
) -> None:
    with app_store.writing() as session:
        case_id = make_case(session, people.actor_of(session, "judge", people.EVENING_BEFORE))
    judge = browser("judge")
    with app_store.reading() as session:
        debtor = cases.case(session, WHOLE_COURT, case_id).debtors[0].id
    asked = f"/papers/draft?kind=discredit_decision&case_id={case_id}&person_id={debtor}"
    refused = judge.get(asked)
    assert refused.status == 409
    for told in ("依据尚未核对原文", "失信规定第2条", "失信规定第11条"):
        assert told in refused.text, told
    for key in ("DISHONEST.term", "DISHONEST.correction"):
        judge.post("/sources", {"key": key, "confirmed": "1", "note": "最高人民法院公报"})
    made = judge.get(asked)
    assert made.status == 200
    assert "公布失信被执行人名单信息的若干规定》第二条" in made.text


def test_a_confirmation_needs_a_note_and_a_key_that_is_there(browser: Open) -> None:
    judge = browser("judge")
    assert "必填" in judge.post("/sources", {"key": PAYOUT, "confirmed": "1"}).text
    assert judge.post("/sources", {"key": "CPL.nothing", "confirmed": "1", "note": "x"}).status == 422
    assert browser("clerk").post("/sources", {"key": PAYOUT, "confirmed": "1", "note": "x"}).status == 403


def test_a_notice_is_seen_before_it_is_loaded(browser: Open, app_store: Store) -> None:
    keeper = browser("keeper")
    seen = keeper.post("/court/tables/preview", {"table": "calendar", "text": NOTICE}).text
    assert "载入整表" in seen
    assert "调休" in seen
    with app_store.reading() as session:
        assert queries.calendar_rows(session) == ()
    assert keeper.post("/court/tables", {"table": "calendar", "text": NOTICE}).status == 302
    with app_store.reading() as session:
        assert queries.calendar(session).known_until == date(2027, 12, 31)
    assert "节假日确定至 2027-12-31" in keeper.get("/court/tables").text


def test_a_bad_table_is_loaded_not_at_all(browser: Open, app_store: Store) -> None:
    keeper = browser("keeper")
    bad = "2026-07-20,2.90,3.40\n2026-13-20,x,3.40\n"
    seen = keeper.post("/court/tables/preview", {"table": "rates", "text": bad}).text
    assert "表里有 2 处错误" in seen
    assert "载入整表" not in seen
    assert keeper.post("/court/tables", {"table": "rates", "text": bad}).status == 422
    with app_store.reading() as session:
        assert date(2026, 7, 20) not in {row.day for row in queries.rate_rows(session)}
    assert keeper.post("/court/tables", {"table": "rates", "text": "2026-07-20,2.90,3.40"}).status == 302
    with app_store.reading() as session:
        assert queries.prime_rates(session)[-1].since == date(2026, 7, 20)
    assert browser("judge").get("/court/tables").status == 403


def test_the_terminal_loads_the_same_tables_and_counts_by_them(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "notice.csv"
    file.write_bytes(NOTICE.encode("gb18030"))
    runner = app.test_cli_runner()
    with app.app_context():
        looked = runner.invoke(args=["court", "calendar", str(file), "--dry-run"])
        assert "new 4" in looked.stdout
        assert "2026-12-31" in looked.stdout
        assert "2027-12-31" in runner.invoke(args=["court", "calendar", str(file)]).stdout
        counted = runner.invoke(args=["law", "period", "2026-12-29", "3", "days"])
        assert (counted.stdout.strip(), counted.stderr) == ("2027-01-02", "")
        file.write_text("2026-07-20,2.90\n", "utf-8")
        refused = runner.invoke(args=["court", "rates", str(file)])
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "five_years" in refused.stderr


def test_the_doctor_counts_what_is_unconfirmed(app: Flask, app_store: Store) -> None:
    with app.app_context():
        told = app.test_cli_runner().invoke(args=["doctor"]).stdout
    assert str(len(_open(app_store))) in next(line for line in told.splitlines() if "法源" in line)
    assert "2026-12-31" in told


def _open(store: Store) -> tuple[str, ...]:
    with store.reading() as session:
        return queries.unconfirmed(session)


@pytest.mark.parametrize("path", ["/sources", "/court/tables"])
def test_a_stranger_is_asked_to_sign_in(browser: Open, path: str) -> None:
    assert browser(None).get(path).status in {302, 401}


def test_a_confirmed_article_takes_the_doubt_from_its_clocks(app: Flask, app_store: Store) -> None:
    open_text = cite(PAYOUT, date(2026, 1, 17))

    def shown() -> str:
        with app.test_request_context(), app_store.reading() as session:
            context.enter(session)
            return article(open_text, provisional=False)

    assert shown().endswith("待核")
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        confirm_source(session, judge, ConfirmSource(key=PAYOUT, confirmed=True, note="执行款物规定原文"))
    assert shown() == open_text.short
