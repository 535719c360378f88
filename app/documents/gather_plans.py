"""Facts of the two papers signed at the table. Which of them is made decides the effect; a plan bears one of them."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.money import ZERO
from app.base.refusal import Kind, Refusal, missing
from app.base.remembering import remembered
from app.cases.views import CaseBrief
from app.documents import gather_people as people
from app.documents.gathered import About, Ask, AskForm, Gathered, Wanted
from app.money import queries as money
from app.money import queries_plans
from app.money.queries_plans import PlanView

SIGNED_AS: Final = {queries_plans.UNDERTAKING: "undertaking", queries_plans.SETTLEMENT: "settlement"}
ROLES: Final = {"party": "本人", "legal_representative": "法定代表人", "special": "特别授权", "general": "一般授权"}


def undertaking(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """分期还款承诺书: the debtors' own word."""
    plan, case = _plan(session, actor, wanted)
    facts = {
        **_common(session, plan, case),
        "promisors": _household([people.party(session, one) for one in case.debtors]),
        "creditor": "、".join(one.name for one in case.applicants),
        "hardship": _said(plan, "hardship"),
    }
    return Gathered(_about(plan), facts, (Ask("hardship", AskForm.TEXT),))


def settlement(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """执行和解协议: both parties sign; for the creditor his agent, with the power named."""
    plan, case = _plan(session, actor, wanted)
    facts = {
        **_common(session, plan, case),
        "waiver_conditional": plan.conditional,
        "creditors": [people.party(session, one) for one in case.applicants],
        "debtors": [people.party(session, one) for one in case.debtors],
        "seizure": _said(plan, "seizure"),
        "agent": _said(plan, "creditor_agent"),
        "powers": _said(plan, "authority") or ROLES.get(_said(plan, "creditor_role") or ""),
    }
    asks = (
        Ask("agent", title="申请执行人的代理人或负责人"),
        Ask("powers", title="代理权限"),
        Ask("seizure", AskForm.TEXT),
    )
    return Gathered(_about(plan), facts, asks, _with_agent)


def _household(promisors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who has no telephone of his own is reached by that of another promisor."""
    shared = next((one["phone"] for one in promisors if "phone" in one), None)
    return [{**({"phone": shared} if shared else {}), **one} for one in promisors]


def _plan(session: Session, actor: Actor, wanted: Wanted) -> tuple[PlanView, CaseBrief]:
    """The plan and its case. Refused (conflict): superseded, or the other paper was signed upon it."""
    if wanted.subject_id is None:
        raise missing("paper")
    plan = _known(session, actor.scope, wanted.subject_id)
    if plan.superseded_by:
        raise Refusal("paper.plan_superseded", Kind.CONFLICT)
    if plan.signatures and wanted.kind not in {SIGNED_AS[one.kind] for one in plan.signatures}:
        raise Refusal("paper.signed_otherwise", Kind.CONFLICT)
    return plan, people.case_of(session, actor.scope, plan.case_id)


@remembered
def _known(session: Session, scope: Scope, plan_id: UUID) -> PlanView:
    return money.plan(session, scope, plan_id)


def _about(plan: PlanView) -> About:
    return About(plan.case_id, plan.person_id, plan.id)


def _common(session: Session, plan: PlanView, case: CaseBrief) -> dict[str, Any]:
    profile = people.profile(session)
    signed = plan.signatures[0].at.day if plan.signatures else plan.made_at.day
    account = f"{case.account_bank} {case.account_no}（本案专用账号）" if case.account_no else ""
    if not account and profile.trust_account:
        account = f"{profile.name}执行款专户（{profile.trust_bank} {profile.trust_account}）"
    return {
        "court": profile.name,
        "dated": signed,
        "enforcement_case": case.number,
        "basis": case.title_number,
        "as_of": plan.made_at.day,
        "debt": [{"head": people.HEADS[head], "amount": fen} for head, fen in plan.heads.items() if fen > ZERO],
        "waived": _waived(plan),
        "paid_now": plan.paid_now,
        "schedule": [{"due": one.due_on, "amount": one.amount} for one in plan.rows],
        "account": account.strip(),
    }


def _waived(plan: PlanView) -> list[dict[str, Any]]:
    return [{"head": people.HEADS[plan.terms["waived_head"]], "amount": plan.waived}] if plan.waived else []


def _said(plan: PlanView, name: str) -> str | None:
    """What was told when the plan was signed."""
    return next((str(one.body[name]) for one in reversed(plan.signatures) if one.body.get(name)), None)


def _with_agent(facts: dict[str, Any]) -> dict[str, Any]:
    """The creditor's agent and his powers stand with the first creditor."""
    agent = {name: facts.pop(name) for name in ("agent", "powers") if name in facts}
    creditors = facts.get("creditors", [])
    return facts | {"creditors": [{**one, **agent} if place == 0 else one for place, one in enumerate(creditors)]}
