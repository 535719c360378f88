"""Loads the demonstration into an empty store, in its state on the evening before."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.court import actions as court
from app.staff.actions import AddAccount
from app.staff.rules import DEMONSTRATION_PASSWORD
from app.trail.people import add_account
from routes.demonstration import evening, plan
from routes.demonstration.clockwork import EVENING_BEFORE, cast_of
from routes.demonstration.court import PEOPLE, PROFILE

MACHINE = Actor(None, "system", EVENING_BEFORE)


def load(session: Session) -> None:
    """Everything the court had and knew at 18:00 on 16 January 2026; the clock is set to that moment."""
    court.set_profile(session, MACHINE, PROFILE)
    court.load_rates(session, MACHINE)
    court.set_fact(session, "demonstration", "1")
    court.set_fact(session, "epoch", str(new_id(EVENING_BEFORE)))
    set_clock(session, EVENING_BEFORE)
    for place, one in enumerate(PEOPLE, 1):
        deed = AddAccount(
            username=one.username,
            name=one.name,
            password=DEMONSTRATION_PASSWORD,
            sex="female" if one.sex == "female" else "male",
            roles=one.roles,
            officer_kind=one.kind,
            drives=one.drives,
            badge=f"演示{place:04d}" if one.kind else "",
            phone=f"000-0000-{place:04d}",
        )
        add_account(session, MACHINE, deed, demonstration=True)
    cast = cast_of(session)
    known = evening.open_cases(session, cast)
    evening.put_pins(session, cast, known)
    evening.give_leads(session, cast, known)
    evening.serve_summonses(session, cast, known)
    evening.propose_measures(session, cast, known)
    plan.plan_sweep(session, cast, known)


def set_clock(session: Session, moment: Instant) -> None:
    """From now on the demonstration's clock shows `moment` and runs."""
    offset = moment - Instant(datetime.now(UTC))
    court.set_fact(session, "clock_offset_seconds", str(int(offset.total_seconds())))
