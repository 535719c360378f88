"""The front door."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.base.clock import HandClock
from app.base.store import Store
from app.staff.actions import AddAccount, SetActive
from app.staff.rules import FAILURES_ALLOWED, IDLE_LIMIT, LOCKED_FOR
from app.staff.verbs import Role
from app.sweeps.actions import PublishSweep, publish_sweep
from app.trail.people import add_account, set_active
from tests.support import people
from tests.support.make_sweeps import arrange
from tests.support.pages import Browser

Open = Callable[..., Browser]
PASSWORD = "a-long-password"


@pytest.fixture
def registered(app_store: Store) -> None:
    with app_store.writing() as session:
        deed = AddAccount(username="real", name="真名", password=PASSWORD, sex="male", roles=(Role.JUDGE,))
        add_account(session, people.MACHINE, deed)


def test_who_is_not_signed_in_is_asked_to(browser: Open) -> None:
    answer = browser().get("/")
    assert answer.status == 302
    assert answer.location.startswith("/sign-in?next=/")


def test_signing_in_leads_to_the_page_that_was_wanted(browser: Open, registered: None) -> None:
    visitor = browser()
    assert "登录" in visitor.get("/sign-in?next=/notices").text
    answer = visitor.post("/sign-in", {"username": "real", "password": PASSWORD, "next": "/notices"})
    assert answer.location == "/notices"
    assert "真名" in visitor.get("/").text


def test_a_foreign_address_is_not_followed(browser: Open, registered: None) -> None:
    for target in ("//evil.example", "https://evil.example/", "/\\evil.example"):
        answer = browser().post("/sign-in", {"username": "real", "password": PASSWORD, "next": target})
        assert answer.location == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(browser: Open, registered: None) -> None:
    answer = browser().post("/sign-in", {"username": "real", "password": "wrong"})
    assert answer.status == 403
    assert "登录名或密码不正确" in answer.text
    assert 'value="real"' in answer.text


def test_five_failures_lock_the_account_for_a_while(browser: Open, registered: None, clock: HandClock) -> None:
    visitor = browser()
    for _ in range(FAILURES_ALLOWED):
        visitor.post("/sign-in", {"username": "real", "password": "wrong"})
    assert visitor.post("/sign-in", {"username": "real", "password": PASSWORD}).status == 403
    clock.forward(LOCKED_FOR)
    assert visitor.post("/sign-in", {"username": "real", "password": PASSWORD}).status == 302


def test_a_closed_account_is_out_at_once(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    assert judge.get("/").status == 200
    with app_store.writing() as session:
        keeper, person = people.actor_of(session, "keeper"), people.actor_of(session, "judge")
        assert person.id
        set_active(session, keeper, SetActive(account_id=person.id, active=False, reason="调离"))
    assert judge.get("/").status == 302


def test_signing_out_ends_the_sign_in_for_every_copy_of_the_cookie(browser: Open) -> None:
    one, copy = browser("judge"), browser("judge")
    assert one.post("/sign-out").status == 302
    assert copy.get("/").status == 302


def test_an_idle_sign_in_ends(browser: Open, clock: HandClock) -> None:
    judge = browser("judge")
    clock.forward(IDLE_LIMIT + IDLE_LIMIT / 100)
    assert judge.get("/").status == 302


def test_a_sign_in_that_is_used_does_not_grow_idle(browser: Open, clock: HandClock) -> None:
    judge = browser("judge")
    for _ in range(3):
        clock.forward(IDLE_LIMIT / 2)
        assert judge.get("/").status == 200


def test_the_language_can_be_switched(browser: Open) -> None:
    visitor = browser()
    visitor.post("/language", {"lang": "en", "next": "/sign-in"})
    assert "Sign in" in visitor.get("/sign-in").text


def test_a_form_without_its_token_is_refused(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = Browser(app, "judge").post("/sign-out")
    assert answer.status == 400
    assert "页面已过期" in answer.text


def test_an_unknown_page_is_a_calm_404(browser: Open) -> None:
    answer = browser("judge").get("/no-such-page")
    assert answer.status == 404
    assert "找不到" in answer.text


def test_the_first_page_tells_what_is_missing_before_the_sweep_and_its_figures_after(
    browser: Open, app_store: Store, clock: HandClock
) -> None:
    arranged = arrange(app_store)
    before = browser("judge").get("/").text
    assert "出发前的准备" in before
    assert "拘传已批准" in before
    assert 'class="ready-point" href="/approvals"' in before
    assert 'class="ready-point" href="/approvals"' not in browser("cashier").get("/").text
    with app_store.writing() as session:
        publish_sweep(session, people.actor_of(session, "director"), PublishSweep(sweep_id=arranged.sweep_id))
    clock.moment = people.DAWN
    after = browser("judge").get("/").text
    assert "出发前的准备" not in after
    assert "执行到位（元）" in after
