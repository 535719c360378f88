"""Two proposals worked out beside each other as they are typed; nothing is kept until one of them is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.cases import queries as cases
from app.court import queries as court
from app.money import queries
from app.money.actions_plans import WorkedOut
from app.money.plotting import drawings
from app.money.schedules import Instalment
from routes.desk import plans_shown
from routes.desk.plans_shown import PREFIXES, SHARED
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("plan_pairs", __name__)


@dataclass(frozen=True)
class Side:
    """One of the two proposals: what was typed, what comes of it or why nothing does."""

    prefix: str
    title: str
    typed: Mapping[str, str]
    worked: WorkedOut | None
    wrong: Mapping[str, str]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A worked-out proposal as the table beside the other shows it."""

    waived: Money
    paid_now: Money
    payable: Money
    interest: Money
    rows: tuple[Instalment, ...]
    too_much: int | None
    """How many instalments ask for more than the family can pay; None when its income was not told."""


@way_in(pages, "/cases/<uuid:case_id>/plans/pair", verb="plan.write")
def pair(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Two proposals and their plot: the address holds what was typed."""
    case = cases.case(session, actor.scope, case_id)
    debtors = [(str(one.id), one.name) for one in case.debtors]
    typed = request.args.to_dict()
    given = typed or plans_shown.both({**plans_shown.SUGGESTED, "person_id": debtors[0][0] if debtors else ""})
    sides = [_side(session, actor, case_id, typed, prefix) for prefix in PREFIXES]
    first, second = (one.worked for one in sides)
    return render_template(
        "plans/pair.html",
        case=case,
        debtors=debtors,
        given=given,
        begun=bool(typed),
        sides=sides,
        wrong={name: told for one in sides for name, told in one.wrong.items()},
        pair=(_column(first), _column(second)) if first and second else None,
        pictures=drawings(plans_shown.course_of(first), plans_shown.course_of(second)) if first and second else None,
        owed=queries.owed(session, case_id, actor.now.day, court.profile(session)),
        **plans_shown.choices(),
    )


def _side(session: Session, actor: Actor, case_id: UUID, typed: dict[str, str], prefix: str) -> Side:
    own = {name.removeprefix(prefix): value for name, value in typed.items() if name.startswith(prefix)}
    title = str(_("方案一") if prefix == PREFIXES[0] else _("方案二"))
    told = {name: value for name, value in typed.items() if name in SHARED} | own if typed else {}
    worked, no = plans_shown.worked_out(session, actor, case_id, told)
    wrong = sentences.by_field(no.faults) if no else {}
    placed = {name if name in SHARED else prefix + name: sentence for name, sentence in wrong.items()}
    faults = (*wrong.values(),) if wrong else (sentences.of(no).sentence,) if no else ()
    return Side(prefix, title, told, worked, placed, faults)


def _column(worked: WorkedOut) -> Column:
    return Column(
        waived=worked.terms.waived,
        paid_now=worked.terms.paid_now,
        payable=worked.terms.debt - worked.terms.waived,
        interest=Money(sum(row.interest for row in worked.rows)),
        rows=worked.rows,
        too_much=len(worked.too_much) if worked.known else None,
    )
