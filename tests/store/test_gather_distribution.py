"""The plan of distribution: every open case against the debtor suggests its creditor; the shares are the law's."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.base.refusal import Refusal
from app.cases.actions_conclude import Conclude, conclude
from app.documents import gather
from app.documents.facts_distribution import DistributionPlan
from app.documents.gathered import Wanted
from tests.support.make_cases import make_case
from tests.support.make_distributions import approve_distribution, make_distribution, make_rivalry
from tests.support.make_money import make_debt
from tests.support.make_papers import Arranged, make_known_case
from tests.support.make_payouts import make_arrival
from tests.support.people import DAWN

Act = Callable[..., Actor]
PLAN = "distribution_plan"
TYPED = {"proceeds": ["变卖货车一辆"], "reason": ["不能清偿全部债权"], "judges": ["李文"], "clerk": ["陈敏"]}


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


def claims(*rows: tuple[str, str, str]) -> dict[str, list[str]]:
    return {
        f"claims.{place}.{name}": [value]
        for place, (creditor, rank, amount) in enumerate(rows)
        for name, value in {
            "creditor": creditor, "number": f"（2025）宁0425执{place + 1}号", "basis": "判决", "rank": rank, "amount": amount,
        }.items()
    }  # fmt: skip


def suggested(case: Arranged, actor: Actor) -> list[str]:
    wanted = Wanted(kind=PLAN, case_id=case.case_id, person_id=case.person_id)
    asks = {one.name: one.suggestion for one in gather.gather(case.session, actor, wanted).asks}
    return [row["number"] for row in asks["claims"]]


def ended(case: Arranged, judge: Actor, case_id: UUID) -> None:
    asked = {"case_id": case_id, "kind": "performed", "reason": "已经履行完毕"}
    conclude(case.session, judge, Conclude.model_validate(asked))


def test_each_open_case_against_the_debtor_suggests_its_creditor(case: Arranged, judge: Actor) -> None:
    other = make_case(case.session, judge, debtors=(case.person_id,), number="（2025）宁0425执151号")
    assert "（2025）宁0425执151号" in suggested(case, judge)
    assert len(suggested(case, judge)) == len({case.case_id, other})
    ended(case, judge.at(judge.now + timedelta(minutes=1)), other)
    assert len(suggested(case, judge.at(judge.now + timedelta(minutes=2)))) == 1


def test_costs_and_preferred_claims_first_the_rest_pro_rata_to_the_fen(case: Arranged, judge: Actor) -> None:
    rows = claims(("本院", "执行费用", "1200"), ("甲银行", "普通债权", "50000"), ("乙公司", "普通债权", "25000"))
    facts = case.facts(judge, PLAN, None, {**TYPED, **rows, "total": ["20000"]})
    assert isinstance(facts, DistributionPlan)
    assert [(one.amount, one.rate, one.article) for one in facts.shares] == [
        (Money.yuan("1200"), "100.0000%", "民诉解释第508条"),
        (Money.yuan("12533.33"), "25.0666%", "执行规定第55条第3款"),
        (Money.yuan("6266.67"), "25.0666%", "执行规定第55条第3款"),
    ]
    assert sum(one.amount for one in facts.shares) == facts.total
    assert (facts.rest, facts.objection_days) == (0, 15)
    assert any("第五百零九条" in one for one in facts.citations)


def test_what_is_left_goes_back_to_the_debtor_and_one_creditor_alone_is_no_distribution(
    case: Arranged, judge: Actor
) -> None:
    rows = claims(("甲银行", "普通债权", "5000"), ("乙公司", "普通债权", "2500"))
    assert case.facts(judge, PLAN, None, {**TYPED, **rows, "total": ["9000"]}).rest == Money.yuan("1500")
    with pytest.raises(Refusal) as no:
        case.facts(judge, PLAN, None, {**TYPED, **claims(("甲银行", "普通债权", "5000")), "total": ["9000"]})
    assert [fault.field for fault in no.value.faults] == ["claims"]


def test_an_approved_plan_is_printed_as_it_was_reckoned(session: Session, act: Act, judge: Actor) -> None:
    rivalry = make_rivalry(session, judge, make_debt(session, judge))
    make_arrival(session, act, rivalry.debt)
    made = make_distribution(session, act, rivalry, amount="2200")
    wanted = Wanted(kind=PLAN, case_id=rivalry.debt.case_id, person_id=rivalry.debt.person_id)
    clerk = act("clerk", DAWN)
    proposed = {one.name: one.suggestion for one in gather.gather(session, clerk, wanted).asks}
    assert (proposed["total"], proposed["proceeds"]) == (220_000, "扣划的银行存款")
    found = approve_distribution(session, act, made.id)
    gathered = gather.gather(session, clerk, wanted)
    assert not {one.name for one in gathered.asks} & {"total", "claims", "proceeds", "reason"}
    facts = gather.facts_of(gathered, PLAN, {"judges": ["李文"], "clerk": ["陈敏"], "contact": ["李文，000"]})
    assert isinstance(facts, DistributionPlan)
    assert [one.amount for one in facts.shares] == [one.amount for one in found.shares] == [80_000, 70_000, 70_000]
    assert facts.claims[0].basis == "申请执行费"
