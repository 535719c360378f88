"""What is owed over time as a drawing: steps from day to day, in the units of a small picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base.money import Money

WIDTH: Final = 640
HEIGHT: Final = 220
LEFT: Final = 76
RIGHT: Final = 16
TOP: Final = 16
BOTTOM: Final = 34
TICKS: Final = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside the drawing."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A path of steps, the ground under it, and the words at its sides."""

    width: int
    height: int
    path: str
    ground: str
    amounts: tuple[Mark, ...]
    days: tuple[Mark, ...]
    points: tuple[Mark, ...]


def drawings(one: Sequence[tuple[date, Money]], other: Sequence[tuple[date, Money]]) -> tuple[Drawing, Drawing] | None:
    """Two debts in one frame: the same days and amounts lie at the same places, so that one may lie over the other."""
    days = sorted({day for day, _ in (*one, *other)})
    highest = max((int(amount) for _, amount in (*one, *other)), default=0)
    drawn = [
        drawing([*steps, (days[-1], steps[-1][1])], begin=days[0], highest=highest) for steps in (one, other) if steps
    ]
    first, second = (*drawn, None, None)[:2]
    return (first, second) if first and second else None


def drawing(steps: Sequence[tuple[date, Money]], *, begin: date | None = None, highest: int = 0) -> Drawing | None:
    """The debt from day to day: it stands until a payment lowers it. Nothing is drawn of fewer than two days.

    `begin` and `highest` widen the frame, for a drawing that shares it with another.
    """
    days = [min(steps[0][0], begin or steps[0][0]), *(day for day, _ in steps[1:])] if steps else []
    if len(steps) < 2 or days[0] == days[-1]:  # noqa: PLR2004 - a line needs two ends
        return None
    highest = max(highest, *(int(amount) for _, amount in steps)) or 1

    def across(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - days[0]).days / (days[-1] - days[0]).days, 1)

    def down(amount: int) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - amount / highest), 1)

    path = f"M{across(days[0])} {down(steps[0][1])}"
    path += "".join(f"H{across(day)}V{down(amount)}" for day, amount in steps[1:])
    floor = HEIGHT - BOTTOM
    scale = [highest * part // TICKS for part in range(TICKS + 1)]
    shown = sorted({days[0], days[len(days) // 2], days[-1]})
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        path=path,
        ground=f"{path}V{floor}H{across(days[0])}Z",
        amounts=tuple(Mark(LEFT - 8, down(amount), f"{amount / 100:,.0f}") for amount in scale),
        days=tuple(Mark(across(day), HEIGHT - 10, day.isoformat()) for day in shown),
        points=tuple(Mark(across(day), down(amount), f"{day.isoformat()} {amount}") for day, amount in steps),
    )
