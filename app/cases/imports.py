"""What can be asked about imported lists: what they hold, and how that stands to what is here already."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.base.refusal import Fault, missing
from app.cases import queries
from app.cases.import_columns import BY_KEY
from app.cases.import_files import open_list
from app.cases.importing import Listed, ListedCase, read_list
from app.cases.tables import Case, CaseImport
from app.cases.views import CaseBrief
from app.staff import queries as staff
from app.staff.verbs import Role

IMPORT: Final = "cases.import"
"""The kind of job that accepts a long list."""
COMPARED = (
    "number",
    "cause",
    "title_number",
    "title_effective_on",
    "performance_due_on",
    "filed_on",
    "applied_amount",
    "account_no",
)


class Standing(StrEnum):
    """How a listed case stands to the store."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"
    """Here already, with other facts; the list changes nothing."""


@dataclass(frozen=True)
class Preview:
    """A listed case beside the one that is here."""

    listed: ListedCase
    standing: Standing
    known_id: UUID | None = None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportView:
    """A list as the page shows it."""

    id: UUID
    file_name: str
    state: str
    at: Instant
    by_id: UUID | None
    accepted_at: Instant | None
    added: int
    faults: tuple[Fault, ...]
    unknown_heads: tuple[str, ...]
    rows: tuple[Preview, ...]
    accepted_before: Instant | None
    """When a list of the very same bytes was accepted, if one was."""

    def count(self, standing: Standing) -> int:
        """How many rows stand so."""
        return sum(row.standing is standing for row in self.rows)


def read_content(session: Session, content: bytes) -> Listed:
    """What a file says, checked against the people of the store too; nothing is kept."""
    listed = read_list(open_list(content), Counter(name for name, _ in judges(session)))
    strangers = tuple(_strangers(session, listed))
    return replace(listed, faults=listed.faults + strangers) if strangers else listed


def judges(session: Session) -> list[tuple[str, UUID]]:
    """The active judges: name and account."""
    held = ((one, {role.role for role in one.roles}) for one in staff.accounts(session) if one.active)
    return [(one.name, one.id) for one, roles in held if Role.JUDGE in roles]


def preview(session: Session, actor: Actor, import_id: UUID) -> ImportView:
    """The list with the standing of each of its cases today."""
    row = row_of(session, actor, import_id)
    return ImportView(
        id=row.id,
        file_name=row.file_name,
        state=row.state,
        at=row.at,
        by_id=row.by_id,
        accepted_at=row.accepted_at,
        added=row.added,
        faults=tuple(_fault(fields) for fields in row.faults),
        unknown_heads=tuple(row.unknown_heads),
        rows=tuple(beside(session, listed_cases(row))),
        accepted_before=_accepted_before(session, row),
    )


def recent(session: Session, actor: Actor, limit: int = 10) -> list[CaseImport]:
    """The lists he may see, newest first."""
    asked = select(CaseImport).order_by(CaseImport.at.desc(), CaseImport.id.desc()).limit(limit)
    if not actor.scope.whole_court:
        asked = asked.where(CaseImport.by_id == actor.id)
    return list(session.scalars(asked))


def row_of(session: Session, actor: Actor, import_id: UUID) -> CaseImport:
    """The list's row; who sees a part of the court sees his own lists only."""
    row = session.get(CaseImport, import_id)
    if row is None or not (actor.scope.whole_court or row.by_id == actor.id):
        raise missing("import")
    return row


def kept(session: Session, import_id: UUID) -> CaseImport:
    """The list's row as it stands in the store now, for the job that accepts it."""
    row = session.get(CaseImport, import_id, populate_existing=True)
    if row is None:
        raise missing("import")
    return row


def listed_cases(row: CaseImport) -> list[ListedCase]:
    """The cases a list holds."""
    return [ListedCase.model_validate(fields) for fields in row.rows]


def waiting(session: Session, listed: Sequence[ListedCase]) -> list[ListedCase]:
    """Those that are not here yet."""
    return [one.listed for one in beside(session, listed) if one.standing is Standing.NEW]


def beside(session: Session, listed: Sequence[ListedCase]) -> list[Preview]:
    """Each listed case beside the one that is here, if any."""
    ids = _known_ids(session, listed)
    briefs = queries.briefs(session, WHOLE_COURT, set(ids.values()))
    judges = staff.names(session, (brief.judge_id for brief in briefs.values()))
    found = []
    for one in listed:
        known_id = ids.get(one.external_id) or ids.get(one.number)
        brief = briefs[known_id] if known_id else None
        if brief is None:
            found.append(Preview(one, Standing.NEW))
            continue
        differs = _differences(one, brief, judges.get(brief.judge_id) if brief.judge_id else "")
        found.append(Preview(one, Standing.OTHER if differs else Standing.SAME, brief.id, differs))
    return found


def _known_ids(session: Session, listed: Sequence[ListedCase]) -> dict[str, UUID]:
    """The cases that are here, by number and by the case system's id."""
    ids: dict[str, UUID] = {}
    for column, values in (
        (Case.number, [one.number for one in listed]),
        (Case.external_id, [one.external_id for one in listed if one.external_id]),
    ):
        for some in queries.batches(values):
            ids.update(
                {str(key): case_id for key, case_id in session.execute(select(column, Case.id).where(column.in_(some)))}
            )
    return ids


def _differences(listed: ListedCase, brief: CaseBrief, judge: str | None) -> tuple[str, ...]:
    """What the list says otherwise; what it does not say is no difference."""
    differs = [key for key in COMPARED if (told := getattr(listed, key)) and told != getattr(brief, key)]
    if listed.judge and listed.judge != judge:
        differs.append("judge")
    if [person.name for person in listed.debtors] != [person.name for person in brief.debtors]:
        differs.append("debtor")
    return tuple(differs)


def _strangers(session: Session, listed: Listed) -> list[Fault]:
    """ID numbers that stand for somebody of another name in the store."""
    people = [person for case in listed.cases for person in case.debtors if person.id_number]
    names = queries.names_by_number(session, [person.id_number for person in people])
    return [
        Fault(BY_KEY["debtor_number"].title, "import.number_of_another", (("given", person.name),), person.row)
        for person in people
        if names.get(person.id_number, person.name) != person.name
    ]


def _accepted_before(session: Session, row: CaseImport) -> Instant | None:
    same = select(CaseImport.accepted_at).where(CaseImport.sha256 == row.sha256, CaseImport.id != row.id)
    moments: Iterable[Instant | None] = session.scalars(same)
    return min((at for at in moments if at), default=None)


def _fault(fields: dict[str, Any]) -> Fault:
    return Fault(fields["column"], fields["code"], tuple(fields["facts"].items()), fields["row"])
