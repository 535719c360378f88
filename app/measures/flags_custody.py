"""违规待核 of what happens after the decision: restraints, searches, the doorstep questions, custody and leave."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from app.law.gate_detain import doubtful_age
from app.law.gates import Deputy
from app.law.identity import Sex
from app.law.officers import WOMAN_OFFICER_CITATION, may_compel
from app.measures.holds import DETAINED, Hold, Matter, Standing
from app.measures.rules import Deed, DeedKind, OfficerFact, standing

K = DeedKind
WOMEN_ONLY: Final = ("pregnant", "nursing")
OF_ALL: Final = ("seriously_ill", "sole_carer")
DOORSTEP: Final = (*WOMEN_ONLY, *OF_ALL)
"""What is asked before a person is led away."""
EXEMPTING: Final = (*WOMEN_ONLY, "seriously_ill")
"""A yes to one of these, and he may not simply be taken to custody."""
DEPUTIES: Final = frozenset({Deputy.TOWNSHIP, Deputy.COUNTY_OR_ABOVE})

CITATIONS: Final[Mapping[str, str]] = {
    "restraint.no_reason": "RESTRAINT.when",
    "restraint.no_police": "RESTRAINT.when",
    "restraint.left_on": "RESTRAINT.when",
    "search.no_woman_officer": WOMAN_OFFICER_CITATION,
    "detain.not_asked": "CUSTODYM.not_admitted",
    "detain.exempt": "CUSTODYM.not_admitted",
    "detain.exempt_age": "CUSTODYM.not_admitted",
    "detain.deputy": "DEPUTY.permission",
    "custody.not_president": "CPL.president_approval",
    "leave.not_granted": "CUSTODY.leave.decision",
    "leave.no_surety": "CUSTODY.leave",
}


def own(deed: Deed, officers: Collection[OfficerFact], person_sex: str) -> Iterator[str]:
    """What a deed of custody shows by itself."""
    body = deed.body
    if deed.kind == K.RESTRAIN:
        if not body.get("danger") or (body.get("danger") == "other" and not body.get("reason")):
            yield "restraint.no_reason"
        if not may_compel([one.kind for one in officers if one.kind]):
            yield "restraint.no_police"
    if deed.kind == K.SEARCH and person_sex == Sex.FEMALE and not any(one.sex == Sex.FEMALE for one in officers):
        yield "search.no_woman_officer"
    if deed.kind == K.SEARCH and not (body.get("recorder_no") and body.get("second_recorder_no")):
        yield "search.one_recorder"
    if deed.kind == K.LEAVE_BEGIN and not (body.get("guarantor") or body.get("deposit")):
        yield "leave.no_surety"
    if deed.kind in {K.ANNOUNCE, K.HAND_OVER} and any(body.get(one) for one in EXEMPTING):
        yield "detain.exempt"
    if deed.kind in {K.ANNOUNCE, K.HAND_OVER}:
        yield from _said(body)


def _said(body: Mapping[str, Any]) -> Iterator[str]:
    """What he told of himself that somebody has to look at before he is taken further."""
    if body.get("age") is not None and doubtful_age(int(body["age"])):
        yield "detain.exempt_age"
    if body.get("deputy") in DEPUTIES:
        yield "detain.deputy"
    if body.get("sole_carer"):
        yield "detain.sole_carer"


def ordered(deed: Deed, before: Standing, log: Sequence[Deed]) -> Iterator[str]:
    """What the whole log shows about a deed of custody."""
    in_custody = before.hold is Hold.IN_CUSTODY
    if deed.kind == K.HAND_OVER and not _asked_by_then(deed, before, log):
        yield "detain.not_asked"
    if deed.kind == K.REFUSE:
        yield from _refusal(before)
    if deed.kind in {K.ASK, K.LEAVE_BEGIN} and not in_custody:
        yield "order.not_in_custody"
    if deed.kind in {K.TALK, K.REPENT} and before.hold not in DETAINED:
        yield "order.not_detained"
    if deed.kind == K.DECIDE and not any(one.matter == deed.body.get("matter") for one in before.matters):
        yield "order.nothing_asked"
    if deed.kind == K.LEAVE_BEGIN and not before.leave_granted:
        yield "leave.not_granted"
    if deed.kind == K.LEAVE_END and not before.away_at:
        yield "order.not_on_leave"
    yield from _reconsideration(deed, before)
    yield from _restraint(deed, before)


def _refusal(before: Standing) -> Iterator[str]:
    if before.hold is Hold.IN_CUSTODY:
        yield "order.admitted_already"
    elif before.hold not in DETAINED:
        yield "detain.not_announced"


def _reconsideration(deed: Deed, before: Standing) -> Iterator[str]:
    if deed.kind == K.FORWARD and not before.waits_for(Matter.FORWARD):
        yield "order.not_asked_for"
    open_there = before.waits_for(Matter.RECONSIDERATION) or before.waits_for(Matter.WRITTEN)
    if deed.kind == K.RECONSIDERED and not open_there:
        yield "order.not_forwarded"
    days = deed.body.get("days") if deed.kind == K.RECONSIDERED and deed.body.get("of") != "fine" else None
    if days and before.days and int(days) > before.days:
        yield "reconsider.longer"


def _restraint(deed: Deed, before: Standing) -> Iterator[str]:
    if deed.kind == K.RESTRAIN and not before.held:
        yield "order.not_held"
    if deed.kind == K.UNRESTRAIN and not before.restrained_at:
        yield "order.not_restrained"
    if deed.kind == K.RELEASE and before.restrained_at:
        yield "restraint.left_on"


def _asked_by_then(deed: Deed, before: Standing, log: Sequence[Deed]) -> bool:
    """Whether any of the doorstep questions was put between the announcement and this."""
    since = before.detained_at or deed.at
    return any(asked_at_the_door(one) for one in standing(log) if since <= one.at <= deed.at)


def asked_at_the_door(deed: Deed) -> bool:
    """Whether this deed tells an answer to the questions put before a person is led away."""
    kinds = {K.ANNOUNCE, K.HAND_OVER}
    return deed.kind in kinds and any(deed.body.get(name) is not None for name in DOORSTEP)


def not_by_president(deed: Deed, roles: Collection[str]) -> Iterator[str]:
    """A refused admission is decided by the president himself; `roles` are those of him who decided."""
    if deed.kind == K.DECIDE and deed.body.get("matter") == Matter.REFUSAL and "president" not in roles:
        yield "custody.not_president"
