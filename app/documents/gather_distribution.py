"""Facts of the plan of distribution: the creditors of all cases against the debtor, as far as the court knows them."""

from typing import Any

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.cases.views import CaseBrief
from app.documents import facts_distribution
from app.documents import gather_case as case_papers
from app.documents import gather_people as people
from app.documents.bases import basis
from app.documents.gather_people import Matter
from app.documents.gathered import Gathered, Wanted
from app.law.distribution import OBJECTION_DAYS
from app.money import queries as money
from app.money import queries_distributions
from app.money.distributions import RANKS, Stage
from app.money.queries_distributions import DistributionView

ORDINARY = "普通债权"
OWN_FEE = "申请执行费"
BECAUSE = "被执行人的财产不能清偿所有债权，各债权人已经申请执行或者参与分配；执行费用和优先受偿的债权受偿后，普通债权按照数额比例受偿"


def distribution_plan(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """执行财产分配方案: a plan under way is printed as it was reckoned, once approved without another word.

    Without one each open case against the debtor suggests its creditor and what is owed today.
    """
    matter = case_papers.matter(session, actor, wanted)
    plan = _under_way(session, actor, matter)
    reckoned = _reckoned(session, actor, plan) if plan else {}
    fixed = reckoned if plan and plan.stage is not Stage.PROPOSED else {}
    given = {
        "debtor": matter.person.name,
        "objection_days": OBJECTION_DAYS,
        "citations": basis(wanted.kind, actor.now.day),
        "contact": people.contact(session, matter),
        **fixed,
    }
    suggested = {
        **({"claims": _claims(session, actor, matter), "reason": BECAUSE} | reckoned),
        "judges": [people.judge_name(session, matter.case)],
    }
    names = {"judges": people.pool(session, "judge", "executor"), "clerk": people.pool(session, "clerk")}
    return case_papers.form(wanted, matter, given, suggested=suggested, names=names)


def _under_way(session: Session, actor: Actor, matter: Matter) -> DistributionView | None:
    """The newest plan about the money of this case that still binds some of it."""
    known = queries_distributions.listed(session, actor.scope, actor.now.day, case_id=matter.case.id)
    return next((one for one in known if one.case_id == matter.case.id and one.course.bound), None)


def _reckoned(session: Session, actor: Actor, plan: DistributionView) -> dict[str, Any]:
    """What a plan says, in the words of the paper; its shares come out of the same rule."""
    known = cases.briefs(session, actor.scope, plan.case_ids)
    ranks = {rank: word for word, rank in facts_distribution.RANKS.items()}
    claims = [
        {
            "creditor": one.creditor,
            "number": known[one.case_id].number if one.case_id in known else "另案",
            "basis": plan.bases[one.id] or OWN_FEE,
            "rank": ranks[RANKS[one.rank]],
            "amount": one.claim,
        }
        for one in plan.shares
    ]
    return {"proceeds": plan.proceeds, "total": plan.amount, "reason": plan.reason, "claims": claims}


def _claims(session: Session, actor: Actor, matter: Matter) -> list[dict[str, Any]]:
    ids = cases.case_ids_of_person(session, actor.scope, matter.person.id)
    ended = cases.concluded(session, ids)
    known = cases.briefs(session, actor.scope, ids)
    return [_claim(session, actor, matter, one) for key, one in known.items() if key not in ended]


def _claim(session: Session, actor: Actor, matter: Matter, case: CaseBrief) -> dict[str, Any]:
    owed = money.owed(session, case.id, actor.now.day, matter.court).total
    return people.without_blanks(
        creditor="、".join(one.name for one in case.applicants),
        number=case.number,
        basis=case.title_number,
        rank=ORDINARY,
        amount=owed or None,
    )
