"""The faces in a paper's file, cut down to the signs the paper shows.

The library that sets papers cuts each face anew for every paper, out of a copy of the whole. Here a face is made ready once
in a process, and a paper costs what its own signs cost. What a face is called and which signs a paper shows stays the
library's business; a face it cannot cut here (outlines of another kind, none of the faces in force) it embeds as ever.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import uharfbuzz

from app.documents.fonts import Face

RELEASE: Final = "70."
"""The release of the library whose faces are known here; with any other one it embeds them all itself."""
CUTTER: Final = f"HarfBuzz {uharfbuzz.version_string()}"
UNUSED: Final = [
    int.from_bytes(f"{tag:4}".encode())
    for tag in ("OS/2", "cmap", "name", "post", "BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "VDMX")
]
"""Tables nobody reads in a file that places its signs by glyph."""
OF_ONE_PAPER: Final = frozenset(
    {"hb_font", "hb_face", "file_content", "font_size", "ascent", "descent", "widths", "to_unicode", "missing"}
)
"""What the library knows of a face in one paper only."""
WHOLE: Final = 1000
"""A PDF measures a face in thousandths of its size."""


class Block:
    """A face of the court, ready to be cut."""

    def __init__(self, path: Path) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        extents = uharfbuzz.Font(face).get_font_extents("ltr")
        self.rises, self.falls = (round(part * WHOLE / face.upem) for part in (extents.ascender, extents.descender))
        whole = uharfbuzz.SubsetInput()
        whole.keep_everything()
        whole.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(UNUSED)
        # Without its tables of characters a face is cut ten times as fast, and needs no file any more.
        self._face = uharfbuzz.subset(face, whole)

    def cut(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """The face with these glyphs alone, and the new number of each."""
        order = uharfbuzz.SubsetInput()
        order.flags = uharfbuzz.SubsetFlags.NO_HINTING
        order.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        plan = uharfbuzz.SubsetPlan(self._face, order)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


class Embedded:
    """A face as one paper uses it, with the names the library asks for."""

    name: bytes
    """As the file names it, with the tag of a face that was cut."""

    def __init__(self, told: dict[str, Any], block: Block) -> None:
        self.__dict__.update(told)
        self.ascent, self.descent = block.rises, block.falls
        self.widths: dict[int, int] = {}
        self.to_unicode: dict[int, str] = {}
        self.missing: dict[int, int] = {}
        self.file_content = b""
        self.places: dict[int, int] = {}
        self.type = "ttf"
        self._block = block

    def clean(self, shown: dict[int, str], hinting: bool) -> None:
        """Keep what the paper shows. The paper goes on naming signs by their old numbers; `places` tells the new ones."""
        self.file_content, self.places = self._block.cut(shown)

    def map_of_places(self) -> bytes:
        """The new number of each old one, two bytes each, as a PDF wants it."""
        numbers = bytearray(2 * (max(self.places) + 1))
        for old, new in self.places.items():
            numbers[2 * old : 2 * old + 2] = new.to_bytes(2)
        return bytes(numbers)

    def get_unused_glyph_id(self, point: int) -> int:
        """A sign no face can show stops the paper."""
        raise LookupError(f"a template printed U+{point:04X}, which no face in force can show")


class Foundry:
    """The faces a process can cut, and what was learnt of each when a paper first used it."""

    def __init__(self, faces: Iterable[Face], release: str) -> None:
        self._paths = {face.family: face.path for face in faces} if release.startswith(RELEASE) else {}
        self._blocks: dict[Path, Block] = {}
        self._known: dict[int, tuple[dict[str, Any], Block]] = {}

    def learn(self, key: int, font: Any) -> None:
        """Keep what the library found out about a face of ours whose outlines can be cut."""
        path = self._paths.get(font.family)
        plain = "glyf" in font.tables and not {"fvar", "COLR", "SVG ", "CBDT", "sbix", "EBDT"} & set(font.tables)
        if path is not None and plain:
            told = {name: value for name, value in vars(font).items() if name not in OF_ONE_PAPER}
            self._blocks[path] = self._blocks.get(path) or Block(path)
            self._known[key] = (told, self._blocks[path])

    def face(self, key: int) -> Embedded | None:
        """A known face for one paper, without a sign yet."""
        known = self._known.get(key)
        return Embedded(*known) if known else None


class FacesOfPaper(dict[int, Any]):
    """What the library keeps of the faces of one paper; a known one stands there before it is asked for."""

    def __init__(self, foundry: Foundry) -> None:
        super().__init__()
        self._foundry = foundry

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or (isinstance(key, int) and self._take(key))

    def __setitem__(self, key: int, font: Any) -> None:
        self._foundry.learn(key, font)
        super().__setitem__(key, self._foundry.face(key) or font)

    def _take(self, key: int) -> bool:
        face = self._foundry.face(key)
        if face is not None:
            super().__setitem__(key, face)
        return face is not None
