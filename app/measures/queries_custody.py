"""Who is held, what is due about each, and the whole course of one person's detention."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.court import queries as court
from app.law.deadlines import State
from app.law.periods import end_of
from app.measures import custody as holding
from app.measures import queries, rules
from app.measures.holds import DETAINED, Hold, Standing
from app.measures.rules import IN_FORCE, OPEN, Approval, Deed, ProposalKind
from app.measures.views import ClockView

LATELY: Final = timedelta(hours=24)
"""As long as that a released person stays on the board."""
NOBODYS: Final = frozenset({State.RIPE, State.PAUSED, State.CLOSED})
"""Clocks that press nobody."""
RIGHTS: Final = frozenset({"reconsideration"})
"""Clocks of what he may do, not of what the court must."""


@dataclass(frozen=True)
class Course:
    """One person: how he stands, what happened since he was taken, and the clocks of that time, the next due first."""

    person_id: UUID
    standing: Standing
    deeds: tuple[Deed, ...]
    clocks: tuple[ClockView, ...]
    talk_due: Instant | None
    """By when the court wants somebody to have talked with him; its own rule, not the law's."""

    @property
    def running(self) -> tuple[ClockView, ...]:
        """The clocks that are not closed."""
        return tuple(one for one in self.clocks if one.state != State.CLOSED)

    @property
    def pressing(self) -> ClockView | None:
        """What somebody of the court must do next."""
        return next((one for one in self.running if one.state not in NOBODYS and one.key not in RIGHTS), None)

    @property
    def began(self) -> Instant | None:
        """When he was taken."""
        return self.deeds[0].at if self.deeds else None


@dataclass(frozen=True)
class CustodyBoard:
    """Who is held, the most urgent first, and who was let go lately."""

    held: tuple[Course, ...]
    freed: tuple[Course, ...]
    others: tuple[ClockView, ...]
    """Clocks of people who are not on the board."""


def board(session: Session, scope: Scope, now: Instant) -> CustodyBoard:
    """The board: a fixed number of questions, however many are held."""
    people = queries.lively(session, scope, now)
    courses = [one for one in _courses(session, people, now) if scope.admits(one.standing.case_id)]
    held = sorted((one for one in courses if one.standing.held), key=_urgency)
    freed = [one for one in courses if _freed_lately(one.standing, now)]
    shown = {one.person_id for one in held}
    others = [clock for one in courses if one.person_id not in shown for clock in one.running]
    return CustodyBoard(
        tuple(held),
        tuple(sorted(freed, key=lambda one: one.standing.since or now, reverse=True)),
        tuple(sorted(others, key=lambda one: (one.due, one.key))),
    )


def course(session: Session, person_id: UUID, now: Instant) -> Course:
    """One person's course; of a person who was never taken it is empty. Who asks has been let through by the case."""
    return _courses(session, [person_id], now)[0]


def _courses(session: Session, people: Sequence[UUID] | frozenset[UUID], now: Instant) -> list[Course]:
    logs, allowed = rules.by_person(queries.log_of(session, person_ids=people)), queries.approvals(session, people)
    clocks = rules.by_person(queries.read_clocks(logs, allowed, now, queries.measure_of_time(session), closed=True))
    talk_days = court.profile(session).talk_days
    return [
        _course(one, logs.get(one, ()), allowed.get(one, ()), clocks.get(one, ()), now, talk_days) for one in people
    ]


def _course(  # noqa: PLR0917 - one person's share of what was loaded
    person_id: UUID,
    log: Sequence[Deed],
    approvals: Sequence[Approval],
    clocks: Sequence[ClockView],
    now: Instant,
    talk_days: int,
) -> Course:
    state = holding.standing_of(log, approvals, now)
    deeds = holding.episode_of(log, approvals, now)
    of_now = tuple(one for one in clocks if deeds and one.started >= deeds[0].at)
    return Course(person_id, state, deeds, of_now, _talk_due(state, talk_days))


def _talk_due(state: Standing, days: int) -> Instant | None:
    if state.hold not in DETAINED or state.talked_at or not days or state.detained_at is None:
        return None
    return end_of(state.detained_at.day + timedelta(days=days))


def _urgency(one: Course) -> tuple[float, str]:
    pressing = one.pressing
    return (pressing.due.utc.timestamp() if pressing else float("inf"), str(one.person_id))


def _freed_lately(state: Standing, now: Instant) -> bool:
    return state.hold is Hold.RELEASED and state.since is not None and now + -LATELY <= state.since


def detention_asked(session: Session, scope: Scope, case_id: UUID, person_id: str) -> UUID | None:
    """The newest detention of this person in this case that is asked for or approved: what questioning may go on for."""
    found = queries.proposals_of(session, scope, case_ids=[case_id])
    wanted = (one for one in found if str(one.person_id) == person_id and one.kind is ProposalKind.DETAIN)
    return next((one.id for one in wanted if one.state in OPEN | IN_FORCE), None)
