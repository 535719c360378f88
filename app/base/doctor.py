"""What is wrong with this machine, if anything. Judgements are pure; `findings` reads the machine and asks them all.

A finding carries a code and facts; its sentence, with what to do, is in routes/words/doctor.py.
"""

import ctypes
import locale
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from app.base.instant import Instant
from app.base.settings import ROOT, Settings

Version = tuple[int, ...]

OLDEST_PYTHON: Final[Version] = (3, 11)
OLDEST_SQLITE: Final[Version] = (3, 35, 0)
WAL_RESET_BUG: Final[tuple[Version, Version]] = ((3, 7, 0), (3, 51, 2))
"""The versions, both included, in which two processes that write and checkpoint at once can damage the store."""
LEAST_FREE: Final = 0.05
YEARS: Final = range(2026, 2100)
CLOCK_TOLERANCE: Final = timedelta(minutes=2)
LONGEST_SILENCE: Final = timedelta(days=366)

LIBRARIES: Final = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "fontconfig",
}
"""What printing loads, and the Debian package that brings it."""
SET_UP: Final = (
    "static/vendor/leaflet/leaflet.js",
    "translations/en/LC_MESSAGES/messages.mo",
    ".setup/gazetteer.json.gz",
)
"""What set-up makes beside the fonts: maps, English, places."""
FONT_PACK: Final = ".setup/fonts/current/pack.json"


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `facts` fill its sentence."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


class Fine(Finding):
    """This is as it should be."""


class Complaint(Finding):
    """This is wrong, and the sentence says what to do."""


def python(version: Version) -> Finding:
    """Whether this Python is new enough."""
    verdict = Fine if version >= OLDEST_PYTHON else Complaint
    return verdict("python", {"version": dotted(version), "oldest": dotted(OLDEST_PYTHON)})


def sqlite(version: Version) -> Finding:
    """Whether this SQLite is new enough, and whether the store's one-writer lock is what keeps it safe."""
    facts = {"version": dotted(version), "oldest": dotted(OLDEST_SQLITE)}
    if version < OLDEST_SQLITE:
        return Complaint("sqlite", facts)
    first, last = WAL_RESET_BUG
    return Fine("sqlite_covered" if first <= version <= last else "sqlite", facts)


def library(name: str, *, loads: bool) -> Finding:
    """Whether a system library of printing is there."""
    return (Fine if loads else Complaint)("library", {"library": name, "package": LIBRARIES[name]})


def made(name: str, *, there: bool) -> Finding:
    """Whether a thing that set-up makes is there."""
    return (Fine if there else Complaint)("set_up", {"file": name})


def font_pack(*, there: bool) -> Finding:
    """Whether papers can be set in the font pack."""
    return (Fine if there else Complaint)("font_pack")


def court_fonts(folder: str, count: int) -> Finding:
    """Whether the folder of the court's own fonts holds any."""
    return (Fine if count else Complaint)("court_fonts", {"folder": folder, "count": count})


def disk(free: int, total: int) -> Finding:
    """Whether the disk of the home folder has room left; both in bytes."""
    share = free / total if total else 0.0
    facts = {"gigabytes": f"{free / 1e9:.1f}", "percent": f"{share:.0%}", "least": f"{LEAST_FREE:.0%}"}
    return (Fine if share > LEAST_FREE else Complaint)("disk", facts)


def home(folder: str, *, writable: bool) -> Finding:
    """Whether this user can write where the store lives."""
    return (Fine if writable else Complaint)("home", {"folder": folder})


def encryption(citation: str, *, encrypted: bool | None, real: bool) -> Finding:
    """Whether the disk of the home folder is encrypted as the cited law wants it, where that can be seen.

    A demonstration's need not be.
    """
    facts = {"citation": citation}
    if encrypted:
        return Fine("encrypted", facts)
    return (Complaint if real and encrypted is False else Fine)("disk_plain", facts)


def clock(now: Instant, newest: Instant | None) -> Finding:
    """Whether the clock tells a likely time, after the newest line of the trail and not years after it."""
    facts = {"now": str(now), "newest": str(newest) if newest else ""}
    if now.utc.year not in YEARS:
        return Complaint("clock_year", facts)
    if newest and newest - now > CLOCK_TOLERANCE:
        return Complaint("clock_behind", facts)
    if newest and now - newest > LONGEST_SILENCE:
        return Complaint("clock_ahead", facts)
    return Fine("clock", facts)


def store_form(*, current: bool | None) -> Finding:
    """Whether the store has the form this program needs; None when there is no store yet."""
    if current is None:
        return Fine("store_empty")
    return Fine("store") if current else Complaint("store")


def language(encodings: set[str]) -> Finding:
    """Whether texts and file names are read and written as UTF-8."""
    odd = sorted(one for one in encodings if one.lower().replace("-", "") != "utf8")
    return (Complaint if odd else Fine)("locale", {"encoding": ", ".join(odd or ["UTF-8"])})


def findings(settings: Settings, now: Instant, newest: Instant | None) -> Iterator[Finding]:
    """Everything that can be wrong with this machine, looked at now; `newest` is the time of the last trail line."""
    yield python(sys.version_info[:3])
    yield sqlite(sqlite3.sqlite_version_info)
    yield from (library(name, loads=_loads(name)) for name in LIBRARIES)
    yield from (made(name, there=(ROOT / name).is_file()) for name in SET_UP)
    yield font_pack(there=(ROOT / FONT_PACK).is_file())
    if settings.fonts:
        yield court_fonts(str(settings.fonts), _count_fonts(settings.fonts))
    yield home(str(settings.home), writable=_writable(settings.home))
    usage = shutil.disk_usage(_existing(settings.home))
    yield disk(usage.free, usage.total)
    yield clock(now, newest)
    yield language({sys.getfilesystemencoding(), locale.getpreferredencoding(do_setlocale=False)})


def dotted(version: Version) -> str:
    """A version as people write it."""
    return ".".join(str(part) for part in version)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _count_fonts(folder: Path) -> int:
    return sum(1 for file in folder.glob("*") if file.suffix.lower() in {".ttf", ".otf"})


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def encrypted(folder: Path, devices: Path = Path("/sys/dev/block")) -> bool | None:
    """Whether the folder's disk, or one below it, is opened by dm-crypt; None where the system does not tell."""
    number = _existing(folder).stat().st_dev
    return encrypted_below(devices / f"{os.major(number)}:{os.minor(number)}")


def encrypted_below(device: Path) -> bool | None:
    """Whether this block device, as /sys describes it, or one it lies on is opened by dm-crypt."""
    if not device.exists():
        return None
    named = device / "dm" / "uuid"
    if named.exists() and named.read_text("ascii").startswith("CRYPT-"):
        return True
    return any(encrypted_below(below) for below in (device / "slaves").glob("*"))


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=_existing(folder)) as file:
            file.write(b"fieldwrit")
    except OSError:
        return False
    return True
