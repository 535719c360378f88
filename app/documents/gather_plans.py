"""Facts of the papers parties sign: the two made at the table, of which a plan bears one, and what a breach calls for."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.money import ZERO
from app.base.refusal import Kind, Refusal, missing
from app.base.remembering import remembered
from app.cases.views import CaseBrief
from app.documents import gather_people as people
from app.documents.bases import basis
from app.documents.gathered import About, Ask, AskForm, Gathered, Wanted
from app.documents.wording import yuan
from app.law.gate_security import resumption_until
from app.money import queries as money
from app.money import queries_breach, queries_plans
from app.money.queries_breach import Breach
from app.money.queries_plans import PlanView

SIGNED_AS: Final = {queries_plans.UNDERTAKING: "undertaking", queries_plans.SETTLEMENT: "settlement"}
PRINTED_OF: Final = {"resumption_application": "settlement"}
"""A paper that follows from another one that was signed."""
REQUEST: Final = (
    "一、恢复对{basis}的执行，被申请人依照和解协议已经履行的{paid}依法扣除；\n"
    "二、迟延履行期间的债务利息依法计算至履行完毕之日；\n"
    "三、恢复执行的费用由被申请人负担。"
)
REASONS: Final = "被申请人没有按照和解协议约定的期限履行，经催促至今没有补足。为维护合法权益，申请人依法申请恢复执行。"
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


def resumption_application(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """恢复执行申请书: the creditor's, of a settlement that is broken on this day. Refused (conflict): any other plan."""
    plan, case = _plan(session, actor, wanted)
    found = _broken(session, actor, plan)
    on, last = found.on, plan.rows[-1].due_on
    facts = {
        "court": people.profile(session).name,
        "dated": on,
        "case_number": case.number,
        "applicants": [people.party(session, one, agent=_said(plan, "creditor_agent")) for one in case.applicants],
        "respondents": [people.party(session, one) for one in case.debtors],
        "basis": case.title_number,
        "agreed_on": max(one.at.day for one in plan.signatures),
        "as_of": on,
        "promised": plan.payable + plan.interest,
        "instalments": len(plan.rows),
        "paid": found.paid,
        "missed": [
            {"position": one.row.position, "due": one.row.due_on, "amount": one.row.amount, "paid": one.covered}
            for one in found.broken
        ],
        "last_on": last,
        "until": resumption_until(last),
        "citations": basis(wanted.kind, on),
    }
    asks = (
        Ask("request", AskForm.TEXT, REQUEST.format(basis=case.title_number, paid=yuan(found.paid))),
        Ask("reasons", AskForm.TEXT, REASONS),
    )
    return Gathered(_about(plan), facts, asks)


def _broken(session: Session, actor: Actor, plan: PlanView) -> Breach:
    found = queries_breach.breach(session, actor.scope, plan.id, actor.now.day)
    if not found.settlement:
        raise Refusal("resumption.no_settlement", Kind.CONFLICT)
    if not found.broken:
        raise Refusal("resumption.performed", Kind.CONFLICT)
    return found


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
    if plan.signatures and PRINTED_OF.get(wanted.kind, wanted.kind) not in {
        SIGNED_AS[one.kind] for one in plan.signatures
    }:
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
