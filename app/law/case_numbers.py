"""Case numbers: （2025）宁0425执恢12号之一, by the rules on case numbers in force since 2016 (法〔2015〕137号)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from app.base.refusal import Kind, Refusal
from app.law.fields import LONGEST_TEXT, text_schema
from app.law.numerals import number_of, numeral

CITATION: Final = "CASENO.form"
ENFORCEMENT_TYPES: Final = ("执", "执恢", "执保", "执异", "执复", "执监", "执协", "执他")
PUNISHMENT_TYPES: Final = ("司惩", "司惩复")
"""A detention and a fine each carry a number of their own."""
TYPES: Final = (
    *ENFORCEMENT_TYPES,
    *PUNISHMENT_TYPES,
    *("财保", "行保", "行保复", "证保", "诉保", "诉前调", "诉前调书", "诉前调确", "民诉前调"),
    *("司救刑", "司救民", "司救行", "司救赔", "司救执", "司救访", "司救他"),
    *("民初", "民终", "民监", "民申", "民抗", "民再", "民撤", "民特", "民特监", "民催", "民督", "民督监", "民他"),
    *("民辖", "民辖终", "民辖监", "民保令", "民保更", "破", "破申", "破终", "破监", "强清", "清申", "清终", "清监"),
    *("协外认", "认台", "认港", "认澳", "认复", "认他"),
    *("刑初", "刑终", "刑监", "刑申", "刑抗", "刑再", "刑没", "刑更", "刑核", "刑辖", "刑他"),
    *("行初", "行终", "行监", "行申", "行抗", "行再", "行审", "行审复", "行辖", "行辖终", "行他"),
    *("行赔初", "行赔终", "行赔监", "行赔申", "行赔抗", "行赔再", "行赔他", "赔辖", "赔辖终", "赔他"),
    *("法赔", "委赔", "委赔监", "委赔提", "委赔再", "赔确监"),
)
"""The type signs of the published type table that a title or a case of this court can carry."""
FIRST_YEAR: Final = 1985
LAST_YEAR: Final = 2099

_COURT: Final = r"最高法知?|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵军](?:\d{2}){0,2}"
_BRACKETS: Final = str.maketrans("〔【[〈《﹙", "((((((") | str.maketrans("〕】]〉》﹚", "))))))")
_MODERN: Final = re.compile(
    rf"\((?P<year>\d{{4}})\)(?P<court>{_COURT})(?P<type>[一-龥]{{1,5}}?)(?P<serial>\d{{1,7}})号"
    r"(?:之(?P<suffix>[一二三四五六七八九十百零]{1,5}|\d{1,3}))?"
)
_LEGACY: Final = re.compile(r"\(\d{4}\)[一-龥]{1,12}\d{0,6}[一-龥]{0,6}字第?\d{1,7}(?:-\d{1,3})?号.{0,6}")


@dataclass(frozen=True, order=True, slots=True)
class CaseNumber:
    """A case number in its parts; `str()` is the canonical text with full-width brackets."""

    year: int
    court: str
    type: str
    serial: int
    suffix: int = 0
    """The 之一 of a further paper of the same case; 0 when there is none."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as people type it: half-width signs, blanks, other brackets, leading noughts.

        Refused (invalid): `law.case_number_legacy` for a form of before 2016, `law.case_number_type` for an unknown
        type, `law.case_number` for anything else.
        """
        plain = _plain(text)
        found = _MODERN.fullmatch(plain)
        if not found:
            legacy = _LEGACY.fullmatch(plain)
            raise _no("case_number_legacy" if legacy else "case_number", text)
        if found["type"] not in TYPES:
            raise _no("case_number_type", text)
        year, serial, suffix = int(found["year"]), int(found["serial"]), _suffix(found["suffix"] or "", text)
        if not FIRST_YEAR <= year <= LAST_YEAR or not serial:
            raise _no("case_number", text)
        return cls(year=year, court=found["court"], type=found["type"], serial=serial, suffix=suffix)

    @property
    def main(self) -> "CaseNumber":
        """The number of the case itself, without 之一."""
        return CaseNumber(year=self.year, court=self.court, type=self.type, serial=self.serial)

    @property
    def of_enforcement(self) -> bool:
        """Whether this is an enforcement case (执 and its kin)."""
        return self.type in ENFORCEMENT_TYPES

    @property
    def of_punishment(self) -> bool:
        """Whether this is a detention's or a fine's own number (司惩)."""
        return self.type in PUNISHMENT_TYPES

    def __str__(self) -> str:
        tail = f"之{numeral(self.suffix)}" if self.suffix else ""
        return f"（{self.year}）{self.court}{self.type}{self.serial}号{tail}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return text_schema(cls, cls.parse, "case_number")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "description": "case number, such as （2025）宁0425执123号"}


def _plain(text: str) -> str:
    """Half-width digits and round brackets, no blanks; NFKC turns （２０２５） into (2025)."""
    joined = "".join(unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).split())
    return joined.translate(_BRACKETS)


def _suffix(words: str, text: str) -> int:
    try:
        return (int(words) if words.isdigit() else number_of(words)) if words else 0
    except ValueError:
        raise _no("case_number", text) from None


def _no(what: str, text: str) -> Refusal:
    return Refusal(f"law.{what}", Kind.INVALID, given=text[:60])
