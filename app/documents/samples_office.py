"""Invented facts for a sample of each form that goes round inside the court."""

from datetime import date, time

from app.base.instant import Instant
from app.base.money import Money
from app.documents.bases import basis
from app.documents.facts_office import (
    MeasureApproval,
    Opinion,
    PaidIn,
    PaidOut,
    PayoutApproval,
    PoliceNeed,
    PoliceRequest,
    SealRegister,
    ToSeal,
)
from app.documents.samples_measures import (
    CASE,
    CAUSE,
    COMPEL_CLAUSES,
    COURT,
    DAY,
    DETAIN_CLAUSES,
    PERSON,
    PUNISHMENT,
)
from app.documents.samples_sanctions import ABLE, CREDITOR

EVE = date(2026, 1, 15)
WHOM = f"{PERSON.name}，男，1985年3月12日出生，公民身份号码{PERSON.id_number}，住{PERSON.address}"
HEALTH = "满十六周岁，未满七十周岁；非人大代表；自述无严重疾病，未怀孕"


def _approval(proposed: str, facts: str, clauses: tuple[str, ...]) -> MeasureApproval:
    return MeasureApproval(
        court=COURT,
        dated=EVE,
        case_number=CASE,
        cause=CAUSE,
        whom=WHOM,
        role="被执行人",
        facts=facts,
        evidence=("执行通知书及送达回证", "传票及送达回证", "银行账户交易明细"),
        citations=clauses,
        proposed=proposed,
        health=HEALTH,
        checked="共核查12项，均已具备",
        proposed_by="执行员样本",
        proposed_on=EVE,
        opinions=(Opinion(step="执行局局长", by="局长样本", on=EVE, how="办案系统签署：同意提请院长审批"),),
    )


def compel_approval() -> MeasureApproval:
    """Asked after a summons that was ignored."""
    return _approval("拘传", "经本院传票传唤，无正当理由未于2026年1月14日9时30分到场接受调查询问。", COMPEL_CLAUSES)


def detain_approval() -> MeasureApproval:
    """Asked for fifteen days."""
    return _approval(
        "拘留十五日",
        "收到执行通知书后取得运输收入68400元，存入他人名下账户，既未履行，也未报告财产；"
        "更换电话号码，长期不在住所居住，经传票传唤无正当理由不到场。",
        DETAIN_CLAUSES,
    )


def fine_approval() -> MeasureApproval:
    """Asked for a fine."""
    return _approval("罚款5000元", "收到报告财产令后没有报告运输收入。", basis("fine_decision", EVE, *ABLE))


def search_approval() -> MeasureApproval:
    """Asked for a house and a shed."""
    return _approval(
        "搜查隐匿的会计账簿等资料，有效期2026年1月17日至2026年1月19日",
        "拒绝报告运输收入，并有隐匿现金和收款账册的情形。\n搜查场所：彭阳县白阳镇样本村三组12号住所及院落；同村东侧库房。\n"
        "对妇女身体的搜查：拟进行，由女执行人员法官助理样本进行。",
        basis("search_warrant", EVE),
    )


def payout_approval() -> PayoutApproval:
    """Two payments go to the creditor, the fee to the court."""
    return PayoutApproval(
        court=COURT,
        dated=date(2026, 1, 20),
        case_number=CASE,
        cause=CAUSE,
        applicant=CREDITOR,
        debtor=PERSON.name,
        receipts=(
            PaidIn(number="宁0425收2026-000001", on=DAY, payer="张样本的姐姐", amount=Money(300_000)),
            PaidIn(number="样本流水0001", on=DAY, payer=PERSON.name, amount=Money(9_860_300)),
        ),
        parts=(
            PaidOut(
                item="借款本金及利息",
                payee=CREDITOR,
                account="样本银行彭阳支行 0000 0000 0000 0000 456",
                amount=Money(10_020_000),
            ),
            PaidOut(
                item="申请执行费", payee=COURT, account="诉讼费专户 0000 0000 0000 0000 789", amount=Money(140_300)
            ),
        ),
        order="扣除申请执行费后清偿生效法律文书确定的金钱债务，迟延履行利息申请执行人书面放弃",
        proof=("营业执照", "开户许可证", "收款账户确认书"),
        own_account="申请执行人本人账户",
        limit=Money(10_000_000),
        proposed_by="执行员样本",
    )


def police_request() -> PoliceRequest:
    """Two squads before dawn."""
    return PoliceRequest(
        court=COURT,
        dated=date(2026, 1, 13),
        sweep="涉金融案件集中执行专项行动",
        nature="集中拘传、送达和现场执行",
        starts=Instant.beijing_time(DAY, time(5, 30)),
        ends=Instant.beijing_time(DAY, time(18, 0)),
        assembly="彭阳县人民法院院内",
        area="白阳镇、王洼镇",
        targets=12,
        needs=(
            PoliceNeed(squad="第一组", leader="执行员样本", police=2, women=1, vehicles=1),
            PoliceNeed(squad="第二组", leader="执行员样本二", police=2, women=0, vehicles=1),
        ),
        equipment=("手铐", "执法记录仪", "急救包", "防护盾"),
        risks="一户有年迈老人，一户养犬；遇暴力抗拒立即停止、固定证据并报告总指挥，就近医院为县人民医院。",
        applicant="执行员样本",
        contact="000-0000-0003",
    )


def seal_register() -> SealRegister:
    """The papers of the evening before."""
    return SealRegister(
        court=COURT,
        dated=date(2026, 1, 16),
        occasion="涉金融案件集中执行专项行动",
        papers=(
            ToSeal(number="JC2026-000001", title="拘传票", case_number=str(CASE), copies=2, seal="院印"),
            ToSeal(number="JL2026-000001", title="拘留决定书", case_number=str(PUNISHMENT), copies=3, seal="院印"),
            ToSeal(number="CP2026-000004", title="传票", case_number=str(CASE), copies=1, seal="院印"),
        ),
        applicant="书记员样本",
    )
