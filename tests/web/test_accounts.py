"""Accounts, court profile and trail pages."""

from collections.abc import Callable

import pytest

from app.base.store import Store
from app.court import queries as court
from app.staff import queries as staff
from tests.support.pages import Browser

Open = Callable[..., Browser]
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
