"""A clerk says once which title of a bank's export is what; the next file of that bank is read so, until he takes it back."""

from typing import Annotated, Final

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.money import column_mapping, ledger, queries_mappings
from app.money.column_mapping import Columns
from app.money.statements import read_statement
from app.money.tables_bank import ColumnMapping
from app.money.tabular import rows_of
from app.trail import actions as trail

SAVE: Final = "statement.mapping"
DROP: Final = "statement.by_words"


class SaveMapping(Command):
    """Keep this mapping for the exports of this bank."""

    bank: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    columns: Columns


def save_mapping(session: Session, actor: Actor, deed: SaveMapping, content: bytes) -> int:
    """Add the next version of the bank's mapping, if it is another than the last; its number.

    Refused: what cannot be meant, every wrong field named, and what does not read the file before the clerk's eyes.
    """
    ledger.lock(session)
    rows = rows_of(content)
    column_mapping.require_sound(deed.columns, queries_mappings.titles_for(rows, deed.columns))
    read_statement(rows, deed.columns)
    last = queries_mappings.saved(session, deed.bank)
    if last is not None and dict(last.columns) == deed.columns:
        return last.version
    return _add(session, actor, SAVE, deed.bank, column_mapping.as_kept(deed.columns))


class DropMapping(Command):
    """Read the exports of this bank by the words banks use again."""

    bank: Annotated[str, StringConstraints(min_length=1, max_length=60)]


def drop_mapping(session: Session, actor: Actor, deed: DropMapping) -> int:
    """Add a version without columns; what was saved before stays readable. Refused: `mapping.none` where there is none."""
    ledger.lock(session)
    if queries_mappings.saved(session, deed.bank) is None:
        raise Refusal("mapping.none", Kind.CONFLICT, bank=deed.bank)
    return _add(session, actor, DROP, deed.bank, {})


def _add(session: Session, actor: Actor, verb: str, bank: str, columns: dict[str, str]) -> int:
    last = queries_mappings.newest(session, bank)
    row = ColumnMapping(
        id=new_id(actor.now),
        bank=bank,
        version=last.version + 1 if last else 1,
        columns=columns,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, verb, subject=row.id, content={"bank": bank, "columns": columns})
    return row.version
