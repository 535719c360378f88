"""Addresses as people write them."""

import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.address import AddressReader, Parsed, Part
from maps.address_names import Method
from maps.gazetteer import Gazetteer, Level
from tests.maps.conftest import VECTORS

with (VECTORS / "addresses.csv").open(encoding="utf-8", newline="") as lines:
    WRITTEN = list(csv.DictReader(lines))


def value(part: Part | None) -> str:
    return part.value if part else ""


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row["raw"])
def test_an_address_is_read_as_a_local_clerk_reads_it(reader: AddressReader, row: dict[str, str]) -> None:
    parsed = reader.parse(row["raw"])
    read = {name: value(getattr(parsed, name)) for name in ("county", "township", "village", "group")}
    assert read == {name: row[name] for name in read}


def test_every_field_knows_where_it_was_written(reader: AddressReader) -> None:
    raw = "宁夏 彭阳县　王凹镇 赵沟村２组8号"
    parsed = reader.parse(raw)
    written = {name: raw[part.span[0] : part.span[1]] for name in ("county", "township", "village", "group")
               if (part := getattr(parsed, name)).span}  # fmt: skip
    assert written == {"county": "彭阳县", "township": "王凹镇", "village": "赵沟村", "group": "２组"}
    assert parsed.detail == "8号"
    assert parsed.township is not None
    assert parsed.township.method is Method.SOUND
    assert parsed.township.score < 1


def test_a_name_of_several_townships_gives_candidates_and_no_township(reader: AddressReader) -> None:
    parsed = reader.parse("彭阳县崾岘村二组")
    assert parsed.township is None
    assert parsed.village is not None
    assert parsed.village.division is None
    assert len(parsed.village.candidates) == 3
    assert parsed.level is Level.COUNTY


def test_the_place_lived_at_now_comes_before_the_registered_one(reader: AddressReader) -> None:
    parsed = reader.parse("户籍地：彭阳县草庙乡曹川村一组；现住：彭阳县白阳镇郑河街社区5号楼")
    assert value(parsed.village) == "郑河街社区"
    assert parsed.others == ("户籍地彭阳县草庙乡曹川村一组",)


def test_kin_and_hearsay_are_remarks_not_places(reader: AddressReader) -> None:
    parsed = reader.parse("据村干部反映，人在彭阳县古城镇温沟村二组其岳母家（门前有三棵大柳树）")
    assert parsed.detail == ""
    assert parsed.note == "据村干部反映，人在；其岳母家；门前有三棵大柳树"


def test_an_old_name_is_told_apart_from_a_present_one(reader: AddressReader) -> None:
    parsed = reader.parse("彭阳县石岔乡石岔村一组")
    assert parsed.township is not None
    assert (parsed.township.value, parsed.township.method) == ("王洼镇", Method.OLD_NAME)


def test_markup_is_ordinary_text(reader: AddressReader) -> None:
    raw = "${alert(1)}</script><img onerror=x>"
    assert reader.parse(raw) == Parsed(raw, detail=raw)


@given(raw=st.text(alphabet="彭阳县王洼镇赵沟村二组社区队，；（）()据反映现住：12３③ x", max_size=40))
def test_any_text_is_read_without_harm_and_spans_lie_inside_it(reader: AddressReader, raw: str) -> None:
    parsed = reader.parse(raw)
    for part in (parsed.province, parsed.city, parsed.county, parsed.township, parsed.village, parsed.group):
        if part and part.span:
            assert 0 <= part.span[0] < part.span[1] <= len(raw)
    if parsed.village and parsed.village.division and parsed.township:
        assert parsed.village.division.parent == (parsed.township.division or parsed.village.division).code


def test_another_home_county_reads_its_own_names_first(small: Gazetteer) -> None:
    reader = AddressReader(small)
    parsed = reader.parse("柳河大源村三组")
    assert [value(parsed.county), value(parsed.township), value(parsed.village)] == ["松溪县", "柳河镇", "大塬村"]
    assert reader.parse("东湾村").township is None
    assert value(reader.parse("石桥乡东湾村").township) == "柳河镇"
    assert value(reader.parse("北塬镇").county) == "竹山县"


def test_a_thousand_addresses_are_read_in_a_second(reader: AddressReader) -> None:
    def spent() -> float:
        began = time.process_time()
        for row in WRITTEN:
            reader.parse(row["raw"])
        return (time.process_time() - began) / len(WRITTEN)

    assert min(spent() for _ in range(5)) < 0.001
