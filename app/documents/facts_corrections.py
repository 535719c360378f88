"""Facts of the papers that correct or revoke an earlier paper of the court: they cite it and leave it as it is."""

from datetime import date

from pydantic import Field

from app.documents.facts import CaseFacts, Line, Part, Text
from app.documents.facts_subject import SignedFacts


class Cited(Part):
    """The earlier paper, by what stands on it."""

    title: Line = Field(title="名称")
    number: Line = Field(title="文号")
    control_no: Line = Field(title="控制号")
    dated: date = Field(title="日期")


class CorrectionNotice(CaseFacts):
    """补正通知书: a slip of the pen in an earlier paper, what stood there and what should."""

    addressee: Line = Field(title="当事人")
    cited: Cited = Field(title="原文书")
    place: Line = Field(title="误写的位置")
    wrong: Text = Field(title="原文")
    right: Text = Field(title="补正为")
    contact: Line = Field(title="本院联系人")


class RevocationDecision(SignedFacts):
    """撤销决定书: an earlier paper holds no longer, why, and what follows; the president signs it."""

    addressee: Line = Field(title="当事人")
    cited: Cited = Field(title="原文书")
    reason: Text = Field(title="撤销的理由")
    follows: Text = Field(title="撤销后的处理")
