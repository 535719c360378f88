"""What was done to a person is written down as it happened: only its form is refused, breaches are flagged."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.base import deed_rows
from app.base.actor import Actor
from app.base.deeds import Cancel, Deed, columns_of
from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases import queries as cases
from app.law.officers import OfficerKind
from app.measures import flags, queries_authority, reading
from app.measures.deeds import COMMANDS, KIND_OF, ExtendQuestioning, ServeSummons
from app.measures.deeds_custody import DecideCustody
from app.measures.rules import OfficerFact, ProposalKind
from app.measures.tables import MeasureDeed, Proposal, Summons
from app.staff import queries as staff
from app.staff.verbs import Role
from app.trail import actions as trail

OWN_COLUMNS: Final = ("proposal_id", "summons_id")


def record(session: Session, actor: Actor, deed: Deed, besides: Collection[str] = ()) -> MeasureDeed:
    """Write a deed of this room down; sent again it is the same row. `besides`: flags that a higher room found.

    Refused for its form only: `missing` (case, person, proposal, summons, who decided), `letter.id_reused`, a summons
    without its time and place.
    """
    values = _values(actor, deed)
    known = deed_rows.sent_before(session, MeasureDeed, values)
    if known is not None:
        return known
    person = cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
    appear_at = _require_named(session, deed)
    row = MeasureDeed(**values)
    found = flags.of_itself(
        reading.deed(row),
        _officers(session, actor, deed),
        person_sex=person.sex,
        appear_at=appear_at,
        deciders=_deciders(session, actor, deed),
    )
    row.flags = [*found, *_entered_by_another(actor, deed), *besides]
    _draw_at_the_door(session, actor, deed)
    session.add(row)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, row.kind, case=deed.case_id, subject=deed.id, content=content)
    return row


LETTERS: Final[Mapping[str, tuple[type[Deed], Callable[[Session, Actor, Any], MeasureDeed]]]] = {
    kind: (command, record) for kind, command in COMMANDS.items()
}
"""The letter kinds of this room, with their command and action."""


def cancel(session: Session, actor: Actor, deed: Cancel) -> bool:
    """Take back a deed that did not happen so, as every log of deeds does; False when it is none of this room's."""
    return deed_rows.cancel(session, actor, deed, MeasureDeed, fact="deed", trail=trail.write)


def _values(actor: Actor, deed: Deed) -> dict[str, Any]:
    values = columns_of(deed, KIND_OF[type(deed)], by=actor.id, entered_at=actor.now, flags=[])
    body = values["body"]
    for name in OWN_COLUMNS:
        body.pop(name, None)
        values[name] = getattr(deed, name, None)
    if isinstance(deed, ServeSummons) and deed.summons_id is None:
        values["summons_id"] = deed.id
    return values


def _require_named(session: Session, deed: Deed) -> Instant | None:
    """What the deed names must be there and belong to its person; the time of the summons, if it is about one."""
    proposal_id, summons_id = (getattr(deed, name, None) for name in OWN_COLUMNS)
    proposal = session.get(Proposal, proposal_id) if proposal_id else None
    if proposal_id and (proposal is None or proposal.person_id != deed.person_id):
        raise missing("proposal")
    if isinstance(deed, ExtendQuestioning) and proposal is not None and proposal.kind != ProposalKind.DETAIN:
        raise missing("proposal")
    decided_by = getattr(deed, "decided_by", None)
    if decided_by and not staff.by_ids(session, [decided_by]):
        raise missing("account")
    summons = session.get(Summons, summons_id) if summons_id else None
    if summons_id and (summons is None or summons.person_id != deed.person_id):
        raise missing("summons")
    if summons is not None:
        return summons.appear_at
    return _time_and_place(deed) if isinstance(deed, ServeSummons) else None


def _time_and_place(deed: ServeSummons) -> Instant | None:
    lacking = [name for name in ("appear_at", "place") if not getattr(deed, name)]
    if lacking:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(Fault(name, "field.missing") for name in lacking))
    return deed.appear_at


def _draw_at_the_door(session: Session, actor: Actor, deed: Deed) -> None:
    """A summons filled in at the door gets its row; it carries the letter's id."""
    if isinstance(deed, ServeSummons) and deed.summons_id is None and deed.appear_at:
        row = Summons(
            id=deed.id,
            case_id=deed.case_id,
            person_id=deed.person_id,
            appear_at=deed.appear_at,
            place=deed.place,
            matter=deed.matter,
            drawn_at=deed.at,
            drawn_by=actor.id,
        )
        session.add(row)
        session.flush()


def _officers(session: Session, actor: Actor, deed: Deed) -> list[OfficerFact]:
    """Who did it: the officers named, and on the spot also the one who writes it down."""
    there = set(deed.officer_ids)
    if actor.id and (deed.door == "tablet" or not there):
        there.add(actor.id)
    people = staff.by_ids(session, there).values()
    return [OfficerFact(OfficerKind(one.officer_kind) if one.officer_kind else None, one.sex) for one in people]


def _deciders(session: Session, actor: Actor, deed: Deed) -> frozenset[str]:
    """The roles of him who decided: the one named, else the one who writes it down; an office lent to him is his too."""
    who = getattr(deed, "decided_by", None) or actor.id
    if not isinstance(deed, DecideCustody) or not who:
        return frozenset()
    roles = frozenset(held.role for one in staff.by_ids(session, [who]).values() for held in one.roles)
    lent = queries_authority.authority(session, who, Role.PRESIDENT, ProposalKind.DETAIN, deed.at)
    return roles | {Role.PRESIDENT.value} if lent else roles


def _entered_by_another(actor: Actor, deed: Deed) -> tuple[str, ...]:
    """A decision of the court that somebody wrote down who neither makes one nor may enter it for the court."""
    own = not isinstance(deed, DecideCustody) or actor.may("custody.decide")
    return () if own else ("custody.not_court",)
