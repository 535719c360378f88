"""What is declared of a kind of paper: its instrument, seal, signers, recipients, and the approval it waits for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.documents.facts import Facts


class Form(StrEnum):
    """What class of instrument a paper is."""

    SLIP = "slip"  # 票
    DECISION = "decision"  # 决定书
    RULING = "ruling"  # 裁定书
    ORDER = "order"  # 令
    NOTICE = "notice"  # 通知书、告知书
    RECORD = "record"  # 笔录
    RECEIPT = "receipt"  # 回证、凭证
    PARTY = "party"  # 当事人文书
    WORKING = "working"  # 工作文书


class Seal(StrEnum):
    """Which seal a paper waits for."""

    COURT = "court"  # 院印
    FINANCE = "finance"  # 财务专用章
    NONE = "none"


class Approval(StrEnum):
    """Which approval of the president must be there before a paper may be issued."""

    NONE = "none"
    COMPEL = "compel"
    DETAIN = "detain"
    FINE = "fine"
    RELEASE = "early_release"
    SEARCH = "search"
    SIGNED = "signed"
    """The president signs the draft itself: the paper names him and the day, and he must be one of this court."""


class Signer(StrEnum):
    """Who puts his name under a paper."""

    PRESIDENT = "president"  # 院长
    DIRECTOR = "director"  # 执行局局长
    OFFICERS = "officers"  # 执行人员
    CLERK = "clerk"  # 书记员、记录人
    POLICE = "police"  # 司法警察
    SUBJECT = "subject"  # 文书所涉的人
    CREDITOR = "creditor"  # 申请执行人
    WITNESS = "witness"  # 见证人、在场人
    CUSTODIAN = "custodian"  # 保管人
    RECEIVER = "receiver"  # 收文单位经办人
    FINANCE = "finance"  # 财务人员
    COMMANDER = "commander"  # 总指挥
    SQUAD = "squad"  # 组长


class Recipient(StrEnum):
    """Whom a copy is for."""

    FILE = "file"  # 附卷
    SUBJECT = "subject"  # 文书所涉的人
    CREDITOR = "creditor"  # 申请执行人
    FAMILY = "family"  # 家属
    POLICE = "police"  # 公安机关
    CUSTODY = "custody"  # 拘留所
    UNIT = "unit"  # 协助单位
    CUSTODIAN = "custodian"  # 保管人
    PAYER = "payer"  # 交款人
    FINANCE = "finance"  # 财务部门
    BAILIFFS = "bailiffs"  # 司法警察部门
    SQUAD = "squad"  # 执行小组
    OFFICE = "office"  # 执行局
    SEALS = "seals"  # 用印部门


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper: what it is called, what it must know, who signs, who gets it, and what it waits for."""

    key: str
    title: str
    form: Form
    facts: type[Facts]
    sample: Callable[[], Facts]
    series: str
    """Letters in front of the control number; each kind counts by itself, year by year."""
    recipients: tuple[Recipient, ...]
    """Whom each copy is for; parts of one sheet that are cut apart count as one copy."""
    signers: tuple[Signer, ...] = ()
    """Who signs by hand. Decisions and notices go out in the court's name alone."""
    seal: Seal = Seal.NONE
    approval: Approval = Approval.NONE

    @property
    def copies(self) -> int:
        """How many are printed."""
        return len(self.recipients)
