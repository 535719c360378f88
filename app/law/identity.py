"""Identity numbers of people (GB 11643) and credit codes of units (GB 32100): form, check digit, what they tell.

Any six-digit area is accepted: codes of areas are abolished and renamed, and demonstrations use an unassigned one.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from app.base.refusal import Kind, Refusal
from app.law.fields import text_schema

CHECK_SIGNS: Final = "10X98765432"
LENGTH: Final = 18
LEGACY_LENGTH: Final = 15
LEGACY_CENTURY: Final = "19"
FIRST_BIRTH: Final = date(1850, 1, 1)
CREDIT_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
STAR: Final = "*"


class Sex(StrEnum):
    """The sex an identity number tells."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Identity:
    """A resident identity number of 18 signs; `legacy` when it was given in the old form of 15."""

    number: str
    legacy: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number; blanks and a small x are forgiven, an old one is lengthened.

        Refused (invalid): `law.identity_form`, `law.identity_birth`, `law.identity_check`.
        """
        plain = _signs(text)
        legacy = len(plain) == LEGACY_LENGTH and plain.isdecimal()
        number = _lengthened(plain) if legacy else plain
        if len(number) != LENGTH or not number[:-1].isdecimal() or not number.isascii():
            raise Refusal("law.identity_form", Kind.INVALID)
        if _birth(number) is None:
            raise Refusal("law.identity_birth", Kind.INVALID)
        if check_sign(number[:-1]) != number[-1]:
            raise Refusal("law.identity_check", Kind.INVALID)
        return cls(number=number, legacy=legacy)

    @property
    def birth(self) -> date:
        """The day of birth."""
        return date(int(self.number[6:10]), int(self.number[10:12]), int(self.number[12:14]))

    @property
    def sex(self) -> Sex:
        """Odd order numbers are men's."""
        return Sex.MALE if int(self.number[16]) % 2 else Sex.FEMALE

    def age_on(self, day: date) -> int:
        """Full years on that day, as the law counts them."""
        return age_on(self.birth, day)

    @property
    def masked(self) -> str:
        """The number with the birth date hidden, for eyes that need no more."""
        return masked(self.number)

    def __str__(self) -> str:
        return self.number

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return text_schema(cls, cls.parse, "identity_form")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "description": "resident identity number of 18 signs, or 15 of the old form"}


@dataclass(frozen=True, slots=True)
class CreditCode:
    """The unified social credit code of a unit: 18 signs, the last one a check."""

    code: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code; refused as `law.credit_code_form` or `law.credit_code_check`."""
        code = _signs(text)
        if len(code) != LENGTH or any(sign not in CREDIT_SIGNS for sign in code):
            raise Refusal("law.credit_code_form", Kind.INVALID)
        if credit_check_sign(code[:-1]) != code[-1]:
            raise Refusal("law.credit_code_check", Kind.INVALID)
        return cls(code)

    def __str__(self) -> str:
        return self.code

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return text_schema(cls, cls.parse, "credit_code_form")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "description": "unified social credit code of 18 signs"}


def age_on(birth: date, day: date) -> int:
    """Full years (周岁): a year is full on the day after the birthday; 29 February counts as the month's last day."""
    yesterday = day - timedelta(days=1)
    years = yesterday.year - birth.year
    month_end = (birth.month, birth.day) == (2, 29) and not _leap(yesterday.year)
    anniversary = (2, 28) if month_end else (birth.month, birth.day)
    return max(0, years - ((yesterday.month, yesterday.day) < anniversary))


def check_sign(body: str) -> str:
    """The eighteenth sign for the first seventeen digits (ISO 7064, MOD 11-2)."""
    total = sum(int(sign) * pow(2, LENGTH - 1 - place, 11) for place, sign in enumerate(body))
    return CHECK_SIGNS[total % 11]


def credit_check_sign(body: str) -> str:
    """The eighteenth sign of a credit code (weights 3^n modulo 31)."""
    total = sum(CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return CREDIT_SIGNS[-total % 31]


def masked(number: str) -> str:
    """The first six and the last four signs; a short number shows its last four only."""
    if len(number) < LEGACY_LENGTH:
        return STAR * max(0, len(number) - 4) + number[-4:]
    return number[:6] + STAR * (len(number) - 10) + number[-4:]


def _signs(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text[:80]).split()).replace("-", "").upper()


def _lengthened(old: str) -> str:
    body = old[:6] + LEGACY_CENTURY + old[6:]
    return body + check_sign(body)


def _birth(number: str) -> date | None:
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return birth if birth >= FIRST_BIRTH else None


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
