"""What went out is never edited: a new paper corrects or revokes it, cites it, and each leads to the other."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.court import actions as court
from app.documents import queries
from app.documents.tables import Paper
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_summons
from tests.support.make_places import make_address
from tests.support.pages import Browser
from tests.support.people import actor_of

Open = Callable[..., Browser]
CORRECTED = {"place": "应到处所", "wrong": "第二审判庭", "right": "执行局询问室"}
REVOKED = {
    "reason": "传唤的对象有误。",
    "follows": "不再要求其到场。",
    "approved_by": "院长赵",
    "approved_on": "2026-01-16",
    "approval_reference": "审批表1号",
}


@pytest.fixture
def summons(app_store: Store, browser: Open) -> dict[str, str]:
    """What asks for a summons of a case; a president is there to sign."""
    profile = people.PROFILE.model_copy(update={"phone": "000-0000-0001", "proof_on_forms": True})
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        court.set_profile(session, people.MACHINE, profile)
        person_id = make_person(session, judge, "张某一")
        make_address(session, judge, person_id)
        case_id = make_case(session, judge, debtors=(person_id,))
        summons_id = make_summons(session, judge, case_id, person_id)
        REVOKED["approved_by"] = actor_of(session, "president").name
    about = {"kind": "summons", "case_id": case_id, "person_id": person_id, "subject_id": summons_id}
    return {name: str(value) for name, value in about.items()}


def make(browser: Open, form: dict[str, str]) -> str:
    made = browser("judge").post("/papers/make", form)
    assert made.status == 302, made.text
    return made.location


def citing(kind: str, paper: str, typed: dict[str, str]) -> dict[str, str]:
    return {"kind": kind, "subject_id": paper.rsplit("/", 1)[-1]} | typed


def row(store: Store, paper: str) -> Paper:
    with store.reading() as session:
        return queries.paper(session, WHOLE_COURT, UUID(paper.rsplit("/", 1)[-1]))


def seal_and_serve(browser: Open, paper: str) -> None:
    now = people.EVENING_BEFORE.beijing.strftime("%Y-%m-%dT%H:%M")
    paper_id = paper.rsplit("/", 1)[-1]
    form = {"paper": [paper_id], f"copies-{paper_id}": "1", "sealed_at": now, "sealed_by": "管印人"}
    assert browser("clerk").post("/papers/seals", form).status == 302
    served = {"at": now, "mode": "signed", "receiver": "张某一"}
    assert browser("judge").post(f"{paper}/serve", served).status == 302


def test_a_served_paper_is_not_declared_void_it_is_corrected(browser: Open, summons: dict[str, str]) -> None:
    judge, old = browser("judge"), make(browser, summons)
    seal_and_serve(browser, old)
    refused = judge.post(f"{old}/void", {"reason": "写错地点"})
    assert (refused.status, "请制作补正通知书或者撤销决定书" in refused.text) == (409, True)
    assert "作废</a>" not in judge.get(old).text
    assert ">补正</a>" in judge.get(old).text


def test_a_correction_cites_the_old_paper_and_each_leads_to_the_other(
    browser: Open, app_store: Store, summons: dict[str, str]
) -> None:
    judge, old = browser("judge"), make(browser, summons)
    bytes_before = judge.get(f"{old}/pdf").bytes
    wanted = citing("correction_notice", old, {})
    draft = judge.get("/papers/draft?" + "&".join(f"{name}={value}" for name, value in wanted.items()))
    assert "误写的位置" in draft.text
    lacking = judge.post("/papers/make", wanted | {"place": "应到处所"})
    assert (lacking.status, "原文、补正为" in lacking.text) == (422, True)
    first = make(browser, wanted | CORRECTED)
    second = make(browser, wanted | CORRECTED | {"place": "应到时间"})
    cited = row(app_store, first).facts["cited"]
    assert (cited["title"], cited["control_no"]) == ("传票", row(app_store, old).control_no)
    page = judge.get(old).text
    for one in (first, second):
        assert f'href="{one}"' in page
        assert f'href="{old}"' in judge.get(one).text
    assert "已由补正通知书补正" in page
    assert judge.get(f"{old}/pdf").bytes == bytes_before


def test_a_revoked_paper_says_so_holds_no_longer_and_can_be_made_anew(
    browser: Open, app: Flask, app_store: Store, summons: dict[str, str]
) -> None:
    judge, old = browser("judge"), make(browser, summons)
    assert judge.post("/papers/make", summons).status == 409
    nobody = judge.post("/papers/make", citing("revocation_decision", old, REVOKED | {"approved_by": "某某"}))
    assert nobody.status == 422
    revocation = make(browser, citing("revocation_decision", old, REVOKED))
    assert "已由撤销决定书撤销" in judge.get(old).text
    assert f'href="{old}"' in judge.get(revocation).text
    proof = row(app_store, old).proof
    assert proof
    assert "已经撤销" in Browser(app).get(f"/V/{proof['code']}").text
    again = judge.post("/papers/make", citing("correction_notice", old, CORRECTED))
    assert (again.status, "已经撤销" in again.text) == (409, True)
    assert judge.post("/papers/make", citing("revocation_decision", old, REVOKED)).status == 409
    assert row(app_store, make(browser, summons)).kind == "summons"


def test_a_void_paper_and_a_correction_itself_are_not_corrected(browser: Open, summons: dict[str, str]) -> None:
    judge, old = browser("judge"), make(browser, summons)
    first = make(browser, citing("correction_notice", old, CORRECTED))
    assert judge.post("/papers/make", citing("correction_notice", first, CORRECTED)).status == 409
    assert judge.post(f"{old}/void", {"reason": "写错地点"}).status == 302
    assert judge.post("/papers/make", citing("correction_notice", old, CORRECTED)).status == 409
    assert judge.post("/papers/make", {"kind": "correction_notice"} | CORRECTED).status == 404


def test_only_who_issues_papers_and_sees_the_old_one_corrects(browser: Open, summons: dict[str, str]) -> None:
    old = make(browser, summons)
    form = citing("correction_notice", old, CORRECTED)
    assert browser("judge2").post("/papers/make", form).status == 404
    for who in ("director", "president", "cashier", "auditor"):
        assert browser(who).post("/papers/make", form).status == 403, who
