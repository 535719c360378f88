"""Four eyes, once only, and races: what two hands do at the same moment has one effect."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.base.actor import WHOLE_COURT
from app.base.ids import new_id
from app.base.store import Store
from app.field.tables import Visit
from app.measures.tables import Decision
from app.money import queries_matching
from app.money.tables import MoneyEvent, Receipt
from app.money.tables_bank import Match
from app.outcomes.tables import Tick
from app.staff.tables import Account, AccountRole
from app.staff.verbs import Role
from app.sync.tables import Letter
from tests.support.hands import AT_ONCE, at_once
from tests.support.make_cases import make_case, make_person
from tests.support.make_letters import envelope, letter
from tests.support.make_measures import make_detain, make_ready
from tests.support.make_money import bank_row, import_rows, make_cash, make_debt, make_payment, make_slip
from tests.support.make_sweeps import make_sweep
from tests.support.make_tablet import Morning, make_morning
from tests.support.pages import Browser
from tests.support.people import DAWN, PASSWORD, actor_of

Open = Callable[..., Browser]
AGAIN = {"password": PASSWORD}
READY = 2
"""The steps before the president: discussed and endorsed."""


@pytest.fixture
def morning(app_store: Store) -> Morning:
    return make_morning(app_store)


@pytest.fixture
def proposal(app_store: Store) -> UUID:
    """A detention the judge asks for."""
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        person = make_person(session, judge)
        made = make_detain(session, judge, make_case(session, judge, debtors=(person,)), person, sole_carer=False)
        return make_ready(session, made, judge.now)


def give_role(store: Store, username: str, role: Role) -> None:
    with store.writing() as session:
        person = session.scalars(select(Account).where(Account.username == username)).one()
        session.add(AccountRole(account_id=person.id, role=role))


def count(store: Store, table: type) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_nobody_decides_on_what_he_proposed(browser: Open, app_store: Store, proposal: UUID) -> None:
    """Even an account that was given the other role past the rule of roles that stay apart."""
    for role in (Role.PRESIDENT, Role.DIRECTOR):
        give_role(app_store, "judge", role)
    for deed in ("approve", "reject"):
        page = browser("judge").post(f"/approvals/{proposal}/{deed}", AGAIN | {"reason": "自己批"})
        assert (page.status, "另一人" in page.text) == (403, True)
    assert count(app_store, Decision) == READY


def test_what_was_withdrawn_or_decided_is_not_approved(browser: Open, app_store: Store, proposal: UUID) -> None:
    judge, president = browser("judge"), browser("president")
    assert judge.post(f"/proposals/{proposal}/withdraw", {"reason": "另行处理"}).status == 302
    assert president.post(f"/approvals/{proposal}/approve", AGAIN).status == 409
    assert judge.post(f"/proposals/{proposal}/withdraw", {"reason": "另行处理"}).status == 409
    assert count(app_store, Decision) == READY + 1


def test_two_presidents_at_once_approve_once(app: Flask, app_store: Store, proposal: UUID) -> None:
    answers = at_once(app, "president", lambda one: one.post(f"/approvals/{proposal}/approve", AGAIN).status)
    assert answers == [302] + [409] * (AT_ONCE - 1)
    assert count(app_store, Decision) == READY + 1


def test_twenty_tablets_at_once_with_the_same_letters_do_them_once(
    app: Flask, app_store: Store, morning: Morning
) -> None:
    stop = morning.first
    about: dict[str, Any] = {"case_id": stop.case_id, "person_id": stop.person_id}
    letters = [
        letter("visit.arrive", DAWN, n=1, **about),
        letter("money.take", DAWN, n=2, way="transfer", amount="100", payer="甲", **about),
        letter("money.take", DAWN, n=3, way="transfer", amount="-1", payer="甲", **about),
        letter("money.take", DAWN, n=4, way="transfer", amount="200", payer="甲", **about),
    ]
    sent = at_once(
        app, "bailiff", lambda one: one.client.post("/tablet/letters", json=envelope(letters)).status_code, times=20
    )
    assert sent == [200] * 20
    assert (count(app_store, Visit), count(app_store, Receipt), count(app_store, Letter)) == (1, 2, 4)
    with app_store.reading() as session:
        numbers = sorted(int(number[-6:]) for number in session.scalars(select(Receipt.number)))
    assert numbers == [1, 2]


def test_a_match_confirmed_by_many_hands_is_booked_once(app: Flask, app_store: Store) -> None:
    with app_store.writing() as session:
        judge, clerk = actor_of(session, "judge"), actor_of(session, "clerk", DAWN)
        debt = make_debt(session, judge)
        make_payment(session, actor_of(session, "bailiff", DAWN), debt)
        import_rows(session, clerk, [bank_row("3000", 子账号=debt.account, 对方户名=debt.name)])
        [wanted] = queries_matching.proposals(session, WHOLE_COURT)
    answers = at_once(app, "clerk", lambda one: one.post("/money/matching", {"tokens": wanted.token}).status)
    assert answers == [302] + [409] * (AT_ONCE - 1)
    assert count(app_store, Match) == 1


def test_who_took_cash_neither_counts_nor_matches_it(browser: Open, app_store: Store) -> None:
    """Again past the rule of roles that stay apart."""
    with app_store.writing() as session:
        judge, bailiff = actor_of(session, "judge"), actor_of(session, "bailiff", DAWN)
        debt = make_debt(session, judge)
        slip = make_slip(session, bailiff, make_cash(session, lambda name: actor_of(session, name), debt, bailiff))
        make_payment(session, bailiff, debt)
        import_rows(
            session, actor_of(session, "clerk", DAWN), [bank_row("3000", 子账号=debt.account, 对方户名=debt.name)]
        )
        [wanted] = queries_matching.proposals(session, WHOLE_COURT)
    for role in (Role.CASHIER, Role.CLERK):
        give_role(app_store, "bailiff", role)
    taker = browser("bailiff")
    counted = {"counted": "3000", "official_number": "票1"}
    assert taker.post(f"/money/handovers/{slip.event_id}/acknowledge", counted).status == 403
    assert taker.post("/money/matching", {"tokens": wanted.token}).status == 403
    assert count(app_store, Match) == 0


def test_who_plans_does_not_publish(browser: Open, app_store: Store) -> None:
    give_role(app_store, "judge", Role.DIRECTOR)
    with app_store.writing() as session:
        sweep_id = make_sweep(session, actor_of(session, "judge"))
    assert browser("judge").post(f"/sweeps/{sweep_id}/publish").status == 403


def test_a_clerk_takes_no_deed_back_and_a_bailiff_none_of_another(browser: Open, morning: Morning) -> None:
    stop = morning.first
    arrive = letter("visit.arrive", DAWN, case_id=stop.case_id, person_id=stop.person_id)
    assert browser("bailiff").client.post("/tablet/letters", json=envelope([arrive])).status_code == 200
    cancel = letter("deed.cancel", DAWN, cancels=arrive["id"], reason="不是这样")
    for who, wanted in (("clerk", 403), ("cashier", 403), ("auditor", 403), ("president", 403)):
        assert browser(who).client.post("/tablet/letters", json=envelope([cancel])).status_code == wanted
    said = browser("bailiff2").client.post("/tablet/letters", json=envelope([cancel])).get_json()["answers"]
    assert [one["code"] for one in said] == ["forbidden"]


def test_a_deed_is_taken_back_once_and_its_taking_back_not_at_all(browser: Open, morning: Morning) -> None:
    stop = morning.first
    about: dict[str, Any] = {"case_id": stop.case_id, "person_id": stop.person_id}
    bailiff = browser("bailiff").client
    for deed in (
        letter("visit.arrive", DAWN, **about),
        letter("money.take", DAWN, way="transfer", amount="100", payer="甲", **about),
    ):
        first, second = (letter("deed.cancel", DAWN, cancels=deed["id"], reason="不是这样") for _ in range(2))
        again = letter("deed.cancel", DAWN, cancels=first["id"], reason="还是这样")
        answers = bailiff.post("/tablet/letters", json=envelope([deed, first, second, again])).get_json()["answers"]
        statuses = [one["status"] for one in answers]
        assert statuses[:3] == ["applied", "applied", "conflict"]
        assert statuses[3] != "applied"


def test_a_bailiff_of_another_squad_writes_nothing_about_a_target(
    browser: Open, morning: Morning, app_store: Store
) -> None:
    stop = morning.first
    foreign = letter("visit.arrive", DAWN, case_id=stop.case_id, person_id=stop.person_id, target_id=stop.target.id)
    said = browser("auxiliary").client.post("/tablet/letters", json=envelope([foreign])).get_json()["answers"]
    assert [one["status"] for one in said] == ["set_aside"]
    assert (count(app_store, Visit), count(app_store, Letter)) == (0, 1)


def test_a_cancel_at_the_desk_of_what_is_not_there_says_so(browser: Open, morning: Morning) -> None:
    url = f"/cases/{morning.first.case_id}/measures/cancel"
    answer = browser("judge").post(url, {"cancels": str(uuid4()), "reason": "登记有误"})
    assert answer.status == 404


def test_only_entries_of_the_sheet_are_ticked_off(browser: Open, morning: Morning, app_store: Store) -> None:
    """Somebody else's entry, or none at all, is not to look as if it had been typed in."""
    form = {"sheet": "service", "deed_ids": [str(uuid4()), str(new_id(DAWN))]}
    answer = browser("judge").client.post(f"/sweeps/{morning.sweep_id}/datasheet", data=form)
    assert answer.status_code == 404
    assert count(app_store, Tick) == 0
    stop = morning.first
    about: dict[str, Any] = {"case_id": stop.case_id, "person_id": stop.person_id, "mode": "signed", "receiver": "本人"}
    served = letter("service.summon", DAWN, appear_at="2026-01-19T09:00", place="本院", matter="询问", **about)
    browser("bailiff").client.post("/tablet/letters", json=envelope([served]))
    form = {"sheet": "summons", "deed_ids": [served["id"]]}
    assert browser("judge2").client.post(f"/sweeps/{morning.sweep_id}/datasheet", data=form).status_code == 404
    assert browser("judge").client.post(f"/sweeps/{morning.sweep_id}/datasheet", data=form).status_code == 302
    assert count(app_store, Tick) == 1


def test_a_payment_is_booked_at_its_own_time_and_never_below_nothing(
    browser: Open, morning: Morning, app_store: Store
) -> None:
    stop = morning.first
    about: dict[str, Any] = {"case_id": stop.case_id, "person_id": stop.person_id, "way": "transfer", "payer": "甲"}
    letters = [letter("money.take", DAWN, amount=amount, **about) for amount in ("0", "-5", "0.001", "1e3", "100")]
    answers = browser("bailiff").client.post("/tablet/letters", json=envelope(letters)).get_json()["answers"]
    assert [one["status"] for one in answers] == ["set_aside"] * 4 + ["applied"]
    assert answers[-1]["receipt"].endswith("000001")
    assert count(app_store, MoneyEvent) == 1
