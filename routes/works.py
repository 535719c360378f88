"""The one table of long work: which function does which kind of job. It is imported by the worker only."""

from collections.abc import Mapping
from uuid import UUID

from app.base.store import Store
from app.cases import actions_import_long, imports
from app.court import queries as court
from app.documents import print_sets, printing
from app.documents.batch import BATCH, Workshop
from app.documents.press import Place
from app.jobs.actions import Result, Task, Work
from app.sweeps import actions_plan, actions_what_if
from app.sweeps.queries_routes import PLAN
from routes.by_road import asked_for
from routes.deployment import deployment
from routes.terminal import speech

DEMONSTRATION_MARK = "演示"


def workshop(store: Store) -> Workshop:
    """Where this deployment makes papers."""
    settings = deployment().settings
    with store.reading() as session:
        shown = court.fact(session, "demonstration") is not None
    mark = DEMONSTRATION_MARK if shown else ""
    return Workshop(store, Place(settings.papers, settings.fonts, mark, settings.keys), clock=speech.now)


def make_papers(task: Task) -> Result:
    """All papers of a sweep, with this deployment's faces and folders."""
    return print_sets.work(task, workshop(task.store))


def print_paper(task: Task) -> Result:
    """A paper at a printer the court named."""
    return printing.work(task, printing.PrintShop(deployment().settings.papers, printing.reach))


def by_road(work: Work) -> Work:
    """Planning, with ways by road asked for first where this deployment has a source; without an answer the estimate stands."""

    def planned(task: Task) -> Result:
        why = asked_for(task.store, UUID(task.args["subject"]), task.clock())
        return work(task) | ({"roads": why} if why else {})

    return planned


WORKS: Mapping[str, Work] = {
    PLAN: by_road(actions_plan.work),
    actions_what_if.WHAT_IF: by_road(actions_what_if.work),
    imports.IMPORT: actions_import_long.work,
    BATCH: make_papers,
    printing.PRINT: print_paper,
}
