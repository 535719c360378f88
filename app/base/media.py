"""Bytes kept by their hash: written once, checked on the way out."""

import hashlib
import os
import secrets
from pathlib import Path

from app.base.refusal import Kind, Refusal


def keep(folder: Path, content: bytes) -> str:
    """Store bytes under their SHA-256 and return it; storing the same bytes again changes nothing."""
    name = hashlib.sha256(content).hexdigest()
    target = path_of(folder, name)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.parent / f".{name}.{secrets.token_hex(4)}"
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o444)
        draft.replace(target)
    return name


def fetch(folder: Path, name: str) -> bytes:
    """The bytes of that hash; refuse (missing, or conflict when they no longer match)."""
    target = path_of(folder, name)
    if not target.exists():
        raise Refusal("media.missing", Kind.MISSING, sha256=name)
    content = target.read_bytes()
    if hashlib.sha256(content).hexdigest() != name:
        raise Refusal("media.damaged", Kind.CONFLICT, sha256=name)
    return content


def whole(folder: Path, name: str) -> bool:
    """Whether the bytes of that hash are there and unchanged."""
    target = path_of(folder, name)
    return target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == name


def path_of(folder: Path, name: str) -> Path:
    """Where the bytes of a hash lie."""
    return folder / name[:2] / name
