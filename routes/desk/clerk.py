"""The clerk's day: what came, what is open, what is due today; and the sheet of a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command, read
from app.cases import queries as cases
from app.money import (
    queries,
    queries_bank,
    queries_blocks,
    queries_cash,
    queries_day,
    queries_distributions,
    queries_groups,
    queries_matching,
    queries_terms,
)
from app.money.queries_distributions import DistributionView
from app.money.views import MoneyClock
from app.staff import queries as staff
from app.trail import queries as trail
from routes.desk import money_shown as shown
from routes.gate import way_in

pages = Blueprint("clerk", __name__)
WEEK: Final = timedelta(days=7)


class Day(Command):
    """Which day is asked for; today when none is."""

    day: date | None = None


@way_in(pages, "/money", verb="money.view")
def day(session: Session, actor: Actor) -> ResponseReturnValue:
    """What came today, what is open, what is due today, in this order."""
    today = actor.now.day
    since, until = queries_day.span_of(today)
    came = queries_cash.receipts(session, actor.scope, since=since, until=until)
    open_receipts = queries.receipts_open(session, actor.scope)
    lines = queries_bank.lines_of_days(session, today, today) if actor.scope.whole_court else []
    unclaimed = queries_bank.unclaimed(session, actor.scope)
    due = queries_day.due_on(session, actor.scope, today)
    shared = queries_distributions.listed(session, actor.scope, today) if actor.may("payout.view") else []
    pressing = _pressing(session, actor, shared)
    wanted = {one.case_id for one in (*came, *open_receipts)} | {one.case_id for one in pressing}
    wanted |= {one.plan.case_id for one in due}
    briefs = cases.briefs(session, actor.scope, wanted)
    return render_template(
        "clerk/day.html",
        came=came,
        held=[one for one in came if one.counts],
        lines=[one for one in lines if one.amount > 0],
        open_receipts=open_receipts,
        cash=[one for one in open_receipts if one.way == "cash"],
        awaited=[one for one in open_receipts if one.state == "awaited"],
        unclaimed=unclaimed,
        ages=shown.ages(session, unclaimed, today),
        remarks=queries_groups.remarks(session, (str(one.id) for one in unclaimed)),
        directs=queries_cash.direct_claimed(session, actor.scope),
        proposals=len(queries_matching.proposals(session, actor.scope)),
        clocks=shown.clock_cards(session, actor, pressing),
        distributions=queries_terms.awaiting(shared) if actor.may("payout.propose") else [],
        due=due,
        briefs=briefs,
        people=shown.receipt_people(session, came),
        tones=shown.TONES_OF,
        total=shown.total,
        uncounted=queries_blocks.uncounted(session, since) if actor.may("money.number") else 0,
    )


@way_in(pages, "/money/sheet", verb="money.view")
def sheet(session: Session, actor: Actor) -> ResponseReturnValue:
    """The sheet of a day (日结单), for who sees the whole court."""
    actor.scope.require(None, "sheet")
    asked = read(Day, request.args.to_dict()).day or actor.now.day
    found = queries_day.day_sheet(session, asked)
    people = {who for one in (*found.made, *found.acknowledged) for who in (*one.officer_ids, one.acknowledged_by)}
    return render_template(
        "clerk/sheet.html",
        sheet=found,
        briefs=cases.briefs(session, actor.scope, {one.case_id for one in found.receipts}),
        people=staff.names(session, people),
        ages=shown.ages(session, found.unclaimed, asked),
        head=trail.head(session),
        tones=shown.TONES_OF,
        total=shown.total,
    )


def _pressing(session: Session, actor: Actor, shared: Sequence[DistributionView]) -> list[MoneyClock]:
    """The clocks of the day; money that has weeks to be paid out stands on the page of payouts alone."""
    soon = [one for one in queries.payout_clocks(session, actor.scope, actor.now) if one.clock.left < WEEK]
    running = queries.running_clocks(session, actor.scope, actor.now)
    return [*running, *queries_terms.terms(session, shared, actor.now), *soon]
