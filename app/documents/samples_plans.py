"""Invented facts for a sample of each paper that parties sign."""

from datetime import date

from app.base.money import Money
from app.documents.facts_plans import Instalment, Owed, Party, Settlement, Undertaking, Waived
from app.documents.samples_measures import CASE, COURT, DAY

BASIS = "（2024）宁0425民初456号民事判决书"
ACCOUNT = "彭阳县人民法院执行款专户（本案专用账号 9900000000001234）"
DEBT = (
    Owed(head="借款本金", amount=Money.yuan("120000")),
    Owed(head="一般债务利息", amount=Money.yuan("9000")),
    Owed(head="罚息", amount=Money.yuan("3600")),
    Owed(head="案件受理费", amount=Money.yuan("1400")),
)
WAIVED = (Waived(head="罚息", amount=Money.yuan("3000")),)
SCHEDULE = tuple(
    Instalment(due=due, amount=Money.yuan("42000"))
    for due in (date(2026, 4, 30), date(2026, 10, 30), date(2027, 4, 30))
)
COUPLE = (
    Party(name="赵样本", number="990000197808150011", address="彭阳县新集乡样本村一组7号", phone="000-0000-0001"),
    Party(name="吴样本", number="99000019801102002X", address="彭阳县新集乡样本村一组7号", phone="000-0000-0002"),
)


def undertaking() -> Undertaking:
    """A couple's undertaking after the first payment."""
    return Undertaking(
        court=COURT,
        dated=DAY,
        enforcement_case=CASE,
        basis=BASIS,
        as_of=DAY,
        debt=DEBT,
        waived=WAIVED,
        paid_now=Money.yuan("5000"),
        schedule=SCHEDULE,
        account=ACCOUNT,
        promisors=COUPLE,
        creditor="彭阳样本村镇银行有限责任公司",
        hardship="养殖亏损，家中除自住房屋外无其他财产；赵样本患慢性病长期服药，每月药费约600元。"
        "现靠务工和土地流转收入维持，愿意按期履行。",
    )


def settlement() -> Settlement:
    """The bank and the couple agree; the bank waives part of the penalty interest."""
    return Settlement(
        court=COURT,
        dated=DAY,
        enforcement_case=CASE,
        basis=BASIS,
        as_of=DAY,
        debt=DEBT,
        waived=WAIVED,
        paid_now=Money.yuan("5000"),
        schedule=SCHEDULE,
        account=ACCOUNT,
        creditors=(
            Party(
                name="彭阳样本村镇银行有限责任公司",
                number="99990425MA00000000",
                address="彭阳县白阳镇样本街8号",
                phone="000-0000-0006",
                agent="王样本（风险部经理）",
                powers="特别授权，可以和解、减免、代收",
            ),
        ),
        debtors=COUPLE,
        guarantors=(
            Party(
                name="周样本",
                number="990000197209090045",
                address="彭阳县新集乡样本村二组3号",
                phone="000-0000-0007",
            ),
        ),
        seizure="甲方同意：乙方名下养殖设备继续查封，由乙方保管、使用，不得转让、毁损；全部履行后申请解除。",
    )
