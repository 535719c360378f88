"""How far a signed-in person may see: the whole court, his own cases, his squad's targets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from app.cases import queries as cases
from app.staff.verbs import WHOLE_COURT_ROLES, Role, verbs_of
from app.sweeps import queries as sweeps


@dataclass(frozen=True)
class Sight:
    """What a person may see."""

    whole_court: bool = False
    case_ids: frozenset[UUID] = field(default_factory=frozenset)
    squad_ids: frozenset[UUID] = field(default_factory=frozenset)


def of(session: Session, account_id: UUID, roles: Iterable[str]) -> Sight:
    """A bailiff: targets of his squads in published sweeps. A judge: his cases and those of sweeps he leads."""
    held = {Role(role) for role in roles}
    squads = sweeps.squad_ids_of(session, account_id) if held & {Role.BAILIFF, Role.JUDGE} else frozenset[UUID]()
    if held & WHOLE_COURT_ROLES:
        return Sight(whole_court=True, squad_ids=squads)
    seen: set[UUID] = set(sweeps.case_ids_of_squads(session, squads))
    if Role.JUDGE in held:
        seen |= cases.ids_of_judge(session, account_id) | sweeps.case_ids_commanded(session, account_id)
    return Sight(case_ids=frozenset(seen), squad_ids=squads)


@lru_cache
def verbs(roles: frozenset[str]) -> frozenset[str]:
    """The verbs of a set of roles."""
    return verbs_of(roles)
