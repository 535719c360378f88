"""The deeds of this room as commands: what is told of each, whichever door it comes by."""

from typing import Annotated, Final, Literal, TypeAlias
from uuid import UUID

from pydantic import Field, StringConstraints

from app.base.deeds import Deed
from app.base.instant import Instant
from app.law.gates import Deputy
from app.law.punishments import EmergencyAct
from app.measures import deeds_custody
from app.measures.deeds_custody import Reason, Words
from app.measures.rules import DeedKind

ServiceMode: TypeAlias = Literal["signed", "family", "agent", "left_witness", "left_filmed", "outside_filmed"]
"""Handed over and signed for; to an adult of the household; to an agent; left before a witness; left and filmed;
met elsewhere, refused to sign, filmed."""
ReleaseReason: TypeAlias = Literal["paid", "repented", "ended", "not_admitted", "revoked", "stopped", "decided"]
FamilyResult: TypeAlias = Literal["told", "tried", "unreachable"]
"""`tried`: one attempt failed, the period runs on; `unreachable`: why they cannot be told is on record."""


class _Service(Deed):
    """What every service tells."""

    mode: ServiceMode = "signed"
    receiver: Words = ""
    relation: Words = ""
    refusal_reason: Words = ""
    witness: Words = ""


class ServeSummons(_Service):
    """A summons (传票) was served: one drawn before, or one filled in at the door with time and place."""

    summons_id: UUID | None = None
    appear_at: Instant | None = None
    place: Words = ""
    matter: Words = ""


class ServePaper(_Service):
    """Another paper was served."""

    paper: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    """Kind of the paper, such as detention_decision."""
    paper_id: UUID | None = None
    """The very paper, where it is one of ours."""
    control_number: Words = ""
    proposal_id: UUID | None = None


class RecordCompelled(Deed):
    """The person was taken into attendance (拘传)."""

    proposal_id: UUID | None = None
    consequences_told: bool = False


class RecordArrival(Deed):
    """He was brought to the place of questioning."""

    place: Words = ""


class BeginQuestioning(Deed):
    """Questioning began; `summons_id` when he came by himself on that summons."""

    place: Words = ""
    summons_id: UUID | None = None


class ExtendQuestioning(Deed):
    """Complicated, and detention lawfully possible: questioning may last up to 24 hours."""

    reason: Annotated[str, StringConstraints(min_length=2, max_length=1000)]
    proposal_id: UUID | None = None


class EndQuestioning(Deed):
    """Questioning ended; a person who was taken stays held until he is let go."""


class _Doorstep(Deed):
    """What is asked before a person is led away; None: nobody asked."""

    pregnant: bool | None = None
    nursing: bool | None = None
    seriously_ill: bool | None = None
    sole_carer: bool | None = None
    deputy: Deputy | None = None
    """Whether he says that he sits in a people's congress."""
    age: Annotated[int, Field(ge=0, le=150)] | None = None
    """The age he tells, where no paper shows his birth."""


class Announce(_Doorstep):
    """The detention decision was read out (宣读); `decision_served`: the person also received it."""

    proposal_id: UUID | None = None
    emergency: EmergencyAct | None = None
    """What made it necessary to detain before the president was asked."""
    decision_served: bool = False
    signed: bool = False
    place: Words = ""


class HandOver(_Doorstep):
    """The person was handed to the police for custody."""

    place: Words = ""
    receiver: Words = ""


class Admit(Deed):
    """The 拘留所 admitted him; its receipt (回执) names who took him and what was handed over with him."""

    place: Words = ""
    receipt_no: Words = ""
    receiver: Words = ""
    belongings: Reason = ""


class TellFamily(Deed):
    """The family was told of the detention, or an attempt failed."""

    result: FamilyResult
    how: Words = ""
    whom: Words = ""
    relation: Words = ""
    reason: Reason = ""


class Release(Deed):
    """The person was let go."""

    reason: ReleaseReason
    proposal_id: UUID | None = None
    """The decision on early release, where one was made."""
    certificate_no: Words = ""
    """Number of the 解除拘留证明书 that the 拘留所 gave him."""


COMMANDS: Final[dict[str, type[Deed]]] = {
    DeedKind.SUMMON: ServeSummons,
    DeedKind.SERVE: ServePaper,
    DeedKind.COMPEL: RecordCompelled,
    DeedKind.ARRIVE: RecordArrival,
    DeedKind.QUESTION: BeginQuestioning,
    DeedKind.EXTEND: ExtendQuestioning,
    DeedKind.QUESTION_END: EndQuestioning,
    DeedKind.ANNOUNCE: Announce,
    DeedKind.HAND_OVER: HandOver,
    DeedKind.ADMIT: Admit,
    DeedKind.TELL_FAMILY: TellFamily,
    DeedKind.RELEASE: Release,
    **deeds_custody.COMMANDS,
}
"""The command of each kind of deed."""
KIND_OF: Final = {command: DeedKind(kind) for kind, command in COMMANDS.items()}
