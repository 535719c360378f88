"""节点: what happens in a case beside the sweep and sets a clock of the law running, prolongs, pauses or ends it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, Protocol
from uuid import UUID

from app.base.instant import Instant
from app.base.refusal import Fault
from app.law.clock_rules import EventKind as K
from app.law.deadlines import Event
from app.law.interest import DAY, Stay

MILESTONE: Final = "milestone"
TAKEN_BACK: Final = "milestone_cancelled"
OFFICE_OPENS: Final = time(9)
"""Filing, service and rulings are known by their day, and only the day counts."""
STOPPING: Final = frozenset({"retrial", "review", "stay"})
"""Why enforcement stands still without the debtor having asked for it: then the doubled interest stops."""
SEIZED: Final = frozenset({K.DEPOSIT_FROZEN, K.MOVABLE_SEIZED, K.ESTATE_SEIZED})


@dataclass(frozen=True)
class Milestone:
    """What an entry of this kind asks for. With `after` it belongs to an earlier entry; else it opens a matter of its own."""

    after: frozenset[K] = frozenset()
    of_case: bool = False
    """It concerns the clocks of the case itself."""
    ends_on: bool = False
    """It must name the new last day."""
    basis: bool = False
    """It must name the ruling or who approved it."""
    why: bool = False
    """It must say why enforcement stands still: the doubled interest depends on it."""

    @property
    def opens(self) -> bool:
        """Whether later entries may refer to it."""
        return not self.after and not self.of_case


MILESTONES: Final[Mapping[K, Milestone]] = {
    K.DEPOSIT_FROZEN: Milestone(basis=True),
    K.MOVABLE_SEIZED: Milestone(basis=True),
    K.ESTATE_SEIZED: Milestone(basis=True),
    K.SEIZURE_RENEWED: Milestone(after=SEIZED, basis=True),
    K.SEIZURE_LIFTED: Milestone(after=SEIZED, basis=True),
    K.REPORT_ORDERED: Milestone(),
    K.PROPERTY_REPORTED: Milestone(after=frozenset({K.REPORT_ORDERED})),
    K.PROPERTY_CHANGED: Milestone(),
    K.CHANGE_REPORTED: Milestone(after=frozenset({K.PROPERTY_CHANGED})),
    K.MEASURE_BEFORE_NOTICE: Milestone(of_case=True),
    K.NOTICE_SENT: Milestone(of_case=True),
    K.STAYED_ON_SECURITY: Milestone(basis=True),
    K.STAY_ENDED: Milestone(after=frozenset({K.STAYED_ON_SECURITY})),
    K.SECURITY_CALLED: Milestone(after=frozenset({K.STAYED_ON_SECURITY})),
    K.SECURITY_RELEASED: Milestone(after=frozenset({K.STAYED_ON_SECURITY})),
    K.OBJECTION_RECEIVED: Milestone(),
    K.OBJECTION_DECIDED: Milestone(after=frozenset({K.OBJECTION_RECEIVED}), basis=True),
    K.OBJECTION_RULING_SERVED: Milestone(after=frozenset({K.OBJECTION_RECEIVED})),
    K.OBJECTION_APPEALED: Milestone(after=frozenset({K.OBJECTION_RECEIVED})),
    K.NOTICE_PUBLISHED: Milestone(),
    K.NOTICE_WITHDRAWN: Milestone(after=frozenset({K.NOTICE_PUBLISHED})),
    K.DELISTING_DUE: Milestone(),
    K.DELISTED: Milestone(after=frozenset({K.DELISTING_DUE})),
    K.CASE_EXTENDED: Milestone(of_case=True, ends_on=True, basis=True),
    K.CASE_SUSPENDED: Milestone(of_case=True, basis=True, why=True),
    K.CASE_RESUMED: Milestone(of_case=True),
}


@dataclass(frozen=True)
class Entered:
    """A milestone in force: what, when, about which earlier entry."""

    id: UUID
    case_id: UUID
    kind: K
    at: Instant
    about: UUID | None = None
    what: str = ""
    until: date | None = None
    basis: str = ""
    why: str = ""


class Step(Protocol):
    """A step of a case's history as it is kept."""

    id: UUID
    case_id: UUID
    kind: str
    at: Instant
    cancels: UUID | None
    body: dict[str, Any]


def entered(steps: Iterable[Step]) -> list[Entered]:
    """The milestones in force, by their own time; one whose opening entry was taken back is gone with it."""
    known = list(steps)
    gone = {step.cancels for step in known if step.cancels}
    found = [_read(step) for step in known if step.kind == MILESTONE and step.id not in gone]
    return sorted((one for one in found if one.about not in gone), key=lambda one: (one.at, one.id))


def events(milestones: Iterable[Entered]) -> list[Event]:
    """The same in the words of the clock table: about the case, or about the matter the opening entry began."""
    return [
        Event(one.kind, str(subject(one)), one.at, until=Instant.beijing_time(one.until, time()) if one.until else None)
        for one in milestones
    ]


def subject(one: Entered) -> UUID:
    """What its clocks are about: the case, the opening entry, or the entry itself."""
    return one.case_id if MILESTONES[one.kind].of_case else one.about or one.id


def stays(milestones: Iterable[Entered], until: date) -> tuple[Stay, ...]:
    """The spans in which enforcement stood still: from the day it was stayed to the day before it went on, or `until`."""
    found: list[Stay] = []
    since: Entered | None = None
    for one in milestones:
        if one.kind is K.CASE_SUSPENDED:
            since = since or one
        elif one.kind is K.CASE_RESUMED and since:
            found.append(_stay(since, one.at.day - DAY))
            since = None
    found += [_stay(since, until)] if since else []
    return tuple(one for one in found if one.first <= one.last)


def _stay(since: Entered, last: date) -> Stay:
    """What was not said to be for another's sake stops no interest."""
    return Stay(since.at.day, last, at_debtors_request=since.why not in STOPPING)


def moment_of(on: date, now: Instant) -> Instant:
    """When something of that day counts as done: never after now."""
    return min(now, Instant.beijing_time(on, OFFICE_OPENS))


def faults(told: Entered, on: date, today: date, filed_on: date, held: Iterable[Entered]) -> list[Fault]:
    """Every field that does not fit: days, what it belongs to, what it must name."""
    asked = MILESTONES.get(told.kind)
    if asked is None:
        return [Fault("kind", "field.enum")]
    found = [] if on <= today else [Fault("on", "cases.day_to_come")]
    if on < filed_on:
        found.append(Fault("on", "cases.before_filing"))
    if asked.opens and not told.what:
        found.append(Fault("what", "field.missing"))
    if asked.basis and not told.basis:
        found.append(Fault("basis", "field.missing"))
    if asked.why and not told.why:
        found.append(Fault("why", "field.missing"))
    if asked.ends_on and told.until is None:
        found.append(Fault("until", "field.missing"))
    if told.until and told.until <= on:
        found.append(Fault("until", "cases.milestone_until"))
    return found + (_about(told, on, asked, held) if asked.after else [])


def _about(told: Entered, on: date, asked: Milestone, held: Iterable[Entered]) -> list[Fault]:
    opened = next((one for one in held if one.id == told.about and one.kind in asked.after), None)
    if opened is None:
        return [Fault("about", "cases.milestone_about")]
    return [Fault("on", "cases.milestone_before")] if on < opened.at.day else []


def _read(step: Step) -> Entered:
    body = step.body
    about, until = body.get("about"), body.get("until")
    return Entered(
        id=step.id,
        case_id=step.case_id,
        kind=K(body["kind"]),
        at=step.at,
        about=UUID(about) if about else None,
        what=body.get("what", ""),
        until=date.fromisoformat(until) if until else None,
        basis=body.get("basis", ""),
        why=body.get("why", ""),
    )
