"""What can be asked about the numbers of receipts: blocks and their balance, and whether the series is whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import missing
from app.money import blocks
from app.money.blocks import Balance, Block, End, Ended
from app.money.tables import Handover, Receipt, Series
from app.money.tables_blocks import NumberBlock, NumberEnd

SERIES = "receipt-"
"""How the names of the series of receipts begin."""
SLIPS = "handover-"
"""And those of hand-over slips."""


@dataclass(frozen=True)
class Gap:
    """A number without a receipt, and why: void, returned and not given out again, or still unused in a block."""

    number: str
    state: str
    block: Block
    ended: Ended | None


@dataclass(frozen=True)
class Whole:
    """One series of receipts: how many numbers were given out, and where they are."""

    series: str
    last: int
    receipts: int
    gaps: tuple[Gap, ...]
    missing: tuple[int, ...]
    """Places that nobody holds; there are none unless the store was tampered with."""


def block(session: Session, block_id: UUID) -> Block:
    """One block, or a refusal as missing."""
    found = _blocks(session, select(NumberBlock).where(NumberBlock.id == block_id))
    if not found:
        raise missing("block")
    return found[0]


def all_blocks(session: Session) -> list[Block]:
    """Every block, the newest first."""
    return _blocks(session, select(NumberBlock).order_by(NumberBlock.at.desc(), NumberBlock.first.desc()))


def block_of(session: Session, number: str) -> tuple[Block | None, int]:
    """The block a printed number lies in, and its place."""
    read = blocks.parse(number)
    if read is None:
        return None, 0
    prefix, place = read
    asked = select(NumberBlock).where(
        NumberBlock.prefix == prefix, NumberBlock.first <= place, NumberBlock.last >= place
    )
    return next(iter(_blocks(session, asked)), None), place


def in_hand(session: Session, bearer_id: UUID | None) -> list[str]:
    """The numbers an officer may still use, in order: what his tablet carries."""
    asked = select(NumberBlock).where(NumberBlock.bearer_id == bearer_id).order_by(NumberBlock.at, NumberBlock.first)
    return [one.number(place) for one in _blocks(session, asked) for place in one.unused]


def uncounted(session: Session, before: Instant) -> int:
    """How many blocks given out before that moment still have a number that has not ended."""
    ended = select(func.count()).where(NumberEnd.block_id == NumberBlock.id).scalar_subquery()
    still = NumberBlock.last - NumberBlock.first + 1 > ended
    return session.scalar(select(func.count()).select_from(NumberBlock).where(NumberBlock.at < before, still)) or 0


def returned_number(session: Session, prefix: str) -> str | None:
    """The lowest number of a series that came back untouched and that no receipt bears."""
    asked = (
        select(func.min(NumberEnd.place))
        .join(NumberBlock, NumberBlock.id == NumberEnd.block_id)
        .where(NumberBlock.prefix == prefix, NumberEnd.how == End.RETURNED)
        .where(NumberEnd.number.not_in(_given_again()))
    )
    place = session.scalar(asked)
    return None if place is None else blocks.number_of(prefix, place)


def total(found: Iterable[Block]) -> Balance:
    """The balance of these blocks together."""
    return sum((one.balance for one in found), Balance())


def series_whole(session: Session) -> list[Whole]:
    """Every series of receipts with its gaps, the newest year first: the list for the closing."""
    found = all_blocks(session)
    counters = session.scalars(select(Series).where(Series.name.startswith(SERIES)).order_by(Series.name.desc()))
    return [_whole(session, row, [one for one in found if one.series == row.name]) for row in counters]


def lost_numbers(session: Session) -> list[str]:
    """Numbers of receipts and of hand-over slips that were given out and that nobody holds; there are none, ever."""
    lost = [f"{one.series} {place}" for one in series_whole(session) for place in one.missing]
    for row in session.scalars(select(Series).where(Series.name.startswith(SLIPS)).order_by(Series.name)):
        bears = Handover.number.contains(f"交{row.name.removeprefix(SLIPS)}-", autoescape=True)
        held = [int(number.rpartition("-")[2]) for number in session.scalars(select(Handover.number).where(bears))]
        lost += [f"{row.name} {place}" for place in blocks.gaps(row.last, held)]
    return lost


def _whole(session: Session, row: Series, own: Sequence[Block]) -> Whole:
    """The numbers are only read one by one where their count shows that one is missing."""
    bears = Receipt.number.contains(f"收{row.name.removeprefix(SERIES)}-", autoescape=True)
    count = session.scalar(select(func.count()).select_from(Receipt).where(bears)) or 0
    waiting = _gaps(session, own)
    lost: list[int] = []
    if row.last != count + len(waiting):
        read = [blocks.parse(number) for number in session.scalars(select(Receipt.number).where(bears))]
        lost = blocks.gaps(row.last, [one[1] for one in read if one] + [place for one in own for place in one.places])
    return Whole(row.name, row.last, count, waiting, tuple(lost))


def _gaps(session: Session, own: Sequence[Block]) -> tuple[Gap, ...]:
    again = set(session.scalars(_given_again()))
    found = []
    for one in sorted(own, key=lambda block: block.first):
        for place in one.places:
            end, number = one.ends.get(place), one.number(place)
            if (end is None or end.how is not End.USED) and number not in again:
                found.append(Gap(number, end.how if end else "unused", one, end))
    return tuple(found)


def _given_again() -> Select[str]:
    """Numbers that came back untouched and that another receipt bears now."""
    asked = select(NumberEnd.number).join(Receipt, Receipt.number == NumberEnd.number)
    return asked.where(NumberEnd.how == End.RETURNED)


def _blocks(session: Session, asked: Select[NumberBlock]) -> list[Block]:
    """The blocks with their ends, in two statements."""
    rows = session.scalars(asked).all()
    ends: dict[UUID, dict[int, Ended]] = {row.id: {} for row in rows}
    for end in session.scalars(select(NumberEnd).where(NumberEnd.block_id.in_(ends))):
        ends[end.block_id][end.place] = Ended(End(end.how), end.at, end.by_id, end.reason, end.event_id)
    return [
        Block(
            id=row.id,
            series=row.series,
            prefix=row.prefix,
            first=row.first,
            last=row.last,
            bearer_id=row.bearer_id,
            squad_id=row.squad_id,
            at=row.at,
            by_id=row.by_id,
            ends=ends[row.id],
        )
        for row in rows
    ]
