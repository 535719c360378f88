"""A backup is one file: every row as JSON lines, every paper and medium by its hash, and a manifest of hashes.

The same file restores onto SQLite or PostgreSQL, so it is also the way to move a court from one to the other.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, func, insert, select

from app.base.columns import InstantColumn, MoneyColumn
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.schema import metadata
from app.base.settings import Settings
from app.base.store import Store
from app.base.tables import RESTORING, StoreFact
from app.base.upgrade import current, revisions, upgrade

MANIFEST = "manifest.json"
BATCH = 500
FOLDERS = ("papers", "media")
"""The fact that stands in a store while a backup is put back: rows come with what the database had worked out of them."""


@dataclass(frozen=True)
class Kept:
    """What a backup holds: rows by table, files by folder."""

    rows: int
    files: int
    revision: str


def backup(store: Store, settings: Settings, target: Path, at: Instant) -> Kept:
    """Write everything into one new file; the view of the database is one consistent moment."""
    if target.exists():
        raise Refusal("backup.exists", Kind.CONFLICT, file=target.name)
    hashes: dict[str, str] = {}
    rows = 0
    draft = target.with_name(target.name + ".part")
    with tarfile.open(draft, "w:gz") as tar, store.reading() as session:
        connection = session.connection()
        for table in metadata().sorted_tables:
            content, count = _dump(connection, table)
            rows += count
            hashes[f"rows/{table.name}.jsonl"] = _add(tar, f"rows/{table.name}.jsonl", content)
        for folder, file in _files(settings):
            name = f"{folder}/{file.name}"
            hashes[name] = _add(tar, name, file.read_bytes())
        facts = {"revision": current(store), "at": at.iso, "hashes": hashes}
        _add(tar, MANIFEST, json.dumps(facts, sort_keys=True).encode())
    draft.replace(target)
    return Kept(rows, sum(1 for name in hashes if not name.startswith("rows/")), str(facts["revision"]))


def restore(store: Store, settings: Settings, source: Path) -> Kept:
    """Fill an empty store from a backup; refuse a damaged file, another revision, or a store that is not empty."""
    if not tarfile.is_tarfile(source):
        raise Refusal("backup.not_one", Kind.INVALID)
    with tarfile.open(source, "r:gz") as tar:
        facts = _manifest(tar)
        if facts["revision"] != revisions()[-1]:
            raise Refusal("backup.other_revision", Kind.CONFLICT, revision=facts["revision"], needed=revisions()[-1])
        _verify(tar, facts["hashes"])
        upgrade(store)
        rows = 0
        with store.exclusive() as connection:
            _require_empty(connection)
            connection.execute(insert(StoreFact), [{"name": RESTORING, "value": source.name}])
            for table in metadata().sorted_tables:
                rows += _fill(connection, table, _content(tar, f"rows/{table.name}.jsonl"))
            connection.execute(delete(StoreFact).where(StoreFact.name == RESTORING))
        files = [name for name in facts["hashes"] if not name.startswith("rows/")]
        for name in files:
            folder, _, sha256 = name.partition("/")
            _put(settings.home / folder, sha256, _content(tar, name))
    return Kept(rows, len(files), facts["revision"])


def _dump(connection: Connection, table: Table) -> tuple[bytes, int]:
    order = list(table.primary_key.columns)
    lines = [
        json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False)
        for row in connection.execute(select(table).order_by(*order)).mappings()
    ]
    return "\n".join(lines).encode(), len(lines)


def _plain(value: Any) -> Any:
    if isinstance(value, Instant):
        return value.iso
    if isinstance(value, UUID | date):
        return str(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _fill(connection: Connection, table: Table, content: bytes) -> int:
    # Only a newline ends a row: words may hold separators that `splitlines` would cut at, and JSON leaves them as they are.
    rows = [_typed(table, json.loads(line)) for line in content.split(b"\n") if line]
    for start in range(0, len(rows), BATCH):
        connection.execute(insert(table), rows[start : start + BATCH])
    return len(rows)


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.columns[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None or isinstance(kind, MoneyColumn):
        return value
    if isinstance(kind, InstantColumn):
        return Instant.parse(value)
    try:
        python = kind.python_type
    except NotImplementedError:
        return value
    if python is UUID:
        return UUID(value)
    return date.fromisoformat(value) if python is date else value


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for file in sorted((settings.home / folder).glob("??/*")):
            if not file.name.startswith("."):
                yield folder, file


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> str:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))
    return hashlib.sha256(content).hexdigest()


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(_content(tar, MANIFEST))
    except ValueError:
        raise Refusal("backup.not_one", Kind.INVALID) from None
    return found


def _verify(tar: tarfile.TarFile, hashes: dict[str, str]) -> None:
    for name, sha256 in hashes.items():
        content = _content(tar, name)
        stored_under = name.rpartition("/")[2]
        of_file = not name.startswith("rows/") and stored_under != sha256
        if hashlib.sha256(content).hexdigest() != sha256 or of_file:
            raise Refusal("backup.damaged", Kind.CONFLICT, name=name)


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    stream = tar.extractfile(name) if name in tar.getnames() else None
    if stream is None:
        raise Refusal("backup.damaged", Kind.CONFLICT, name=name)
    return stream.read()


def _put(folder: Path, sha256: str, content: bytes) -> None:
    target = folder / sha256[:2] / sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        target.write_bytes(content)
        target.chmod(0o444)


def _require_empty(connection: Connection) -> None:
    for table in metadata().sorted_tables:
        if connection.scalar(select(func.count()).select_from(table)):
            raise Refusal("backup.store_not_empty", Kind.CONFLICT, table=table.name)
