"""An Instant is a moment in UTC; people see it in Beijing time."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import total_ordering
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

LONGEST_TEXT = 40
BEIJING = timezone(timedelta(hours=8), "Beijing")


@total_ordering
class Instant:
    """A moment to the millisecond, never changed. `utc` is always aware and in UTC."""

    __slots__ = ("_utc",)

    def __init__(self, moment: datetime) -> None:
        """Take an aware time; a naive one is a ValueError."""
        if moment.tzinfo is None:
            raise ValueError("a naive time is no instant")
        exact = moment.astimezone(UTC)
        self._utc = exact.replace(microsecond=exact.microsecond // 1000 * 1000)

    @property
    def utc(self) -> datetime:
        """The moment as the library's aware time."""
        return self._utc

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Instant) and self._utc == other.utc

    def __lt__(self, other: "Instant") -> bool:
        return self._utc < other.utc

    def __hash__(self) -> int:
        return hash(self._utc)

    def __repr__(self) -> str:
        return f"Instant({self.iso})"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ISO 8601; a text without an offset (a form's datetime-local field) is Beijing time."""
        moment = datetime.fromisoformat(text.strip())
        return cls(moment if moment.tzinfo else moment.replace(tzinfo=BEIJING))

    @classmethod
    def beijing_time(cls, day: date, at: time) -> Self:
        """The moment a Beijing wall clock shows `at` on `day`."""
        return cls(datetime.combine(day, at, BEIJING))

    @property
    def beijing(self) -> datetime:
        """The moment on a Beijing wall clock."""
        return self.utc.astimezone(BEIJING)

    @property
    def day(self) -> date:
        """The calendar day in Beijing."""
        return self.beijing.date()

    @property
    def iso(self) -> str:
        """Fixed-width UTC text that sorts as time does."""
        return self.utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{self.utc.microsecond // 1000:03d}Z"

    def __add__(self, span: timedelta) -> "Instant":
        return Instant(self.utc + span)

    def __sub__(self, other: "Instant") -> timedelta:
        return self.utc - other.utc

    def __str__(self) -> str:
        return self.beijing.strftime("%Y-%m-%d %H:%M")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._read,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda moment: moment.iso, when_used="json"),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}

    @classmethod
    def _read(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise PydanticCustomError("instant", "not a moment in time")
        try:
            return cls.parse(value)
        except (ValueError, OverflowError):
            raise PydanticCustomError("instant", "not a moment in time") from None
