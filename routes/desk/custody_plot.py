"""The course of one detention as a drawing: the first hours with what had to be done in them, then the days of custody.

Plain numbers for a template; nothing here knows colours. A width of 1000 is the whole picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask_babel import gettext as _

from app.base.instant import Instant
from app.law.deadlines import State
from app.measures.queries_custody import Course
from app.measures.rules import Deed, DeedKind
from app.measures.views import ClockView
from routes.words import sentences

LEFT: Final = 20
WIDTH: Final = 960
LANE: Final = 46
ROW: Final = 34
SIGN: Final = 15
"""Width of one Chinese sign of a label."""
LEAST_HOURS: Final = 8
FIRST: Final = timedelta(hours=26)
"""As long as the first picture goes on at most."""
HOUR: Final = timedelta(hours=1)
TONES: Final = {
    State.OK: "ok",
    State.AMBER: "warn",
    State.RED: "danger",
    State.OVERDUE: "danger",
    State.CLOSED: "ok",
}


@dataclass(frozen=True)
class Mark:
    """A deed on the line: where, in which lane its label hangs, and which way the label runs."""

    x: float
    lane: int
    at: str
    label: str
    tone: str
    anchor: str


@dataclass(frozen=True)
class Bar:
    """A clock under the line: all its time, and the part that is over."""

    x: float
    width: float
    done: float
    row: int
    label: str
    tone: str
    goes_on: bool
    """Its end lies beyond the picture."""


@dataclass(frozen=True)
class Hours:
    """The first picture."""

    lanes: int
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    now: float | None

    @property
    def line(self) -> int:
        """How far down the line of time runs."""
        return 16 + self.lanes * LANE

    @property
    def height(self) -> int:
        """All of it."""
        return self.line + 40 + len(self.bars) * ROW


@dataclass(frozen=True)
class Day:
    """One day of custody; `kind` is done, today, left or leave."""

    x: float
    width: float
    number: int
    shown: str
    kind: str


def hours(course: Course, now: Instant) -> Hours | None:
    """The first hours, from the moment he was taken; None when he was never taken."""
    if not course.deeds:
        return None
    began = course.deeds[0].at
    start = began + -timedelta(minutes=began.beijing.minute)
    deeds = [one for one in course.deeds if one.at <= start + FIRST]
    last = max(deeds[-1].at, min(now, start + FIRST)) if course.standing.held else deeds[-1].at
    span = max(last.utc - start.utc + HOUR, LEAST_HOURS * HOUR)
    scale = _Scale(start, span)
    marks = _marks(deeds, scale)
    return Hours(
        lanes=1 + max(one.lane for one in marks),
        marks=marks,
        bars=_bars(course.clocks, scale, now),
        ticks=_ticks(scale),
        now=scale.x(now) if now.utc - start.utc <= span else None,
    )


@dataclass(frozen=True)
class _Scale:
    start: Instant
    span: timedelta

    def x(self, at: Instant) -> float:
        """Where a moment stands; the edges hold what lies beyond."""
        share = (at.utc - self.start.utc) / self.span
        return round(LEFT + WIDTH * min(max(share, 0.0), 1.0), 1)


def _marks(deeds: Sequence[Deed], scale: _Scale) -> tuple[Mark, ...]:
    """Each label in the lowest lane where it meets no other; near the right edge labels run to the left."""
    ends: list[float] = []
    marks = []
    for deed in deeds:
        label, x = sentences.label("deed_kind", deed.kind), scale.x(deed.at)
        wide = SIGN * max(len(label), 3) + 10
        anchor = "end" if x + wide > LEFT + WIDTH else "start"
        begins = x - wide if anchor == "end" else x
        lane = next((place for place, end in enumerate(ends) if end <= begins), len(ends))
        ends[lane : lane + 1] = [begins + wide]
        marks.append(Mark(x, lane, deed.at.beijing.strftime("%H:%M"), label, _tone(deed), anchor))
    return tuple(marks)


_GRAVE: Final = frozenset(
    {DeedKind.COMPEL, DeedKind.ANNOUNCE, DeedKind.HAND_OVER, DeedKind.ADMIT, DeedKind.REFUSE, DeedKind.RESTRAIN}
)


def _tone(deed: Deed) -> str:
    if deed.kind == DeedKind.RELEASE:
        return "ok"
    if deed.flags:
        return "warn"
    return "danger" if deed.kind in _GRAVE else "info"


def _bars(clocks: Sequence[ClockView], scale: _Scale, now: Instant) -> tuple[Bar, ...]:
    """The clocks of hours, in the order in which they began; those of days belong to the second picture."""
    end = scale.start.utc + scale.span
    short = [one for one in clocks if one.due.utc - one.started.utc <= timedelta(hours=24) and one.started.utc < end]
    bars = []
    for row, one in enumerate(sorted(short, key=lambda clock: (clock.started, clock.key))):
        x, until = scale.x(one.started), scale.x(one.due)
        done = scale.x(one.closed_at or now)
        state = State.OVERDUE if one.left < timedelta() else State(one.state)
        bars.append(
            Bar(
                x,
                max(until - x, 2.0),
                max(min(done, until) - x, 2.0),
                row,
                _said(one),
                TONES.get(state, "muted"),
                one.due.utc > end,
            )
        )
    return tuple(bars)


def _said(clock: ClockView) -> str:
    label = sentences.label("clock", clock.key)
    if clock.closed_at:
        return str(_("%(what)s：%(at)s 完成", what=label, at=clock.closed_at.beijing.strftime("%H:%M")))
    return str(_("%(what)s：%(at)s 截止", what=label, at=clock.due.beijing.strftime("%m-%d %H:%M")))


def _ticks(scale: _Scale) -> tuple[tuple[float, str], ...]:
    count = int(scale.span / HOUR)
    step = 1 if count <= LEAST_HOURS * 2 else 2
    times = [scale.start + place * step * HOUR for place in range(count // step + 1)]
    return tuple((scale.x(one), one.beijing.strftime("%H:%M")) for one in times)


def days(course: Course, now: Instant) -> tuple[Day, ...]:
    """Every day from admission to the day of release; none while he was not admitted."""
    state = course.standing
    if state.admitted_at is None or state.release_on is None:
        return ()
    first, away = state.admitted_at.day, _away(course.deeds, now)
    count = max((state.release_on - first).days, 1)
    wide = WIDTH / count
    return tuple(
        Day(
            round(LEFT + place * wide, 1),
            round(wide, 1),
            place + 1,
            (first + timedelta(days=place)).strftime("%m-%d"),
            _kind(first + timedelta(days=place), now.day, away),
        )
        for place in range(count)
    )


def _kind(day: date, today: date, away: frozenset[date]) -> str:
    if day in away:
        return "leave"
    if day == today:
        return "today"
    return "done" if day < today else "left"


def _away(deeds: Sequence[Deed], now: Instant) -> frozenset[date]:
    """The days that leave took out of custody."""
    found: set[date] = set()
    left: date | None = None
    for deed in deeds:
        if deed.kind == DeedKind.LEAVE_BEGIN:
            left = left or deed.at.day
        elif deed.kind == DeedKind.LEAVE_END and left:
            found |= _span(left, deed.at.day)
            left = None
    return frozenset(found | (_span(left, now.day) if left else set()))


def _span(first: date, until: date) -> set[date]:
    return {first + timedelta(days=place) for place in range((until - first).days)}
