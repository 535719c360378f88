"""Attacks on sign-ins and forms: stolen, fixed and forged cookies, foreign forms, frames, guesses; and what logs tell."""

import json
import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.base.clock import HandClock
from app.base.store import Store
from app.staff.passwords import hash_of
from app.staff.tables import Account
from routes.gate import WAYS
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_leads import make_lead
from tests.support.make_measures import make_detain, make_ready
from tests.support.make_places import make_address
from tests.support.pages import Browser
from tests.support.people import actor_of

Open = Callable[..., Browser]
PASSWORD = "a long enough word"
ID_TEXT = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def known(app_store: Store) -> None:
    """The judge and the president have a password."""
    with app_store.writing() as session:
        for person in session.scalars(select(Account).where(Account.username.in_(("judge", "president")))):
            person.password_hash = hash_of(PASSWORD)


def sign_in(browser: Browser, username: str = "judge", password: str = PASSWORD, **more: str) -> Any:
    return browser.client.post("/sign-in", data={"username": username, "password": password, **more})


def cookie(browser: Browser) -> str:
    found = browser.client.get_cookie("fieldwrit")
    assert found
    return found.value


@pytest.mark.usefixtures("known")
def test_a_stolen_cookie_is_worth_nothing_after_its_owner_signed_out(browser: Open) -> None:
    owner, thief = browser(), browser()
    assert sign_in(owner).status_code == 302
    thief.client.set_cookie("fieldwrit", cookie(owner))
    assert thief.get("/").status == 200
    assert owner.post("/sign-out").status == 302
    assert thief.get("/").status == 302


@pytest.mark.usefixtures("known")
def test_nobody_is_made_to_sign_in_under_a_session_that_another_knows(browser: Open) -> None:
    victim = browser()
    with victim.client.session_transaction() as session:
        session["_user_id"] = "chosen by another"
    before = cookie(victim)
    sign_in(victim)
    attacker = browser()
    attacker.client.set_cookie("fieldwrit", before)
    assert attacker.get("/").status == 302
    with victim.client.session_transaction() as session:
        assert session["_user_id"] != "chosen by another"
        assert len(session["_user_id"]) >= 43


def test_a_forged_cookie_is_no_cookie(browser: Open) -> None:
    judge = browser("judge")
    real = cookie(judge)
    for forged in (
        real[:-2] + "xx",
        "." + real,
        real.replace(".", "", 1),
        "eyJfdXNlcl9pZCI6InRva2VuLWp1ZGdlIn0.x.y",
        "",
    ):
        judge.client.set_cookie("fieldwrit", forged)
        assert judge.get("/").status == 302, forged


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\r\nLocation: https://evil.example",
        "javascript:alert(1)",
        "https:/evil.example",
        "/%09/evil.example/..//",
        " //evil.example",
    ],
)
def test_nobody_is_sent_to_another_site(browser: Open, target: str) -> None:
    for answer in (
        sign_in(browser(), next=target),
        browser().client.post("/language", data={"lang": "en", "next": target}),
    ):
        assert answer.status_code == 302
        assert re.match(r"/(?![/\\])", answer.headers["Location"])
        assert not re.match(r"/[\t\r\n]", answer.headers["Location"])
        assert "\n" not in answer.headers["Location"]


def posts(app: Flask) -> list[str]:
    """The address of every door that takes a form, whatever its parameters."""
    found = []
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint in WAYS:
            filled = re.sub(r"<any\(([^,)]+)[^>]*>", r"\1", rule.rule)
            filled = re.sub(r"<uuid:\w+>", ID_TEXT, filled)
            found.append(re.sub(r"<string[^>]*>", "x", filled))
    return sorted(found)


PROGRAMS = ("/tablet/letters", "/tablet/media")


def test_every_form_needs_its_token(app: Flask, browser: Open) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    judge = browser("judge").client
    for address in posts(app):
        if address in PROGRAMS:
            continue
        answer = judge.post(address, data={"csrf_token": "guessed"})
        assert answer.status_code == 400, address
        assert "csrf" in judge.post(address, headers={"Accept": "application/json"}).get_data(as_text=True), address


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_the_letter_box_takes_nothing_that_a_foreign_form_can_send(browser: Open, kind: str) -> None:
    body = json.dumps({"device": "t", "letters": []})
    answer = browser("bailiff").client.post("/tablet/letters", data=body, content_type=kind)
    assert answer.status_code == 422


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("address", PROGRAMS)
def test_nor_do_the_doors_of_programs_take_anything_from_another_site(browser: Open, address: str, site: str) -> None:
    answer = browser("bailiff").client.post(
        address, json={"device": "t", "letters": []}, headers={"Sec-Fetch-Site": site}
    )
    assert answer.status_code in {403, 422}


def test_no_page_is_framed_kept_or_guessed_at(browser: Open) -> None:
    for answer in (browser("judge").client.get(url) for url in ("/", "/cases", "/no/such/page", "/map/targets.json")):
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] in {"no-store", "private, no-cache"}
        assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.usefixtures("known")
def test_the_cookie_is_kept_from_scripts_and_other_sites(app: Flask, browser: Open) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    told = sign_in(browser()).headers["Set-Cookie"]
    assert "HttpOnly" in told
    assert "SameSite=Lax" in told
    assert "Secure" in told


@pytest.mark.usefixtures("known")
def test_after_five_wrong_words_even_the_right_one_waits(browser: Open, clock: HandClock) -> None:
    guesser = browser()
    for _ in range(5):
        assert sign_in(guesser, password="wrong").status_code == 403
    assert sign_in(guesser).status_code == 403
    clock.forward(timedelta(minutes=16))
    assert sign_in(guesser).status_code == 302


@pytest.mark.usefixtures("known")
def test_an_unknown_name_is_answered_like_a_wrong_word_in_words_and_time(browser: Open) -> None:
    def tried(username: str) -> tuple[str, float]:
        begun = time.perf_counter()
        page = sign_in(browser(), username=username, password="wrong").get_data(as_text=True)
        return re.sub(r'nonce="[^"]+"|value="[^"]*"', "", page), time.perf_counter() - begun

    tried("judge")
    known_page, known_time = tried("judge")
    other_page, other_time = tried("nobody.at.all")
    assert known_page == other_page
    assert 0.2 < known_time / other_time < 5


@pytest.mark.usefixtures("known")
def test_the_word_asked_for_before_an_approval_is_not_guessed_without_end(
    browser: Open, app_store: Store, clock: HandClock
) -> None:
    """A stolen sign-in of the president's is not enough to approve, however often the thief tries."""
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        person = make_person(session, judge)
        asked = make_detain(session, judge, make_case(session, judge, debtors=(person,)), person, sole_carer=False)
        proposal = make_ready(session, asked, judge.now)
    clock.forward(timedelta(minutes=30))
    president = browser("president").client
    url = f"/approvals/{proposal}/approve"
    for _ in range(5):
        assert president.post(url, data={"password": "wrong"}).status_code in {401, 403, 422}
    assert president.post(url, data={"password": PASSWORD}).status_code != 302
    with app_store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM decisions WHERE step = 'approved'")).scalar() == 0


PERSONAL = {"name": "欧阳测试人", "raw": "孟塬乡某某村九组九号", "giver": "给线索的人", "phone": "13900000009"}


def test_neither_log_nor_trail_tells_of_a_person(browser: Open, app_store: Store, tmp_path: Path) -> None:
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        person = make_person(session, judge, PERSONAL["name"])
        case_id = make_case(session, judge, debtors=(person,))
        make_address(session, judge, person, PERSONAL["raw"], case_id=case_id)
        make_lead(session, judge, case_id, giver=PERSONAL["giver"])
    pages = browser("judge")
    pages.get(f"/cases?q={PERSONAL['name']}")
    pages.get(f"/cases/{case_id}")
    pages.post(f"/cases/{case_id}/persons/{person}/phones/new", {"number": PERSONAL["phone"]})
    pages.post(f"/cases/{case_id}/persons/{person}/phones/new", {"number": PERSONAL["name"]})
    sign_in(browser(), username="judge", password=PERSONAL["name"])
    logs = "".join(file.read_text("utf-8") for file in (tmp_path / "log").iterdir())
    assert len(logs.splitlines()) >= 5
    with app_store.reading() as session:
        number = session.execute(
            text("SELECT id_number FROM persons WHERE name = :name"), {"name": PERSONAL["name"]}
        ).scalar()
        trail = json.dumps(
            [list(map(str, row)) for row in session.execute(text("SELECT * FROM trail"))], ensure_ascii=False
        )
    assert len(trail) > 100
    for word in (*PERSONAL.values(), str(number)):
        assert word not in logs
        assert word not in trail
        assert json.dumps(word)[1:-1] not in logs


def test_a_closed_account_is_out_at_once(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    assert judge.get("/cases").status == 200
    with app_store.reading() as session:
        account_id: UUID = actor_of(session, "judge").id  # type: ignore[assignment]  # a person has an id
    closing = {"active": "0", "reason": "调离", "password": people.PASSWORD}
    assert browser("keeper").post(f"/accounts/{account_id}/active", closing).status == 302
    assert judge.get("/cases").status == 302
    assert judge.client.post("/tablet/letters", json={"device": "t", "letters": []}).status_code == 401
