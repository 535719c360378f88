"""What an officer has to know before he knocks: who it is, where, what is owed, what to take care of, which clocks run."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import segno
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.money import Money
from app.cases import queries as cases
from app.cases.views import CaseBrief, PersonBrief, PhoneView
from app.court import queries as court
from app.court.profile import CourtProfile
from app.documents import queries as papers
from app.documents.rules import State
from app.law.gate_detain import ADULT, OF_AGE, OLD
from app.law.identity import age_on
from app.measures import queries as measures
from app.measures.rules import IN_FORCE
from app.measures.views import ProposalView
from app.money import queries as money
from app.places import queries as places
from app.places.queries import AddressView
from app.staff import queries as staff
from maps.points import Point
from maps.travel import METRES_A_KILOMETRE, Travel
from routes import clockface
from routes.clockface import Face
from routes.tablet import logbook
from routes.tablet.day import Place
from routes.tablet.logbook import Line
from routes.words import sentences

LATEST: Final = 12


@dataclass(frozen=True)
class Spot:
    """An address, and how far it is from the court by estimate."""

    address: AddressView
    kilometres: str | None
    chosen: bool


@dataclass(frozen=True)
class Account:
    """Where the money goes: holder, number, bank, what to write beside it; `own` when it is the case's own number."""

    holder: str
    number: str
    bank: str
    memo: str
    own: bool

    @property
    def text(self) -> str:
        """All of it in one text, for a message or a code to scan."""
        lines = (_("收款人：%(text)s", text=self.holder), _("账号：%(text)s", text=self.number))
        return "\n".join((*lines, _("开户行：%(text)s", text=self.bank), _("附言：%(text)s", text=self.memo)))

    @property
    def code(self) -> str:
        """The text as a code to scan, black on white in every theme."""
        drawn = segno.make(self.text, error="m", micro=False)
        return str(drawn.svg_inline(scale=6, border=4, light="#ffffff", svgclass=None, lineclass=None))


@dataclass(frozen=True)
class Printable:
    """A paper issued about this person in this case."""

    id: UUID
    kind: str
    control_no: str


@dataclass(frozen=True)
class Dossier:
    """One person at one stop."""

    case: CaseBrief
    person: PersonBrief
    age: int | None
    phones: list[PhoneView]
    spots: list[Spot]
    heads: list[tuple[str, Money]]
    owed: Money
    cares: list[str]
    clocks: list[Face]
    approvals: list[ProposalView]
    held: str
    lines: list[Line]
    names: dict[UUID, str]
    papers: list[Printable]


def dossier(session: Session, actor: Actor, place: Place) -> Dossier:
    """All of it, within what the officer may see."""
    stop = place.stop
    person, case = stop.target.person, cases.case(session, actor.scope, stop.case_id)
    profile = court.profile(session)
    debt = money.owed(session, case.id, actor.now.day, profile)
    log = [one for one in logbook.lines(session, actor, [case.id]) if one.person_id == person.id]
    held = measures.state_of(session, [person.id], actor.now)[person.id]
    return Dossier(
        case=case,
        person=person,
        age=age_on(person.birth, actor.now.day) if person.birth else None,
        phones=cases.phones_of(session, [person.id]).get(person.id, []),
        spots=_spots(session, place, profile),
        heads=[(sentences.label("head", head.value), left) for head, left in debt.left.items() if left],
        owed=debt.total,
        cares=list(cares(person, actor.now)),
        clocks=_clocks(session, actor, place, case),
        approvals=_approvals(session, actor, place),
        held=str(held.hold) if held.held else "",
        lines=log[: -LATEST - 1 : -1],
        names=staff.names(session, {one.by_id for one in log}),
        papers=_papers(session, actor, place) if actor.may("paper.print") else [],
    )


def cares(person: PersonBrief, now: Instant) -> Iterator[str]:
    """What changes how this person may be treated."""
    age = age_on(person.birth, now.day) if person.birth else None
    if person.kind == "natural" and age is None:
        yield "age_unknown"
    if age is not None and age < ADULT:
        yield "child" if age < OF_AGE else "minor"
    if age is not None and age >= OLD:
        yield "old"
    if person.sex == "female":
        yield "woman"
    if person.condition:
        yield person.condition
    if person.deputy:
        yield f"deputy_{person.deputy}"


def account(session: Session, case: CaseBrief, person: PersonBrief) -> Account | None:
    """The case's own account, else the court's trust account; None while neither is known."""
    profile = court.profile(session)
    number = case.account_no or profile.trust_account
    if not number:
        return None
    bank = (case.account_bank or profile.trust_bank) if case.account_no else profile.trust_bank
    return Account(profile.name, number, bank, f"{case.number} {person.name}", own=bool(case.account_no))


def _spots(session: Session, place: Place, profile: CourtProfile) -> list[Spot]:
    door = Point(profile.latitude, profile.longitude)
    person_id = place.stop.person_id
    known = places.addresses_of(session, [person_id]).get(person_id, [])
    return [Spot(one, _kilometres(door, one.point), one.id == place.stop.address.id) for one in known]


def _kilometres(door: Point, point: Point | None) -> str | None:
    return f"{Travel().metres(door, point) / METRES_A_KILOMETRE:.1f}" if point else None


def _clocks(session: Session, actor: Actor, place: Place, case: CaseBrief) -> list[Face]:
    stop = place.stop
    running = [
        one
        for one in measures.clocks_of(session, actor.scope, [stop.case_id], actor.now)
        if one.person_id == stop.person_id and one.closed_at is None
    ]
    cash = [one for one in money.running_clocks(session, actor.scope, actor.now) if one.case_id == stop.case_id]
    names = {stop.person_id: stop.target.person.name}
    return [
        *clockface.of_measures(running, names, actor.now),
        *clockface.of_money(cash, {case.id: case.number}, actor.now),
    ]


def _papers(session: Session, actor: Actor, place: Place) -> list[Printable]:
    stop = place.stop
    found = papers.papers_of_case(session, actor.scope, stop.case_id)
    about = [one for one in found if one.state == State.ISSUED and one.person_id in {stop.person_id, None}]
    return [Printable(one.id, one.kind, one.control_no) for one in about]


def _approvals(session: Session, actor: Actor, place: Place) -> list[ProposalView]:
    found = measures.proposals_of(session, actor.scope, person_ids=[place.stop.person_id])
    return [one for one in found if one.state in IN_FORCE and one.case_id == place.stop.case_id]
