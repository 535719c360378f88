"""Several applicants of one case: what each claims, and money proposed to all of them at once."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.court import queries as court
from app.money import queries, queries_applicants, queries_dues, queries_payouts
from app.money.actions_applicants import ProposeSplit, StateClaims, propose_split, state_claims
from app.staff import queries as staff
from routes.gate import way_in

pages = Blueprint("applicants", __name__)


@way_in(pages, "/cases/<uuid:case_id>/applicants", verb="payout.propose")
def parts(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """What each applicant claims, got, and has coming; the form that pays all of them."""
    case = cases.case(session, actor.scope, case_id)
    names = queries_applicants.names(case)
    debt = queries.owed(session, case_id, actor.now.day, court.profile(session))
    due = queries_dues.due(session, actor.scope, case_id, debt)
    found = queries_applicants.parts(session, case, due.creditor)
    return render_template(
        "distributions/applicants.html",
        case=case,
        names=names,
        due=due,
        found=found,
        accounts=queries_payouts.last_accounts(session, names),
        people=staff.names(session, [found.by_id] if found else []),
    )


@way_in(pages, "/cases/<uuid:case_id>/applicants", verb="payout.propose", methods=["POST"], retry="applicants.parts")
def state(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Keep what each applicant claims."""
    claims = _listed(request.form, "claims", ("name", "claim"))
    given = {"case_id": case_id, "claims": claims, "source": request.form.get("source", "")}
    state_claims(session, actor, read(StateClaims, given))
    flash(_("已登记各申请执行人的债权。"), "ok")
    return redirect(url_for("applicants.parts", case_id=case_id))


@way_in(
    pages, "/cases/<uuid:case_id>/applicants/split", verb="payout.propose", methods=["POST"], retry="applicants.parts"
)
def split(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Propose to each applicant his part."""
    accounts = _listed(request.form, "accounts", ("name", "payee_account", "payee_bank"))
    told = {name: request.form.get(name, "") for name in ("amount", "reason")}
    made = propose_split(session, actor, read(ProposeSplit, {**told, "case_id": case_id, "accounts": accounts}))
    flash(_("已提出发放 %(count)s 笔，等待审批。", count=len(made)), "ok")
    return redirect(url_for("payouts.desk"))


def _listed(form: Mapping[str, str], group: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a group, as many as the form has; an empty field is not given."""
    found: list[dict[str, str]] = []
    while f"{group}.{len(found)}.name" in form:
        typed = {name: form.get(f"{group}.{len(found)}.{name}", "").strip() for name in names}
        found.append({name: value for name, value in typed.items() if value})
    return found
