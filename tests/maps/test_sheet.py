"""A map of ours: numbers, codes and own addresses; never text, never a foreign server."""

import json
import re
from pathlib import Path

import pytest

from maps.ground import GroundError
from maps.points import Point
from maps.sheet import Feeds, LocalMap, Sheet, pin_sheet, target_sheet
from maps.signs import COLOURS, SHAPES, UNASSIGNED, colour_of, shape_of
from tests.maps.conftest import ROOT

MIDDLE = Point(36.0, 106.6)
FEEDS = Feeds(
    targets="/map/targets.json?sweep=1", details="/map/targets/", routes="/map/routes.json", labels="/map/labels.json"
)


@pytest.fixture
def sheet() -> Sheet:
    return target_sheet("sweep", FEEDS, middle=MIDDLE)


def test_no_address_of_a_map_leaves_this_server(sheet: Sheet) -> None:
    everything = "".join((sheet.html, sheet.script, *sheet.js_urls, *sheet.css_urls, sheet.module_url))
    assert "http" not in everything
    assert "//" not in everything
    assert all(url.startswith("/static/") for url in (*sheet.js_urls, *sheet.css_urls, sheet.module_url))


def test_two_pages_with_the_same_map_get_the_same_bytes(sheet: Sheet) -> None:
    assert target_sheet("sweep", FEEDS, middle=MIDDLE) == sheet


def test_the_markup_has_no_style_and_no_script_of_its_own(sheet: Sheet) -> None:
    assert sheet.html == '<div class="folium-map" id="map_sweep" ></div>'
    assert "<" not in sheet.script


def test_leaflet_itself_is_told_the_deepest_zoom(sheet: Sheet) -> None:
    assert re.search(r'"maxZoom": 18\b', sheet.script)


def test_the_layer_is_one_line_of_feeds_and_colours(sheet: Sheet) -> None:
    line = sheet.script.splitlines()[-1]
    found = re.fullmatch(r"\(globalThis\.sweepMaps \?\?= \[\]\)\.push\(\[map_sweep, (\{.*\})\]\);", line)
    assert found
    options = json.loads(found[1])
    assert options["mode"] == "targets"
    assert options["targets"] == FEEDS.targets
    assert tuple(options["colours"]) == COLOURS


def test_a_pin_has_a_map_of_its_own_mode() -> None:
    assert '"mode": "pin"' in pin_sheet("door", Feeds(), middle=MIDDLE).script


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/t.json", "//a.example/t.json", "javascript:alert(1)", "/a`${alert(1)}", "/a</script>", "a.json",
        "/a'b", "/${x}", "/地址",
    ],
)  # fmt: skip
def test_a_feed_is_an_address_of_this_server_and_nothing_else(url: str) -> None:
    with pytest.raises(GroundError) as refused:
        Feeds(targets=url)
    assert refused.value.code == "sheet.foreign_url"


@pytest.mark.parametrize("name", ["", "A", "a-b", "a;alert(1)", "a" * 40, "名"])
def test_a_name_is_a_plain_word(name: str) -> None:
    with pytest.raises(GroundError):
        target_sheet(name, FEEDS, middle=MIDDLE)


def test_composing_a_map_changes_nothing_for_the_next(sheet: Sheet) -> None:
    before = list(LocalMap.default_js)
    pin_sheet("door", Feeds(), middle=MIDDLE)
    assert LocalMap.default_js == before
    assert len({url for _, url in before}) == len(before) == len(sheet.js_urls)


def test_text_never_meets_folium_in_this_repository() -> None:
    banned = re.compile(r"\b(?:Popup|Tooltip|DivIcon|GeoJsonTooltip|GeoJsonPopup)\(|\b(?:popup|tooltip)=")
    imported = re.compile(r"^\s*(?:import|from) folium", re.MULTILINE)
    knowing = {path.name for path in _sources() if imported.search(path.read_text(encoding="utf-8"))}
    assert knowing == {"sheet.py"}
    assert not [path for path in _sources() if banned.search(path.read_text(encoding="utf-8"))]


def _sources() -> list[Path]:
    return sorted(path for room in ("app", "routes", "maps") for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("colour", COLOURS)
def test_white_on_a_squads_colour_can_be_read(colour: str) -> None:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (light + 0.05) >= 4.5


def test_colours_and_shapes_begin_again_and_grey_is_nobodys() -> None:
    assert colour_of(0) == UNASSIGNED
    assert colour_of(1) == colour_of(len(COLOURS)) != UNASSIGNED
    assert len({colour_of(n) for n in range(1, 9)}) == 8
    assert shape_of(0) == shape_of(len(SHAPES))
