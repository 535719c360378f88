"""From the rooms to the facts of papers on measures and deeds: on a small case, every missing fact by its name."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal
from app.documents import gather
from app.documents import gather_people as people
from app.documents.catalog import KINDS
from app.documents.facts_measures import CompelWarrant, CustodyNotice, DetentionDecision, EarlyRelease, FamilyNotice
from app.documents.facts_records import EnforcementRecord, ServiceReceipt
from app.documents.gathered import Wanted
from app.documents.special import special
from app.measures import queries as measures
from app.measures.actions_proposals import BringElsewhere, ProposeEarlyRelease, bring_elsewhere, propose_early_release
from app.staff.tables import Account
from tests.support import make_money
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import (
    make_approved,
    make_compel,
    make_deed,
    make_detain,
    make_summons,
)
from tests.support.make_papers import (
    NUMBER,
    Act,
    Arranged,
    make_detention,
    make_done,
    make_issued,
    make_known_case,
    make_visited,
)
from tests.support.people import DAWN


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


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
    assert case.lacks(judge, "compel_warrant", proposal) == "应到时间、执行司法警察（至少两名）"
    typed = {"appear_at": ["2026-01-17T09:00"], "police": ["赵刚"]}
    assert case.lacks(judge, "compel_warrant", proposal, typed) == "执行司法警察（至少两名）"
    facts: CompelWarrant = case.facts(
        judge, "compel_warrant", proposal, {"appear_at": ["2026-01-17T09:00"], "police": ["赵刚", "丁二"]}
    )
    assert "2026年1月9日18时00分" in facts.reason
    assert (facts.applicant, facts.approved_by, facts.role) == ("李文", "王成", "被执行人")
    assert facts.police == ("赵刚", "丁二")
    assert any("第四百八十二条" in one for one in facts.citations)


def test_no_paper_calls_anybody_to_a_time_that_has_passed(case: Arranged, act: Act) -> None:
    judge = act("judge")
    proposal = make_approved(
        case.session, act("president"), make_compel(case.session, judge, case.case_id, case.person_id)
    )
    typed = {"appear_at": [str(judge.now + timedelta(minutes=-1))], "police": ["赵刚", "丁二"]}
    summons_id = make_summons(case.session, judge, case.case_id, case.person_id)
    late = judge.at(judge.now + timedelta(days=4))
    for actor, kind, subject, added in (
        (judge, "compel_warrant", proposal, typed),
        (late, "summons", summons_id, {}),
    ):
        with pytest.raises(Refusal) as no:
            case.facts(actor, kind, subject, added)
        assert (no.value.code, no.value.kind, no.value.facts["fields"]) == (
            "paper.fact_wrong",
            Kind.INVALID,
            "应到时间",
        )
        assert [(one.field, one.code) for one in no.value.faults] == [("appear_at", "measures.appear_past")]


def test_a_decision_tells_act_evidence_ground_and_articles(case: Arranged, act: Act) -> None:
    facts: DetentionDecision = case.facts(act("judge"), "detention_decision", make_detention(case, act))
    assert (str(facts.case_number), facts.days, facts.reconsideration_days) == (NUMBER, 15, 3)
    assert facts.findings.startswith("2026年1月11日，收到执行通知书后转走账户存款")
    assert facts.evidence == ("银行流水一份",)
    assert facts.dispute == "松溪村镇银行股份有限公司申请执行张某一金融借款合同纠纷"
    assert facts.superior == "固原市中级人民法院"
    laws = [one[: one.index("》")] for one in facts.citations]
    assert laws == sorted(laws, key=laws.index)


def test_a_decision_without_its_own_number_is_refused_by_name(case: Arranged, act: Act) -> None:
    judge = act("judge")
    proposal = make_detention(case, act, number=None)
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
        case.facts(act("judge"), "compel_warrant", make_detention(case, act))
    assert no.value.kind is Kind.MISSING


def test_the_custody_notice_counts_days_and_tells_what_matters(case: Arranged, act: Act) -> None:
    judge = act("judge")
    facts: CustodyNotice = case.facts(
        judge, "custody_notice", make_detention(case, act, seriously_ill=False), {"officers": ["赵刚", "马勇"]}
    )
    assert (facts.starts, facts.ends) == (date(2026, 1, 16), date(2026, 1, 31))
    assert (facts.addressee, facts.place, facts.special) == ("彭阳县公安局", "彭阳县拘留所", "无")
    assert facts.contact == "李文，000-0000-0001"


def test_what_was_said_at_the_door_and_found_by_the_doctor_reaches_the_place_of_custody(
    case: Arranged, act: Act
) -> None:
    judge, about = act("judge"), (case.case_id, case.person_id)
    proposal = make_detention(case, act, seriously_ill=False)
    said: dict[str, Any] = {"seriously_ill": True, "deputy": "township"}
    make_deed(case.session, judge, "detain.announce", *about, **said)
    make_deed(case.session, judge, "detain.examine", *about, result="fit", findings="高血压，已带药")
    facts: CustodyNotice = case.facts(judge, "custody_notice", proposal, {"officers": ["赵刚", "马勇"]})
    assert facts.special == "患有严重疾病；自述系乡级人大代表；体检：高血压，已带药"


def test_the_old_and_the_young_are_named_to_the_place_of_custody(case: Arranged, act: Act) -> None:
    judge = act("judge")
    found = measures.proposal(case.session, judge.scope, make_detention(case, act))
    matter = people.matter(case.session, judge, case.case_id, case.person_id)
    for born, word in (("1955-01-10", "已满70周岁"), ("2008-05-05", "未满18周岁"), ("1985-03-12", "无")):
        person = replace(matter.person, birth=date.fromisoformat(born))
        assert special(found, replace(matter, person=person), (), date(2026, 1, 17)) == word


def test_who_is_brought_elsewhere_is_announced_there(case: Arranged, act: Act) -> None:
    judge, proposal = act("judge"), make_detention(case, act, seriously_ill=False)
    bring_elsewhere(case.session, judge, BringElsewhere(proposal_id=proposal, place="某县拘留所", explained=True))
    officers = {"officers": ["赵刚", "马勇"]}
    assert case.lacks(judge, "custody_notice", proposal, officers) == "受文机关"
    facts = case.facts(judge, "custody_notice", proposal, officers | {"addressee": ["某县公安局"]})
    assert (facts.addressee, facts.place) == ("某县公安局", "某县拘留所")
    whom = {"addressee": ["李某"], "relation": ["妻子"]}
    assert case.lacks(judge, "family_notice", proposal, whom) == "拘留所地址、拘留所电话"


def test_the_family_notice_lists_every_attempt(case: Arranged, act: Act) -> None:
    proposal = make_detention(case, act)
    police = act("police", DAWN)
    make_done(case, police, "detain.announce", proposal_id=proposal)
    make_done(
        case, police.at(DAWN + timedelta(hours=1)), "detain.tell_family", result="tried", how="电话", reason="无人接听"
    )
    make_done(
        case, police.at(DAWN + timedelta(hours=2)), "detain.tell_family", result="told", whom="李某", relation="妻子"
    )
    judge = act("judge", DAWN + timedelta(hours=3))
    assert case.lacks(judge, "family_notice", proposal) == "拘留所地址、拘留所电话"
    place = {"place_address": ["样本路1号"], "place_phone": ["000-0000-0002"]}
    facts: FamilyNotice = case.facts(judge, "family_notice", proposal, place)
    assert (facts.addressee, facts.relation) == ("李某", "妻子")
    assert [one.result for one in facts.attempts] == ["未能通知到，无人接听", "已通知"]
    assert [one.how for one in facts.attempts] == ["电话", "未记录"]


def test_an_early_release_rests_on_payments_and_says_he_was_never_in_custody(case: Arranged, act: Act) -> None:
    proposal = make_detention(case, act)
    make_done(case, act("police", DAWN), "detain.announce", proposal_id=proposal)
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
    make_visited(case, act("bailiff", DAWN + timedelta(days=-3)), "visit.miss")
    make_visited(case, bailiff, "visit.arrive", officer_ids=(second.id,), recorder_no="记03")
    told = bailiff.at(DAWN + timedelta(minutes=5))
    make_visited(case, told, "visit.inform", identity_shown=True, consequences_told=True, note="其称正在筹款")
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
    make_visited(case, act("bailiff", DAWN), "visit.inform", officer_ids=(act("bailiff2").id,), recorder_no="1")
    assert "执行人员（2）·工作证件号" in case.lacks(act("judge", DAWN), "enforcement_record")


def test_without_any_deed_there_is_no_record(case: Arranged, judge: Actor) -> None:
    with pytest.raises(Refusal) as no:
        case.facts(judge, "enforcement_record")
    assert no.value.code == "paper.nothing_done"


def test_a_receipt_of_service_lists_what_was_issued_and_not_yet_served(case: Arranged, act: Act) -> None:
    judge = act("judge")
    assert case.lacks(judge, "service_receipt", added={"servers": ["马勇", "杨兰"]}) == "送达文书"
    case.session.add(make_issued("summons", case, judge))
    case.session.flush()
    facts: ServiceReceipt = case.facts(judge, "service_receipt", added={"servers": ["马勇", "杨兰"]})
    assert [(one.name, one.number) for one in facts.papers] == [("传票", "（2025）宁0425执1号")]
