"""The forms that go round inside the court: what was asked and allowed, where money goes, who is needed, what is sealed."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Refusal
from app.documents import gather
from app.documents.gathered import Wanted
from app.sweeps import queries as sweeps
from tests.support import make_money
from tests.support.make_measures import make_compel, make_detain
from tests.support.make_papers import Act, Arranged, make_detention, make_issued, make_known_case
from tests.support.make_sweeps import make_squad, make_sweep, make_target
from tests.support.people import DAWN


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


def test_an_approval_form_tells_who_asked_for_what_before_anybody_allowed_it(case: Arranged, judge: Actor) -> None:
    proposal = make_detain(case.session, judge, case.case_id, case.person_id, pregnant=False, nursing=False)
    facts = case.facts(judge, "detain_approval", proposal)
    assert (facts.proposed, facts.proposed_by) == ("拘留十五日", "李文")
    assert facts.opinions == ()
    assert "张某一" in facts.whom
    assert facts.checked.startswith("共核查")


def test_what_was_said_online_stands_on_the_form(case: Arranged, judge: Actor, act: Act) -> None:
    facts = case.facts(judge, "detain_approval", make_detention(case, act))
    assert "院长批准" in [one.step for one in facts.opinions]


def test_a_form_is_made_only_from_a_proposal_of_its_kind(case: Arranged, judge: Actor) -> None:
    proposal = make_compel(case.session, judge, case.case_id, case.person_id)
    assert case.facts(judge, "compel_approval", proposal).proposed == "拘传"
    with pytest.raises(Refusal):
        case.facts(judge, "fine_approval", proposal)


def test_a_payout_pays_out_what_came_in(case: Arranged, act: Act) -> None:
    paid = make_money.make_payment(case.session, act("bailiff", DAWN), case.debt, amount="60000")
    later = act("judge", DAWN + timedelta(hours=8))
    wanted = Wanted(kind="payout_approval", case_id=case.case_id, person_id=case.person_id)
    asks = {ask.name: ask.suggestion for ask in gather.gather(case.session, later, wanted).asks}
    assert [row["number"] for row in asks["receipts"]] == [paid.number]
    typed = {
        "receipts.0.number": [paid.number],
        "receipts.0.on": ["2026-01-17"],
        "receipts.0.payer": ["张某一"],
        "receipts.0.amount": ["60000"],
        "parts.0.item": ["本金"],
        "parts.0.payee": ["某银行"],
        "parts.0.account": ["样本银行 0001"],
        "parts.0.amount": ["59,000"],
        "kept": ["1000"],
        "order": ["依次清偿"],
        "proof": ["账户确认书"],
        "own_account": ["申请执行人本人账户"],
        "limit": ["100000"],
        "proposed_by": ["李文"],
    }
    assert case.facts(later, "payout_approval", None, typed).total == 6_000_000
    with pytest.raises(Refusal) as no:
        case.facts(later, "payout_approval", None, {**typed, "kept": ["0"]})
    assert [fault.code for fault in no.value.faults] == ["field.payout_sum"]


def test_a_sweep_asks_for_police_and_registers_what_is_to_be_sealed(case: Arranged, act: Act) -> None:
    director, judge = act("director"), act("judge")
    sweep = make_sweep(case.session, director)
    make_squad(case.session, director, sweep)
    make_target(case.session, director, sweep)
    (case_id,) = sweeps.case_ids(case.session, sweep)
    case.session.add(make_issued("summons", case, judge, case_id=case_id))
    case.session.flush()
    wanted = Wanted(kind="police_request", subject_id=sweep)
    asked = {ask.name: ask.suggestion for ask in gather.gather(case.session, director, wanted).asks}
    assert asked["needs"][0]["squad"]
    register = gather.gather(case.session, director, Wanted(kind="seal_register", subject_id=sweep))
    facts = gather.facts_of(register, "seal_register")
    assert [one.number for one in getattr(facts, "papers")] == ["CP2026-000001"]  # noqa: B009 - facts of any kind
