"""恢复执行申请书: drafted for the creditor when a settlement is broken, and what the notice takes over from it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Refusal
from app.documents import gather, offers
from app.documents.facts_plans import ResumptionApplication
from app.documents.gathered import Wanted
from app.money.actions_breach import ResumptionStep, record_resumption
from app.money.actions_plans import record_settlement, record_undertaking
from app.money.tables_plans import Plan
from tests.support import make_money
from tests.support.make_papers import Act, Arranged, make_known_case
from tests.support.people import DAWN

APRIL = Instant.parse("2026-04-02T01:00:00.000Z")
KIND = "resumption_application"
SAID = {"reasons": ["他把羊卖了也没有还。"], "request": ["恢复执行。"]}


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


@pytest.fixture
def plan(case: Arranged, act: Act) -> Plan:
    """A settlement in ten instalments from 28 February; 5,000 yuan were paid on the spot."""
    bailiff = act("bailiff", DAWN)
    made = make_money.make_plan(case.session, bailiff, case.debt)
    make_money.make_payment(case.session, bailiff, case.debt, amount="5000")
    record_settlement(case.session, bailiff, make_money.settlement(bailiff, case.debt, made.id))
    return made


def test_the_application_tells_the_breach_the_paid_part_and_the_two_years(case: Arranged, act: Act, plan: Plan) -> None:
    make_money.make_payment(case.session, act("bailiff", DAWN), case.debt, amount="2000")
    facts: ResumptionApplication = case.facts(act("judge", APRIL), KIND, plan.id, SAID)
    assert [one.position for one in facts.missed] == [1, 2]
    assert [one.paid for one in facts.missed] == [Money.yuan("2000"), 0]
    assert facts.lacking == sum(one.amount for one in facts.missed) - Money.yuan("2000")
    assert (facts.paid, facts.agreed_on, facts.as_of) == (Money.yuan("7000"), DAWN.day, APRIL.day)
    assert facts.until == facts.last_on.replace(year=facts.last_on.year + 2)
    assert (facts.applicants[0].agent, facts.applicants[0].phone) == ("何代理", None)
    assert facts.respondents[0].phone == "00000000001"
    asked = gather.gather(case.session, act("judge", APRIL), Wanted(kind=KIND, subject_id=plan.id)).asks
    assert "7000元依法扣除" in str(asked[0].suggestion)


def test_the_creditor_may_say_it_in_his_own_words(case: Arranged, act: Act, plan: Plan) -> None:
    facts: ResumptionApplication = case.facts(act("judge", APRIL), KIND, plan.id, SAID)
    assert (facts.reasons, facts.request) == ("他把羊卖了也没有还。", "恢复执行。")


def test_no_application_is_drafted_of_what_is_kept_paid_up_or_no_settlement(
    case: Arranged, act: Act, plan: Plan
) -> None:
    def code(at: Instant) -> str:
        with pytest.raises(Refusal) as no:
            case.facts(act("judge", at), KIND, plan.id)
        return no.value.code

    assert code(DAWN) == "resumption.performed"
    make_money.make_payment(case.session, act("bailiff", APRIL), case.debt, amount="60000")
    assert code(APRIL) == "resumption.performed"


def test_of_an_undertaking_there_is_nothing_to_take_up_again(case: Arranged, act: Act) -> None:
    bailiff, judge = act("bailiff", DAWN), act("judge", APRIL)
    made = make_money.make_plan(case.session, bailiff, case.debt)
    record_undertaking(case.session, bailiff, make_money.undertaking(bailiff, case.debt, made.id))
    with pytest.raises(Refusal) as no:
        case.facts(judge, KIND, made.id)
    assert no.value.code == "paper.signed_otherwise"
    assert KIND not in {one.kind for one in offers.of_case(case.session, judge, case.case_id)}


def test_the_case_offers_it_once_the_settlement_is_broken(case: Arranged, act: Act, plan: Plan) -> None:
    def offered(at: Instant) -> bool:
        found = offers.of_case(case.session, act("judge", at), case.case_id)
        return next(one.fillable for one in found if one.kind == KIND)

    assert not offered(DAWN)
    assert offered(APRIL)


def test_the_notice_takes_the_day_and_the_number_of_the_application(case: Arranged, act: Act, plan: Plan) -> None:
    judge = act("judge", APRIL)
    for step, more in (("applied", {"note": "原件存卷"}), ("numbered", {"number": "（2026）宁0425执恢12号"})):
        given = {"plan_id": plan.id, "step": step, "on_day": date(2026, 4, 2), **more}
        record_resumption(case.session, judge, ResumptionStep.model_validate(given))
    wanted = Wanted(kind="resumption_notice", case_id=case.case_id, person_id=case.person_id)
    gathered = gather.gather(case.session, judge, wanted)
    assert gathered.facts["applied_on"] == date(2026, 4, 2)
    assert str(gathered.facts["case_number"]) == "（2026）宁0425执恢12号"
    breach = next(one.suggestion for one in gathered.asks if one.name == "breach")
    assert "2026年2月28日前支付的第1期" in breach
