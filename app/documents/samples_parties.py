"""Invented facts for a sample of each paper with which somebody answers the court, or is told what will follow."""

from datetime import time

from app.base.instant import Instant
from app.documents.bases import basis
from app.documents.facts_parties import AddressConfirmation, Asked, ConsequenceNotice, InterviewRecord, Repentance
from app.documents.samples_measures import CASE, CAUSE, COURT, DAY, PERSON, PUNISHMENT
from app.documents.samples_orders import BASIS
from app.documents.samples_property import OFFICERS
from app.documents.samples_sanctions import DISPUTE

PHONE = "000-0000-0007"
RIGHTS = (
    "出示工作证件，表明身份。告知被询问人：应当如实回答与本案执行有关的问题，作虚假陈述承担法律责任；"
    "认为询问人与本案有利害关系的，可以申请回避；与本案无关的问题可以不答。"
)


def interview_record() -> InterviewRecord:
    """Questions about income after somebody was brought in."""
    return InterviewRecord(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        cause=CAUSE,
        started=Instant.beijing_time(DAY, time(9, 10)),
        ended=Instant.beijing_time(DAY, time(9, 55)),
        place="彭阳县人民法院执行局第二询问室",
        officers=OFFICERS,
        recorder="书记员样本",
        name=PERSON.name,
        sex=PERSON.sex,
        born=PERSON.born,
        id_number=PERSON.id_number,
        work="务农",
        address=PERSON.address,
        phone=PHONE,
        role="被执行人",
        told=RIGHTS,
        asked=(
            Asked(question="以上权利和义务是否听清？是否申请回避？", answer="听清了，不申请回避。"),
            Asked(question="执行通知书和报告财产令你是否收到？", answer="去年六月收到，没有报告。"),
            Asked(
                question="2025年7月以来的运输收入在哪里？", answer="一共六万八千多元，存在我姐姐的卡上，用了一部分。"
            ),
            Asked(question="你打算怎样履行？", answer="今天联系家里筹钱，先付一部分，剩下的分期还。"),
            Asked(question="还有什么要补充？", answer="没有。"),
        ),
        recording="记03",
    )


def consequence_notice() -> ConsequenceNotice:
    """What the debtor was told at his door."""
    return ConsequenceNotice(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        addressee=PERSON.name,
        role="被执行人",
        dispute=DISPUTE,
        basis=BASIS,
        duty="偿还借款本金98000元及利息2200元，负担申请执行费1403元",
        punishment=basis("consequence_notice", DAY),
        interest=basis("consequence_notice.interest", DAY),
        credit=basis("consequence_notice.credit", DAY),
        contact="执行员样本，000-0000-0003",
    )


def repentance() -> Repentance:
    """Written after the decision was read out."""
    return Repentance(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        name=PERSON.name,
        number=PERSON.id_number,
        address=PERSON.address,
        phone=PHONE,
        decision_number=str(PUNISHMENT),
        wrong="法院判我还银行的钱，我收到执行通知书以后有收入也没有还，还把钱存在别人卡上，换了电话，传票叫我也没有去。",
        mended="今天早上我联系亲戚，已经把100200元转到法院的案款账户。",
        promise="今后如实报告财产，不再躲避执行，有事随叫随到；再犯愿意接受处罚。",
    )


def address_confirmation() -> AddressConfirmation:
    """The form as it is put before the debtor."""
    return AddressConfirmation(
        court=COURT,
        dated=DAY,
        case_number=CASE,
        cause=CAUSE,
        party=PERSON.name,
        number=PERSON.id_number,
        role="被执行人",
        address=PERSON.address,
        phone=PHONE,
        officer="执行员样本",
    )
