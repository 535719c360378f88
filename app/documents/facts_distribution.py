"""Facts of the plan by which proceeds are shared out among several creditors; the shares are computed, never typed."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import Field

from app.base.money import ZERO, Money
from app.documents.clauses import cited
from app.documents.facts import CaseFacts, Line, Names, Part, Text
from app.law.distribution import Claim, Rank, distributed

RANKS: Final = {"执行费用": Rank.COSTS, "优先受偿": Rank.PREFERRED, "普通债权": Rank.ORDINARY}


class CreditorClaim(Part):
    """What one creditor asks of the proceeds."""

    creditor: Line = Field(title="债权人")
    number: Line = Field(title="案号")
    basis: Line = Field(title="执行依据")
    rank: Literal["执行费用", "优先受偿", "普通债权"] = Field(title="受偿顺位")
    amount: Annotated[Money, Field(gt=0, title="债权数额")]


@dataclass(frozen=True)
class ClaimShare:
    """One row of the calculation sheet."""

    claim: CreditorClaim
    amount: Money
    rate: str
    """The share of the claim, in per cent."""
    article: str


class DistributionPlan(CaseFacts):
    """执行财产分配方案: the proceeds among several creditors of one debtor, with the calculation sheet as annex."""

    debtor: Line = Field(title="被执行人")
    proceeds: Text = Field(title="可供分配的财产及来源")
    total: Annotated[Money, Field(gt=0, title="可供分配的金额")]
    claims: Annotated[tuple[CreditorClaim, ...], Field(min_length=2, title="各债权人的债权")]
    reason: Text = Field(title="分配的理由", description="优先受偿的，写明依据")
    objection_days: int = Field(ge=1, le=99, title="提出异议的天数")
    citations: Names = Field(title="法律依据")
    judges: Names = Field(title="审判员或执行员")
    clerk: Line = Field(title="书记员")
    contact: Line = Field(title="本院联系人及电话")

    @property
    def shares(self) -> tuple[ClaimShare, ...]:
        """Who gets how much, computed and never typed."""
        asked = [Claim(str(place), one.amount, RANKS[one.rank]) for place, one in enumerate(self.claims)]
        sheet, _ = distributed(self.total, asked)
        rows = zip(self.claims, sheet.lines, strict=True)
        return tuple(
            ClaimShare(one, line.amount, _percent(line.rate), cited((line.citation,), self.dated)[0].short)
            for one, line in rows
        )

    @property
    def asked(self) -> Money:
        """All claims together."""
        return sum((one.amount for one in self.claims), ZERO)

    @property
    def rest(self) -> Money:
        """What is left for the debtor when every claim is satisfied."""
        return max(self.total - self.asked, ZERO)


def _percent(rate: Fraction) -> str:
    """A share in per cent, to four places, rounded down so that nobody is promised more."""
    parts = int(rate * 1_000_000)
    return f"{parts // 10_000}.{parts % 10_000:04d}%"
