"""`sweep plan`: propose the routes of a sweep from the terminal."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import click
from pydantic import Field

from app.base.actor import Actor
from app.base.reading import Command, read
from app.staff import queries as staff
from app.sweeps import actions_plan, queries, queries_routes
from app.sweeps.effort import SECONDS, Limit, quiet, watch
from app.sweeps.planning.check import faults
from app.sweeps.views import RouteView
from routes.by_road import asked_for
from routes.deployment import deployment
from routes.terminal import speech

command = click.Group("sweep", help="Sweeps: routes and results.")


class RoutesAsked(Command):
    """`sweep plan`."""

    number: Annotated[int, Field(ge=1)]
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)]
    seconds: Annotated[int, Field(ge=1, le=600)]
    steps: Annotated[int, Field(ge=1, le=10_000_000)] | None = None

    @property
    def limit(self) -> Limit:
        """How long to search; steps alone where they are given."""
        return Limit(seconds=None, steps=self.steps) if self.steps else Limit(seconds=self.seconds)


@command.command("plan")
@click.argument("number")
@click.option("--seed", default="0", help="The same seed and steps give the same plan.")
@click.option("--seconds", default=str(SECONDS), help="CPU seconds to search, 1 to 600.")
@click.option("--steps", help="Search so many steps instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@speech.refusals_spoken
def plan(*, as_json: bool, **given: Any) -> None:
    """Propose the routes of the sweep of that number and take them over."""
    asked = read(RoutesAsked, given)
    store = deployment().store
    speech.require_court(store)
    actor = Actor(None, "system", speech.now(), verbs=frozenset({"sweep.plan"}))
    with store.reading() as session:
        sweep = queries.sweep(session, asked.number)
        actions_plan.begin_plan(session, actor, sweep.id)
    unanswered = asked_for(store, sweep.id, actor.now)
    with store.reading() as session:
        problem = actions_plan.begin_plan(session, actor, sweep.id)
    proposal = actions_plan.search(problem, seed=asked.seed, watch=watch(asked.limit, quiet))
    with store.writing() as session:
        run = actions_plan.take_over(session, actor, sweep.id, problem=problem, proposal=proposal, seed=asked.seed)
        routes = queries_routes.routes(session, actor.scope, sweep.id)
        leaders = staff.names(session, [route.squad.leader_id for route in routes])
        summary = run.summary
    valid = not faults(problem, proposal)
    shown = [_as_json(route) for route in routes]
    if as_json:
        told = {
            "sweep": asked.number,
            "seed": asked.seed,
            "valid": valid,
            **summary,
            "roads": unanswered,
            "routes": shown,
        }
        speech.say_json(told)
        return
    _say(routes, leaders)
    if unanswered:
        click.echo(f"the road service did not answer ({unanswered}): estimates stand for what is missing")
    click.echo(f"placed {summary['placed']}, left out {len(summary['unplaced'])}")


def _say(routes: Sequence[RouteView], leaders: Mapping[UUID, str]) -> None:
    """The routes, stop by stop."""
    for route in routes:
        leader = leaders.get(route.squad.leader_id, "—") if route.squad.leader_id else "—"
        click.echo(f"{route.squad.name} ({leader}): {len(route.stops)} stops, {route.kilometres} km, {route.label}")
        for stop in route.stops:
            click.echo(
                f"  {stop.position:2} {stop.arrive_at.beijing:%H:%M} {stop.target.person.name} {stop.address.raw}"
            )


def _as_json(route: RouteView) -> dict[str, object]:
    stops = [
        {
            "target": str(stop.target_id),
            "address": str(stop.address.id),
            "arrive_at": stop.arrive_at.iso,
            "leave_at": stop.leave_at.iso,
            "locked": stop.locked,
        }
        for stop in route.stops
    ]
    return {
        "squad": route.squad.name,
        "ways": route.source,
        "metres": route.metres,
        "back_at": route.back_at.iso,
        "stops": stops,
    }
