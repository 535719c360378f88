"""What the `law` commands are given, read as strictly as any deed: all wrong fields at once."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, get_args, get_type_hints

from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.reading import YEARS, Command, faults_of, read
from app.base.refusal import Fault, Kind, Refusal
from app.law.gate_kinds import GATES, GateKind
from app.law.gate_told import ToldFacts
from app.law.interest import Payment, Stay
from app.law.periods import Manner, Unit

LONGEST: Final = {Unit.HOURS: 87_600, Unit.DAYS: 36_500, Unit.WORKDAYS: 3_650, Unit.MONTHS: 1_200, Unit.YEARS: 100}
"""The longest period that is counted, by unit."""
CHINESE_UNITS: Final = {
    "小时": Unit.HOURS,
    "日": Unit.DAYS,
    "工作日": Unit.WORKDAYS,
    "个月": Unit.MONTHS,
    "月": Unit.MONTHS,
    "年": Unit.YEARS,
}
LARGEST_FILE: Final = 1_000_000
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Reason(StrEnum):
    """Why days of delay may not count."""

    RETRIAL = "retrial"
    REVIEW = "review"
    STAY = "stay"
    DEBTOR = "debtor"
    """The debtor asked for it: the days count all the same."""


class PeriodKind(StrEnum):
    """What kind of period `law period` counts."""

    ORDINARY = "ordinary"
    CUSTODY = "custody"
    NOTICE24 = "notice24"
    NEXT_HOUR = "next_hour"
    SEIZURE = "seizure"
    FIXED = "fixed"


MANNERS: Final = {kind: Manner(kind.value) for kind in PeriodKind if kind is not PeriodKind.SEIZURE} | {
    PeriodKind.SEIZURE: Manner.TERM
}


def read_day(value: Any) -> date:
    """A calendar day written as ISO 8601 and nothing else."""
    if isinstance(value, date):
        return value
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
            raise ValueError(value)
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise PydanticCustomError("date_parsing", "not a day") from None
    if day.year not in YEARS:
        raise PydanticCustomError("year", "out of the years that are counted")
    return day


def read_amount(value: Any) -> Money:
    """An amount in yuan, as people write it; not negative."""
    try:
        amount = Money.yuan(str(value))
    except ValueError:
        raise PydanticCustomError("money", "not an amount of money") from None
    if amount < ZERO:
        raise PydanticCustomError("negative", "a negative amount")
    return amount


def read_payment(value: Any) -> Payment:
    """`DATE=AMOUNT`."""
    day, mark, amount = str(value).partition("=")
    if not mark:
        raise PydanticCustomError("payment_form", "not DATE=AMOUNT")
    return Payment(read_day(day), read_amount(amount))


def _stay(value: Any) -> Stay:
    """`FROM:TO:reason`, both days counted."""
    parts = str(value).split(":")
    if len(parts) != len(("from", "to", "reason")):
        raise PydanticCustomError("stay_form", "not FROM:TO:reason")
    first, last, reason = read_day(parts[0]), read_day(parts[1]), parts[2].strip()
    if reason not in set(Reason):
        raise PydanticCustomError("stay_reason", "no such reason", {"reasons": ", ".join(Reason)})
    if last < first:
        raise PydanticCustomError("span_reversed", "ends before it begins")
    return Stay(first, last, at_debtors_request=reason == Reason.DEBTOR)


def _gate(value: Any) -> Any:
    """The name of a gate."""
    if value not in GATES:
        raise PydanticCustomError("gate_kind", "no such gate", {"kinds": ", ".join(GATES)})
    return value


def _unit(value: Any) -> Any:
    """A unit in the singular or in Chinese is meant too."""
    word = str(value).strip().lower()
    return CHINESE_UNITS.get(word, word if word.endswith("s") else f"{word}s")


Amount = Annotated[Money, BeforeValidator(read_amount)]
Day = Annotated[date, BeforeValidator(read_day)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=80)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
"""As long as a path of this system may be."""


class AmountAsked(Command):
    """`law fee`, `law capitals`."""

    amount: Amount


class InterestAsked(Command):
    """`law interest`: the doubled part of one sum; without `until` it ends with the last payment (`read_interest`)."""

    principal: Amount
    due: Day
    pay: tuple[Annotated[Any, BeforeValidator(read_payment)], ...] = ()
    exclude: tuple[Annotated[Any, BeforeValidator(_stay)], ...] = ()
    until: Day | None = None

    @property
    def last(self) -> date:
        """The day the count ends."""
        return self.until or max(payment.day for payment in self.pay)


class PeriodAsked(Command):
    """`law period`."""

    start: Instant
    length: Annotated[int, Field(ge=1)]
    unit: Annotated[Unit, BeforeValidator(_unit)]
    kind: PeriodKind = PeriodKind.ORDINARY

    @model_validator(mode="after")
    def _countable(self) -> Self:
        if self.length > LONGEST[self.unit]:
            fault = Fault("length", "field.less_than_equal", (("le", LONGEST[self.unit]),))
            raise Refusal("input.invalid", Kind.INVALID, faults=(fault,))
        return self


class CitationAsked(Command):
    """`law cite`."""

    key: Key
    on: Day


class GateAsked(Command):
    """`law gate`: the step at which it is asked."""

    kind: Annotated[str, BeforeValidator(_gate)]
    facts: FileName
    step: Literal["propose", "approve", "issue", "carry_out"] | None = None


def read_interest(fields: Mapping[str, Any]) -> InterestAsked:
    """The sum and its payments; that nothing says where the count ends is one more fault beside the others."""
    endless = () if fields.get("pay") or fields.get("until") else (Fault("pay", "field.missing"),)
    try:
        asked = read(InterestAsked, fields)
    except Refusal as no:
        raise Refusal(no.code, no.kind, faults=(*no.faults, *endless)) from None
    if endless:
        raise Refusal("input.invalid", Kind.INVALID, faults=endless)
    return asked


def read_facts(kind: GateKind, file: str, now: Instant) -> ToldFacts:
    """The facts of a gate from a JSON file (`-`: standard input), as far as it tells them.

    Refused (invalid): every wrong or unknown field, by name. The gate is asked for `now` where the file names no moment.
    """
    given = json_object(file)
    wrong = [Fault(name, "field.extra_forbidden") for name in _unknown(kind.facts, given)]
    hints = get_type_hints(kind.facts)
    told: dict[str, Any] = {name: moment for name, moment in (("now", now), ("on", now.day)) if name in hints}
    for name in given.keys() & hints.keys():
        try:
            told[name] = TypeAdapter(hints[name]).validate_json(json.dumps(given[name]), strict=True)
        except ValidationError as no:
            wrong += [replace(one, field=f"{name}.{one.field}".removesuffix(".whole")) for one in faults_of(no)]
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(sorted(wrong, key=lambda one: one.field)))
    return ToldFacts(kind.facts, told)


def json_object(file: str) -> Any:
    """The JSON object of a file (`-`: standard input)."""
    try:
        with Path("/dev/stdin" if file == "-" else file).open("rb") as source:
            given = json.loads(source.read(LARGEST_FILE + 1))
    except (OSError, ValueError):
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("facts", "field.json_file"),)) from None
    if not isinstance(given, dict):
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("facts", "field.json_object"),))
    return given


def _unknown(kind: type[Any], given: Any, before: str = "") -> Iterator[str]:
    """Names in the JSON that no fact has, also inside facts that are lists or records themselves."""
    if not is_dataclass(kind) or not isinstance(given, dict):
        return
    known, hints = {one.name for one in fields(kind)}, get_type_hints(kind)
    for name, value in given.items():
        if name not in known:
            yield before + name
            continue
        for inner in (hints[name], *get_args(hints[name])):
            for place, item in enumerate(value if isinstance(value, list) else [value]):
                yield from _unknown(inner, item, f"{before}{name}.{place}." if isinstance(value, list) else f"{name}.")
