"""The disbursement desk: what waits for an approval, what finance sends, what is on its way, what came back."""

import io
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import Command, read
from app.cases import queries as cases
from app.cases.views import CaseBrief
from app.court import queries as court
from app.money import (
    queries,
    queries_applicants,
    queries_bank,
    queries_distributions,
    queries_dues,
    queries_payouts,
    workbooks,
)
from app.money.actions_payouts import (
    DecidePayout,
    ProposePayout,
    SendPayouts,
    WithdrawPayout,
    decide_payout,
    propose_payout,
    send_payouts,
    withdraw_payout,
)
from app.money.payouts import PayoutKind, Stage
from app.money.queries_payouts import PayoutView
from app.staff import queries as staff
from routes.deployment import deployment
from routes.desk import money_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("payouts", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@way_in(pages, "/money/payouts", verb="payout.view")
def desk(session: Session, actor: Actor) -> ResponseReturnValue:
    """In the order in which money leaves; and what waits in the cases, with its clock."""
    known = queries_payouts.listed(session, actor.scope)
    waiting = queries_dues.waiting(session, actor.scope)
    clocks = {one.clock.subject: card for one, card in _clock_cards(session, actor)}
    held = [one for one in queries_payouts.deferrals(session, actor.scope) if one.state in {"proposed", "approved"}]
    wanted = {one.case_id for one in known if one.case_id} | {case_id for case_id, _event, _sum in waiting}
    return render_template(
        "payouts/desk.html",
        by_stage={stage.value: [one for one in known if one.stage is stage] for stage in Stage}
        | {Stage.RETURNED.value: queries_payouts.to_be_sent_again(known)},
        waiting=[(case_id, event, amount, clocks.get(event.subject)) for case_id, event, amount in waiting],
        deferrals=held,
        briefs=cases.briefs(session, actor.scope, wanted | {one.case_id for one in held}),
        people=staff.names(session, {who for one in known for who in one.hands} | {one.by_id for one in held}),
        tones=shown.TONES_OF,
        total=shown.total,
    )


@way_in(pages, "/cases/<uuid:case_id>/payouts/new", verb="payout.propose")
def case_form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Pay out of a case: what stands free, how the law shares it out, to whom."""
    case = cases.case(session, actor.scope, case_id)
    plan_id = _plan_of_again(session, actor, case_id)
    if plan_id is not None:
        return redirect(url_for("distributions.one", distribution_id=plan_id))
    debt = queries.owed(session, case_id, actor.now.day, court.profile(session))
    due = queries_dues.due(session, actor.scope, case_id, debt)
    return render_template(
        "payouts/form.html",
        case=case,
        debt=debt,
        due=due,
        kinds=sentences.labels("payout_kind"),
        rivals=queries_distributions.rivals(session, actor.scope, case),
        several=len(creditors := queries_applicants.names(case)),
        creditors=[(name, name) for name in creditors],
        asked=_again(session, actor, case_id) or _asked(request.args.get("kind", ""), due, case),
        heads=[(head, debt.charged[head], debt.paid_on(head), debt.left[head]) for head in debt.charged],
        deferred=[one for one in queries_payouts.deferrals(session, actor.scope, case_ids=[case_id]) if one.holds],
    )


@way_in(
    pages,
    "/cases/<uuid:case_id>/payouts/new",
    verb="payout.propose",
    methods=["POST"],
    retry="payouts.case_form",
)
def propose(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Propose it; the panel's decision comes as a scan."""
    row = propose_payout(session, actor, read(ProposePayout, {**_given(), "case_id": case_id}))
    flash(_("已提出，发放单 %(number)s。", number=row.number), "ok")
    return redirect(url_for("payouts.one", payout_id=row.id))


@way_in(pages, "/money/lines/<uuid:line_id>/refund", verb="payout.propose")
def line_form(session: Session, actor: Actor, line_id: UUID) -> ResponseReturnValue:
    """Pay an unclaimed line back to who sent it."""
    actor.scope.require(None, "line")
    return render_template("payouts/refund.html", line=queries_bank.line(session, line_id))


@way_in(pages, "/money/lines/<uuid:line_id>/refund", verb="payout.propose", methods=["POST"], retry="payouts.line_form")
def refund(session: Session, actor: Actor, line_id: UUID) -> ResponseReturnValue:
    """Propose the refund."""
    given = {**_given(), "line_id": line_id, "kind": PayoutKind.REFUND.value}
    row = propose_payout(session, actor, read(ProposePayout, given))
    return redirect(url_for("payouts.one", payout_id=row.id))


@way_in(pages, "/money/payouts/<uuid:payout_id>", verb="payout.view")
def one(session: Session, actor: Actor, payout_id: UUID) -> ResponseReturnValue:
    """One payout: to whom, out of what, who said yes, where it is."""
    found = queries_payouts.payout(session, actor.scope, payout_id)
    return render_template(
        "payouts/one.html",
        payout=found,
        case=cases.case(session, actor.scope, found.case_id) if found.case_id else None,
        plan_id=queries_distributions.plan_of_payout(session, payout_id) if found.case_id else None,
        people=staff.names(session, found.hands),
        may_decide=bool(found.awaits) and found.awaits in actor.roles and actor.id not in found.hands,
        tones=shown.TONES_OF,
    )


@way_in(pages, "/money/payouts/<uuid:payout_id>", verb="payout.approve", methods=["POST"], retry="payouts.one")
def decide(session: Session, actor: Actor, payout_id: UUID) -> ResponseReturnValue:
    """Approve or reject it."""
    found = decide_payout(session, actor, read(DecidePayout, {**request.form.to_dict(), "payout_id": payout_id}))
    if found.awaits:
        flash(_("已同意，还须%(role)s审批。", role=sentences.label("role", found.awaits)), "ok")
    else:
        flash(_("已审批：%(stage)s。", stage=sentences.label("payout_stage", found.stage)), "ok")
    return redirect(url_for("payouts.desk"))


@way_in(pages, "/money/payouts/<uuid:payout_id>/withdraw", verb="payout.propose", methods=["POST"], retry="payouts.one")
def withdraw(session: Session, actor: Actor, payout_id: UUID) -> ResponseReturnValue:
    """Who proposed it takes it back."""
    withdraw_payout(session, actor, read(WithdrawPayout, {**request.form.to_dict(), "payout_id": payout_id}))
    flash(_("已撤回。"), "ok")
    return redirect(url_for("payouts.one", payout_id=payout_id))


@way_in(pages, "/money/payouts", verb="payout.send", methods=["POST"], retry="payouts.desk")
def send(session: Session, actor: Actor) -> ResponseReturnValue:
    """Finance orders the ticked ones at the bank."""
    sent = send_payouts(session, actor, read(SendPayouts, {"payout_ids": request.form.getlist("payout_ids")}))
    flash(_("已记为发往银行：%(count)s 笔。请下载发放清单办理转账。", count=len(sent)), "ok")
    return redirect(url_for("payouts.desk"))


@way_in(pages, "/money/payouts.xlsx", verb="payout.view")
def payout_list(session: Session, actor: Actor) -> ResponseReturnValue:
    """发放清单: what is approved or on its way, as finance gives it to the bank."""
    known = queries_payouts.listed(session, actor.scope)
    rows = [one for one in reversed(known) if one.stage in {Stage.APPROVED, Stage.SENT}]
    briefs = cases.briefs(session, actor.scope, {one.case_id for one in rows if one.case_id})
    content = workbooks.workbook([_table(rows, briefs)])
    name = _("案款发放清单") + f"-{actor.now.day.isoformat()}.xlsx"
    return send_file(io.BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)


class Again(Command):
    """Which returned payout is proposed anew."""

    again: UUID | None = None


def _plan_of_again(session: Session, actor: Actor, case_id: UUID) -> UUID | None:
    """The plan in which a returned payout of a share is proposed anew, for who may see it."""
    told = read(Again, {"again": request.args.get("again") or None}).again
    key = queries_distributions.plan_of_payout(session, told) if told else None
    known = queries_distributions.listed(session, actor.scope, actor.now.day, case_id=case_id) if key else []
    return key if any(one.id == key for one in known) else None


def _again(session: Session, actor: Actor, case_id: UUID) -> dict[str, Any] | None:
    """What a returned payout said; its account is asked for again."""
    told = read(Again, {"again": request.args.get("again") or None}).again
    found = queries_payouts.payout(session, actor.scope, told) if told else None
    if found is None or found.case_id != case_id:
        return None
    number = _("发放单 %(number)s 已退汇，请核对收款账号和开户行", number=found.number)
    return {"kind": found.kind, "amount": found.amount, "payee": found.payee, "reason": found.reason, "help": number}


def _asked(kind: str, due: queries_dues.Due, case: CaseBrief) -> dict[str, Any]:
    """What the form says beforehand: the whole share of the kind that was chosen, the creditor's else."""
    if kind == PayoutKind.FEE:
        told = _("已收取而未上缴的执行费，不能更多")
        return {"kind": kind, "amount": due.fee, "payee": "", "reason": _("执行费上缴"), "help": told}
    if kind == PayoutKind.REFUND:
        told = _("付款人多交的部分，可以改")
        return {"kind": kind, "amount": due.refund, "payee": "", "reason": _("退还多交款"), "help": told}
    told = _("按清偿顺序算出的申请执行人应得部分，可以改")
    payee = case.applicants[0].name if case.applicants else ""
    return {"kind": "creditor", "amount": due.creditor, "payee": payee, "reason": _("案款发放"), "help": told}


def _table(rows: list[PayoutView], briefs: Any) -> workbooks.Table:
    heads = ("发放单", "案号", "种类", "收款人", "收款账号", "开户行", "金额", "附言", "状态")
    told = [
        (
            one.number,
            briefs[one.case_id].number if one.case_id in briefs else "",
            sentences.label("payout_kind", one.kind),
            one.payee,
            one.payee_account,
            one.payee_bank,
            one.amount,
            f"{one.number} {one.reason}",
            sentences.label("payout_stage", one.stage),
        )
        for one in rows
    ]
    return workbooks.Table("案款发放清单", heads, told)


def _clock_cards(session: Session, actor: Actor) -> Any:
    found = list(queries.payout_clocks(session, actor.scope, actor.now))
    return zip(found, shown.clock_cards(session, actor, found), strict=True)


def _given() -> dict[str, Any]:
    fields: dict[str, Any] = request.form.to_dict()
    file = request.files.get("panel_scan")
    if file is not None and file.filename:
        fields["panel_scan"] = media.keep(deployment().settings.media, file.read())
    return fields
