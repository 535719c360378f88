"""What must stand before a sweep drives out, counted: done of how many."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.measures import queries as measures
from app.measures.rules import IN_FORCE, ProposalKind
from app.sweeps import queries, rules
from app.sweeps.rules import Measure
from app.sweeps.views import SquadView, SweepView, TargetView


class Point(StrEnum):
    """One thing that is counted, in the order in which it is done."""

    PLACED = "placed"
    """Targets of whom it is known where a squad finds them."""
    SQUADS = "squads"
    """Squads that break no rule."""
    ROUTES = "routes"
    """Targets on a route."""
    COMPEL = "compel"
    """Planned 拘传 that the president approved."""
    DETAIN = "detain"
    """Planned 拘留 that the president approved."""
    PUBLISHED = "published"


NEEDS_APPROVAL = {
    Point.COMPEL: (Measure.COMPEL, ProposalKind.COMPEL),
    Point.DETAIN: (Measure.DETAIN, ProposalKind.DETAIN),
}


@dataclass(frozen=True, slots=True)
class Ready:
    """How far one thing is."""

    point: Point
    done: int
    wanted: int

    @property
    def complete(self) -> bool:
        """Whether nothing of it is missing."""
        return self.done >= self.wanted > 0


def next_sweep(session: Session, actor: Actor) -> SweepView | None:
    """The sweep this person may see that is on today, or comes next."""
    ahead = [one for one in queries.sweeps(session, actor) if one.ends_at.day >= actor.now.day]
    return min(ahead, key=lambda one: (one.starts_at, one.number), default=None)


def readiness(session: Session, sweep: SweepView) -> list[Ready]:
    """Everything counted, in order; a measure that no target is planned for is left out."""
    targets = queries.targets(session, WHOLE_COURT, sweep.id)
    squads = queries.squads(session, sweep.id)
    return [
        Ready(Point.PLACED, sum(one.located for one in targets), len(targets)),
        Ready(Point.SQUADS, _lawful(squads, targets), len(squads)),
        Ready(Point.ROUTES, sum(one.squad_id is not None for one in targets), len(targets)),
        *_approvals(session, targets),
        Ready(Point.PUBLISHED, int(sweep.published), 1),
    ]


def _lawful(squads: list[SquadView], targets: list[TargetView]) -> int:
    crews = [
        squad.crew(tuple((one.measure, one.person.sex) for one in targets if one.squad_id == squad.id))
        for squad in squads
    ]
    wrong = {finding.squad_id for finding in rules.squad_findings(crews) if finding.blocks}
    return sum(squad.id not in wrong for squad in squads)


def _approvals(session: Session, targets: list[TargetView]) -> list[Ready]:
    asked = measures.proposals_of(session, WHOLE_COURT, case_ids={one.case_id for one in targets})
    granted = {(one.kind, one.case_id, one.person_id) for one in asked if one.state in IN_FORCE}

    def counted(point: Point, measure: Measure, kind: ProposalKind) -> Ready:
        wanted: list[tuple[str, UUID, UUID]] = [
            (kind, one.case_id, one.person.id) for one in targets if one.measure == measure
        ]
        return Ready(point, sum(one in granted for one in wanted), len(wanted))

    found = [counted(point, *pair) for point, pair in NEEDS_APPROVAL.items()]
    return [one for one in found if one.wanted]
