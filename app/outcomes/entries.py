"""Fills the data sheets (回填单) of a sweep from what the rooms recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.cases import queries as cases
from app.cases.views import CaseBrief, PersonBrief
from app.court import queries as court
from app.law.grounds import ground
from app.measures import queries as measures
from app.measures.rules import Deed, DeedKind
from app.measures.views import ProposalView, SummonsView
from app.money import queries_cash, queries_plans
from app.outcomes.datasheet import Coded, Entry, Numbered, SheetName, entry
from app.staff import queries as staff
from app.sweeps import queries as sweeps


@dataclass(frozen=True)
class Material:
    """Everything the sheets are filled from, read once."""

    briefs: Mapping[UUID, CaseBrief]
    people: Mapping[UUID, PersonBrief]
    names: Mapping[UUID, str]
    deeds: Sequence[Deed]
    summonses: Mapping[UUID, SummonsView]
    proposals: Mapping[UUID, ProposalView]
    custody_place: str
    scope: Scope
    case_ids: Sequence[UUID]
    since: Instant
    until: Instant

    def number(self, case_id: UUID) -> str:
        """The case number."""
        brief = self.briefs.get(case_id)
        return brief.number if brief else ""

    def person(self, person_id: UUID) -> str:
        """The person's name."""
        known = self.people.get(person_id)
        return known.name if known else ""

    def officers(self, deed: Deed) -> str:
        """Who did it."""
        ids = [deed.by_id, *(UUID(one) for one in deed.body.get("officer_ids", ()))]
        return "、".join(dict.fromkeys(self.names[one] for one in ids if one and one in self.names))

    def later(self, deed: Deed, kind: DeedKind) -> Deed | None:
        """The next deed of that kind on the same person."""
        return next(
            (one for one in self.deeds if one.kind == kind and one.person_id == deed.person_id and one.at >= deed.at),
            None,
        )


def entries(session: Session, scope: Scope, sweep_id: UUID) -> dict[SheetName, list[Entry]]:
    """All entries of a sweep, sheet by sheet, in the order in which things happened."""
    sweep = sweeps.sweep(session, sweep_id)
    since, until = sweep.span
    case_ids = [one for one in sweeps.case_ids(session, sweep_id) if scope.admits(one)]
    material = _material(session, scope, case_ids, since, until)
    return {
        "summons": [_summons(material, deed) for deed in _of(material, DeedKind.SUMMON)],
        "compelled": [_compelled(material, deed) for deed in _of(material, DeedKind.COMPEL)],
        "detained": [_detained(material, deed) for deed in _of(material, DeedKind.ANNOUNCE)],
        "service": [_served(material, deed) for deed in _of(material, DeedKind.SUMMON, DeedKind.SERVE)],
        "payment": _payments(session, material),
        "settlement": _settlements(session, material),
    }


def _material(session: Session, scope: Scope, case_ids: list[UUID], since: Instant, until: Instant) -> Material:
    deeds = [deed for deed in measures.deeds_of(session, scope, case_ids) if since <= deed.at < until]
    people = cases.persons(session, {deed.person_id for deed in deeds})
    who = [deed.by_id for deed in deeds]
    who += [UUID(one) for deed in deeds for one in deed.body.get("officer_ids", ())]
    return Material(
        briefs=cases.briefs(session, scope, case_ids),
        people=people,
        names=staff.names(session, who),
        deeds=deeds,
        summonses={one.id: one for one in measures.summonses_of(session, scope, case_ids)},
        proposals={one.id: one for one in measures.proposals_of(session, scope, case_ids=case_ids)},
        custody_place=court.profile(session).custody_place,
        scope=scope,
        case_ids=case_ids,
        since=since,
        until=until,
    )


def _of(material: Material, *kinds: DeedKind) -> Iterable[Deed]:
    return (deed for deed in material.deeds if deed.kind in kinds)


def _summons(material: Material, deed: Deed) -> Entry:
    summons = material.summonses.get(deed.summons_id) if deed.summons_id else None
    return entry(
        "summons",
        deed.id,
        deed.case_id,
        案号=material.number(deed.case_id),
        被传唤人=material.person(deed.person_id),
        应到时间=summons.appear_at if summons else deed.body.get("appear_at"),
        应到处所=summons.place if summons else deed.body.get("place"),
        事由=summons.matter if summons else deed.body.get("matter"),
        情况=Coded("service_mode", str(deed.body.get("mode", ""))),
    )


def _compelled(material: Material, deed: Deed) -> Entry:
    begun, ended = material.later(deed, DeedKind.QUESTION), material.later(deed, DeedKind.QUESTION_END)
    proposal = material.proposals.get(deed.proposal_id) if deed.proposal_id else None
    return entry(
        "compelled",
        deed.id,
        deed.case_id,
        案号=material.number(deed.case_id),
        被拘传人=material.person(deed.person_id),
        原因=proposal.reason if proposal else "",
        发现日期=deed.at.day,
        地点=begun.body.get("place") if begun else "",
        开始时间=begun.at if begun else deed.at,
        结束时间=ended.at if ended else None,
        拘传票=Numbered("compel_warrant", proposal.id) if proposal else "",
        执行情况=deed.note,
    )


def _detained(material: Material, deed: Deed) -> Entry:
    proposal = material.proposals.get(deed.proposal_id) if deed.proposal_id else None
    admitted, released = material.later(deed, DeedKind.ADMIT), material.later(deed, DeedKind.RELEASE)
    return entry(
        "detained",
        deed.id,
        deed.case_id,
        案号=material.number(deed.case_id),
        被拘留人=material.person(deed.person_id),
        地点=deed.body.get("place"),
        原因=ground(proposal.ground, deed.at.day).label if proposal and proposal.ground else "",
        原因说明=proposal.reason if proposal else "",
        发现日期=proposal.act.happened_at.day if proposal and proposal.act else None,
        天数=proposal.days if proposal else None,
        开始日期=admitted.at.day if admitted else None,
        执行拘留单位=material.custody_place if admitted else "",
        决定书=proposal.number if proposal else "",
        解除日期=released.at.day if released else None,
        解除原因=Coded("release_reason", str(released.body.get("reason", ""))) if released else "",
    )


def _served(material: Material, deed: Deed) -> Entry:
    body = deed.body
    paper = "summons" if deed.kind == DeedKind.SUMMON else str(body.get("paper", ""))
    return entry(
        "service",
        deed.id,
        deed.case_id,
        案号=material.number(deed.case_id),
        文书=Coded("paper_kind", paper),
        方式=Coded("service_mode", str(body.get("mode", ""))),
        送达人=material.officers(deed),
        受送达人=material.person(deed.person_id),
        签收人=body.get("receiver"),
        代签人或转交人=body.get("relation"),
        拒不签收=body.get("refusal_reason"),
        送达时间=deed.at,
    )


def _payments(session: Session, material: Material) -> list[Entry]:
    taken = queries_cash.receipts(
        session, material.scope, case_ids=material.case_ids, since=material.since, until=material.until
    )
    names = cases.persons(session, {one.person_id for one in taken})
    return [
        entry(
            "payment",
            one.event_id,
            one.case_id,
            案号=material.number(one.case_id),
            流水号=one.official_number or "",
            当事人=names[one.person_id].name if one.person_id in names else "",
            交纳人=one.payer,
            金额=one.amount,
            款项类别="执行款",
            日期=one.at.day,
            收据号码=one.number,
            到账方式=Coded("money_way", one.way),
        )
        for one in reversed(taken)
        if one.counts
    ]


def _settlements(session: Session, material: Material) -> list[Entry]:
    signed_then = [
        (plan, plan.settlement)
        for plan in queries_plans.plans(session, material.scope, case_ids=material.case_ids)
        if plan.settlement and material.since <= plan.settlement.at < material.until
    ]
    people = cases.persons(session, {one for _, signed in signed_then for one in signed.signer_ids})
    found = []
    for plan, signed in signed_then:
        names = [people[one].name for one in dict.fromkeys(signed.signer_ids) if one in people]
        found.append(
            entry(
                "settlement",
                signed.event_id,
                plan.case_id,
                案号=material.number(plan.case_id),
                当事人="、".join(names),
                签订日期=signed.at.day,
                协议金额=plan.payable,
                期数=len(plan.rows),
                首期=plan.rows[0].due_on if plan.rows else None,
                放弃金额=plan.waived,
                确认=Coded("plan_state", plan.state),
            )
        )
    return found[::-1]
