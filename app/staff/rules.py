"""Who may sign in, for how long, and which roles one person may not hold together."""

from collections.abc import Iterable
from datetime import timedelta

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.staff.verbs import Role

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
IDLE_LIMIT = timedelta(hours=12)
"""A sweep day is long; the tablet must not sign out between two doors."""
WHOLE_LIMIT = timedelta(hours=24)
SEEN_STEP = timedelta(minutes=5)
PASSWORD_LENGTH = 10
DEMONSTRATION_PASSWORD = "demo-2026-0116"  # noqa: S105 - printed on purpose; refused by a real court

NEVER_EMPTY = {Role.PRESIDENT: "staff.last_president", Role.KEEPER: "staff.last_keeper"}
"""Offices the court is never without: nobody could approve, or mend an account; and how the refusal is called."""

APART = (
    frozenset({Role.BAILIFF, Role.CASHIER}),
    frozenset({Role.CLERK, Role.CASHIER}),
    frozenset({Role.BAILIFF, Role.CLERK}),
    frozenset({Role.JUDGE, Role.PRESIDENT}),
    frozenset({Role.JUDGE, Role.CASHIER}),
    frozenset({Role.PRESIDENT, Role.CASHIER}),
    frozenset({Role.KEEPER, Role.AUDITOR}),
)
"""Who takes cash does not book it, who proposes does not approve, who runs the machine does not audit it."""


def live(*, now: Instant, begun: Instant, seen: Instant, ended: Instant | None) -> bool:
    """Whether a sign-in still counts."""
    return ended is None and now - seen <= IDLE_LIMIT and now - begun <= WHOLE_LIMIT


def require_roles_apart(roles: Iterable[str]) -> None:
    """Refuse roles that one person may not hold together."""
    held = {Role(role) for role in roles}
    for pair in APART:
        if pair <= held:
            raise Refusal("staff.roles_apart", Kind.INVALID, roles=sorted(pair))


def require_password(password: str, *, demonstration: bool) -> None:
    """Refuse a short password, and the demonstration's in a real court."""
    if not demonstration and password == DEMONSTRATION_PASSWORD:
        raise Refusal("staff.demonstration_password", Kind.INVALID)
    if len(password) < PASSWORD_LENGTH:
        raise Refusal("staff.password_short", Kind.INVALID, least=PASSWORD_LENGTH)
