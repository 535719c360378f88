"""The first page: what waits for each person, and where to go next."""

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from routes.words.marks import N_

DOORS = (
    ("tablet.today", "deed.record", N_("外勤平板"), N_("今天的路线、到点登记、拘传拘留、收款")),
    ("cases.listing", "case.view", N_("案件"), N_("查案件、当事人、地址和欠款")),
    ("sweeps.listing", "sweep.plan", N_("专项行动"), N_("选对象、编小组、排路线、签到、发布")),
    ("approvals.inbox", "measure.approve", N_("审批"), N_("拘传、拘留等待批准的事项")),
    ("board.live", "board.view", N_("实时看板"), N_("小组进度、时限、案款")),
    ("clerk.day", "money.view", N_("今日案款"), N_("来款、未认领、今日到期")),
    ("accounts.listing", "account.view", N_("账号"), N_("开通、停用、角色")),
    ("trail.lines", "trail.view", N_("留痕"), N_("谁在何时做了什么")),
)


@dataclass(frozen=True)
class Task:
    """One way on from the first page."""

    label: str
    hint: str
    url: str


def tasks(session: Session, actor: Actor) -> list[Task]:
    """The doors this person uses most."""
    return [
        Task(gettext(label), gettext(hint), url_for(endpoint))
        for endpoint, verb, label, hint in DOORS
        if actor.may(verb) and endpoint in current_app.view_functions
    ]
