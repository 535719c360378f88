"""A month is closed when bank, books and papers agree, by two people, wholly or not at all."""

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.canonical import digest
from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.money import closing, queries_closing, queries_payouts, queries_register
from app.money.actions_closing import CheckClosing, CloseMonth, check_closing, close_month
from app.money.actions_lines import ExplainLine, explain_line
from app.money.actions_payouts import SendPayouts, WithdrawPayout, send_payouts, withdraw_payout
from app.money.closing import Month
from app.money.queries_verify import books
from app.money.rules import AccountKind
from app.money.tables_closing import Closing
from app.money.verifying import wrongs
from app.trail import actions as trail_actions
from app.trail import queries as trail
from app.trail import rules as chain
from tests.support import people
from tests.support.make_money import acknowledge, bank_row, import_rows, make_cash, make_debt, make_payment, make_slip
from tests.support.make_payouts import CREDITOR, approve, make_arrival, make_line, make_payout, send
from tests.support.people import DAWN

Act = Callable[..., Actor]
FEBRUARY = Instant.parse("2026-02-02T01:00:00.000Z")
JANUARY = Month.read("2026-01")


def fill(session: Session, act: Act) -> None:
    """A month: money claimed, paid out, fee set aside, cash on its way, a promise, a stranger's money."""
    debt = make_debt(session, act("judge"))
    make_arrival(session, act, debt, "9000")
    paid = make_payout(session, act, debt, amount="3000")
    send(session, act, paid)
    line = make_line(session, act, "-3000", 对方户名=CREDITOR)
    told = {"line_id": line.id, "meaning": "payout", "payout_id": paid.id}
    explain_line(session, act("clerk", DAWN), ExplainLine.model_validate(told))
    send(session, act, make_payout(session, act, debt, amount="400", kind="fee", payee="国库"))
    cash = make_cash(session, act, debt, act("bailiff", DAWN))
    acknowledge(session, act("cashier", DAWN), make_slip(session, act("bailiff", DAWN), cash))
    make_payment(session, act("bailiff", DAWN), debt, amount="20")
    make_payment(session, act("bailiff", DAWN), debt, amount="30", way="direct")
    make_line(session, act, "88.80", 对方户名="某某")


@pytest.fixture
def month(session: Session, act: Act) -> Session:
    fill(session, act)
    return session


def close(session: Session, act: Act, name: str = "clerk", now: Instant = FEBRUARY) -> Closing:
    return close_month(session, act(name, now), CloseMonth(month="2026-01"))


def refused(code: str, call: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()
    assert no.value.code == code
    return no.value


def test_three_ways_lead_to_one_sum(month: Session) -> None:
    found = queries_closing.figures(month, JANUARY)
    assert closing.faults(found) == ()
    assert found.bank_told == found.bank_booked == Money.yuan("106088.80")
    assert found.cases_by_book == found.cases_by_papers == Money.yuan("8620")
    assert found.adjusted_bank == found.adjusted_books == Money.yuan("108708.80")
    assert found.closing[AccountKind.PAYING] == Money.yuan("400")
    assert found.closing[AccountKind.UNCLAIMED] == Money.yuan("88.80")
    assert found.opening[AccountKind.CASE] == 0


def test_the_register_sums_up_to_what_the_cases_hold_also_when_a_payout_comes_back(month: Session, act: Act) -> None:
    paid = queries_payouts.all_until(month, FEBRUARY)[0]
    line = make_line(month, act, "3000", 对方户名=CREDITOR)
    told = {"line_id": line.id, "meaning": "payout_return", "payout_id": paid.id}
    explain_line(month, act("clerk", DAWN), ExplainLine.model_validate(told))
    rows = queries_register.movements(month, JANUARY)
    back = [one for one in rows if one.reason == "creditor" and one.amount > 0]
    assert [(one.amount, one.paper) for one in back] == [(paid.amount, paid.number)]
    assert sum(one.amount for one in rows) == queries_closing.figures(month, JANUARY).cases_by_book


def net_and_growth(session: Session, month: Month) -> tuple[Money, Money]:
    """What the register of a month comes to, and by what the accounts of the cases grew in it."""
    told = queries_closing.figures(session, month)
    grown = told.closing[AccountKind.CASE] - told.opening[AccountKind.CASE]
    return Money(sum(one.amount for one in queries_register.movements(session, month))), grown


def test_money_set_aside_stands_in_the_register_of_the_month_in_which_it_left_its_case(
    month: Session, act: Act
) -> None:
    """Approved in January and sent in February, withdrawn in February, deposited and paid out of the deposit later."""
    february, debt = Month.read("2026-02"), make_debt(month, act("judge"), "马某三")
    make_arrival(month, act, debt, "5000")
    fee = make_payout(month, act, debt, amount="50", kind="fee", payee="国库")
    fine = make_payout(month, act, debt, amount="60", kind="fine", payee="国库")
    kept = make_payout(month, act, debt, amount="500", kind="deposit", payee=CREDITOR)
    for one in (fee, fine, kept):
        approve(month, act, one)
    out = make_payout(month, act, debt, amount="500", kind="deposit_out")
    assert net_and_growth(month, JANUARY) == (Money.yuan("13010"), Money.yuan("13010"))
    send_payouts(month, act("cashier", FEBRUARY), SendPayouts(payout_ids=(fee.id,)))
    withdraw_payout(month, act("clerk", FEBRUARY), WithdrawPayout(payout_id=fine.id, note="决定撤销"))
    approve(month, act, out)
    send_payouts(month, act("cashier", FEBRUARY), SendPayouts(payout_ids=(out.id,)))
    assert net_and_growth(month, JANUARY) == (Money.yuan("13010"), Money.yuan("13010"))
    assert net_and_growth(month, february) == (Money.yuan("60"), Money.yuan("60"))
    [back] = queries_register.movements(month, february)
    assert (back.reason, back.paper) == (queries_register.WITHDRAWN, fine.number)


def test_a_month_is_closed_by_two(month: Session, act: Act) -> None:
    row = close(month, act)
    assert row.digest == digest(row.figures)
    refused("closing.closed_already", lambda: close(month, act, "cashier"))
    deed = CheckClosing(closing_id=row.id, agrees=True)
    refused("four_eyes", lambda: check_closing(month, act("clerk", FEBRUARY), deed))
    check_closing(month, act("cashier", FEBRUARY), deed)
    refused("closing.checked_already", lambda: check_closing(month, act("director", FEBRUARY), deed))
    refused("closing.closed_already", lambda: close(month, act))
    assert [(one.state, one.holds) for one in queries_closing.closings(month, JANUARY)] == [("closed", True)]


def test_a_month_without_a_line_of_the_bank_agrees_with_nothing(month: Session, act: Act) -> None:
    found = closing.faults(queries_closing.figures(month, Month.read("2025-11")))
    assert [fault.code for fault in found] == ["closing.no_bank"]


def test_a_month_that_is_not_over_or_is_no_month_is_refused(session: Session, act: Act) -> None:
    assert refused("closing.not_over", lambda: close(session, act, now=DAWN)).kind is Kind.TOO_LATE
    refused("closing.month", lambda: Month.read("2026-13"))
    refused("closing.month", lambda: Month.read("2026-1"))
    refused("closing.month", lambda: Month.read("9999-12"))


def test_a_missing_line_of_the_bank_blocks_and_is_named(month: Session, act: Act) -> None:
    rows = [bank_row("5", 交易时间="23:00:00")]
    import_rows(month, act("clerk", DAWN), rows, opening="106090.00")
    no = refused("closing.blocked", lambda: close(month, act))
    assert (no.faults[0].code, dict(no.faults[0].facts)) == ("closing.bank", {"difference": "-1.20"})
    assert queries_closing.closings(month, JANUARY) == []


def test_what_comes_in_late_is_seen_and_the_month_is_closed_anew(month: Session, act: Act) -> None:
    first = close(month, act)
    debt = make_debt(month, act("judge"), "马某二")
    make_payment(month, act("bailiff", FEBRUARY), debt, at=DAWN, amount="7")
    assert [one.holds for one in queries_closing.closings(month, JANUARY)] == [False]
    deed = CheckClosing(closing_id=first.id, agrees=True)
    refused("closing.changed", lambda: check_closing(month, act("cashier", FEBRUARY), deed))
    no = CheckClosing(closing_id=first.id, agrees=False)
    refused("closing.no_reason", lambda: check_closing(month, act("cashier", FEBRUARY), no))
    check_closing(month, act("cashier", FEBRUARY), no.model_copy(update={"note": "补录后重算"}))
    again = close(month, act)
    assert again.figures["closing"]["case"] == first.figures["closing"]["case"] + 700


def test_a_payment_of_the_next_month_changes_nothing(month: Session, act: Act) -> None:
    before = queries_closing.figures(month, JANUARY)
    debt = make_debt(month, act("judge"), "马某二")
    make_payment(month, act("bailiff", FEBRUARY), debt, amount="7")
    assert queries_closing.figures(month, JANUARY).document() == before.document()
    later = queries_closing.figures(month, Month.read("2026-02"))
    assert later.opening == before.closing
    assert closing.faults(later) == ()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_in_the_middle_of_a_closing_nothing_is_half_done(own_store: Store, moment: str) -> None:
    with own_store.writing() as session:
        fill(session, lambda name, now=people.EVENING_BEFORE: people.actor_of(session, name, now))
    own_store.engine.dispose()
    child = os.fork()
    if child == 0:
        _close_and_die(own_store, moment)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with own_store.writing() as session:
        assert queries_closing.closings(session, JANUARY) == []
        assert wrongs(books(session)) == []
        clerk = people.actor_of(session, "clerk", FEBRUARY)
        close_month(session, clerk, CloseMonth(month="2026-01"))
    with own_store.reading() as session:
        assert len(queries_closing.closings(session, JANUARY)) == 1
        assert isinstance(chain.verify(trail.lines(session)), chain.Head)


def _close_and_die(store: Store, moment: str) -> None:
    """In a process of its own: killed before or after the closing's line in the trail, and before the commit."""
    address = store.engine.url.render_as_string(hide_password=False)
    own = Store(address, lock=store.lock, schema=store.schema)
    written = trail_actions.write

    def killed(*given: Any, **more: Any) -> None:
        if moment == "after":
            written(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)

    trail_actions.write = killed  # type: ignore[assignment] # reason: the process dies in it
    try:
        with own.writing() as session:
            close_month(session, people.actor_of(session, "clerk", FEBRUARY), CloseMonth(month="2026-01"))
    finally:
        os._exit(1)


def test_two_who_close_at_once_make_one_closing(own_store: Store) -> None:
    with own_store.writing() as session:
        fill(session, lambda name, now=people.EVENING_BEFORE: people.actor_of(session, name, now))
    with own_store.writing() as session:
        close_month(session, people.actor_of(session, "clerk", FEBRUARY), CloseMonth(month="2026-01"))
    later = FEBRUARY + timedelta(seconds=1)
    with pytest.raises(Refusal), own_store.writing() as session:
        close_month(session, people.actor_of(session, "cashier", later), CloseMonth(month="2026-01"))
