"""A paper's file as an archive wants it: its facts embedded, its record readable, every part packed once."""

import zlib
from collections.abc import Collection
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final

import pydyf

from app.base.canonical import canonical
from app.court.margins import HOUSE
from app.documents.catalog import PaperKind
from app.documents.embedding import Embedded
from app.documents.facts import Facts
from app.documents.imprint import Imprint, Provenance

DATA: Final = "data.json"
"""The name under which the facts lie in the file."""
LEVEL: Final = 2
"""How hard parts are packed: the sixth level takes more than twice the time and saves five parts in a hundred."""
OUTLINES: Final = zlib.Z_HUFFMAN_ONLY
"""How outlines are packed: they hardly repeat, and looking for repetitions takes thrice the time and saves three parts in a hundred."""
FULL_WIDTH: Final = 1000
"""How wide a sign is where the file does not say it: as wide as a Chinese one."""


class Written(pydyf.Object):  # type: ignore[misc] # reason: the library has no types
    """An object of the file whose bytes are settled; the library asks for them twice."""

    def __init__(self, plain: Any, content: bytes) -> None:
        super().__init__()
        self.number, self.generation, self.free = plain.number, plain.generation, plain.free
        self._content = content

    @property
    def data(self) -> bytes:
        """The settled bytes."""
        return self._content


class WrittenStream(Written, pydyf.Stream):  # type: ignore[misc] # reason: the library has no types
    """A stream whose bytes are settled; the library keeps streams apart from other objects."""


def data_of(kind: PaperKind, facts: Facts, imprint: Imprint, made: Provenance) -> bytes:
    """What a program may read from the file: the facts as the paper states them, its number, and what it was made with."""
    return canonical(
        {
            "kind": kind.key,
            "title": kind.title,
            "control_no": imprint.control_no,
            "mark": imprint.mark,
            "facts": facts.model_dump(mode="json"),
            "templates": made.template_hash,
            "fonts": made.fonts_hash,
            "engine": made.engine,
        }
        | ({"proof": asdict(imprint.proof)} if imprint.proof else {})
        | ({"margins": imprint.margins} if imprint.margins != HOUSE else {})
    )


def settle(document: Any, pdf: Any) -> None:
    """The library's hook before a file is written; it packs nothing itself. The record stays as it can be read."""
    faces = {face.name: face for face in document.fonts.values() if isinstance(face, Embedded)}
    _place_signs(pdf, faces)
    cut = {face.file_content for face in faces.values()}
    pdf.objects[:] = [_settled(one, cut) for one in pdf.objects]


def _place_signs(pdf: Any, faces: dict[bytes, Embedded]) -> None:
    """Say of each face we cut where its signs stand now."""
    for one in [one for one in pdf.objects if isinstance(one, dict) and one.get("BaseFont") in faces and "W" in one]:
        places = pydyf.Stream([faces[one["BaseFont"]].map_of_places()])
        pdf.add_object(places)
        one["CIDToGIDMap"], one["W"] = places.reference, _unusual(one["W"])


def _unusual(widths: Any) -> Any:
    """The widths that must be said. They come as a first number and the widths from there on, in turns."""
    told = pydyf.Array()
    for first, run in zip(widths[::2], widths[1::2], strict=True):
        for number, width in enumerate(run, first):
            if width != FULL_WIDTH:
                told.extend([number, pydyf.Array([width])])
    return told


def _settled(plain: Any, cut: Collection[bytes]) -> Any:
    if plain.free == "f":
        return plain
    if not isinstance(plain, pydyf.Stream):
        return Written(plain, plain.data)
    if plain.extra.get("Type") == "/Metadata" or "Filter" in plain.extra:
        return WrittenStream(plain, plain.data)
    packed = pydyf.Stream([_packed(_content_of(plain), cut)], {**plain.extra, "Filter": "/FlateDecode"})
    return WrittenStream(plain, _ended(packed.data))


def _ended(stream: bytes) -> bytes:
    """A stream whose last byte looks like half a line end is closed by a whole one, so that its length stays clear."""
    return stream.removesuffix(b"\nendstream") + b"\r\nendstream" if stream.endswith(b"\r\nendstream") else stream


def _content_of(stream: Any) -> bytes:
    written: bytes = pydyf.Stream(stream.stream).data
    return written.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")


def _packed(content: bytes, cut: Collection[bytes]) -> bytes:
    if content[36:40] == b"acsp":
        return _of_every_paper(content)
    if content not in cut:
        return zlib.compress(content, LEVEL)
    packing = zlib.compressobj(LEVEL, strategy=OUTLINES)
    return packing.compress(content) + packing.flush()


@lru_cache(maxsize=4)
def _of_every_paper(profile: bytes) -> bytes:
    """The colour profile is the same in every file."""
    return zlib.compress(profile, LEVEL)
