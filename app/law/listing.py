"""How long a debtor stays on the list of dishonest ones (纳入失信名单), and for what it may be longer."""

from typing import Final

from app.law.numerals import numeral

CITATION: Final = "DISHONEST.term"
YEARS: Final = 2
MOST_LONGER: Final = 3
"""Years by which the term may be prolonged: for violence and threats that are grave, or several kinds of conduct."""
TERM: Final = f"{numeral(YEARS)}年"


def terms() -> tuple[str, ...]:
    """What can be decided: the term itself, and each prolonged one."""
    return (TERM, *(f"{TERM}，延长{numeral(more)}年" for more in range(1, MOST_LONGER + 1)))


def may_be_longer(conducts: int, *, violent: bool) -> bool:
    """Whether the term may be prolonged at all."""
    return violent or conducts > 1
