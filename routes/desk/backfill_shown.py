"""How letters from paper sheets are listed."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.staff import queries as staff
from app.sync import queries as letters
from routes.tablet import logbook
from routes.tablet.day import Place
from routes.tablet.logbook import Line
from routes.words import sentences

MOST_SHOWN = 4000
"""Signs of a letter on the page; the log keeps all of them."""
TONES = {"applied": "ok", "duplicate": "info"}


def entered(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """What was entered from paper and he may see, the newest first: when it happened, when and by whom it was entered."""
    rows = [row for row in letters.from_paper(session) if actor.scope.admits(_id(row.body, "case_id"))]
    people = cases.persons(session, {one for row in rows if (one := _id(row.body, "person_id"))})
    names = staff.names(session, {row.by_id for row in rows})
    return [
        {
            "id": str(row.id),
            "kind": row.kind,
            "at": Instant.parse(row.at),
            "entered_at": row.received_at,
            "by": names.get(row.by_id, "") if row.by_id else "",
            "person": people[who].name if (who := _id(row.body, "person_id")) in people else "",
            "status": row.answer["status"],
            "tone": TONES.get(row.answer["status"], "warn"),
            "receipt": row.answer.get("receipt"),
            "why": _why(row.answer),
            "media": row.media,
        }
        for row in rows
    ]


def aside(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """Letters kept without effect that he may see, the newest first; one that names no case is for the whole court."""
    rows = [row for row in letters.set_aside(session) if _seen(actor, _id(row.body, "case_id"))]
    names = staff.names(session, {row.by_id for row in rows})
    return [
        {
            "kind": row.kind,
            "at": row.at,
            "received_at": row.received_at,
            "by": names.get(row.by_id, "") if row.by_id else "",
            "status": row.answer["status"],
            "why": _why(row.answer),
            "faults": [
                f"{one['field']}：{sentences.fault(Fault(**one)).sentence}" for one in row.answer.get("faults", ())
            ],
            "said": json.dumps(row.body, ensure_ascii=False, indent=1)[:MOST_SHOWN],
        }
        for row in rows
    ]


def _seen(actor: Actor, case_id: UUID | None) -> bool:
    return actor.scope.whole_court or (case_id is not None and actor.scope.admits(case_id))


def known(session: Session, actor: Actor, place: Place) -> list[Line]:
    """What is on record of this person already, so that nothing is entered twice."""
    stop = place.stop
    found = logbook.lines(session, actor, [stop.case_id])
    return [one for one in found if one.person_id == stop.person_id and one.at >= place.sweep.starts_at]


def _why(answer: Mapping[str, Any]) -> str:
    code = answer.get("code")
    return sentences.of(Refusal(str(code), Kind.INVALID)).sentence if code else ""


def _id(body: Mapping[str, Any], name: str) -> UUID | None:
    try:
        return UUID(str(body.get(name)))
    except ValueError:
        return None
