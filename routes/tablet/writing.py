"""A form becomes a letter, and the letter goes through the same box as those that tablets send."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict

from app.base.actor import Actor
from app.base.ids import is_uuid7, new_id
from app.base.instant import Instant
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal
from app.field.actions import keep_medium
from app.sync import queries
from app.sync.actions import receive
from app.sync.doors import DOORS
from app.sync.rules import SCHEMA, Envelope, Origin
from routes.deployment import deployment
from routes.tablet.deed_forms import DeedForm, Sort
from routes.words import sentences

Entered = MultiDict[str, str]
EVERYWHERE: Final = ("recorder_no", "note")
"""What every deed of a person may tell besides its own questions."""


def body_of(form: DeedForm, entered: Entered, about: Mapping[str, str], prefix: str = "") -> dict[str, Any]:
    """What the letter says: the answers to the form's questions, and whom it is about."""
    names = [one.name for one in form.asks if one.sort is not Sort.PHOTO]
    names += [name for name in EVERYWHERE if form.about_person]
    said: dict[str, Any] = {name: entered.get(prefix + name, "").strip() for name in names}
    lists = [name for name in form.lists if form.about_person]
    said |= {name: [one for one in entered.getlist(prefix + name) if one] for name in lists}
    told = {name: value for name, value in said.items() if value not in ("", [])}
    return told | dict(form.fixed) | (dict(about) if form.about_person else {})


def letter_of(
    session: Session, form: DeedForm, entered: Entered, *, body: Mapping[str, Any], now: Instant, media: Sequence[str]
) -> dict[str, Any]:
    """The letter of a page's form. The same form sent twice is the same letter."""
    own_id = letter_id(entered.get("letter_id", ""), now)
    typed, shown = entered.get("at", ""), entered.get("at_shown", "")
    known = queries.kept(session, [own_id]).get(own_id)
    untouched = not typed or typed == shown
    at = (known.at if known else now.iso) if untouched else instant_of(typed, "at").iso
    return {"id": str(own_id), "kind": form.kind, "at": at, "body": dict(body), "media": list(media) or None}


def instant_of(typed: str, field: str) -> Instant:
    """A moment as typed, in Beijing time; or a refusal that names the field."""
    try:
        return Instant.parse(typed[:40])
    except (ValueError, OverflowError):
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault(field, "field.instant"),)) from None


def check(letter: Mapping[str, Any], door: Origin) -> None:
    """Refuse a wrong form before it is a letter, so that it can be mended where it was typed."""
    fields = {**letter["body"], "id": letter["id"], "at": letter["at"], "door": door, "media": letter["media"]}
    read(DOORS[letter["kind"]].command, fields)


def post(
    session: Session, actor: Actor, letters: Sequence[Mapping[str, Any]], *, device: str, door: Origin
) -> list[dict[str, Any]]:
    """Put letters into the box; the answers in their order. A fault found on the way is refused like any other."""
    envelope = Envelope.model_validate({"device": device, "schema": SCHEMA, "letters": tuple(letters)})
    answers: list[dict[str, Any]] = receive(session, actor, envelope, door)["answers"]
    return answers


def require_form(answer: Mapping[str, Any], prefix: str = "") -> None:
    """Refuse when the answer names faults of fields."""
    faults = tuple(Fault(prefix + one["field"], one["code"]) for one in answer.get("faults", ()))
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=faults)


def keep_photos(session: Session, actor: Actor, files: Sequence[FileStorage]) -> list[str]:
    """Keep the pictures of a form; their hashes."""
    folder = deployment().settings.media
    return [keep_medium(session, actor, folder, one.read()) for one in files if one.filename]


def said(form: DeedForm, answer: Mapping[str, Any]) -> tuple[str, str]:
    """The answer as a notice: its sentence and its tone."""
    deed = _(form.label)
    if answer["status"] == "applied":
        receipt = _("，凭证号 %(number)s", number=answer["receipt"]) if answer.get("receipt") else ""
        return _("已登记：%(deed)s%(receipt)s", deed=deed, receipt=receipt), "ok"
    if answer["status"] == "duplicate":
        return _("%(deed)s已经收过，没有重复登记。", deed=deed), "info"
    status = sentences.label("letter_status", answer["status"])
    why = sentences.of(Refusal(str(answer.get("code", "")), Kind.INVALID)).sentence
    return _("%(deed)s：%(status)s。%(why)s", deed=deed, status=status, why=why), "warn"


def letter_id(given: str, now: Instant) -> UUID:
    """The id the page was given when it was shown; a fresh one where it has none."""
    try:
        found = UUID(given)
    except ValueError:
        return new_id(now)
    return found if is_uuid7(found) else new_id(now)
