"""Invented facts for a sample of each paper on property."""

from datetime import date, time

from app.base.instant import Instant
from app.base.money import Money
from app.documents.bases import basis
from app.documents.facts_property import (
    AssistanceNotice,
    FoundThing,
    SearchRecord,
    SearchWarrant,
)
from app.documents.facts_records import Officer, Present
from app.documents.facts_seizure import SeizedThing, SeizureRecord, SeizureRuling
from app.documents.samples_measures import CASE, CAUSE, COURT, DAY, PERSON
from app.documents.samples_orders import BASIS
from app.documents.samples_sanctions import CREDITOR, DISPUTE
from app.law.case_numbers import CaseNumber

RULING = CaseNumber.parse("（2025）宁0425执123号之一")
OFFICERS = (
    Officer(name="执行员样本", duty="执行员", certificate="证0001"),
    Officer(name="法官助理样本", duty="法官助理", certificate="证0002"),
)
THERE = (
    Present(name=PERSON.name, standing="被执行人"),
    Present(name="村委会样本", standing="村民委员会工作人员"),
)
TOLD = "已通知被执行人及其成年家属、村民委员会派员到场，均已到场。"
THINGS = (
    SeizedThing(
        name="轻型普通货车",
        category="动产",
        features="样本牌XY1020，发动机号000123，车架号LXY0000000000001",
        quantity="1辆",
        condition="可正常行驶，右侧有刮擦",
        owner=PERSON.name,
        value=Money(3_600_000),
        place="白阳镇样本村三组12号院内",
        custodian=PERSON.name,
        use="可以继续使用",
        harm="不影响价值",
        exempt="不属于",
        vehicle="已登记",
    ),
    SeizedThing(
        name="玉米脱粒机",
        category="动产",
        features="样本牌5TY-30，出厂编号0088",
        quantity="1台",
        condition="七成新",
        owner=PERSON.name,
        place="同上",
        custodian="村委会样本",
        use="不得使用",
        exempt="不属于",
    ),
)


def seizure_ruling() -> SeizureRuling:
    """A ruling on a lorry that may go on running and a machine that may not."""
    return SeizureRuling(
        court=COURT,
        dated=DAY,
        case_number=RULING,
        applicant=f"{CREDITOR}，住所地宁夏回族自治区固原市彭阳县样本路6号，负责人钱样本",
        debtor=f"{PERSON.name}，男，1985年3月12日出生，公民身份号码{PERSON.id_number}，住{PERSON.address}",
        owner=PERSON.name,
        dispute=DISPUTE,
        reason="被执行人未按执行通知书指定的期间履行生效法律文书确定的义务，申请执行人申请查封其财产",
        citations=basis("seizure_ruling", DAY),
        measure="查封、扣押",
        limit=Money(10_160_300),
        things=THINGS,
        starts=DAY,
        ends=date(2028, 1, 16),
        judges=("执行员样本",),
        clerk="书记员样本",
    )


def seizure_record() -> SeizureRecord:
    """The record made while the lorry was sealed."""
    return SeizureRecord(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        cause=CAUSE,
        ruling_number=str(RULING),
        debtor=PERSON.name,
        measure="查封、扣押",
        started=Instant.beijing_time(DAY, time(7, 30)),
        ended=Instant.beijing_time(DAY, time(8, 5)),
        place="彭阳县白阳镇样本村三组12号",
        officers=OFFICERS,
        recorder="书记员样本",
        present=THERE,
        debtor_told="是",
        grassroots_told="是",
        summoned=TOLD,
        told="出示证件，送达执行裁定书，告知查封的财产不得转移、变卖、毁损，告知有权提出书面异议。",
        course="执行人员当场清点货车、脱粒机各一，拍照并核对编号；货车由被执行人保管，脱粒机移交村委会保管。",
        things=THINGS,
        seals="货车张贴封条于驾驶室内侧，院门张贴公示一份",
        custody="已告知保管人妥善保管，因过错造成损失的承担责任；被执行人可以继续使用货车，每月1日报告车辆位置并接受查验。",
        list_to="清单一份当场交被执行人，一份交保管人",
        objections="无",
        recording=("记03", "记05"),
    )


def search_warrant() -> SearchWarrant:
    """A warrant for a house and a shed."""
    return SearchWarrant(
        court=COURT,
        dated=date(2026, 1, 16),
        case_number=CASE,
        dispute=DISPUTE,
        subject=PERSON.name,
        subject_number=PERSON.id_number,
        places=("彭阳县白阳镇样本村三组12号住所及院落", "同村东侧其使用的库房"),
        reason="被执行人不履行生效法律文书确定的义务，拒绝报告运输收入，并有隐匿现金和收款账册的情形",
        sought="现金、银行卡、收款账册、电子支付凭证",
        citations=basis("search_warrant", date(2026, 1, 16)),
        officers=("执行员样本", "法官助理样本"),
        women=("法官助理样本",),
        starts=DAY,
        ends=date(2026, 1, 19),
        approved_by="院长样本",
        approved_on=date(2026, 1, 16),
        approval_reference="执行措施审批表（2026）3号",
    )


def search_record() -> SearchRecord:
    """The record of a search that found money and a book."""
    return SearchRecord(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        cause=CAUSE,
        warrant="SC2026-000001",
        subject=PERSON.name,
        started=Instant.beijing_time(DAY, time(6, 40)),
        ended=Instant.beijing_time(DAY, time(7, 25)),
        place="彭阳县白阳镇样本村三组12号",
        officers=OFFICERS,
        recorder="书记员样本",
        present=THERE,
        summoned=TOLD,
        shown="执行人员着制服，出示搜查令、工作证件",
        demanded="责令被执行人交出现金和收款账册，其答复“没有钱，也没有账”。",
        course="由北向南依次搜查正房三间、厨房和库房，无关人员退出现场，全程录像。",
        opened="库房铁柜上锁，被执行人拒绝开启，说明后果后由锁匠开启，未损坏柜体。",
        women="未进行",
        found=(
            FoundThing(
                name="现金", features="百元券", quantity="82张", place="库房铁柜", handling="当场清点，出具收款凭证"
            ),
            FoundThing(name="收款账册", features="蓝皮，2025年", quantity="1本", place="库房铁柜", handling="扣押"),
        ),
        objections="无",
        recording=("记03", "记05"),
    )


def assistance_notice() -> AssistanceNotice:
    """The notice to the register of vehicles."""
    return AssistanceNotice(
        court=COURT,
        dated=DAY,
        case_number=RULING,
        addressee="彭阳县公安局交通警察大队车辆管理所",
        dispute=DISPUTE,
        basis=BASIS,
        subject=PERSON.name,
        subject_number=PERSON.id_number,
        matter_kind="查封登记",
        ruling=str(RULING),
        matter="查封张样本名下号牌为宁D00001的轻型普通货车一辆，期限自2026年1月17日起至2028年1月16日止；查封期间不得办理转移、抵押、注销登记。",
        attached=(f"{RULING}执行裁定书一份",),
        citations=basis("seizure_ruling", DAY),
        duty=basis("assistance_notice", DAY),
        officers=("执行员样本", "法官助理样本"),
        contact="执行员样本，000-0000-0003",
    )
