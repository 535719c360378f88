"""Reads single cells of a case list. What is wrong with a cell is a code; nothing is guessed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app.base.money import ZERO, Money
from app.base.refusal import Refusal
from app.cases.rules import Category, looks_like_unit
from app.law.case_numbers import CaseNumber
from app.law.identity import CreditCode, Identity
from app.places.rules import AddressKind

FORMULA_SIGNS: Final = ("=", "@SUM", "+SUM")
EXACT_DIGITS: Final = 10**15
"""A spreadsheet keeps fifteen digits of a number; an ID or account number stored so has lost its end."""
FIRST_DAY: Final = date(1985, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
HIGHEST_RATE: Final = Decimal(100)
LOWEST_RATE: Final = Decimal("0.5")
"""Below it a yearly rate was almost surely written as a share (0.154), not in percent."""

_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00(?::00)?)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PHONE: Final = re.compile(r"\+?\d[\d-]{4,19}")
_SPLIT: Final = re.compile(r"[；;\n\r]+")
_PHONE_SPLIT: Final = re.compile(r"[；;、,，/\s]+")
_KIND: Final = re.compile(r"([^：:]{1,10})[：:]\s*(.+)", re.DOTALL)
_KIND_WORDS: Final = (
    (AddressKind.REGISTERED, "户籍|身份证"),
    (AddressKind.PARENTS, "父母|父亲|母亲|老家"),
    (AddressKind.KIN, "亲属|亲戚|岳|舅|叔|姑|姨|兄|弟|姐|妹|子女|儿子|女儿"),
    (AddressKind.MARKET, "集市|摊位|市场|门店|商铺|店铺"),
    (AddressKind.WORK, "单位|工作|务工|打工|经营"),
    (AddressKind.HOME, "住所|住址|现住|家庭|居住|常住|送达"),
)
_CATEGORY_WORDS: Final = (
    (Category.FINANCE, "金融|银行"),
    (Category.WAGES, "欠薪|工资"),
    (Category.LIVELIHOOD, "民生"),
    (Category.ENTERPRISE, "企"),
    (Category.OTHER, "其他|其它"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, as text; `number` when the file holds it as a number."""

    text: str = ""
    number: bool = False


class BadCell(Exception):  # noqa: N818 - a finding, not an error
    """A cell that cannot be read: the code of what is wrong, and facts for the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def as_cell(value: Any) -> Cell:
    """A value of the spreadsheet library as text that loses nothing."""
    if value is None:
        return Cell()
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, int | float):
        exact = Decimal(repr(value))
        return Cell(format(exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact, "f"), number=True)
    if isinstance(value, datetime):
        return Cell(value.date().isoformat() if value.time() == time() else value.isoformat(" "))
    if isinstance(value, date | time | timedelta):
        return Cell(str(value))
    return Cell(str(value).replace("\u00a0", " ").strip(" \t\u3000\ufeff"))


def text(cell: Cell) -> str:
    """Plain text; a formula is not text."""
    if cell.text.upper().startswith(FORMULA_SIGNS):
        raise BadCell("import.formula")
    return cell.text


def digits(cell: Cell) -> str:
    """A long number that must not have passed through a spreadsheet's arithmetic."""
    if cell.number and len(cell.text) > len(str(EXACT_DIGITS)) - 1:
        raise BadCell("import.digits_lost")
    return text(cell)


def case_number(cell: Cell) -> str:
    """An enforcement case's number in its canonical form."""
    try:
        number = CaseNumber.parse(text(cell))
    except Refusal as no:
        raise BadCell(no.code, given=cell.text[:60]) from None
    if not number.of_enforcement:
        raise BadCell("cases.not_enforcement")
    return str(number.main)


def money(cell: Cell) -> Money:
    """An amount in yuan, not negative, not finer than a fen."""
    try:
        amount = Money.yuan(text(cell))
    except ValueError:
        raise BadCell("import.fen" if _finer_than_fen(cell.text) else "import.money") from None
    if amount < ZERO:
        raise BadCell("import.negative")
    return amount


def day(cell: Cell) -> date:
    """A calendar day, as 2025-01-05, 2025/1/5, 2025.1.5, 2025年1月5日 or 20250105."""
    plain = text(cell)
    found = _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if not found:
        raise BadCell("import.date")
    try:
        read = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise BadCell("import.no_such_day") from None
    if not FIRST_DAY <= read <= LAST_DAY:
        raise BadCell("import.date_range")
    return read


def rate(cell: Cell) -> Decimal:
    """A yearly rate in percent."""
    try:
        percent = Decimal(text(cell).removesuffix("%").removesuffix("％").strip())
    except InvalidOperation:
        raise BadCell("import.rate") from None
    if not percent.is_finite() or not LOWEST_RATE <= percent <= HIGHEST_RATE:
        raise BadCell("import.rate")
    return percent


def identity(cell: Cell, name: str) -> str:
    """An ID number, or a credit code when the name is a unit's."""
    plain = digits(cell)
    try:
        return str(CreditCode.parse(plain)) if looks_like_unit(name) else str(Identity.parse(plain))
    except Refusal as no:
        raise BadCell(no.code) from None


def account(cell: Cell) -> str:
    """A bank account number."""
    plain = digits(cell)
    if not re.fullmatch(r"[0-9 -]{5,40}", plain):
        raise BadCell("import.account")
    return plain


def sex(cell: Cell) -> str:
    """男 or 女."""
    found = {"男": "male", "女": "female", "男性": "male", "女性": "female"}.get(text(cell))
    if found is None:
        raise BadCell("import.sex")
    return found


def category(cell: Cell) -> Category:
    """The category a court's word means."""
    plain = text(cell)
    found = next((kind for kind, words in _CATEGORY_WORDS if re.search(words, plain)), None)
    if found is None:
        raise BadCell("import.category")
    return found


def names(cell: Cell) -> tuple[str, ...]:
    """Several names in one cell."""
    return tuple(name for part in re.split(r"[；;、\n\r]+", text(cell)) if (name := part.strip()))


def phones(cell: Cell) -> tuple[str, ...]:
    """Telephone numbers, each by itself."""
    found = tuple(part for part in _PHONE_SPLIT.split(digits(cell)) if part)
    if any(not _PHONE.fullmatch(part) for part in found):
        raise BadCell("import.phone")
    return found


def address_kind(cell: Cell) -> AddressKind:
    """What ties a person to a place, by the word a clerk wrote."""
    found = _kind_of(text(cell))
    if found is None:
        raise BadCell("import.address_kind")
    return found


def addresses(cell: Cell) -> tuple[tuple[AddressKind | None, str], ...]:
    """Addresses with the kind each names for itself (户籍：…), or None."""
    found = []
    for part in _SPLIT.split(text(cell)):
        plain = part.strip(" 。，,")
        named = _KIND.fullmatch(plain)
        kind = _kind_of(named[1]) if named else None
        if plain:
            found.append((kind, named[2] if named and kind else plain))
    return tuple(found)


def _kind_of(word: str) -> AddressKind | None:
    return next((kind for kind, words in _KIND_WORDS if re.search(words, word)), None)


def _finer_than_fen(written: str) -> bool:
    return bool(re.fullmatch(r"[¥￥]?-?[\d,]+\.\d{3,}元?", written))
