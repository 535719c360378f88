"""A missing fact is a refusal that names it."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from app.base.money import Money
from app.base.refusal import Refusal
from app.documents.catalog import KINDS
from app.documents.facts import label, read_facts
from app.documents.facts_credit import VIOLENT


def required(model: type[BaseModel], value: BaseModel, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        inner = getattr(value, name)
        if field.is_required():
            yield (*path, name)
        if isinstance(inner, BaseModel):
            yield from required(type(inner), inner, (*path, name))
        elif isinstance(inner, tuple) and inner and isinstance(inner[0], BaseModel):
            yield from required(type(inner[0]), inner[0], (*path, name, "0"))


def without(given: Any, path: tuple[str, ...]) -> Any:
    if isinstance(given, list):
        return [without(given[0], path[1:]), *given[1:]]
    if len(path) == 1:
        return {name: item for name, item in given.items() if name != path[0]}
    return given | {path[0]: without(given[path[0]], path[1:])}


@pytest.mark.parametrize("key", KINDS)
def test_every_required_fact_is_missed_by_name(key: str) -> None:
    kind = KINDS[key]
    sample = kind.sample()
    given = sample.model_dump(mode="json")
    paths = list(required(kind.facts, sample))
    assert len(paths) > 4
    for path in paths:
        with pytest.raises(Refusal) as no:
            read_facts(kind.facts, without(given, path))
        assert no.value.code == "paper.fact_missing"
        assert no.value.facts["fields"] == label(kind.facts, path)


@pytest.mark.parametrize("key", KINDS)
def test_facts_written_down_are_read_back_the_same(key: str) -> None:
    sample = KINDS[key].sample()
    assert read_facts(KINDS[key].facts, sample.model_dump(mode="json")) == sample


def test_all_missing_facts_are_named_at_once() -> None:
    given = KINDS["summons"].sample().model_dump(mode="json") | {"cause": "  ", "officer": None}
    del given["clerk"]
    with pytest.raises(Refusal) as no:
        read_facts(KINDS["summons"].facts, given)
    assert no.value.facts["fields"] == "案由、承办人、书记员"


def test_a_name_in_chinese_is_given_to_every_fact() -> None:
    for kind in KINDS.values():
        for path in required(kind.facts, kind.sample()):
            assert label(kind.facts, path).isascii() is False


def test_instalments_that_do_not_add_up_are_refused() -> None:
    kind = KINDS["undertaking"]
    given = kind.sample().model_dump(mode="json") | {"paid_now": Money(1)}
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, given)
    assert no.value.code == "paper.fact_wrong"
    assert [fault.code for fault in no.value.faults] == ["field.plan_sum"]
    assert no.value.facts["fields"] == "各项之间"


def test_a_fact_nobody_asked_for_is_named_as_it_was_given() -> None:
    kind = KINDS["summons"]
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, kind.sample().model_dump(mode="json") | {"colour": "red"})
    assert (no.value.code, no.value.facts["fields"]) == ("paper.fact_wrong", "colour")


def test_a_fine_without_its_day_is_refused() -> None:
    kind = KINDS["detention_decision"]
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, kind.sample().model_dump(mode="json") | {"fine": 100_000})
    assert no.value.facts["fields"] == "罚款缴纳期限"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"term": "二年"}, ""),
        ({"term": "五年"}, "field.listing_term"),
        ({"term": "二年，延长一年", "conduct": ["违反财产报告制度"]}, "field.listing_longer"),
        ({"term": "二年，延长三年", "conduct": [VIOLENT]}, ""),
        ({"term": "二年，延长二年", "conduct": ["违反财产报告制度", "违反限制消费令"]}, ""),
    ],
)
def test_the_term_on_the_list_is_one_the_law_offers(changes: dict[str, Any], code: str) -> None:
    kind = KINDS["discredit_decision"]
    given = kind.sample().model_dump(mode="json") | changes
    if not code:
        assert getattr(read_facts(kind.facts, given), "term") == changes["term"]  # noqa: B009 - facts of any kind
        return
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, given)
    assert [fault.code for fault in no.value.faults] == [code]


def closing(**changes: Any) -> dict[str, Any]:
    return KINDS["closing_notice"].sample().model_dump(mode="json") | changes


def test_a_closing_notice_tells_what_is_still_open() -> None:
    kind = KINDS["closing_notice"]
    given = closing(closed=10_000_00, collected=6_000_00, waived=1_000_00, way="终结执行")
    facts = read_facts(kind.facts, given)
    assert getattr(facts, "still_open") == Money(3_000_00)  # noqa: B009 - facts of any kind


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"closed": 9_999_99, "collected": 9_000_00, "waived": 1_000_00}, "field.closing_exceeds"),
        ({"closed": 10_000_01, "collected": 9_000_00, "waived": 1_000_00}, "field.closing_open"),
    ],
)
def test_the_amounts_of_a_closed_case_add_up(changes: dict[str, Any], code: str) -> None:
    kind = KINDS["closing_notice"]
    read_facts(kind.facts, closing(closed=10_000_00, collected=9_000_00, waived=1_000_00))
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, closing(**changes))
    assert [fault.code for fault in no.value.faults] == [code]


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("seizure_ruling", ("things", "0", "value")),
        ("seizure_ruling", ("kept",)),
        ("seizure_record", ("things", "0", "value")),
        ("undertaking", ("debt", "0", "amount")),
        ("settlement", ("schedule", "0", "amount")),
        ("execution_notice", ("fee",)),
        ("closing_notice", ("collected",)),
    ],
)
def test_no_sum_on_a_paper_is_below_nothing(key: str, path: tuple[str, ...]) -> None:
    given = KINDS[key].sample().model_dump(mode="json")
    holder: Any = given
    for name in path[:-1]:
        holder = holder[int(name) if name.isdecimal() else name]
    assert path[-1] in holder
    holder[path[-1]] = -1
    with pytest.raises(Refusal) as no:
        read_facts(KINDS[key].facts, given)
    assert [fault.code for fault in no.value.faults] == ["field.greater_than_equal"]


@pytest.mark.parametrize(
    ("key", "changes", "code"),
    [
        ("detention_decision", {"days": 16}, "field.less_than_equal"),
        ("detention_decision", {"days": 0}, "field.greater_than_equal"),
        ("detention_decision", {"fine": 100_000_01, "fine_due": "2026-02-01"}, "field.less_than_equal"),
        ("family_notice", {"days": 16}, "field.less_than_equal"),
        ("custody_notice", {"days": 16}, "field.less_than_equal"),
        ("release_notice", {"days": 16}, "field.less_than_equal"),
        ("fine_decision", {"amount": 49_999_99}, "field.fine_limit"),
        ("fine_decision", {"amount": 1_000_000_01}, "field.fine_limit"),
    ],
)
def test_no_paper_goes_beyond_what_the_law_allows(key: str, changes: dict[str, Any], code: str) -> None:
    kind = KINDS[key]
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, kind.sample().model_dump(mode="json") | changes)
    assert [fault.code for fault in no.value.faults] == [code]


def test_an_article_in_the_numbering_of_another_day_is_refused_with_the_right_one() -> None:
    kind = KINDS["detention_decision"]
    given = kind.sample().model_dump(mode="json")
    old = "《中华人民共和国民事诉讼法》第一百一十一条第一款第六项"
    with pytest.raises(Refusal) as no:
        read_facts(kind.facts, given | {"citations": [old]})
    assert [fault.code for fault in no.value.faults] == ["field.citation_outdated"]
    assert ("now", old.replace("一百一十一", "一百一十四")) in no.value.faults[0].facts
    read_facts(kind.facts, given | {"citations": [old], "dated": "2018-05-01"})
    read_facts(kind.facts, given | {"citations": ["《某省办法》第三条"]})
