"""Facts of the papers on a person's liberty: from the summons, the approved proposal, and what was done."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal, missing
from app.base.remembering import remembered
from app.documents import gather_people as people
from app.documents import offices, queries, wording
from app.documents.bases import basis
from app.documents.clauses import articles
from app.documents.gather_people import Matter
from app.documents.gathered import About, Ask, AskForm, Gathered, Wanted
from app.documents.special import special
from app.law.clock_rules import CLOCKS
from app.law.gates import PersonStanding
from app.law.grounds import UNIT_LEADERS_CITATION, ground
from app.law.periods import release_day
from app.measures import queries as measures
from app.measures.custody import Standing
from app.measures.gathering import standing_in
from app.measures.rules import Deed, DeedKind, ProposalKind
from app.measures.views import ProposalView
from app.money import queries as money

COMPEL: Final = ("CPL.president_approval", "CPLI.compel")
CUSTODY: Final = ("CPL.custody", "CPLI.custody_handover")
RELEASE: Final = ("CPL.early_release", "CPLI.early_release")
LEADERS: Final = frozenset({PersonStanding.LEGAL_REPRESENTATIVE, PersonStanding.PRINCIPAL, PersonStanding.LIABLE_STAFF})
RECONSIDERATION_DAYS: Final = next(rule.period.length for rule in CLOCKS if rule.key == "reconsideration")
BEGINS_WITH_DAY: Final = re.compile(r"\d{4}年")
FAMILY_RESULTS: Final = {"told": "已通知", "tried": "未能通知到", "unreachable": "无法通知"}
NUMBER_FOLLOWS: Final = "（情况紧急，先行拘留；司惩案号编立后另行补正）"
BASES_OF: Final = {"online": "在本系统签署", "paper": "纸质审批表", "case_system": "办案系统签署"}
"""How a step of the approval was signed."""
UNRECORDED: Final = "未记录"
APPEAR_AT: Final = "应到时间"


def summons(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """传票: from the summons that was drawn."""
    found = measures.summons(session, actor.scope, subject(wanted))
    matter = people.matter(session, actor, found.case_id, found.person_id)
    clerk, ask = people.clerk(session, actor)
    facts = {
        **matter.heading,
        "cause": matter.case.cause,
        "summoned": matter.person.name,
        "address": people.domicile(session, matter.person.id),
        "reason": found.matter,
        "appear_at": found.appear_at,
        "appear_place": found.place,
        "officer": people.judge_name(session, matter.case),
        "clerk": clerk,
    }
    return Gathered(About(found.case_id, found.person_id, found.id), facts, (ask,), _still_ahead(actor))


def compel_warrant(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """拘传票: from the proposal the president approved and the summons that was ignored."""
    found, matter = approved_matter(session, actor, wanted, ProposalKind.COMPEL)
    missed = [
        one
        for one in measures.summonses_of(session, actor.scope, [found.case_id], [found.person_id])
        if one.missed(actor.now)
    ]
    reason = found.reason
    if missed:
        when = wording.moment(missed[0].appear_at)
        reason = f"经本院传票传唤，{matter.person.name}无正当理由未于{when}到场接受调查询问"
    police = people.errand(session, matter).riders("police")
    facts = {
        **matter.heading,
        "name": matter.person.name,
        "sex": people.SEXES.get(matter.person.sex),
        "id_number": matter.person.id_number,
        "address": people.domicile(session, matter.person.id),
        "role": matter.role,
        "reason": reason,
        "citations": _clauses(COMPEL, actor),
        "appear_place": missed[0].place if missed else None,
        "applicant": account_name(session, found.proposed_by),
        "applied_on": found.proposed_at.day,
        **offices.signed(session, found.allowed),
        "police": police,
    }
    asks = (
        Ask("appear_at", AskForm.MOMENT),
        Ask("appear_place"),
        Ask("police", AskForm.OFFICERS, police, people.pool(session, "police")),
    )
    return Gathered(about(found), facts, asks, _still_ahead(actor))


def detention_decision(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """拘留决定书: from the proposal, its act with the evidence, and the ground down to the item."""
    found, matter = approved_matter(session, actor, wanted, ProposalKind.DETAIN)
    applicants = "、".join(one.name for one in matter.case.applicants)
    debtors = "、".join(one.name for one in matter.case.debtors)
    facts = {
        **matter.heading,
        "case_number": _number(found, matter),
        "person": people.described(session, matter.person),
        "role": matter.role,
        "enforcement_case": matter.case.number,
        "dispute": f"{applicants}申请执行{debtors}{matter.case.cause}" if applicants else None,
        "findings": findings(found, matter),
        "evidence": list(found.act.evidence) if found.act else [],
        "reasoning": ground(found.ground, actor.now.day).label + ("" if found.number else NUMBER_FOLLOWS),
        "citations": detention_clauses(found, matter, actor),
        "days": found.days,
        "reconsideration_days": RECONSIDERATION_DAYS,
        "superior": matter.court.superior,
    }
    return Gathered(about(found), facts)


def custody_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """执行拘留通知书: goes with the person to the place of custody."""
    found, matter = approved_matter(session, actor, wanted, ProposalKind.DETAIN)
    log, elsewhere = log_of(session, actor, found), found.answers.elsewhere.place
    facts = {
        **matter.heading,
        **_term(session, found, actor),
        "addressee": None if elsewhere else matter.court.police,
        "place": elsewhere or matter.court.custody_place,
        "decision_number": _number(found, matter),
        "person": people.described(session, matter.person),
        "reason": ground(found.ground, actor.now.day).label,
        "citations": _clauses(CUSTODY, actor),
        "special": special(found, matter, log, actor.now.day),
        "officers": people.names(session, _with_whom(log, DeedKind.HAND_OVER)),
        "contact": people.contact(session, matter),
    }
    riding = people.names(session, _with_whom(log, DeedKind.ANNOUNCE) or _with_whom(log, DeedKind.COMPEL))
    ask = Ask("officers", AskForm.OFFICERS, riding, people.pool(session, "police", "executor", "assistant", "judge"))
    asks = (Ask("addressee"), ask) if elsewhere else (ask,)
    return Gathered(about(found), facts, asks)


def family_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """拘留通知书: to the family, with every attempt to reach them."""
    found, matter = approved_matter(session, actor, wanted, ProposalKind.DETAIN)
    attempts = [one for one in log_of(session, actor, found) if one.kind == DeedKind.TELL_FAMILY]
    told = next((one.body for one in reversed(attempts) if one.body.get("whom")), {})
    facts = {
        **matter.heading,
        **_term(session, found, actor),
        "addressee": told.get("whom"),
        "relation": told.get("relation"),
        "name": matter.person.name,
        "sex": people.SEXES.get(matter.person.sex),
        "born": matter.person.birth,
        "decision_number": _number(found, matter),
        "reason": ground(found.ground, actor.now.day).label,
        "citations": detention_clauses(found, matter, actor),
        **_where(found, matter),
        "contact": people.contact(session, matter),
        "attempts": [_attempt(one) for one in attempts],
    }
    before = {} if found.answers.elsewhere.place else queries.last_facts(session, "family_notice")
    again = tuple(Ask(name, suggestion=before.get(name)) for name in ("place_address", "place_phone"))
    return Gathered(about(found), facts, (Ask("addressee"), Ask("relation"), *again))


def _where(found: ProposalView, matter: Matter) -> dict[str, Any]:
    """The custody place he is brought to, with address and telephone where they are known."""
    if found.answers.elsewhere.place:
        return {"place": found.answers.elsewhere.place, "place_address": None, "place_phone": None}
    court = matter.court
    return {"place": court.custody_place, "place_address": court.custody_address, "place_phone": court.custody_phone}


def early_release(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """提前解除拘留决定书: from the approved release and the detention it ends."""
    found, matter = approved_matter(session, actor, wanted, ProposalKind.EARLY_RELEASE)
    detention = people.proposal(session, actor.scope, found.of_id) if found.of_id else None
    log = log_of(session, actor, found)
    announced = next((one.at for one in log if one.kind == DeedKind.ANNOUNCE), None)
    admitted = next((one.at for one in reversed(log) if one.kind == DeedKind.ADMIT), None)
    number = detention.number if detention else None
    facts = {
        **matter.heading,
        "case_number": number,
        "person": people.described(session, matter.person),
        "decision_number": number,
        "decided_on": detention.approved_at.day if detention and detention.approved_at else None,
        "days": detention.days if detention else None,
        "admitted_on": admitted.day if admitted else None,
        "repentance": found.reason,
        "evidence": _payments(session, actor, found, announced),
        "citations": _clauses(RELEASE, actor),
        "released_on": actor.now.day,
        "addressee": matter.court.custody_place if admitted else f"{matter.court.name}司法警察部门",
    }
    return Gathered(about(found), facts, (Ask("evidence", AskForm.LINES, "具结悔过书"),))


def subject(wanted: Wanted) -> UUID:
    """What the paper is about; refused as missing when nothing was named."""
    if wanted.subject_id is None:
        raise missing("paper")
    return wanted.subject_id


def approved_matter(session: Session, actor: Actor, wanted: Wanted, kind: ProposalKind) -> tuple[ProposalView, Matter]:
    """The proposal the paper is about, of that kind, with its case and person."""
    found = people.proposal(session, actor.scope, subject(wanted))
    if found.kind is not kind:
        raise missing("proposal")
    return found, people.matter(session, actor, found.case_id, found.person_id)


def about(found: ProposalView) -> About:
    """What a paper on a proposal is filed under."""
    return About(found.case_id, found.person_id, found.id, found.id)


def _number(found: ProposalView, matter: Matter) -> str | None:
    """Its own number; an emergency that the gate lets go without one goes out under the number of the case."""
    return found.number or (matter.case.number if found.emergency else None)


def _still_ahead(actor: Actor) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Lets no paper through that calls somebody to a time already past; what is no time at all is refused later."""

    def shape(given: dict[str, Any]) -> dict[str, Any]:
        if _past(given.get("appear_at"), actor.now):
            fault = Fault("appear_at", "measures.appear_past")
            raise Refusal("paper.fact_wrong", Kind.INVALID, faults=(fault,), fields=APPEAR_AT)
        return given

    return shape


def _past(given: Instant | str | None, now: Instant) -> bool:
    try:
        at = Instant.parse(given) if isinstance(given, str) else given
    except ValueError:
        return False
    return at is not None and at <= now


def _clauses(keys: Sequence[str], actor: Actor) -> list[str]:
    return articles(keys, actor.now.day)


def detention_clauses(found: ProposalView, matter: Matter, actor: Actor) -> list[str]:
    """The ground's articles and those of every detention, law by law."""
    return list(basis("detention_decision", actor.now.day, *grounds_of(found, matter, actor)))


def grounds_of(found: ProposalView, matter: Matter, actor: Actor) -> tuple[str, ...]:
    """The articles of the act, and the one by which a unit's leader answers for it."""
    leader = (UNIT_LEADERS_CITATION,) if standing_in(matter.case, matter.person) in LEADERS else ()
    return (*ground(found.ground, actor.now.day).citation_keys, *leader)


def findings(found: ProposalView, matter: Matter) -> str | None:
    """What was found: the notice served, then the act with its day unless its own words begin with one."""
    if found.act is None:
        return None
    served = matter.case.notice_served_on
    before = f"本院于{wording.day(served)}向被执行人送达执行通知书。\n" if served else ""
    day = "" if BEGINS_WITH_DAY.match(found.act.what) else f"{wording.day(found.act.happened_at.day)}，"
    return f"{before}{day}{wording.sentence(found.act.what)}。"


def _term(session: Session, found: ProposalView, actor: Actor) -> dict[str, Any]:
    """From the day of admission, or of this paper that leads to it, so many days."""
    standing = _standing(session, found.person_id, actor.now)
    starts = standing.admitted_at.day if standing.admitted_at else actor.now.day
    return {"days": found.days, "starts": starts, "ends": release_day(starts, found.days) if found.days else None}


@remembered
def _standing(session: Session, person_id: UUID, now: Instant) -> Standing:
    return measures.state_of(session, [person_id], now)[person_id]


def log_of(session: Session, actor: Actor, found: ProposalView) -> list[Deed]:
    """What was done to the person in this case, oldest first."""
    return [one for one in people.deeds(session, actor.scope, found.case_id) if one.person_id == found.person_id]


def _with_whom(log: Sequence[Deed], kind: DeedKind) -> list[str]:
    """The officers of the latest deed of that kind."""
    return next((list(one.body.get("officer_ids", ())) for one in reversed(log) if one.kind == kind), [])


def _attempt(deed: Deed) -> dict[str, Any]:
    words = [FAMILY_RESULTS[str(deed.body.get("result"))], str(deed.body.get("reason") or ""), deed.note]
    result = "，".join(dict.fromkeys(word.replace("\n", "；") for word in words if word))
    return {"at": deed.at, "how": deed.body.get("how") or UNRECORDED, "result": result[:200]}


def _payments(session: Session, actor: Actor, found: ProposalView, since: Instant | None) -> list[str]:
    """Receipts of what was paid in the case since the decision was read out."""
    taken = money.receipts(session, actor.scope, case_ids=[found.case_id], since=since)
    return [f"收款凭证{one.number}" for one in reversed(taken) if one.holds]


def account_name(session: Session, account_id: UUID | None) -> str | None:
    """Whose account that is."""
    return next(iter(people.names(session, [account_id])), None)
