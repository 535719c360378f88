"""What can be chosen in the form of a deed, and what stands in it before anybody types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.cases.views import CaseBrief
from app.court import queries as court
from app.measures import queries as measures
from app.measures.rules import IN_FORCE
from app.measures.views import SummonsView
from app.money import queries as money
from app.sweeps.views import SquadView
from routes.tablet import logbook
from routes.tablet.day import Place
from routes.words import sentences

Option = tuple[str, str]
LATEST_DEEDS: Final = 30


@dataclass(frozen=True)
class Around:
    """What the choices of a deed are made from: who asks, at which stop, in which case."""

    session: Session
    actor: Actor
    place: Place
    case: CaseBrief


def around(session: Session, actor: Actor, place: Place) -> Around:
    """The stop with its case."""
    return Around(session, actor, place, cases.case(session, actor.scope, place.stop.case_id))


def options(name: str, at: Around) -> list[Option]:
    """What may be chosen: things of the case by name, else a group of words."""
    known = _OF_THE_CASE.get(name)
    return known(at) if known else sentences.labels(name)


def colleagues(squad: SquadView, actor: Actor) -> list[Option]:
    """The others of the squad, who did it together with him who writes it down."""
    return [(str(one.id), one.name) for one in squad.members if one.id != actor.id]


def starts(at: Around) -> Mapping[str, str]:
    """Start values by name."""
    profile = court.profile(at.session)
    return {
        "person": at.place.stop.target.person.name,
        "court": _("%(court)s执行局", court=profile.name),
        "address": at.place.stop.address.raw,
        "police": profile.police or profile.custody_place,
        "custody": profile.custody_place,
    }


def _drawn(at: Around) -> list[Option]:
    return [_summons(one) for one in _summonses(at) if one.served_at is None]


def _served(at: Around) -> list[Option]:
    return [_summons(one) for one in _summonses(at) if one.served_at is not None]


def _summonses(at: Around) -> list[SummonsView]:
    return measures.summonses_of(at.session, at.actor.scope, [at.case.id], [at.place.stop.person_id])


def _summons(one: SummonsView) -> Option:
    return str(one.id), f"{one.appear_at} {one.place}"


def _approved(kind: str) -> Callable[[Around], list[Option]]:
    def found(at: Around) -> list[Option]:
        stop = at.place.stop
        proposals = measures.proposals_of(at.session, at.actor.scope, person_ids=[stop.person_id])
        return [
            (str(one.id), _title(one.number, one.days, str(one.approved_at)))
            for one in proposals
            if one.kind == kind and one.state in IN_FORCE and one.case_id == stop.case_id
        ]

    return found


def _title(number: str | None, days: int | None, approved_at: str) -> str:
    said = _("%(at)s 批准", at=approved_at)
    length = _("%(days)s 日", days=days) if days else ""
    return " ".join(part for part in (number or "", length, said) if part)


def _plans(at: Around) -> list[Option]:
    found = money.plans(at.session, at.actor.scope, case_ids=[at.case.id])
    return [
        (str(one.id), _("%(at)s 拟定：共 %(sum)s 元，%(rows)s 期", at=one.made_at, sum=one.payable, rows=len(one.rows)))
        for one in found
        if one.superseded_by is None
    ]


def _debtors(at: Around) -> list[Option]:
    return [(str(one.id), one.name) for one in at.case.debtors]


def _deeds(at: Around) -> list[Option]:
    person = at.place.stop.person_id
    found = [one for one in logbook.lines(at.session, at.actor, [at.case.id]) if one.person_id == person]
    return [
        (str(one.id), f"{one.at} {sentences.label('letter_kind', one.kind)} {one.note}".strip())
        for one in reversed(found[-LATEST_DEEDS:])
    ]


_OF_THE_CASE: Final[Mapping[str, Callable[[Around], list[Option]]]] = {
    "summonses": _drawn,
    "served": _served,
    "compel": _approved("compel"),
    "detain": _approved("detain"),
    "early_release": _approved("early_release"),
    "plans": _plans,
    "debtors": _debtors,
    "deeds": _deeds,
}
