"""What if: the same sweep with one thing otherwise, planned beside the real one. Nothing of it becomes the routes."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.base.turns import take_turn
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.actions import Result, Task
from app.jobs.rules import ENDED
from app.sweeps import queries, queries_problem, queries_routes
from app.sweeps.effort import Limit, watch
from app.sweeps.plannable import require_plannable
from app.sweeps.planning import Problem
from app.sweeps.queries_routes import Loaded
from app.trail import actions as trail

WHAT_IF: Final = "sweeps.what_if"
SECONDS: Final = 3
AS_IT_IS: Final = "as_it_is"
MORE_SQUAD: Final = "more_squad"
EARLIER: Final = "earlier"
WITHOUT: Final = "without"


class AskWhatIf(Command):
    """One squad more, so many minutes earlier, without a township: each as far as it is asked for."""

    sweep_id: UUID
    more_squad: bool = False
    earlier_minutes: Annotated[int, Field(ge=5, le=180)] | None = None
    without_township: Annotated[str, StringConstraints(max_length=40)] = ""


def ask_what_if(session: Session, actor: Actor, deed: AskWhatIf) -> UUID:
    """Put up the job; refused when nothing is asked, while one runs, and when there is nothing to plan."""
    row = queries.plannable(session, actor, deed.sweep_id)
    take_turn(session, f"sweep {row.id}")
    running = job_queries.newest(session, WHAT_IF, str(row.id))
    if running is not None and running.state not in ENDED:
        raise Refusal("sweeps.what_if_runs", Kind.CONFLICT)
    loaded = queries_routes.load(session, row.id)
    if not (deed.more_squad or deed.earlier_minutes or deed.without_township):
        raise Refusal("sweeps.what_if_nothing", Kind.INVALID)
    if deed.without_township and deed.without_township not in townships(loaded):
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("without_township", "sweeps.township_unknown"),))
    require_plannable(loaded, queries_problem.problem(session, loaded))
    args = {"subject": str(row.id), **deed.model_dump(mode="json", exclude={"sweep_id"})}
    trail.write(session, actor, "sweep.what_if", subject=row.id, content=args)
    return jobs.put_up(session, actor, WHAT_IF, args)


def townships(loaded: Loaded) -> list[str]:
    """The townships in which the sweep seeks somebody."""
    spots = (loaded.spot(one) for one in loaded.targets)
    return sorted({spot.township for spot in spots if spot and spot.township})


def work(task: Task) -> Result:
    """The job: plan each variant as long as the real one, and tell what each is expected to bring."""
    from app.sweeps.planning import planner  # noqa: PLC0415 - loads where it is used

    with task.store.reading() as session:
        compared = variants(session, UUID(task.args["subject"]), task.args)
    whole = len(compared) * SECONDS
    rows: list[Result] = []
    for number, (name, problem) in enumerate(compared):
        begun = number * SECONDS

        def report(spent: float, _best: int, begun: int = begun) -> bool:
            task.report(begun + min(int(spent), SECONDS), whole)
            return False

        found = planner.plan(problem, seed=0, watch=watch(Limit(SECONDS), report))
        verdict = found.verdict
        rows.append(
            {
                "name": name,
                "found": round(verdict.found, 2),
                "error": round(verdict.error, 2),
                "placed": found.proposal.placed,
                "targets": len(problem.targets),
                "km": round(verdict.metres / 1000, 1),
                "late": round(verdict.late, 3),
            }
        )
        task.report(begun + SECONDS, whole, result={"rows": rows})
    return {"rows": rows}


def variants(session: Session, sweep_id: UUID, asked: Any) -> list[tuple[str, Problem]]:
    """The sweep as it is, and otherwise as it was asked; refused when one of them cannot be planned."""
    loaded = queries_routes.load(session, sweep_id)
    as_it_is = queries_problem.problem(session, loaded)
    require_plannable(loaded, as_it_is)
    found = [(AS_IT_IS, as_it_is)]
    if asked["more_squad"]:
        found.append((MORE_SQUAD, one_squad_more(as_it_is)))
    if asked["earlier_minutes"]:
        sooner = _earlier(loaded, int(asked["earlier_minutes"]))
        found.append((EARLIER, queries_problem.problem(session, sooner)))
        require_plannable(sooner, found[-1][1])  # before dawn ways take longer: locked stops may not be made any more
    if asked["without_township"]:
        found.append((WITHOUT, queries_problem.problem(session, _without(loaded, asked["without_township"]))))
    return found


def one_squad_more(problem: Problem) -> Problem:
    """The same with a squad like the ablest one."""
    model = max(problem.squads, key=lambda one: (len(one.abilities), one.seats))
    more = replace(model, id=new_id_like(model.id), barred=frozenset())
    return replace(problem, squads=(*problem.squads, more))


def new_id_like(known: UUID) -> UUID:
    """An id that only this calculation knows: the same each time, so that the same question has the same answer."""
    return UUID(int=known.int ^ 1)


def _earlier(loaded: Loaded, minutes: int) -> Loaded:
    """The same sweep, starting earlier; it ends when it ends."""
    starts = loaded.sweep.starts_at + timedelta(minutes=-minutes)
    return replace(loaded, sweep=replace(loaded.sweep, starts_at=starts))


def _without(loaded: Loaded, township: str) -> Loaded:
    """The same sweep without those who live there."""
    there = {one for one in loaded.targets if (spot := loaded.spot(one)) and spot.township == township}
    return replace(
        loaded,
        targets={key: one for key, one in loaded.targets.items() if key not in there},
        stops={squad: [one for one in many if one.target_id not in there] for squad, many in loaded.stops.items()},
    )
