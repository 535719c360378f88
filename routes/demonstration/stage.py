"""The stage of the played day: who is where, and how a deed is told by letter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.measures import queries as measures
from app.measures.rules import ProposalKind
from app.measures.views import ProposalView
from app.sweeps import queries as sweeps
from app.sweeps.views import SquadView, SweepView
from app.sync.actions import receive
from app.sync.rules import SCHEMA, Envelope
from routes.demonstration.clockwork import DAY, Cast, at, cast_of, letter_id
from routes.demonstration.court import PROFILE, SQUADS
from routes.demonstration.persons import DEBTORS

GOOD = frozenset({"applied", "duplicate"})


@dataclass(frozen=True)
class Sought:
    """A debtor as a target of the sweep."""

    case_id: UUID
    person_id: UUID
    target_id: UUID
    party: int


@dataclass(frozen=True)
class Scene:
    """Something that happens at one time of the day. `play` gets the stage."""

    clock: str
    play: Callable[["Stage"], None]
    day: date = DAY
    title: str = ""
    """What the terminal says of it; else the first line of what `play` says of itself."""

    @property
    def moment(self) -> Instant:
        """When it happens."""
        return at(self.clock, self.day)

    def __str__(self) -> str:
        return self.title or str(self.play.__doc__).strip().splitlines()[0]


@dataclass(frozen=True)
class Stage:
    """One scene's session and moment, and everybody on it."""

    session: Session
    moment: Instant
    cast: Cast
    sweep: SweepView
    squads: tuple[SquadView, ...]
    sought: dict[str, Sought]

    def tell(self, key: str, kind: str, clock: str, **body: Any) -> None:
        """Send one letter about a debtor from his squad's tablet; anything but "applied" is a fault of the script."""
        aim = self.sought[key]
        party, moment = SQUADS[aim.party], at(clock)
        teller = next(name for name in party.members if name.startswith("bailiff"))
        letter = {
            "id": str(letter_id(moment, kind, key)),
            "kind": kind,
            "at": moment.iso,
            "body": {
                "case_id": str(aim.case_id),
                "person_id": str(aim.person_id),
                "target_id": str(aim.target_id),
                "squad_id": str(self.squads[aim.party].id),
                "officer_ids": [str(self.cast.ids[name]) for name in party.members if name.startswith(("bai", "pol"))],
                "recorder_no": f"JLY-{aim.party + 1:02d}",
                **body,
            },
        }
        device = f"demonstration-tablet-{aim.party + 1}"
        envelope = Envelope.model_validate({"device": device, "schema": SCHEMA, "letters": [letter]})
        answer = receive(self.session, self.cast.acting(teller, moment), envelope)["answers"][0]
        if answer["status"] not in GOOD:
            raise Refusal("demo.letter", Kind.CONFLICT, deed=kind, person=key, why=answer.get("code"))

    def proposal(self, key: str, kind: ProposalKind) -> ProposalView:
        """The newest proposal of that kind against a debtor."""
        aim = self.sought[key]
        found = measures.proposals_of(self.session, WHOLE_COURT, person_ids=[aim.person_id])
        return next(one for one in found if one.kind == kind and one.case_id == aim.case_id)


def set_stage(session: Session, moment: Instant) -> Stage:
    """Find the demonstration's sweep and people in the store."""
    sweep = sweeps.sweep(session, 1)
    by_number = {f"（2025）{PROFILE.code}执{one.serial}号": one.key for one in DEBTORS if not one.spouse_of}
    names = {one.name: one.key for one in DEBTORS}
    parties = {key: place for place, party in enumerate(SQUADS) for key in party.route}
    sought = {}
    for target in sweeps.targets(session, WHOLE_COURT, sweep.id):
        if target.case_number in by_number:
            key = names[target.person.name]
            sought[key] = Sought(target.case_id, target.person.id, target.id, parties[key])
    squads = tuple(sweeps.squads(session, sweep.id))
    return Stage(session, moment, cast_of(session), sweep, squads, sought)


def case_number(stage: Stage, key: str) -> str:
    """The number of a debtor's case."""
    case_id = stage.sought[key].case_id
    return cases.briefs(stage.session, WHOLE_COURT, [case_id])[case_id].number
