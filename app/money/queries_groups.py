"""What a clerk may answer for several lines at once, and what was answered so."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.base.actor import Scope
from app.money import queries_matching, standing
from app.money.matching_groups import Ground, Group, gathered
from app.money.matching_payouts import PayoutFit, fits
from app.money.tables_bank import LineRemark, Match

ASIDE: Final = frozenset({Ground.UNIDENTIFIED, Ground.NOT_ENFORCEMENT, Ground.NO_PAYOUT})
"""Grounds whose money stays where it is: the clerk only says that he has seen it. What speaks for a case is asked again."""
_Undone = aliased(LineRemark)


def groups(session: Session, scope: Scope) -> list[Group]:
    """The questions that may be put for several lines now, that of one line too; not again what was set aside."""
    desk, outcome = queries_matching.asked(session, scope)
    aside = remarks(session, (one.id for one in desk.lines if one.amount > 0))
    told = [_without(one, aside) if one.ground in ASIDE else one for one in gathered(desk, outcome)]
    return [one for one in told if one.members]


def payouts_for(session: Session, scope: Scope) -> dict[str, tuple[PayoutFit, ...]]:
    """For each line that may be a payout or its return the payouts of its sum, the likeliest first."""
    desk, outcome = queries_matching.asked(session, scope)
    return fits(desk, outcome)


def _without(group: Group, aside: Mapping[str, LineRemark]) -> Group:
    return replace(group, members=tuple(one for one in group.members if aside.keys().isdisjoint(one.line_ids)))


def remarks(session: Session, line_ids: Iterable[str]) -> dict[str, LineRemark]:
    """What was said in force of these lines."""
    found = {}
    for part in standing.parts(UUID(one) for one in line_ids):
        asked = select(LineRemark).where(LineRemark.line_id.in_(part), _holds())
        found.update({str(row.line_id): row for row in session.scalars(asked)})
    return found


def remarks_of(session: Session, batch_id: UUID) -> list[LineRemark]:
    """What was said at once and is in force."""
    asked = select(LineRemark).where(LineRemark.batch_id == batch_id, _holds()).order_by(LineRemark.id)
    return list(session.scalars(asked))


def events_of(session: Session, batch_id: UUID) -> list[UUID]:
    """The events of the matches in force that were confirmed at once, in their order."""
    said = Match.reason["batch"].as_string() == str(batch_id)
    asked = select(Match.event_id).where(said, standing.match_holds()).distinct().order_by(Match.event_id)
    return list(session.scalars(asked))


def _holds() -> ColumnElement[bool]:
    undone = select(_Undone.id).where(_Undone.cancels == LineRemark.id).exists()
    return LineRemark.cancels.is_(None) & ~undone
