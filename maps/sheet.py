"""The one file that knows folium: a map composed of numbers, codes and addresses of our own server, and nothing else.

folium writes what it is given into JavaScript, where `${...}` in an address would run. So no text enters: names, addresses and remarks
come later as JSON, and the page's own script shows them with textContent. The parts come out apart (markup, script, links), as
a strict Content-Security-Policy wants them.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from maps.ground import GroundError
from maps.points import Point
from maps.signs import COLOURS

VENDOR: Final = "/static/vendor"
MODULE_URL: Final = "/static/js/map.js"
STYLE_URL: Final = "/static/css/map.css"
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
OWN_URL: Final = re.compile(r"/(?!/)[A-Za-z0-9/_.~\-?=&%{}]*")
DEEPEST_ZOOM: Final = 18
Links = list[tuple[str, str]]


class LocalMap(folium.Map):
    """A folium map whose every script and style comes from this server."""

    default_js: Links = [  # noqa: RUF012 # reason: folium declares it so
        ("leaflet", f"{VENDOR}/leaflet/leaflet.js"),
        ("markercluster", f"{VENDOR}/leaflet.markercluster/leaflet.markercluster.js"),
    ]
    default_css: Links = [  # noqa: RUF012 # reason: folium declares it so
        ("leaflet_css", f"{VENDOR}/leaflet/leaflet.css"),
        ("markercluster_css", f"{VENDOR}/leaflet.markercluster/MarkerCluster.css"),
        ("map_css", STYLE_URL),
    ]

    def __init__(self, name: str, *, middle: Point, zoom: int) -> None:
        # maxZoom goes to Leaflet itself: without tiles there is no other, and clusters would draw nothing, silently.
        super().__init__(
            location=[middle.lat, middle.lon],
            zoom_start=zoom,
            tiles=None,
            maxZoom=DEEPEST_ZOOM,
            attributionControl=False,
        )
        self._name, self._id = "map", name


@dataclass(frozen=True, slots=True)
class Feeds:
    """Where the page's script fetches what it shows; each an address of this server.

    `targets`, `routes` and `labels` answer columns of JSON, `details` is continued by an id, `tiles` holds {z}/{x}/{y}.
    """

    targets: str = ""
    details: str = ""
    routes: str = ""
    labels: str = ""
    tiles: str = ""

    def __post_init__(self) -> None:
        for name, url in asdict(self).items():
            if url and not OWN_URL.fullmatch(url):
                raise GroundError("sheet.foreign_url", feed=name)


class TargetLayer(MacroElement):
    """Hands the map and its feeds to static/js/map.js, in one line."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "(globalThis.sweepMaps ??= []).push([{{ this._parent.get_name() }}, {{ this.options|tojson }}]);"
        "{% endmacro %}"
    )

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # reason: branca leaves it untyped
        self._name, self._id = "targets", name
        self.options = dict(options)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of a map, for a page to put in their places. `script` runs after `js_urls`, in a nonce or a file of its own."""

    html: str
    script: str
    js_urls: tuple[str, ...]
    css_urls: tuple[str, ...]
    module_url: str = MODULE_URL


def target_sheet(name: str, feeds: Feeds, *, middle: Point, zoom: int = 11) -> Sheet:
    """A map of targets, fed by URL. The same name gives the same ids and the same script, so that it can be kept by its tag."""
    return _sheet(name, feeds, middle=middle, zoom=zoom, mode="targets")


def pin_sheet(name: str, feeds: Feeds, *, middle: Point, zoom: int = 14) -> Sheet:
    """A map with one pin to be moved by hand; the form beside it carries `data-pin` with the id of the map, `map_<name>`."""
    return _sheet(name, feeds, middle=middle, zoom=zoom, mode="pin")


def _sheet(name: str, feeds: Feeds, *, middle: Point, zoom: int, mode: str) -> Sheet:
    if not NAME.fullmatch(name):
        raise GroundError("sheet.bad_name", name=name)
    if not 1 <= zoom <= DEEPEST_ZOOM:
        raise GroundError("sheet.bad_zoom", zoom=zoom)
    local = LocalMap(name, middle=middle, zoom=zoom)
    local.add_child(TargetLayer(name, {"mode": mode, "colours": COLOURS, **asdict(feeds)}))
    root = cast(Figure, local.get_root())
    for child in list(root._children.values()):  # noqa: SLF001 # reason: folium offers the parts of a figure in no other way
        child.render()
    return Sheet(
        html=_part(root.html),
        script=_part(root.script),
        js_urls=tuple(url for _, url in LocalMap.default_js),
        css_urls=tuple(url for _, url in LocalMap.default_css),
    )


def _part(part: Element) -> str:
    lines = (line.strip() for line in part.render().splitlines())
    return "\n".join(line for line in lines if line)
