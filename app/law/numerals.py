"""Chinese numerals as statutes, dates and case numbers write them: 一百一十四, 二〇二六, 十七."""

from typing import Final

DIGITS: Final = "零一二三四五六七八九"
YEAR_DIGITS: Final = "〇一二三四五六七八九"
UNITS: Final = ((1000, "千"), (100, "百"), (10, "十"))
GREATEST: Final = 9999
TEN: Final = 10


def numeral(number: int) -> str:
    """A count from 1 to 9999 in words: 10 is 十, 114 is 一百一十四, 505 is 五百零五. Raise ValueError outside."""
    if not 0 < number <= GREATEST:
        raise ValueError(number)
    words, rest, gap = "", number, False
    for unit, name in UNITS:
        count, rest = divmod(rest, unit)
        if count:
            words += (DIGITS[0] if gap else "") + DIGITS[count] + name
            gap = False
        elif words and rest:
            gap = True
    words += (DIGITS[0] if gap else "") + DIGITS[rest] if rest else ""
    return words.removeprefix(DIGITS[1]) if number < 2 * TEN and number >= TEN else words


def digits(number: int) -> str:
    """A number digit by digit, with 〇 for nought: 2026 is 二〇二六."""
    return "".join(YEAR_DIGITS[int(sign)] for sign in str(number))


def number_of(words: str) -> int:
    """The count that `numeral` writes so; raise ValueError for any other text."""
    total, count = 0, 0
    values = {name: unit for unit, name in UNITS}
    for sign in words:
        if sign in values:
            total += (count or 1) * values[sign]
            count = 0
        else:
            count = DIGITS.index(sign)
    total += count
    if numeral(total) != words:
        raise ValueError(words)
    return total
