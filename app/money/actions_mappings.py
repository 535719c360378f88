"""A clerk says once which title of a bank's export is what; the next file of that bank is read so."""

from typing import Annotated, Final

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.money import column_mapping, ledger, queries_mappings
from app.money.column_mapping import Columns
from app.money.statements import read_statement
from app.money.tables_bank import ColumnMapping
from app.money.tabular import rows_of
from app.trail import actions as trail

SAVE: Final = "statement.mapping"


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
    kept = column_mapping.as_kept(deed.columns)
    row = ColumnMapping(
        id=new_id(actor.now),
        bank=deed.bank,
        version=last.version + 1 if last else 1,
        columns=kept,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, SAVE, subject=row.id, content={"bank": deed.bank, "columns": kept})
    return row.version
