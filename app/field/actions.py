"""What officers write down at a door. A deed tells what happened: only its form is refused, the rest is flagged."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field
from sqlalchemy.orm import Session

from app.base import deed_rows, media
from app.base.actor import Actor
from app.base.deeds import Cancel, Deed, Note, Sha256, columns_of
from app.cases import queries as cases
from app.court import queries as court
from app.field import images, rules
from app.field.rules import Told, VisitKind
from app.field.tables import Medium, Visit
from app.trail import actions as trail


class Arrive(Deed):
    """The squad stands at the door and somebody is there."""


class Miss(Deed):
    """Nobody was found; the note says what was seen."""


class Inform(Deed):
    """The person was told who is asking and what refusal leads to."""

    identity_shown: bool = False
    consequences_told: bool = False


class WriteNote(Deed):
    """A free note."""

    note: Annotated[Note, Field(min_length=1)]


class TakePhoto(Deed):
    """Photos, named by their hashes; the files may arrive later."""

    media: Annotated[tuple[Sha256, ...], Field(min_length=1, max_length=50)]


def record_arrive(session: Session, actor: Actor, deed: Arrive) -> Visit:
    """Write down that the squad arrived."""
    return _record(session, actor, deed, VisitKind.ARRIVE)


def record_miss(session: Session, actor: Actor, deed: Miss) -> Visit:
    """Write down that nobody was found."""
    return _record(session, actor, deed, VisitKind.MISS)


def record_inform(session: Session, actor: Actor, deed: Inform) -> Visit:
    """Write down that the person was informed, and what was left out."""
    told = Told(identity_shown=deed.identity_shown, consequences_told=deed.consequences_told)
    return _record(session, actor, deed, VisitKind.INFORM, told)


def record_note(session: Session, actor: Actor, deed: WriteNote) -> Visit:
    """Write down a note."""
    return _record(session, actor, deed, VisitKind.NOTE)


def record_photo(session: Session, actor: Actor, deed: TakePhoto) -> Visit:
    """Write down that photos were taken."""
    return _record(session, actor, deed, VisitKind.PHOTO)


LETTERS: Final[Mapping[str, tuple[type[Deed], Callable[[Session, Actor, Any], Visit]]]] = {
    VisitKind.ARRIVE.value: (Arrive, record_arrive),
    VisitKind.MISS.value: (Miss, record_miss),
    VisitKind.INFORM.value: (Inform, record_inform),
    VisitKind.NOTE.value: (WriteNote, record_note),
    VisitKind.PHOTO.value: (TakePhoto, record_photo),
}
"""The letter kinds of this room, with their command and action."""


def cancel(session: Session, actor: Actor, deed: Cancel) -> bool:
    """Take back a visit that did not happen so, as every log of deeds does; False when the deed is no visit."""
    return deed_rows.cancel(session, actor, deed, Visit, fact="visit", trail=trail.write)


def keep_medium(session: Session, actor: Actor, folder: Path, content: bytes) -> str:
    """Keep a photo or scan by its hash and return the hash; keeping it again changes nothing.

    Refused (invalid): `media.empty`, `media.size`, `media.type`, `media.broken`, `media.pixels`.
    """
    kind = images.require_keepable(content)
    sha256 = media.keep(folder, content)
    if session.get(Medium, sha256) is None:
        session.add(Medium(sha256=sha256, type=kind.value, size=len(content), at=actor.now, by_id=actor.id))
        trail.write(session, actor, "media.keep", content={"sha256": sha256, "size": len(content)})
    return sha256


def _record(session: Session, actor: Actor, deed: Deed, kind: VisitKind, told: Told | None = None) -> Visit:
    profile = court.profile(session)
    flags = rules.flags_of(
        at=deed.at,
        entered_at=actor.now,
        told=told,
        night=(profile.night_from, profile.night_until),
        reason_given=bool(deed.note),
    )
    values = columns_of(deed, kind.value, by=actor.id, entered_at=actor.now, flags=list(flags))
    known = deed_rows.sent_before(session, Visit, values)
    if known is not None:
        return known
    _require_known(session, actor, deed)
    row = Visit(**values)
    session.add(row)
    trail.write(session, actor, kind.value, case=deed.case_id, subject=deed.id, content=deed.model_dump(mode="json"))
    return row


def _require_known(session: Session, actor: Actor, deed: Deed) -> None:
    """The case must be the actor's to see and the person one of its people: this is form."""
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
