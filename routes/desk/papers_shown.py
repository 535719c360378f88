"""Papers as pages show them: facts by their Chinese names, the file's name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from flask import request
from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Refusal
from app.cases import queries as cases
from app.documents import queries, queries_stages, wording
from app.documents.catalog import PaperKind, kind_of
from app.documents.facts import label
from app.documents.gathered import Added, Gathered
from app.documents.offers import Offer
from app.documents.queries import Paper
from app.documents.sealing import Stage
from app.staff import queries as staff
from routes.desk import measures_shown
from routes.words import sentences

UNSAFE: Final = re.compile(r"[^\w（）-]+")
ADDRESSED: Final = frozenset({"kind", "case_id", "person_id", "subject_id", "csrf_token"})
TONES: Final = {"done": "muted", "ready": "ok", "fillable": "warn", "closed": "danger"}


@dataclass(frozen=True)
class Rows:
    """Papers of a list with the names they need."""

    papers: Sequence[Paper]
    cases: Mapping[Any, Any]
    persons: Mapping[Any, Any]
    names: Mapping[Any, str]
    prints: Mapping[Any, int]
    stages: Mapping[Any, Stage]


def rows(session: Session, actor: Actor, papers: Sequence[Paper]) -> Rows:
    """What a list of papers tells."""
    return Rows(
        papers,
        cases.briefs(session, actor.scope, [one.case_id for one in papers if one.case_id]),
        cases.persons(session, [one.person_id for one in papers if one.person_id]),
        staff.names(session, [one.issued_by for one in papers]),
        queries.prints(session, [one.id for one in papers]),
        queries_stages.stages(session, papers),
    )


def typed() -> Added:
    """What was typed into the form of a draft, by name of the fact."""
    return {name: request.form.getlist(name) for name in request.form if name not in ADDRESSED}


def wanted() -> dict[str, str]:
    """Which paper the address or the form names."""
    return {name: request.values[name] for name in ADDRESSED - {"csrf_token"} if request.values.get(name)}


def known(kind: PaperKind, gathered: Gathered) -> list[tuple[str, list[str]]]:
    """What the rooms know for certain, beside the fields."""
    asked = {ask.name for ask in gathered.asks}
    return pairs(kind, {name: value for name, value in gathered.facts.items() if name not in asked})


def kept(paper: Paper) -> list[tuple[str, list[str]]]:
    """The facts a paper was made from. One made from an earlier form of its kind is told as it was kept."""
    kind = kind_of(paper.kind)
    try:
        facts = kind.facts.model_validate(paper.facts)
    except ValidationError:
        return pairs(kind, paper.facts)
    return pairs(kind, dict(facts))


def pairs(kind: PaperKind, facts: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Facts with their Chinese names, the items of a list line by line."""
    return [(label(kind.facts, (name,)), _lines(kind, name, value)) for name, value in facts.items() if _there(value)]


def lacking(no: Refusal | None) -> str:
    """The names of the facts a refusal says are missing or wrong."""
    return str(no.facts.get("fields", "")) if no else ""


def offers(found: Sequence[Offer]) -> list[dict[str, Any]]:
    """Offers in words, papers of one subject together."""
    return [_offer(one) for one in found]


def file_name(session: Session, paper: Paper) -> str:
    """NN-案号-姓名-文书.pdf, without what a file system or a header would not take."""
    person = cases.persons(session, [paper.person_id]).get(paper.person_id) if paper.person_id else None
    number = paper.facts.get("case_number") or paper.facts.get("enforcement_case") or ""
    parts = [f"{paper.number:02d}", str(number), person.name if person else "", kind_of(paper.kind).title]
    return "-".join(UNSAFE.sub("", part) for part in parts if part) + ".pdf"


def disposition(name: str, control_no: str) -> str:
    """Shown in the browser; saved under that name, or under the control number by programs that know ASCII alone."""
    return f"inline; filename=\"{control_no}.pdf\"; filename*=UTF-8''{quote(name)}"


def kinds() -> list[tuple[str, str]]:
    """All kinds for a choice."""
    return sentences.labels("paper_kind")


def _offer(one: Offer) -> dict[str, Any]:
    state = "ready" if one.ready else "done" if one.done else "fillable" if one.fillable else "closed"
    spoken = sentences.of(one.refusal) if one.refusal else None
    return {
        "offer": one,
        "kind": one.kind,
        "wanted": one.candidate.wanted.model_dump(mode="json", exclude_none=True),
        "state": state,
        "tone": TONES[state],
        "sentence": spoken.sentence if spoken else "",
        "lacking": lacking(one.refusal),
        "reasons": [fault.sentence for fault in spoken.faults] if spoken else [],
        "gate": measures_shown.gate(one.findings),
    }


def _lines(kind: PaperKind, name: str, value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [line for item in value for line in _item(item)]
    if isinstance(value, BaseModel | dict):
        inner = [(inside, item) for inside, item in dict(value).items() if _there(item)]
        return [f"{label(kind.facts, (name, inside)).rpartition('·')[2]} {_text(item)}" for inside, item in inner]
    return _text(value).splitlines()


def _item(value: Any) -> list[str]:
    """An item of a list: its own parts need no names."""
    if isinstance(value, BaseModel | dict):
        return "　".join(_text(item) for item in dict(value).values() if _there(item)).splitlines()
    return [_text(value)]


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(_text(item) for item in value)
    if isinstance(value, Instant):
        return wording.moment(value)
    if isinstance(value, date):
        return wording.day(value)
    return wording.yuan(value) if isinstance(value, Money) else str(value)


def _there(value: Any) -> bool:
    return value is not None and value not in ("", [], ())
