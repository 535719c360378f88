"""Plans before they are kept, as pages show them: what comes of what was typed, its course, the words of the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.base.reading import read
from app.base.refusal import Refusal
from app.money.actions_plans import DraftPlan, WorkedOut, work_out
from app.money.queries_plans import HOUSEHOLD
from routes.words import sentences

SUGGESTED: Final = {"instalments": "12", "usable_percent": "70", "season_percent": "80", "second_percent": "80"}
SHARED: Final = frozenset({"person_id", *HOUSEHOLD})
"""What both proposals have in common: who pays, and what his family lives on."""
PREFIXES: Final = ("one_", "two_")


def worked_out(
    session: Session, actor: Actor, case_id: UUID, typed: dict[str, str]
) -> tuple[WorkedOut | None, Refusal | None]:
    """What comes of what was typed, or why nothing does: on this page a wrong field is shown, not refused."""
    if not typed:
        return None, None
    try:
        return work_out(session, actor.scope, read(DraftPlan, {**typed, "case_id": case_id}), actor.now.day), None
    except Refusal as no:
        return None, no


def course_of(worked: WorkedOut) -> list[tuple[date, Money]]:
    """What is owed from day to day when these terms are kept."""
    return [(worked.owed.on, worked.terms.rest), *((row.due_on, row.left) for row in worked.rows)]


def choices() -> dict[str, Any]:
    """The closed sets of a plan as words."""
    return {
        "heads": [(head, sentences.label("head", head)) for head in ("doubled_interest", "general_interest")],
        "kinds": sentences.labels("schedule_kind"),
        "months": [(str(month), _("%(month)s 月", month=month)) for month in range(1, 13)],
    }


def both(given: Mapping[str, str]) -> dict[str, Any]:
    """What was typed for one proposal as the beginning of both."""
    told = {name: value for name, value in given.items() if value and name in SHARED}
    own = {name: value for name, value in given.items() if value and name not in SHARED | {"supersedes", "csrf_token"}}
    return told | {prefix + name: value for prefix in PREFIXES for name, value in own.items()}
