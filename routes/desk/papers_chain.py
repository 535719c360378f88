"""How far a paper has come, as calm steps: 预留, 签发, 用印, 送达, or 作废."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext

from app.documents import sealing
from app.documents.queries import Paper
from app.documents.queries_stages import PaperEvent, PaperSeal
from app.documents.rules import Event, State
from routes.words import sentences


@dataclass(frozen=True)
class Told:
    """A paper with what happened to it."""

    paper: Paper
    events: Sequence[PaperEvent]
    seal: PaperSeal | None
    service: PaperEvent | None
    names: Mapping[UUID, str]

    def last(self, event: Event) -> PaperEvent | None:
        """The latest event of a kind."""
        return next((one for one in reversed(self.events) if one.event == event), None)

    def by(self, event: PaperEvent | None) -> str:
        """Who did it."""
        return self.names.get(event.by_id, "") if event and event.by_id else ""


def steps(told: Told) -> list[dict[str, Any]]:
    """The steps of `s.steps`: what was done, what comes next, and a void paper's end."""
    if told.paper.state in {State.VOIDED, State.RETURNED}:
        return [*_done(told), _end(told)]
    found = [*_done(told), *_to_come(told)]
    waiting = next((step for step in found if step["state"] == "next"), None)
    if waiting:
        waiting["state"] = "now"
    return found


def _done(told: Told) -> Iterator[dict[str, Any]]:
    reserved, issued, seal = told.last(Event.RESERVED), told.last(Event.ISSUED), told.seal
    if reserved:
        yield _step("reserved", by=told.by(reserved), at=reserved.at)
    if issued:
        yield _step("issued", by=told.by(issued), at=issued.at)
    if seal:
        copies = gettext("%(count)s 份", count=seal.copies)
        words = " · ".join((sentences.label("paper_seal", seal.seal), sentences.label("seal_way", seal.way), copies))
        yield _step("sealed", by=seal.sealed_by, at=seal.sealed_at, note=words)
    if told.service:
        yield _step("served", by=told.by(told.service), at=told.service.at, note=service_words(told.service))


def _to_come(told: Told) -> Iterator[dict[str, Any]]:
    if told.paper.state == State.RESERVED:
        yield _step("issued", state="next")
    if sealing.needs_seal(told.paper.kind) and not told.seal:
        yield _step("to_seal", state="next")
    if sealing.is_served(told.paper.kind) and not told.service:
        yield {"label": gettext("送达"), "state": "next"}


def _end(told: Told) -> dict[str, Any]:
    event = told.last(Event.VOIDED) or told.last(Event.RETURNED)
    step = _step(told.paper.state, by=told.by(event), at=event.at if event else None, state="refused")
    return step | {"word": gettext("不再使用"), "note": told.paper.void_reason}


def service_words(event: PaperEvent) -> str:
    """How a paper was served, in one line."""
    details = event.details or {}
    mode = str(details.get("mode") or "")
    group = "paper_handing" if mode in {"read_out", "shown"} else "service_mode"
    parts = [sentences.label(group, mode), str(details.get("receiver") or "")]
    return " · ".join(part for part in parts if part) or event.note


def _step(stage: str, *, state: str = "done", **more: Any) -> dict[str, Any]:
    return {"label": sentences.label("paper_stage", stage), "state": state, **more}
