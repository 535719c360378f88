"""What is made once in a test run, however many processes share it: the first makes it, the others wait for it."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path


def once(place: Path, make: Callable[[Path], object]) -> Path:
    """A file or folder as `make` left it; what broke off half-way is begun anew."""
    draft = place.with_name(f"{place.name}.draft")
    with place.with_name(f"{place.name}.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not place.exists():
            shutil.rmtree(draft, ignore_errors=True)
            make(draft)
            draft.rename(place)
    return place


def copied(home: Path, into: Path) -> Path:
    """A copy of a home that nobody serves, to be served and changed."""
    shutil.copytree(home, into, dirs_exist_ok=True)
    return into
