"""Every clock the law sets running, in one table: a new clock is a new row in one of the two parts."""

from typing import Final

from app.law.clock_events import EventKind
from app.law.clock_row import Alarm, ClockRule, Warned
from app.law.clocks_case import CASE_CLOCKS
from app.law.clocks_liberty import LIBERTY_CLOCKS

__all__ = ["CLOCKS", "Alarm", "ClockRule", "EventKind", "Warned"]

CLOCKS: Final = (*LIBERTY_CLOCKS, *CASE_CLOCKS)
"""Clocks of a person's liberty first, then those of money and of the case."""
