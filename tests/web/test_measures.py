"""The measures of a case through the gate: summonses, proposals, forms, what is refused, who may not."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.measures import queries
from app.measures.views import ProposalView
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_field import make_visit
from tests.support.make_measures import (
    make_approved,
    make_deed,
    make_detain,
    make_ignored_summons,
)
from tests.support.pages import Browser

Open = Callable[..., Browser]
MARKUP = "<script>alert('x')</script> ${7*7} \"引号\""


@dataclass(frozen=True)
class Arranged:
    """A case of the judge with one debtor."""

    store: Store
    case_id: UUID
    person_id: UUID

    @property
    def page(self) -> str:
        return f"/cases/{self.case_id}/measures"

    def proposals(self) -> list[ProposalView]:
        with self.store.reading() as session:
            return queries.proposals_of(session, WHOLE_COURT, case_ids=[self.case_id])


@pytest.fixture
def case(app_store: Store) -> Arranged:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        return Arranged(app_store, make_case(session, judge, debtors=(person_id,)), person_id)


def ignored_summons(case: Arranged) -> None:
    with case.store.writing() as session:
        make_ignored_summons(session, people.actor_of(session, "judge"), case.case_id, case.person_id)


def detention(case: Arranged, **changes: object) -> UUID:
    with case.store.writing() as session:
        judge, president = people.actor_of(session, "judge"), people.actor_of(session, "president")
        made = make_detain(session, judge, case.case_id, case.person_id, **changes)
        return make_approved(session, president, made)


DETAIN = {
    "act_at": "2026-01-10T09:00",
    "act_what": "转走账户存款",
    "evidence": "银行流水\n谈话笔录",
    "ground": "refusal.able",
    "reason": "有履行能力而拒不履行",
    "days": "10",
    "pregnant": "0",
}


def test_an_empty_case_says_what_to_do(browser: Open, case: Arranged) -> None:
    page = browser("judge").get(case.page)
    assert page.status == 200
    assert "还没有传票" in page.text
    assert "提请拘留" in page.text


def test_the_president_reads_but_proposes_nothing(browser: Open, case: Arranged) -> None:
    assert "提请拘留" not in browser("president").get(case.page).text
    assert browser("president").get(f"{case.page}/detain").status == 403


@pytest.mark.parametrize("person", ["bailiff", "clerk", "cashier", "keeper"])
def test_who_has_no_part_in_measures_sees_none(browser: Open, case: Arranged, person: str) -> None:
    assert browser(person).get(case.page).status == 403


@pytest.mark.parametrize(
    "place", ["measures", "measures/compel", "measures/detain", "measures/fine", "summonses/new", "visits"]
)
def test_a_foreign_case_is_not_there(browser: Open, case: Arranged, place: str) -> None:
    assert browser("judge2").get(f"/cases/{case.case_id}/{place}").status == 404
    assert browser("judge").get(f"/cases/{uuid4()}/{place}").status == 404


def test_a_summons_is_drawn(browser: Open, case: Arranged) -> None:
    judge = browser("judge")
    assert "被传唤人" in judge.get(f"/cases/{case.case_id}/summonses/new").text
    form = {"person_id": str(case.person_id), "appear_at": "2026-01-20T09:00", "place": MARKUP, "matter": "询问"}
    assert judge.post(f"/cases/{case.case_id}/summonses/new", form).status == 302
    page = judge.get(case.page).text
    assert "2026-01-20 09:00" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("appear_at", "2026-01-01T09:00"),
        ("appear_at", "2026-02-30T09:00"),
        ("place", ""),
        ("matter", "字" * 100_000),
        ("person_id", "nobody"),
    ],
)
def test_a_wrong_summons_names_its_field_and_keeps_what_was_typed(
    browser: Open, case: Arranged, field: str, value: str
) -> None:
    form = {"person_id": str(case.person_id), "appear_at": "2026-01-20T09:00", "place": "一号厅", "matter": "询问"}
    page = browser("judge").post(f"/cases/{case.case_id}/summonses/new", form | {field: value})
    assert page.status == 422
    assert f'id="f-{field}-fault"' in page.text
    with case.store.reading() as session:
        assert queries.summonses_of(session, WHOLE_COURT, [case.case_id]) == []


def test_compelling_without_a_summons_is_refused_on_the_form_itself(browser: Open, case: Arranged) -> None:
    form = {"person_id": str(case.person_id), "reason": MARKUP, "no_good_reason": "1"}
    page = browser("judge").post(f"{case.page}/compel", form)
    assert page.status == 409
    assert "条件不齐备，没有提交" in page.text
    assert "传票已依法送达" in page.text
    assert "民诉解释" in page.text
    assert "&lt;script&gt;alert" in page.text
    assert case.proposals() == []


def test_a_lawful_proposal_to_compel_waits_for_the_president(browser: Open, case: Arranged) -> None:
    ignored_summons(case)
    judge = browser("judge")
    form = {"person_id": str(case.person_id), "reason": "经传唤不到场", "no_good_reason": "1"}
    assert judge.post(f"{case.page}/compel", form).status == 302
    assert [one.state for one in case.proposals()] == ["proposed"]
    page = judge.get(case.page).text
    assert "待审批" in page
    assert "未到场" in page


def test_a_detention_is_proposed_with_ground_and_evidence(browser: Open, case: Arranged) -> None:
    judge = browser("judge")
    assert "拒不按照执行通知履行" in judge.get(f"{case.page}/detain").text
    assert judge.post(f"{case.page}/detain", DETAIN | {"person_id": str(case.person_id)}).status == 302
    (proposal,) = case.proposals()
    assert proposal.act
    assert (proposal.days, proposal.act.evidence, proposal.answers.pregnant) == (10, ("银行流水", "谈话笔录"), False)


@pytest.mark.parametrize("days", ["0", "16"])
def test_days_beyond_the_law_are_refused_with_the_article(browser: Open, case: Arranged, days: str) -> None:
    page = browser("judge").post(f"{case.page}/detain", DETAIN | {"person_id": str(case.person_id), "days": days})
    assert page.status == 409
    assert "期限一日至十五日" in page.text
    assert "转走账户存款" in page.text
    assert case.proposals() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", "ten"),
        ("days", "-1"),
        ("reason", "字" * 100_000),
        ("act_at", "yesterday"),
        ("act_what", ""),
        ("number", "司惩一号"),
        ("number", "（2026）宁0425执3号"),
        ("person_id", "x"),
    ],
)
def test_a_wrong_field_of_a_detention_is_named(browser: Open, case: Arranged, field: str, value: str) -> None:
    page = browser("judge").post(f"{case.page}/detain", DETAIN | {"person_id": str(case.person_id)} | {field: value})
    assert page.status == 422
    assert f'id="f-{field}-fault"' in page.text
    assert case.proposals() == []


def test_a_person_of_another_case_is_not_taken(browser: Open, case: Arranged) -> None:
    form = DETAIN | {"person_id": str(uuid4())}
    assert browser("judge").post(f"{case.page}/detain", form).status == 404


def test_a_fine_over_its_limit_is_refused_and_a_lawful_one_waits(browser: Open, case: Arranged) -> None:
    judge = browser("judge")
    form = {name: value for name, value in DETAIN.items() if name not in {"days", "pregnant"}}
    form |= {"person_id": str(case.person_id), "amount": "100000.01"}
    refused = judge.post(f"{case.page}/fine", form)
    assert (refused.status, "罚款额度" in refused.text) == (409, True)
    assert judge.post(f"{case.page}/fine", form | {"amount": "0.001"}).status == 422
    assert judge.post(f"{case.page}/fine", form | {"amount": "5000"}).status == 302
    assert "5,000.00" in judge.get(case.page).text


def test_the_clerk_enters_the_number_that_case_filing_gave(browser: Open, case: Arranged) -> None:
    proposal_id = detention(case)
    clerk = browser("clerk")
    address = f"/proposals/{proposal_id}/number"
    assert "本程序不编号" in clerk.get(address).text
    assert clerk.post(address, {"number": "（2026）宁0425执3号"}).status == 422
    assert clerk.post(address, {"number": "(2026)宁0425司惩3号"}).status == 302
    assert case.proposals()[0].number == "（2026）宁0425司惩3号"
    assert clerk.post(address, {"number": "（2026）宁0425司惩4号"}).status == 409


def test_answers_can_come_later(browser: Open, case: Arranged) -> None:
    proposal_id = detention(case)
    judge = browser("judge")
    assert "是否怀孕" in judge.get(f"/proposals/{proposal_id}/answers").text
    assert judge.post(f"/proposals/{proposal_id}/answers", {"pregnant": "0"}).status == 302
    assert case.proposals()[0].answers.pregnant is False
    assert judge.post(f"/proposals/{proposal_id}/answers", {"pregnant": "many"}).status == 422


def test_a_judge_takes_his_proposal_back(browser: Open, case: Arranged) -> None:
    proposal_id = detention(case)
    assert browser("judge").post(f"/proposals/{proposal_id}/withdraw", {"reason": "已履行"}).status == 302
    assert case.proposals()[0].state == "withdrawn"


def test_early_release_is_proposed_after_the_announcement(browser: Open, case: Arranged) -> None:
    proposal_id = detention(case)
    judge = browser("judge")
    form = {"cause": "paid", "reason": "全部款项已到账"}
    assert judge.post(f"/proposals/{proposal_id}/early-release", form).status == 409
    with case.store.writing() as session:
        bailiff = people.actor_of(session, "bailiff")
        make_deed(session, bailiff, "detain.announce", case.case_id, case.person_id)
    page = judge.get(case.page).text
    assert "已宣布拘留" in page
    assert "通知家属" in page
    assert "提请提前解除" in page
    assert "认错改正" in judge.get(f"/proposals/{proposal_id}/early-release").text
    assert judge.post(f"/proposals/{proposal_id}/early-release", form).status == 302


def test_a_deed_is_corrected_and_both_stay(browser: Open, case: Arranged) -> None:
    with case.store.writing() as session:
        bailiff = people.actor_of(session, "bailiff")
        row = make_deed(session, bailiff, "compel.record", case.case_id, case.person_id, note=MARKUP)
    judge = browser("judge")
    assert "拘传前没有院长批准" in judge.get(case.page).text
    assert judge.post(f"{case.page}/cancel", {"cancels": str(row.id), "reason": "人认错了"}).status == 302
    page = judge.get(case.page).text
    assert "已更正" in page
    assert "拘传前没有院长批准" not in page
    assert "<script>alert" not in page


def test_questioning_is_prolonged_with_a_reason(browser: Open, case: Arranged) -> None:
    with case.store.writing() as session:
        bailiff = people.actor_of(session, "bailiff")
        for kind in ("compel.record", "question.begin"):
            make_deed(session, bailiff, kind, case.case_id, case.person_id)
    judge = browser("judge")
    assert "延长询问至二十四小时" in judge.get(case.page).text
    assert judge.post(f"{case.page}/extend", {"person_id": str(case.person_id)}).status == 422
    form = {"person_id": str(case.person_id), "reason": "案情复杂"}
    assert judge.post(f"{case.page}/extend", form).status == 302
    assert "询问二十四小时" not in judge.get(case.page).text
    assert "没有提请或者批准的拘留" in judge.get("/flags").text
    detention(case)
    assert judge.post(f"{case.page}/extend", form).status == 302
    assert "询问二十四小时" in judge.get(case.page).text


def test_the_log_of_visits_shows_what_was_found(browser: Open, case: Arranged) -> None:
    judge = browser("judge")
    assert "还没有上门记录" in judge.get(f"/cases/{case.case_id}/visits").text
    with case.store.writing() as session:
        bailiff = people.actor_of(session, "bailiff")
        make_visit(session, bailiff, case.case_id, case.person_id, note=MARKUP, media=("a" * 64,))
    page = judge.get(f"/cases/{case.case_id}/visits").text
    assert "到达" in page
    assert "未上传" in page
    assert "<script>alert" not in page
    assert judge.get(f"/media/{'a' * 64}").status == 404
