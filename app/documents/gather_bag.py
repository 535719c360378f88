"""Facts of the sheet in front of one debtor's papers: how to reach him, where to pay, what is in the bag and what not."""

from typing import Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal, missing
from app.cases import queries as cases
from app.court import queries as court
from app.documents import steps, wording
from app.documents.catalog import kind_of
from app.documents.gather_case import account
from app.documents.gather_sweeps import MEASURES, NO_PHONE
from app.documents.gathered import About, Gathered, Wanted
from app.field import queries as field
from app.field.rules import VisitKind
from app.sweeps import queries as sweeps
from app.sweeps.views import TargetView

NEVER: Final = "无上门记录"
REASONS: Final = {
    "paper.approval_missing": "尚未批准",
    "measures.gate": "法定条件尚未齐备",
    "forbidden": "须由法官出具",
}
AT_THE_DOOR: Final = frozenset({VisitKind.ARRIVE, VisitKind.MISS})
NOT_NOW: Final = "现在不能出具"
NO_ADDRESS: Final = "地址不明"


def target_sheet(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """一户一袋清单: one target of a sweep."""
    if wanted.subject_id is None:
        raise missing("paper")
    target = sweeps.target(session, actor.scope, wanted.subject_id)
    profile = court.profile(session)
    squads = {one.id: one.name for one in sweeps.squads(session, target.sweep_id)}
    inside, lacking = _contents(session, actor, target)
    facts = {
        "court": profile.name,
        "dated": actor.now.day,
        "case_number": target.case_number,
        "sweep": sweeps.sweep(session, target.sweep_id).name,
        "squad": squads.get(target.squad_id) if target.squad_id else None,
        "arrive_at": target.arrive_at,
        "name": target.person.name,
        "address": target.address.raw if target.address else NO_ADDRESS,
        "phones": [one.number for one in cases.phones_of(session, [target.person.id]).get(target.person.id, [])]
        or [NO_PHONE],
        "owed": target.value,
        "measure": MEASURES[target.measure],
        "plan": target.plan or None,
        "risks": target.risks or None,
        "last_visit": _last_visit(session, actor, target),
        "account": account(profile, cases.case(session, actor.scope, target.case_id)) or None,
    }
    always = {"papers": inside, "missing": lacking}
    about = About(target.case_id, target.person.id, target.id)
    return Gathered(about, facts, shape=lambda known: {**known, **always})


def why_not(kind: str, no: Refusal) -> str:
    """A paper that cannot be made, and why, in few words."""
    absent = no.facts.get("fields")
    reason = f"缺{absent}" if no.kind is Kind.INVALID and absent else REASONS.get(no.code, NOT_NOW)
    return f"{kind_of(kind).title}：{reason}"


def _contents(session: Session, actor: Actor, target: TargetView) -> tuple[list[str], list[str]]:
    from app.documents import offers  # noqa: PLC0415 - offers are made of what gatherers know

    inside: list[str] = []
    lacking: list[str] = []
    for one in offers.of_case(session, actor, target.case_id, target.person.id):
        if one.refusal is None or one.done:
            inside.append(kind_of(one.kind).title)
        else:
            lacking.append(why_not(one.kind, one.refusal))
    return list(dict.fromkeys(inside)), list(dict.fromkeys(lacking))


def _last_visit(session: Session, actor: Actor, target: TargetView) -> str:
    visits = field.visits_of(session, actor.scope, case_ids=[target.case_id])
    told = [one for one in visits if one.person_id == target.person.id and one.kind in AT_THE_DOOR]
    if not told:
        return NEVER
    last = told[-1]
    return f"{wording.day(last.at.day)} {steps.of_deed(last).splitlines()[0]}"
