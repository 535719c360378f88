"""An action of several days is one sweep for each day: the next day is opened from the day before, with whoever is still to be called on."""

import re
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.sweeps import queries, queries_routes
from app.sweeps.actions import OpenSweep, open_sweep
from app.sweeps.actions_targets import AddTarget, add_target
from app.sweeps.rules import Category, Measure
from app.sweeps.tables import Sweep
from app.sweeps.views import SweepView

DAY: Final = timedelta(days=1)
NUMBERED: Final = re.compile(r"（第(\d{1,2})天）$")
LONGEST_NAME: Final = 80


class OpenNextDay(Command):
    """The same action on the day after, with those of its targets that are on no route."""

    sweep_id: UUID


def open_next_day(session: Session, actor: Actor, deed: OpenNextDay) -> Sweep:
    """Open it; squads are put together anew, since whoever was out at night rests."""
    before = queries.seen(session, actor, deed.sweep_id)
    if not queries.may_plan(actor, before):
        raise Refusal("sweeps.not_yours", Kind.FORBIDDEN)
    row = open_sweep(
        session,
        actor,
        OpenSweep(
            name=_named(before),
            category=Category(before.category),
            aim=before.aim,
            starts_at=before.starts_at + DAY,
            ends_at=before.ends_at + DAY,
            commander_id=before.commander_id,
            risks=before.risks,
        ),
    )
    routed = queries_routes.load(session, before.id).stop
    for one in queries.targets(session, actor.scope, before.id):
        if one.id not in routed:
            add_target(
                session,
                actor,
                AddTarget(
                    sweep_id=row.id,
                    case_id=one.case_id,
                    person_id=one.person.id,
                    measure=Measure(one.measure),
                    weight=one.weight,
                    plan=one.plan,
                    risks=one.risks,
                    address_id=one.address.id if one.address else None,
                ),
            )
    return row


def _named(before: SweepView) -> str:
    """The name with the number of its day."""
    told = NUMBERED.search(before.name)
    ending = f"（第{int(told[1]) + 1 if told else 2}天）"
    return NUMBERED.sub("", before.name)[: LONGEST_NAME - len(ending)] + ending
