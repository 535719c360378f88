"""Time enters the program here and nowhere else."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from app.base.instant import Instant


class Clock(Protocol):
    """Tells the moment it is."""

    def now(self) -> Instant:
        """The present moment."""
        ...

    @property
    def offset(self) -> timedelta:
        """How far this clock stands from the machine's; zero in a real court."""
        ...


@dataclass(frozen=True)
class MachineClock:
    """The machine's clock, moved by the demonstration's offset."""

    offset: timedelta = timedelta()

    def now(self) -> Instant:
        """The machine's moment plus the offset."""
        return Instant(datetime.now(UTC) + self.offset)


@dataclass
class HandClock:
    """A clock moved by hand: tests and the played demonstration."""

    moment: Instant
    offset: timedelta = timedelta()

    def now(self) -> Instant:
        """The moment it was last set to."""
        return self.moment

    def forward(self, span: timedelta) -> Instant:
        """Move on by `span` and tell the new moment."""
        self.moment += span
        return self.moment
