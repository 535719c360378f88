"""The course of one person in custody, and what is entered about him at the desk."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.base.actor import WHOLE_COURT
from app.base.clock import HandClock
from app.base.store import Store
from app.measures import queries, queries_custody
from app.measures.tables import MeasureDeed
from routes.desk import custody_plot as plot
from routes.desk.custody_shown import FORMS
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import DAY, make_approved, make_authorisation, make_deed, make_detain
from tests.support.pages import Browser

Open = Callable[..., Browser]
FILLED: dict[str, dict[str, str]] = {
    "examine": {"place": "县医院", "result": "fit"},
    "refuse": {"reason": "血压过高"},
    "family": {"result": "tried", "how": "电话"},
    "release": {"reason": "ended"},
    "reconsidered": {"result": "changed", "days": "5"},
    "ask": {"matter": "leave", "reason": "父亲病危"},
    "leave-begin": {"until": "2026-01-19T18:00", "deposit": "2,000"},
}


@pytest.fixture
def detained(app_store: Store) -> tuple[UUID, UUID]:
    """Announced this morning, with nothing else done yet."""
    with app_store.writing() as session:
        judge, president, bailiff = (people.actor_of(session, name) for name in ("judge", "president", "bailiff"))
        person_id = make_person(session, judge, name="海某三")
        case_id = make_case(session, judge, debtors=(person_id,))
        make_approved(session, president, make_detain(session, judge, case_id, person_id))
        make_deed(session, bailiff, "detain.announce", case_id, person_id, decision_served=True)
        return case_id, person_id


@pytest.fixture
def address(detained: tuple[UUID, UUID]) -> str:
    return f"/cases/{detained[0]}/custody/{detained[1]}"


def test_the_board_names_what_is_due_next(browser: Open, detained: tuple[UUID, UUID]) -> None:
    page = browser("president").get("/custody").text
    for words in ("海某三", "已宣布拘留", "送交收拘", "家属未通知到", "民诉解释"):
        assert words in page


def test_the_course_draws_the_hours_and_lists_what_to_bring(browser: Open, address: str) -> None:
    page = browser("judge").get(address).text
    for words in ('class="plot"', "送拘材料清单", "拘留决定书", "体检结论", "缺", "还没有通知过"):
        assert words in page


def test_a_person_never_taken_has_no_course(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge, name="某甲")
        case_id = make_case(session, judge, debtors=(person_id,))
    assert "没有对这个人采取过措施" in browser("judge").get(f"/cases/{case_id}/custody/{person_id}").text


@pytest.mark.parametrize("slug", [slug for slug in FORMS if slug != "decide"])
def test_every_deed_of_custody_is_entered_at_the_desk(
    browser: Open, app_store: Store, address: str, slug: str, clock: HandClock
) -> None:
    clock.forward(timedelta(hours=1))
    judge = browser("judge")
    assert FORMS[slug].label in judge.get(f"{address}/deeds/{slug}").text
    answer = judge.post(f"{address}/deeds/{slug}", FILLED.get(slug, {}))
    assert (answer.status, answer.location) == (302, address)
    with app_store.reading() as session:
        rows = session.scalars(select(MeasureDeed).where(MeasureDeed.kind == FORMS[slug].kind)).all()
    assert [row.door for row in rows if row.door == "desk"] == ["desk"]
    assert judge.get(address).status == 200


def test_every_wrong_field_is_named_and_nothing_written(browser: Open, address: str) -> None:
    answer = browser("judge").post(f"{address}/deeds/examine", {"at": "2026-01-17T06:31"})
    assert answer.status == 422
    for field in ("体检医院", "结论"):
        assert field in answer.text


def test_what_is_still_to_come_is_not_entered(browser: Open, address: str) -> None:
    answer = browser("judge").post(f"{address}/deeds/talk", {"at": "2027-01-01T00:00"})
    assert "时间不能晚于现在" in answer.text


def test_the_president_decides_a_refused_admission_and_the_person_goes(
    browser: Open, app_store: Store, address: str, detained: tuple[UUID, UUID]
) -> None:
    judge, president = browser("judge"), browser("president")
    judge.post(f"{address}/deeds/refuse", {"reason": "血压过高"})
    assert "不予收拘，待院长决定" in president.get("/custody").text
    decided = {"matter": "refusal", "outcome": "release", "reason": "不再送拘，放人"}
    assert president.post(f"{address}/decision", decided).location == address
    assert "已决定放人" in president.get("/custody").text
    judge.post(f"{address}/deeds/release", {"reason": "not_admitted"})
    assert "现在没有在控人员" in president.get("/custody").text
    assert "不予收拘" in president.get("/custody").text
    with app_store.reading() as session:
        codes = {code for _, found in queries.flagged(session, WHOLE_COURT) for code in found}
    assert "custody.not_president" not in codes
    assert "release.not_decided" not in codes


def test_a_refusal_decided_by_another_is_flagged(browser: Open, app_store: Store, address: str) -> None:
    judge = browser("judge")
    judge.post(f"{address}/deeds/refuse", {"reason": "血压过高"})
    judge.post(f"{address}/decision", {"matter": "refusal", "outcome": "again", "reason": "改送邻县"})
    with app_store.reading() as session:
        codes = {code for _, found in queries.flagged(session, WHOLE_COURT) for code in found}
    assert "custody.not_president" in codes


def test_leave_moves_the_day_of_release(
    browser: Open, app_store: Store, address: str, detained: tuple[UUID, UUID], clock: HandClock
) -> None:
    judge = browser("judge")
    for slug in ("admit", "ask", "leave-begin"):
        clock.forward(timedelta(minutes=5))
        judge.post(f"{address}/deeds/{slug}", FILLED.get(slug, {}))
    assert "请假在外" in judge.get("/custody").text
    later = clock.moment + timedelta(days=2)
    with app_store.writing() as session:
        make_deed(session, people.actor_of(session, "judge", later), "leave.end", *detained)
        course = queries_custody.course(session, detained[1], later)
    assert str(course.standing.release_on) == "2026-02-02"
    assert [one.kind for one in plot.days(course, later)[:4]] == ["leave", "leave", "today", "left"]


def test_another_judge_finds_nobody(browser: Open, address: str) -> None:
    assert browser("judge2").get(address).status == 404
    assert browser("judge2").post(f"{address}/deeds/talk", {}).status == 404
    assert browser("clerk").get(address).status == 403


def test_leave_does_not_end_before_it_begins(browser: Open, address: str) -> None:
    judge = browser("judge")
    typed = {"until": "2026-01-16T06:30", "guarantor": "李某"}
    no = judge.post(f"{address}/deeds/leave-begin", typed)
    assert (no.status, "应当归所的时间须在离所之后" in no.text) == (422, True)
    assert 'id="f-until-fault"' in no.text
    assert 'value="李某"' in no.text


def test_whom_the_president_authorised_decides_a_refused_admission(
    browser: Open, app_store: Store, address: str, detained: tuple[UUID, UUID]
) -> None:
    with app_store.writing() as session:
        president, deputy = (people.actor_of(session, name) for name in ("president", "judge2"))
        assert deputy.id
        make_authorisation(session, president, deputy.id, from_at=president.now, until_at=president.now + 3 * DAY)
    judge = browser("judge")
    judge.post(f"{address}/deeds/refuse", {"reason": "血压过高"})
    assert "何平（受权代行）" in judge.get(f"{address}/decision").text
    decided = {"matter": "refusal", "outcome": "release", "reason": "放人"}
    for who, flagged in ((deputy.id, False), (None, True)):
        typed = decided | ({"decided_by": str(who)} if who else {"decided_by": ""})
        assert judge.post(f"{address}/decision", typed).status == 302
        with app_store.reading() as session:
            codes = {code for _, found in queries.flagged(session, WHOLE_COURT) for code in found}
        assert ("custody.not_president" in codes) is flagged


def test_what_was_done_stands_as_steps_of_the_proposal(
    browser: Open, app_store: Store, address: str, detained: tuple[UUID, UUID]
) -> None:
    judge = browser("judge")
    judge.post(f"{address}/deeds/repent", {"signed": "1"})
    page = judge.get(f"/cases/{detained[0]}/measures").text
    steps = page[page.index("院长批准") :]
    assert steps.index("宣布拘留决定") < steps.index("具结悔过")
    judge.post(f"{address}/deeds/release", {"reason": "repented"})
    page = judge.get(f"/cases/{detained[0]}/measures").text
    assert "具结悔过" in page
