"""Which papers a case can have now, which not, and why: the gate's whole list and every fact that is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.remembering import remember, remembering
from app.cases import queries as cases
from app.cases.rules import PersonKind, Standing
from app.cases.views import CaseBrief
from app.documents import gather, queries
from app.documents import gather_people as people
from app.documents.catalog import KINDS, Approval
from app.documents.gathered import Wanted
from app.documents.tables import Paper
from app.field import queries as field
from app.measures import queries as measures
from app.measures.gathering import gates_now
from app.measures.rules import ProposalKind, ProposalState
from app.measures.views import FindingView, ProposalView
from app.money import queries as money
from app.money.rules import Way

OF_PROPOSAL: Final = {
    ProposalKind.COMPEL: ("compel_approval", "compel_warrant"),
    ProposalKind.DETAIN: ("detain_approval", "detention_decision", "custody_notice", "family_notice"),
    ProposalKind.EARLY_RELEASE: ("early_release", "release_notice"),
    ProposalKind.FINE: ("fine_approval", "fine_decision"),
    ProposalKind.SEARCH: ("search_approval", "search_warrant", "search_record"),
    ProposalKind.OVER_SEIZURE: (),
}
Gates: TypeAlias = Mapping[UUID, tuple[FindingView, ...]]
"""The whole list of each proposal's gate, by its id."""
GONE: Final = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN, ProposalState.REVOKED})
TAKEN: Final = frozenset({Standing.DEBTOR, Standing.LEGAL_REPRESENTATIVE, Standing.PERSON_IN_CHARGE})


@dataclass(frozen=True)
class Candidate:
    """A paper that may be wanted: of what, about whom, and the moment its subject is known by."""

    wanted: Wanted
    at: Instant | None = None
    label: str = ""


@dataclass(frozen=True)
class Offer:
    """A candidate as it stands: what was issued of it, and what stands in the way."""

    candidate: Candidate
    issued: Sequence[Paper]
    refusal: Refusal | None = None
    findings: Sequence[FindingView] = ()
    """The gate's whole list, for papers on liberty."""

    @property
    def kind(self) -> str:
        """The kind of the paper."""
        return self.candidate.wanted.kind

    @property
    def ready(self) -> bool:
        """Whether it can be made at once."""
        return self.refusal is None

    @property
    def done(self) -> bool:
        """Whether the one paper that can hold was issued."""
        return self.refusal is not None and self.refusal.code == "paper.issued_already"

    @property
    def fillable(self) -> bool:
        """Whether what is missing can still be typed or entered: no law stands in the way."""
        return self.refusal is not None and self.refusal.kind is Kind.INVALID

    @property
    def blocking(self) -> tuple[FindingView, ...]:
        """The requirements that stand in the way."""
        return tuple(one for one in self.findings if one.blocks)


def of_case(session: Session, actor: Actor, case_id: UUID, person_id: UUID | None = None) -> list[Offer]:
    """Every paper this case, or one person of it, can have; the caller shows those ready first or not as he likes."""
    case = cases.case(session, actor.scope, case_id)
    issued = queries.papers_of_case(session, actor.scope, case_id)
    proposals = measures.proposals_of(session, actor.scope, case_ids=[case_id])
    listed = _gates(session, actor, proposals)
    with remembering(session):
        _tell(session, actor, case, proposals, listed)
        every = _candidates(session, actor, case, proposals)
        found = [one for one in every if person_id in {None, one.wanted.person_id}]
        queries.tell_held(session, [one.wanted.subject_id for one in found if one.wanted.subject_id])
        return [offer(session, actor, one, issued, listed) for one in found]


def _tell(session: Session, actor: Actor, case: CaseBrief, proposals: Iterable[ProposalView], listed: Gates) -> None:
    """What this page knows of the case already; he may see the case, so the whole court's answer is the same."""
    remember(session, people.case_of, case, actor.scope, case.id)
    for one in proposals:
        for scope in (actor.scope, WHOLE_COURT):
            remember(session, people.proposal, one, scope, one.id)
    for proposal_id, gate in listed.items():
        remember(session, people.gate, gate, proposal_id, actor.now)


def gates(session: Session, actor: Actor, proposal_id: UUID) -> Gates:
    """The gate of one proposal as it stands now."""
    return _gates(session, actor, [measures.proposal(session, actor.scope, proposal_id)])


def offer(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    issued: Iterable[Paper] = (),
    gates: Gates | None = None,
) -> Offer:
    """How one candidate stands now; nothing is written."""
    wanted = candidate.wanted
    mine = [one for one in issued if _same(one, wanted)]
    listed = (gates or {}).get(wanted.subject_id, ()) if wanted.subject_id and _on_liberty(wanted.kind) else ()
    try:
        gathered = gather.gather(session, actor, wanted)
        gather.require_allowed(session, actor, wanted.kind, gathered, found_open=_open(gates or {}))
        gather.facts_of(gathered, wanted.kind)
    except Refusal as no:
        return Offer(candidate, mine, no, listed)
    return Offer(candidate, mine, None, listed)


def _open(gates: Gates) -> frozenset[UUID]:
    """The proposals whose gate stands open; what blocks is asked again where it is refused, with its articles."""
    return frozenset(one for one, findings in gates.items() if not any(finding.blocks for finding in findings))


def _on_liberty(kind: str) -> bool:
    return KINDS[kind].approval is not Approval.NONE


def _same(paper: Paper, wanted: Wanted) -> bool:
    about = (paper.kind, paper.case_id, paper.person_id)
    return about == (wanted.kind, wanted.case_id, wanted.person_id) and wanted.subject_id in {None, paper.subject_id}


def _gates(session: Session, actor: Actor, proposals: Iterable[ProposalView]) -> Gates:
    return gates_now(session, [one for one in proposals if one.state not in GONE], actor.now)


def _candidates(
    session: Session, actor: Actor, case: CaseBrief, proposals: Iterable[ProposalView]
) -> Iterator[Candidate]:
    for one in measures.summonses_of(session, actor.scope, [case.id]):
        yield _about("summons", one, one.id, one.appear_at)
    for proposal in proposals:
        yield from _of_proposal(proposal)
    yield from _at_the_door(session, actor, case)
    for paid in people.receipts(session, actor.scope, case.id):
        if paid.holds:
            yield _about("cash_receipt", paid, paid.event_id, paid.at, paid.number)
            if paid.way == Way.CASH:
                yield _about("cash_record", paid, paid.event_id, paid.at, paid.number)
    for plan in money.plans(session, actor.scope, case_ids=[case.id]):
        if not plan.superseded_by:
            yield _about("undertaking", plan, plan.id, plan.made_at)
            yield _about("settlement", plan, plan.id, plan.made_at)
            if plan.state == "in_force":
                yield _about("resumption_application", plan, plan.id, plan.made_at)


def _of_proposal(proposal: ProposalView) -> Iterator[Candidate]:
    if proposal.state in GONE:
        return
    for kind in OF_PROPOSAL[proposal.kind]:
        yield _about(kind, proposal, proposal.id, proposal.proposed_at, proposal.number or "")


def _at_the_door(session: Session, actor: Actor, case: CaseBrief) -> Iterator[Candidate]:
    done = {one.person_id for one in field.visits_of(session, actor.scope, case_ids=[case.id])}
    done |= {one.person_id for one in people.deeds(session, actor.scope, case.id)}
    taken = {
        party.person.id: party.person
        for party in case.parties
        if party.standing in TAKEN and party.person.kind == PersonKind.NATURAL
    }
    for person in taken.values():
        yield Candidate(Wanted(kind="service_receipt", case_id=case.id, person_id=person.id))
        if person.id in done:
            yield Candidate(Wanted(kind="enforcement_record", case_id=case.id, person_id=person.id))


def _about(kind: str, fact: Any, subject_id: UUID, at: Instant, label: str = "") -> Candidate:
    wanted = Wanted(kind=kind, case_id=fact.case_id, person_id=fact.person_id, subject_id=subject_id)
    return Candidate(wanted, at, label)
