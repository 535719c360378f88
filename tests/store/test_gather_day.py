"""From the rooms to the facts of papers on money, plans and sweeps; what a case is offered; who sees what."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.ids import new_id
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.documents import actions, gather, offers, queries
from app.documents.actions import ReservePaper, VoidPaper
from app.documents.facts_money import DaySheet, HandoverSlip
from app.documents.facts_plans import Settlement, Undertaking
from app.documents.facts_records import CashReceipt, CashRecord
from app.documents.facts_sweeps import Bulletin, OperationPlan, RouteSheet, TaskSheet
from app.documents.gather_bulletin import in_ten_thousands, masked
from app.documents.gathered import Wanted
from app.law.periods import end_of
from app.money.actions_plans import record_settlement, record_undertaking
from app.trail import queries as trail
from tests.support import make_money, people
from tests.support.make_measures import (
    make_approved,
    make_compel,
    make_detain,
    make_summons,
)
from tests.support.make_papers import Act, Arranged, make_detention, make_issued, make_known_case
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


def test_cash_is_receipted_with_its_hand_over_time(case: Arranged, act: Act) -> None:
    paid = make_money.make_cash(case.session, act, case.debt, act("bailiff", DAWN), payer="张某姐", relation="sibling")
    facts: CashReceipt = case.facts(act("clerk"), "cash_receipt", paid.event_id)
    assert (facts.number, facts.amount, facts.relation) == (paid.number, Money.yuan("3000"), "兄弟姐妹，代付")
    assert facts.hand_over_due == end_of(DAWN.day)
    assert set(facts.officers) == {"马勇", "杨兰"}
    record: CashRecord = case.facts(
        act("clerk"), "cash_record", paid.event_id,
        {"recorder": ["陈敏"], "present": ["张某一"], "counting": ["百元三十张"], "statement": ["自愿"], "recording": ["记1"]},
    )  # fmt: skip
    assert (record.reason, record.receipt_number) == ("老人不会转账", paid.number)


def test_a_transfer_needs_no_cash_record_and_no_hand_over(case: Arranged, act: Act) -> None:
    paid = make_money.make_payment(case.session, act("bailiff", DAWN), case.debt)
    assert case.lacks(act("clerk"), "cash_receipt", paid.event_id) == "收款人员"
    facts: CashReceipt = case.facts(act("clerk"), "cash_receipt", paid.event_id, {"officers": ["马勇", "杨兰"]})
    assert (facts.hand_over_due, facts.method) == (None, "转账")
    with pytest.raises(Refusal) as no:
        case.facts(act("clerk"), "cash_record", paid.event_id)
    assert no.value.code == "paper.not_cash"


def test_a_slip_is_due_with_its_earliest_cash(case: Arranged, act: Act) -> None:
    bailiff = act("bailiff", DAWN)
    first = make_money.make_cash(case.session, act, case.debt, bailiff)
    second = make_money.make_cash(case.session, act, case.debt, bailiff, amount="5000")
    evening = bailiff.at(DAWN + timedelta(hours=12))
    slip = make_money.make_slip(case.session, evening, first, second)
    facts: HandoverSlip = case.facts(act("clerk"), "handover_slip", slip.event_id)
    assert (facts.total, facts.received_by, facts.due) == (Money.yuan("8000"), "钱红", end_of(DAWN.day))
    assert [one.serial for one in facts.receipts] == sorted([first.number, second.number])


def test_the_day_sheet_bears_the_head_of_the_trail(case: Arranged, act: Act) -> None:
    make_money.make_cash(case.session, act, case.debt, act("bailiff", DAWN))
    make_money.import_rows(case.session, act("clerk", DAWN), [make_money.bank_row("7300")])
    clerk = act("clerk", DAWN + timedelta(hours=13))
    gathered = gather.gather(case.session, clerk, Wanted(kind="day_sheet"))
    facts = gather.facts_of(gathered, "day_sheet")
    assert isinstance(facts, DaySheet)
    head = trail.head(case.session)
    assert (facts.trail_lines, facts.trail_head) == (head.seq, head.hash)
    assert (facts.total, facts.payments[0].state) == (Money.yuan("3000"), "未移交")
    assert any("7,300.00元待认领" in item for item in facts.open_items)


def test_a_direct_payment_nobody_confirmed_is_open_and_not_counted(case: Arranged, act: Act) -> None:
    paid = make_money.make_payment(case.session, act("bailiff", DAWN), case.debt, way="direct", amount="300")
    clerk = act("clerk", DAWN + timedelta(hours=13))
    facts = gather.facts_of(gather.gather(case.session, clerk, Wanted(kind="day_sheet")), "day_sheet")
    assert isinstance(facts, DaySheet)
    assert (facts.total, facts.payments) == (0, ())
    assert any(paid.number in item and "待申请执行人确认" in item for item in facts.open_items)
    make_money.make_confirmed(case.session, act, paid)
    facts = gather.facts_of(gather.gather(case.session, clerk, Wanted(kind="day_sheet")), "day_sheet")
    assert isinstance(facts, DaySheet)
    assert [(one.amount, one.state) for one in facts.payments] == [(Money.yuan("300"), "直接给付")]


def test_a_direct_payment_the_creditor_denied_is_not_on_the_day_sheet(case: Arranged, act: Act) -> None:
    paid = make_money.make_payment(case.session, act("bailiff", DAWN), case.debt, way="direct", amount="300")
    make_money.make_confirmed(case.session, act, paid, answer="denied")
    clerk = act("clerk", DAWN + timedelta(hours=13))
    facts = gather.facts_of(gather.gather(case.session, clerk, Wanted(kind="day_sheet")), "day_sheet")
    assert isinstance(facts, DaySheet)
    assert (facts.payments, facts.open_items) == ((), ())


def test_the_day_sheet_is_not_for_who_sees_some_cases_only(case: Arranged, judge: Actor) -> None:
    with pytest.raises(Refusal) as no:
        gather.gather(case.session, people.seen_by(judge, case.case_id), Wanted(kind="day_sheet"))
    assert no.value.kind is Kind.MISSING


def test_undertaking_and_settlement_are_two_papers_of_one_plan(case: Arranged, act: Act) -> None:
    judge = act("judge", DAWN)
    plan = make_money.make_plan(case.session, judge, case.debt)
    assert case.lacks(judge, "undertaking", plan.id) == "困难情况"
    own: Undertaking = case.facts(judge, "undertaking", plan.id, {"hardship": ["养殖亏损"]})
    assert own.paid_now == Money.yuan("5000")
    assert own.owed - own.paid_now == own.promised
    assert (own.promisors[0].phone, own.creditor) == ("00000000001", "松溪村镇银行股份有限公司")
    assert "申请执行人（1）·统一" not in case.lacks(judge, "settlement", plan.id)
    assert "申请执行人（1）·住址或住所地" in case.lacks(judge, "settlement", plan.id)


def test_what_was_signed_as_one_paper_is_not_printed_as_the_other(case: Arranged, act: Act) -> None:
    judge = act("judge", DAWN)
    plan = make_money.make_plan(case.session, judge, case.debt)
    signed = make_money.undertaking(act("bailiff", DAWN), case.debt, plan.id, hardship="养殖亏损")
    record_undertaking(case.session, act("bailiff", DAWN), signed)
    assert case.facts(judge, "undertaking", plan.id).hardship == "养殖亏损"
    with pytest.raises(Refusal) as no:
        case.facts(judge, "settlement", plan.id)
    assert no.value.code == "paper.signed_otherwise"


def test_a_settlement_names_the_agent_and_his_power(case: Arranged, act: Act, session: Session) -> None:
    judge = act("judge", DAWN)
    plan = make_money.make_plan(session, judge, case.debt, waived="100", waived_head="doubled_interest")
    deed = make_money.settlement(act("bailiff", DAWN), case.debt, plan.id, seizure="继续查封")
    record_settlement(session, act("bailiff", DAWN), deed)
    gathered = gather.gather(session, judge, Wanted(kind="settlement", subject_id=plan.id))
    creditor = gathered.with_typed({})["creditors"][0]
    assert (creditor["agent"], creditor["powers"]) == ("何代理", "授权委托书一份")
    assert gathered.facts["waiver_conditional"] is False
    full = creditor | {"number": "99990425MA00000000", "address": "样本街8号", "phone": "000-0000-0006"}
    facts = gather.facts_of(replace(gathered, facts={**gathered.facts, "creditors": [full]}), "settlement")
    assert isinstance(facts, Settlement)
    assert (facts.relief, facts.seizure) == (Money.yuan("100"), "继续查封")


@pytest.fixture
def sweep(session: Session, act: Act, case: Arranged) -> tuple[UUID, UUID]:
    """A sweep of one squad and one target, and the squad."""
    director = act("director")
    sweep_id = make_sweep(session, director, aim="集中执行", risks="遇阻挠固定证据")
    target = make_target(session, director, sweep_id, name="欧阳某二", plan="清晨上门", value="60000")
    squad = make_squad(session, director, sweep_id)
    make_route(session, director, squad, [target])
    return sweep_id, squad


def test_the_plan_and_the_sheets_of_a_sweep(case: Arranged, act: Act, sweep: tuple[UUID, UUID]) -> None:
    director = act("director")
    sweep_id, squad = sweep

    def made(kind: str, subject: UUID) -> Any:
        gathered = gather.gather(case.session, director, Wanted(kind=kind, subject_id=subject))
        return gather.facts_of(gathered, kind)

    plan: OperationPlan = made("operation_plan", sweep_id)
    assert (plan.commander, plan.category, plan.squads[0].vehicles) == ("周正", "涉金融", ("宁D·0001警",))
    assert (plan.targets[0].squad, plan.targets[0].measure, plan.targets[0].risk) == ("第一组", "拘传", "无特别提示")
    tasks: TaskSheet = made("task_sheet", squad)
    assert (tasks.leader, tasks.members, tasks.tasks[0].phones) == ("马勇", ("杨兰", "赵刚"), ("无",))
    route: RouteSheet = made("route_sheet", squad)
    assert (route.start, route.stops[0].certainty, route.method) == ("彭阳县人民法院", "村组级", "估算（无路网）")


def test_a_sheet_with_targets_left_out_is_not_made(case: Arranged, act: Act, sweep: tuple[UUID, UUID]) -> None:
    director = replace(act("director"), scope=Scope())
    with pytest.raises(Refusal) as no:
        gather.gather(case.session, director, Wanted(kind="task_sheet", subject_id=sweep[1]))
    assert no.value.kind is Kind.MISSING


def test_the_bulletin_masks_every_debtor(case: Arranged, act: Act, sweep: tuple[UUID, UUID]) -> None:
    director = act("director", DAWN + timedelta(hours=13))
    gathered = gather.gather(case.session, director, Wanted(kind="bulletin", subject_id=sweep[0]))
    facts = gather.facts_of(gathered, "bulletin", {"story": ["清晨，执行人员找到欧阳某二。"]})
    assert isinstance(facts, Bulletin)
    assert facts.story == "清晨，执行人员找到欧阳某。"
    assert {one.name: one.value for one in facts.figures}["拘传"] == "0人"
    assert masked("张三丰") == "张某"
    assert [in_ten_thousands(fen) for fen in (11_550_000, 300_000, 50)] == ["11.55万元", "3000元", "0.5元"]


def test_offers_say_what_is_ready_and_what_stands_in_the_way(case: Arranged, act: Act) -> None:
    judge = act("judge")
    make_summons(case.session, judge, case.case_id, case.person_id)
    make_detain(case.session, judge, case.case_id, case.person_id)
    found = {one.kind: one for one in offers.of_case(case.session, judge, case.case_id)}
    assert found["summons"].ready
    assert found["service_receipt"].fillable
    decision = found["detention_decision"]
    assert (decision.ready, decision.fillable) == (False, False)
    assert decision.refusal
    assert decision.refusal.code == "paper.approval_missing"
    assert "detain.approved" in [one.id for one in decision.findings if not one.met]
    assert all(one.citation for one in decision.findings)


def test_a_case_of_another_is_missing_for_every_kind(case: Arranged, act: Act) -> None:
    stranger = replace(act("judge2"), scope=Scope())
    summons_id = make_summons(case.session, act("judge"), case.case_id, case.person_id)
    paid = make_money.make_payment(case.session, act("bailiff", DAWN), case.debt)
    plan = make_money.make_plan(case.session, act("judge", DAWN), case.debt)
    subjects = {"summons": summons_id, "detention_decision": make_detention(case, act), "cash_receipt": paid.event_id}
    subjects |= {"undertaking": plan.id, "settlement": plan.id}
    for kind, subject in {**subjects, "enforcement_record": None, "service_receipt": None}.items():
        with pytest.raises(Refusal) as no:
            case.facts(stranger, kind, subject)
        assert no.value.kind is Kind.MISSING, kind


def test_a_sheet_of_no_case_is_seen_by_its_squad_its_maker_and_the_court(case: Arranged, act: Act) -> None:
    squad = new_id(DAWN)
    director = act("director")
    paper = make_issued(
        "task_sheet", case, director, case_id=None, person_id=None, subject_id=squad, reserved_by=director.id
    )
    case.session.add(paper)
    case.session.flush()
    bailiff = replace(act("bailiff"), scope=Scope(), squad_ids=frozenset({squad}))
    other = replace(act("bailiff2"), scope=Scope())
    assert queries.seen(case.session, bailiff, paper.id) is paper
    assert queries.seen(case.session, act("clerk"), paper.id) is paper
    assert queries.seen(case.session, replace(director, scope=Scope()), paper.id) is paper
    with pytest.raises(Refusal):
        queries.seen(case.session, other, paper.id)
    assert queries.papers(case.session, other, queries.Sought(), limit=9) == ([], 0)
    assert queries.papers(case.session, bailiff, queries.Sought(), limit=9)[1] == 1


def test_typed_text_never_takes_the_place_of_what_a_room_keeps(case: Arranged, judge: Actor) -> None:
    summons_id = make_summons(case.session, judge, case.case_id, case.person_id)
    facts = case.facts(judge, "summons", summons_id, {"summoned": ["别人"], "appear_at": ["2030-01-01T00:00"]})
    assert (facts.summoned, facts.appear_at) == ("张某一", judge.now + timedelta(days=3))


def test_moments_typed_wrong_are_named(case: Arranged, act: Act) -> None:
    proposal = make_approved(
        case.session, act("president"), make_compel(case.session, act("judge"), case.case_id, case.person_id)
    )
    with pytest.raises(Refusal) as no:
        case.facts(act("judge"), "compel_warrant", proposal, {"appear_at": ["昨天"], "police": ["甲", "乙"]})
    assert (no.value.code, no.value.facts["fields"]) == ("paper.fact_wrong", "应到时间")


def test_a_subject_has_one_paper_of_a_kind_until_it_is_void(case: Arranged, act: Act) -> None:
    judge = act("judge")
    summons_id = make_summons(case.session, judge, case.case_id, case.person_id)
    wanted = ReservePaper(kind="summons", case_id=case.case_id, person_id=case.person_id, subject_id=summons_id)
    first = actions.reserve(case.session, judge, wanted)
    with pytest.raises(Refusal) as no:
        actions.reserve(case.session, judge, wanted)
    assert (no.value.code, no.value.facts["control_no"]) == ("paper.issued_already", first.control_no)
    assert offers.of_case(case.session, judge, case.case_id)[0].done
    actions.void(case.session, judge, VoidPaper(paper_id=first.id, reason="写错"))
    assert actions.reserve(case.session, judge, wanted).number == 2
    sheet = ReservePaper(kind="task_sheet", subject_id=summons_id)
    assert [actions.reserve(case.session, judge, sheet).number for _ in range(2)] == [1, 2]
