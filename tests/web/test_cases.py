"""Cases on the screen: found, looked at, written down, concluded; each within the reader's sight."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.cases import queries
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_places import make_address
from tests.support.pages import Browser, Page

Open = Callable[..., Browser]
NASTY = "<script>alert(1)</script>${7*7}`'\"</textarea>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;${7*7}`&#39;&#34;&lt;/textarea&gt;"


@pytest.fixture
def mine(app_store: Store) -> UUID:
    """A case of the judge."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person = make_person(session, judge, "张某一", condition="ill", condition_note="长期服药")
        make_address(session, judge, person, "王洼镇李岔村三组")
        return make_case(session, judge, debtors=(person,), number="（2025）宁0425执11号")


@pytest.fixture
def foreign(app_store: Store) -> UUID:
    """A case of the other judge."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge2")
        return make_case(
            session, judge, debtors=(make_person(session, judge, "黄某二"),), number="（2025）宁0425执22号"
        )


def debtor(app_store: Store, case_id: UUID) -> UUID:
    with app_store.reading() as session:
        return queries.case(session, WHOLE_COURT, case_id).debtors[0].id


def test_a_judge_lists_his_own_cases_and_the_director_all(browser: Open, mine: UUID, foreign: UUID) -> None:
    own, all_ = browser("judge").get("/cases").text, browser("director").get("/cases").text
    assert "执11号" in own
    assert "执22号" not in own
    assert "执11号" in all_
    assert "执22号" in all_
    assert "执11号" not in browser("bailiff").get("/cases").text


@pytest.mark.parametrize("text", ["执11号", "(2025)宁0425执11号", "张某", "李岔"])
def test_a_case_is_found_by_what_people_type(browser: Open, mine: UUID, foreign: UUID, text: str) -> None:
    page = browser("director").get("/cases", query_string={"q": text})
    assert "执11号" in page.text
    assert "执22号" not in page.text


def test_a_search_that_finds_nothing_says_what_to_do(browser: Open, mine: UUID) -> None:
    page = browser("judge").get("/cases", query_string={"q": NASTY})
    assert page.status == 200
    assert "没有找到" in page.text
    assert NASTY not in page.text


@pytest.mark.parametrize(
    "query", [{"q": "x" * 100_000}, {"page": "0"}, {"page": "x"}, {"category": "x"}, {"judge": "1"}, {"x": "1"}]
)
def test_a_wrong_filter_is_refused_calmly(browser: Open, mine: UUID, query: dict[str, str]) -> None:
    assert browser("judge").get("/cases", query_string=query).status == 422


def test_a_case_page_shows_people_places_debt_and_what_to_beware_of(browser: Open, mine: UUID) -> None:
    page = browser("judge").get(f"/cases/{mine}")
    for shown in (
        "张某一",
        "王洼镇李岔村三组",
        "到乡镇",
        "长期服药",
        "60,000.00",
        "案件登记",
        "松溪村镇银行股份有限公司",
    ):
        assert shown in page.text, shown


def test_an_id_number_is_masked(browser: Open, mine: UUID, app_store: Store) -> None:
    with app_store.reading() as session:
        number = queries.case(session, WHOLE_COURT, mine).debtors[0].id_number
    page = browser("judge").get(f"/cases/{mine}").text
    assert number not in page
    assert number[6:14] not in page
    assert f"{number[:6]}********{number[-4:]}" in page


PAGES = ("", "/findings/new", "/conclude", "/account", "/judge", "/leads/new")


@pytest.mark.parametrize("path", PAGES)
def test_a_foreign_case_and_an_unknown_one_look_alike(browser: Open, mine: UUID, foreign: UUID, path: str) -> None:
    judge = browser("judge")
    assert judge.get(f"/cases/{mine}{path}").status == 200
    assert judge.get(f"/cases/{foreign}{path}").status == 404
    assert judge.get(f"/cases/00000000-0000-7000-8000-000000000000{path}").status == 404


@pytest.mark.parametrize(
    ("username", "status"), [("keeper", 403), ("bailiff", 404), ("clerk", 200), ("auditor", 200), ("cashier", 200)]
)
def test_each_role_sees_what_is_its(browser: Open, mine: UUID, username: str, status: int) -> None:
    assert browser(username).get(f"/cases/{mine}").status == status


@pytest.mark.parametrize("path", ["/findings/new", "/conclude", "/account", "/judge"])
def test_only_those_who_may_write_do(browser: Open, mine: UUID, path: str) -> None:
    for username in ("clerk", "auditor", "president", "bailiff"):
        assert browser(username).post(f"/cases/{mine}{path}", {}).status == 403


def test_a_finding_is_kept_as_it_was_typed_and_runs_nowhere(browser: Open, mine: UUID, app_store: Store) -> None:
    judge = browser("judge")
    form = {
        "person_id": str(debtor(app_store, mine)),
        "kind": "livestock",
        "what": NASTY,
        "found_on": "2026-01-10",
        "source": "入户",
    }
    assert judge.post(f"/cases/{mine}/findings/new", form).status == 302
    assert ESCAPED in judge.get(f"/cases/{mine}").text


BAD_FINDINGS = {
    "kind": "planet",
    "what": "长" * 100_000,
    "found_on": "2026-02-30",
    "source": "",
    "person_id": "nobody",
}


@pytest.mark.parametrize(("field", "value"), BAD_FINDINGS.items())
def test_a_wrong_finding_names_its_field_and_keeps_what_was_typed(
    browser: Open, mine: UUID, app_store: Store, field: str, value: str
) -> None:
    judge = browser("judge")
    form = {
        "person_id": str(debtor(app_store, mine)),
        "kind": "vehicle",
        "what": "面包车",
        "found_on": "2026-01-10",
        "source": "<b>入户",
    }
    page = judge.post(f"/cases/{mine}/findings/new", form | {field: value})
    assert page.status == 422
    assert re.search(rf'id="f-{field}-fault"', page.text)
    if field != "source":
        assert 'value="&lt;b&gt;入户"' in page.text
    with app_store.reading() as session:
        assert queries.findings(session, mine) == []


def test_a_phone_a_condition_and_an_account_are_written_down(browser: Open, mine: UUID, app_store: Store) -> None:
    judge, person = browser("judge"), debtor(app_store, mine)
    assert judge.get(f"/cases/{mine}/persons/{person}/phones/new").status == 200
    assert (
        judge.post(f"/cases/{mine}/persons/{person}/phones/new", {"number": "13900000009", "note": "妻子"}).status
        == 302
    )
    assert judge.post(f"/cases/{mine}/persons/{person}/phones/new", {"number": "打不通"}).status == 422
    assert judge.get(f"/cases/{mine}/persons/{person}/condition").status == 200
    assert (
        judge.post(f"/cases/{mine}/persons/{person}/condition", {"condition": "nursing", "deputy": "county"}).status
        == 302
    )
    assert judge.post(f"/cases/{mine}/account", {"account_no": "6200 0000 1111"}).status == 302
    page = judge.get(f"/cases/{mine}").text
    for shown in ("13900000009", "哺乳期", "县级以上人大代表", "6200 0000 1111", "案款账号变更"):
        assert shown in page, shown
    assert judge.get(f"/cases/{mine}/persons/{mine}/phones/new").status == 404


def test_who_gives_his_case_away_sees_it_no_more(browser: Open, mine: UUID, app_store: Store) -> None:
    with app_store.reading() as session:
        other = people.actor_of(session, "judge2").id
    judge = browser("judge")
    assert judge.post(f"/cases/{mine}/judge", {"judge_id": str(mine)}).status == 422
    assert judge.post(f"/cases/{mine}/judge", {"judge_id": str(other)}).status == 302
    assert judge.get(f"/cases/{mine}").status == 404
    assert browser("judge2").get(f"/cases/{mine}").status == 200


def test_a_case_is_concluded_once_and_taken_back(browser: Open, mine: UUID) -> None:
    judge = browser("judge")
    page = judge.get(f"/cases/{mine}/conclude")
    assert "尚欠" in page.text
    done = {"kind": "performed", "reason": "案款全部到账"}
    assert judge.post(f"/cases/{mine}/conclude", {"kind": "performed"}).status == 422
    assert judge.post(f"/cases/{mine}/conclude", done).status == 302
    assert judge.post(f"/cases/{mine}/conclude", done).status == 409
    seen = judge.get(f"/cases/{mine}")
    assert "执行完毕" in seen.text
    cancel = taken_back(seen)
    assert judge.get(cancel).status == 200
    assert judge.post(cancel, {"reason": ""}).status == 422
    assert judge.post(cancel, {"reason": "退票"}).status == 302
    assert judge.post(cancel, {"reason": "退票"}).status == 409
    assert "撤销结案" in judge.get(f"/cases/{mine}").text


def taken_back(page: Page) -> str:
    found = re.search(r'href="(/cases/[^"]+/conclusions/[^"]+/cancel)"', page.text)
    assert found
    return found[1]


def test_the_pages_speak_english(browser: Open, mine: UUID) -> None:
    judge = browser("judge")
    judge.post("/language", {"lang": "en", "next": "/cases"})
    assert "Applicant" in judge.get("/cases").text
    assert "What happened" in judge.get(f"/cases/{mine}").text
