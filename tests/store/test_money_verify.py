"""What `money verify` finds: any change behind the program's back, by name; and nothing in a ledger that is whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.backup import backup, restore
from app.base.instant import Instant
from app.base.settings import Settings
from app.base.store import Store
from app.base.upgrade import upgrade
from app.money import ledger, queries_matching
from app.money.actions_applicants import StateClaims, state_claims
from app.money.actions_closing import CheckClosing, CloseMonth, check_closing, close_month
from app.money.actions_deferrals import DeferPayout, defer_payout
from app.money.actions_match import ConfirmProposals, confirm_proposals
from app.money.queries_verify import books
from app.money.rules import AccountKind, AccountRef, Move
from app.money.tables import MoneyEvent
from app.money.verifying import Books, wrongs
from tests.support import people
from tests.support.make_distributions import make_applicant, make_payable, make_rivalry, release
from tests.support.make_money import (
    acknowledge,
    bank_row,
    import_rows,
    make_cash,
    make_confirmed,
    make_debt,
    make_payment,
    make_slip,
)
from tests.support.make_payouts import CREDITOR, approve, make_arrival, make_payout, send
from tests.support.people import DAWN

Act = Callable[..., Actor]
MARCH = Instant.parse("2026-03-01T01:00:00.000Z")


def fill(session: Session, act: Act) -> None:
    """Cash handed over and counted, a transfer matched with its line, an event that moves nothing."""
    debt = make_debt(session, act("judge"))
    cash = make_cash(session, act, debt, act("bailiff", DAWN))
    acknowledge(session, act("cashier", DAWN), make_slip(session, act("bailiff", DAWN), cash))
    make_payment(session, act("bailiff", DAWN), debt)
    clerk = act("clerk", DAWN)
    import_rows(session, clerk, [bank_row("3000", 对方户名=debt.name)])
    tokens = tuple(one.token for one in queries_matching.proposals(session, clerk.scope))
    confirm_proposals(session, clerk, ConfirmProposals(tokens=tokens))
    ledger.book(session, clerk, ledger.event_columns(clerk, kind="test"))


@pytest.fixture
def filled(session: Session, act: Act) -> Session:
    fill(session, act)
    session.flush()
    return session


def tamper(connection: Connection, table: str, statement: str) -> None:
    """Change a row as somebody with the database in his hands would: he takes its guards off first."""
    if connection.dialect.name == "sqlite":
        for deed in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{deed}"))
    else:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"))
    connection.execute(text(statement))


def codes(session: Session) -> set[str]:
    session.expire_all()
    return {one.code for one in wrongs(books(session))}


def test_a_ledger_that_is_whole_has_nothing_wrong(filled: Session) -> None:
    found = books(filled)
    assert wrongs(found) == []
    assert len(found.entries) == 7
    assert all(one.sealed for one in found.entries)


@pytest.mark.parametrize(
    ("table", "statement", "found"),
    [
        ("transfers", "UPDATE transfers SET amount = amount + 1", {"event_changed", "total_differs"}),
        ("transfers", "DELETE FROM transfers", {"event_changed", "total_differs"}),
        ("money_events", "UPDATE money_events SET kind = 'money.takf' WHERE kind = 'money.take'", {"event_changed"}),
        ("money_events", "UPDATE money_events SET entered_at = '2020-01-01T00:00:00.000Z'", {"event_changed"}),
        ("money_events", "DELETE FROM money_events WHERE kind = 'test'", {"event_gone"}),
        ("ledger_accounts", "UPDATE ledger_accounts SET debits = debits + 1, credits = credits + 1", {"total_differs"}),
        ("matches", "UPDATE matches SET amount = amount + 1", {"line_differs", "receipt_overmatched"}),
        ("bank_lines", "UPDATE bank_lines SET balance = balance + 1", {"bank_differs"}),
        ("receipts", "UPDATE receipts SET officer_ids = '[]'", {"cash_officers"}),
        ("trail", "UPDATE trail SET digest = 'x' WHERE verb = 'money.take'", {"trail_broken"}),
        ("trail", "DELETE FROM trail WHERE verb = 'ledger.book'", {"trail_broken"}),
    ],
)
def test_a_change_behind_the_program_is_found_by_name(
    filled: Session, connection: Connection, table: str, statement: str, found: set[str]
) -> None:
    tamper(connection, table, statement)
    assert found <= codes(filled)


@pytest.fixture
def paid(session: Session, act: Act) -> Session:
    """A plan carried out, a payout sent and one that waits, a slip counted, a direct payment confirmed, a closed month."""
    debt, other = make_debt(session, act("judge")), make_debt(session, act("judge"), "马某二")
    make_arrival(session, act, debt)
    release(session, act, make_payable(session, act, make_rivalry(session, act("judge"), debt)))
    make_arrival(session, act, other, "900")
    send(session, act, make_payout(session, act, other, amount="100"))
    make_payout(session, act, other, amount="200", kind="refund", payee="马某二")
    cash = make_cash(session, act, debt, act("bailiff", DAWN))
    acknowledge(session, act("cashier", DAWN), make_slip(session, act("bailiff", DAWN), cash))
    make_payment(session, act("bailiff", DAWN), other)
    direct = make_payment(session, act("bailiff", DAWN), other, way="direct", reason="当面给的")
    make_confirmed(session, act, direct)
    names = (CREDITOR, make_applicant(session, act("judge"), debt.case_id, "彭阳某合作社"))
    claims = {"case_id": debt.case_id, "claims": [{"name": one, "claim": "1"} for one in names], "source": "判决"}
    state_claims(session, act("clerk", DAWN), StateClaims.model_validate(claims))
    held = {"case_id": other.case_id, "ground": "other", "reason": "账户待核", "review_on": "2026-03-01"}
    defer_payout(session, act("clerk", DAWN), DeferPayout.model_validate(held))
    month = close_month(session, act("cashier", MARCH), CloseMonth(month="2026-01"))
    check_closing(session, act("clerk", MARCH), CheckClosing(closing_id=month.id, agrees=True))
    assert wrongs(books(session)) == []
    return session


@pytest.mark.parametrize(
    ("table", "change", "found"),
    [
        ("payouts", "UPDATE payouts SET payee_account = '666'", "row_changed"),
        ("payouts", "UPDATE payouts SET payee = '别人'", "row_changed"),
        ("payouts", "UPDATE payouts SET amount = amount + 1", "row_changed"),
        ("payouts", "UPDATE payouts SET levels = '[]'", "row_changed"),
        ("payouts", "DELETE FROM payouts WHERE kind = 'refund'", "row_gone"),
        ("payout_steps", "UPDATE payout_steps SET note = 'x'", "row_changed"),
        ("payout_steps", "UPDATE payout_steps SET role = 'judge' WHERE role <> ''", "row_changed"),
        ("payout_steps", "DELETE FROM payout_steps WHERE step = 'approved'", "row_gone"),
        ("payout_steps", "DELETE FROM payout_steps WHERE step = 'sent'", "row_gone"),
        ("deferrals", "UPDATE deferrals SET review_on = '2036-03-01'", "row_changed"),
        ("deferrals", "DELETE FROM deferrals", "row_gone"),
        ("distribution_shares", "UPDATE distribution_shares SET amount = amount - 1 WHERE amount > 0", "row_changed"),
        ("distribution_shares", "UPDATE distribution_shares SET creditor = '别人'", "row_changed"),
        (
            "distribution_shares",
            "UPDATE distribution_shares SET case_id = (SELECT case_id FROM distributions)",
            "row_changed",
        ),
        ("distributions", "UPDATE distributions SET value_on = '2026-01-01'", "row_changed"),
        ("distributions", "UPDATE distributions SET parties = '[]'", "row_changed"),
        ("distribution_steps", "DELETE FROM distribution_steps WHERE step = 'served'", "row_gone"),
        ("distribution_steps", "DELETE FROM distribution_steps WHERE step = 'released'", "row_gone"),
        ("distribution_steps", "UPDATE distribution_steps SET on_day = '2026-01-01'", "row_changed"),
        ("share_payouts", "DELETE FROM share_payouts", "row_gone"),
        ("applicant_claims", "UPDATE applicant_claims SET source = 'x'", "row_changed"),
        ("matches", "UPDATE matches SET case_id = (SELECT case_id FROM distributions)", "row_changed"),
        ("matches", "UPDATE matches SET rule = 'payout_return'", "row_changed"),
        ("bank_lines", "UPDATE bank_lines SET payer = '别人'", "row_changed"),
        ("bank_lines", "UPDATE bank_lines SET on_day = '2025-01-01'", "row_changed"),
        ("statements", "UPDATE statements SET closing_balance = 1", "row_changed"),
        ("receipts", "UPDATE receipts SET amount = amount + 1", "row_changed"),
        ("receipts", "UPDATE receipts SET payer = '别人'", "row_changed"),
        ("receipts", "UPDATE receipts SET case_id = (SELECT case_id FROM distributions)", "row_changed"),
        ("receipts", "UPDATE receipts SET at = '2025-01-01T00:00:00.000Z'", "row_changed"),
        ("direct_answers", "UPDATE direct_answers SET answer = 'denied'", "row_changed"),
        ("direct_answers", "DELETE FROM direct_answers", "row_gone"),
        ("handovers", "UPDATE handovers SET amount = amount + 1", "row_changed"),
        ("handovers", "UPDATE handovers SET receipt_numbers = '[]'", "row_changed"),
        ("handover_items", "DELETE FROM handover_items", "row_changed"),
        ("acknowledgements", "UPDATE acknowledgements SET official_number = 'x'", "row_changed"),
        ("acknowledgements", "DELETE FROM acknowledgements", "row_gone"),
        ("closings", "UPDATE closings SET figures = '{}'", "row_changed"),
        ("closings", "UPDATE closings SET digest = 'x'", "row_changed"),
        ("closing_checks", "UPDATE closing_checks SET agrees = (1 = 0)", "row_changed"),
        ("closing_checks", "DELETE FROM closing_checks", "row_gone"),
    ],
)
def test_a_paper_that_was_changed_behind_the_program_is_found(
    paid: Session, connection: Connection, table: str, change: str, found: str
) -> None:
    tamper(connection, table, change)
    assert found in codes(paid)


def test_an_event_nobody_sealed_is_found(filled: Session, act: Act) -> None:
    columns = ledger.event_columns(act("clerk", DAWN), kind="test")
    filled.add(MoneyEvent(**columns))
    filled.flush()
    assert codes(filled) == {"event_unsealed"}


def test_who_counts_his_own_cash_is_found(filled: Session, connection: Connection) -> None:
    tamper(connection, "acknowledgements", "UPDATE acknowledgements SET by_id = (SELECT by_id FROM handovers)")
    assert codes(filled) == {"same_hand", "row_changed"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_accounts SET kind = 'case'",
        "UPDATE ledger_accounts SET debits = debits - 1",
        "DELETE FROM ledger_accounts",
    ],
)
def test_the_database_itself_keeps_accounts(filled: Session, connection: Connection, statement: str) -> None:
    with pytest.raises(DBAPIError, match="posted to only"), connection.begin_nested():
        connection.execute(text(statement))


def test_the_database_itself_refuses_a_balance_below_zero(filled: Session, connection: Connection) -> None:
    asked = "SELECT id FROM ledger_accounts WHERE kind = '{}'"
    bank, case = (connection.scalar(text(asked.format(kind))) for kind in ("bank", "case"))
    event = connection.scalar(text("SELECT id FROM money_events WHERE kind = 'test'"))
    copied = text(
        "INSERT INTO transfers (id, event_id, debit_id, credit_id, amount) VALUES (:id, :event, :debit, :credit, :sum)"
    )
    given = {"id": "019bc5b4a3b07000800000000000000a", "event": event, "debit": case, "credit": bank}
    with pytest.raises(IntegrityError), connection.begin_nested():
        connection.execute(copied, {**given, "sum": 10**12})


def test_moves_are_posted_in_an_order_in_which_nothing_is_short_on_the_way(session: Session, act: Act) -> None:
    clerk, bank = act("clerk"), AccountRef(AccountKind.BANK, "trust")
    came, went = AccountRef(AccountKind.UNCLAIMED, "a"), AccountRef(AccountKind.OUTGOING, "b")
    out_first = [Move(debit=went, credit=bank, amount=5), Move(debit=bank, credit=came, amount=7)]  # type: ignore[arg-type]
    ledger.book(session, clerk, ledger.event_columns(clerk, kind="test"), out_first)
    assert ledger.balances(session, [bank, came, went]) == {bank: 2, came: 7, went: 5}


def kept(store: Store) -> Books:
    with store.reading() as session:
        return books(session)


def test_a_restored_ledger_holds_as_the_old_one_did(tmp_path: Path) -> None:
    old, new = (Settings(home=tmp_path / name) for name in ("old", "new"))
    store, fresh = (Store(one.store_address, lock=one.home / "lock") for one in (old, new))
    upgrade(store)
    with store.writing() as session:
        people.settle(session)
        fill(session, lambda name, now=people.EVENING_BEFORE: people.actor_of(session, name, now))
    backup(store, old, tmp_path / "b.tar.gz", people.EVENING_BEFORE)
    restore(fresh, new, tmp_path / "b.tar.gz")
    assert wrongs(kept(fresh)) == []
    assert kept(fresh).accounts == kept(store).accounts
    with fresh.writing() as session:
        act = people.actor_of(session, "bailiff", DAWN)
        make_payment(session, act, make_debt(session, people.actor_of(session, "judge"), "马某二"))
    assert wrongs(kept(fresh)) == []


def test_who_approves_what_he_proposed_is_found(filled: Session, act: Act, connection: Connection) -> None:
    debt = make_debt(filled, act("judge"), "马某二")
    make_arrival(filled, act, debt)
    row = make_payout(filled, act, debt)
    approve(filled, act, row)
    tamper(connection, "payout_steps", "UPDATE payout_steps SET by_id = (SELECT by_id FROM payouts)")
    assert codes(filled) == {"same_hand", "row_changed"}
