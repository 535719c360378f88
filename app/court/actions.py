"""What the court decides about itself."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Annotated, Any, Literal

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.base.tables import StoreFact
from app.court import queries
from app.court.loading import CalendarRow, Listed, RateRow, read_calendar, read_rates
from app.court.lpr import PUBLISHED
from app.court.profile import CourtProfile
from app.court.tables import CalendarDay, LprRate, ProfileVersion, SourceConfirmation
from app.law.citations import keys
from app.trail import actions as trail


@dataclass(frozen=True, slots=True)
class Loaded:
    """A table beside what is here: its rows, what is wrong with it, how many days are new or told otherwise."""

    rows: tuple[CalendarRow | RateRow, ...]
    faults: tuple[Fault, ...]
    new: int
    changed: int


def set_profile(session: Session, actor: Actor, deed: CourtProfile) -> None:
    """Put a new version of the profile in force."""
    version = ProfileVersion(
        id=new_id(actor.now),
        version=queries.versions(session) + 1,
        from_at=actor.now,
        by_id=actor.id,
        profile=deed.model_dump(),
    )
    session.add(version)
    trail.write(session, actor, "court.profile", subject=version.id, content=deed.model_dump(mode="json"))


def load_rates(session: Session, actor: Actor) -> None:
    """Keep the published loan prime rates that this release knows; a day that is there stays as it is."""
    known = {row.since for row in queries.prime_rates(session)}
    new = [row for row in PUBLISHED if row[0] not in known]
    session.add_all(LprRate(from_day=day, one_year=one, five_years=five) for day, one, five in new)
    trail.write(session, actor, "court.rates", content=[[str(day), one, five] for day, one, five in new])


class LoadTable(Command):
    """A table as text: the yearly holiday notice, or published prime rates."""

    table: Literal["calendar", "rates"]
    text: Annotated[str, StringConstraints(min_length=1, max_length=200_000)]


class ConfirmSource(Command):
    """A lawyer compared an article with its text, or takes that back."""

    key: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    confirmed: bool = False
    note: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    """Where it was read: gazette, page, edition."""


def load_table(session: Session, actor: Actor, deed: LoadTable) -> Loaded:
    """Take the whole table over, or nothing: refused (`input.invalid`) with every bad cell by its row."""
    preview = previewed(session, deed)
    if preview.faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=preview.faults)
    for row in preview.rows:
        if isinstance(row, CalendarRow):
            session.merge(CalendarDay(day=row.day, works=row.works, name=row.name))
        else:
            session.merge(LprRate(from_day=row.day, one_year=row.one_year, five_years=row.five_years))
    content = [[str(value) for value in astuple(row)] for row in preview.rows]
    trail.write(session, actor, f"court.{deed.table}", content=content)
    return preview


def previewed(session: Session, deed: LoadTable) -> Loaded:
    """What the text holds beside what is here; nothing is written."""
    if deed.table == "calendar":
        return _beside(read_calendar(deed.text), queries.calendar_rows(session))
    return _beside(read_rates(deed.text), queries.rate_rows(session))


def confirm_source(session: Session, actor: Actor, deed: ConfirmSource) -> None:
    """Write down that an article was confirmed, or is no longer; nothing earlier is changed."""
    if actor.id is None:
        raise Refusal("forbidden", Kind.FORBIDDEN)
    if deed.key not in keys():
        raise Refusal("law.citation_unknown", Kind.INVALID, key=deed.key)
    row = SourceConfirmation(
        id=new_id(actor.now), key=deed.key, confirmed=deed.confirmed, note=deed.note, at=actor.now, by_id=actor.id
    )
    session.add(row)
    trail.write(session, actor, "source.confirm", subject=row.id, content=deed.model_dump(mode="json"))


def _beside(listed: Listed[Any], here: Sequence[CalendarRow | RateRow]) -> Loaded:
    known = {row.day: row for row in here}
    new = sum(row.day not in known for row in listed.rows)
    changed = sum(row.day in known and known[row.day] != row for row in listed.rows)
    return Loaded(listed.rows, listed.faults, new, changed)


def set_fact(session: Session, name: str, value: str) -> None:
    """Write down a fact about the store itself."""
    session.merge(StoreFact(name=name, value=value))
