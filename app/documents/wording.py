"""How values are written on paper. Dates in the body are in Arabic figures, the date at the foot in Chinese ones."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from markupsafe import Markup, escape

from app.base.instant import Instant
from app.base.money import Money

ID_BREAKS: Final = (6, 14)
"""An identity number may break after the division code and after the birth date."""
MAY_BREAK: Final = Markup("&#8203;")
"""A space of no width, where a line may break: an element for it would be laid out as a box of its own."""


def day(value: date) -> str:
    """2026年1月17日."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: Instant) -> str:
    """2026年1月17日6时05分, Beijing time."""
    return f"{day(value.day)}{value.beijing.hour}时{value.beijing.minute:02d}分"


def clock(value: Instant) -> str:
    """06:05, Beijing time."""
    return value.beijing.strftime("%H:%M")


def yuan(value: Money) -> str:
    """5000元 when whole, 5000.50元 otherwise: the figure of running text."""
    whole, fen = divmod(int(value), 100)
    return f"{whole}.{fen:02d}元" if fen else f"{whole}元"


def sentence(value: str) -> str:
    """The text without a full stop of its own, so that the template can set one."""
    return value.rstrip("。；;.")


def paragraphs(value: str) -> list[str]:
    """The lines of a free text that hold something."""
    return [line.strip() for line in value.splitlines() if line.strip()]


def listed(values: Iterable[str]) -> str:
    """Items of a list in a sentence: 甲、乙、丙."""
    return "、".join(values)


def clauses(citations: Iterable[str]) -> str:
    """Citations in a sentence; a law already named is not named again for its next article."""
    named, words = "", []
    for citation in citations:
        law = citation[: citation.find("》") + 1]
        words.append(citation.removeprefix(law) if law and law == named else citation)
        named = law
    return "、".join(words)


def breakable(number: str) -> Markup:
    """A long number that may break where its parts end; markup in it stays text."""
    parts = (number[: ID_BREAKS[0]], number[ID_BREAKS[0] : ID_BREAKS[1]], number[ID_BREAKS[1] :])
    return MAY_BREAK.join(escape(part) for part in parts if part)
