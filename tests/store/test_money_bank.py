"""Statements: the same file is a no-op, overlaps are a union, the order of files changes nothing."""

from collections.abc import Callable
from itertools import permutations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.base.refusal import Refusal
from app.cases import queries as cases
from app.money import ledger, queries_bank, queries_cash, queries_day, queries_matching
from app.money.actions_match import ClaimLine, ConfirmProposals, UndoMatch, claim_line, confirm_proposals, undo_match
from app.money.actions_statement import AcceptStatement, accept_statement
from app.money.queries_verify import books
from app.money.rules import AccountKind
from app.money.tables_bank import BankLine
from app.money.verifying import wrongs
from tests.support.make_money import (
    Debt,
    acknowledge,
    bank_file,
    bank_row,
    import_bytes,
    import_rows,
    make_cash,
    make_debt,
    make_payment,
    make_slip,
)
from tests.support.people import DAWN

Act = Callable[..., Actor]


@pytest.fixture
def clerk(act: Act) -> Actor:
    return act("clerk", DAWN)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def lines(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(BankLine)) or 0


def test_the_same_file_again_changes_nothing(session: Session, clerk: Actor) -> None:
    content = bank_file([bank_row("3000"), bank_row("-10")])
    first = import_bytes(session, clerk, content)
    assert import_bytes(session, clerk, content) is first
    assert lines(session) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_overlapping_files_are_a_union_in_any_order(session: Session, clerk: Actor, order: tuple[int, ...]) -> None:
    rows = [bank_row(str(100 + at), 交易日期=f"2026-01-{10 + at}", 交易时间="") for at in range(4)]
    balances = ["100100", "100201", "100303", "100406"]
    for row, balance in zip(rows, balances, strict=True):
        row["账户余额"] = balance
    files = [bank_file(rows[:2]), bank_file(rows[1:3]), bank_file(rows[2:])]
    for at in order:
        import_bytes(session, clerk, files[at])
    assert lines(session) == 4
    sheet = queries_day.day_sheet(session, DAWN.day)
    assert (sheet.bank_told, sheet.bank_booked, sheet.difference, sheet.trial) == (10_040_600, 10_040_600, 0, 0)


def test_a_known_serial_with_another_content_stops_the_whole_file(session: Session, clerk: Actor) -> None:
    row = bank_row("3000")
    import_rows(session, clerk, [row])
    with pytest.raises(Refusal) as no:
        import_rows(session, clerk, [bank_row("5"), row | {"贷方发生额": "3001"}])
    assert (no.value.faults[0].code, no.value.faults[0].row) == ("statement.serial_changed", 3)
    assert lines(session) == 1


def unnumbered(amount: str, **changes: str) -> dict[str, str]:
    return bank_row(amount, 交易流水号="", 交易时间="", 对方户名="张某") | changes


def test_a_line_without_serial_told_again_with_other_details_stops_the_file(session: Session, clerk: Actor) -> None:
    import_rows(session, clerk, [unnumbered("300"), unnumbered("50")])
    with pytest.raises(Refusal) as no:
        import_rows(session, clerk, [unnumbered("300", 附言="还款"), unnumbered("50", 附言="还款"), unnumbered("7")])
    assert [(one.code, one.row) for one in no.value.faults] == [
        ("statement.told_again", 2),
        ("statement.told_again", 3),
    ]
    assert lines(session) == 2


def test_a_line_known_by_its_serial_stops_the_file_that_tells_none(session: Session, clerk: Actor) -> None:
    import_rows(session, clerk, [bank_row("300")])
    with pytest.raises(Refusal) as no:
        import_rows(session, clerk, [unnumbered("300")])
    assert no.value.faults[0].code == "statement.told_again"


def test_equal_deposits_of_one_day_are_both_taken(session: Session, clerk: Actor) -> None:
    """The running balance tells them apart, and a file that holds the whole day shows them both."""
    import_rows(session, clerk, [unnumbered("300")])
    import_rows(session, clerk, [unnumbered("300")], opening="100300")
    import_rows(session, clerk, [unnumbered("300"), unnumbered("300"), unnumbered("300", 附言="又一笔")])
    assert lines(session) == 3
    sheet = queries_day.day_sheet(session, DAWN.day)
    assert (sheet.bank_told, sheet.difference) == (10_090_000, 0)


def test_a_file_of_the_whole_day_decides_where_no_balance_is_told(session: Session, clerk: Actor) -> None:
    first, second = unnumbered("300", 账户余额=""), unnumbered("300", 账户余额="", 附言="又一笔")
    import_rows(session, clerk, [first])
    with pytest.raises(Refusal):
        import_rows(session, clerk, [second])
    import_rows(session, clerk, [first, second])
    assert lines(session) == 2


def test_bytes_that_are_not_the_previewed_ones_are_refused(session: Session, clerk: Actor) -> None:
    with pytest.raises(Refusal) as no:
        accept_statement(session, clerk, AcceptStatement(sha256="0" * 64, file_name="x.csv"), b"x")
    assert no.value.code == "statement.other_file"


def test_the_evening_all_is_matched_with_reasons(session: Session, act: Act, clerk: Actor, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    cash = make_cash(session, act, debt, bailiff, amount="500")
    slip = make_slip(session, bailiff, cash)
    acknowledge(session, act("cashier", DAWN), slip)
    make_payment(session, bailiff, debt, amount="3000", payer="张父", relation="parent")
    number = cases.case(session, clerk.scope, debt.case_id).number
    rows = [
        bank_row("500", 附言=f"现金缴存{slip.number}"),
        bank_row("3000", 对方户名="张父", 附言=number),
        bank_row("12.34", 对方户名="生人"),
    ]
    import_rows(session, clerk, rows)
    found = queries_matching.proposals(session, clerk.scope)
    assert {one.rule.value for one in found} == {"slip", "case_receipt"}
    confirm_proposals(session, clerk, ConfirmProposals(tokens=tuple(one.token for one in found)))
    assert [one.open for one in queries_bank.unclaimed(session, clerk.scope)] == [Money(1_234)]
    states = {one.amount: one.state for one in queries_cash.receipts(session, clerk.scope)}
    assert states == {50_000: "banked", 300_000: "arrived"}
    sheet = queries_day.day_sheet(session, DAWN.day)
    assert (sheet.trial, sheet.difference) == (0, 0)
    assert sheet.by_way["cash"] == (1, 50_000)
    assert [one.amount for one in queries_bank.matches(session, clerk.scope, case_id=debt.case_id)] == [300_000]


def test_who_took_the_money_does_not_match_it(session: Session, act: Act, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    make_payment(session, bailiff, debt)
    import_rows(session, act("clerk", DAWN), [bank_row("3000", 对方户名=debt.name)])
    token = queries_matching.proposals(session, bailiff.scope)[0].token
    with pytest.raises(Refusal) as no:
        confirm_proposals(session, bailiff, ConfirmProposals(tokens=(token,)))
    assert no.value.code == "four_eyes"


def test_who_stood_by_at_a_transfer_may_match_it(session: Session, act: Act, debt: Debt) -> None:
    clerk = act("clerk", DAWN)
    make_payment(session, act("bailiff", DAWN), debt, officer_ids=(clerk.id, act("police").id))
    import_rows(session, clerk, [bank_row("3000", 对方户名=debt.name)])
    token = queries_matching.proposals(session, clerk.scope)[0].token
    assert confirm_proposals(session, clerk, ConfirmProposals(tokens=(token,))) == 1


def test_a_claim_by_hand_takes_the_open_receipt_or_says_why_not(
    session: Session, act: Act, clerk: Actor, debt: Debt
) -> None:
    taken = make_payment(session, act("bailiff", DAWN), debt)
    import_rows(session, clerk, [bank_row("3500", 对方户名="生人"), bank_row("3000", 对方户名="生人")])
    more, exact = queries_bank.unclaimed(session, clerk.scope)
    number = cases.case(session, clerk.scope, debt.case_id).number

    def claim(line_id: object, *numbers: str) -> None:
        given = {"line_id": line_id, "case_number": number, "reason": "交款人来电确认", "receipt_numbers": numbers}
        claim_line(session, clerk, ClaimLine.model_validate(given))

    with pytest.raises(Refusal) as no:
        claim(exact.id)
    assert no.value.code == "match.receipt_open"
    claim(more.id, taken.number)
    parts = queries_bank.matches(session, clerk.scope, line_ids=[more.id])
    assert sorted((one.receipt_number or "", one.amount) for one in parts) == [("", 50_000), (taken.number, 300_000)]
    with pytest.raises(Refusal) as no:
        claim(exact.id, taken.number)
    assert no.value.code == "match.receipt_gone"
    claim(exact.id)
    with pytest.raises(Refusal) as no:
        claim(exact.id)
    assert no.value.code == "match.nothing_open"


def test_transfers_of_one_receipt_are_booked_together_and_come_back_together(
    session: Session, act: Act, clerk: Actor, debt: Debt
) -> None:
    make_payment(session, act("bailiff", DAWN), debt)
    parts = [bank_row(amount, 对方户名=debt.name, 对方账号="621700") for amount in ("2000", "600", "400")]
    import_rows(session, clerk, parts)
    [one] = queries_matching.proposals(session, clerk.scope)
    assert (one.rule.value, len(one.line_ids)) == ("split", 3)
    confirm_proposals(session, clerk, ConfirmProposals(tokens=(one.token,)))
    assert queries_bank.unclaimed(session, clerk.scope) == []
    assert [one.state for one in queries_cash.receipts(session, clerk.scope)] == ["arrived"]
    assert wrongs(books(session)) == []
    event = queries_bank.matches(session, clerk.scope)[1].event_id
    undo_match(session, clerk, UndoMatch(event_id=event, reason="认错了"))
    assert len(queries_bank.unclaimed(session, clerk.scope)) == 3
    assert [one.state for one in queries_cash.receipts(session, clerk.scope)] == ["awaited"]
    assert [one.token for one in queries_matching.proposals(session, clerk.scope)] == [one.token]
    with pytest.raises(Refusal) as no:
        undo_match(session, clerk, UndoMatch(event_id=event, reason="再来一次"))
    assert no.value.code == "ledger.reversed_already"


def test_a_fee_the_bank_withheld_stands_as_a_charge_and_the_receipt_has_arrived(
    session: Session, act: Act, clerk: Actor, debt: Debt
) -> None:
    make_payment(session, act("bailiff", DAWN), debt)
    import_rows(session, clerk, [bank_row("2998", 对方户名=debt.name)])
    [one] = queries_matching.proposals(session, clerk.scope)
    assert (one.rule.value, one.fee) == ("fee_receipt", 200)
    confirm_proposals(session, clerk, ConfirmProposals(tokens=(one.token,)))
    assert [one.state for one in queries_cash.receipts(session, clerk.scope)] == ["arrived"]
    assert ledger.open_balances(session, AccountKind.CHARGES) == {"trust": 200}
    assert ledger.open_balances(session, AccountKind.TRANSFER_AWAITED) == {}
    undo_match(
        session, clerk, UndoMatch(event_id=queries_bank.matches(session, clerk.scope)[0].event_id, reason="认错了")
    )
    assert ledger.open_balances(session, AccountKind.CHARGES) == {}
    assert len(queries_bank.unclaimed(session, clerk.scope)) == 1
