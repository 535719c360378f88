"""违规待核: breaches of law or order that a judge should look at. They never stop a deed from being written down.

What a deed shows by itself is found when it comes in and kept with it; what only the whole log shows is found when the
log is read, so that letters in any order of arrival give the same flags.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from app.base.deeds import in_future
from app.base.instant import Instant
from app.law.calendar import CourtCalendar
from app.law.identity import Sex
from app.law.officers import (
    POLICE_CITATION,
    QUESTIONING_CITATION,
    WOMAN_CUSTODY_CITATION,
    enforcement_officers,
    may_compel,
    may_question,
)
from app.measures import flags_custody
from app.measures.clocks import QUESTIONING, clocks_of, lawfully_extended
from app.measures.custody import after
from app.measures.holds import DETAINED, Hold, Matter, Standing
from app.measures.rules import Approval, Deed, DeedKind, OfficerFact, ProposalKind, approval_for, standing

K = DeedKind
TAKING: Final = frozenset({K.COMPEL, K.HAND_OVER})
"""Deeds in which a person is led away."""
BY_OTHERS: Final = frozenset({K.RESTRAIN, K.UNRESTRAIN, K.DECIDE})
"""Deeds of the police or of the president, at which no enforcement officer has to be."""
TIMED: Final = frozenset({K.EXTEND, K.QUESTION_END, K.ANNOUNCE, K.RELEASE})
"""Deeds at which the hours of questioning are looked at: those that end them, and the one that gives more of them."""
BY_DECISION: Final = frozenset({"paid", "repented", "decided", "not_admitted", "stopped", "revoked"})
"""Reasons for ending a detention early, which need the president's decision."""

CITATIONS: Final[Mapping[str, str]] = {
    "compel.not_approved": "CPL.president_approval",
    "compel.consequences_not_told": "CPLI.compel.served_directly",
    "deed.no_police": POLICE_CITATION,
    "deed.no_woman_officer": WOMAN_CUSTODY_CITATION,
    "question.two_officers": QUESTIONING_CITATION,
    "question.over_hours": "CPLI.compel.hours",
    "question.extended_without_detention": "CPLI.compel.hours",
    "detain.not_approved": "CPL.president_approval",
    "detain.emergency_not_reported": "CPLI.emergency",
    "detain.emergency_not_ratified": "CPLI.emergency",
    "detain.emergency_revoked": "CPLI.emergency",
    "detain.not_announced": "CPL.decision_and_reconsideration",
    "detain.over_days": "CUSTODY.days",
    "release.not_decided": "CPLI.early_release",
    "service.too_late": "CPLI.compel",
    "service.no_proof": "CPL.service.receipt",
    "service.no_relation": "CPL.service.direct",
    "service.no_refusal_reason": "CPL.service.leaving",
    "service.no_witness": "CPL.service.leaving",
    **flags_custody.CITATIONS,
}
"""The article behind a flag, where one says it."""


def of_itself(
    deed: Deed,
    officers: Collection[OfficerFact],
    *,
    person_sex: str,
    appear_at: Instant | None = None,
    deciders: Collection[str] = (),
) -> tuple[str, ...]:
    """What the deed alone shows; `appear_at` is the time a served summons names, `deciders` the roles of who decided."""
    found = [*_own(deed, officers, person_sex, appear_at), *flags_custody.own(deed, officers, person_sex)]
    return (*found, *flags_custody.not_by_president(deed, deciders))


def _own(deed: Deed, officers: Collection[OfficerFact], person_sex: str, appear_at: Instant | None) -> Iterator[str]:
    kinds = [one.kind for one in officers if one.kind]
    if in_future(deed.at, deed.entered_at):
        yield "deed.future"
    if deed.kind not in BY_OTHERS and not enforcement_officers(kinds):
        yield "deed.no_enforcement_officer"
    if deed.kind in TAKING and not may_compel(kinds):
        yield "deed.no_police"
    if deed.kind in TAKING and person_sex == Sex.FEMALE and not any(one.sex == Sex.FEMALE for one in officers):
        yield "deed.no_woman_officer"
    if deed.kind == K.COMPEL and not deed.body.get("consequences_told"):
        yield "compel.consequences_not_told"
    if deed.kind == K.QUESTION and not may_question(kinds):
        yield "question.two_officers"
    if deed.kind == K.SUMMON and appear_at is not None and deed.at >= appear_at:
        yield "service.too_late"
    if deed.kind in {K.SUMMON, K.SERVE}:
        yield from _of_service(deed)


LEFT: Final = frozenset({"left_witness", "left_filmed", "outside_filmed"})
"""Ways of service in which nobody signed: the reason of the refusal is written down."""


def _of_service(deed: Deed) -> Iterator[str]:
    """What the receipt of service lacks, by the way in which it was served."""
    mode, body = deed.body.get("mode"), deed.body
    if not proven(deed):
        yield "service.no_proof"
    if mode == "family" and not body.get("relation"):
        yield "service.no_relation"
    if mode in LEFT and not (body.get("refusal_reason") or body.get("note")):
        yield "service.no_refusal_reason"
    if mode == "left_witness" and not body.get("witness"):
        yield "service.no_witness"


def proven(deed: Deed) -> bool:
    """Whether a service is proven: signed for, left before a witness, or filmed."""
    mode, body = deed.body.get("mode", ""), deed.body
    if mode in {"signed", "family", "agent"}:
        return bool(body.get("receiver"))
    return bool(body.get("witness")) or bool(body.get("media")) or bool(body.get("recorder_no"))


def of_order(log: Sequence[Deed], approvals: Sequence[Approval]) -> dict[UUID, tuple[str, ...]]:
    """What the whole log of one person shows about each deed, by its id."""
    found: dict[UUID, tuple[str, ...]] = {}
    before = Standing()
    for deed in standing(log):
        found[deed.id] = tuple(dict.fromkeys(_ordered(deed, before, approvals, log)))
        before = after(before, deed, approvals)
    return {deed_id: flags for deed_id, flags in found.items() if flags}


def _ordered(deed: Deed, before: Standing, approvals: Sequence[Approval], log: Sequence[Deed]) -> Iterator[str]:
    yield from _without_approval(deed, approvals)
    yield from _out_of_order(deed, before)
    yield from flags_custody.ordered(deed, before, log)
    if deed.kind == K.TELL_FAMILY and not _detained_before(deed, log):
        yield "order.not_detained"
    if deed.kind == K.RELEASE:
        yield from _release(deed, before, approvals)
    if deed.kind in TIMED and _over_hours(deed, log, approvals):
        yield "question.over_hours"


def _without_approval(deed: Deed, approvals: Sequence[Approval]) -> Iterator[str]:
    if deed.kind == K.COMPEL and not approval_for(deed, ProposalKind.COMPEL, approvals):
        yield "compel.not_approved"
    if deed.kind == K.ANNOUNCE:
        yield from _announced(deed, approval_for(deed, ProposalKind.DETAIN, approvals))
    if deed.kind == K.EXTEND and not lawfully_extended(deed, approvals):
        yield "question.extended_without_detention"


def _announced(deed: Deed, approval: Approval | None) -> Iterator[str]:
    """An announcement without approval, or in an emergency until the president has ratified it."""
    if approval is None:
        yield "detain.emergency_not_reported" if deed.body.get("emergency") else "detain.not_approved"
    elif approval.emergency and approval.emergency.revoked_at:
        yield "detain.emergency_revoked"
    elif approval.emergency and not approval.emergency.ratified_at:
        yield "detain.emergency_not_ratified"


def _out_of_order(deed: Deed, before: Standing) -> Iterator[str]:
    if deed.kind in {K.HAND_OVER, K.ADMIT} and before.hold not in DETAINED:
        yield "detain.not_announced"
    if deed.kind == K.ADMIT and before.handed_over_at is None:
        yield "order.not_handed_over"
    if deed.kind == K.ARRIVE and before.controlled_at is None:
        yield "order.not_compelled"
    if deed.kind == K.QUESTION_END and before.hold is not Hold.QUESTIONING:
        yield "order.not_questioned"
    if deed.kind == K.RELEASE and not before.held:
        yield "order.not_held"
    if deed.kind in {K.COMPEL, K.ANNOUNCE} and before.hold in DETAINED:
        yield "order.detained_already"


def _detained_before(deed: Deed, log: Sequence[Deed]) -> bool:
    """Whether a detention had begun, be it over by now: the family may be told after he is free again."""
    return any(one.kind in {K.ANNOUNCE, K.ADMIT} and one.at <= deed.at for one in standing(log))


def _release(deed: Deed, before: Standing, approvals: Sequence[Approval]) -> Iterator[str]:
    if before.hold not in DETAINED:
        return
    revoked_at = before.detention.emergency.revoked_at if before.detention and before.detention.emergency else None
    if revoked_at and revoked_at <= deed.at:
        return
    by_decision = deed.body.get("reason") in BY_DECISION
    early = before.release_on is not None and deed.at.day < before.release_on and deed.body.get("reason") == "ended"
    decided = before.waits_for(Matter.RELEASE) or bool(approval_for(deed, ProposalKind.EARLY_RELEASE, approvals))
    if (by_decision or early) and not decided:
        yield "release.not_decided"
    if before.release_on and deed.at.day > before.release_on:
        yield "detain.over_days"


def _over_hours(deed: Deed, log: Sequence[Deed], approvals: Sequence[Approval]) -> bool:
    """Whether the hours of questioning had run out when this happened. Hours know no holidays."""
    clocks = clocks_of(log, approvals, deed.at, CourtCalendar())
    last = [clock for clock in clocks if clock.key in QUESTIONING and clock.started <= deed.at]
    return any(clock.late and clock.closed_at in {None, deed.at} for clock in last)
