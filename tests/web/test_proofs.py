"""The court's page of verification: open to everybody, tells nothing of a person, and finds what is forged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from app.base.store import Store
from app.court import actions as court
from app.court import queries as court_queries
from app.documents import actions, proof_keys, proving, queries
from app.documents.actions import VoidPaper
from app.documents.catalog import KINDS
from app.documents.press import press
from app.documents.tables import Paper
from routes import proofs
from routes.application import create_app
from routes.deployment import KEY
from tests.support import people
from tests.support.pages import Browser
from tests.support.people import MACHINE

Open = Callable[..., Browser]
ADDRESS = "https://hy.court.example"


@dataclass(frozen=True)
class Court:
    """A court that has issued a receipt for money."""

    store: Store
    keys: Path
    papers: Path

    def issue(self, kind: str = "cash_receipt") -> Paper:
        facts = KINDS[kind].sample()
        return press(self.store, MACHINE, kind, facts, papers_folder=self.papers, keys=self.keys)

    def profile(self, **changes: object) -> None:
        with self.store.writing() as session:
            court.set_profile(session, MACHINE, people.PROFILE.model_copy(update=changes))


@pytest.fixture
def house(app: Flask, app_store: Store) -> Court:
    settings = app.extensions[KEY].settings
    return Court(app_store, settings.keys, settings.papers)


@pytest.fixture(autouse=True)
def fresh_allowance(app: Flask) -> None:
    app.extensions[KEY].settings.asked.unlink(missing_ok=True)


def code_of(paper: Paper) -> str:
    assert paper.proof
    return str(paper.proof["code"])


def test_a_receipt_is_proven_with_number_kind_date_and_total_and_nothing_else(browser: Open, house: Court) -> None:
    paper = house.issue()
    page = Browser(browser("clerk").client.application).get(f"/V/{code_of(paper)}")
    assert page.status == 200
    for told in (
        "核验通过",
        "现场收款凭证",
        paper.control_no,
        str(paper.facts["dated"]),
        "3,000.00",
        str(paper.sha256),
    ):
        assert told in page.text, told
    facts = KINDS["cash_receipt"].sample()
    for hidden in ("debtor", "payer", "relation", "place", "case_number", "number"):
        assert str(getattr(facts, hidden)) not in page.text, hidden
    assert not any(str(name) in page.text for name in paper.facts["officers"])
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_what_is_typed_leads_to_the_same_answer(app: Flask, house: Court) -> None:
    paper, anybody = house.issue(), Browser(app)
    typed = proving.spelled(code_of(paper)).lower().replace("-", " ")
    assert anybody.get("/verify").status == 200
    assert anybody.get(f"/verify?code={typed}").location == f"/V/{code_of(paper)}"
    assert "核验码不完整" in anybody.get("/verify?code=01-SK").text
    assert "&lt;script&gt;" in anybody.get("/verify?code=<script>").text


def test_a_forged_number_a_forged_code_and_no_code_get_the_same_words(app: Flask, house: Court) -> None:
    code, anybody = code_of(house.issue()), Browser(app)
    house.issue()
    forged = [
        code.replace("000001", "000002"),
        code.replace("000001", "000009"),
        code[:-1] + ("A" if code[-1] != "A" else "B"),
        code.replace("01-", "02-", 1),
        "x" * 300,
    ]
    pages = [anybody.get(f"/V/{one}") for one in forged]
    assert {page.status for page in pages} == {404}
    for page in pages:
        assert "不是本院出具的" in page.text
        assert "现场收款凭证" not in page.text


def test_a_paper_of_another_court_is_not_proven(app: Flask, house: Court, tmp_path: Path) -> None:
    paper = house.issue()
    elsewhere = proof_keys.current(tmp_path)
    foreign = proving.code_of(elsewhere, "宁0424", paper.id, paper.control_no)
    assert Browser(app).get(f"/V/{foreign}").status == 404
    same_key = proving.code_of(proof_keys.current(house.keys), "宁0424", paper.id, paper.control_no)
    assert Browser(app).get(f"/V/{same_key}").status == 404
    assert Browser(app).get(f"/V/{code_of(paper)}").status == 200


def test_codes_of_an_earlier_key_stay_good_and_a_lost_key_proves_nothing(app: Flask, house: Court) -> None:
    old = house.issue()
    with app.app_context():
        said = app.test_cli_runner().invoke(args=["papers", "rotate-key"])
    assert "key 02" in said.output
    new = house.issue()
    assert (code_of(old)[:2], code_of(new)[:2]) == ("01", "02")
    assert [Browser(app).get(f"/V/{code_of(one)}").status for one in (old, new)] == [200, 200]
    (house.keys / "proof-01.key").unlink()
    assert [Browser(app).get(f"/V/{code_of(one)}").status for one in (old, new)] == [404, 200]


def test_a_void_paper_is_told_void(app: Flask, house: Court) -> None:
    paper = house.issue()
    with house.store.writing() as session:
        actions.void(session, MACHINE, VoidPaper(paper_id=paper.id, reason="写错金额"))
    page = Browser(app).get(f"/V/{code_of(paper)}")
    assert "已经作废" in page.text
    assert "写错金额" not in page.text


def test_the_answers_are_limited_for_one_address(app: Flask, house: Court) -> None:
    code, anybody = code_of(house.issue()), Browser(app)
    for _ in range(proofs.MOST):
        assert anybody.get(f"/V/{code[:-1]}A").status in {200, 404}
    refused = anybody.get(f"/V/{code}")
    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")
    assert "核验通过" not in refused.text
    neighbour = anybody.get(f"/V/{code}", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert neighbour.status == 200
    same = [anybody.get(f"/V/{code}", headers={"X-Forwarded-For": f"{n}, 198.51.100.7"}).status for n in range(30)]
    assert same.count(429) == 30 - (proofs.MOST - 1), "a first address that anybody may write does not help"


def test_all_web_processes_count_together(app: Flask, house: Court) -> None:
    code = code_of(house.issue())
    here = app.extensions[KEY]
    other = create_app(here.settings, clock=here.clock)
    for _ in range(proofs.MOST // 2):
        assert [Browser(one).get(f"/V/{code}").status for one in (app, other)] == [200, 200]
    assert [Browser(one).get(f"/V/{code}").status for one in (app, other)] == [429, 429]


def test_with_a_public_address_the_paper_bears_it_else_whom_to_ask(house: Court) -> None:
    house.profile(phone="000-0000-0001")
    asked = house.issue().proof
    assert asked
    assert (asked["address"], asked["ask"]) == ("", f"{people.PROFILE.name} 000-0000-0001")
    house.profile(public_address=ADDRESS + "/")
    told = house.issue().proof
    assert told
    assert told["address"] == f"{ADDRESS}/V/{told['code']}"
    assert told["ask"] == ""


def test_statutory_forms_bear_a_code_only_where_the_court_turned_it_on(app: Flask, house: Court) -> None:
    assert house.issue("summons").proof is None
    house.profile(proof_on_forms=True)
    paper = house.issue("summons")
    page = Browser(app).get(f"/V/{code_of(paper)}")
    assert "待用印" in page.text
    assert "金额合计" not in page.text


def test_the_keeper_sets_address_and_forms(browser: Open, house: Court) -> None:
    keeper = browser("keeper")
    assert "文书核验网址" in keeper.get("/court").text
    told = people.PROFILE.model_dump(mode="json")
    form = {name: value for name, value in told.items() if value is not False} | {"fee_first": "1"}
    assert keeper.post("/court", form | {"public_address": "javascript:alert(1)"}).status == 422
    refused = keeper.post("/court", form | {"paper_margins": "5/5/5/5"})
    assert refused.status == 422
    assert "版心宽152至160毫米" in refused.text
    assert keeper.post("/court", form | {"public_address": ADDRESS, "proof_on_forms": "1"}).status == 302
    with house.store.reading() as session:
        found = court_queries.profile(session)
    assert (found.public_address, found.proof_on_forms) == (ADDRESS, True)


def test_a_returned_number_proves_only_the_paper_that_holds_it(app: Flask, house: Court) -> None:
    paper = house.issue()
    stray = proving.code_of(proof_keys.current(house.keys), people.PROFILE.code, UUID(int=3), paper.control_no)
    assert Browser(app).get(f"/V/{stray}").status == 404
    with house.store.reading() as session:
        assert queries.paper(session, MACHINE.scope, paper.id).control_no == paper.control_no
