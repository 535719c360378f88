"""What the room of measures tells others: frozen values, never rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from app.base.instant import Instant
from app.base.money import Money
from app.base.reading import Command
from app.law.citations import Citation, cite
from app.law.deadlines import Clock
from app.law.gates import Finding, Severity
from app.law.punishments import EmergencyAct
from app.measures.custody import Standing
from app.measures.rules import ProposalKind, ProposalState, Step


class SearchAsked(Command):
    """What a search is to find, where, by whom and within which days."""

    sought: Literal["property", "books"]
    places: Annotated[tuple[Annotated[str, StringConstraints(min_length=2, max_length=200)], ...], Field(max_length=10)]
    evidence: Annotated[tuple[Annotated[str, StringConstraints(min_length=1, max_length=400)], ...], Field()] = ()
    officer_ids: Annotated[tuple[UUID, ...], Field(max_length=20)] = ()
    valid_from: date
    valid_until: date
    woman_searched: bool | None = None
    """Whether a woman's body is to be searched; never taken for a no while nobody has said so."""
    duty_unperformed: bool = False
    """The time of the execution notice has passed and the duty is not performed."""


class Elsewhere(Command):
    """异地收拘: he is brought to a custody place of another area; what that needs besides. Empty: to the court's own."""

    place: Annotated[str, StringConstraints(max_length=80)] = ""
    explained: bool = False
    """The reasons were written down for that place."""
    approval: Annotated[str, StringConstraints(max_length=80)] = ""
    """The number of the approval of the authority in charge there."""


class Answers(Command):
    """Answers to the gate's questions. None: nobody has asked yet."""

    good_reason: bool | None = None
    """Whether the person had a good reason not to come when summoned."""
    deputy_permission_at: Instant | None = None
    deputy_reported_at: Instant | None = None
    pregnant: bool | None = None
    nursing: bool | None = None
    seriously_ill: bool | None = None
    sole_carer: bool | None = None
    discussed_by: Annotated[int, Field(ge=0, le=30)] = 0
    """How many executors discussed the matter, as told before their names were asked."""
    after_new_deadline: bool = False
    """A personal act still refused after a new deadline."""
    elsewhere: Elsewhere = Elsewhere()
    search: SearchAsked | None = None
    emergency_act: EmergencyAct | None = None
    """What made it necessary to detain before asking; None: nobody was detained first."""
    detained_at: Instant | None = None
    reported_at: Instant | None = None
    cause: Literal["", "paid", "repented"] = ""
    """Why a detention is to end early."""


@dataclass(frozen=True)
class FindingView:
    """One requirement of a gate as it was found, with its article as numbered that day; it can be kept as JSON."""

    id: str
    met: bool
    asked: bool
    severity: str
    code: str
    facts: Mapping[str, Any]
    citation: str
    overridden: bool = False

    @classmethod
    def of(cls, finding: Finding, on: date, overridden: Sequence[str] = ()) -> Self:
        """A gate's finding with its article."""
        requirement = finding.requirement
        return cls(
            id=requirement.id,
            met=finding.met,
            asked=finding.asked,
            severity=requirement.severity.value,
            code=finding.reason_code,
            facts=dict(finding.facts),
            citation=cite(requirement.citation_key, on).short,
            overridden=requirement.severity is Severity.OVERRIDE and requirement.id in overridden,
        )

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way now."""
        return self.asked and not self.met and not self.overridden and self.severity != Severity.WARN

    @property
    def json(self) -> dict[str, Any]:
        """As it is kept with a decision."""
        return asdict(self)


@dataclass(frozen=True)
class ActView:
    """An act that may be punished."""

    id: UUID
    case_id: UUID
    person_id: UUID
    happened_at: Instant
    what: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class DecisionView:
    """One step of the approval."""

    step: str
    at: Instant
    by_id: UUID | None
    basis: str
    reason: str
    gate: tuple[FindingView, ...]
    told: Mapping[str, Any]

    @property
    def participants(self) -> tuple[UUID, ...]:
        """Who discussed it."""
        return tuple(UUID(one) for one in self.told.get("participants", ()))

    @property
    def lent_by(self) -> UUID | None:
        """In whose place he decided, when the office was not his own."""
        given = self.told.get("for_id")
        return UUID(given) if given else None

    @property
    def authorisation_id(self) -> UUID | None:
        """The authorisation by which he decided, when the office was not his own."""
        given = self.told.get("authorisation_id")
        return UUID(given) if given else None


@dataclass(frozen=True)
class ProposalView:
    """A proposal with its act, its steps and where they have led."""

    id: UUID
    kind: ProposalKind
    case_id: UUID
    person_id: UUID
    act: ActView | None
    ground: str
    reason: str
    days: int | None
    amount: Money | None
    number: str | None
    of_id: UUID | None
    answers: Answers
    proposed_at: Instant
    proposed_by: UUID | None
    decisions: tuple[DecisionView, ...]
    state: ProposalState

    @property
    def emergency(self) -> bool:
        """Whether the person was detained first and the president asked afterwards."""
        return self.answers.emergency_act is not None

    @property
    def allowed(self) -> DecisionView | None:
        """The president's approval, or his ratification of what was done in an emergency."""
        return self.step(Step.APPROVED) or self.step(Step.RATIFIED)

    @property
    def approved_at(self) -> Instant | None:
        """When the president approved or ratified it, if he did."""
        return self.allowed.at if self.allowed else None

    @property
    def approved_by(self) -> UUID | None:
        """Who approved it."""
        return self.allowed.by_id if self.allowed else None

    @property
    def overridden(self) -> tuple[str, ...]:
        """The requirements the president overrode with his reason."""
        return tuple(one.id for one in self.allowed.gate if one.overridden) if self.allowed else ()

    @property
    def discussed_by(self) -> int:
        """How many took part in the discussion."""
        found = self.step(Step.DISCUSSED)
        return max(self.answers.discussed_by, len(found.participants) if found else 0)

    def step(self, step: Step) -> DecisionView | None:
        """That step of the chain, if it was taken."""
        return next((one for one in self.decisions if one.step == step), None)


@dataclass(frozen=True)
class SummonsView:
    """A summons, and what came of it."""

    id: UUID
    case_id: UUID
    person_id: UUID
    appear_at: Instant
    place: str
    matter: str
    drawn_at: Instant
    drawn_by: UUID | None
    served_at: Instant | None
    mode: str
    proof: bool
    attended: bool

    def missed(self, now: Instant) -> bool:
        """Whether he was lawfully summoned and the time has passed without him."""
        in_time = self.served_at is not None and self.served_at < self.appear_at
        return in_time and self.proof and self.appear_at < now and not self.attended


@dataclass(frozen=True)
class HeldView:
    """A person who is held now."""

    person_id: UUID
    standing: Standing


@dataclass(frozen=True)
class ClockView:
    """A running clock of a person."""

    key: str
    person_id: UUID
    case_id: UUID
    started: Instant
    due: Instant
    left: timedelta
    state: str
    citation: Citation
    closed_at: Instant | None = None
    provisional: bool = False
    """A later holiday notice may move its end."""

    @classmethod
    def of(cls, clock: Clock, person_id: UUID, case_id: UUID) -> Self:
        """The law's clock, of a person in a case."""
        return cls(
            clock.key,
            person_id,
            case_id,
            clock.started,
            clock.due,
            clock.left,
            clock.state,
            clock.citation,
            clock.closed_at,
            clock.provisional,
        )
