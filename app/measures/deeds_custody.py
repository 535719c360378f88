"""What happens to a person after the decision, as commands: restraints, custody, leave, reconsideration."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, TypeAlias
from uuid import UUID

from pydantic import Field, StringConstraints

from app.base.deeds import Deed
from app.base.instant import Instant
from app.base.money import Money
from app.measures.rules import DeedKind

Words: TypeAlias = Annotated[str, StringConstraints(max_length=200)]
Reason: TypeAlias = Annotated[str, StringConstraints(max_length=1000)]
Danger: TypeAlias = Literal["escape", "violence", "suicide", "self_harm", "other"]
"""The closed list of reasons for a restraint; `other` is told in words."""
Asked: TypeAlias = Literal["advice", "query", "stop", "leave"]
Decided: TypeAlias = Literal["refusal", "advice", "query", "stop", "leave"]
Outcome: TypeAlias = Literal["release", "grant", "keep", "again", "other"]
"""Released or stopped; leave granted; nothing changes; brought to custody again; dealt with otherwise."""


class Restrain(Deed):
    """Handcuffs or rope were put on."""

    means: Literal["handcuffs", "rope", "other"] = "handcuffs"
    danger: Danger | None = None
    reason: Reason = ""


class Unrestrain(Deed):
    """Handcuffs or rope were taken off; injuries are named or said to be none."""

    injuries: Reason = ""


class Search(Deed):
    """The person was searched, and what was found."""

    place: Words = ""
    found: Reason = ""
    second_recorder_no: Annotated[str, StringConstraints(max_length=40)] = ""


class Examine(Deed):
    """A doctor looked at him before custody."""

    place: Words = ""
    doctor: Words = ""
    result: Literal["fit", "unfit"]
    findings: Reason = ""


class RefuseAdmission(Deed):
    """The 拘留所 did not admit him (不予收拘通知书)."""

    place: Words = ""
    notice_no: Words = ""
    reason: Annotated[str, StringConstraints(min_length=2, max_length=1000)]


class Talk(Deed):
    """Two officers talked with the detained person."""

    place: Words = ""


class Repent(Deed):
    """He admitted and mended his ways, and signed it (具结悔过)."""

    signed: bool = False


class AskReconsideration(Deed):
    """He asked the higher court to reconsider; carrying out goes on."""

    of: Literal["detention", "fine"] = "detention"
    how: Literal["written", "oral"] = "written"


class ForwardReconsideration(Deed):
    """The higher court received the application; its five days run from here."""

    receiver: Words = ""


class DecideReconsideration(Deed):
    """What the higher court decided; told by word of mouth when urgent."""

    of: Literal["detention", "fine"] = "detention"
    result: Literal["upheld", "changed", "revoked"]
    days: Annotated[int, Field(ge=1, le=999)] | None = None
    told: Literal["written", "oral"] = "written"
    number: Words = ""


class AskCourt(Deed):
    """The 拘留所 wrote to the court: another handling, a wrong detention, illness, leave."""

    matter: Asked
    notice_no: Words = ""
    reason: Annotated[str, StringConstraints(min_length=2, max_length=1000)]


class DecideCustody(Deed):
    """What the court decided on a refusal of admission or on what the 拘留所 wrote."""

    matter: Decided
    outcome: Outcome
    decided_by: UUID | None = None
    reason: Annotated[str, StringConstraints(min_length=2, max_length=1000)]


class BeginLeave(Deed):
    """He left the custody place on leave, with a guarantor or a deposit."""

    until: Instant | None = None
    guarantor: Words = ""
    deposit: Money | None = None


class EndLeave(Deed):
    """He is back from leave."""


COMMANDS: Final[Mapping[str, type[Deed]]] = {
    DeedKind.RESTRAIN: Restrain,
    DeedKind.UNRESTRAIN: Unrestrain,
    DeedKind.SEARCH: Search,
    DeedKind.EXAMINE: Examine,
    DeedKind.REFUSE: RefuseAdmission,
    DeedKind.TALK: Talk,
    DeedKind.REPENT: Repent,
    DeedKind.RECONSIDER: AskReconsideration,
    DeedKind.FORWARD: ForwardReconsideration,
    DeedKind.RECONSIDERED: DecideReconsideration,
    DeedKind.ASK: AskCourt,
    DeedKind.DECIDE: DecideCustody,
    DeedKind.LEAVE_BEGIN: BeginLeave,
    DeedKind.LEAVE_END: EndLeave,
}
"""The command of each kind."""
