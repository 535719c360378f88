"""Tables a court loads: every bad cell by its row, and what a loaded year makes certain."""

from datetime import date

import pytest

from app.court.loading import CalendarRow, RateRow, decoded, read_calendar, read_rates
from app.law.calendar import CourtCalendar
from app.law.periods import first_workday

NOTICE = """日期,安排,名称
2027-01-01,放假,元旦
2027年1月2日，上班，调休
2027/5/1\t休\t劳动节
2027-10-01,放假,国庆节
"""


def test_a_notice_is_read_as_offices_write_it() -> None:
    found = read_calendar(NOTICE)
    assert found.faults == ()
    assert found.rows[:2] == (
        CalendarRow(date(2027, 1, 1), works=False, name="元旦"),
        CalendarRow(date(2027, 1, 2), works=True, name="调休"),
    )
    assert [row.works for row in found.rows] == [False, True, False, False]


def test_rates_are_percent_a_year() -> None:
    found = read_rates("自,一年期,五年期以上\n2026-07-20, 2.9, 3.40%\n2026-08-20,2.855,3.4")
    assert found.rows == (
        RateRow(date(2026, 7, 20), "2.90", "3.40"),
        RateRow(date(2026, 8, 20), "2.855", "3.40"),
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("text", "table_empty", None)]),
        ("日期,安排", [("text", "table_empty", None)]),
        ("2027-02-30,放假", [("day", "date_parsing", 1)]),
        ("2027-01-01,也许", [("works", "works_word", 1)]),
        ("头\n2027-01-01,放假\n2027-01-01,上班", [("day", "day_twice", 3)]),
        (
            "soon 1,也许\n2027-01-02",
            [("day", "date_parsing", 1), ("works", "works_word", 1), ("works", "works_word", 2)],
        ),
    ],
)
def test_every_bad_cell_of_a_notice_is_named(text: str, faults: list[tuple[str, str, int | None]]) -> None:
    found = read_calendar(text)
    assert [(one.field, one.code.removeprefix("field."), one.row) for one in found.faults] == faults


@pytest.mark.parametrize("cell", ["", "x", "-1", "0", "100", "3.00001", "NaN", "Infinity", "1_0", "3e0", "+3"])
def test_a_rate_that_is_none_is_named(cell: str) -> None:
    found = read_rates(f"2026-07-20,3.00,{cell}")
    assert [(one.field, one.code) for one in found.faults] == [("five_years", "field.percent")]
    assert found.rows == ()


def test_a_file_of_an_old_machine_is_read() -> None:
    assert decoded("元旦".encode("gb18030")) == decoded("\ufeff元旦".encode()) == "元旦"


def test_a_whole_notice_makes_its_year_certain_and_a_single_day_only_itself() -> None:
    rows = read_calendar(NOTICE).rows
    works = frozenset(row.day for row in rows if row.works)
    told = CourtCalendar(workdays=works, holidays=frozenset(row.day for row in rows) - works)
    assert not told.provisional(date(2027, 3, 3))
    assert told.known_until == date(2027, 12, 31)
    assert told.is_workday(date(2027, 1, 2))
    assert first_workday(date(2027, 5, 1), told) == date(2027, 5, 3)
    odd = CourtCalendar(holidays=frozenset({date(2027, 3, 8)}))
    assert not odd.provisional(date(2027, 3, 8))
    assert odd.provisional(date(2027, 3, 9))
    assert odd.known_until == date(2026, 12, 31)


def test_a_year_the_court_loaded_wins_as_a_whole_over_the_library() -> None:
    own = CourtCalendar(holidays=frozenset({date(2026, 1, 1), date(2026, 5, 1), date(2026, 10, 1)}))
    assert own.is_workday(date(2026, 10, 2))
    assert not CourtCalendar().is_workday(date(2026, 10, 2))
