"""From the cells of a list to its cases: every bad cell is named by row, head and reason, all at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.base.money import ZERO, Money
from app.base.reading import UNPRINTABLE, Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import import_cells as cells
from app.cases.import_cells import BadCell, Cell
from app.cases.import_columns import BY_KEY, COLUMNS, Column, column_of, header_row
from app.cases.import_files import Grid
from app.cases.rules import Category, InterestTerms, category_of, looks_like_unit
from app.places.rules import AddressKind

GIVEN_SHOWN: Final = 40
"""Signs of a bad cell that are shown with its fault."""


class ListedAddress(Command):
    """An address as the list gives it."""

    kind: AddressKind
    raw: str


class ListedPerson(Command):
    """A debtor of a listed case."""

    row: int
    name: str
    kind: str
    id_number: str = ""
    sex: str = ""
    ethnicity: str = ""
    work: str = ""
    phones: tuple[str, ...] = ()
    addresses: tuple[ListedAddress, ...] = ()
    representative: str = ""


class ListedCase(Command):
    """A case of the list, with everybody in it."""

    row: int
    number: str
    external_id: str = ""
    cause: str
    category: Category
    title_number: str = ""
    title_effective_on: date | None = None
    performance_due_on: date | None = None
    filed_on: date
    notice_served_on: date | None = None
    judge: str = ""
    applied_amount: Money
    principal: Money | None = None
    general_interest: Money | None = None
    costs: Money | None = None
    interest: InterestTerms | None = None
    account_no: str = ""
    account_bank: str = ""
    applicants: tuple[str, ...]
    debtors: tuple[ListedPerson, ...]


@dataclass(frozen=True)
class Listed:
    """What a list says: its cases, what is wrong with it, and the heads nobody knew."""

    cases: tuple[ListedCase, ...]
    faults: tuple[Fault, ...]
    unknown_heads: tuple[str, ...] = ()


@dataclass
class _Reading:
    """A list while it is read."""

    grid: Grid
    head_at: int
    columns: dict[int, Column]
    judges: Mapping[str, int]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, head: str, code: str, cell: Cell | None = None, **facts: object) -> None:
        """Note what is wrong with a cell; `row` as the spreadsheet counts."""
        shown = {"given": cell.text[:GIVEN_SHOWN]} if cell else {}
        self.faults.append(Fault(head, code, tuple({**shown, **facts}.items()), row))


def read_list(grid: Grid, judges: Mapping[str, int]) -> Listed:
    """The cases of a grid. `judges`: how many judges of the court bear each name.

    Refused (invalid, field `list`) when no row of heads is found. With any fault there are no cases.
    """
    reading = _begin(grid, judges)
    _check_areas(reading)
    values = [row for at in range(reading.head_at + 1, len(grid.rows)) if (row := _read_row(reading, at))]
    found = list(_gathered(reading, values))
    _check_identities(reading, found)
    if not values and not reading.faults:
        reading.fault(reading.head_at + 1, BY_KEY["number"].title, "import.no_rows")
    heads = grid.rows[reading.head_at]
    unknown = tuple(cell.text[:GIVEN_SHOWN] for at, cell in enumerate(heads) if cell.text and at not in reading.columns)
    faults = tuple(sorted(reading.faults, key=lambda one: one.row or 0))
    return Listed(() if faults else tuple(found), faults, unknown)


def _begin(grid: Grid, judges: Mapping[str, int]) -> _Reading:
    at = header_row(grid.rows)
    if at is None:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("list", "cases.list_no_header"),))
    reading = _Reading(grid, at, {}, judges)
    for place, cell in enumerate(grid.rows[at]):
        column = column_of(cell.text)
        if column and column in reading.columns.values():
            reading.fault(at + 1, cell.text, "import.column_twice")
        elif column:
            reading.columns[place] = column
    for column in COLUMNS:
        if column.needed and column not in reading.columns.values():
            reading.fault(at + 1, column.title, "import.column_missing")
    return reading


def _check_areas(reading: _Reading) -> None:
    """A merged area or a formula in a known column leaves cells whose content nobody typed."""
    for (first_row, first), (last_row, last) in reading.grid.merged:
        held = [column.title for place, column in reading.columns.items() if first <= place <= last]
        if held and last_row >= reading.head_at:
            code = "import.header_merged" if first_row <= reading.head_at else "import.cell_merged"
            reading.fault(max(first_row, reading.head_at) + 1, held[0], code)
    for row, place in reading.grid.formulas:
        if row > reading.head_at and place in reading.columns:
            reading.fault(row + 1, reading.columns[place].title, "import.formula", reading.grid.cell(row, place))


def _read_row(reading: _Reading, at: int) -> dict[str, Any]:
    """The readable cells of one row by key; empty when the row is. `row` is the spreadsheet's count."""
    given = reading.grid.rows[at]
    if not any(given[place].text for place in reading.columns if place < len(given)):
        return {}
    found: dict[str, Any] = {"row": at + 1}
    for place, column in reading.columns.items():
        cell = reading.grid.cell(at, place)
        if not cell.text:
            continue
        try:
            found[column.key] = _read_cell(column, cell)
        except BadCell as bad:
            found[column.key] = None
            reading.fault(at + 1, column.title, bad.code, cell, **bad.facts)
    _finish_row(reading, found)
    return found


def _read_cell(column: Column, cell: Cell) -> Any:
    if len(cell.text) > column.longest:
        raise BadCell("import.too_long", most=column.longest, length=len(cell.text))
    if UNPRINTABLE.search(cell.text):
        raise BadCell("field.unprintable")
    return column.read(cell)


def _finish_row(reading: _Reading, found: dict[str, Any]) -> None:
    """What one cell says must fit what another says; what must be there is."""
    row = found["row"]
    for key in ("number", "debtor"):
        if key not in found:
            reading.fault(row, BY_KEY[key].title, "import.empty")
    if found.get("debtor_number") and found.get("debtor"):
        try:
            found["debtor_number"] = cells.identity(Cell(found["debtor_number"]), found["debtor"])
        except BadCell as bad:
            reading.fault(row, BY_KEY["debtor_number"].title, bad.code, Cell(found["debtor_number"]))
            found["debtor_number"] = None
        else:
            _check_sex(reading, found)
    if found.get("rate") and not found.get("interest_since"):
        reading.fault(row, BY_KEY["interest_since"].title, "import.empty")
    if found.get("rate") and not found.get("principal"):
        reading.fault(row, BY_KEY["principal"].title, "import.empty")
    effect, due = found.get("title_effective_on"), found.get("performance_due_on")
    if effect and due and due < effect:
        reading.fault(row, BY_KEY["performance_due_on"].title, "import.due_before_effect")
    judge = found.get("judge")
    if judge and reading.judges.get(judge, 0) != 1:
        code = "import.judge_twice" if judge in reading.judges else "import.judge_unknown"
        reading.fault(row, BY_KEY["judge"].title, code, Cell(judge))


def _check_sex(reading: _Reading, found: dict[str, Any]) -> None:
    number, told = str(found["debtor_number"]), found.get("sex")
    if not number[:-1].isdecimal() or looks_like_unit(found["debtor"]):
        return
    by_number = "male" if int(number[16]) % 2 else "female"
    if told and told != by_number:
        reading.fault(found["row"], BY_KEY["sex"].title, "import.sex_differs")


def _gathered(reading: _Reading, rows: Sequence[dict[str, Any]]) -> Iterator[ListedCase]:
    """Rows of one number are one case; what they say of the case must agree."""
    by_number: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row.get("number"):
            by_number.setdefault(row["number"], []).append(row)
    for number, several in by_number.items():
        told = _agreed(reading, several)
        debtors = tuple(_person(row) for row in several if row.get("debtor"))
        _check_twice(reading, debtors)
        for key in ("cause", "filed_on", "applicants"):
            if BY_KEY[key] in reading.columns.values() and key not in told:
                reading.fault(several[0]["row"], BY_KEY[key].title, "import.empty")
        if all(told.get(key) for key in ("cause", "filed_on", "applicants")):
            yield _case(number, told, debtors)


def _agreed(reading: _Reading, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {"row": rows[0]["row"]}
    for row in rows:
        for key, value in row.items():
            column = BY_KEY.get(key)
            if column is None or column.of_debtor or value is None:
                continue
            if told.setdefault(key, value) != value:
                reading.fault(row["row"], column.title, "import.case_differs", None, first=told["row"])
    return told


def _person(row: Mapping[str, Any]) -> ListedPerson:
    default = row.get("address_kind") or AddressKind.HOME
    return ListedPerson(
        row=row["row"],
        name=row["debtor"],
        kind="unit" if looks_like_unit(row["debtor"]) else "natural",
        id_number=row.get("debtor_number") or "",
        sex=row.get("sex") or "",
        ethnicity=row.get("ethnicity") or "",
        work=row.get("work") or "",
        phones=row.get("phones") or (),
        addresses=tuple(ListedAddress(kind=kind or default, raw=raw) for kind, raw in row.get("addresses") or ()),
        representative=row.get("representative") or "",
    )


def _case(number: str, told: Mapping[str, Any], debtors: tuple[ListedPerson, ...]) -> ListedCase:
    sums = {key: told.get(key) for key in ("principal", "general_interest", "costs")}
    plain = ("title_number", "external_id", "judge", "account_no", "account_bank")
    days = ("title_effective_on", "performance_due_on", "notice_served_on")
    ready = told.get("rate") and told.get("interest_since") and sums["principal"]
    terms = {"rate": told.get("rate"), "unit": "year", "base": sums["principal"], "since": told.get("interest_since")}
    return ListedCase(
        row=told["row"],
        number=number,
        cause=told["cause"],
        category=told.get("category") or category_of(told["cause"]),
        filed_on=told["filed_on"],
        applied_amount=told.get("applied_amount") or sum((part for part in sums.values() if part), ZERO),
        interest=InterestTerms.model_validate(terms) if ready else None,
        applicants=told["applicants"],
        debtors=debtors,
        **sums,
        **{key: told.get(key) or "" for key in plain},
        **{key: told.get(key) for key in days},
    )


def _check_twice(reading: _Reading, debtors: Iterable[ListedPerson]) -> None:
    seen = set()
    for person in debtors:
        if (person.name, person.id_number) in seen:
            reading.fault(person.row, BY_KEY["debtor"].title, "import.debtor_twice", Cell(person.name))
        seen.add((person.name, person.id_number))


def _check_identities(reading: _Reading, found: Sequence[ListedCase]) -> None:
    """One ID number is one person; one id of the case system is one case."""
    names: dict[str, str] = {}
    for person in (person for one in found for person in one.debtors if person.id_number):
        if names.setdefault(person.id_number, person.name) != person.name:
            reading.fault(person.row, BY_KEY["debtor_number"].title, "import.number_of_another", Cell(person.name))
    ids: set[str] = set()
    for one in found:
        if one.external_id and one.external_id in ids:
            reading.fault(one.row, BY_KEY["external_id"].title, "import.external_id_twice", Cell(one.external_id))
        ids.add(one.external_id)
