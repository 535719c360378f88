"""The register of a month as it is shown and exported: ten columns, in the order courts keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import ZERO, Money
from app.cases import queries as cases
from app.money.payouts import PayoutKind
from app.money.queries_register import DISTRIBUTION, WITHDRAWN, Movement
from app.staff import queries as staff
from routes.words import sentences

HEADS: Final = (
    "时间",
    "金额（元）",
    "案号",
    "承办法官",
    "申请执行人",
    "被执行人",
    "交款人或收款人",
    "事由",
    "财务核对人",
    "执行局核对人",
)


@dataclass(frozen=True)
class Row:
    """One movement with its words."""

    movement: Movement
    number: str
    judge: str
    applicants: str
    debtors: str
    reason: str
    finance: str
    bureau: str


def rows(session: Session, actor: Actor, movements: Sequence[Movement]) -> list[Row]:
    """The movements with the names of cases and people, asked for once."""
    known = cases.briefs(session, actor.scope, {one.case_id for one in movements})
    people = {one.judge_id for one in known.values()}
    people |= {who for one in movements for who in (one.finance_id, one.bureau_id)}
    names = staff.names(session, people)
    found = []
    for one in movements:
        case = known[one.case_id]
        found.append(
            Row(
                movement=one,
                number=case.number,
                judge=names.get(case.judge_id, "") if case.judge_id else "",
                applicants="、".join(who.name for who in case.applicants),
                debtors="、".join(who.name for who in case.debtors),
                reason=f"{_word(one)} {one.paper}",
                finance=names.get(one.finance_id, "") if one.finance_id else "",
                bureau=names.get(one.bureau_id, "") if one.bureau_id else "",
            )
        )
    return found


def _word(one: Movement) -> str:
    """What moved: the way money came, the kind of a payout, that one came back or was withdrawn, or a share between cases."""
    if one.reason in {DISTRIBUTION, WITHDRAWN}:
        return sentences.label("movement", one.reason)
    if one.reason not in set(PayoutKind):
        return sentences.label("money_way", one.reason)
    kind = sentences.label("payout_kind", one.reason)
    return str(_("退汇：%(kind)s", kind=kind)) if one.amount > ZERO else kind


@dataclass(frozen=True)
class Sums:
    """What came into the cases in a month, what went out of them (both without a sign), and what that makes."""

    came: Money
    went: Money

    @property
    def net(self) -> Money:
        """What the accounts of the cases grew by; below zero when more went out."""
        return self.came - self.went


def sums(rows: Sequence[Row]) -> Sums:
    """The sums of the register."""
    amounts = [one.movement.amount for one in rows]
    came = sum((one for one in amounts if one > ZERO), ZERO)
    return Sums(came, came - sum(amounts, ZERO))


def totals(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """The sums as the last rows of the exported register; none when nothing moved."""
    if not rows:
        return []
    told, blank = sums(rows), ("",) * (len(HEADS) - 2)
    named = (("收入合计", told.came), ("支出合计", told.went), ("收支净额", told.net))
    return [(name, amount, *blank) for name, amount in named]


def cells(row: Row) -> tuple[object, ...]:
    """The row in the order of the heads."""
    one = row.movement
    return (
        one.at,
        one.amount,
        row.number,
        row.judge,
        row.applicants,
        row.debtors,
        one.party,
        row.reason,
        row.finance,
        row.bureau,
    )
