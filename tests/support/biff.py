"""A real old Excel file (BIFF8 in an OLE2 container) made by hand, since no library of ours writes one."""

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LEAST = 4096
"""A smaller stream would have to lie in the mini sectors."""


def workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """One sheet of texts and numbers."""
    stream = _stream(rows)
    stream += bytes(max(0, LEAST - len(stream)))
    stream += bytes(-len(stream) % SECTOR)
    sectors = len(stream) // SECTOR
    fat_sectors = 1
    while fat_sectors * (SECTOR // 4) < sectors + 1 + fat_sectors:
        fat_sectors += 1
    chain = [*range(1, sectors), END, END, *([FAT] * fat_sectors)]
    chain += [FREE] * (fat_sectors * (SECTOR // 4) - len(chain))
    directory = _entry("Root Entry", 5, child=1, start=END, size=0) + _entry(
        "Workbook", 2, child=FREE, start=0, size=len(stream)
    )
    directory += _entry("", 0, child=FREE, start=0, size=0) * 2
    places = [sectors + 1 + at for at in range(fat_sectors)]
    return _header(sectors, places) + stream + directory + struct.pack(f"<{len(chain)}I", *chain)


def _stream(rows: Sequence[Sequence[str | float]]) -> bytes:
    name = "Sheet1".encode("utf-16-le")
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    length = len(start) + 4 + 8 + len(name) + 4
    bound = _record(0x85, struct.pack("<IHBB", length, 0, len(name) // 2, 1) + name)
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    cells = (_cell(at, place, cell) for at, row in enumerate(rows) for place, cell in enumerate(row) if cell != "")
    return start + bound + _record(0x0A, b"") + sheet + b"".join(cells) + _record(0x0A, b"")


def _cell(row: int, column: int, value: str | float) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)
    return _record(0x203, struct.pack("<HHHd", row, column, 0, value))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if text else 0
    links = struct.pack("<III", FREE, FREE, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", length, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _header(directory: int, fat: Sequence[int]) -> bytes:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, len(fat), directory, 0, LEAST, END, 0, END, 0)
    return head + struct.pack(f"<{len(fat)}I", *fat) + struct.pack("<I", FREE) * (109 - len(fat))
