"""Which faces papers are set in, and which characters these can show."""

import hashlib
import json
import shutil
import subprocess
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from app.base.refusal import Kind, Refusal
from app.base.settings import ROOT

PACK: Final = ROOT / ".setup" / "fonts" / "current"
ROLES: Final = {"fangsong": "Fangsong", "kaiti": "Kaiti", "title": "Title", "heiti": "Heiti"}
"""File name (without ending) of a face of the court's own, and the role it takes."""
ENDINGS: Final = frozenset({".ttf", ".otf"})
PROBE: Final = ord("院")
UNFINISHED: Final = "样式待配"
"""The mark on papers set without the court's font pack."""


@dataclass(frozen=True)
class Coverage:
    """Characters as sorted, closed ranges of code points."""

    ranges: tuple[tuple[int, int], ...]

    def __contains__(self, point: int) -> bool:
        place = bisect_right(self.ranges, (point, 0x110000)) - 1
        return place >= 0 and self.ranges[place][0] <= point <= self.ranges[place][1]

    def lacks(self, text: str) -> str:
        """The characters of a text that would have no glyph, each once; line ends need none."""
        return "".join(dict.fromkeys(sign for sign in text if sign != "\n" and ord(sign) not in self))


@dataclass(frozen=True)
class Face:
    """A family as style sheets name it, and its file."""

    family: str
    path: Path


@dataclass(frozen=True)
class Fonts:
    """The faces in force, first choice first for each family, their coverage, and the hash of it all."""

    faces: tuple[Face, ...]
    coverage: Coverage
    hash: str
    mark: str = ""
    """Printed visibly on every paper when the pack is not there; empty when all is well."""


@lru_cache(maxsize=4)
def fonts_in_force(own: Path | None = None, pack: Path = PACK) -> Fonts:
    """The court's own licensed faces first, then the pack; without a pack the machine's faces and a visible mark."""
    licensed = tuple(_own_faces(own))
    if not (pack / "pack.json").is_file():
        return _of_the_machine(licensed)
    manifest = json.loads((pack / "pack.json").read_text("utf-8"))
    # The folder is resolved once: a later set-up may point `current` elsewhere while this process runs.
    folder = pack.resolve()
    faces = tuple(Face(family, folder / face["file"]) for family, face in manifest["faces"].items())
    coverage = Coverage(_ranges((folder / "coverage.txt").read_text("ascii")))
    return Fonts(licensed + faces, coverage, _hash_of(manifest["hash"], licensed))


def any_face(own: Path | None = None) -> Path:
    """A face that shows Chinese: the first in force, else the machine's."""
    faces = fonts_in_force(own).faces
    return faces[0].path if faces else _machine_face()


def _own_faces(own: Path | None) -> Iterable[Face]:
    if own is None:
        return
    if not own.is_dir():
        raise Refusal("paper.fonts_folder", Kind.UNAVAILABLE, folder=str(own))
    for path in sorted(own.iterdir()):
        if path.suffix.lower() in ENDINGS and path.stem.lower() in ROLES:
            yield Face(f"Own {ROLES[path.stem.lower()]}", path)


def _ranges(lines: str) -> tuple[tuple[int, int], ...]:
    pairs = (line.partition("-") for line in lines.split())
    return tuple((int(first, 16), int(last, 16)) for first, _, last in pairs)


def _hash_of(name: str, licensed: Iterable[Face]) -> str:
    sums = [hashlib.sha256(face.path.read_bytes()).hexdigest() for face in licensed]
    return hashlib.sha256("".join([name, *sums]).encode()).hexdigest()[:16] if sums else name


def _of_the_machine(licensed: tuple[Face, ...]) -> Fonts:
    """What fontconfig finds for Chinese; refuse when that cannot show Chinese at all."""
    points = set(_characters(_machine_face()))
    if PROBE not in points:
        raise Refusal("paper.no_fonts", Kind.UNAVAILABLE)
    pairs = tuple((point, point) for point in sorted(points))
    return Fonts(licensed, Coverage(pairs), _hash_of("machine", licensed), UNFINISHED)


def _machine_face() -> Path:
    asked = [shutil.which("fc-match") or "", "-f", "%{file}", "Noto Serif CJK SC:lang=zh-cn"]
    if not asked[0]:
        raise Refusal("paper.no_fonts", Kind.UNAVAILABLE)
    found = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command of ours
    return Path(found.stdout)


def _characters(path: Path) -> Iterable[int]:
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - needed only where there is no pack

    try:
        return TTFont(path, fontNumber=0, lazy=True).getBestCmap() or ()
    except (OSError, TTLibError):
        raise Refusal("paper.no_fonts", Kind.UNAVAILABLE) from None
