"""A bank's titles as a page asks and shows them: which is read as what, what is wrong with that, what came of it."""

from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.base.refusal import Refusal
from app.money import queries_bank, queries_mappings
from app.money.column_mapping import READ, ReadAs
from app.money.queries_bank import Comparison
from app.money.statement_header import Column
from app.money.statements import StatementDraft
from app.staff import queries as staff
from routes.words import sentences
from routes.words.sentences import SpokenFault

PREFIX: Final = f"{READ}."


def asked(fields: "MultiDict[str, str]") -> dict[str, Any]:
    """Bank and columns of a form; a column named twice stays a list, which no command takes."""
    told = {name.removeprefix(PREFIX): fields.getlist(name) for name in fields if name.startswith(PREFIX)}
    columns = {name: given[0] if len(set(given)) == 1 else given for name, given in told.items() if any(given)}
    return {"bank": (fields.get("bank") or "").strip(), "columns": columns}


def previewed(session: Session, content: bytes, how: ReadAs) -> dict[str, Any]:
    """A file as it is read so: its lines against those known, or what is wrong with them, and the titles to choose from."""
    found = queries_mappings.reading(session, content, how)
    compared, no = _compared(session, found.draft, found.refusal)
    said = sentences.of(no) if no else None
    return {
        "reading": found,
        "draft": found.draft if compared else None,
        "new": compared.new if compared else (),
        "known": compared.known if compared else 0,
        "is_new": {line.serial for line in compared.new} if compared else set(),
        "spoken": said,
        "wrong_rows": [sentences.in_place(_named(one)) for one in said.faults if one.row] if said else [],
        "wrong": sentences.by_field(no.faults) if no and no.code == "input.invalid" else {},
        "chosen": {column.value: title for column, title in found.columns.items()},
        "fields": [(column.value, sentences.label("bank_column", column.value)) for column in Column],
        "titles": [(title, title) for title in found.titles if title],
        "savers": staff.names(session, [found.saved.by_id]) if found.saved else {},
    }


def _named(one: SpokenFault) -> SpokenFault:
    """A fault of a column that has no title of the bank's own, by our word for it."""
    return replace(one, field=sentences.label("bank_column", one.field))


def _compared(
    session: Session, draft: StatementDraft | None, no: Refusal | None
) -> tuple[Comparison | None, Refusal | None]:
    if draft is None:
        return None, no
    try:
        return queries_bank.compare(session, draft), None
    except Refusal as changed:
        return None, changed
