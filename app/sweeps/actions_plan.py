"""Routes proposed: asked for, searched outside any transaction, checked, taken over."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.base.turns import take_turn
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.actions import Result, Task
from app.jobs.rules import ENDED, State
from app.staff import queries as staff
from app.sweeps import doors, planning, queries, queries_problem, queries_routes
from app.sweeps.actions_stops import write_proposal
from app.sweeps.effort import SECONDS, Limit, quiet, watch
from app.sweeps.keeping import Best, Progress
from app.sweeps.plannable import require_plannable
from app.sweeps.planning import PlanProposal, Problem, Watch
from app.sweeps.queries_routes import PLAN, Loaded
from app.sweeps.tables import PlanRun
from app.trail import actions as trail

if TYPE_CHECKING:
    from app.sweeps.planning.portfolio import Aim


class AskForPlan(Command):
    """A proposal of routes, searched for so many seconds of computing."""

    sweep_id: UUID
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    seconds: Annotated[int, Field(ge=1, le=60)] = SECONDS
    go_on: bool = False
    """Go on from the plan at which the last search was stopped, or from the routes as they stand, instead of anew."""


def ask_for_plan(session: Session, actor: Actor, deed: AskForPlan) -> UUID:
    """Put up the job; refused while one runs, and when there is nothing to plan."""
    row = queries.plannable(session, actor, deed.sweep_id)
    take_turn(session, f"sweep {row.id}")
    running = job_queries.newest(session, PLAN, str(row.id))
    if running is not None and running.state not in ENDED:
        raise Refusal("sweeps.plan_runs", Kind.CONFLICT)
    loaded = queries_routes.load(session, row.id)
    require_plannable(loaded, queries_problem.problem(session, loaded))
    args = {
        "subject": str(row.id),
        "number": row.number,
        "seed": deed.seed,
        "seconds": deed.seconds,
        "best": {},
    }
    if deed.go_on:
        left = _left_by(running.state, running.result) if running else {}
        args["best"] = left or _as_they_stand(loaded)
    return jobs.put_up(session, actor, PLAN, args)


def _left_by(state: str, result: Result) -> Best:
    """The best plan of a search that did not end by itself."""
    return dict(result.get("best") or {}) if state in (State.CANCELLED, State.FAILED) else {}


def _as_they_stand(loaded: Loaded) -> Best:
    """The routes of a sweep as a plan to start from."""
    begins = loaded.sweep.starts_at
    return {
        str(squad_id): [
            [str(stop.target_id), str(stop.address_id), doors.seconds(stop.arrive_at, begins)] for stop in many
        ]
        for squad_id, many in loaded.stops.items()
    }


def plan_routes(
    session: Session, actor: Actor, sweep_id: UUID, *, seed: int = 0, limit: Limit | None = None
) -> PlanProposal:
    """Propose routes and take them over in one go: for the terminal, the demonstration, tests."""
    problem = begin_plan(session, actor, sweep_id)
    proposal = search(problem, seed=seed, watch=watch(limit or Limit(), quiet))
    take_over(session, actor, sweep_id, problem=problem, proposal=proposal, seed=seed)
    return proposal


def begin_plan(session: Session, actor: Actor, sweep_id: UUID) -> Problem:
    """The problem of a sweep this person may plan; refused when there is nothing to plan."""
    queries.plannable(session, actor, sweep_id)
    loaded = queries_routes.load(session, sweep_id)
    problem = queries_problem.problem(session, loaded)
    require_plannable(loaded, problem)
    return problem


def search(problem: Problem, *, seed: int, watch: Watch, aim: "Aim | None" = None) -> PlanProposal:
    """The best plan found until the watch says that the effort is spent; it has passed its check."""
    from app.sweeps.planning import planner  # noqa: PLC0415 - loads where it is used

    return planner.plan(problem, seed=seed, watch=watch, aim=aim).proposal


def take_over(
    session: Session, actor: Actor, sweep_id: UUID, *, problem: Problem, proposal: PlanProposal, seed: int
) -> PlanRun:
    """Make the proposal the routes; refused when somebody changed the sweep since the search began."""
    row = queries.plannable(session, actor, sweep_id)
    take_turn(session, f"sweep {row.id}")
    loaded = queries_routes.load(session, sweep_id)
    if queries_problem.problem(session, loaded) != problem:
        raise Refusal("sweeps.changed_meanwhile", Kind.CONFLICT)
    write_proposal(session, loaded, problem, proposal)
    run = PlanRun(
        id=new_id(actor.now),
        sweep_id=row.id,
        at=actor.now,
        by_id=actor.id,
        seed=seed,
        summary=summary(problem, proposal),
    )
    session.add(run)
    trail.write(session, actor, "sweep.plan", subject=row.id, content=run.summary | {"seed": seed})
    return run


def summary(problem: Problem, proposal: PlanProposal) -> Result:
    """What a proposal comes to, as plain numbers; `found`: how many people it is expected to meet."""
    from app.sweeps.planning import planner  # noqa: PLC0415 - loads where it is used

    brings = planner.expected(problem, proposal)
    return {
        "placed": proposal.placed,
        "unplaced": {str(target_id): reason.value for target_id, reason in proposal.unplaced},
        "metres": proposal.metres,
        "drive_s": sum(route.drive for route in proposal.routes),
        "value": planning.value(problem, proposal),
        "found": round(brings.found, 2),
        "late": round(brings.late, 3),
    }


def work(task: Task) -> Result:
    """The job `sweeps.plan`: read, search with progress, take over. Holds no transaction while it searches."""
    sweep_id, seed, seconds = UUID(task.args["subject"]), int(task.args["seed"]), int(task.args["seconds"])
    with task.store.reading() as session:
        name = staff.names(session, [task.by_id]).get(task.by_id, "") if task.by_id else ""
        loaded = queries_routes.load(session, sweep_id)
        problem = queries_problem.problem(session, loaded)
        require_plannable(loaded, problem)
        left, spent = _left_off(session, task)

    progress = Progress(task, problem, seconds, min(spent, seconds - 1))
    proposal = _proposed(problem, seed, progress, left)
    task.report(seconds, seconds)
    with task.store.writing() as session:
        actor = Actor(task.by_id, name, task.clock(), verbs=frozenset({"sweep.plan"}))
        run = take_over(session, actor, sweep_id, problem=problem, proposal=proposal, seed=seed)
        return run.summary


def _proposed(problem: Problem, seed: int, progress: Progress, left: Best) -> PlanProposal:
    """The plan found; of a fresh one with many targets the better of two searches, where there is a processor for each."""
    from app.sweeps import beside  # noqa: PLC0415 - loads where it is used

    seconds = progress.seconds - progress.spent_before
    if left or not beside.worth_it(problem):
        return search(problem, seed=seed, watch=watch(Limit(seconds), progress.report), aim=progress.aim(left))
    with beside.Second(problem, seed, seconds) as second:
        own = search(problem, seed=seed, watch=watch(Limit(seconds), progress.report), aim=progress.aim(left))
        other = None if progress.enough else second.plan(lambda: progress.report(seconds, 0))
    return beside.better(problem, own, other, seed=seed) if other else own


def _left_off(session: Session, task: Task) -> tuple[Best, int]:
    """From what to go on, and after how many seconds: where the worker before died, else where the last search stopped."""
    row = job_queries.job(session, task.id)
    kept = dict(row.result.get("best") or {}) if task.attempt > 1 else {}
    return (kept, row.done) if kept else (dict(task.args.get("best") or {}), 0)
