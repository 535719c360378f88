"""What keeps officers from riding: night duty, leave, not together, recusal."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.refusal import missing
from app.sweeps.roster import Absence
from app.sweeps.tables_planning import DutyNote
from app.sweeps.views import SquadView


class DutyKind(StrEnum):
    """Why somebody does not ride."""

    NIGHT = "night"
    """On night duty on a day: he rests on the next."""
    LEAVE = "leave"
    APART = "apart"
    """Not together with another."""
    RECUSED = "recused"
    """Not to the people of a case."""


def notes(session: Session) -> list[DutyNote]:
    """What is in force, the newest first."""
    asked = select(DutyNote).where(DutyNote.ended_at.is_(None)).order_by(DutyNote.at.desc(), DutyNote.id.desc())
    return list(session.scalars(asked))


def note(session: Session, note_id: UUID) -> DutyNote:
    """One of them, or a refusal as missing."""
    row = session.get(DutyNote, note_id)
    if row is None or row.ended_at is not None:
        raise missing("duty_note")
    return row


def absence(told: DutyNote, on: date) -> Absence | None:
    """Whether a note keeps its officer from going out on a day."""
    if told.kind == DutyKind.NIGHT and told.from_day:
        return Absence.REST if told.from_day + timedelta(days=1) == on else None
    if told.kind == DutyKind.LEAVE and told.from_day:
        return Absence.LEAVE if told.from_day <= on <= (told.until_day or told.from_day) else None
    return None


def barred(
    session: Session, crews: Iterable[SquadView], case_of: Mapping[UUID, UUID]
) -> dict[UUID, dict[UUID, tuple[str, ...]]]:
    """By squad: the targets it may not take, each with those of its people who are recused in his case."""
    told = [(one.officer_id, one.case_id) for one in notes(session) if one.kind == DutyKind.RECUSED]
    cases: dict[UUID, set[UUID]] = {}
    for officer_id, case_id in told:
        if case_id:
            cases.setdefault(officer_id, set()).add(case_id)
    found: dict[UUID, dict[UUID, tuple[str, ...]]] = {}
    for squad in crews if cases else ():
        for one in squad.members:
            for target_id, case_id in case_of.items():
                if case_id in cases.get(one.id, ()):
                    here = found.setdefault(squad.id, {})
                    here[target_id] = (*here.get(target_id, ()), one.name)
    return found
