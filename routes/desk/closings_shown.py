"""The register of a month as it is shown and exported: ten columns, in the order courts keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.money.queries_register import Movement
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
        kind = "payout_kind" if one.amount < 0 else "money_way"
        found.append(
            Row(
                movement=one,
                number=case.number,
                judge=names.get(case.judge_id, "") if case.judge_id else "",
                applicants="、".join(who.name for who in case.applicants),
                debtors="、".join(who.name for who in case.debtors),
                reason=f"{sentences.label(kind, one.reason)} {one.paper}",
                finance=names.get(one.finance_id, "") if one.finance_id else "",
                bureau=names.get(one.bureau_id, "") if one.bureau_id else "",
            )
        )
    return found


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
