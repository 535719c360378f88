"""The desk of distribution: plans under way, a new one with its preview, and one plan from its approval to its last share."""

from collections.abc import Callable
from typing import Any, Final, TypeVar
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import Command, read
from app.cases import queries as cases
from app.court import queries as court
from app.money import queries_distributions, queries_payouts, queries_shares_owed
from app.money.actions_distributions import (
    DecideDistribution,
    Draft,
    ProposeDistribution,
    WithdrawDistribution,
    decide_distribution,
    draft_distribution,
    propose_distribution,
    withdraw_distribution,
)
from app.money.actions_objections import (
    AnswerObjection,
    RecordObjection,
    RecordReceipt,
    answer_objection,
    record_objection,
    record_receipt,
)
from app.money.actions_releases import ReleaseShares, TakeShareBack, release_shares, take_share_back
from app.money.queries_suggestions import suggested
from app.staff import queries as staff
from routes.deployment import deployment
from routes.desk import distributions_shown as shown
from routes.desk import money_shown
from routes.gate import View, way_in
from routes.words import sentences

pages = Blueprint("distributions", __name__)
Deed = TypeVar("Deed", bound=Command)
ONE: Final = "/money/distributions/<uuid:distribution_id>"


def _step(path: str) -> Callable[[View], View]:
    """A door by which a plan goes a step further; where the step is refused, its page is shown again."""
    return way_in(pages, f"{ONE}{path}", verb="payout.propose", methods=["POST"], retry="distributions.one")


@way_in(pages, "/money/distributions", verb="payout.view")
def desk(session: Session, actor: Actor) -> ResponseReturnValue:
    """Every plan he may see, those that wait for something first."""
    known = queries_distributions.listed(session, actor.scope, actor.now.day)
    return render_template(
        "distributions/desk.html",
        open_ones=[one for one in known if one.course.bound],
        ended=[one for one in known if not one.course.bound],
        briefs=cases.briefs(session, actor.scope, {one.case_id for one in known}),
        people=staff.names(session, {one.by_id for one in known}),
        tones=shown.TONES_OF,
    )


@way_in(pages, "/cases/<uuid:case_id>/distributions/new", verb="payout.propose")
def form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Share out the money of a case: what is free, and every creditor of its debtors that is known."""
    return _form(session, actor, case_id)


@way_in(
    pages,
    "/cases/<uuid:case_id>/distributions/new",
    verb="payout.propose",
    methods=["POST"],
    retry="distributions.form",
)
def propose(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Show what everybody would get, or propose it."""
    given = {name: request.form.get(name, "") for name in ("amount", "value_on", "proceeds", "reason")}
    deed = read(ProposeDistribution, {**given, "case_id": case_id, "rows": shown.given_rows(request.form)})
    if request.form.get("deed") == "preview":
        return _form(session, actor, case_id, draft_distribution(session, actor, deed))
    row = propose_distribution(session, actor, deed)
    flash(_("已提出分配方案 %(number)s，等待审批。", number=row.number), "ok")
    return redirect(url_for("distributions.one", distribution_id=row.id))


@way_in(pages, ONE, verb="payout.view")
def one(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """One plan: its shares, its approvals, who received it, who objects, what is paid."""
    found = queries_distributions.distribution(session, actor.scope, distribution_id, actor.now.day)
    briefs = cases.briefs(session, actor.scope, found.case_ids)
    rows = _rows(session, actor, distribution_id)
    return render_template(
        "distributions/one.html",
        plan=found,
        rows=rows,
        case=briefs[found.case_id],
        articles=shown.articles(found.at.day),
        course=shown.course(found),
        accounts=queries_payouts.last_accounts(session, {row.creditor for row in rows if row.to_pay}),
        people=staff.names(session, {found.by_id, *(row.by_id for row in found.rows)}),
        may_decide=found.course.awaits in actor.roles and actor.id not in found.hands,
        may_withdraw=queries_shares_owed.may_be_taken_back(session, found.course, court.profile(session)),
        ranks=dict(sentences.labels("share_rank")),
        tones=shown.TONES_OF,
        total=money_shown.total,
        seen=frozenset(briefs),
    )


@way_in(pages, ONE, verb="payout.approve", methods=["POST"], retry="distributions.one")
def decide(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """Approve it or turn it down."""
    found = decide_distribution(session, actor, _told(DecideDistribution, distribution_id))
    return _done(distribution_id, _("已审批：%(stage)s。", stage=sentences.label("distribution_stage", found.stage)))


@_step("/withdraw")
def withdraw(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """Who proposed it takes it back."""
    withdraw_distribution(session, actor, _told(WithdrawDistribution, distribution_id))
    return _done(distribution_id, _("已撤回。"))


@_step("/receipts")
def receive(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """Somebody received the plan."""
    record_receipt(session, actor, _told(RecordReceipt, distribution_id, "parties"))
    return _done(distribution_id, _("已登记收到方案的日期。"))


@_step("/objections")
def object_to(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """Somebody objects to some shares."""
    made = record_objection(session, actor, _told(RecordObjection, distribution_id, "share_ids"))
    if made.late:
        return _done(distribution_id, _("已登记；逾期提出，不影响发放。"), "warn")
    return _done(distribution_id, _("已登记异议，所涉份额暂不发放。"))


@_step("/objections/answer")
def answer(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """What came next of an objection."""
    answer_objection(session, actor, _told(AnswerObjection, distribution_id))
    return _done(distribution_id, _("已登记异议的处理。"))


@_step("/shares")
def release(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """Carry shares out: each moves to its case, and its payout waits for an approval."""
    rows = _rows(session, actor, distribution_id)
    given: dict[str, Any] = {
        "distribution_id": distribution_id,
        "shares": shown.given_shares(request.form, rows),
        "panel": request.form.get("panel", ""),
    }
    file = request.files.get("panel_scan")
    if file is not None and file.filename:
        given["panel_scan"] = media.keep(deployment().settings.media, file.read())
    made = release_shares(session, actor, read(ReleaseShares, given))
    return _done(distribution_id, _("已提出发放 %(count)s 笔，等待审批。", count=len(made)))


@_step("/shares/back")
def take_back(session: Session, actor: Actor, distribution_id: UUID) -> ResponseReturnValue:
    """Bring a released share back where it came from."""
    take_share_back(session, actor, _told(TakeShareBack, distribution_id))
    return _done(distribution_id, _("已收回，可以重新发放。"))


def _told(command: type[Deed], distribution_id: UUID, *lists: str) -> Deed:
    """What the form says of the plan; `lists` are the names under which several may be ticked."""
    several = {name: request.form.getlist(name) for name in lists}
    return read(command, {**request.form.to_dict(), **several, "distribution_id": distribution_id})


def _done(distribution_id: UUID, said: str, tone: str = "ok") -> ResponseReturnValue:
    flash(said, tone)
    return redirect(url_for("distributions.one", distribution_id=distribution_id))


def _rows(session: Session, actor: Actor, distribution_id: UUID) -> list[shown.Row]:
    found = queries_distributions.distribution(session, actor.scope, distribution_id, actor.now.day)
    numbers = {key: one.number for key, one in cases.briefs(session, actor.scope, found.case_ids).items()}
    return shown.rows(found, numbers, queries_distributions.payouts_of(session, actor.scope, found.shares))


def _form(session: Session, actor: Actor, case_id: UUID, draft: Draft | None = None) -> ResponseReturnValue:
    case = cases.case(session, actor.scope, case_id)
    found = suggested(session, actor.scope, case, court.profile(session), actor.now.day)
    whos = [(shown.who(row.case, row.creditor), f"{row.case.number} {row.creditor}") for row in found.rows]
    known = queries_distributions.listed(session, actor.scope, actor.now.day, case_id=case_id)
    under_way = [one for one in known if one.case_id == case_id and one.course.bound and not one.course.contested_only]
    more = {"entered": request.form} if draft else {}
    return render_template(
        "distributions/form.html",
        case=case,
        suggestion=found,
        under_way=under_way,
        fields=shown.fields(found),
        whos=whos,
        ranks=sentences.labels("share_rank"),
        preview=shown.drafted(draft) if draft else None,
        draft=draft,
        articles=shown.articles(actor.now.day),
        total=money_shown.total,
        **more,
    )
