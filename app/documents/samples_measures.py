"""Invented facts for a sample of each paper on a person's liberty. Nobody here exists; 990000 is no division."""

from datetime import date, time

from app.base.instant import Instant
from app.documents.facts import Person
from app.documents.facts_measures import (
    Attempt,
    CompelWarrant,
    CustodyNotice,
    DetentionDecision,
    EarlyRelease,
    FamilyNotice,
    Summons,
)
from app.law.case_numbers import CaseNumber
from app.law.citations import cite_all

COURT = "彭阳县人民法院"
DAY = date(2026, 1, 17)
CASE = CaseNumber.parse("（2025）宁0425执123号")
PUNISHMENT = CaseNumber.parse("（2026）宁0425司惩1号")
CAUSE = "金融借款合同纠纷"
PERSON = Person(
    name="张样本",
    sex="男",
    born=date(1985, 3, 12),
    ethnicity="汉族",
    id_number="990000198503120019",
    work="务农",
    address="宁夏回族自治区固原市彭阳县白阳镇样本村三组12号",
)
COMPEL_CLAUSES = tuple(map(str, cite_all(("CPL.president_approval", "CPLI.compel"), DAY)))
DETAIN_CLAUSES = tuple(
    map(
        str,
        cite_all(
            ("CPL.detention.refusal_to_perform", "CPL.detention_limit", "CPL.president_approval", "CPLI.refusal.able"),
            DAY,
        ),
    )
)
CUSTODY_CLAUSES = tuple(map(str, cite_all(("CPL.custody", "CPLI.custody_handover"), DAY)))
RELEASE_CLAUSES = tuple(map(str, cite_all(("CPL.early_release", "CPLI.early_release"), DAY)))


def summons() -> Summons:
    """A summons for the day before the sweep."""
    return Summons(
        court=COURT,
        dated=date(2026, 1, 8),
        case_number=CASE,
        cause=CAUSE,
        summoned=PERSON.name,
        address=PERSON.address,
        reason="接受执行调查询问，报告财产状况",
        appear_at=Instant.beijing_time(date(2026, 1, 14), time(9, 30)),
        appear_place="彭阳县人民法院执行局第二询问室",
        officer="执行员样本",
        clerk="书记员样本",
    )


def compel_warrant() -> CompelWarrant:
    """A warrant after a summons that was ignored."""
    return CompelWarrant(
        court=COURT,
        dated=date(2026, 1, 16),
        case_number=CASE,
        name=PERSON.name,
        sex=PERSON.sex,
        id_number=PERSON.id_number,
        address=PERSON.address,
        role="被执行人",
        reason="经本院传票传唤，无正当理由未于2026年1月14日9时30分到场接受调查询问。",
        citations=COMPEL_CLAUSES,
        appear_at=Instant.beijing_time(DAY, time(9, 0)),
        appear_place="彭阳县人民法院执行局第二询问室",
        applicant="执行员样本",
        applied_on=date(2026, 1, 15),
        approved_by="院长样本",
        approved_on=date(2026, 1, 16),
        police=("法警甲", "法警乙"),
    )


def detention_decision() -> DetentionDecision:
    """A detention for refusing to perform a judgment although able to."""
    return DetentionDecision(
        court=COURT,
        dated=DAY,
        case_number=PUNISHMENT,
        person=PERSON,
        role="被执行人",
        enforcement_case=CASE,
        dispute=f"彭阳样本村镇银行有限责任公司申请执行{PERSON.name}{CAUSE}",
        findings="生效判决确定张样本应偿还借款本金及利息。本院于2025年6月3日向其送达执行通知书和报告财产令，"
        "责令其于十日内履行。张样本在2025年7月至12月间先后取得运输收入68400元，存入他人名下账户，"
        "既未履行，也未报告财产；其间更换电话号码，长期不在住所居住，经本院传票传唤无正当理由不到场。",
        evidence=("执行通知书及送达回证", "银行账户交易明细", "运输合同及收款记录", "执行笔录"),
        reasoning="有履行能力而拒不履行生效法律文书确定的义务",
        citations=DETAIN_CLAUSES,
        days=15,
        reconsideration_days=3,
        superior="固原市中级人民法院",
    )


def custody_notice() -> CustodyNotice:
    """The notice that goes with the detained person."""
    return CustodyNotice(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        addressee="彭阳县公安局",
        place="彭阳县拘留所",
        decision_number=PUNISHMENT,
        person=PERSON,
        reason="有履行能力而拒不履行生效法律文书确定的义务",
        days=15,
        starts=DAY,
        ends=date(2026, 2, 1),
        citations=CUSTODY_CLAUSES,
        special="无传染病，未怀孕，非人大代表；自述患高血压，已携带药品",
        officers=("法警甲", "法警乙"),
        contact="执行员样本，000-0000-0003",
    )


def family_notice() -> FamilyNotice:
    """The notice to the wife, one attempt made by phone."""
    return FamilyNotice(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        addressee="李样本",
        relation="妻子",
        name=PERSON.name,
        sex=PERSON.sex,
        born=PERSON.born,
        decision_number=PUNISHMENT,
        reason="有履行能力而拒不履行生效法律文书确定的义务",
        citations=DETAIN_CLAUSES,
        days=15,
        starts=DAY,
        ends=date(2026, 2, 1),
        place="彭阳县拘留所",
        place_address="彭阳县样本路1号",
        place_phone="000-0000-0004",
        contact="执行员样本，000-0000-0003",
        attempts=(Attempt(at=Instant.beijing_time(DAY, time(8, 20)), how="电话 000-0000-0005", result="接通，已告知"),),
    )


def early_release() -> EarlyRelease:
    """A release after payment, before the person came into custody."""
    return EarlyRelease(
        court=COURT,
        dated=DAY,
        case_number=PUNISHMENT,
        person=PERSON,
        decision_number=PUNISHMENT,
        decided_on=DAY,
        days=15,
        repentance="宣布拘留决定后，张样本承认错误，当场联系亲属筹款，于2026年1月17日7时25分将执行款100200元"
        "转入本案执行款专户，并出具具结悔过书。",
        evidence=("执行款到账记录", "具结悔过书", "执行笔录"),
        citations=RELEASE_CLAUSES,
        released_on=DAY,
        addressee="本院司法警察大队",
    )
