"""Who pays for a debtor is learned from what a clerk confirmed, shown, removed with a reason, and alone never books."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.base.refusal import Refusal
from app.cases import queries as cases
from app.cases.actions import AddParty, add_party
from app.money import queries_bank, queries_matching, queries_payers
from app.money.actions_match import ClaimLine, UndoMatch, claim_line, undo_match
from app.money.actions_payers import RemovePayer, remove_payer
from app.money.matching_values import Doubt, Evidence, Proposal
from app.money.payers import KnownPayer, Source
from tests.support.make_cases import make_person
from tests.support.make_money import (
    Debt,
    acknowledge,
    bank_row,
    import_rows,
    make_cash,
    make_debt,
    make_payment,
    make_slip,
)
from tests.support.people import DAWN

Act = Callable[..., Actor]
BROTHER = "张某亲"
LATER = Instant.parse("2026-01-18T01:00:00.000Z")
AFTER_THAT = Instant.parse("2026-01-19T01:00:00.000Z")


@pytest.fixture
def debt(session: Session, act: Act) -> Debt:
    return make_debt(session, act("judge"))


def arrives(session: Session, act: Act, amount: str, **changes: str) -> UUID:
    statement = import_rows(session, act("clerk", DAWN), [bank_row(amount, **changes)])
    return queries_bank.lines(session, statement_id=statement.id)[0].id


def claim(session: Session, act: Act, debt: Debt, amount: str, now: Instant = DAWN) -> UUID:
    line = arrives(session, act, amount, 对方户名=BROTHER)
    number = cases.case(session, WHOLE_COURT, debt.case_id).number
    deed = ClaimLine.model_validate({"line_id": line, "case_number": number, "reason": "来电说明是弟弟"})
    return claim_line(session, act("clerk", now), deed)


def payers(session: Session, debt: Debt) -> list[KnownPayer]:
    return queries_payers.known_payers(session, [cases.case(session, WHOLE_COURT, debt.case_id)])


def offered(session: Session, line: UUID) -> tuple[Proposal, ...]:
    found = queries_matching.outcome(session, WHOLE_COURT)
    assert all(str(line) not in one.line_ids for one in found.sure)
    return found.suggestions.get(str(line), ())


def remove(session: Session, act: Act, debt: Debt, now: Instant = LATER, name: str = BROTHER) -> None:
    remove_payer(session, act("clerk", now), RemovePayer(case_id=debt.case_id, name=name, reason="同名的另一个人"))


def test_a_confirmed_payer_is_known_and_the_next_time_suggested_but_not_booked(
    session: Session, act: Act, debt: Debt
) -> None:
    claim(session, act, debt, "500")
    claim(session, act, debt, "600")
    [known] = payers(session, debt)
    assert (known.name, known.source, known.times, known.at) == (BROTHER, Source.MATCH, 2, DAWN)
    assert known.by_id == act("clerk").id
    [told] = offered(session, arrives(session, act, "77", 对方户名=BROTHER))
    assert told.case_id == str(debt.case_id)
    assert told.evidence == (Evidence.RELATIVE,)
    assert Doubt.ONE_PIECE in told.doubts


def test_a_removed_one_is_used_no_more_and_not_learned_again_from_the_old_confirmation(
    session: Session, act: Act, debt: Debt
) -> None:
    claim(session, act, debt, "500")
    line = arrives(session, act, "77", 对方户名=BROTHER)
    assert offered(session, line)
    remove(session, act, debt)
    assert payers(session, debt) == []
    assert offered(session, line) == ()
    claim(session, act, debt, "900", now=AFTER_THAT)
    assert [(one.name, one.times) for one in payers(session, debt)] == [(BROTHER, 1)]


def test_a_removed_one_pays_his_own_open_receipt_and_speaks_for_nothing_else(
    session: Session, act: Act, debt: Debt
) -> None:
    make_payment(session, act("bailiff", DAWN), debt, payer=BROTHER, relation="sibling", amount="500")
    other = arrives(session, act, "77", 对方户名=BROTHER)
    assert Evidence.RELATIVE in offered(session, other)[0].evidence
    remove(session, act, debt)
    assert offered(session, other) == ()
    own = arrives(session, act, "500", 对方户名=BROTHER)
    found = queries_matching.outcome(session, WHOLE_COURT)
    [sure] = [one for one in found.sure if str(own) in one.line_ids]
    assert Evidence.PAYER in sure.evidence
    assert found.suggestions[str(other)] == ()


def test_what_was_undone_teaches_nothing(session: Session, act: Act, debt: Debt) -> None:
    event = claim(session, act, debt, "500")
    undo_match(session, act("clerk", DAWN), UndoMatch(event_id=event, reason="认错了"))
    assert payers(session, debt) == []


def test_a_relative_on_a_receipt_is_known_after_its_money_has_come(session: Session, act: Act, debt: Debt) -> None:
    make_payment(session, act("bailiff", DAWN), debt, payer=BROTHER, relation="sibling", way="direct", amount="5")
    make_payment(session, act("bailiff", DAWN), debt, payer=debt.name, way="direct", amount="6")
    [known] = payers(session, debt)
    assert (known.name, known.source, known.relation) == (BROTHER, Source.RECEIPT, "sibling")
    [told] = offered(session, arrives(session, act, "77", 对方户名=BROTHER))
    assert told.evidence == (Evidence.RELATIVE,)


def test_who_represents_the_debtor_is_known_from_the_case_and_not_removed_here(session: Session, act: Act) -> None:
    head = make_person(session, act("judge"), "马某法")
    debt = make_debt(session, act("judge"), "某商贸有限公司")
    part = {"case_id": debt.case_id, "person_id": head, "standing": "legal_representative"}
    add_party(session, act("judge"), AddParty.model_validate(part))
    [known] = payers(session, debt)
    assert (known.name, known.source, known.removable) == ("马某法", Source.PARTY, False)
    with pytest.raises(Refusal) as no:
        remove(session, act, debt, name="马某法")
    assert no.value.code == "payer.unknown"


def test_a_relative_and_the_sum_of_anothers_receipt_only_suggest(session: Session, act: Act, debt: Debt) -> None:
    claim(session, act, debt, "500")
    make_payment(session, act("bailiff", DAWN), debt, amount="3000")
    told = offered(session, arrives(session, act, "3000", 对方户名=BROTHER, 交易时间="23:59:00"))
    assert Evidence.RELATIVE in told[0].evidence


def test_cash_paid_in_by_an_officer_makes_him_no_payer(session: Session, act: Act, debt: Debt) -> None:
    slip = make_slip(session, act("bailiff", DAWN), make_cash(session, act, debt, act("bailiff", DAWN)))
    acknowledge(session, act("cashier", DAWN), slip)
    line = arrives(session, act, "3000", 对方户名="马某警", 附言=slip.number)
    assert [one.line_ids for one in queries_matching.outcome(session, WHOLE_COURT).sure] == [(str(line),)]
    assert payers(session, debt) == []


@pytest.mark.parametrize("name", ["没有这个人", "张某一"])
def test_only_a_known_payer_is_removed(session: Session, act: Act, debt: Debt, name: str) -> None:
    with pytest.raises(Refusal) as no:
        remove(session, act, debt, name=name)
    assert no.value.code == "payer.unknown"
