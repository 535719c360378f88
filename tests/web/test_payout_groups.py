"""Payouts in the bank's lines on the pages: the sure ones at one press, the others singly with what speaks for them."""

import re
from collections.abc import Callable

import pytest

from app.base.actor import Actor
from app.base.store import Store
from app.money import queries_bank, queries_payouts
from app.money.payouts import Stage
from tests.support import people
from tests.support.make_money import make_debt
from tests.support.make_payouts import CREDITOR, make_arrival, make_line, make_payout, send
from tests.support.pages import Browser
from tests.support.people import DAWN

Open = Callable[..., Browser]
PATH = "/money/matching/groups"


@pytest.fixture
def sent(app_store: Store) -> list[str]:
    """Four payouts ordered at the bank, of 701, 702 and twice 703 yuan; the bank paid 701, 702 and once 703."""
    with app_store.writing() as session:

        def act(name: str, now: object = DAWN) -> Actor:
            return people.actor_of(session, name, DAWN)

        debt = make_debt(session, act("judge"))
        make_arrival(session, act, debt)
        made = [make_payout(session, act, debt, amount=amount) for amount in ("701", "702", "703", "703")]
        numbers = [send(session, act, row).number for row in made]
        for amount in ("-701", "-702", "-703"):
            make_line(session, act, amount, 对方户名=CREDITOR, 摘要="案款发放")
        return numbers


def stages(store: Store) -> list[Stage]:
    with store.reading() as session:
        found = queries_payouts.listed(session, people.actor_of(session, "clerk").scope)
        return [one.stage for one in sorted(found, key=lambda one: one.number)]


def offered(page: str) -> tuple[list[str], str]:
    """The words of the lines of the group of payouts, and its form."""
    [form] = re.findall(r'name="key" value="payout"(.*?)</form>', page, re.DOTALL)
    return re.findall(r'name="lines" value="([^"]+)" checked', form), form


def test_sure_payouts_are_ticked_with_their_evidence_and_confirmed_at_one_press(
    browser: Open, app_store: Store, sent: list[str]
) -> None:
    clerk = browser("clerk")
    tokens, form = offered(clerk.get("/money/matching").text)
    assert len(tokens) == 2
    assert sent[0] in form
    assert "金额一致，户名就是收款人" in form
    assert sent[2] not in form
    assert clerk.post(PATH, {"key": "payout", "lines": tokens, "reason": "成组确认"}).status == 302
    assert stages(app_store) == [Stage.PAID, Stage.PAID, Stage.SENT, Stage.SENT]
    undo = re.findall(rf'action="({PATH}/[^"]+/undo)"', clerk.get("/money/matching").text)
    assert len(undo) == 1
    assert clerk.post(undo[0], {"reason": "认错了"}).status == 302
    assert stages(app_store) == [Stage.SENT] * 4


def test_a_line_taken_out_of_the_group_stays_unexplained(browser: Open, app_store: Store, sent: list[str]) -> None:
    clerk = browser("clerk")
    tokens, _ = offered(clerk.get("/money/matching").text)
    assert clerk.post(PATH, {"key": "payout", "lines": tokens[:1], "reason": "成组确认"}).status == 302
    with app_store.reading() as session:
        left = queries_bank.unexplained_out(session, people.actor_of(session, "clerk").scope)
    assert len(left) == 2


def test_a_line_that_fits_two_payouts_is_asked_singly_with_both(
    browser: Open, app_store: Store, sent: list[str]
) -> None:
    page = browser("clerk").get("/money/special-lines").text
    row = next(one for one in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "-703.00" in one)
    assert all(f"就是发放单 {number}" in row for number in sent[2:])
    assert row.count("还有别的可能") == 2
    desk = browser("clerk").get("/money/matching").text
    assert "到特殊流水逐条回答" in desk


def test_who_may_not_match_confirms_no_payout(browser: Open, app_store: Store, sent: list[str]) -> None:
    tokens, _ = offered(browser("clerk").get("/money/matching").text)
    for username in ("cashier", "judge", "auditor"):
        answer = browser(username).post(PATH, {"key": "payout", "lines": tokens, "reason": "成组确认"})
        assert answer.status == 403
    assert stages(app_store) == [Stage.SENT] * 4
