"""送拘材料清单: what must be brought to the custody place with a person, and what of it is there. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.documents.sealing import Stage
from app.measures.flags_custody import asked_at_the_door
from app.measures.holds import Standing
from app.measures.rules import Deed, DeedKind
from app.measures.views import Elsewhere

AT_HOME: Final = Elsewhere()
ELSEWHERE: Final = {"elsewhere_explained": "CUSTODY.elsewhere", "elsewhere_approval": "CUSTODY.elsewhere"}
"""The article behind what a custody place of another area asks for besides."""


class Have(StrEnum):
    """How a piece of the list stands."""

    READY = "ready"
    UNSEALED = "unsealed"
    """Issued, but it waits for its seal."""
    UNSERVED = "unserved"
    """Issued and sealed, but not yet in his hands."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the list; `paper_id` where it is a paper of ours."""

    key: str
    have: Have
    detail: str = ""
    paper_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was issued for the detention, as the list needs it."""

    id: UUID
    kind: str
    control_no: str
    stage: Stage


def pieces(
    *,
    approved: bool,
    number: str,
    id_number: str,
    papers: Mapping[str, Made],
    log: Sequence[Deed],
    elsewhere: Elsewhere = AT_HOME,
) -> list[Piece]:
    """The whole list in the order in which the custody place asks for it; one of another area asks for more."""
    more = [
        Piece("elsewhere_explained", _when(there=elsewhere.explained), elsewhere.place),
        Piece("elsewhere_approval", _when(there=bool(elsewhere.approval)), elsewhere.approval),
    ]
    return [
        Piece("approval", _when(there=approved)),
        _paper("detention_decision", papers, served=_decision_served(log)),
        Piece("number", _when(there=bool(number)), number),
        _paper("custody_notice", papers, served=True),
        _paper("family_notice", papers, served=True),
        Piece("identity", _when(there=bool(id_number))),
        Piece("doorstep", _when(there=any(asked_at_the_door(one) for one in log))),
        _examined(log),
        *(more if elsewhere.place else ()),
    ]


def missing(found: Collection[Piece]) -> int:
    """How much is not ready."""
    return sum(one.have is not Have.READY for one in found)


def brought(standing: Standing) -> bool:
    """Whether the list has done its work: he was admitted, or is free."""
    return standing.admitted_at is not None or not standing.held


def _when(*, there: bool) -> Have:
    return Have.READY if there else Have.MISSING


def _paper(kind: str, papers: Mapping[str, Made], *, served: bool) -> Piece:
    made = papers.get(kind)
    if made is None:
        return Piece(kind, Have.MISSING)
    if made.stage is Stage.TO_SEAL:
        have = Have.UNSEALED
    else:
        have = Have.READY if served or made.stage is Stage.SERVED else Have.UNSERVED
    return Piece(kind, have, made.control_no, made.id)


def _decision_served(log: Sequence[Deed]) -> bool:
    return any(
        (one.kind == DeedKind.ANNOUNCE and one.body.get("decision_served"))
        or (one.kind == DeedKind.SERVE and one.body.get("paper") == "detention_decision")
        for one in log
    )


def _examined(log: Sequence[Deed]) -> Piece:
    checks = [one for one in log if one.kind == DeedKind.EXAMINE]
    if not checks:
        return Piece("examination", Have.MISSING)
    last = checks[-1].body
    detail = " ".join(part for part in (str(last.get("place", "")), str(last.get("doctor", ""))) if part)
    return Piece("examination", _when(there=last.get("result") == "fit"), detail)
