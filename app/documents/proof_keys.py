"""The keys of verification codes: files of the home folder, numbered; old ones stay, so that old papers can be proven."""

import os
import re
import secrets
from pathlib import Path
from typing import Final

from app.base.refusal import Kind, Refusal
from app.documents.proving import Key

NAME: Final = re.compile(r"proof-(\d{2})\.key")
MOST: Final = 99


def known(folder: Path) -> dict[str, Key]:
    """Every key of the court, by its number."""
    found = {}
    for file in sorted(folder.glob("proof-*.key")):
        if match := NAME.fullmatch(file.name):
            found[match[1]] = Key(match[1], bytes.fromhex(file.read_text("ascii").strip()))
    return found


def current(folder: Path) -> Key:
    """The key that new papers are made with; the first is made when none is there."""
    keys = known(folder)
    return keys[max(keys)] if keys else _made(folder, "01")


def rotate(folder: Path) -> Key:
    """A new key for the papers to come. Refused (conflict, `paper.keys_used_up`) after the ninety-ninth."""
    last = int(max(known(folder), default="0"))
    if last >= MOST:
        raise Refusal("paper.keys_used_up", Kind.CONFLICT)
    return _made(folder, f"{last + 1:02d}")


def _made(folder: Path, key_id: str) -> Key:
    """Write a key once; of two processes that make the same one, both get the one that was first."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".proof.{secrets.token_hex(4)}"
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(32), "ascii")
    try:
        os.link(draft, folder / f"proof-{key_id}.key")
    except FileExistsError:
        return known(folder)[key_id]
    finally:
        draft.unlink()
    return known(folder)[key_id]
