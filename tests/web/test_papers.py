"""Papers through the gate: made, looked at, printed, voided; what is refused, and who sees what."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from flask import Flask

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.court import actions as court
from app.documents import queries
from app.documents.catalog import KINDS
from app.documents.tables import Paper
from app.sweeps.actions import PublishSweep, publish_sweep
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_approved, make_detain, make_summons
from tests.support.make_money import Debt, make_plan
from tests.support.make_places import make_address
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.pages import Browser, Page
from tests.support.people import actor_of

Open = Callable[..., Browser]
NUMBER = "（2026）宁0425司惩7号"
MARKUP = "<script>alert('x')</script> ${7*7} \"引号\""


@dataclass(frozen=True)
class Arranged:
    """A case of the judge: a debtor with an address, a summons, a detention approved."""

    store: Store
    case_id: UUID
    person_id: UUID
    summons_id: UUID

    def wanted(self, kind: str = "summons", subject_id: UUID | None = None) -> dict[str, str]:
        about = {"case_id": self.case_id, "person_id": self.person_id, "subject_id": subject_id or self.summons_id}
        return {"kind": kind} | {name: str(value) for name, value in about.items()}

    def papers(self) -> list[Paper]:
        with self.store.reading() as session:
            return list(queries.papers_of_case(session, WHOLE_COURT, self.case_id))


@pytest.fixture
def case(app_store: Store) -> Arranged:
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        court.set_profile(session, people.MACHINE, people.PROFILE.model_copy(update={"phone": "000-0000-0001"}))
        person_id = make_person(session, judge, "张某一")
        make_address(session, judge, person_id)
        case_id = make_case(session, judge, debtors=(person_id,))
        summons_id = make_summons(session, judge, case_id, person_id)
    return Arranged(app_store, case_id, person_id, summons_id)


def detention(case: Arranged, *, approved: bool, number: str | None = NUMBER) -> UUID:
    with case.store.writing() as session:
        judge, president = actor_of(session, "judge"), actor_of(session, "president")
        proposal = make_detain(
            session, judge, case.case_id, case.person_id, number=number, pregnant=False, nursing=False
        )
        return make_approved(session, president, proposal) if approved else proposal


def make(browser: Open, case: Arranged, *, who: str = "judge", **changes: str) -> Page:
    return browser(who).post("/papers/make", case.wanted() | changes)


def test_a_paper_is_made_looked_at_and_printed_twice_as_the_same_bytes(browser: Open, case: Arranged) -> None:
    judge = browser("judge")
    assert "制作" in judge.get(f"/cases/{case.case_id}/papers").text
    made = make(browser, case)
    assert made.status == 302
    page = judge.get(made.location)
    assert "CP2026-000001" in page.text
    assert "张某一" in page.text
    first, second = judge.get(f"{made.location}/pdf"), judge.get(f"{made.location}/pdf")
    assert first.bytes == second.bytes
    assert first.bytes.startswith(b"%PDF-")
    assert first.headers["Content-Type"] == "application/pdf"
    name = first.headers["Content-Disposition"]
    assert 'filename="CP2026-000001.pdf"' in name
    assert "%E4%BC%A0%E7%A5%A8.pdf" in name
    for _ in range(2):
        printed = judge.post(f"{made.location}/print", {"copies": "1"})
        assert (printed.status, printed.location) == (303, made.location)
    assert judge.get(made.location).text.count("打印</") >= 2
    assert [paper.kind for paper in case.papers()] == ["summons"]


def test_the_list_is_filtered_by_case_kind_and_state(browser: Open, case: Arranged) -> None:
    make(browser, case)
    clerk = browser("clerk")
    assert "CP2026-000001" in clerk.get("/papers").text
    assert "CP2026-000001" in clerk.get("/papers?q=张某一&kind=summons&state=issued").text
    for nothing in ("q=没有这个人", "kind=bulletin", "state=voided", "kind=<script>"):
        page = clerk.get(f"/papers?{nothing}")
        assert page.status == 200
        assert "CP2026-000001" not in page.text


def test_a_missing_fact_leads_to_the_draft_that_names_it_and_keeps_what_was_typed(
    browser: Open, case: Arranged
) -> None:
    proposal = detention(case, approved=True)
    answer = browser("judge").post(
        "/papers/make", case.wanted("family_notice", proposal) | {"addressee": MARKUP, "place_phone": "000"}
    )
    assert answer.status == 422
    assert "与被拘留人关系、拘留所地址" in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    assert case.papers() == []


def test_what_is_typed_in_the_draft_is_on_the_paper(browser: Open, case: Arranged) -> None:
    proposal = detention(case, approved=True)
    judge = browser("judge")
    wanted = case.wanted("family_notice", proposal)
    assert (
        "逐项条件" in judge.get("/papers/draft?" + "&".join(f"{name}={value}" for name, value in wanted.items())).text
    )
    typed = {"addressee": "李某", "relation": "妻子", "place_address": "样本路1号", "place_phone": "000-1"}
    made = judge.post("/papers/make", wanted | typed)
    assert made.status == 302
    assert case.papers()[0].facts["addressee"] == "李某"
    assert case.papers()[0].approval_id == proposal


def test_text_without_end_is_refused_and_nothing_is_kept(browser: Open, case: Arranged) -> None:
    proposal = detention(case, approved=True)
    typed = {"addressee": "长" * 100_000, "relation": "妻子", "place_address": "样本路1号", "place_phone": "000-1"}
    answer = browser("judge").post("/papers/make", case.wanted("family_notice", proposal) | typed)
    assert answer.status == 422
    assert "被通知人" in answer.text
    assert case.papers() == []


def test_no_paper_on_liberty_before_the_president_and_the_whole_gate_is_shown(browser: Open, case: Arranged) -> None:
    proposal = detention(case, approved=False)
    answer = make(browser, case, kind="detention_decision", subject_id=str(proposal))
    assert answer.status == 409
    assert "须经院长批准" in answer.text
    page = browser("judge").get(f"/cases/{case.case_id}/papers").text
    assert "院长批准拘留" in page
    assert "民诉法第119条第1款" in page
    assert case.papers() == []


def test_a_decision_without_a_number_is_refused_by_name(browser: Open, case: Arranged) -> None:
    proposal = detention(case, approved=True, number=None)
    answer = make(browser, case, kind="detention_decision", subject_id=str(proposal))
    assert answer.status == 409
    assert "没有司惩案号" in answer.text


def test_a_decision_is_made_with_number_and_approval(browser: Open, case: Arranged) -> None:
    proposal = detention(case, approved=True)
    assert make(browser, case, kind="detention_decision", subject_id=str(proposal)).status == 302
    assert case.papers()[0].facts["case_number"] == NUMBER


def test_a_void_paper_keeps_its_number_and_is_printed_no_more(browser: Open, case: Arranged) -> None:
    place, clerk = make(browser, case).location, browser("clerk")
    assert "作废原因" in clerk.get(f"{place}/void").text
    assert clerk.post(f"{place}/void", {"reason": ""}).status == 422
    assert clerk.post(f"{place}/void", {"reason": "日期写错"}).status == 302
    assert "日期写错" in clerk.get(place).text
    assert clerk.post(f"{place}/print", {"copies": "1"}).status == 409
    assert make(browser, case).status == 302
    assert {paper.control_no for paper in case.papers()} == {"CP2026-000001", "CP2026-000002"}


def test_the_same_paper_is_not_issued_twice(browser: Open, case: Arranged) -> None:
    make(browser, case)
    again = make(browser, case)
    assert again.status == 409
    assert "这份文书已经签发（CP2026-000001）" in again.text
    assert "已经签发" in browser("judge").get(f"/cases/{case.case_id}/papers").text
    assert len(case.papers()) == 1


def test_undertaking_and_settlement_tell_their_different_effect(browser: Open, case: Arranged) -> None:
    with case.store.writing() as session:
        make_plan(session, actor_of(session, "judge"), Debt(case.case_id, case.person_id, "张某一", ""))
    page = browser("judge").get(f"/cases/{case.case_id}/papers").text
    assert "被执行人单方承诺，不停止执行" in page
    assert "双方签署，按约履行期间不恢复执行" in page


def test_the_demonstration_marks_its_papers(browser: Open, case: Arranged) -> None:
    with case.store.writing() as session:
        court.set_fact(session, "demonstration", "yes")
    make(browser, case)
    assert case.papers()[0].mark == "演示"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"kind": "nothing"}, 404),
        ({"kind": ""}, 422),
        ({"subject_id": "x"}, 422),
        ({"subject_id": str(uuid4())}, 404),
        ({"kind": "enforcement_record"}, 409),
        ({"kind": MARKUP}, 404),
        ({"kind": "k" * 100_000}, 422),
    ],
)
def test_bad_input_is_refused(browser: Open, case: Arranged, form: dict[str, str], status: int) -> None:
    assert make(browser, case, **form).status == status
    assert case.papers() == []


def test_who_may_not_make_print_or_void(browser: Open, case: Arranged) -> None:
    place = make(browser, case).location
    assert make(browser, case, who="bailiff").status == 404
    for who in ("director", "president", "cashier", "auditor", "keeper"):
        assert make(browser, case, who=who).status == 403, who
    for who in ("bailiff", "director", "president", "cashier", "auditor", "keeper"):
        assert browser(who).post(f"{place}/void", {"reason": "无故"}).status == 403, who
    assert browser("auditor").get(place).status == 200
    assert browser("auditor").post(f"{place}/print", {"copies": "1"}).status == 403
    assert browser("keeper").get("/papers").status == 403


def test_another_judge_and_a_bailiff_of_no_squad_find_nothing(browser: Open, case: Arranged) -> None:
    place = make(browser, case).location
    for who in ("judge2", "bailiff"):
        for path in (place, f"{place}/pdf", f"/cases/{case.case_id}/papers"):
            assert browser(who).get(path).status == 404, (who, path)
        assert browser(who).post(f"{place}/print", {"copies": "1"}).status == 404
        assert "CP2026-000001" not in browser(who).get("/papers").text
    assert make(browser, case, who="judge2").status == 404
    assert browser("judge2").post(f"{place}/void", {"reason": "无故"}).status == 404


def test_a_bailiff_prints_the_sheets_of_his_own_squad_alone(browser: Open, case: Arranged, app: Flask) -> None:
    sheets = {}
    with case.store.writing() as session:
        director, planner = actor_of(session, "director"), actor_of(session, "judge")
        sweep_id = make_sweep(session, planner, aim="集中执行", risks="无")
        for name, members in (("一组", ("bailiff", "judge2")), ("二组", ("bailiff2", "judge", "police"))):
            squad = make_squad(session, planner, sweep_id, members=members, name=name, plate=f"宁D·{name}")
            target = make_target(session, planner, sweep_id, plan="上门", measure="persuade")
            make_route(session, director, squad, [target])
            sheets[name] = squad
        publish_sweep(session, director, PublishSweep(sweep_id=sweep_id))
    clerk = browser("clerk")
    own, other = (
        clerk.post("/papers/make", {"kind": "task_sheet", "subject_id": str(sheets[name])}).location
        for name in ("一组", "二组")
    )
    bailiff = browser("bailiff")
    assert bailiff.get(own).status == 200
    assert bailiff.post(f"{own}/print", {"copies": "1"}).status == 303
    assert bailiff.get(other).status == 404
    assert bailiff.post(f"{other}/print", {"copies": "1"}).status == 404


def test_the_pages_speak_english_too(browser: Open, case: Arranged) -> None:
    place = make(browser, case).location
    reader = browser("judge")
    reader.post("/language", {"lang": "en", "next": "/"})
    assert "Papers" in reader.get("/papers").text
    assert "Issued by" in reader.get(place).text
    assert "Papers that can be made" in reader.get(f"/cases/{case.case_id}/papers").text


def test_the_terminal_writes_a_sample(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("samples") / "summons.pdf"
    runner = app.test_cli_runner()
    with app.app_context():
        said = runner.invoke(args=["papers", "render", "summons", "--out", str(file)])
        unclear = runner.invoke(args=["papers", "render"])
    assert (said.exit_code, unclear.exit_code) == (0, 1)
    assert file.read_bytes().startswith(b"%PDF-")


def test_the_terminal_takes_a_kind_by_its_title_and_names_all_kinds_for_an_unknown_one(
    app: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "of" / "today" / "传票.pdf"
    runner = app.test_cli_runner()
    with app.app_context():
        said = runner.invoke(args=["papers", "render", "传票", "--out", str(file)])
        unknown = runner.invoke(args=["papers", "render", "nothing", "--out", str(tmp_path / "x.pdf")])
    assert said.exit_code == 0, said.stderr
    assert file.read_bytes().startswith(b"%PDF-")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "[paper.kind_unknown]" in unknown.stderr
    assert all(key in unknown.stderr for key in KINDS)


def test_the_terminal_writes_a_paper_from_a_file_of_facts(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("facts")
    facts = KINDS["detention_decision"].sample().model_dump(mode="json")
    person = facts["person"] | {"name": "李样本", "born": "三月"}
    (folder / "good.json").write_text(json.dumps(facts | {"days": 3}), "utf-8")
    (folder / "bad.json").write_text(json.dumps(facts | {"person": person, "days": 0, "superior": "", "x": 1}), "utf-8")
    runner = app.test_cli_runner()

    def render(name: str) -> Result:
        words = [
            "papers",
            "render",
            "detention_decision",
            "--facts",
            str(folder / name),
            "--out",
            str(folder / "f.pdf"),
        ]
        return runner.invoke(args=words)

    with app.app_context():
        bad, absent = render("bad.json"), render("nowhere.json")
        assert (bad.exit_code, absent.exit_code, (folder / "f.pdf").exists()) == (1, 1, False)
        good = render("good.json")
    assert "DetentionDecision" not in bad.stderr
    for name in ("person.born", "days", "superior", "x"):
        assert name in bad.stderr
    assert good.exit_code == 0, good.stderr
    assert (folder / "f.pdf").read_bytes().startswith(b"%PDF-")


def test_every_kind_can_be_asked_for_without_failure(browser: Open, case: Arranged) -> None:
    judge = browser("judge")
    for kind in KINDS:
        answer = judge.get(f"/papers/draft?kind={kind}&case_id={case.case_id}&person_id={case.person_id}")
        assert answer.status in {200, 404, 409}, kind
