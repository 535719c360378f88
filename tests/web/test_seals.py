"""用印登记 through the gate: what waits is ticked off, the register tells it, and who may do so."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.base import media
from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.court import actions as court
from app.documents import queries as papers
from app.documents import queries_stages as stages
from app.documents.sealers import DEMONSTRATION
from app.documents.tables import PaperCounter
from routes.deployment import KEY
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_summons
from tests.support.make_places import make_address
from tests.support.pages import Browser
from tests.support.people import actor_of

Open = Callable[..., Browser]


@pytest.fixture
def paper(app_store: Store, browser: Open) -> UUID:
    """A summons issued by the judge."""
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        court.set_profile(session, people.MACHINE, people.PROFILE.model_copy(update={"phone": "000-0000-0001"}))
        person_id = make_person(session, judge, "张某一")
        make_address(session, judge, person_id)
        case_id = make_case(session, judge, debtors=(person_id,))
        summons_id = make_summons(session, judge, case_id, person_id)
    about = {"kind": "summons", "case_id": case_id, "person_id": person_id, "subject_id": summons_id}
    made = browser("judge").post("/papers/make", {name: str(value) for name, value in about.items()})
    return UUID(made.location.rsplit("/", 1)[-1])


def ticked(*papers: UUID, copies: str = "2") -> dict[str, object]:
    form: dict[str, object] = {f"copies-{one}": copies for one in papers}
    return form | {
        "paper": [str(one) for one in papers],
        "sealed_at": people.EVENING_BEFORE.beijing.strftime("%Y-%m-%dT%H:%M"),
        "sealed_by": "管印人",
    }


def test_the_clerk_ticks_off_what_waits_and_the_register_tells_it(browser: Open, paper: UUID) -> None:
    clerk = browser("clerk")
    assert "待用印" in clerk.get(f"/papers/{paper}").text
    assert "CP2026-000001" in clerk.get("/papers/seals").text
    assert clerk.post("/papers/seals", ticked(paper)).status == 302
    page = clerk.get("/papers/seals").text
    assert "没有等待用印的文书" in page
    assert "管印人" in page
    told = clerk.get(f"/papers/{paper}").text
    assert "已用印" in told
    assert "院印 · 实物印章 · 2 份" in told
    assert clerk.post("/papers/seals", ticked(paper)).status == 409


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(browser: Open, paper: UUID) -> None:
    clerk = browser("clerk")
    empty = clerk.post("/papers/seals", {"sealed_by": "管印人"})
    assert (empty.status, "请勾选已经用印的文书" in empty.text) == (422, True)
    early = clerk.post("/papers/seals", ticked(paper) | {"sealed_at": "2026-01-01T08:00", "note": "补登"})
    assert (early.status, "不能早于文书签发的时间" in early.text, "补登" in early.text) == (422, True, True)
    for copies in ("0", "x", "", "100"):
        assert clerk.post("/papers/seals", ticked(paper, copies=copies)).status == 422
    assert clerk.post("/papers/seals", ticked(paper) | {"paper": ["x"]}).status == 422
    assert clerk.post("/papers/seals", ticked(UUID(int=7))).status == 404
    assert "待用印" in clerk.get(f"/papers/{paper}").text


def test_a_wrong_entry_is_taken_back_with_its_reason(browser: Open, paper: UUID) -> None:
    clerk = browser("clerk")
    clerk.post("/papers/seals", ticked(paper))
    assert clerk.post(f"/papers/{paper}/unseal", {"reason": ""}).status == 422
    assert clerk.post(f"/papers/{paper}/unseal", {"reason": "勾错了"}).status == 302
    assert "待用印" in clerk.get(f"/papers/{paper}").text
    page = clerk.get("/papers/seals").text
    assert "登记已撤回" in page
    assert "勾错了" in page
    assert clerk.post(f"/papers/{paper}/unseal", {"reason": "再撤"}).status == 409


def test_who_records_and_who_only_looks(browser: Open, paper: UUID) -> None:
    for who in ("judge", "director", "president", "auditor"):
        page = browser(who).get("/papers/seals")
        assert page.status == 200, who
        assert "登记用印</" not in page.text
        assert browser(who).post("/papers/seals", ticked(paper)).status == 403, who
    for who in ("bailiff", "keeper"):
        assert browser(who).get("/papers/seals").status == 403, who
    assert browser("judge2").get("/papers/seals").text.count("CP2026-000001") == 0


def test_the_register_speaks_english_too(browser: Open, paper: UUID) -> None:
    clerk = browser("clerk")
    clerk.post("/language", {"lang": "en", "next": "/"})
    clerk.post("/papers/seals", ticked(paper))
    assert "Register of seals" in clerk.get("/papers/seals").text
    assert "Sealed" in clerk.get(f"/papers/{paper}").text


def served(mode: str = "signed", **changes: object) -> dict[str, object]:
    at = people.EVENING_BEFORE.beijing.strftime("%Y-%m-%dT%H:%M")
    return {"at": at, "mode": mode, "receiver": "张某一", "relation": ""} | changes


def test_a_paper_is_served_at_the_desk_once_it_is_sealed(browser: Open, paper: UUID) -> None:
    judge = browser("judge")
    assert "登记送达</a>" not in judge.get(f"/papers/{paper}").text
    early = judge.post(f"/papers/{paper}/serve", served())
    assert (early.status, "还没有用印，不能登记送达" in early.text) == (409, True)
    browser("clerk").post("/papers/seals", ticked(paper))
    assert "登记送达</a>" in judge.get(f"/papers/{paper}").text
    assert judge.get(f"/papers/{paper}/serve").status == 200
    wrong = judge.post(f"/papers/{paper}/serve", served("nowhere", at=""))
    assert (wrong.status, "张某一" in wrong.text) == (422, True)
    assert judge.post(f"/papers/{paper}/serve", served()).status == 302
    page = judge.get(f"/papers/{paper}").text
    assert "已送达" in page
    assert "本人签收 · 张某一" in page
    assert judge.post(f"/papers/{paper}/serve", served()).status == 409
    assert browser("clerk").post(f"/papers/{paper}/unseal", {"reason": "勾错了"}).status == 409


def test_only_those_who_record_deeds_serve_and_only_what_they_see(browser: Open, paper: UUID) -> None:
    browser("clerk").post("/papers/seals", ticked(paper))
    for who in ("clerk", "director", "president", "cashier", "auditor", "keeper"):
        assert browser(who).post(f"/papers/{paper}/serve", served()).status == 403, who
    for who in ("judge2", "bailiff"):
        assert browser(who).get(f"/papers/{paper}/serve").status == 404, who


def test_a_cancelled_deed_takes_the_service_back(browser: Open, app_store: Store, paper: UUID) -> None:
    judge = browser("judge")
    browser("clerk").post("/papers/seals", ticked(paper))
    judge.post(f"/papers/{paper}/serve", served())
    with app_store.reading() as session:
        event = stages.service(session, paper)
        found = papers.paper(session, WHOLE_COURT, paper)
        assert event
    taken = judge.post(f"/cases/{found.case_id}/measures/cancel", {"cancels": str(event.deed_id), "reason": "递错了人"})
    assert taken.status == 302
    page = judge.get(f"/papers/{paper}").text
    assert "已用印" in page
    assert "撤回送达" in page


def test_a_real_court_has_no_electronic_seal_of_the_demonstration(browser: Open, app: Flask, paper: UUID) -> None:
    clerk = browser("clerk")
    assert "电子用印" not in clerk.get("/papers/seals").text
    assert "没有接入电子印章系统" in clerk.post(f"/papers/{paper}/e-seal").text
    here = app.extensions[KEY]
    app.extensions[KEY] = replace(here, settings=here.settings.model_copy(update={"sealer": DEMONSTRATION}))
    refused = clerk.post(f"/papers/{paper}/e-seal")
    app.extensions[KEY] = here
    assert (refused.status, "演示印章不具法律效力" in refused.text) == (409, True)
    assert "待用印" in clerk.get(f"/papers/{paper}").text


def test_the_demonstration_seals_electronically_and_prints_the_sealed_copy(
    browser: Open, app_store: Store, paper: UUID
) -> None:
    with app_store.writing() as session:
        court.set_fact(session, "demonstration", "yes")
    clerk = browser("clerk")
    assert "电子用印" in clerk.get("/papers/seals").text
    assert browser("judge").post(f"/papers/{paper}/e-seal").status == 403
    assert clerk.post(f"/papers/{paper}/e-seal").status == 302
    page = clerk.get(f"/papers/{paper}").text
    assert "电子印章" in page
    frozen, sealed = clerk.get(f"/papers/{paper}/pdf").bytes, clerk.get(f"/papers/{paper}/sealed.pdf").bytes
    assert sealed.startswith(frozen)
    assert len(sealed) > len(frozen)
    assert f'href="/papers/{paper}/sealed.pdf"' in clerk.get(f"/papers/{paper}/print").text
    assert clerk.post(f"/papers/{paper}/e-seal").status == 409
    assert browser("judge2").get(f"/papers/{paper}/sealed.pdf").status == 404


def test_the_terminal_finds_a_paper_whose_bytes_changed_or_are_gone(
    browser: Open, app: Flask, app_store: Store, paper: UUID
) -> None:
    with app_store.writing() as session:
        court.set_fact(session, "demonstration", "yes")
    browser("clerk").post(f"/papers/{paper}/e-seal")
    folder, runner = app.extensions[KEY].settings.papers, app.test_cli_runner()
    with app.app_context():
        whole = runner.invoke(args=["papers", "verify"])
        assert (whole.exit_code, "2 files" in whole.output) == (0, True)
        with app_store.reading() as session:
            seal = stages.seal(session, paper)
            assert seal
            copy = media.path_of(folder, str(seal.sealed_sha256))
        copy.chmod(0o644)
        copy.write_bytes(b"%PDF-changed")
        changed = runner.invoke(args=["papers", "verify"])
        copy.unlink()
        gone = runner.invoke(args=["papers", "verify"])
    for found in (changed, gone):
        assert found.exit_code == 1
        assert str(seal.sealed_sha256) in found.output


def test_the_terminal_finds_a_control_number_that_nobody_holds(app: Flask, app_store: Store, paper: UUID) -> None:
    with app_store.writing() as session:
        for counter in session.scalars(select(PaperCounter)):
            counter.last += 2
    with app.app_context():
        found = app.test_cli_runner().invoke(args=["papers", "verify"])
    assert (found.exit_code, "2026: nobody holds 2, 3" in found.output) == (1, True), paper
