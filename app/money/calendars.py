"""A plan as a calendar file (RFC 5545): a day for each instalment, with alarms, and no word about the case."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.money.schedules import Instalment

BEFORE: Final = (7, 3, 1)
AFTER: Final = (1, 3, 7)
"""Days before and after an instalment on which somebody is reminded of it."""
PRODUCT: Final = "-//Fieldwrit//Repayment plan//ZH"


def calendar(plan_id: UUID, rows: Iterable[Instalment], made_at: Instant) -> bytes:
    """The file. Whoever finds the telephone learns that something is due, not to whom or how much."""
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - loads where it is used

    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    for row in rows:
        event = Event()
        event.add("uid", f"{plan_id}-{row.position}@fieldwrit")
        event.add("dtstamp", made_at.utc)
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(days=1))
        event.add("summary", f"还款提醒：第 {row.position} 期")
        event.add("transp", "TRANSPARENT")
        for days in BEFORE:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"还款提醒：第 {row.position} 期")
            alarm.add("trigger", timedelta(days=-days))
            event.add_component(alarm)
        file.add_component(event)
    return bytes(file.to_ical())
