"""What a log of visits says, and what a file is by its bytes."""

import struct
from itertools import permutations
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest

from app.base.deeds import CANCEL
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.refusal import Refusal
from app.field import images, rules
from app.field.images import MediaType
from app.field.rules import Told, Visit

TARGET = UUID(int=7)
DAWN = Instant.parse("2026-01-17T06:30")
LATER = Instant.parse("2026-01-17T07:30")
NIGHT = (22, 6)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0"
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 480, 640) + b"\x01\x01\x11\x00"


def line(kind: str, when: Instant, *, cancels: UUID | None = None, **body: Any) -> Visit:
    return Visit(
        id=new_id(when),
        kind=kind,
        at=when,
        entered_at=when,
        by_id=None,
        door="tablet",
        case_id=UUID(int=1),
        person_id=UUID(int=2),
        target_id=TARGET,
        squad_id=None,
        cancels=cancels,
        flags=(),
        body=MappingProxyType(body),
    )


def test_visits_stand_by_their_own_time_in_any_order_of_arrival() -> None:
    log = [line("visit.miss", DAWN), line("visit.arrive", LATER)]
    assert {rules.standing(order)[-1].kind for order in permutations(log)} == {"visit.arrive"}


def test_a_cancelled_visit_is_no_result() -> None:
    wrong = line("visit.arrive", LATER)
    log = [line("visit.miss", DAWN), wrong, line(CANCEL, LATER, cancels=wrong.id)]
    assert [one.kind for one in rules.standing(log)] == ["visit.miss"]
    assert [visit.kind for visit in rules.standing(log)] == ["visit.miss"]


def flags(at: Instant, entered: Instant, told: Told | None = None, *, reason: bool = False) -> tuple[str, ...]:
    return rules.flags_of(at=at, entered_at=entered, told=told, night=NIGHT, reason_given=reason)


def test_what_was_not_told_is_flagged() -> None:
    assert flags(DAWN, DAWN, Told(identity_shown=True, consequences_told=True)) == ()
    assert flags(DAWN, DAWN, Told(identity_shown=False, consequences_told=False)) == (
        "visit.identity_not_shown",
        "visit.consequences_not_told",
    )


def test_a_deed_from_the_future_is_flagged() -> None:
    assert flags(LATER, DAWN) == ("deed.future",)
    assert flags(DAWN, LATER) == ()


@pytest.mark.parametrize(("hour", "night"), [("21:59", False), ("22:00", True), ("05:59", True), ("06:00", False)])
def test_the_night_asks_for_a_reason(hour: str, night: bool) -> None:
    at = Instant.parse(f"2026-01-17T{hour}")
    assert rules.at_night(at, NIGHT) is night
    assert flags(at, at) == (("visit.night_without_reason",) if night else ())
    assert flags(at, at, reason=True) == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PNG, MediaType.PNG), (JPEG, MediaType.JPEG), (b"%PDF-1.7 ...", MediaType.PDF)],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, kind: MediaType) -> None:
    assert images.require_keepable(content) is kind


@pytest.mark.parametrize(
    ("form", "body"),
    [
        (b"VP8X", b"\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")),
        (b"VP8L", b"\x2f" + (639 | 479 << 14).to_bytes(4, "little") + b"\0" * 5),
        (b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)),
    ],
)
def test_a_webp_picture_of_each_form_is_kept(form: bytes, body: bytes) -> None:
    content = b"RIFF\0\0\0\0WEBP" + form + b"\0\0\0\0" + body
    assert images.require_keepable(content) is MediaType.WEBP


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "media.empty"),
        (b"<html><script>alert(1)</script>", "media.type"),
        (b"GIF89a", "media.type"),
        (PNG[:20], "media.broken"),
        (b"\xff\xd8\xff\xe0\xff\xff", "media.broken"),
        (PNG[:16] + struct.pack(">II", 60_000, 60_000), "media.pixels"),
        (b"%PDF-" + b"0" * images.LARGEST_FILE, "media.size"),
    ],
)
def test_a_file_the_court_does_not_keep_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as no:
        images.require_keepable(content)
    assert no.value.code == code
