"""Facts of the forms that go round inside the court: from the proposal, the payments, the sweep, the papers issued."""

from typing import Any, Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.court import queries as court
from app.documents import gather_case as case_papers
from app.documents import gather_measures as on_measures
from app.documents import gather_people as people
from app.documents import gather_sweeps as of_sweep
from app.documents import offices, queries, wording
from app.documents.asking import asks_of
from app.documents.bases import basis
from app.documents.catalog import KINDS, Seal
from app.documents.clauses import articles
from app.documents.facts_office import PoliceRequest, SealRegister
from app.documents.gather_people import Matter
from app.documents.gather_property import SOUGHT, described, of_women
from app.documents.gathered import About, Gathered, Wanted
from app.documents.queries import Sought
from app.documents.special import special
from app.law.numerals import numeral
from app.measures import queries as measures
from app.measures.rules import ProposalKind
from app.measures.views import DecisionView, ProposalView
from app.money import queries_payouts
from app.money.payouts import PayoutKind
from app.sweeps import queries as sweeps

STEPS: Final = {
    "endorsed": "执行局局长审核",
    "approved": "院长批准",
    "rejected": "院长不批准",
    "withdrawn": "撤回",
    "ratified": "院长补批",
    "revoked": "院长不予补批",
}
ITEMS: Final = {
    PayoutKind.CREDITOR: "发放给申请执行人",
    PayoutKind.FEE: "执行费上缴",
    PayoutKind.FINE: "罚款上缴",
    PayoutKind.REFUND: "退款",
    PayoutKind.DEPOSIT: "提存",
    PayoutKind.DEPOSIT_OUT: "提存款发放",
}
SEALS: Final = {Seal.COURT: "院印", Seal.FINANCE: "财务专用章"}
MOST: Final = 200
"""Papers on one register."""
ORDER: Final = "扣除申请执行费后，依次清偿实现债权的费用、利息、主债务和加倍部分债务利息"


def compel_approval(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """拘传审批表."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.COMPEL)
    clauses = articles(on_measures.COMPEL, actor.now.day)
    summoned = measures.summonses_of(session, actor.scope, [found.case_id], [found.person_id])
    missed = [f"传票及送达记录（应到时间{wording.moment(one.appear_at)}）" for one in summoned if one.missed(actor.now)]
    told = {"facts": found.reason, "proposed": "拘传", "citations": clauses, "evidence": missed}
    return _approval(session, actor, wanted, found, matter, **told)


def detain_approval(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """拘留审批表."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.DETAIN)
    proposed = f"拘留{numeral(found.days)}日" if found.days else None
    clauses = on_measures.detention_clauses(found, matter, actor)
    return _approval(
        session, actor, wanted, found, matter,
        facts=on_measures.findings(found, matter), proposed=proposed, citations=clauses,
    )  # fmt: skip


def fine_approval(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """罚款审批表."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.FINE)
    proposed = f"罚款{wording.yuan(found.amount)}" if found.amount else None
    clauses = basis("fine_decision", actor.now.day, *on_measures.grounds_of(found, matter, actor))
    return _approval(
        session, actor, wanted, found, matter,
        facts=on_measures.findings(found, matter), proposed=proposed, citations=clauses,
    )  # fmt: skip


def search_approval(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """搜查审批表."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.SEARCH)
    asked = found.answers.search
    told = {"citations": basis("search_warrant", actor.now.day), "facts": found.reason}
    if asked:
        term = f"有效期{wording.day(asked.valid_from)}至{wording.day(asked.valid_until)}"
        places = f"搜查场所：{'；'.join(asked.places)}。"
        told |= {
            "evidence": list(asked.evidence),
            "facts": "\n".join((found.reason, places, of_women(session, asked))),
            "proposed": f"搜查{SOUGHT[asked.sought]}，{term}",
        }
    return _approval(session, actor, wanted, found, matter, **told)


def payout_approval(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """执行款发放审批表: what came in is known, what was proposed is suggested; the proof of each account is typed."""
    matter = case_papers.matter(session, actor, wanted)
    paid = [one for one in people.receipts(session, actor.scope, matter.case.id) if one.holds and one.way != "direct"]
    given = {
        "cause": matter.case.cause,
        "applicant": "、".join(one.name for one in matter.case.applicants),
        "debtor": "、".join(one.name for one in matter.case.debtors),
    }
    suggested = {
        "receipts": [
            {"number": one.number, "on": one.at.day, "payer": one.payer, "amount": one.amount} for one in reversed(paid)
        ],
        "parts": [
            people.without_blanks(
                item=ITEMS.get(one.kind),
                payee=one.payee,
                account=f"{one.payee_bank} {one.payee_account}".strip(),
                amount=one.amount,
            )
            for one in reversed(queries_payouts.listed(session, actor.scope, case_id=matter.case.id))
            if one.stage not in queries_payouts.GONE
        ],
        "order": ORDER,
        "limit": queries.last_facts(session, wanted.kind).get("limit"),
        "proposed_by": people.judge_name(session, matter.case),
    }
    return case_papers.form(wanted, matter, given, suggested=suggested)


def police_request(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """用警派车申请表: the sweep, and what each squad of it needs."""
    sweep = of_sweep.whole_sweep(session, actor, wanted.subject_id)
    profile = court.profile(session)
    targets = sweeps.targets(session, actor.scope, sweep.id)
    areas = dict.fromkeys(one.address.raw for one in targets if one.address)
    given = people.without_blanks(
        court=profile.name,
        dated=actor.now.day,
        sweep=sweep.name,
        starts=sweep.starts_at,
        ends=sweep.ends_at,
        targets=len(targets) or None,
        applicant=actor.name,
    )
    suggested = {
        "assembly": profile.name,
        "area": "、".join(areas)[:200],
        "needs": [
            {
                "squad": one.name,
                "leader": one.leader.name if one.leader else "",
                "police": sum(member.kind == "police" for member in one.members),
                "women": sum(member.kind == "police" and member.sex == "female" for member in one.members),
                "vehicles": 1 if one.car else 0,
            }
            for one in sweeps.squads(session, sweep.id)
        ],
        "risks": sweep.risks,
        "contact": profile.phone,
    }
    return Gathered(About(subject_id=sweep.id), given, asks_of(PoliceRequest, given, suggested=suggested))


def seal_register(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """用印审批登记表: the papers of a sweep's cases that bear a seal, the newest first."""
    sweep = of_sweep.whole_sweep(session, actor, wanted.subject_id)
    sought = Sought(case_ids=sweeps.case_ids(session, sweep.id), state="issued")
    issued, _ = queries.papers(session, actor, sought, limit=MOST)
    listed = [
        {
            "number": one.control_no,
            "title": KINDS[one.kind].title,
            "case_number": one.facts.get("case_number") or "",
            "copies": KINDS[one.kind].copies,
            "seal": SEALS[KINDS[one.kind].seal],
        }
        for one in issued
        if KINDS[one.kind].seal in SEALS
    ]
    given = people.without_blanks(
        court=court.profile(session).name,
        dated=actor.now.day,
        occasion=sweep.name,
        papers=listed,
        applicant=actor.name,
    )
    return Gathered(About(subject_id=sweep.id), given, asks_of(SealRegister, {*given, "papers"}))


def _approval(
    session: Session, actor: Actor, wanted: Wanted, found: ProposalView, matter: Matter, **told: Any
) -> Gathered:
    gate = people.gate(session, found.id, actor.now)
    lacking = [one for one in gate if one.asked and not one.met]
    checked = f"共核查{len(gate)}项，" + (f"有{len(lacking)}项尚不具备" if lacking else "均已具备")
    given = {
        "cause": matter.case.cause,
        "whom": described(session, matter.case, matter.person),
        "role": matter.role,
        "evidence": list(found.act.evidence) if found.act else [],
        "health": special(found, matter, on_measures.log_of(session, actor, found), actor.now.day),
        "checked": checked,
        "proposed_by": on_measures.account_name(session, found.proposed_by),
        "proposed_on": found.proposed_at.day,
        "opinions": [_opinion(session, one) for one in found.decisions if one.step in STEPS and one.by_id],
        **told,
    }
    about = About(found.case_id, found.person_id, found.id)
    return case_papers.form(wanted, matter, given, about=about)


def _opinion(session: Session, decision: DecisionView) -> dict[str, Any]:
    """A step of the chain under the name of its office; who stood in is named as authorised, with his authority."""
    hand = offices.hand_of(session, decision)
    how = on_measures.BASES_OF.get(decision.basis, decision.basis)
    return {
        "step": STEPS[decision.step],
        "by": hand.named,
        "on": decision.at.day,
        "how": f"{how}，依据{hand.authority}，{hand.term}" if hand.authority else how,
    }
