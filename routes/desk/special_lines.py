"""Lines of the bank that are no payment upon a debt: payouts, returns, reversals, the bank's own."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.money import queries_bank, queries_payouts
from app.money.actions_lines import ExplainLine, explain_line
from app.money.payouts import Stage
from app.money.queries_payouts import PayoutView
from app.money.views import LineView
from routes.desk import money_shown as shown
from routes.gate import way_in

pages = Blueprint("special_lines", __name__)


@way_in(pages, "/money/special-lines", verb="statement.view")
def desk(session: Session, actor: Actor) -> ResponseReturnValue:
    """Money out that is not explained, and money in that may be a return or a reversal."""
    out = queries_bank.unexplained_out(session, actor.scope)
    came = queries_bank.unclaimed(session, actor.scope)
    sent = queries_payouts.on_their_way(session) if actor.scope.whole_court else []
    paid = [one for one in queries_payouts.listed(session, actor.scope) if one.stage is Stage.PAID and one.case_id]
    return render_template(
        "payouts/special_lines.html",
        out=[(line, _offers(line, sent), [one for one in came if one.amount == -line.amount]) for line in out],
        came=[(line, _offers(line, paid)) for line in came],
        total=shown.total,
    )


@way_in(pages, "/money/special-lines", verb="money.match", methods=["POST"], retry="special_lines.desk")
def explain(session: Session, actor: Actor) -> ResponseReturnValue:
    """Say what a line is."""
    fields: dict[str, Any] = request.form.to_dict()
    explain_line(session, actor, read(ExplainLine, fields))
    flash(_("已记账。"), "ok")
    return redirect(url_for("special_lines.desk"))


def _offers(line: LineView, payouts: list[PayoutView]) -> list[PayoutView]:
    """Payouts of the same sum; those the line names stand first."""
    same = [one for one in payouts if one.amount == line.open]
    return sorted(same, key=lambda one: (one.number not in line.memo, one.payee != line.payer, one.number))
