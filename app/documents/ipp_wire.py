"""IPP messages as bytes (RFC 8010): what we ask of a printer, and what it answers. Pure."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

VERSION: Final = 0x0200
GROUP_TAGS: Final = 0x10
"""Tags below it begin a group or end the message."""
HEAD: Final = struct.Struct(">HHI")
LENGTH: Final = struct.Struct(">H")
NUMBER: Final = struct.Struct(">i")


class Operation(IntEnum):
    """What we ask (RFC 8011 §5.4.15)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class Tag(IntEnum):
    """Delimiters and kinds of values that we write or look at."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    ENUM = 0x23
    COLLECTION = 0x34
    COLLECTION_END = 0x37
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


class BrokenMessageError(ValueError):
    """The bytes are no IPP message."""


Value = int | str
Attribute = tuple[Tag, str, Value | Iterable[Value]]
Attributes = dict[str, list[Value]]


@dataclass(frozen=True)
class Message:
    """An answer: its status, the attributes of the printer, and those of each job in it."""

    status: int
    printer: Attributes = field(default_factory=dict)
    jobs: tuple[Attributes, ...] = ()


def request(
    operation: Operation,
    number: int,
    asked: Iterable[Attribute],
    *,
    job: Iterable[Attribute] = (),
    document: bytes = b"",
) -> bytes:
    """A request: charset and language first, as the standard wants, then what is asked, then the document."""
    first: list[Attribute] = [
        (Tag.CHARSET, "attributes-charset", "utf-8"),
        (Tag.LANGUAGE, "attributes-natural-language", "zh-cn"),
    ]
    told = [HEAD.pack(VERSION, operation, number), bytes([Tag.OPERATION]), *map(_written, [*first, *asked])]
    of_job = [_written(one) for one in job]
    told += [bytes([Tag.JOB]), *of_job] if of_job else []
    return b"".join([*told, bytes([Tag.END]), document])


def read(content: bytes) -> Message:
    """An answer. Raises BrokenMessageError for anything else."""
    try:
        return _read(content)
    except (struct.error, IndexError, UnicodeDecodeError) as wrong:
        raise BrokenMessageError(str(wrong)) from None


def _written(attribute: Attribute) -> bytes:
    """One attribute; further values of it have no name."""
    tag, name, given = attribute
    values = [given] if isinstance(given, int | str) else list(given)
    parts = []
    for place, value in enumerate(values):
        named = name.encode("ascii") if place == 0 else b""
        raw = NUMBER.pack(value) if isinstance(value, int) else value.encode()
        parts.append(bytes([tag]) + LENGTH.pack(len(named)) + named + LENGTH.pack(len(raw)) + raw)
    return b"".join(parts)


def _read(content: bytes) -> Message:
    _, status, _ = HEAD.unpack_from(content)
    place, group, depth, name = HEAD.size, 0, 0, ""
    groups: list[tuple[int, Attributes]] = []
    while (tag := content[place]) != Tag.END:
        place += 1
        if tag < GROUP_TAGS:
            group = tag
            groups.append((group, {}))
            continue
        own_name, place = _field(content, place)
        raw, place = _field(content, place)
        if tag == Tag.COLLECTION_END:
            depth -= 1
        elif tag == Tag.COLLECTION:
            depth += 1
        elif not depth and groups:
            name = own_name.decode("ascii") or name
            groups[-1][1].setdefault(name, []).append(_value(tag, raw))
    printer = next((found for of, found in groups if of == Tag.PRINTER), {})
    return Message(status, printer, tuple(found for of, found in groups if of == Tag.JOB))


def _field(content: bytes, place: int) -> tuple[bytes, int]:
    """A text with its length before it, and where the next one begins."""
    (length,) = LENGTH.unpack_from(content, place)
    end = place + LENGTH.size + length
    if end > len(content):
        raise BrokenMessageError("cut off")
    return content[place + LENGTH.size : end], end


def _value(tag: int, raw: bytes) -> Value:
    if tag in {Tag.INTEGER, Tag.ENUM}:
        (number,) = NUMBER.unpack(raw)
        return int(number)
    return raw.decode("utf-8", "replace")
