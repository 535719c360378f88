"""回填单: what has to be entered in the court's case system, in the order of its fields, so that nobody types twice."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

SheetName = Literal["summons", "compelled", "detained", "service", "payment", "settlement"]


@dataclass(frozen=True)
class Sheet:
    """One form of the case system: its title and fields, in its order."""

    name: SheetName
    title: str
    fields: tuple[str, ...]


SHEETS: Final[tuple[Sheet, ...]] = (
    Sheet("summons", "传唤", ("案号", "被传唤人", "应到时间", "单位或住址", "应到处所", "事由", "情况")),
    Sheet(
        "compelled",
        "拘传",
        ("案号", "被拘传人", "原因", "发现日期", "地点", "开始时间", "结束时间", "拘传票", "执行情况"),
    ),
    Sheet(
        "detained",
        "拘留",
        (
            "案号",
            "被拘留人",
            "地点",
            "原因",
            "原因说明",
            "发现日期",
            "天数",
            "开始日期",
            "执行拘留单位",
            "决定书",
            "解除日期",
            "解除原因",
        ),
    ),
    Sheet(
        "service",
        "送达记录",
        ("案号", "文书", "方式", "送达人", "受送达人", "签收人", "代签人或转交人", "拒不签收", "送达时间"),
    ),
    Sheet(
        "payment",
        "执行款缴纳",
        ("案号", "流水号", "当事人", "交纳人", "金额", "款项类别", "日期", "收据号码", "到账方式"),
    ),
    Sheet("settlement", "执行和解", ("案号", "当事人", "签订日期", "协议金额", "期数", "首期", "放弃金额", "确认")),
)

BY_NAME: Final[Mapping[str, Sheet]] = {sheet.name: sheet for sheet in SHEETS}


@dataclass(frozen=True, order=True)
class Coded:
    """A value of a closed set; the page and the workbook write its word."""

    group: str
    value: str


@dataclass(frozen=True)
class Numbered:
    """The control number of the paper that was issued about something; the page and the workbook look it up."""

    kind: str
    subject_id: UUID


Value = str | Coded | Numbered


@dataclass(frozen=True)
class Entry:
    """One line of a sheet: the deed it came from, its case, and a text for each field."""

    deed_id: UUID
    case_id: UUID
    values: tuple[Value, ...]


def entry(sheet: SheetName, deed_id: UUID, case_id: UUID, **values: object) -> Entry:
    """Put values into the order of the sheet's fields; an unknown field is a fault of ours, an absent one stays empty."""
    fields = BY_NAME[sheet].fields
    unknown = set(values) - set(fields)
    if unknown:
        raise KeyError(f"{sheet} has no field {sorted(unknown)}")
    return Entry(deed_id, case_id, tuple(_text(values.get(name)) for name in fields))


def _text(value: object) -> Value:
    if isinstance(value, Numbered):
        return value
    if isinstance(value, Coded):
        return value if value.value else ""
    return "" if value is None else str(value)


def numbered(sheets: Mapping[SheetName, Sequence[Entry]]) -> frozenset[UUID]:
    """What the papers are about whose numbers these sheets show."""
    every = (value for rows in sheets.values() for row in rows for value in row.values)
    return frozenset(value.subject_id for value in every if isinstance(value, Numbered))


def open_only(
    sheets: Mapping[SheetName, Sequence[Entry]], ticked: Container[tuple[str, UUID]]
) -> dict[SheetName, list[Entry]]:
    """What is still to be typed in."""
    return {name: [row for row in rows if (name, row.deed_id) not in ticked] for name, rows in sheets.items()}


def done_only(
    sheets: Mapping[SheetName, Sequence[Entry]], ticked: Container[tuple[str, UUID]]
) -> dict[SheetName, list[Entry]]:
    """What was typed in."""
    return {name: [row for row in rows if (name, row.deed_id) in ticked] for name, rows in sheets.items()}
