"""Accounts, court profile and trail pages."""

from collections.abc import Callable

import pytest

from app.base.store import Store
from app.court import queries as court
from app.staff import queries as staff
from tests.support import people
from tests.support.pages import Browser

Open = Callable[..., Browser]
AGAIN = {"password": people.PASSWORD}
NEW = {"username": "new.one", "name": "新人", "password": "a-long-password", "sex": "female", "roles": ["clerk"]}


def test_the_keeper_opens_an_account(browser: Open, app_store: Store) -> None:
    assert browser("keeper").post("/accounts/new", NEW).location == "/accounts"
    with app_store.reading() as session:
        person = staff.by_username(session, "new.one")
    assert person
    assert [role.role for role in person.roles] == ["clerk"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "大"), ("name", "x" * 100_000), ("roles", ["king"]), ("sex", "none"), ("password", "short")],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(
    browser: Open, app_store: Store, field: str, value: object
) -> None:
    answer = browser("keeper").post("/accounts/new", NEW | {field: value})
    assert answer.status == 422
    with app_store.reading() as session:
        assert staff.by_username(session, "new.one") is None


def test_one_person_may_not_take_cash_and_book_it(browser: Open) -> None:
    answer = browser("keeper").post("/accounts/new", NEW | {"roles": ["clerk", "cashier"]})
    assert answer.status == 422
    assert "不能同时担任" in answer.text


@pytest.mark.parametrize("username", ["judge", "bailiff", "president", "clerk", "cashier", "director"])
def test_nobody_else_opens_accounts(browser: Open, username: str) -> None:
    assert browser(username).post("/accounts/new", NEW).status == 403
    assert browser(username).get("/accounts").status == 403


def test_markup_in_a_name_is_ordinary_text(browser: Open) -> None:
    keeper = browser("keeper")
    keeper.post("/accounts/new", NEW | {"name": "<b>${7*7}</b>"})
    assert "&lt;b&gt;${7*7}&lt;/b&gt;" in keeper.get("/accounts").text


def test_a_changed_profile_is_a_new_version(browser: Open, app_store: Store) -> None:
    with app_store.reading() as session:
        known = court.profile(session).model_dump(mode="json")
    keeper = browser("keeper")
    assert keeper.post("/court", {**known, "min_summons": "2", "fee_first": "1"}).status == 302
    with app_store.reading() as session:
        assert court.profile(session).min_summons == 2
    answer = keeper.post("/court", {**known, "min_summons": "9", "code": "xx"})
    assert answer.status == 422
    assert "不应大于 2" in answer.text


def test_the_auditor_reads_and_verifies_the_trail(browser: Open) -> None:
    auditor = browser("auditor")
    assert "修改法院设置" in auditor.get("/trail").text
    assert "留痕完整" in auditor.get("/trail/verify").text
    assert browser("judge").get("/trail").status == 403


def url_of(store: Store, username: str) -> str:
    with store.reading() as session:
        return f"/accounts/{people.actor_of(session, username).id}"


def active(store: Store, username: str) -> bool:
    with store.reading() as session:
        return people.account_of(session, username).active


def test_an_account_is_closed_with_the_password_and_a_reason_that_stays(browser: Open, app_store: Store) -> None:
    keeper, url = browser("keeper"), url_of(app_store, "judge2")
    page = keeper.post(f"{url}/active", {"active": "0"})
    assert (page.status, 'id="f-password-fault"' in page.text) == (422, True)
    page = keeper.post(f"{url}/active", {"active": "0", "reason": "调离", "password": "wrong-password"})
    assert (page.status, 'value="调离"' in page.text) == (403, True)
    page = keeper.post(f"{url}/active", AGAIN | {"active": "0", "reason": ""})
    assert (page.status, 'id="f-reason-fault"' in page.text) == (422, True)
    assert active(app_store, "judge2")
    assert keeper.post(f"{url}/active", AGAIN | {"active": "0", "reason": "调离本院"}).status == 302
    assert not active(app_store, "judge2")
    shown = keeper.get(url).text
    assert "调离本院" in shown
    assert "恢复账号" in shown
    assert keeper.post(f"{url}/active", AGAIN | {"active": "1", "reason": "调回"}).status == 302
    assert active(app_store, "judge2")
    assert "停用账号" in browser("auditor").get("/trail").text


def test_the_last_president_and_the_last_keeper_stay(browser: Open, app_store: Store) -> None:
    keeper = browser("keeper")
    close = AGAIN | {"active": "0", "reason": "任期届满"}
    no = keeper.post(f"{url_of(app_store, 'president')}/active", close)
    assert (no.status, "最后一个在用的院长账号" in no.text) == (409, True)
    own = keeper.post(f"{url_of(app_store, 'keeper')}/active", close)
    assert (own.status, "不能停用自己的账号" in own.text) == (409, True)
    for username, role in (("president.two", "president"), ("keeper.two", "keeper")):
        keeper.post("/accounts/new", NEW | {"username": username, "roles": [role]})
    assert keeper.post(f"{url_of(app_store, 'president')}/active", close).status == 302
    no = keeper.post(f"{url_of(app_store, 'president.two')}/active", close)
    assert no.status == 409
    assert keeper.post(f"{url_of(app_store, 'keeper.two')}/active", close).status == 302
