"""What a file is by its first bytes, never by its name, and how many pixels its header claims."""

import struct
from enum import StrEnum
from typing import Final

from app.base.refusal import Kind, Refusal

LARGEST_FILE: Final = 12 * 1024 * 1024
LARGEST_PICTURE: Final = 60_000_000
"""Pixels; a small file may claim a picture that would fill the memory of whoever opens it."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_JPEG_START: Final = 2
_PNG_HEAD: Final = 24
_WEBP_HEAD: Final = 30


class MediaType(StrEnum):
    """The types the court keeps."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"


def type_of(content: bytes) -> MediaType:
    """The type the bytes themselves show. Refused: `media.type`."""
    if content.startswith(_JPEG):
        return MediaType.JPEG
    if content.startswith(_PNG):
        return MediaType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return MediaType.WEBP
    if content.startswith(b"%PDF-"):
        return MediaType.PDF
    raise Refusal("media.type", Kind.INVALID)


def require_keepable(content: bytes) -> MediaType:
    """The type of a file the court may keep. Refused: `media.empty`, `media.size`, `media.type`, `media.pixels`."""
    if not content:
        raise Refusal("media.empty", Kind.INVALID)
    if len(content) > LARGEST_FILE:
        raise Refusal("media.size", Kind.INVALID, most=LARGEST_FILE // 1024 // 1024)
    kind = type_of(content)
    if kind is MediaType.PDF:
        return kind
    width, height = _SIZES[kind](content)
    if not width or not height:
        raise Refusal("media.broken", Kind.INVALID)
    if width * height > LARGEST_PICTURE:
        raise Refusal("media.pixels", Kind.INVALID, most=LARGEST_PICTURE // 1_000_000)
    return kind


def _png(content: bytes) -> tuple[int, int]:
    if len(content) < _PNG_HEAD or content[12:16] != b"IHDR":
        return 0, 0
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _webp(content: bytes) -> tuple[int, int]:
    if len(content) < _WEBP_HEAD:
        return 0, 0
    form = content[12:16]
    if form == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    if form == b"VP8L":
        packed = int.from_bytes(content[21:25], "little")
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(content: bytes) -> tuple[int, int]:
    """Walk the segments up to the first frame header."""
    place = _JPEG_START
    while place + 9 <= len(content):
        if content[place] != 0xFF:  # noqa: PLR2004 - every marker begins with FF
            return 0, 0
        marker = content[place + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        fill = 0xFF
        if marker == fill:
            place += 1
        elif marker in _JPEG_BARE:
            place += 2
        else:
            place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return 0, 0


_SIZES: Final = {MediaType.PNG: _png, MediaType.WEBP: _webp, MediaType.JPEG: _jpeg}
