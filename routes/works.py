"""The one table of long work: which function does which kind of job. It is imported by the worker only."""

from collections.abc import Mapping

from app.cases import actions_import_long, imports
from app.jobs.actions import Work
from app.sweeps import actions_plan
from app.sweeps.queries_routes import PLAN

WORKS: Mapping[str, Work] = {PLAN: actions_plan.work, imports.IMPORT: actions_import_long.work}
