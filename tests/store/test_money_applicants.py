"""One case, several applicants: each gets his part to the fen, and with one applicant nothing changes."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import ZERO
from app.base.refusal import Refusal
from app.cases import queries as cases
from app.court import queries as court
from app.money import queries, queries_applicants, queries_dues, queries_payouts
from app.money.actions_applicants import ProposeSplit, StateClaims, propose_split, state_claims
from app.money.actions_payouts import WithdrawPayout, withdraw_payout
from app.money.queries_applicants import Parts
from app.money.queries_verify import books
from app.money.verifying import wrongs
from tests.support.make_distributions import make_applicant
from tests.support.make_money import Debt, make_debt
from tests.support.make_payouts import CREDITOR, make_arrival, make_payout, send
from tests.support.people import DAWN

Act = Callable[..., Actor]
SECOND, THIRD = "彭阳某合作社", "彭阳某农机站"


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    """A case with three applicants."""
    made = make_debt(session, judge)
    for name in (SECOND, THIRD):
        make_applicant(session, judge, made.case_id, name)
    return made


def state(session: Session, act: Act, debt: Debt, **claims: str) -> None:
    told = {CREDITOR: "3", SECOND: "5", THIRD: "7", **claims}
    rows = [{"name": name, "claim": claim} for name, claim in told.items() if claim]
    deed = {"case_id": debt.case_id, "claims": rows, "source": "判决主文第一项"}
    state_claims(session, act("clerk", DAWN), StateClaims.model_validate(deed))


def proposed(session: Session, act: Act, debt: Debt, amount: str = "2200", **changes: Any) -> list[Any]:
    told = {
        "case_id": debt.case_id,
        "amount": amount,
        "accounts": [{"name": name, "payee_account": "62000"} for name in (CREDITOR, SECOND, THIRD)],
        "reason": "案款发放",
    }
    return propose_split(session, act("clerk", DAWN), ProposeSplit.model_validate({**told, **changes}))


def parts(session: Session, act: Act, debt: Debt) -> Parts | None:
    case = cases.case(session, act("clerk").scope, debt.case_id)
    owed = queries.owed(session, debt.case_id, DAWN.day, court.profile(session))
    free = queries_dues.due(session, act("clerk").scope, debt.case_id, owed).creditor
    return queries_applicants.parts(session, case, free)


def codes(call: Callable[[], Any]) -> dict[str, str]:
    with pytest.raises(Refusal) as no:
        call()
    return {one.field: one.code for one in no.value.faults} or {"": no.value.code}


def test_money_is_split_by_what_each_claims_and_every_line_names_its_payee(
    session: Session, act: Act, debt: Debt
) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt)
    made = proposed(session, act, debt)
    assert [(one.payee, one.amount) for one in made] == [(CREDITOR, 44_000), (SECOND, 73_333), (THIRD, 102_667)]
    assert sum(one.amount for one in made) == 220_000
    for one in made:
        send(session, act, one)
    assert wrongs(books(session)) == []


def test_nobody_is_paid_before_the_claims_are_stated_nor_beyond_his_part(
    session: Session, act: Act, debt: Debt
) -> None:
    make_arrival(session, act, debt)
    assert parts(session, act, debt) is None
    assert codes(lambda: make_payout(session, act, debt, amount="1")) == {"payee": "payout.no_parts"}
    assert codes(lambda: proposed(session, act, debt)) == {"": "applicant.not_stated"}
    state(session, act, debt)
    assert codes(lambda: make_payout(session, act, debt, amount="440.01")) == {"amount": "payout.above_part"}
    make_payout(session, act, debt, amount="400")
    assert codes(lambda: make_payout(session, act, debt, amount="40.01")) == {"amount": "payout.above_part"}


def test_what_a_panel_paid_to_another_counts_for_the_applicant_whose_part_it_was(
    session: Session, act: Act, debt: Debt
) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt)
    other: dict[str, Any] = {"payee": "某律所", "amount": "440", "panel": "合议庭〔2026〕3号", "panel_scan": "a" * 64}
    assert codes(lambda: make_payout(session, act, debt, **other)) == {"creditor": "payout.whose_part"}
    assert codes(lambda: make_payout(session, act, debt, **other, creditor="生人"))["creditor"] == "payout.whose_part"
    above = {**other, "amount": "440.01", "creditor": CREDITOR}
    assert codes(lambda: make_payout(session, act, debt, **above)) == {"amount": "payout.above_part"}
    send(session, act, make_payout(session, act, debt, **other, creditor=CREDITOR))
    found = parts(session, act, debt)
    assert found is not None
    assert [(one.name, one.got, one.left) for one in found.parts] == [
        (CREDITOR, 44_000, 0),
        (SECOND, 0, 73_333),
        (THIRD, 0, 102_667),
    ]
    assert wrongs(books(session)) == []


def test_one_applicants_part_goes_to_another_by_the_panel_alone(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt)
    asked = {"payee": SECOND, "creditor": CREDITOR, "amount": "440"}
    assert codes(lambda: make_payout(session, act, debt, **asked)) == {"payee": "payout.payee"}
    make_payout(session, act, debt, **asked, panel="合议庭〔2026〕3号", panel_scan="a" * 64)
    found = parts(session, act, debt)
    assert found is not None
    assert (found.left(CREDITOR), found.left(SECOND)) == (0, 73_333)


def test_who_got_too_little_before_is_caught_up_with(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt)
    make_payout(session, act, debt, amount="440")
    made = proposed(session, act, debt, "1760")
    assert [(one.payee, one.amount) for one in made] == [(SECOND, 73_333), (THIRD, 102_667)]
    make_arrival(session, act, debt, "1500")
    found = parts(session, act, debt)
    assert found is not None
    assert [one.left for one in found.parts] == [30_000, 50_000, 70_000]


def test_a_payout_taken_back_is_that_applicants_again(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt)
    made = proposed(session, act, debt)
    withdraw_payout(session, act("clerk", DAWN), WithdrawPayout(payout_id=made[1].id, note="账户有误"))
    assert codes(lambda: make_payout(session, act, debt, amount="1")) == {"amount": "payout.above_part"}
    found = parts(session, act, debt)
    assert found is not None
    assert [one.left for one in found.parts] == [ZERO, 73_333, ZERO]


def test_claims_name_every_applicant_once(session: Session, act: Act, debt: Debt) -> None:
    assert codes(lambda: state(session, act, debt, **{SECOND: ""})) == {"claims": "applicant.left_out"}
    assert codes(lambda: state(session, act, debt, 生人="1")) == {"claims.3.name": "applicant.unknown"}


def test_each_missing_account_is_named(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt)
    told = [{"name": SECOND, "payee_account": "62000"}]
    assert codes(lambda: proposed(session, act, debt, accounts=told)) == {
        "accounts.0.payee_account": "payout.no_account",
        "accounts.2.payee_account": "payout.no_account",
    }
    assert codes(lambda: proposed(session, act, debt, "2200.01")) == {"amount": "payout.not_covered"}


def test_with_one_applicant_nothing_changes(session: Session, act: Act, judge: Actor) -> None:
    alone = make_debt(session, judge, "张某二")
    make_arrival(session, act, alone)
    assert make_payout(session, act, alone, amount="2200").amount == 220_000


def test_who_got_too_much_by_earlier_claims_stands_aside_and_the_others_are_all_paid(
    session: Session, act: Act, debt: Debt
) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt, **{CREDITOR: "98", SECOND: "1", THIRD: "1"})
    proposed(session, act, debt, "1000")
    state(session, act, debt, **{CREDITOR: "1", SECOND: "1", THIRD: "1"})
    seen = parts(session, act, debt)
    assert seen
    assert [one.left for one in seen.parts] == [0, 60_000, 60_000]
    assert [one.amount for one in proposed(session, act, debt, "1200")] == [60_000, 60_000]


def test_no_payout_is_left_out_of_what_was_paid_however_many_there_are(
    session: Session, act: Act, debt: Debt, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_arrival(session, act, debt)
    state(session, act, debt)
    fee = make_payout(session, act, debt, kind="fee", amount="800", payee="国库")
    proposed(session, act, debt, "1000")
    monkeypatch.setattr(queries_payouts, "MOST_SHOWN", 1)
    owed = queries.owed(session, debt.case_id, DAWN.day, court.profile(session))
    assert (fee.amount, queries_dues.due(session, act("clerk").scope, debt.case_id, owed).fee) == (80_000, 0)
    seen = parts(session, act, debt)
    assert seen
    assert sum(one.got for one in seen.parts) == 100_000
