"""Lines of the bank that are no payment upon a debt: payouts, returns, reversals, the bank's own."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.money import queries_bank, queries_groups
from app.money.actions_lines import ExplainLine, explain_line
from app.money.matching_payouts import PayoutFit
from app.money.views import LineView
from routes.desk import money_shown as shown
from routes.gate import way_in

pages = Blueprint("special_lines", __name__)


@way_in(pages, "/money/special-lines", verb="statement.view")
def desk(session: Session, actor: Actor) -> ResponseReturnValue:
    """Money out that is not explained, and money in that may be a return or a reversal."""
    out = queries_bank.unexplained_out(session, actor.scope)
    came = queries_bank.unclaimed(session, actor.scope)
    mirrored: dict[int, list[LineView]] = defaultdict(list)
    for line in came:
        mirrored[line.amount].append(line)
    offers = {key: _offers(some) for key, some in queries_groups.payouts_for(session, actor.scope).items()}
    return render_template(
        "payouts/special_lines.html",
        out=[(line, offers.get(str(line.id), ()), mirrored[-line.amount]) for line in out],
        came=[(line, offers.get(str(line.id), ())) for line in came],
        total=shown.total,
    )


@way_in(pages, "/money/special-lines", verb="money.match", methods=["POST"], retry="special_lines.desk")
def explain(session: Session, actor: Actor) -> ResponseReturnValue:
    """Say what a line is."""
    fields: dict[str, Any] = request.form.to_dict()
    explain_line(session, actor, read(ExplainLine, fields))
    flash(_("已记账。"), "ok")
    return redirect(url_for("special_lines.desk"))


def _offers(ranked: Sequence[PayoutFit]) -> list[dict[str, Any]]:
    """The payouts a line may be, as buttons with what speaks for and against them."""
    return [{"id": one.payout.id, "number": one.payout.number, **shown.pro_and_con(one)} for one in ranked]
