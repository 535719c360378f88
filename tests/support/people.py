"""The court and the people of every test."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.ids import new_id
from app.base.instant import Instant
from app.court import actions as court
from app.court.profile import CourtProfile
from app.staff import passwords
from app.staff.queries import token_hash
from app.staff.tables import Account, AccountRole, SignIn
from app.staff.verbs import Role, verbs_of

DAWN = Instant(datetime(2026, 1, 16, 22, 0, tzinfo=UTC))
"""06:00 in Beijing on 17 January 2026."""
EVENING_BEFORE = Instant(datetime(2026, 1, 16, 10, 0, tzinfo=UTC))
MACHINE = Actor(None, "系统", EVENING_BEFORE)
PROFILE = CourtProfile(
    name="彭阳县人民法院",
    code="宁0425",
    superior="固原市中级人民法院",
    custody_place="彭阳县拘留所",
    police="彭阳县公安局",
)

PEOPLE: dict[str, tuple[str, str | None, tuple[Role, ...]]] = {
    "judge": ("李文", "judge", (Role.JUDGE,)),
    "judge2": ("何平", "judge", (Role.JUDGE,)),
    "director": ("周正", "judge", (Role.DIRECTOR,)),
    "president": ("王成", None, (Role.PRESIDENT,)),
    "bailiff": ("马勇", "executor", (Role.BAILIFF,)),
    "bailiff2": ("杨兰", "executor", (Role.BAILIFF,)),
    "police": ("赵刚", "police", (Role.BAILIFF,)),
    "auxiliary": ("丁二", "auxiliary", (Role.BAILIFF,)),
    "clerk": ("陈敏", "clerk", (Role.CLERK,)),
    "cashier": ("钱红", None, (Role.CASHIER,)),
    "keeper": ("孙工", None, (Role.KEEPER,)),
    "auditor": ("吴督", None, (Role.AUDITOR,)),
}
PASSWORD = "a-long-password"
APPROVING = {"president", "director", "clerk", "judge", "keeper"}
WOMEN = {"bailiff2", "clerk", "cashier"}


def settle(session: Session) -> None:
    """Open the court and everybody's account; whoever approves gives `PASSWORD` again, all others have none."""
    court.set_profile(session, MACHINE, PROFILE)
    known = passwords.hash_of(PASSWORD)
    for username, (name, kind, roles) in PEOPLE.items():
        account_id = new_id(EVENING_BEFORE)
        session.add(
            Account(
                id=account_id,
                username=username,
                name=name,
                officer_kind=kind,
                sex="female" if username in WOMEN else "male",
                badge="",
                phone="",
                drives=username in {"bailiff", "police"},
                password_hash=known if username in APPROVING else "!",
                active=True,
                failures=0,
                locked_until=None,
                roles=[],
            )
        )
        session.flush()
        session.add_all(AccountRole(account_id=account_id, role=role) for role in roles)
        session.add(
            SignIn(
                token_hash=token_hash(f"token-{username}"),
                account_id=account_id,
                begun_at=EVENING_BEFORE,
                seen_at=EVENING_BEFORE,
                fresh_at=EVENING_BEFORE,
                ended_at=None,
                agent="test",
            )
        )
    session.flush()


def account_of(session: Session, username: str) -> Account:
    """The account of a person of the test court."""
    return session.scalars(select(Account).where(Account.username == username)).one()


def actor_of(session: Session, username: str, now: Instant = EVENING_BEFORE) -> Actor:
    """A person of the test court as an actor who sees the whole court (scope is tested through the gate)."""

    person = session.scalars(select(Account).where(Account.username == username)).one()
    roles = frozenset(role.role for role in person.roles)
    return Actor(person.id, person.name, now, verbs_of(roles), roles, WHOLE_COURT, person.officer_kind)


def seen_by(actor: Actor, *case_ids: UUID) -> Actor:
    """The same person seeing only these cases."""

    return replace(actor, scope=Scope(case_ids=frozenset(case_ids)))
