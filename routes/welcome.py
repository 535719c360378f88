"""The first page: what waits for each person, and where to go next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import current_app, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import deadlines
from app.cases import queries as cases
from app.leads import queries as leads
from app.measures import queries as measures
from app.money import queries_bank, queries_cash, queries_distributions, queries_payouts, queries_terms
from app.outcomes import queries as outcomes
from app.outcomes.rules import Figure
from app.sweeps.readiness import Point, Ready, next_sweep, readiness
from app.sweeps.views import SweepView
from routes import clockface
from routes.clockface import Face
from routes.words.marks import N_

DOORS = (
    ("tablet.today", "deed.record", N_("外勤平板"), N_("今天的路线、到点登记、拘传拘留、收款")),
    ("cases.listing", "case.view", N_("案件"), N_("查案件、当事人、地址和欠款")),
    ("leads.listing", "lead.view", N_("线索"), N_("下落和财产线索，按期核实")),
    ("sweeps.listing", "sweep.view", N_("专项行动"), N_("选对象、编小组、排路线、签到、发布")),
    ("approvals.inbox", "measure.view", N_("审批"), N_("拘传、拘留等待批准的事项")),
    ("board.live", "board.view", N_("实时看板"), N_("小组进度、时限、案款")),
    ("clerk.day", "money.view", N_("今日案款"), N_("来款、未认领、今日到期")),
    ("matching.desk", "money.match", N_("认领匹配"), N_("核对银行来款，说明理由后确认")),
    ("payouts.desk", "payout.view", N_("案款发放"), N_("审批、发往银行、退汇后重新提出")),
    ("plans.listing", "plan.view", N_("还款计划"), N_("今天要提醒的、逾期的、待书面确认的")),
    ("handovers.listing", "handover.view", N_("现金交接"), N_("外勤现金交到财务")),
    ("datasheets.listing", "backfill.view", N_("回填单"), N_("照着录入办案系统，录一条勾一条")),
    ("accounts.listing", "account.view", N_("账号"), N_("开通、停用、角色")),
    ("court.profile", "court.view", N_("法院设置"), N_("名称、代字和本院决定的事项")),
    ("trail.lines", "trail.view", N_("留痕"), N_("谁在何时做了什么")),
)

POINTS: Final = {
    Point.PLACED: ("sweeps.one", N_("目标已定位")),
    Point.SQUADS: ("sweeps.squads", N_("小组合规")),
    Point.ROUTES: ("sweeps.routes", N_("目标已排入路线")),
    Point.COMPEL: ("approvals.inbox", N_("拘传已批准")),
    Point.DETAIN: ("approvals.inbox", N_("拘留已批准")),
    Point.PUBLISHED: ("sweeps.routes", N_("已发布给各小组")),
}
"""Where each thing to be ready is seen to, and what it is called."""


@dataclass(frozen=True)
class Task:
    """One way on from the first page, and how much waits there."""

    label: str
    hint: str
    url: str
    waiting: int = 0


@dataclass(frozen=True)
class Awaited:
    """The sweep that is on or comes next: what is still to be done before it, or its figures once it has begun."""

    sweep: SweepView
    left: str
    """How long until it starts; empty once it has begun."""
    ready: list[tuple[str, str, Ready]]
    """Label, address, and how far it is."""
    figures: dict[str, Figure]


def awaited(session: Session, actor: Actor) -> Awaited | None:
    """The next sweep for those who plan it or watch it; None where there is none."""
    sweep = next_sweep(session, actor) if actor.may("sweep.view") and actor.may("board.view") else None
    if sweep is None:
        return None
    if sweep.published and sweep.starts_at <= actor.now:
        return Awaited(sweep, "", [], outcomes.line(session, actor.scope, sweep.id))
    left = clockface.left(sweep.starts_at - actor.now)
    return Awaited(sweep, left, [_point(actor, sweep, one) for one in readiness(session, sweep)], {})


def _point(actor: Actor, sweep: SweepView, one: Ready) -> tuple[str, str, Ready]:
    endpoint, label = POINTS[one.point]
    if endpoint == "approvals.inbox":
        where = url_for(endpoint) if actor.may("measure.view") else url_for("sweeps.one", sweep_id=sweep.id)
    else:
        where = url_for(endpoint, sweep_id=sweep.id)
    return gettext(label), where, one


def tasks(session: Session, actor: Actor) -> list[Task]:
    """The doors this person uses most, those where something waits first."""
    found = [
        Task(gettext(label), gettext(hint), url_for(endpoint), _waiting(endpoint, session, actor))
        for endpoint, verb, label, hint in DOORS
        if actor.may(verb) and endpoint in current_app.view_functions
    ]
    return sorted(found, key=lambda task: task.waiting == 0)


def clocks(session: Session, actor: Actor, most: int = 6) -> list[Face]:
    """The clocks that end next, for those who answer for them: persons before files."""
    if not actor.may("measure.view"):
        return []
    running = measures.running_clocks(session, actor.scope, actor.now)[:most]
    shared = queries_distributions.listed(session, actor.scope, actor.now.day) if actor.may("payout.view") else []
    terms = queries_terms.terms(session, shared, actor.now)
    near = deadlines.pressing(session, actor.scope, actor.now, most)
    wanted = [*(one.case_id for one in near), *(one.case_id for one in terms)]
    numbers = {key: case.number for key, case in cases.briefs(session, actor.scope, wanted).items()}
    found = clockface.of_measures(running, clockface.people(session, running), actor.now)
    found += clockface.of_money(terms, numbers, actor.now)
    return [*found, *clockface.of_cases(near, numbers, actor.now)][:most]


def _waiting(endpoint: str, session: Session, actor: Actor) -> int:
    count = COUNTS.get(endpoint)
    return count(session, actor) if count else 0


COUNTS: dict[str, Callable[[Session, Actor], int]] = {
    "approvals.inbox": lambda session, actor: (
        len(measures.waiting(session, actor.scope))
        if actor.may("measure.approve") or actor.may("measure.endorse")
        else 0
    ),
    "leads.listing": lambda session, actor: leads.waiting(session, actor.scope),
    "clerk.day": lambda session, actor: len(queries_bank.unclaimed(session, actor.scope)),
    "payouts.desk": lambda session, actor: len(queries_payouts.waiting_for(session, actor)),
    "handovers.listing": lambda session, actor: (
        sum(1 for slip in queries_cash.handovers(session, actor.scope) if slip.state == "waiting")
        if actor.may("money.acknowledge")
        else 0
    ),
}
"""What is counted at a door; doors that are not here show no number."""
