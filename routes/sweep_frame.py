"""What stands around every page of a sweep: its head and tabs, and findings in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal
from app.jobs.rules import State
from app.law import citations
from app.staff import queries as staff
from app.sweeps import queries
from app.sweeps.actions import as_fault
from app.sweeps.rules import SquadFinding
from app.sweeps.views import SweepView
from routes.words import sentences


@dataclass(frozen=True)
class SpokenFinding:
    """A finding in words, with the article that asks for it; `bare` leaves out the squad's name."""

    squad_id: UUID | None
    of_route: bool
    tone: str
    sentence: str
    bare: str
    article: str


def frame(session: Session, actor: Actor, sweep_id: UUID, tab: str) -> dict[str, Any]:
    """The sweep this person may see, the tab that is open, and whether he may plan."""
    sweep = queries.seen(session, actor, sweep_id)
    names = staff.names(session, [sweep.commander_id, sweep.planned_by, sweep.published_by])
    return {
        "sweep": sweep,
        "tab": tab,
        "names": names,
        "planning": queries.may_plan(actor, sweep) and not sweep.published,
        "may_plan": queries.may_plan(actor, sweep),
        "state": state_of(sweep, actor.now),
    }


def state_of(sweep: SweepView, now: Instant) -> str:
    """Where a sweep stands."""
    if not sweep.published:
        return "planning"
    return "over" if sweep.ends_at < now else "published"


def spoken(findings: Iterable[SquadFinding], on: date) -> list[SpokenFinding]:
    """Findings as people read them, what stops the publication first."""
    told = [
        SpokenFinding(
            squad_id=one.squad_id,
            of_route=one.of_route,
            tone=one.tone,
            sentence=sentences.fault(as_fault(one)).sentence,
            bare=sentences.fault(Fault(one.squad, one.code, (("squad", ""), *one.facts.items()))).sentence,
            article=citations.cite(one.citation, on).short if one.citation else "",
        )
        for one in findings
    ]
    return sorted(told, key=lambda one: one.tone != "danger")


def why_failed(state: str, message: str) -> str:
    """Why a job failed, in words; empty for one that did not."""
    return sentences.of(Refusal(message, Kind.CONFLICT)).sentence if state == State.FAILED and message else ""
