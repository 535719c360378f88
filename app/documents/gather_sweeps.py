"""Facts of a sweep's working papers: the plan, each squad's task sheet and route sheet."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import missing
from app.cases import queries as cases
from app.court import queries as court
from app.documents import queries, steps
from app.documents.gathered import About, Ask, AskForm, Gathered, Wanted
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from app.sweeps import queries_routes
from app.sweeps.views import RouteView, SquadView, StopView, SweepView, TargetView

CATEGORIES: Final = {
    "finance": "涉金融",
    "livelihood": "涉民生",
    "enterprise": "涉企",
    "wages": "涉欠薪",
    "other": "其他",
}
MEASURES: Final = {"serve": "送达", "persuade": "约谈", "compel": "拘传", "detain": "拘留"}
CERTAINTY: Final = {
    "door": "门牌级",
    "group": "村组级",
    "village": "村级",
    "township": "乡镇级",
    "county": "县级",
    "city": "市级",
    "province": "省级",
}
DISCIPLINE: Final = (
    "着装规范，出示证件，全程录音录像；执行人员不得少于二人，女性被执行人由女工作人员看管、搜查。\n"
    "案款一律引导交入案款账户；确需收取现金的，二名以上执行人员在场，当场出具凭证，当日移交财务。\n"
    "行动信息不得外泄；遇突发疾病、暴力抗拒立即停止、固定证据并报告总指挥。"
)
NO_RISK: Final = "无特别提示"
NO_PHONE: Final = "无"
MINUTE: Final = 60


def operation_plan(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """行动方案: the whole sweep."""
    sweep = whole_sweep(session, actor, wanted.subject_id)
    squads = sweeps.squads(session, sweep.id)
    targets = sweeps.targets(session, actor.scope, sweep.id)
    word = {one.id: one.name for one in squads}
    facts = {
        **_heading(session, actor, sweep),
        "category": CATEGORIES.get(sweep.category),
        "commander": _name(session, sweep.commander_id),
        "purpose": sweep.aim,
        "timetable": [
            {"at": sweep.starts_at, "what": "集合签到，检查装备、文书、执法记录仪，各组按路线出发"},
            {"at": sweep.ends_at, "what": "返院，案款移交、对账、日结"},
        ],
        "squads": [_squad(one) for one in squads],
        "targets": [_target(one, word) for one in targets],
        "safety": sweep.risks,
        "discipline": DISCIPLINE,
    }
    asks = (
        Ask("purpose", AskForm.TEXT),
        Ask("safety", AskForm.TEXT),
        Ask("discipline", AskForm.TEXT),
        Ask("duty_phone"),
    )
    return Gathered(About(subject_id=sweep.id), facts, asks)


def task_sheet(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """任务单: one squad's targets with tick-boxes; whole without a tablet."""
    sweep, route = _route(session, actor, wanted.subject_id)
    ids = [stop.person_id for stop in route.stops]
    phones = cases.phones_of(session, ids)
    issued = queries.issued_titles(session, ids)
    facts = {
        **_heading(session, actor, sweep),
        **_crew(route.squad),
        "tasks": [
            {
                "name": stop.target.person.name,
                "case_number": stop.target.case_number,
                "address": stop.address.raw,
                "phones": [one.number for one in phones.get(stop.person_id, [])] or [NO_PHONE],
                "owed": stop.target.value,
                "measure": MEASURES[stop.measure],
                "plan": stop.target.plan,
                "papers": [steps.title_of(kind) for kind in issued.get(stop.person_id, [])],
                "arrive_at": stop.arrive_at,
            }
            for stop in route.stops
        ],
    }
    return Gathered(About(subject_id=route.squad.id), facts, (Ask("duty_phone"),))


def route_sheet(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """路线单: one squad's way, with how sure each place is."""
    sweep, route = _route(session, actor, wanted.subject_id)
    crew = _crew(route.squad)
    facts = {
        **_heading(session, actor, sweep),
        **{name: crew[name] for name in ("squad", "leader", "vehicles")},
        "start": court.profile(session).name,
        "starts_at": route.starts_at,
        "stops": [_stop(one) for one in route.stops],
        "back_at": route.back_at,
        "back_metres": route.back_metres,
        "method": route.label,
    }
    facts.pop("duty_phone")
    return Gathered(About(subject_id=route.squad.id), facts)


def whole_sweep(session: Session, actor: Actor, sweep_id: UUID | None) -> SweepView:
    """A sweep all of whose cases are his to see: a sheet with targets left out would mislead a squad."""
    if sweep_id is None:
        raise missing("paper")
    found = sweeps.seen(session, actor, sweep_id)
    if not all(actor.scope.admits(case_id) for case_id in sweeps.case_ids(session, found.id)):
        raise missing("sweep")
    return found


def _route(session: Session, actor: Actor, squad_id: UUID | None) -> tuple[SweepView, RouteView]:
    """The squad's day, for him who may see its whole sweep."""
    if squad_id is None:
        raise missing("paper")
    found = sweeps.squad(session, squad_id)
    sweep = whole_sweep(session, actor, found.sweep_id)
    routes = queries_routes.routes(session, actor.scope, sweep.id)
    return sweep, next(one for one in routes if one.squad.id == squad_id)


def _heading(session: Session, actor: Actor, sweep: SweepView) -> dict[str, Any]:
    profile = court.profile(session)
    return {"court": profile.name, "dated": actor.now.day, "sweep": sweep.name, "duty_phone": profile.phone}


def _name(session: Session, account_id: UUID) -> str | None:
    return staff.names(session, [account_id]).get(account_id)


def _crew(squad: SquadView) -> dict[str, Any]:
    return {
        "squad": squad.name,
        "leader": squad.leader.name if squad.leader else None,
        "members": [one.name for one in squad.members if one.id != squad.leader_id],
        "vehicles": [squad.car.plate] if squad.car else [],
    }


def _squad(squad: SquadView) -> dict[str, Any]:
    crew = _crew(squad)
    return {**{name: value for name, value in crew.items() if name != "squad"}, "name": squad.name}


def _target(target: TargetView, word: dict[UUID, str]) -> dict[str, Any]:
    return {
        "squad": word.get(target.squad_id) if target.squad_id else None,
        "name": target.person.name,
        "case_number": target.case_number,
        "owed": target.value,
        "measure": MEASURES[target.measure],
        "plan": target.plan,
        "risk": target.risks or NO_RISK,
    }


def _stop(stop: StopView) -> dict[str, Any]:
    return {
        "name": stop.target.person.name,
        "address": stop.address.raw,
        "arrive_at": stop.arrive_at,
        "leave_at": stop.leave_at,
        "metres": stop.metres,
        "minutes": -(-stop.drive_s // MINUTE),
        "certainty": CERTAINTY.get(stop.address.level, "位置未定"),
        "note": "次序已锁定" if stop.locked else None,
    }
