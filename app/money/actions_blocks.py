"""Numbers given to a squad before it drives out, used at the door, and counted when it is back."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.court import queries as court
from app.money import blocks, ledger, queries_blocks
from app.money.blocks import MOST, Block, Doubt, End
from app.money.tables_blocks import NumberBlock, NumberEnd
from app.staff import queries as staff
from app.trail import actions as trail

RESERVE: Final = "numbers.reserve"
SETTLE: Final = "numbers.settle"


class ReserveBlock(Command):
    """So many numbers for an officer who may be out of reach of the server."""

    bearer_id: UUID
    squad_id: UUID | None = None
    count: Annotated[int, Field(ge=1, le=MOST)]


class SettleNumbers(Command):
    """At the de-brief: these numbers of a block came back untouched, or are spoiled; who counted them says why."""

    block_id: UUID
    places: Annotated[tuple[int, ...], Field(min_length=1, max_length=MOST)]
    how: Literal["returned", "void"]
    reason: Annotated[str, StringConstraints(min_length=2, max_length=400)]


@dataclass(frozen=True)
class Drawn:
    """The number a receipt gets; `of`: the block and place it has there; `doubt`: what is wrong with the one it was told."""

    number: str
    of: tuple[Block, int] | None = None
    doubt: Doubt | None = None


def reserve_block(session: Session, actor: Actor, deed: ReserveBlock) -> Block:
    """Take the next numbers of the year's receipts out of the series, for one officer."""
    bearer = staff.by_ids(session, [deed.bearer_id]).get(deed.bearer_id)
    if bearer is None or not bearer.active or not bearer.officer_kind:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("bearer_id", "numbers.bearer_unknown"),))
    year = actor.now.day.year
    last = ledger.next_in(session, series_of(year), deed.count)
    row = NumberBlock(
        id=new_id(actor.now),
        series=series_of(year),
        prefix=blocks.prefix_of(court.profile(session).code, year),
        first=last - deed.count + 1,
        last=last,
        bearer_id=deed.bearer_id,
        squad_id=deed.squad_id,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
    content = {"first": row.first, "last": row.last, "bearer": str(row.bearer_id)}
    trail.write(session, actor, RESERVE, subject=row.id, content=content)
    return queries_blocks.block(session, row.id)


def settle_numbers(session: Session, actor: Actor, deed: SettleNumbers) -> Block:
    """Return or void unused numbers; never by him who carried them, never one that has ended already."""
    ledger.lock(session)
    found = queries_blocks.block(session, deed.block_id)
    actor.require_other_than(found.bearer_id)
    wanted = sorted(set(deed.places))
    ended = [found.number(place) for place in wanted if place not in found.unused]
    if ended:
        fault = Fault("places", "numbers.ended_already", (("numbers", "、".join(ended[:10])),))
        raise Refusal("numbers.ended", Kind.CONFLICT, faults=(fault,), numbers="、".join(ended[:10]))
    for place in wanted:
        session.add(_end(actor, found, place, End(deed.how), reason=deed.reason))
    session.flush()
    trail.write(session, actor, SETTLE, subject=found.id, content=deed.model_dump(mode="json"))
    return queries_blocks.block(session, found.id)


def draw(session: Session, told: str, officers: Collection[UUID | None], *, year: int) -> Drawn:
    """The number of a receipt: the one it was told, where it is theirs and unused, else the next the court gives.

    A doubted number is never lost: its receipt is kept under another, and says which it bears. The lock is held.
    """
    ledger.lock(session)
    if not told:
        return Drawn(_next_number(session, year))
    found, place = queries_blocks.block_of(session, told)
    wrong = blocks.doubt(found, place, officers)
    if wrong or found is None:
        return Drawn(_next_number(session, year), doubt=wrong)
    return Drawn(found.number(place), of=(found, place))


def mark_used(session: Session, actor: Actor, drawn: Drawn, event_id: UUID) -> None:
    """Where the number is one of a block, its receipt is its end."""
    if drawn.of:
        session.add(_end(actor, *drawn.of, End.USED, event_id=event_id))
        session.flush()


def _next_number(session: Session, year: int) -> str:
    """A number that came back untouched before a new one."""
    prefix = blocks.prefix_of(court.profile(session).code, year)
    back = queries_blocks.returned_number(session, prefix)
    return back or blocks.number_of(prefix, ledger.next_in(session, series_of(year)))


def series_of(year: int) -> str:
    """The name of a year's series of receipts."""
    return f"{queries_blocks.SERIES}{year}"


def _end(
    actor: Actor, block: Block, place: int, how: End, *, reason: str = "", event_id: UUID | None = None
) -> NumberEnd:
    return NumberEnd(
        block_id=block.id,
        place=place,
        number=block.number(place),
        how=how,
        event_id=event_id,
        reason=reason,
        at=actor.now,
        by_id=actor.id,
    )
