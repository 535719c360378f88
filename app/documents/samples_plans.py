"""Invented facts for a sample of each paper that parties sign."""

from datetime import date

from app.base.money import Money
from app.documents.bases import basis
from app.documents.facts_plans import (
    Instalment,
    Missed,
    Named,
    Owed,
    Party,
    ResumptionApplication,
    Settlement,
    Undertaking,
    Waived,
)
from app.documents.samples_measures import CASE, COURT, DAY

BASIS = "（2024）宁0425民初456号民事判决书"
ACCOUNT = "彭阳县人民法院执行款专户（本案专用账号 9900000000001234）"
BREACH_SEEN = date(2026, 11, 12)
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


def resumption_application() -> ResumptionApplication:
    """The first instalment came late, of the second only a part; the bank's telephone is written by hand."""
    return ResumptionApplication(
        court=COURT,
        dated=BREACH_SEEN,
        case_number=CASE,
        applicants=(
            Named(
                name="彭阳样本村镇银行有限责任公司",
                number="99990425MA00000000",
                address="彭阳县白阳镇样本街8号",
                agent="王样本（风险部经理）",
            ),
        ),
        respondents=tuple(Named(**one.model_dump(include={"name", "number", "address", "phone"})) for one in COUPLE),
        basis=BASIS,
        agreed_on=DAY,
        as_of=BREACH_SEEN,
        promised=Money.yuan("131000"),
        instalments=3,
        paid=Money.yuan("59000"),
        missed=(Missed(position=2, due=date(2026, 10, 30), amount=Money.yuan("42000"), paid=Money.yuan("12000")),),
        last_on=date(2027, 4, 30),
        until=date(2029, 4, 30),
        request=f"一、恢复对{BASIS}的执行，被申请人依照和解协议已经履行的59000元依法扣除；\n"
        "二、迟延履行期间的债务利息依法计算至履行完毕之日；\n三、恢复执行的费用由被申请人负担。",
        reasons="第二期到期后，申请人两次电话催促，被申请人称羊没有卖出。至今没有补足，申请人依法申请恢复执行。",
        citations=basis("resumption_application", BREACH_SEEN),
    )
