"""Papers of a seizure: the gate is asked of each thing before the ruling, the notice to a bank, and the record."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.base.refusal import Refusal
from app.documents import actions, gather
from app.documents.actions import IssuePaper, ReservePaper
from app.documents.catalog import kind_of
from app.documents.gathered import Wanted
from app.documents.imprint import Provenance
from app.documents.seizing import require_seizable
from app.documents.tables import Paper
from app.measures.actions_decisions import Approve, Withdraw, approve, withdraw
from app.measures.actions_overrides import ProposeOverSeizure, propose_over_seizure
from app.measures.actions_registrations import CheckRegistration, Register, check, register
from app.measures.gathering import GateClosed
from tests.support import make_money
from tests.support.make_measures import make_approved
from tests.support.make_papers import Act, Arranged, make_known_case

RULING, NOTICE, RECORD = "seizure_ruling", "assistance_notice", "seizure_record"
LORRY = {
    "name": "货车", "category": "动产", "features": "号牌宁D00001", "quantity": "1辆", "condition": "可用", "owner": "张某一",
    "value": "60000", "place": "院内", "custodian": "张某一", "use": "可以继续使用", "harm": "不影响价值", "exempt": "不属于",
}  # fmt: skip
DEPOSIT = {
    "name": "存款", "category": "银行存款", "features": "尾号0001", "quantity": "1户", "condition": "正常", "owner": "张某一",
    "value": "20000", "place": "某银行", "custodian": "某银行", "use": "不得使用", "exempt": "不属于",
}  # fmt: skip
OF_MONEY = {"account": ["普通账户"], "living_standard": ["600"], "heads": ["3"], "kept": ["1800"]}
MONTHS = {"starts": ["2026-01-16"], "ends": ["2027-01-15"]}


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


def ruling(thing: dict[str, str], **typed: list[str]) -> dict[str, list[str]]:
    cells = {f"things.0.{name}": [value] for name, value in thing.items()}
    given = {
        "measure": ["查封"],
        "limit": ["100000"],
        "starts": ["2026-01-16"],
        "ends": ["2028-01-15"],
        "clerk": ["陈敏"],
    }
    return (
        given | {"reason": ["未履行"], "judges": ["李文"], "case_number": ["（2025）宁0425执1号之一"]} | cells | typed
    )


def record(thing: dict[str, str], **typed: list[str]) -> dict[str, list[str]]:
    cells = {f"things.0.{name}": [value] for name, value in thing.items()}
    people = {
        f"officers.{place}.{name}": [value]
        for place, one in enumerate((("李文", "执行法官", "证3"), ("马勇", "执行员", "证0")))
        for name, value in zip(("name", "duty", "certificate"), one, strict=True)
    }
    given = {
        "measure": ["查封"], "started": ["2026-01-16T17:00"], "ended": ["2026-01-16T18:00"], "place": ["院内"],
        "present.0.name": ["张某一"], "present.0.standing": ["被执行人"], "debtor_told": ["是"], "grassroots_told": ["是"],
        "summoned": ["已通知"], "told": ["已告知"], "course": ["清点"], "seals": ["已贴封条"], "custody": ["已告知"],
        "list_to": ["交被执行人"], "objections": ["无"], "recording": ["记01", "记02"], "recorder": ["陈敏"],
    }  # fmt: skip
    return given | people | cells | typed


def asked(case: Arranged, actor: Actor, kind: str, typed: dict[str, list[str]]) -> tuple[Any, Any]:
    wanted = Wanted(kind=kind, case_id=case.case_id, person_id=case.person_id)
    gathered = gather.gather(case.session, actor, wanted)
    facts = gather.facts_of(gathered, kind, typed)
    require_seizable(case.session, actor, kind_of(kind), gathered.about, facts)
    return gathered, facts


def lacking(case: Arranged, actor: Actor, kind: str, typed: dict[str, list[str]]) -> dict[str, str]:
    """What stands in the way, with the article of each."""
    with pytest.raises(GateClosed) as no:
        asked(case, actor, kind, typed)
    return {one.field: dict(one.facts)["citation"] for one in no.value.faults}


def issued(case: Arranged, actor: Actor, typed: dict[str, list[str]]) -> Paper:
    gathered, facts = asked(case, actor, RULING, typed)
    paper = actions.reserve(case.session, actor, ReservePaper(kind=RULING, **asdict(gathered.about)))
    told = facts.model_dump(mode="json")
    made = IssuePaper(paper_id=paper.id, facts=told, sha256="0" * 64, size=1, made_with=Provenance("", "", ""))
    return actions.issue(case.session, actor, made)


@pytest.mark.parametrize(
    ("thing", "typed", "named"),
    [
        ({"owner": "李某二"}, {}, {"seize.owner": "民诉法第255条"}),
        ({"exempt": "完成义务教育必需的物品"}, {}, {"seize.exempt": "查扣冻规定第3条"}),
        ({"harm": "明显减损价值"}, {}, {"seize.use": "查扣冻规定第10条"}),
        ({"value": "130000"}, {}, {"seize.not_over": "查扣冻规定第19条"}),
    ],
)
def test_what_may_not_be_seized_is_not_put_into_a_ruling(
    case: Arranged, judge: Actor, *, thing: dict[str, str], typed: dict[str, list[str]], named: dict[str, str]
) -> None:
    found = lacking(case, judge, RULING, ruling(LORRY | thing, **typed))
    assert found.keys() == named.keys()
    assert all(found[one].startswith(article) for one, article in named.items()), found


def test_a_lawful_living_seizure_is_ruled_and_a_home_is_only_a_warning(case: Arranged, judge: Actor) -> None:
    asked(case, judge, RULING, ruling(LORRY))
    asked(case, judge, RULING, ruling(LORRY | {"exempt": "唯一的生活居住用房", "category": "不动产"}))


@pytest.mark.parametrize("account", ["农民工工资专用账户", "工资保证金账户"])
def test_wage_accounts_are_frozen_for_the_wages_of_their_project_alone(
    case: Arranged, judge: Actor, account: str
) -> None:
    typed = OF_MONEY | MONTHS | {"measure": ["冻结"], "account": [account]}
    assert lacking(case, judge, RULING, ruling(DEPOSIT, **typed)) == {"seize.wage_account": "工资支付条例第33条"}
    asked(case, judge, RULING, ruling(DEPOSIT, **typed | {"project_wages": ["是"]}))
    assert case.lacks(judge, RULING, None, ruling(DEPOSIT, **typed | {"account": [""]})) == "账户性质"


@pytest.mark.parametrize("changes", [{"kept": ["1000"]}, {"kept": [""]}, {"living_standard": [""]}])
def test_of_a_persons_own_money_the_costs_of_living_are_kept(
    case: Arranged, judge: Actor, changes: dict[str, list[str]]
) -> None:
    typed = OF_MONEY | MONTHS | {"measure": ["冻结"]}
    found = lacking(case, judge, RULING, ruling(DEPOSIT, **typed | changes))
    assert list(found) == ["seize.living_costs"]
    assert found["seize.living_costs"].startswith("民诉法第254条")
    asked(case, judge, RULING, ruling(DEPOSIT, **typed))
    income = ruling(DEPOSIT | {"category": "收入"}, **typed | {"measure": ["扣留、提取"]})
    assert list(lacking(case, judge, RULING, income | changes)) == ["seize.living_costs"]


OVER = ruling(LORRY | {"value": "130000"})
NAMED = {"over_allowed_by": ["王成"], "over_reason": ["车辆不可分，无其他财产"]}


def leave_asked(case: Arranged, actor: Actor, amount: str = "130000") -> UUID:
    asked_for = {"case_id": case.case_id, "person_id": case.person_id, "amount": Money.yuan(amount)}
    deed = ProposeOverSeizure.model_validate(asked_for | {"reason": "车辆不可分，无其他财产"})
    return propose_over_seizure(case.session, actor, deed)


def test_a_presidents_name_typed_by_another_lifts_nothing(case: Arranged, judge: Actor) -> None:
    assert list(lacking(case, judge, RULING, OVER | NAMED)) == ["seize.not_over"]
    asked(case, judge, RULING, OVER | {"indivisible": ["是"]})


def test_more_than_is_owed_is_ruled_once_the_president_decided_it_himself(case: Arranged, act: Act) -> None:
    judge = act("judge")
    leave = leave_asked(case, judge)
    assert list(lacking(case, judge, RULING, OVER)) == ["seize.not_over"]
    with pytest.raises(Refusal) as no:
        approve(case.session, act("director"), Approve(proposal_id=leave))
    assert no.value.code == "measures.president_only"
    make_approved(case.session, act("president"), leave, reason="同意")
    _, facts = asked(case, judge, RULING, OVER | NAMED | {"over_allowed_by": ["李文"]})
    assert (facts.over_allowed_by, facts.over_reason) == ("院长王成，2026年1月16日，在本系统签署", "同意")
    beyond = ruling(LORRY | {"value": "130000.01"})
    assert list(lacking(case, judge, RULING, beyond)) == ["seize.not_over"]
    paper = issued(case, judge, OVER)
    number = [str(paper.facts["case_number"])]
    asked(case, act("bailiff"), RECORD, record(LORRY | {"value": "130000"}, ruling_number=number))
    withdraw(case.session, judge, Withdraw(proposal_id=leave, reason="已变更"))
    assert list(lacking(case, judge, RULING, ruling(LORRY | {"value": "1"}))) == ["seize.not_over"]


def test_leave_on_paper_counts_when_a_second_person_has_checked_it(case: Arranged, act: Act) -> None:
    judge, later = act("judge"), act("judge").now + timedelta(hours=1)
    leave, president = leave_asked(case, judge), act("president")
    deed = Register(
        proposal_id=leave, basis="paper", approver_id=president.id, decided_at=judge.now + timedelta(minutes=10),
        scan="a" * 64, reason="同意",
    )  # fmt: skip
    entry = register(case.session, act("judge", later), deed)
    assert list(lacking(case, judge, RULING, OVER)) == ["seize.not_over"]
    check(case.session, act("clerk", later), CheckRegistration(registration_id=entry, agrees=True))
    _, facts = asked(case, judge, RULING, OVER)
    assert facts.over_allowed_by == "院长王成，2026年1月16日，纸质审批表"


def test_what_is_sealed_already_counts_too(case: Arranged, act: Act) -> None:
    judge = act("judge")
    issued(case, judge, ruling(LORRY))
    assert list(lacking(case, judge, RULING, ruling(LORRY | {"value": "70000"}))) == ["seize.not_over"]


def notice(**typed: list[str]) -> dict[str, list[str]]:
    given = {"addressee": ["某银行"], "matter": ["冻结存款"], "attached": ["执行裁定书"], "officers": ["李文", "马勇"]}
    return given | {"matter_kind": ["冻结、划拨"], "ruling": ["（2025）宁0425执1号之一"]} | typed


def test_a_bank_is_asked_only_by_a_ruling_of_this_case_whose_gate_still_stands_open(case: Arranged, act: Act) -> None:
    judge = act("judge")
    assert case.lacks(judge, NOTICE, None, notice(ruling=[""])) == "依据的执行裁定书"
    with pytest.raises(Refusal) as no:
        asked(case, judge, NOTICE, notice())
    assert [(one.field, one.code) for one in no.value.faults] == [("ruling", "paper.no_ruling")]
    asked(case, judge, NOTICE, notice(matter_kind=["查询"], ruling=[""]))
    paper = issued(case, judge, ruling(DEPOSIT, **OF_MONEY | MONTHS | {"measure": ["冻结"]}))
    asked(case, judge, NOTICE, notice(ruling=[str(paper.facts["case_number"])]))
    make_money.make_payment(case.session, act("bailiff"), case.debt, amount="59000")
    assert list(lacking(case, judge, NOTICE, notice(ruling=[str(paper.facts["case_number"])]))) == ["seize.not_over"]


def test_a_record_tells_who_was_called_and_rests_on_a_ruling(case: Arranged, act: Act) -> None:
    judge, bailiff = act("judge"), act("bailiff")
    with pytest.raises(Refusal) as no:
        asked(case, bailiff, RECORD, record(LORRY, ruling_number=["（2025）宁0425执9号之一"]))
    assert [(one.field, one.code) for one in no.value.faults] == [("ruling_number", "paper.no_ruling")]
    number = [str(issued(case, judge, ruling(LORRY)).facts["case_number"])]
    asked(case, bailiff, RECORD, record(LORRY, ruling_number=number))
    alone = record(LORRY, ruling_number=number, debtor_told=["否"], grassroots_told=["否"])
    found = lacking(case, bailiff, RECORD, alone)
    assert found.keys() == {"seize.debtor_told", "seize.grassroots"}
    assert all(one.startswith("民诉法第256条") for one in found.values())
    unknown = record(LORRY | {"vehicle": "未登记"}, ruling_number=number)
    assert list(lacking(case, bailiff, RECORD, unknown)) == ["seize.engine_number"]
    asked(case, bailiff, RECORD, record(LORRY | {"vehicle": "未登记", "features": "发动机号01"}, ruling_number=number))
