"""A published morning for tests of the tablet: one squad, a few stops, an approval to compel."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.store import Store
from app.cases.actions import AddPhone, SetAccount, add_phone, set_account
from app.staff.tables import SignIn
from app.sweeps import queries as sweeps
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.queries_routes import stops_of_squad
from app.sweeps.views import StopView
from tests.support import people
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target

NAMES = (("张某甲", "male", "detain"), ("黄某乙", "male", "compel"), ("吴某丙", "female", "persuade"))
ACCOUNT = "6228000000000000017"


@dataclass(frozen=True)
class Morning:
    """What was arranged."""

    sweep_id: UUID
    squad_id: UUID
    stops: tuple[StopView, ...]

    @property
    def first(self) -> StopView:
        """The stop driven to first."""
        return self.stops[0]


def make_morning(store: Store) -> Morning:
    """One squad with three stops, published on the evening before; everybody has signed in at dawn."""
    with store.writing() as session:
        for entry in session.scalars(select(SignIn)):
            entry.begun_at = entry.seen_at = people.DAWN
        return arrange(session)


def arrange(session: Session) -> Morning:
    """The same inside an open transaction."""
    judge, director = (people.actor_of(session, who) for who in ("judge", "director"))
    sweep_id = make_sweep(session, judge)
    squad_id = make_squad(session, judge, sweep_id)
    targets = [
        make_target(
            session, judge, sweep_id, name=name, sex=sex, measure=measure, plan="天亮前到，先告知后果，再谈还款。"
        )
        for name, sex, measure in NAMES
    ]
    make_route(session, judge, squad_id, targets)
    first = sweeps.target(session, judge.scope, targets[0])
    set_account(
        session, judge, SetAccount(case_id=first.case_id, account_no=ACCOUNT, account_bank="松溪村镇银行营业部")
    )
    phone = AddPhone(person_id=first.person.id, case_id=first.case_id, number="13900000001", note="本人")
    add_phone(session, judge, phone)
    publish_sweep(session, director.at(people.EVENING_BEFORE + timedelta(hours=1)), PublishSweep(sweep_id=sweep_id))
    return Morning(sweep_id, squad_id, tuple(stops_of_squad(session, squad_id)))
