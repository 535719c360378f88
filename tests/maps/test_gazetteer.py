"""The divisions of a county, by code, tree and name."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest

from maps.gazetteer import Division, Gazetteer, Level
from maps.gazetteer_file import read_gazetteer, write_gazetteer
from maps.ground import GroundError
from tests.maps.conftest import BUILT, DIVISIONS


def names(found: list[Division]) -> list[str]:
    return [one.name for one in found]


def test_a_division_is_found_by_name_old_name_pinyin_and_initials(small: Gazetteer) -> None:
    assert names(small.search("柳河")) == ["柳河镇"]
    assert names(small.search("石桥")) == ["柳河镇"]
    assert names(small.search("huashi ya")) == ["花石崖村"]
    assert names(small.search("hsy")) == ["花石崖村"]
    assert names(small.search("dongwan")) == ["东湾村", "东湾村"]


def test_the_home_county_comes_first_in_a_search(built: Gazetteer) -> None:
    found = built.search("chengguan", limit=5)
    assert found[0].name == "白阳镇"
    assert all(built.nearness(one) <= built.nearness(two) for one, two in pairwise(found))


def test_nothing_wanted_is_nothing_found(small: Gazetteer) -> None:
    assert small.search("  ") == []
    assert small.search("柳河", limit=0) == []


def test_a_chain_leads_from_the_village_to_the_province(small: Gazetteer) -> None:
    village = small.get("900101100202")
    assert village is not None
    assert names(small.chain(village)) == ["大塬村", "柳河镇", "松溪县", "青原市", "青原省"]


@pytest.mark.parametrize(
    ("divisions", "home", "code"),
    [
        ((*DIVISIONS, DIVISIONS[0]), "900101", "gazetteer.code_twice"),
        (DIVISIONS[1:], "900101", "gazetteer.parent_missing"),
        (DIVISIONS, "900199", "gazetteer.home_missing"),
    ],
)
def test_a_broken_tree_is_refused(divisions: tuple[Division, ...], home: str, code: str) -> None:
    with pytest.raises(GroundError) as refused:
        Gazetteer(divisions, home=home, readings={})
    assert refused.value.code == code


def test_the_same_divisions_give_the_same_bytes(tmp_path: Path) -> None:
    kept = [one for one in DIVISIONS if one.level is not Level.GROUP]
    for name, divisions in (("a", kept), ("b", kept[::-1])):
        write_gazetteer(tmp_path / name, divisions, home="900101", readings={"柳": "liu"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(one.code for one in read_gazetteer(tmp_path / "a")) == sorted(one.code for one in kept)


@pytest.mark.parametrize(
    "content", [b"", b"not a file of ours", gzip.compress(b"[]"), gzip.compress(b'{"format": 99}')]
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "damaged").write_bytes(content)
    with pytest.raises(GroundError) as refused:
        read_gazetteer(tmp_path / "damaged")
    assert refused.value.code == "gazetteer.file_unknown"


def test_set_up_built_a_gazetteer_of_the_home_county(built: Gazetteer) -> None:
    assert BUILT.stat().st_size < 3_000_000
    assert built.home.name == "彭阳县"
    assert len(built.children(built.home)) == 12
    assert len(built.villages(built.home)) == 162


def test_a_township_that_no_source_places_has_no_point(built: Gazetteer) -> None:
    unplaced = {town.name for town in built.children(built.home) if town.point is None}
    assert unplaced == {"新集乡", "冯庄乡", "孟塬乡"}
