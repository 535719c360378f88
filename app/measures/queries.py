"""What can be asked about measures against persons. Whatever tells facts of a case takes the scope of him who asks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.base.remembering import remembered
from app.court import queries as court
from app.law.calendar import CourtCalendar
from app.law.deadlines import ClockSettings, still_running
from app.measures import clocks, course, flags, reading, rules
from app.measures import custody as holding
from app.measures.custody import MeasureFact
from app.measures.holds import Standing
from app.measures.rules import IN_FORCE, OPEN, Approval, Deed, DeedKind, Step
from app.measures.tables import Act, Decision, FlagReview, MeasureDeed, Proposal, Summons
from app.measures.views import ActView, ClockView, HeldView, ProposalView, SummonsView

LEADING_UP: Final = (Step.DISCUSSED.value, Step.ENDORSED.value, Step.REPORTED.value)
"""Steps after which the president has still to decide."""
Asked: TypeAlias = frozenset[UUID] | None
"""The ids a question is about; None: all."""
LIVELY: Final = timedelta(days=90)
"""No clock of a person runs longer after his last deed; older logs are not read for the boards."""


def log_of(
    session: Session,
    scope: Scope = WHOLE_COURT,
    *,
    case_ids: Collection[UUID] | None = None,
    person_ids: Collection[UUID] | None = None,
) -> list[Deed]:
    """The whole log of these cases or persons, cancelled lines and cancellations included."""
    return list(_log(session, scope, _asked(case_ids), _asked(person_ids)))


@remembered
def _log(session: Session, scope: Scope, case_ids: Asked, person_ids: Asked) -> tuple[Deed, ...]:
    if not (case_ids is None or case_ids) or not (person_ids is None or person_ids):
        return ()
    asked = select(MeasureDeed).order_by(MeasureDeed.at, MeasureDeed.id)
    if not scope.whole_court:
        asked = asked.where(MeasureDeed.case_id.in_(scope.case_ids))
    if case_ids is not None:
        asked = asked.where(MeasureDeed.case_id.in_(case_ids))
    if person_ids is not None:
        asked = asked.where(MeasureDeed.person_id.in_(person_ids))
    return tuple(reading.deed(row) for row in session.scalars(asked))


def _asked(ids: Collection[UUID] | None) -> Asked:
    return None if ids is None else frozenset(ids)


def deeds_of(session: Session, scope: Scope, case_ids: Collection[UUID]) -> list[Deed]:
    """What was done in these cases, oldest first; cancelled deeds are left out."""
    return list(rules.standing(log_of(session, scope, case_ids=case_ids)))


def approvals(session: Session, person_ids: Collection[UUID]) -> dict[UUID, list[Approval]]:
    """What the president approved against these persons, withdrawn or not."""
    return rules.by_person(_against(session, frozenset(person_ids)).approvals)


def proposals_of(
    session: Session,
    scope: Scope,
    *,
    case_ids: Collection[UUID] | None = None,
    person_ids: Collection[UUID] | None = None,
    ids: Collection[UUID] | None = None,
) -> list[ProposalView]:
    """Proposals with their steps, the newest first."""
    return list(_proposals_of(session, scope, _asked(case_ids), _asked(person_ids), _asked(ids)))


@remembered
def _proposals_of(
    session: Session, scope: Scope, case_ids: Asked, person_ids: Asked, ids: Asked
) -> tuple[ProposalView, ...]:
    asked = select(Proposal).order_by(Proposal.proposed_at.desc(), Proposal.id.desc())
    if not scope.whole_court:
        asked = asked.where(Proposal.case_id.in_(scope.case_ids))
    for column, wanted in (
        (Proposal.case_id, case_ids),
        (Proposal.person_id, person_ids),
        (Proposal.id, ids),
    ):
        if wanted is not None:
            asked = asked.where(column.in_(wanted))
    return _proposals(session, list(session.scalars(asked)))


def proposal(session: Session, scope: Scope, proposal_id: UUID) -> ProposalView:
    """One proposal, or a refusal."""
    found = proposals_of(session, scope, ids=[proposal_id])
    if not found:
        raise missing("proposal")
    return found[0]


def waiting(session: Session, scope: Scope) -> list[ProposalView]:
    """Proposals that wait for the director or the president: emergencies first, then the oldest."""
    decided = select(Decision.proposal_id).where(Decision.step.not_in(LEADING_UP))
    asked = select(Proposal.id).where(Proposal.id.not_in(decided))
    found = proposals_of(session, scope, ids=list(session.scalars(asked)))
    open_now = [one for one in reversed(found) if one.state in OPEN]
    return sorted(open_now, key=lambda one: not one.emergency)


def approved(session: Session, case_ids: Collection[UUID], kind: str) -> list[ProposalView]:
    """The proposals of that kind that the president approved in these cases, carried out or not."""
    found = proposals_of(session, WHOLE_COURT, case_ids=case_ids)
    return [one for one in found if one.kind == kind and one.state in IN_FORCE]


def acts_of(session: Session, scope: Scope, case_id: UUID, person_id: UUID) -> list[ActView]:
    """The acts of a person written down in a case."""
    scope.require(case_id)
    asked = select(Act).where(Act.case_id == case_id, Act.person_id == person_id).order_by(Act.happened_at.desc())
    return [reading.act(row) for row in session.scalars(asked)]


def summonses_of(
    session: Session, scope: Scope, case_ids: Collection[UUID], person_ids: Collection[UUID] | None = None
) -> list[SummonsView]:
    """Summonses of these cases (and persons), the latest first, with service and attendance."""
    seen = [case_id for case_id in case_ids if scope.admits(case_id)]
    asked = select(Summons).where(Summons.case_id.in_(seen)).order_by(Summons.appear_at.desc(), Summons.id)
    if person_ids is not None:
        asked = asked.where(Summons.person_id.in_(set(person_ids)))
    rows = list(session.scalars(asked))
    logs = rules.by_person(log_of(session, person_ids=[row.person_id for row in rows]))
    return [reading.summons(row, logs.get(row.person_id, ())) for row in rows]


def summons(session: Session, scope: Scope, summons_id: UUID) -> SummonsView:
    """One summons, or a refusal."""
    row = session.get(Summons, summons_id)
    if row is None or not scope.admits(row.case_id):
        raise missing("summons")
    return reading.summons(row, log_of(session, person_ids=[row.person_id]))


def state_of(session: Session, person_ids: Collection[UUID], now: Instant | None = None) -> dict[UUID, Standing]:
    """Where these persons stand: free, taken, questioned, announced, in custody, released."""
    logs = rules.by_person(log_of(session, person_ids=person_ids))
    allowed = approvals(session, person_ids)
    return {one: holding.standing_of(logs.get(one, ()), allowed.get(one, ()), now) for one in person_ids}


def taken_in_emergency(session: Session, case_id: UUID, person_id: UUID) -> Instant | None:
    """When this person was detained at the door before the president was asked, if he is held so now."""
    log = rules.standing(log_of(session, case_ids=[case_id], person_ids=[person_id]))
    allowed = approvals(session, [person_id]).get(person_id, ())
    found = [
        deed.at
        for deed in log
        if deed.kind == DeedKind.ANNOUNCE
        and deed.body.get("emergency")
        and not rules.approval_for(deed, rules.ProposalKind.DETAIN, allowed)
    ]
    return found[-1] if found else None


def custody(session: Session, scope: Scope, now: Instant) -> list[HeldView]:
    """Who is held now, the longest held first."""
    return _held(state_of(session, lively(session, scope, now), now), scope, now)


def clocks_of(session: Session, scope: Scope, case_ids: Collection[UUID], now: Instant) -> list[ClockView]:
    """All clocks of the persons of these cases, closed ones too."""
    people = {deed.person_id for deed in log_of(session, scope, case_ids=case_ids)}
    return [one for one in _clocks(session, people, now, closed=True) if one.case_id in set(case_ids)]


def running_clocks(session: Session, scope: Scope, now: Instant) -> list[ClockView]:
    """The clocks that run now, those due first come first."""
    people = lively(session, scope, now)
    return [one for one in _clocks(session, people, now, closed=False) if scope.admits(one.case_id)]


def watch(session: Session, scope: Scope, now: Instant) -> tuple[list[HeldView], list[ClockView]]:
    """Who is held and which clocks run, for the wall: one reading of the logs for both."""
    people = lively(session, scope, now)
    logs, allowed = rules.by_person(log_of(session, person_ids=people)), approvals(session, people)
    held = _held({one: holding.standing_of(logs.get(one, ()), allowed.get(one, ()), now) for one in people}, scope, now)
    running = read_clocks(logs, allowed, now, measure_of_time(session), closed=False)
    return held, [one for one in running if scope.admits(one.case_id)]


def compelled(session: Session, since: Instant, until: Instant) -> list[MeasureFact]:
    """Who was compelled: one a person a day; a cancelled deed does not count."""
    return holding.counted(_lines(session, [DeedKind.COMPEL], since, until), DeedKind.COMPEL, since, until)


def detained(
    session: Session, since: Instant, until: Instant, counts: Literal["announced", "admitted"] = "announced"
) -> list[MeasureFact]:
    """Who was detained, counted by the decision read out or by admission to custody, as the court set it."""
    kind = DeedKind.ANNOUNCE if counts == "announced" else DeedKind.ADMIT
    return holding.counted(_lines(session, [kind], since, until), kind, since, until)


def flagged(session: Session, scope: Scope) -> list[tuple[Deed, tuple[str, ...]]]:
    """Deeds in which something is to be checked (违规待核), the newest first, with all their flags."""
    return flagged_of(session, scope, None)


def flagged_of(session: Session, scope: Scope, case_ids: Collection[UUID] | None) -> list[tuple[Deed, tuple[str, ...]]]:
    """The same, of these cases alone."""
    people = {deed.person_id for deed in log_of(session, scope, case_ids=case_ids)}
    logs = rules.by_person(log_of(session, person_ids=people))
    allowed = approvals(session, people)
    shown = []
    for person, log in logs.items():
        order = flags.of_order(log, allowed.get(person, ()))
        for deed in rules.standing(log):
            found = (*deed.flags, *order.get(deed.id, ()))
            if found and scope.admits(deed.case_id) and (case_ids is None or deed.case_id in case_ids):
                shown.append((deed, found))
    return sorted(shown, key=lambda one: (one[0].at, one[0].id), reverse=True)


def reviews(session: Session, deed_ids: Iterable[UUID]) -> dict[UUID, list[FlagReview]]:
    """What was found when flagged deeds were looked at, by deed."""
    asked = select(FlagReview).where(FlagReview.deed_id.in_(set(deed_ids))).order_by(FlagReview.at)
    found: dict[UUID, list[FlagReview]] = {}
    for row in session.scalars(asked):
        found.setdefault(row.deed_id, []).append(row)
    return found


def media_named(session: Session, scope: Scope) -> frozenset[str]:
    """The hashes of photos and scans that deeds in this scope name."""
    return frozenset(sha256 for deed in log_of(session, scope) for sha256 in deed.media)


def measure_of_time(session: Session) -> tuple[CourtCalendar, ClockSettings]:
    """The calendar and the lengths this court counts by."""
    profile = court.profile(session)
    names = ("consent_days", "emergency_report_hours", "ratification_hours", "number_hours")
    return court.calendar(session), ClockSettings(**{name: getattr(profile, name) for name in names})


def _clocks(session: Session, people: Collection[UUID], now: Instant, *, closed: bool) -> list[ClockView]:
    logs = rules.by_person(log_of(session, person_ids=people))
    return read_clocks(logs, approvals(session, people), now, measure_of_time(session), closed=closed)


def _held(found: Mapping[UUID, Standing], scope: Scope, now: Instant) -> list[HeldView]:
    held = [HeldView(person, state) for person, state in found.items() if state.held and scope.admits(state.case_id)]
    return sorted(held, key=lambda one: (one.standing.since or now, one.person_id))


def read_clocks(
    logs: Mapping[UUID, Sequence[Deed]],
    allowed: Mapping[UUID, Sequence[Approval]],
    now: Instant,
    counted_by: tuple[CourtCalendar, ClockSettings],
    *,
    closed: bool,
) -> list[ClockView]:
    """The clocks in these logs, those due first come first."""
    found = []
    for person, log in logs.items():
        all_of_him = clocks.clocks_of(log, allowed.get(person, ()), now, *counted_by)
        for one in all_of_him if closed else still_running(all_of_him):
            case_id = clocks.case_of(one, log, allowed.get(person, ()))
            if case_id:
                found.append(ClockView.of(one, person, case_id))
    return sorted(found, key=lambda one: (one.due, one.key))


def lively(session: Session, scope: Scope, now: Instant) -> frozenset[UUID]:
    """The persons whose clocks may still run."""
    asked = select(MeasureDeed.person_id).where(MeasureDeed.at >= now + -LIVELY)
    if not scope.whole_court:
        asked = asked.where(MeasureDeed.case_id.in_(scope.case_ids))
    return frozenset(session.scalars(asked.distinct()))


def _lines(session: Session, kinds: Collection[str], since: Instant, until: Instant) -> list[Deed]:
    """The deeds of these kinds in the span, and the cancellations of any of them whenever they were made."""
    spanned = (MeasureDeed.at >= since) & (MeasureDeed.at < until) & MeasureDeed.kind.in_(kinds)
    ids = select(MeasureDeed.id).where(spanned)
    asked = select(MeasureDeed).where(spanned | MeasureDeed.cancels.in_(ids))
    return [reading.deed(row) for row in session.scalars(asked)]


def _steps(session: Session, ids: Collection[UUID]) -> dict[UUID, list[Decision]]:
    found: dict[UUID, list[Decision]] = {}
    if not ids:
        return found
    asked = select(Decision).where(Decision.proposal_id.in_(set(ids))).order_by(Decision.at, Decision.id)
    for row in sorted(session.scalars(asked), key=lambda one: (one.at, course.rank(one.step))):
        found.setdefault(row.proposal_id, []).append(row)
    return found


@dataclass(frozen=True)
class _Against:
    """The steps of all proposals against some persons, by proposal, and what they led to."""

    steps: Mapping[UUID, Sequence[Decision]]
    approvals: tuple[Approval, ...]


@remembered
def _against(session: Session, person_ids: frozenset[UUID]) -> _Against:
    if not person_ids:
        return _Against({}, ())
    rows = list(session.scalars(select(Proposal).where(Proposal.person_id.in_(person_ids))))
    steps = _steps(session, [row.id for row in rows])
    found = (reading.approval(row, steps.get(row.id, ())) for row in rows)
    return _Against(steps, tuple(one for one in found if one))


def _proposals(session: Session, rows: list[Proposal]) -> tuple[ProposalView, ...]:
    people = frozenset(row.person_id for row in rows)
    known = _against(session, people)
    allowed, logs = rules.by_person(known.approvals), rules.by_person(log_of(session, person_ids=people))
    done = {one for who in people for one in rules.executed_ids(logs.get(who, ()), allowed.get(who, ()))}
    acts = _acts(session, {row.act_id for row in rows if row.act_id})
    return tuple(
        reading.proposal(
            row, acts.get(row.act_id) if row.act_id else None, known.steps.get(row.id, ()), executed=row.id in done
        )
        for row in rows
    )


def _acts(session: Session, ids: Collection[UUID]) -> dict[UUID, Act]:
    return {one.id: one for one in session.scalars(select(Act).where(Act.id.in_(ids)))} if ids else {}
