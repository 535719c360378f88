"""Facts of the papers that record what was done at the door: the record of a day, the receipt of service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal, missing
from app.cases import queries as cases
from app.documents import gather_people as people
from app.documents import queries, queries_stages, steps, wording
from app.documents.catalog import KINDS
from app.documents.gather_people import Matter
from app.documents.gathered import About, Ask, AskForm, Gathered, Wanted
from app.documents.kinds import Recipient, Seal
from app.documents.tables import Paper
from app.field import queries as field
from app.field.rules import Visit, VisitKind
from app.law.officers import ENFORCEMENT_KINDS
from app.measures.rules import Deed, DeedKind
from app.money.views import ReceiptView

SHOWN: Final = frozenset({"compel_warrant", "search_warrant"})
"""Warrants: shown where they are carried out, and signed there."""
SERVED: Final = frozenset(
    {"summons"}
    | {
        kind.key
        for kind in KINDS.values()
        if kind.seal is Seal.COURT and Recipient.SUBJECT in kind.recipients and kind.key not in SHOWN
    }
)
"""Kinds that are served on the person himself."""
NOTHING: Final = "无"
RECORDING_KINDS: Final = frozenset({*ENFORCEMENT_KINDS, "police"})
"""Who stands in a record as officer: an auxiliary holds no power of her own."""


@dataclass(frozen=True)
class DayAtTheDoor:
    """What was done with one person on one day: visits, measures, receipts, by their own time."""

    deeds: tuple[Visit | Deed, ...]
    receipts: tuple[ReceiptView, ...]

    def last(self, kind: str) -> Visit | Deed | None:
        """The latest deed of a kind, if any."""
        return next((one for one in reversed(self.deeds) if one.kind == kind), None)

    @property
    def officer_ids(self) -> list[str]:
        """Who did it, in the order they appear; who wrote on a tablet was there himself."""
        found = []
        for one in self.deeds:
            found += [str(one.by_id)] if one.door == "tablet" and one.by_id else []
            found += [str(officer) for officer in one.body.get("officer_ids", ())]
        return list(dict.fromkeys([*found, *(str(one) for paid in self.receipts for one in paid.officer_ids)]))

    @property
    def moments(self) -> list[Instant]:
        """When something happened."""
        return sorted([*(one.at for one in self.deeds), *(one.at for one in self.receipts)])

    @property
    def met(self) -> bool:
        """Whether the person himself was there."""
        nobody = {VisitKind.MISS, VisitKind.NOTE, VisitKind.PHOTO, VisitKind.ARRIVE}
        return any(one.kind not in nobody for one in self.deeds) or bool(self.receipts)


def enforcement_record(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """执行笔录: the latest day on which something was done with the person, step by step."""
    matter = _matter(session, actor, wanted)
    here = _day(session, actor, matter)
    errand = people.errand(session, matter)
    officers = [one for one in people.officers(session, here.officer_ids) if one.get("duty") != "辅警"]
    recorders = ", ".join(sorted({str(one.body["recorder_no"]) for one in here.deeds if one.body.get("recorder_no")}))
    facts = {
        **matter.heading,
        "dated": here.moments[-1].day,
        "cause": matter.case.cause,
        "started": here.moments[0],
        "ended": here.moments[-1],
        "place": errand.door or people.domicile(session, matter.person.id),
        "officers": officers,
        "recorder": next((one["name"] for one in officers if one.get("duty") == "书记员"), None),
        "present": [{"name": matter.person.name, "standing": matter.role}] if here.met else [],
        "shown": _shown(here),
        "told": _told(here),
        "entries": _entries(here),
        "payment": _paid(here),
        "recording": recorders,
    }
    asks = (
        Ask("place"),
        Ask("ended", AskForm.MOMENT),
        Ask("recorder", AskForm.OFFICER, choices=people.pool(session)),
        Ask("present", AskForm.PEOPLE),
        Ask("assets", AskForm.TEXT, _property(session, matter)),
        Ask("objections", AskForm.TEXT, NOTHING),
        Ask("recording"),
    )
    return Gathered(About(matter.case.id, matter.person.id), facts, asks)


def service_receipt(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """送达回证: for the papers issued and not yet served, else those served on the last day, or for the one named."""
    matter = _matter(session, actor, wanted)
    errand = people.errand(session, matter)
    papers = _to_serve(session, actor, matter, wanted.subject_id)
    servers = errand.riders(*ENFORCEMENT_KINDS)
    facts = {
        **matter.heading,
        "cause": matter.case.cause,
        "recipient": matter.person.name,
        "address": errand.door or people.domicile(session, matter.person.id),
        "papers": [
            {"name": steps.title_of(one.kind), "number": one.facts.get("case_number"), "copies": 1} for one in papers
        ],
        "servers": servers,
    }
    asks = (
        Ask("address"),
        Ask("servers", AskForm.OFFICERS, servers, people.pool(session, *ENFORCEMENT_KINDS, "police")),
    )
    return Gathered(About(matter.case.id, matter.person.id, wanted.subject_id), facts, asks)


def last_day(session: Session, actor: Actor, matter: Matter) -> date | None:
    """The latest day on which something was done with the person in this case."""
    moments = _all(session, actor, matter).moments
    return moments[-1].day if moments else None


def _matter(session: Session, actor: Actor, wanted: Wanted) -> Matter:
    if wanted.case_id is None or wanted.person_id is None:
        raise missing("paper")
    return people.matter(session, actor, wanted.case_id, wanted.person_id)


def _all(session: Session, actor: Actor, matter: Matter) -> DayAtTheDoor:
    both: list[Visit | Deed] = [
        *field.visits_of(session, actor.scope, case_ids=[matter.case.id]),
        *people.deeds(session, actor.scope, matter.case.id),
    ]
    own = sorted((one for one in both if one.person_id == matter.person.id), key=lambda one: (one.at, one.id))
    paid = people.receipts(session, actor.scope, matter.case.id)
    return DayAtTheDoor(
        tuple(own), tuple(one for one in reversed(paid) if one.person_id == matter.person.id and one.holds)
    )


def _day(session: Session, actor: Actor, matter: Matter) -> DayAtTheDoor:
    """The latest day of it. Refused (conflict) when nothing was ever done."""
    whole = _all(session, actor, matter)
    if not whole.moments:
        raise Refusal("paper.nothing_done", Kind.CONFLICT)
    last = whole.moments[-1].day
    return DayAtTheDoor(
        tuple(one for one in whole.deeds if one.at.day == last),
        tuple(one for one in whole.receipts if one.at.day == last),
    )


def _shown(here: DayAtTheDoor) -> str:
    informed = here.last(VisitKind.INFORM)
    return "执行人员出示工作证和执行公务证" if informed and informed.body.get("identity_shown") else NOTHING


def _told(here: DayAtTheDoor) -> str:
    informed, compelled = here.last(VisitKind.INFORM), here.last(DeedKind.COMPEL)
    said = []
    if informed and informed.body.get("consequences_told"):
        said.append("告知拒不履行生效法律文书确定的义务的法律后果。")
    if compelled and compelled.body.get("consequences_told"):
        said.append("拘传前告知拒不到场的法律后果。")
    return "\n".join(said) or NOTHING


def _entries(here: DayAtTheDoor) -> list[dict[str, Any]]:
    both = [
        *({"at": one.at, "text": steps.of_deed(one)} for one in here.deeds),
        *({"at": one.at, "text": steps.of_receipt(one)} for one in here.receipts),
    ]
    return sorted(both, key=lambda one: one["at"])


def _paid(here: DayAtTheDoor) -> str:
    paid = [f"{steps.WAYS[one.way]}{wording.yuan(one.amount)}" for one in here.receipts]
    return f"当场履行：{'、'.join(paid)}。" if paid else NOTHING


def _property(session: Session, matter: Matter) -> str:
    """What inquiries found of this person's property, as a suggestion."""
    found = [one.what for one in cases.findings(session, matter.case.id) if one.person_id == matter.person.id]
    return "；".join(found) or NOTHING


def _to_serve(session: Session, actor: Actor, matter: Matter, paper_id: UUID | None) -> Sequence[Paper]:
    issued = [
        one
        for one in queries.papers_of_case(session, actor.scope, matter.case.id)
        if one.state == "issued" and one.person_id == matter.person.id and one.kind in SERVED
    ]
    if paper_id is not None:
        return [one for one in issued if one.id == paper_id]
    served = queries_stages.services(session, [one.id for one in issued])
    last = max((one.at.day for one in served.values()), default=None)
    still = [one for one in issued if one.id not in served]
    listed = still or [one for one in issued if served[one.id].at.day == last]
    return sorted(listed, key=lambda one: (str(one.issued_at), one.id))
