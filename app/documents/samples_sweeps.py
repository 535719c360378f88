"""Invented facts for a sample of each working paper of a sweep."""

from datetime import time

from app.base.instant import Instant
from app.base.money import Money
from app.documents.facts_sweeps import (
    Bulletin,
    Figure,
    Moment,
    OperationPlan,
    RouteSheet,
    RouteStop,
    SquadPlan,
    TargetPlan,
    Task,
    TaskSheet,
)
from app.documents.samples_measures import CASE, COURT, DAY, PERSON
from app.documents.samples_records import OTHER_CASE

SWEEP = "“样本行动”涉金融案件集中执行"
PHONE = "000-0000-0008"
SQUAD = SquadPlan(
    name="第一组",
    leader="执行法官样本",
    members=("执行员样本", "法官助理样本", "法警甲", "法警乙（女）"),
    vehicles=("宁X·样001警",),
)


def _at(hour: int, minute: int) -> Instant:
    return Instant.beijing_time(DAY, time(hour, minute))


def _targets() -> tuple[TargetPlan, ...]:
    return (
        TargetPlan(
            squad="第一组",
            name=PERSON.name,
            case_number=CASE,
            owed=Money.yuan("100200"),
            measure="拘留",
            plan="清晨到父母住所查找，宣读决定书；当场履行或者悔过的，报请提前解除。",
            risk="父母年迈，注意情绪",
        ),
        TargetPlan(
            squad="第二组",
            name="黄样本",
            case_number=OTHER_CASE,
            owed=Money.yuan("60000"),
            measure="拘传",
            plan="8时前到实际居住地，告知后果；有困难的组织调解。",
            risk="可能驾车离开",
        ),
    )


def operation_plan() -> OperationPlan:
    """A plan of two squads and two targets."""
    second = SquadPlan(
        name="第二组", leader="执行法官样乙", members=("执行员样乙", "法警丙"), vehicles=("宁X·样002警",)
    )
    return OperationPlan(
        court=COURT,
        dated=DAY,
        sweep=SWEEP,
        category="涉金融",
        commander="局长样本",
        purpose="集中执行一批下落不定、传唤不到、拒不履行的金融借款案件，兑现胜诉权益。\n"
        "坚持依法、文明、善意执行，对确有困难的促成分期或者和解。",
        timetable=(
            Moment(at=_at(5, 30), what="集合签到，检查装备、文书、执法记录仪"),
            Moment(at=_at(5, 50), what="各组按路线出发"),
            Moment(at=_at(18, 0), what="返院，案款移交、对账、日结"),
        ),
        squads=(SQUAD, second),
        targets=_targets(),
        safety="每组不少于两名执行人员；遇阻挠先劝离、固定证据，必要时请求公安协助；突发疾病立即送医并报告。",
        discipline="着装规范，全程记录；不得私自收取现金；行动信息不得外泄。",
        duty_phone=PHONE,
    )


def task_sheet() -> TaskSheet:
    """Two targets of one squad."""
    tasks = (
        Task(
            name=PERSON.name,
            case_number=CASE,
            address=PERSON.address,
            phones=("000-0000-0005",),
            owed=Money.yuan("100200"),
            measure="拘留",
            plan="清晨到父母住所查找，宣读决定书。",
            papers=("拘留决定书", "送达回证", "执行笔录"),
            arrive_at=_at(6, 10),
        ),
        Task(
            name="黄样本",
            case_number=OTHER_CASE,
            address="彭阳县王洼镇样本街22号",
            phones=("000-0000-0009", "000-0000-0010"),
            owed=Money.yuan("60000"),
            measure="拘传",
            plan="告知后果，拘传到庭；有困难的组织调解。",
            papers=("拘传票", "分期还款承诺书"),
            arrive_at=_at(8, 0),
        ),
    )
    return TaskSheet(
        court=COURT,
        dated=DAY,
        sweep=SWEEP,
        squad=SQUAD.name,
        leader=SQUAD.leader,
        members=SQUAD.members,
        vehicles=SQUAD.vehicles,
        tasks=tasks,
        duty_phone=PHONE,
    )


def route_sheet() -> RouteSheet:
    """Two stops and the way back."""
    return RouteSheet(
        court=COURT,
        dated=DAY,
        sweep=SWEEP,
        squad=SQUAD.name,
        leader=SQUAD.leader,
        vehicles=SQUAD.vehicles,
        start=COURT,
        starts_at=_at(5, 50),
        stops=(
            RouteStop(
                name=PERSON.name,
                address=PERSON.address,
                arrive_at=_at(6, 10),
                leave_at=_at(7, 40),
                metres=12400,
                minutes=20,
                certainty="村级",
                note="固定时间，不可调整",
            ),
            RouteStop(
                name="黄样本",
                address="彭阳县王洼镇样本街22号",
                arrive_at=_at(8, 20),
                leave_at=_at(9, 20),
                metres=31800,
                minutes=40,
                certainty="门牌级",
            ),
        ),
        back_at=_at(10, 25),
        back_metres=43100,
        method="两点间直线距离乘以绕行系数1.4，平均时速45公里",
    )


def bulletin() -> Bulletin:
    """A bulletin of invented figures."""
    return Bulletin(
        court=COURT,
        dated=DAY,
        sweep=SWEEP,
        headline="冬日清晨出击　集中执行见效",
        issuer="执行局",
        figures=(
            Figure(name="出动", value="22人次", definition="签到记录中参加行动的人员次数"),
            Figure(name="拘传", value="2人", definition="当日实际拘传到场的人数"),
            Figure(name="拘留", value="1人", definition="当日宣布拘留决定的人数"),
            Figure(name="执行完毕、达成和解", value="2件", definition="当日登记为执行完毕或者和解的案件数"),
            Figure(name="执行到位", value="10.82万元", definition="当日到账和当场收取的金额，不含当事人直接给付"),
        ),
        story="1月17日清晨，各组分路出发。在一处村庄，执行人员向拒不履行的张某宣读拘留决定，其亲属一小时内将款项转入法院账户。\n"
        "在另一处，黄某被拘传到场后当场支付部分款项，并与银行约定分期偿还。",
        reviewed_by="局长样本",
    )
