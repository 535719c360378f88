"""All papers of a sweep in one go: what each squad takes along, made by several processes, as sets to be printed."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.clock import MachineClock
from app.base.instant import Instant
from app.base.refusal import Refusal
from app.base.store import Store
from app.documents import gather, offers, press, queries
from app.documents.catalog import REMADE
from app.documents.gather_sweeps import whole_sweep
from app.documents.gathered import About, Wanted
from app.documents.pool import Made, Order, RenderPool
from app.documents.press import Begun, Place
from app.documents.tables import Paper
from app.sweeps import queries_routes

BATCH: Final = "papers.batch"
"""The kind of job that makes all papers of a sweep."""
OF_A_SQUAD: Final = ("route_sheet", "task_sheet")
OF_A_TARGET: Final = "target_sheet"


@dataclass(frozen=True)
class Piece:
    """One paper of a squad's set, and whose bag it goes into; the squad's own sheets go into none."""

    squad_id: UUID
    squad: str
    wanted: Wanted
    case_number: str = ""
    name: str = ""


@dataclass(frozen=True)
class Ready:
    """A paper of the set as it lies in the store of papers."""

    piece: Piece
    control_no: str
    sha256: str


@dataclass(frozen=True)
class LeftOut:
    """A paper that cannot be made now, and the code of the refusal."""

    piece: Piece
    code: str


@dataclass(frozen=True)
class Workshop:
    """Where the papers of a batch are made and kept."""

    store: Store
    place: Place
    processes: int | None = None
    clock: Callable[[], Instant] = MachineClock().now


@dataclass(frozen=True)
class _Ordered:
    """A piece whose paper is being made."""

    piece: Piece
    begun: Begun


@dataclass
class _Line:
    """What was ordered and is not back yet, in order: a finished piece waits for those before it."""

    waiting: deque[_Ordered | Ready | LeftOut] = field(default_factory=deque)


def pieces(session: Session, actor: Actor, sweep_id: UUID) -> list[Piece]:
    """What each squad takes along: its sheets, and at each stop the bag with every paper that can be had now."""
    sweep = whole_sweep(session, actor, sweep_id)
    found: list[Piece] = []
    for route in queries_routes.routes(session, actor.scope, sweep.id):
        crew = (route.squad.id, route.squad.name)
        found += [Piece(*crew, Wanted(kind=kind, subject_id=route.squad.id)) for kind in OF_A_SQUAD if route.stops]
        for stop in route.stops:
            whose = (stop.target.case_number, stop.target.person.name)
            sheet = Wanted(kind=OF_A_TARGET, case_id=stop.case_id, person_id=stop.person_id, subject_id=stop.target_id)
            found.append(Piece(*crew, sheet, *whose))
            candidates = offers.of_case(session, actor, stop.case_id, stop.person_id)
            found += [Piece(*crew, one.candidate.wanted, *whose) for one in candidates if one.ready or one.done]
    return found


def make(
    workshop: Workshop, actor: Actor, wanted: Iterable[Piece], tell: Callable[[int], None]
) -> Iterator[Ready | LeftOut]:
    """Make the papers, in order; `tell` is told how many are there and may raise to stop.

    The facts are those of the actor's moment; numbers are taken and papers issued by the workshop's clock.

    A paper that stands already with the same facts is taken as it is, so a batch that was broken off goes on where it
    was. Numbers of papers that did not come to be are given back.
    """
    line = _Line()
    try:
        for done, one in enumerate(_made(workshop, actor, wanted, line), start=1):
            tell(done)
            yield one
    finally:
        for left in line.waiting:
            if isinstance(left, _Ordered):
                press.give_back(workshop.store, actor.at(workshop.clock()), left.begun.paper.id)


def _made(workshop: Workshop, actor: Actor, wanted: Iterable[Piece], line: _Line) -> Iterator[Ready | LeftOut]:
    with RenderPool(workshop.place.own_fonts, workshop.processes) as pool:
        for made in pool.make(_orders(workshop, actor, wanted, line)):
            yield from _arrived(workshop, actor, line, made)
        while line.waiting and not isinstance(first := line.waiting[0], _Ordered):
            line.waiting.popleft()
            yield first


def _orders(workshop: Workshop, actor: Actor, wanted: Iterable[Piece], line: _Line) -> Iterator[Order]:
    for piece in wanted:
        try:
            found = _begin(workshop, actor, piece)
        except Refusal as no:
            line.waiting.append(LeftOut(piece, no.code))
            continue
        line.waiting.append(found)
        if isinstance(found, _Ordered):
            yield Order(piece.wanted.kind, found.begun.facts, found.begun.imprint)


def _begin(workshop: Workshop, actor: Actor, piece: Piece) -> _Ordered | Ready:
    kind = piece.wanted.kind
    with workshop.store.reading() as session:
        standing = _standing(session, piece.wanted)
        if standing and kind not in REMADE:
            return Ready(piece, standing.control_no, str(standing.sha256))
        gathered = gather.gather(session, actor, piece.wanted)
        gather.require_allowed(session, actor, kind, gathered)
        facts = gather.facts_of(gathered, kind)
        if standing and (standing.facts, standing.mark) == (facts.model_dump(mode="json"), workshop.place.mark):
            return Ready(piece, standing.control_no, str(standing.sha256))
        about: About = gathered.about
    now = actor.at(workshop.clock())
    return _Ordered(piece, press.start(workshop.store, now, kind, facts, about=about, place=workshop.place))


def _standing(session: Session, wanted: Wanted) -> Paper | None:
    return queries.newest_issued(session, wanted.kind, wanted.case_id, wanted.person_id, wanted.subject_id)


def _arrived(workshop: Workshop, actor: Actor, line: _Line, made: Made) -> Iterator[Ready | LeftOut]:
    """What is complete now that one more paper is back from its maker."""
    while line.waiting:
        first = line.waiting[0]
        if isinstance(first, _Ordered):
            now = actor.at(workshop.clock())
            paper = press.finish(workshop.store, now, first.begun, made, workshop.place)
            line.waiting.popleft()
            yield Ready(first.piece, paper.control_no, str(paper.sha256))
            return
        line.waiting.popleft()
        yield first
