"""From the rooms to the facts of a paper: each kind on a small case, and every missing fact by its name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.ids import new_id
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.cases.actions import AddPhone, add_phone
from app.court import actions as court
from app.documents import actions, gather, offers, queries
from app.documents.actions import ReservePaper, VoidPaper
from app.documents.catalog import KINDS
from app.documents.facts_measures import CompelWarrant, CustodyNotice, DetentionDecision, EarlyRelease, FamilyNotice
from app.documents.facts_money import DaySheet, HandoverSlip
from app.documents.facts_plans import Settlement, Undertaking
from app.documents.facts_records import CashReceipt, CashRecord, EnforcementRecord, ServiceReceipt
from app.documents.facts_sweeps import Bulletin, OperationPlan, RouteSheet, TaskSheet
from app.documents.gather_bulletin import in_ten_thousands, masked
from app.documents.gathered import Added, Wanted
from app.documents.tables import Paper
from app.law.periods import end_of
from app.measures.actions_proposals import ProposeEarlyRelease, propose_early_release
from app.money.actions_plans import record_settlement, record_undertaking
from app.staff.tables import Account
from app.trail import queries as trail
from tests.support import make_money, people
from tests.support.make_cases import make_case, make_person
from tests.support.make_field import make_visit
from tests.support.make_measures import (
    make_approved,
    make_compel,
    make_deed,
    make_detain,
    make_summons,
)
from tests.support.make_money import Debt
from tests.support.make_places import make_address
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN

Act = Callable[..., Actor]
NUMBER = "（2026）宁0425司惩7号"


@dataclass(frozen=True)
class Arranged:
    """A case of the judge, its debtor with an address and a telephone, a court that can be called."""

    session: Session
    case_id: UUID
    person_id: UUID

    @property
    def debt(self) -> Debt:
        return Debt(self.case_id, self.person_id, "张某一", "990000000001")

    def facts(self, actor: Actor, kind: str, subject_id: UUID | None = None, added: Added | None = None) -> Any:
        wanted = Wanted(kind=kind, case_id=self.case_id, person_id=self.person_id, subject_id=subject_id)
        return gather.facts_of(gather.gather(self.session, actor, wanted), kind, added)

    def lacks(self, actor: Actor, kind: str, subject_id: UUID | None = None, added: Added | None = None) -> str:
        """The Chinese names of the facts that are missing."""
        with pytest.raises(Refusal) as no:
            self.facts(actor, kind, subject_id, added)
        assert (no.value.code, no.value.kind) == ("paper.fact_missing", Kind.INVALID)
        return str(no.value.facts["fields"])


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    court.set_profile(session, people.MACHINE, people.PROFILE.model_copy(update={"phone": "000-0000-0001"}))
    for number, account in enumerate(("bailiff", "bailiff2", "police", "judge")):
        session.execute(update(Account).where(Account.username == account).values(badge=f"证{number}"))
    person_id = make_person(session, judge, "张某一")
    make_address(session, judge, person_id, "王洼镇李岔村三组")
    case_id = make_case(session, judge, debtors=(person_id,), account_no="990000000001", account_bank="样本银行")
    add_phone(session, judge, AddPhone(person_id=person_id, case_id=case_id, number="00000000001"))
    return Arranged(session, case_id, person_id)


def detention(case: Arranged, act: Act, **changes: Any) -> UUID:
    given = {"number": NUMBER, "pregnant": False, "nursing": False} | changes
    proposal = make_detain(case.session, act("judge"), case.case_id, case.person_id, **given)
    return make_approved(case.session, act("president"), proposal)


def done(case: Arranged, actor: Actor, kind: str, **changes: Any) -> None:
    make_deed(case.session, actor, kind, case.case_id, case.person_id, **changes)


def visited(case: Arranged, actor: Actor, kind: str, **changes: Any) -> None:
    make_visit(case.session, actor, case.case_id, case.person_id, kind=kind, **changes)


def test_every_kind_has_a_gatherer() -> None:
    assert set(gather.GATHERERS) == set(KINDS)


def test_a_summons_is_gathered_from_what_was_drawn(case: Arranged, judge: Actor) -> None:
    summons_id = make_summons(case.session, judge, case.case_id, case.person_id)
    facts = case.facts(judge, "summons", summons_id)
    assert (facts.summoned, facts.address) == ("张某一", "王洼镇李岔村三组")
    assert (facts.officer, facts.clerk) == ("李文", "陈敏")
    assert (facts.appear_at, facts.dated) == (judge.now + timedelta(days=3), judge.now.day)


def test_a_missing_address_is_named(session: Session, judge: Actor) -> None:
    person_id = make_person(session, judge)
    lonely = Arranged(session, make_case(session, judge, debtors=(person_id,)), person_id)
    summons_id = make_summons(session, judge, lonely.case_id, person_id)
    assert lonely.lacks(judge, "summons", summons_id) == "工作单位或住址"


def test_a_warrant_names_the_ignored_summons_and_the_approval(case: Arranged, act: Act) -> None:
    judge = act("judge")
    proposal = make_approved(
        case.session, act("president"), make_compel(case.session, judge, case.case_id, case.person_id)
    )
    assert case.lacks(judge, "compel_warrant", proposal) == "应到时间、执行司法警察"
    facts: CompelWarrant = case.facts(
        judge, "compel_warrant", proposal, {"appear_at": ["2026-01-17T09:00"], "police": ["赵刚", "丁二"]}
    )
    assert "2026年1月9日18时00分" in facts.reason
    assert (facts.applicant, facts.approved_by, facts.role) == ("李文", "王成", "被执行人")
    assert facts.police == ("赵刚", "丁二")
    assert any("第四百八十二条" in one for one in facts.citations)


def test_a_decision_tells_act_evidence_ground_and_articles(case: Arranged, act: Act) -> None:
    facts: DetentionDecision = case.facts(act("judge"), "detention_decision", detention(case, act))
    assert (str(facts.case_number), facts.days, facts.reconsideration_days) == (NUMBER, 15, 3)
    assert facts.findings.startswith("2026年1月11日，收到执行通知书后转走账户存款")
    assert facts.evidence == ("银行流水一份",)
    assert facts.dispute == "松溪村镇银行股份有限公司申请执行张某一金融借款合同纠纷"
    assert facts.superior == "固原市中级人民法院"
    laws = [one[: one.index("》")] for one in facts.citations]
    assert laws == sorted(laws, key=laws.index)


def test_a_decision_without_its_own_number_is_refused_by_name(case: Arranged, act: Act) -> None:
    judge = act("judge")
    proposal = detention(case, act, number=None)
    assert case.lacks(judge, "detention_decision", proposal) == "案号"
    gathered = gather.gather(case.session, judge, Wanted(kind="detention_decision", subject_id=proposal))
    with pytest.raises(Refusal) as no:
        gather.require_allowed(case.session, judge, "detention_decision", gathered)
    assert "law.punishment_number" in [fault.code for fault in no.value.faults]


def test_nothing_on_liberty_is_allowed_before_the_president(case: Arranged, act: Act) -> None:
    judge = act("judge")
    proposal = make_detain(case.session, judge, case.case_id, case.person_id, number=NUMBER)
    for kind in ("detention_decision", "custody_notice", "family_notice"):
        gathered = gather.gather(case.session, judge, Wanted(kind=kind, subject_id=proposal))
        with pytest.raises(Refusal) as no:
            gather.require_allowed(case.session, judge, kind, gathered)
        assert (no.value.code, no.value.kind) == ("paper.approval_missing", Kind.CONFLICT)


def test_a_proposal_of_another_measure_makes_no_paper(case: Arranged, act: Act) -> None:
    with pytest.raises(Refusal) as no:
        case.facts(act("judge"), "compel_warrant", detention(case, act))
    assert no.value.kind is Kind.MISSING


def test_the_custody_notice_counts_days_and_tells_what_matters(case: Arranged, act: Act) -> None:
    judge = act("judge")
    facts: CustodyNotice = case.facts(
        judge, "custody_notice", detention(case, act, seriously_ill=False), {"officers": ["赵刚", "马勇"]}
    )
    assert (facts.starts, facts.ends) == (date(2026, 1, 16), date(2026, 1, 31))
    assert (facts.addressee, facts.place, facts.special) == ("彭阳县公安局", "彭阳县拘留所", "无")
    assert facts.contact == "李文，000-0000-0001"


def test_the_family_notice_lists_every_attempt(case: Arranged, act: Act) -> None:
    proposal = detention(case, act)
    police = act("police", DAWN)
    done(case, police, "detain.announce", proposal_id=proposal)
    done(
        case, police.at(DAWN + timedelta(hours=1)), "detain.tell_family", result="tried", how="电话", reason="无人接听"
    )
    done(case, police.at(DAWN + timedelta(hours=2)), "detain.tell_family", result="told", whom="李某", relation="妻子")
    judge = act("judge", DAWN + timedelta(hours=3))
    assert case.lacks(judge, "family_notice", proposal) == "拘留所地址、拘留所电话"
    place = {"place_address": ["样本路1号"], "place_phone": ["000-0000-0002"]}
    facts: FamilyNotice = case.facts(judge, "family_notice", proposal, place)
    assert (facts.addressee, facts.relation) == ("李某", "妻子")
    assert [one.result for one in facts.attempts] == ["未能通知到，无人接听", "已通知"]
    assert [one.how for one in facts.attempts] == ["电话", "未记录"]


def test_an_early_release_rests_on_payments_and_says_he_was_never_in_custody(case: Arranged, act: Act) -> None:
    proposal = detention(case, act)
    done(case, act("police", DAWN), "detain.announce", proposal_id=proposal)
    later = DAWN + timedelta(hours=1)
    paid = make_money.make_payment(case.session, act("bailiff", later), case.debt, amount="60000")
    judge = act("judge", later)
    asked = ProposeEarlyRelease(of_id=proposal, cause="paid", reason="当场付清全部案款，承认错误")
    release = make_approved(case.session, act("president", later), propose_early_release(case.session, judge, asked))
    facts: EarlyRelease = case.facts(judge, "early_release", release)
    assert (facts.admitted_on, facts.decided_on) == (None, date(2026, 1, 16))
    assert facts.evidence == (f"收款凭证{paid.number}",)
    assert (str(facts.decision_number), facts.addressee) == (NUMBER, "彭阳县人民法院司法警察部门")


def test_the_record_tells_the_last_day_step_by_step(case: Arranged, act: Act) -> None:
    bailiff, second = act("bailiff", DAWN), act("bailiff2")
    visited(case, act("bailiff", DAWN + timedelta(days=-3)), "visit.miss")
    visited(case, bailiff, "visit.arrive", officer_ids=(second.id,), recorder_no="记03")
    told = bailiff.at(DAWN + timedelta(minutes=5))
    visited(case, told, "visit.inform", identity_shown=True, consequences_told=True, note="其称正在筹款")
    make_money.make_payment(
        case.session,
        bailiff.at(DAWN + timedelta(minutes=40)),
        case.debt,
        amount="3000",
        payer="张某姐",
        relation="sibling",
    )
    judge = act("judge", DAWN + timedelta(hours=5))
    assert case.lacks(judge, "enforcement_record") == "记录人、财产情况、异议及答复"
    typed = {
        "recorder": ["陈敏"],
        "assets": ["无可供执行财产"],
        "objections": ["无"],
        "present": ["张某一，被执行人\n张某父 父亲"],
    }
    facts: EnforcementRecord = case.facts(judge, "enforcement_record", added=typed)
    assert (facts.started, facts.ended) == (DAWN, DAWN + timedelta(minutes=40))
    assert [(one.name, one.duty, one.certificate) for one in facts.officers] == [
        ("马勇", "执行员", "证0"),
        ("杨兰", "执行员", "证1"),
    ]
    assert facts.entries[1].text == "执行人员出示证件，表明身份，告知拒不履行的法律后果。\n其称正在筹款"
    assert facts.entries[2].text.startswith("张某姐（兄弟姐妹，代付）以转账方式支付3000元")
    assert (facts.payment, facts.recording) == ("当场履行：转账3000元。", "记03")
    assert [(one.name, one.standing) for one in facts.present] == [("张某一", "被执行人"), ("张某父", "父亲")]


def test_an_officer_without_certificate_is_named(case: Arranged, act: Act) -> None:
    case.session.execute(update(Account).where(Account.username == "bailiff2").values(badge=""))
    visited(case, act("bailiff", DAWN), "visit.inform", officer_ids=(act("bailiff2").id,), recorder_no="1")
    assert "执行人员（2）·工作证件号" in case.lacks(act("judge", DAWN), "enforcement_record")


def test_without_any_deed_there_is_no_record(case: Arranged, judge: Actor) -> None:
    with pytest.raises(Refusal) as no:
        case.facts(judge, "enforcement_record")
    assert no.value.code == "paper.nothing_done"


def test_a_receipt_of_service_lists_what_was_issued_and_not_yet_served(case: Arranged, act: Act) -> None:
    judge = act("judge")
    assert case.lacks(judge, "service_receipt", added={"servers": ["马勇", "杨兰"]}) == "送达文书"
    case.session.add(issued("summons", case, judge))
    case.session.flush()
    facts: ServiceReceipt = case.facts(judge, "service_receipt", added={"servers": ["马勇", "杨兰"]})
    assert [(one.name, one.number) for one in facts.papers] == [("传票", "（2025）宁0425执1号")]


def issued(kind: str, case: Arranged, actor: Actor, **changes: Any) -> Paper:
    given = {
        "id": new_id(actor.now), "kind": kind, "series": "CP", "year": 2026, "number": 1, "control_no": "CP2026-000001",
        "state": "issued", "case_id": case.case_id, "person_id": case.person_id, "reserved_at": actor.now,
        "facts": {"case_number": "（2025）宁0425执1号"}, "sha256": "0" * 64, "issued_at": actor.now,
    } | changes  # fmt: skip
    return Paper(**given)


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
    subjects = {"summons": summons_id, "detention_decision": detention(case, act), "cash_receipt": paid.event_id}
    subjects |= {"undertaking": plan.id, "settlement": plan.id}
    for kind, subject in {**subjects, "enforcement_record": None, "service_receipt": None}.items():
        with pytest.raises(Refusal) as no:
            case.facts(stranger, kind, subject)
        assert no.value.kind is Kind.MISSING, kind


def test_a_sheet_of_no_case_is_seen_by_its_squad_its_maker_and_the_court(case: Arranged, act: Act) -> None:
    squad = new_id(DAWN)
    director = act("director")
    paper = issued(
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
