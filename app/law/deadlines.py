"""Which clocks run, from events alone: a pure fold over `CLOCKS`; the caller says what time it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.law.citations import Citation, cite
from app.law.clock_rules import CLOCKS, ClockRule, EventKind
from app.law.periods import Calendar, Due, Period, due, due_on, end_of

__all__ = ["CLOCKS", "Clock", "ClockSettings", "Event", "EventKind", "State", "running", "still_running"]


class State(StrEnum):
    """How a clock stands."""

    OK = "ok"
    AMBER = "amber"
    RED = "red"
    OVERDUE = "overdue"
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

    def __post_init__(self) -> None:
        longest = {rule.setting: rule.period.length for rule in CLOCKS if rule.setting == "disbursement_days"}
        if self.consent_days < 1 or not 1 <= self.disbursement_days <= longest["disbursement_days"]:
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
    extended: Event | None = None
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
        run.extended = event
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
    )


def _end(run: _Run, calendar: Calendar, settings: ClockSettings) -> Due:
    period = _period(run, settings)
    named = run.extended.until if run.extended and run.extended.until else run.started.until
    end = _named(named) if named else due(run.started.at, period, calendar)
    if not run.paused_days:
        return end
    return due_on(end.nominal + timedelta(days=run.paused_days), period.manner, calendar)


def _named(until: Instant) -> Due:
    """A last day named by the event itself runs to its end and is not moved."""
    return Due(moment=end_of(until.day), nominal=until.day, provisional=False, citations=())


def _period(run: _Run, settings: ClockSettings) -> Period:
    rule = run.rule
    period = rule.prolonged if run.extended and rule.prolonged else rule.period
    length = getattr(settings, rule.setting) if rule.setting else run.days if rule.by_decision else None
    return Period(length, period.unit, period.manner) if length else period


def _state(run: _Run, left: timedelta) -> State:
    if run.closed_at:
        return State.CLOSED
    if run.paused_at:
        return State.PAUSED
    if left < timedelta():
        return State.OVERDUE
    if left <= run.rule.red:
        return State.RED
    return State.AMBER if left <= run.rule.amber else State.OK
