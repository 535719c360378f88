"""The judge ties two targets that are to be called on at once (同时敲门), or unties them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.base.turns import take_turn
from app.sweeps import queries, queries_strikes
from app.sweeps.strikes import one_roof
from app.sweeps.tables_planning import StrikeNote
from app.sweeps.views import TargetView
from app.trail import actions as trail


class TieStrike(Command):
    """Two targets are called on within so many minutes, by two squads; without minutes as the court's settings say."""

    sweep_id: UUID
    one_id: UUID
    other_id: UUID
    minutes: Annotated[int, Field(ge=1, le=60)] | None = None


class UntieStrike(Command):
    """Two targets need not be called on at once."""

    sweep_id: UUID
    one_id: UUID
    other_id: UUID


def tie_strike(session: Session, actor: Actor, deed: TieStrike) -> StrikeNote:
    """Tie two; refused for one and the same person, and for two under one roof, who are visited together anyway."""
    one, other = _both(session, actor, deed)
    if one.person.id == other.person.id:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("other_id", "sweeps.strike_same"),))
    if one_roof(one, other):
        raise Refusal("sweeps.strike_roof", Kind.CONFLICT, one=one.person.name, other=other.person.name)
    return _write(session, actor, deed, minutes=deed.minutes, together=True)


def untie_strike(session: Session, actor: Actor, deed: UntieStrike) -> StrikeNote:
    """Untie two; co-debtors stay untied until somebody ties them again."""
    _both(session, actor, deed)
    return _write(session, actor, deed, minutes=None, together=False)


def drop_strikes(session: Session, target_id: UUID) -> None:
    """Forget what was said of a target that is sought no more."""
    for row in queries_strikes.of_target(session, target_id):
        session.delete(row)
    session.flush()


def _both(session: Session, actor: Actor, deed: TieStrike | UntieStrike) -> tuple[TargetView, TargetView]:
    queries.plannable(session, actor, deed.sweep_id)
    take_turn(session, f"sweep {deed.sweep_id}")
    known = {one.id: one for one in queries.targets(session, actor.scope, deed.sweep_id)}
    given = {"one_id": deed.one_id, "other_id": deed.other_id}
    wrong = tuple(Fault(name, "sweeps.target_unknown") for name, one in given.items() if one not in known)
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=wrong)
    return known[deed.one_id], known[deed.other_id]


def _write(
    session: Session, actor: Actor, deed: TieStrike | UntieStrike, *, minutes: int | None, together: bool
) -> StrikeNote:
    one_id, other_id = sorted((deed.one_id, deed.other_id), key=str)
    row = queries_strikes.of_pair(session, one_id, other_id)
    if row is None:
        row = StrikeNote(id=new_id(actor.now), sweep_id=deed.sweep_id, one_id=one_id, other_id=other_id)
        session.add(row)
    row.together, row.minutes, row.at, row.by_id = together, minutes, actor.now, actor.id
    session.flush()
    content = {"one": str(one_id), "other": str(other_id), "together": together, "minutes": minutes}
    trail.write(session, actor, "sweep.strike", subject=deed.sweep_id, content=content)
    return row
