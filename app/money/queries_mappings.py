"""How the export of a bank is read: as a clerk says now, as one said before, or by the words banks use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import Refusal
from app.money import column_mapping
from app.money.column_mapping import ReadAs
from app.money.statement_header import LEAST, Column, header_by, likely_header
from app.money.statements import StatementDraft, read_statement
from app.money.tables_bank import ColumnMapping
from app.money.tabular import Rows, rows_of


class Source(StrEnum):
    """Who said which column is what."""

    GIVEN = "given"
    SAVED = "saved"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """What was last said of a bank's titles."""

    bank: str
    version: int
    columns: Mapping[Column, str]
    at: Instant
    by_id: UUID | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it is read: by what, with which titles, and either its lines or why there are none."""

    bank: str
    source: Source
    titles: tuple[str, ...]
    columns: Mapping[Column, str]
    saved: SavedMapping | None
    lacking: tuple[str, ...]
    """The titles of the saved mapping that the file does not have, so that it was not used."""
    draft: StatementDraft | None
    refusal: Refusal | None

    @property
    def told(self) -> dict[Column, str]:
        """The mapping to hand on: none where the words of banks were enough."""
        return {} if self.source is Source.WORDS else dict(self.columns)


def saved(session: Session, bank: str) -> SavedMapping | None:
    """The newest mapping of a bank; none once it went back to the words banks use."""
    row = newest(session, bank)
    return _saved(row) if row and row.columns else None


def newest(session: Session, bank: str) -> ColumnMapping | None:
    """What was last said of a bank; without columns it is read by words again."""
    asked = select(ColumnMapping).where(ColumnMapping.bank == bank).order_by(ColumnMapping.version.desc()).limit(1)
    return session.scalar(asked)


def all_saved(session: Session) -> list[SavedMapping]:
    """The newest mapping of each bank that has one."""
    newest = select(ColumnMapping.bank, func.max(ColumnMapping.version).label("last")).group_by(ColumnMapping.bank)
    last = newest.subquery()
    joined = (ColumnMapping.bank == last.c.bank) & (ColumnMapping.version == last.c.last)
    rows = session.scalars(select(ColumnMapping).join(last, joined).order_by(ColumnMapping.bank))
    return [_saved(row) for row in rows if row.columns]


def reading(session: Session, content: bytes, asked: ReadAs) -> Reading:
    """The file as it is read. Refused (invalid) only where it is no table at all."""
    rows = rows_of(content)
    known = saved(session, asked.bank) if asked.bank else None
    if asked.columns:
        source = Source.SAVED if known and dict(known.columns) == asked.columns else Source.GIVEN
        return _by(rows, asked.bank, source, asked.columns, known)
    if known and header_by(rows, known.columns):
        return _by(rows, asked.bank, Source.SAVED, known.columns, known)
    return _by_words(rows, asked.bank, known)


def require_table(content: bytes) -> None:
    """Refuse a file in which nobody could name columns."""
    rows = rows_of(content)
    if likely_header(rows).named < LEAST:
        read_statement(rows)


def _by(rows: Rows, bank: str, source: Source, columns: Mapping[Column, str], known: SavedMapping | None) -> Reading:
    header = header_by(rows, columns) or likely_header(rows)

    def read() -> StatementDraft:
        column_mapping.require_sound(columns, header.titles)
        return read_statement(rows, columns)

    return Reading(bank, source, header.titles, columns, known, (), *_tried(read))


def _by_words(rows: Rows, bank: str, known: SavedMapping | None) -> Reading:
    header = likely_header(rows)
    missing = column_mapping.lacking(known.columns, header.titles) if known else ()
    tried = _tried(lambda: read_statement(rows))
    return Reading(bank, Source.WORDS, header.titles, header.labels, known, missing, *tried)


def _tried(read: Callable[[], StatementDraft]) -> tuple[StatementDraft | None, Refusal | None]:
    """The lines, or the refusal kept: a person who names the columns needs to see it beside them."""
    try:
        return read(), None
    except Refusal as no:
        return None, no


def titles_for(rows: Rows, columns: Mapping[Column, str]) -> Sequence[str]:
    """The titles among which a mapping chooses."""
    return (header_by(rows, columns) or likely_header(rows)).titles


def _saved(row: ColumnMapping) -> SavedMapping:
    return SavedMapping(row.bank, row.version, column_mapping.as_read(row.columns), row.at, row.by_id)
