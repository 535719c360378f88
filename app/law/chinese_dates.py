"""The date at the foot of a court paper: 二〇二六年一月十七日 (form rules for civil papers, §7.2 of the study)."""

import re
from datetime import date
from typing import Final

from app.law.numerals import YEAR_DIGITS, digits, number_of, numeral

_FORM: Final = re.compile(
    r"(?P<year>[〇一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)


def chinese_date(day: date) -> str:
    """A day in Chinese numerals, the year digit by digit."""
    return f"{digits(day.year)}年{numeral(day.month)}月{numeral(day.day)}日"


def date_of(words: str) -> date:
    """The day that `chinese_date` writes so; raise ValueError for any other text."""
    found = _FORM.fullmatch(words)
    if not found:
        raise ValueError(words)
    year = int("".join(str(YEAR_DIGITS.index(sign)) for sign in found["year"]))
    return date(year, number_of(found["month"]), number_of(found["day"]))
