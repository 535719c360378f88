"""Build the court's font pack: five faces of one shape, from two Debian packages that are unpacked and not installed.

The pack lies in `.setup/fonts/<content hash>/` with its licences and a list of the characters it covers;
`.setup/fonts/current` points to it. Run again it does nothing; broken off it goes on where it stopped. Until a pack
exists, papers are set in the machine's fonts and carry the mark 样式待配.
"""

import argparse
import concurrent.futures
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen, TTGlyphPointPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.outlines import TOLERANCE, Drawn, Tracer, redraw  # noqa: E402 # reason: the script is run by path, not installed

HERE = ROOT / ".setup" / "fonts"
RECIPE = "5"
AT_ONCE = 32
"""So many glyphs are drawn anew together."""
ASCENT, DESCENT = 880, -120
"""Every face stands in a line alike, in thousandths of an em: a rare character from the fallback must not move its line."""
EPOCH_1904 = 3_786_912_000
"""The date written into every face (1 January 2024 in seconds since 1904), so that the same recipe gives the same bytes."""
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
SPACES = frozenset({0x20, 0xA0, 0x3000})
HAN_BLOCKS = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
SIGN_BLOCKS = ((0x00A0, 0x024F), (0x0370, 0x03FF), (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x2BFF))


class SetupError(Exception):
    """The pack cannot be built on this machine; the text says why and what it means."""


@dataclass(frozen=True)
class Face:
    """One face of the pack: its family, the file it is made from, and the number of the face in that file."""

    family: str
    file: str
    package: str
    source: str
    number: int = 0
    body: bool = False
    """Whether papers are set in it: its everyday characters are drawn with few points, for they are what a paper weighs."""


FANGSONG = Face("Court Fangsong", "fangsong.ttf", "texlive-lang-chinese", FANDOL + "FandolFang-Regular.otf", body=True)
FACES = (
    FANGSONG,
    Face("Court Kaiti", "kaiti.ttf", "texlive-lang-chinese", FANDOL + "FandolKai-Regular.otf"),
    Face("Court Title", "title.ttf", "texlive-lang-chinese", FANDOL + "FandolSong-Bold.otf"),
    Face("Court Heiti", "heiti.ttf", "texlive-lang-chinese", FANDOL + "FandolHei-Regular.otf"),
    Face(
        "Court Fallback",
        "fallback.ttf",
        "fonts-noto-cjk",
        "usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        number=2,
    ),
)
LICENCES = {
    "texlive-lang-chinese": (
        "usr/share/doc/texlive-lang-chinese/copyright",
        "usr/share/doc/texlive-doc/fonts/fandol/README",
        "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
    ),
    "fonts-noto-cjk": ("usr/share/doc/fonts-noto-cjk/copyright",),
}


def recipe() -> str:
    """What a pack is made of and how; a pack of another recipe is built anew."""
    parts = json.dumps([RECIPE, TOLERANCE, HAN_BLOCKS, SIGN_BLOCKS, [asdict(face) for face in FACES]])
    return hashlib.sha256(parts.encode()).hexdigest()


def ready(home: Path) -> bool:
    """Whether a whole pack of the present recipe is there."""
    manifest = home / "current" / "pack.json"
    return manifest.is_file() and json.loads(manifest.read_text("utf-8")).get("recipe") == recipe()


def fetch(package: str, into: Path) -> Path:
    """The package file, from the machine's own package source, checked by apt; kept from an earlier run if there."""
    into.mkdir(parents=True, exist_ok=True)
    if found := sorted(into.glob(f"{package}_*.deb")):
        return found[0]
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise SetupError("apt-get or dpkg-deb is not on this machine, so the font packages cannot be fetched")
    with tempfile.TemporaryDirectory(dir=into) as folder:
        if not _download(package, Path(folder), []):
            state = into.parent / "apt"
            for part in ("lists/partial", "cache/archives/partial"):
                (state / part).mkdir(parents=True, exist_ok=True)
            own = ["-o", f"Dir::State::lists={state / 'lists'}", "-o", f"Dir::Cache={state / 'cache'}"]
            _run(["apt-get", "-qq", *own, "update"], Path(folder))
            if not _download(package, Path(folder), own):
                raise SetupError(f"the package {package} cannot be fetched; is a package source configured?")
        (deb,) = Path(folder).glob("*.deb")
        return deb.replace(into / deb.name)


def _download(package: str, folder: Path, options: list[str]) -> bool:
    return _run(["apt-get", "-qq", *options, "download", package], folder) and any(folder.glob("*.deb"))


def _run(command: list[str], folder: Path) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def unpack(deb: Path, wanted: Iterable[str], into: Path) -> None:
    """The wanted files of a package, each written whole or not at all."""
    missing = {name for name in wanted if not (into / name).exists()}
    if not missing:
        return
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(deb)], stdout=subprocess.PIPE) as pipe:
        with tarfile.open(fileobj=pipe.stdout, mode="r|") as files:
            for entry in files:
                name = entry.name.removeprefix("./")
                content = files.extractfile(entry) if name in missing else None
                if content:
                    _write_whole(into / name, content.read())
                    missing.discard(name)
        pipe.communicate()
    if missing:
        raise SetupError(f"{deb.name} lacks {', '.join(sorted(missing))}")


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(content)
    draft.replace(path)


def visible(point: int) -> bool:
    """Whether a code point is a sign one can see on paper, or one of the spaces people type."""
    return point in SPACES or unicodedata.category(chr(point))[0] in "LNPS"


def chosen(face: Face, cmap: dict[int, str], sources: Path) -> list[int]:
    """The characters a face keeps. The fallback keeps what a Chinese paper may need and the body face lacks."""
    if face.number == 0:
        return sorted(filter(visible, cmap))
    have = TTFont(sources / FANGSONG.source, lazy=True).getBestCmap()
    blocks = HAN_BLOCKS + SIGN_BLOCKS
    return [
        point
        for point in sorted(cmap)
        if point not in have and visible(point) and any(low <= point <= high for low, high in blocks)
    ]


def build(face: Face, sources: Path, target: Path) -> None:
    """Draw the face anew: chosen characters only, quadratic outlines, our family name, one weight, no layout tables."""
    source = TTFont(sources / face.source, fontNumber=face.number if face.source.endswith(".ttc") else -1)
    cmap: dict[int, str] = source.getBestCmap()
    points = chosen(face, cmap, sources)
    order = [".notdef", *dict.fromkeys(cmap[point] for point in points)]
    everyday = common({point: cmap[point] for point in points}) if face.body else []
    glyphs, metrics = _outlines(source, order, everyday)
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.updateHead(created=EPOCH_1904, modified=EPOCH_1904)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({point: cmap[point] for point in points})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (metrics[name], glyphs[name].xMin if glyphs[name].numberOfContours else 0) for name in order}
    )
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    _describe(builder, face)
    builder.font.recalcTimestamp = False
    draft = target.with_suffix(".part")
    builder.save(draft)
    draft.replace(target)


def common(cmap: dict[int, str]) -> list[str]:
    """The glyphs of the characters of everyday Chinese, those of GB 2312, each once."""
    return list(dict.fromkeys(glyph for point, glyph in cmap.items() if _everyday(chr(point))))


def _everyday(sign: str) -> bool:
    try:
        return bool(sign.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _outlines(source: TTFont, order: list[str], anew: list[str]) -> tuple[dict[str, Any], dict[str, int]]:
    """Each glyph as quadratic curves, those in `anew` with few points, and its width."""
    drawn, widths = source.getGlyphSet(), source["hmtx"]
    glyphs = _redrawn(drawn, anew)
    for name in order:
        if name not in glyphs:
            pen = TTGlyphPen(None)
            drawn[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
            glyphs[name] = pen.glyph()
    return glyphs, {name: widths[name][0] for name in order}


def _redrawn(drawn: Any, anew: list[str]) -> dict[str, Any]:
    glyphs: dict[str, Any] = {}
    for first in range(0, len(anew), AT_ONCE):
        names = anew[first : first + AT_ONCE]
        traced = [Tracer(drawn) for _ in names]
        for name, pen in zip(names, traced, strict=True):
            drawn[name].draw(pen)
        redone = redraw([pen.contours() for pen in traced])
        glyphs |= {name: _glyph(contours) for name, contours in zip(names, redone, strict=True)}
    return glyphs


def _glyph(contours: Iterable[Drawn]) -> Any:
    pen = TTGlyphPointPen(None)
    for contour in contours:
        pen.beginPath()
        for x, y, on in contour:
            pen.addPoint((x, y), "line" if on else None)
        pen.endPath()
    return pen.glyph()


def _describe(builder: FontBuilder, face: Face) -> None:
    script = face.family.replace(" ", "")
    builder.setupNameTable(
        {
            "familyName": face.family,
            "styleName": "Regular",
            "uniqueFontIdentifier": f"{script} recipe {RECIPE}",
            "fullName": face.family,
            "psName": f"{script}-Regular",
            "version": "Version 1.000",
        },
        mac=False,
    )
    builder.setupOS2(
        usWeightClass=400,
        fsType=0,
        sTypoAscender=ASCENT,
        sTypoDescender=DESCENT,
        usWinAscent=ASCENT,
        usWinDescent=-DESCENT,
    )
    builder.setupPost(keepGlyphNames=False)


def ranges(points: Iterable[int]) -> list[str]:
    """Code points as lines `first-last` in hexadecimal."""
    lines: list[list[int]] = []
    for point in sorted(points):
        if lines and point == lines[-1][1] + 1:
            lines[-1][1] = point
        else:
            lines.append([point, point])
    return [f"{first:X}-{last:X}" for first, last in lines]


def finish(home: Path, work: Path, debs: Iterable[Path]) -> Path:
    """Put the faces, coverage, manifest and licences under their content hash and point `current` at it."""
    faces = work / "faces"
    sums = {face.file: hashlib.sha256((faces / face.file).read_bytes()).hexdigest() for face in FACES}
    covered: set[int] = set()
    for file in (FANGSONG.file, FACES[-1].file):
        covered |= set(TTFont(faces / file, lazy=True).getBestCmap())
    name = hashlib.sha256("".join(sums.values()).encode()).hexdigest()[:16]
    _write_whole(faces / "coverage.txt", "\n".join(ranges(covered)).encode())
    manifest = {
        "recipe": recipe(),
        "hash": name,
        "faces": {face.family: {"file": face.file, "sha256": sums[face.file]} for face in FACES},
        "packages": [deb.name for deb in debs],
    }
    for package, files in LICENCES.items():
        for file in files:
            _write_whole(faces / "licences" / package / Path(file).name, (work / "sources" / file).read_bytes())
    _write_whole(faces / "pack.json", json.dumps(manifest, indent=1).encode())
    shutil.rmtree(home / name, ignore_errors=True)
    faces.replace(home / name)
    pointer = home / "current.part"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(name)
    pointer.replace(home / "current")
    shutil.rmtree(home / "work", ignore_errors=True)
    return home / name


def make(home: Path, say: Callable[[str], None]) -> Path:
    """Build the pack step by step, two faces at a time."""
    work = home / "work" / recipe()[:16]
    (work / "faces").mkdir(parents=True, exist_ok=True)
    debs = []
    for package, papers in LICENCES.items():
        say(f"fonts: fetching {package}")
        debs.append(fetch(package, work / "debs"))
        wanted = [face.source for face in FACES if face.package == package] + list(papers)
        unpack(debs[-1], wanted, work / "sources")
    waiting = [face for face in reversed(FACES) if not (work / "faces" / face.file).exists()]
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        building = {pool.submit(build, face, work / "sources", work / "faces" / face.file): face for face in waiting}
        for done in concurrent.futures.as_completed(building):
            done.result()
            say(f"fonts: built {building[done].family}")
    return finish(home, work, debs)


def main() -> int:
    """Build the pack unless it is there; 0 when it is, 1 when papers will carry the mark 样式待配."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HERE, help="where packs lie")
    home = parser.parse_args().home
    if ready(home):
        print(f"fonts: ready ({(home / 'current').resolve().name})")
        return 0
    try:
        pack = make(home, lambda line: print(line, flush=True))
    except (SetupError, OSError, subprocess.SubprocessError, tarfile.TarError) as wrong:
        print(f"fonts: no font pack was built: {wrong}", file=sys.stderr)
        print(
            "fonts: papers will use this machine's fonts and carry the mark 样式待配; run this step again later",
            file=sys.stderr,
        )
        return 1
    print(f"fonts: ready ({pack.name})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
