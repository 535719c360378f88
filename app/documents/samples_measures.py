"""Invented facts for a sample of each paper on a person's liberty. Nobody here exists; 990000 is no division."""

from datetime import date, time

from app.base.instant import Instant
from app.documents.facts import Person
from app.documents.facts_measures import CompelWarrant, DetentionDecision, Summons
from app.law.case_numbers import CaseNumber

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
CLAUSES = ("《中华人民共和国民事诉讼法》（样张所引条款由引用登记处给出）",)


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
        citations=CLAUSES,
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
        citations=CLAUSES,
        days=15,
        reconsideration_days=3,
        superior="固原市中级人民法院",
    )
