"""Which clocks run, from events alone: a pure fold over `CLOCKS`; the caller says what time it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.law.citations import Citation, cite
from app.law.clock_rules import CLOCKS, ClockRule, EventKind, Warned
from app.law.periods import Calendar, Due, Period, due, due_on, end_of

__all__ = ["CLOCKS", "Clock", "ClockSettings", "Event", "EventKind", "State", "running", "still_running"]


CAPPED: Final = frozenset({"disbursement_days"})
"""Settings that may only shorten what the law gives; the others fill in what it leaves open."""


class State(StrEnum):
    """How a clock stands."""

    OK = "ok"
    AMBER = "amber"
    RED = "red"
    OVERDUE = "overdue"
    RIPE = "ripe"
    """It ran to its end and nobody is late: a right has lapsed, or what was waited for takes effect."""
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a subject, named by its id as text.

    The subject is the one thing the clock is about (this 拘传, this detention, this receipt, this lead), so that each
    clock runs once for it. `days` is the length a decision fixed (detention); `until` a last day the event itself names.
    """

    kind: EventKind
    subject: str
    at: Instant
    days: int | None = None
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class ClockSettings:
    """What a court may set, never longer than the law allows."""

    consent_days: int = 7
    disbursement_days: int = 30
    emergency_report_hours: int = 1
    """What "at once" means for the report to the president after an emergency detention."""
    ratification_hours: int = 24
    """What "afterwards" means for his approval of it."""
    delivery_hours: int = 24
    """What "at once" means for bringing a detained person to the custody place."""
    number_hours: int = 48
    """Until when an emergency detention must have its own number (司惩)."""
    report_days: int = 10
    """The time a property report order gives, where the order itself names no other."""

    def __post_init__(self) -> None:
        longest = {rule.setting: rule.period.length for rule in CLOCKS if rule.setting in CAPPED}
        lengths = {name: getattr(self, name) for name in self.__slots__}
        if min(lengths.values()) < 1 or any(lengths[name] > most for name, most in longest.items()):
            raise Refusal("law.clock_setting", Kind.INVALID, most=longest["disbursement_days"])


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock with its end; `left` is negative when overdue, and frozen at the end when closed or paused."""

    key: str
    subject: str
    started: Instant
    due: Instant
    state: State
    left: timedelta
    citation: Citation
    provisional: bool = False
    closed_at: Instant | None = None
    warned: frozenset[Warned] = frozenset()
    """Who is to be told by now: everybody named by the alarms that have been reached."""

    @property
    def late(self) -> bool:
        """Whether it was stopped after its end, or runs on past it."""
        return self.left < timedelta()


@dataclass(slots=True)
class _Run:
    """One run of a clock while its events are read."""

    rule: ClockRule
    started: Event
    days: int | None = None
    extensions: list[Event] = field(default_factory=list)
    shown: bool = True
    paused_at: Instant | None = None
    paused_days: int = 0
    closed_at: Instant | None = None


def running(
    events: Iterable[Event], now: Instant, calendar: Calendar, settings: ClockSettings | None = None
) -> tuple[Clock, ...]:
    """All clocks the events up to `now` set running, closed ones too; those due first come first.

    The order of `events` does not matter: they are read by their own time.
    """
    happened = sorted((event for event in events if event.at <= now), key=lambda event: event.at)
    runs = [run for rule in CLOCKS for run in _runs(rule, happened) if run.shown]
    clocks = [_read(run, now, calendar, settings or ClockSettings()) for run in runs]
    return tuple(sorted(clocks, key=lambda clock: (clock.due, clock.key, clock.subject)))


def still_running(clocks: Iterable[Clock]) -> tuple[Clock, ...]:
    """Those not closed."""
    return tuple(clock for clock in clocks if clock.state is not State.CLOSED)


def _runs(rule: ClockRule, happened: Sequence[Event]) -> list[_Run]:
    """The runs of one clock: one for each subject, from the first event that starts it."""
    runs: dict[str, _Run] = {}
    for event in happened:
        run = runs.get(event.subject)
        if run is None:
            if event.kind in rule.starts:
                runs[event.subject] = _Run(rule, event, days=event.days, shown=rule.needs is None)
        elif run.closed_at is None:
            _apply(run, event)
    return list(runs.values())


def _apply(run: _Run, event: Event) -> None:
    rule = run.rule
    if event.kind in rule.starts:
        run.days = run.days or event.days
    if event.kind is rule.needs:
        run.shown = True
    if event.kind is rule.prolonged_by:
        run.extensions.append(event)
    if event.kind is rule.paused_by:
        run.paused_at = run.paused_at or event.at
    if event.kind is rule.goes_on_by and run.paused_at:
        run.paused_days += (event.at.day - run.paused_at.day).days
        run.paused_at = None
    if event.kind in rule.stops:
        run.closed_at = event.at


def _read(run: _Run, now: Instant, calendar: Calendar, settings: ClockSettings) -> Clock:
    end = _end(run, calendar, settings)
    seen_at = run.closed_at or run.paused_at or now
    left = end.moment - seen_at
    return Clock(
        key=run.rule.key,
        subject=run.started.subject,
        started=run.started.at,
        due=end.moment,
        state=_state(run, left),
        left=left,
        citation=cite(run.rule.citation, now.day),
        provisional=end.provisional,
        closed_at=run.closed_at,
        warned=_warned(run, left),
    )


def _warned(run: _Run, left: timedelta) -> frozenset[Warned]:
    if run.closed_at or run.paused_at:
        return frozenset()
    return frozenset(who for alarm in run.rule.alarms if left <= alarm.before for who in alarm.whom)


def _end(run: _Run, calendar: Calendar, settings: ClockSettings) -> Due:
    if run.rule.lapses:
        return _end_with_renewals(run, calendar, settings)
    period = _period(run, settings)
    extended = run.extensions[-1] if run.extensions else None
    named = extended.until if extended and extended.until else run.started.until
    end = _named(named) if named else due(run.started.at, period, calendar)
    if not run.paused_days:
        return end
    return due_on(end.nominal + timedelta(days=run.paused_days), period.manner, calendar)


def _end_with_renewals(run: _Run, calendar: Calendar, settings: ClockSettings) -> Due:
    """Each renewal before the end begins a new term of at most the same length; one after the end does nothing."""
    period = _period(run, settings)
    end = _capped(run.started, period, calendar)
    for event in run.extensions:
        if event.at <= end.moment:
            end = _capped(event, run.rule.period, calendar)
    return end


def _capped(event: Event, longest: Period, calendar: Calendar) -> Due:
    """The day the event names, never later than the longest term allows."""
    end = due(event.at, longest, calendar)
    return _named(event.until) if event.until and event.until.day < end.day else end


def _named(until: Instant) -> Due:
    """A last day named by the event itself runs to its end and is not moved."""
    return Due(moment=end_of(until.day), nominal=until.day, provisional=False, citations=())


def _period(run: _Run, settings: ClockSettings) -> Period:
    rule = run.rule
    period = rule.prolonged if run.extensions and rule.prolonged else rule.period
    decided = run.days if rule.by_decision else None
    length = decided or (getattr(settings, rule.setting) if rule.setting else None)
    return Period(length, period.unit, period.manner) if length else period


def _state(run: _Run, left: timedelta) -> State:
    if run.closed_at:
        return State.CLOSED
    if run.paused_at:
        return State.PAUSED
    if left < timedelta():
        return State.RIPE if run.rule.ripens else State.OVERDUE
    if left <= run.rule.red:
        return State.RED
    return State.AMBER if left <= run.rule.amber else State.OK
