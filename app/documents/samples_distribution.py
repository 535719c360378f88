"""Invented facts for a sample of the plan of distribution."""

from datetime import date

from app.base.money import Money
from app.documents.bases import basis
from app.documents.facts_distribution import CreditorClaim, DistributionPlan
from app.documents.samples_measures import CASE, COURT, PERSON
from app.documents.samples_sanctions import CREDITOR

DAY = date(2026, 3, 2)
CLAIMS = (
    CreditorClaim(creditor="本院", number=str(CASE), basis="评估费收据", rank="执行费用", amount=Money(120_000)),
    CreditorClaim(
        creditor="工人样本",
        number="（2025）宁0425执140号",
        basis="（2025）宁0425民初12号",
        rank="优先受偿",
        amount=Money(980_000),
    ),
    CreditorClaim(
        creditor=CREDITOR,
        number=str(CASE),
        basis="（2025）宁0425民初88号",
        rank="普通债权",
        amount=Money(5_000_000),
    ),
    CreditorClaim(
        creditor="债权人样本",
        number="（2025）宁0425执151号",
        basis="（2025）宁0425民初90号",
        rank="普通债权",
        amount=Money(2_500_000),
    ),
)


def distribution_plan() -> DistributionPlan:
    """Three creditors and the costs share what a lorry fetched."""
    return DistributionPlan(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        debtor=PERSON.name,
        proceeds="变卖被执行人所有的轻型普通货车一辆，所得价款36000元",
        total=Money(3_600_000),
        claims=CLAIMS,
        reason="被执行人的财产不能清偿所有债权；工人样本的工资债权经生效判决确认，优先受偿",
        objection_days=15,
        citations=basis("distribution_plan", DAY),
        judges=("执行员样本",),
        clerk="书记员样本",
        contact="执行员样本，000-0000-0003",
    )
