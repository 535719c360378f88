"""Finds cases as people ask for them: by number, name, end of an ID number, or a piece of an address."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.reading import Command
from app.cases import queries
from app.cases.rules import CONCLUDED, Category, as_number, as_tail
from app.cases.tables import Case, CaseEvent, Party, Person
from app.cases.views import CaseBrief
from app.places import queries as places

PAGE: Final = 50


class Search(Command):
    """What somebody looks for. Everything given must hold."""

    q: Annotated[str, StringConstraints(max_length=100)] = ""
    category: Category | None = None
    judge: UUID | None = None
    state: Literal["open", "concluded"] | None = None
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


@dataclass(frozen=True)
class Found:
    """One page of what was found, by number; the newest year first."""

    cases: tuple[CaseBrief, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def search(session: Session, scope: Scope, asked: Search) -> Found:
    """The cases that fit and that he may see."""
    wanted = select(Case.id).where(queries.within(scope), *_conditions(session, asked))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = min(asked.page, max(1, -(-total // PAGE)))
    ordered = wanted.order_by(Case.filed_on.desc(), func.length(Case.number).desc(), Case.number.desc())
    ids = list(session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE)))
    briefs = queries.briefs(session, scope, ids)
    return Found(tuple(briefs[case_id] for case_id in ids), total, page)


def _conditions(session: Session, asked: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.category:
        found.append(Case.category == asked.category)
    if asked.judge:
        found.append(Case.judge_id == asked.judge)
    if asked.state == "concluded":
        found.append(Case.id.in_(_concluded()))
    if asked.state == "open":
        found.append(Case.id.not_in(_concluded()))
    if asked.q:
        found.append(_fits(session, asked.q))
    return found


def _fits(session: Session, text: str) -> ColumnElement[bool]:
    """One text, looked for everywhere it may stand; an ID number only by its end of four signs or more."""
    people: list[ColumnElement[bool]] = [Person.name.contains(text, autoescape=True)]
    if tail := as_tail(text):
        people.append(Person.id_number.endswith(tail, autoescape=True))
    if near := places.person_ids_near(session, text):
        people.append(Person.id.in_(near))
    of_people = select(Party.case_id).join(Person, Person.id == Party.person_id).where(or_(*people))
    return or_(
        Case.number.contains(as_number(text), autoescape=True),
        Case.external_id == text,
        Case.id.in_(of_people),
    )


def _concluded() -> Select[UUID]:
    cancelled = select(CaseEvent.cancels).where(CaseEvent.cancels.is_not(None))
    return select(CaseEvent.case_id).where(CaseEvent.kind == CONCLUDED, CaseEvent.id.not_in(cancelled))
