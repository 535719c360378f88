"""Times by road from services of the court's own and from its file: asked block by block, holes kept as holes."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from maps.ground import GroundError
from maps.points import Point
from maps.road_times import GraphHopper, MatrixFile, Osrm, Valhalla, own_network

A, B, C = Point(35.85, 106.64), Point(35.9, 106.7), Point(36.0, 106.8)
TIMES: list[list[Any]] = [[0, 600.4, None], [720, 0, 300], [900, 310, 0]]
LENGTHS: list[list[Any]] = [[0, 5000, None], [6000, 0, 3000], [9000, 3100, 0]]
SECONDS = [[0, 600, None], [720, 0, 300], [900, 310, 0]]
Answer = Callable[[str, Any], tuple[int, Any]]


@pytest.fixture
def service() -> Iterator[Callable[[Answer], str]]:
    """A loopback service that answers as told; its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._say(None)

            def do_POST(self) -> None:
                self._say(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def _say(self, question: Any) -> None:
                status, told = answer(self.path, question)
                body = told if isinstance(told, bytes) else json.dumps(told).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_osrm_is_asked_for_seconds_and_metres(service: Callable[[Answer], str]) -> None:
    asked: list[str] = []

    def answer(path: str, _question: Any) -> tuple[int, Any]:
        asked.append(path)
        return 200, {"code": "Ok", "durations": TIMES, "distances": LENGTHS}

    assert Osrm(service(answer)).matrix([A, B, C]) == (SECONDS, LENGTHS)
    assert asked[0].startswith("/table/v1/driving/106.640000,35.850000;")
    assert "annotations=duration,distance" in asked[0]


def test_valhalla_tells_kilometres(service: Callable[[Answer], str]) -> None:
    cells = [
        [{"time": TIMES[a][b], "distance": None if (far := LENGTHS[a][b]) is None else far / 1000} for b in range(3)]
        for a in range(3)
    ]
    address = service(lambda _path, _question: (200, {"sources_to_targets": cells}))
    assert Valhalla(address).matrix([A, B, C]) == (SECONDS, LENGTHS)


def test_graphhopper_takes_longitude_first(service: Callable[[Answer], str]) -> None:
    asked: list[Any] = []

    def answer(_path: str, question: Any) -> tuple[int, Any]:
        asked.append(question)
        return 200, {"times": TIMES, "distances": LENGTHS}

    assert GraphHopper(service(answer)).matrix([A, B, C]) == (SECONDS, LENGTHS)
    assert asked[0]["from_points"][0] == [106.64, 35.85]


def test_many_points_are_asked_block_by_block(service: Callable[[Answer], str]) -> None:
    def answer(_path: str, question: Any) -> tuple[int, Any]:
        rows, columns = len(question["from_points"]), len(question["to_points"])
        return 200, {"times": [[7] * columns] * rows, "distances": [[9] * columns] * rows}

    many = [Point(35.0 + n / 1000, 106.0) for n in range(150)]
    seconds, metres = GraphHopper(service(answer)).matrix(many)
    assert (seconds[149][0], metres[0][149], seconds[3][3]) == (7, 9, 0)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ((500, {}), "roads.silent"),
        ((302, {}), "roads.silent"),
        ((200, b"<html>"), "roads.silent"),
        ((200, [1]), "roads.answer"),
        ((200, {"durations": [[0]], "distances": [[0]]}), "roads.answer"),
        ((200, {}), "roads.answer"),
    ],
)
def test_nonsense_and_silence_are_told(service: Callable[[Answer], str], told: tuple[int, Any], code: str) -> None:
    with pytest.raises(GroundError) as no:
        Osrm(service(lambda _path, _question: told)).matrix([A, B])
    assert no.value.code == code


def test_numbers_of_no_sense_are_holes(service: Callable[[Answer], str]) -> None:
    table = [[0, -5], ["x", True]]
    address = service(lambda _path, _question: (200, {"durations": table, "distances": table}))
    assert Osrm(address).matrix([A, B])[0] == [[0, None], [None, 0]]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ftp://127.0.0.1/", "roads.address"),
        ("http://1.1.1.1:5000", "roads.outside"),
        ("http://name@127.0.0.1", "roads.address"),
        ("nonsense", "roads.address"),
    ],
)
def test_nobody_outside_the_courts_network_is_asked(address: str, code: str) -> None:
    with pytest.raises(GroundError) as no:
        own_network(address)
    assert no.value.code == code
    assert own_network("http://127.0.0.1:5000/") == "http://127.0.0.1:5000"


def test_a_file_may_have_holes_and_ways_that_differ(tmp_path: Path) -> None:
    table = tmp_path / "ways.csv"
    table.write_text(
        "from_lat,from_lon,to_lat,to_lon,seconds,metres\n35.85,106.64,35.9,106.7,600,5000\n35.9,106.7,35.85,106.64,720,6000\n",
        encoding="utf-8",
    )
    seconds, metres = MatrixFile(table).matrix([A, B, C])
    assert seconds == [[0, 600, None], [720, 0, None], [None, None, 0]]
    assert metres[1][0] == 6000


@pytest.mark.parametrize(
    "row", ["35.85,106.64,35.9,106.7,bald,5000", "35.85,106.64", "95,106.64,35.9,106.7,1,1", "a,b,c,d,e,f"]
)
def test_a_wrong_row_of_a_file_is_named(tmp_path: Path, row: str) -> None:
    table = tmp_path / "ways.csv"
    table.write_text(f"from_lat,from_lon,to_lat,to_lon,seconds,metres\n{row}\n", encoding="utf-8")
    with pytest.raises(GroundError) as no:
        MatrixFile(table).matrix([A, B])
    assert (no.value.code, no.value.facts["row"]) == ("roads.row", 2)
    with pytest.raises(GroundError, match=r"roads\.file"):
        MatrixFile(tmp_path / "none.csv").matrix([A])
