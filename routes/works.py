"""The one table of long work: which function does which kind of job. It is imported by the worker only."""

from collections.abc import Mapping

from app.jobs.actions import Work

WORKS: Mapping[str, Work] = {}
