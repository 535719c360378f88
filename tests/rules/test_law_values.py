"""Case numbers, identity numbers, amounts and dates: what people type and what papers print."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.base.money import Money
from app.base.reading import Command, read
from app.base.refusal import Refusal
from app.law.capitals import amount_of, capitals
from app.law.case_numbers import TYPES, CaseNumber
from app.law.chinese_dates import chinese_date, date_of
from app.law.identity import CreditCode, Identity, Sex, age_on, check_sign, masked
from app.law.numerals import number_of, numeral

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "law.json").read_text("utf-8"))
few = settings(max_examples=50, deadline=None)


class Filing(Command):
    number: CaseNumber
    person: Identity | None = None


@pytest.mark.parametrize(("typed", "canonical"), VECTORS["case_numbers"]["read"])
def test_a_case_number_is_read_as_typed_and_written_in_one_form(typed: str, canonical: str) -> None:
    assert str(CaseNumber.parse(typed)) == canonical


@pytest.mark.parametrize(("typed", "code"), VECTORS["case_numbers"]["refused"])
def test_a_text_that_is_no_case_number_is_refused_by_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        CaseNumber.parse(typed)
    assert no.value.code == code


@few
@given(
    year=st.integers(2016, 2040),
    court=st.sampled_from(["宁0425", "宁04", "宁", "内0102", "最高法", "最高法知"]),
    kind=st.sampled_from(TYPES),
    serial=st.integers(1, 99999),
    suffix=st.integers(0, 99),
)
def test_every_case_number_survives_writing_and_reading(
    year: int, court: str, kind: str, serial: int, suffix: int
) -> None:
    number = CaseNumber(year=year, court=court, type=kind, serial=serial, suffix=suffix)
    assert CaseNumber.parse(str(number)) == number


def test_the_parts_of_a_case_number_tell_what_case_it_is() -> None:
    number = CaseNumber.parse("（2025）宁0425执恢12号之一")
    assert (number.court, number.type, number.serial, number.suffix) == ("宁0425", "执恢", 12, 1)
    assert number.of_enforcement
    assert str(number.main) == "（2025）宁0425执恢12号"
    assert CaseNumber.parse("(2025)宁0425司惩3号").of_punishment


def test_a_command_reads_a_case_number_and_names_the_wrong_field() -> None:
    assert str(read(Filing, {"number": " (2025)宁0425执3号"}).number) == "（2025）宁0425执3号"
    with pytest.raises(Refusal) as no:
        read(Filing, {"number": "(2013)彭执字第12号", "person": "1"})
    assert [fault.code for fault in no.value.faults] == ["field.case_number_legacy", "field.identity_form"]
    with pytest.raises(ValidationError):
        Filing.model_validate({"number": 12})
    assert Filing.model_validate({"number": "(2025)宁0425执3号"}).model_dump()["number"] == "（2025）宁0425执3号"


@pytest.mark.parametrize(("yuan", "words"), VECTORS["capitals"])
def test_an_amount_is_written_in_lawful_capitals(yuan: str, words: list[str]) -> None:
    assert capitals(Money.yuan(yuan)) in words
    assert {amount_of(spelling) for spelling in words} == {Money.yuan(yuan)}


@few
@given(st.integers(0, 10**15 - 1))
def test_capitals_read_back_to_the_same_fen(fen: int) -> None:
    words = capitals(Money(fen))
    assert amount_of(words) == fen
    assert "零零" not in words


@pytest.mark.parametrize("words", ["", "人民币", "元整", "叁拾", "abc元"])
def test_words_that_are_no_amount_are_refused(words: str) -> None:
    with pytest.raises(Refusal):
        amount_of(words)


def test_a_negative_amount_has_no_capitals() -> None:
    with pytest.raises(Refusal, match="capitals_negative"):
        capitals(Money(-1))


def test_the_date_at_the_foot_of_a_paper_is_in_chinese_numerals() -> None:
    assert chinese_date(date(2026, 1, 17)) == "二〇二六年一月十七日"
    assert chinese_date(date(2030, 12, 31)) == "二〇三〇年十二月三十一日"


@few
@given(st.dates(min_value=date(1900, 1, 1)), st.integers(1, 9999))
def test_dates_and_numerals_read_back(day: date, number: int) -> None:
    assert date_of(chinese_date(day)) == day
    assert number_of(numeral(number)) == number


@pytest.mark.parametrize(("number", "words"), VECTORS["numerals"])
def test_a_number_is_written_as_statutes_write_it(number: int, words: str) -> None:
    assert numeral(number) == words


def _identity(birth: str, order: str = "001") -> str:
    body = "990001" + birth + order
    return body + check_sign(body)


def test_an_identity_number_tells_birth_sex_and_age() -> None:
    person = Identity.parse(_identity("19551122", "002"))
    assert (person.birth, person.sex) == (date(1955, 11, 22), Sex.FEMALE)
    assert person.age_on(date(2025, 11, 23)) == 70
    assert person.masked[6:14] == "********"


def test_an_old_identity_number_of_fifteen_signs_is_lengthened() -> None:
    person = Identity.parse("990001551122003")
    assert person.legacy
    assert str(person) == _identity("19551122", "003")


@pytest.mark.parametrize(("text", "code"), VECTORS["identity_refused"])
def test_a_wrong_identity_number_is_refused_by_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        Identity.parse(text)
    assert no.value.code == code


@few
@given(st.dates(date(1900, 1, 1), date(2025, 1, 1)), st.integers(0, 999), st.integers(0, 16))
def test_one_wrong_digit_is_always_found(birth: date, order: int, place: int) -> None:
    number = _identity(birth.strftime("%Y%m%d"), f"{order:03d}")
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    with pytest.raises(Refusal):
        Identity.parse(wrong)


@pytest.mark.parametrize(("birth", "day", "years"), VECTORS["ages"])
def test_a_year_of_life_is_full_on_the_day_after_the_birthday(birth: str, day: str, years: int) -> None:
    assert age_on(date.fromisoformat(birth), date.fromisoformat(day)) == years


def test_a_credit_code_is_checked_by_its_last_sign() -> None:
    assert str(CreditCode.parse("91350100m000100y43")) == "91350100M000100Y43"
    with pytest.raises(Refusal, match="credit_code_check"):
        CreditCode.parse("91350100M000100Y44")
    with pytest.raises(Refusal, match="credit_code_form"):
        CreditCode.parse("91350100I000100Y43")


def test_a_mask_never_shows_a_whole_number() -> None:
    assert masked("123456") == "**3456"
    assert masked("990001195511220027") == "990001********0027"
