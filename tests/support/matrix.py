"""The played demonstration with two worlds beside it, and for each door the ids of either: who may pass, and who sees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import WHOLE_COURT, Actor
from app.base.ids import new_id
from app.base.store import Store
from app.cases import queries as cases
from app.cases.actions_import import PreviewList, preview_list
from app.cases.import_template import template
from app.documents import actions as papers
from app.documents.actions_seals import SealElectronically, enter_electronic
from app.documents.imprint import Provenance
from app.field.actions import keep_medium
from app.jobs.actions import put_up
from app.money.actions_match import ClaimLine, claim_line
from app.money.tables_bank import BankLine
from app.staff.queries import token_hash
from app.staff.tables import Account, AccountRole, SignIn
from app.staff.verbs import WHOLE_COURT_ROLES, Role, verbs_of
from app.sweeps import queries as sweeps
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.queries_routes import PLAN, stops_of_squad
from app.sweeps.tables import Squad
from routes.demonstration.clockwork import Cast, at, cast_of
from tests.support.make_cases import make_conclusion, make_milestone
from tests.support.make_field import make_visit
from tests.support.make_leads import make_lead
from tests.support.make_measures import make_authorisation, make_detain, make_registration
from tests.support.make_money import (
    Debt,
    bank_file,
    bank_row,
    import_bytes,
    make_block,
    make_payment,
    make_plan,
    make_slip,
)
from tests.support.make_payouts import make_waiting
from tests.support.make_sweeps import make_change, make_duty_note, make_route, make_squad, make_sweep, make_target

EVENING: Final = at("19:00")
"""After the played day, when everybody is still signed in."""
GIVER: Final = "线人丁某某"
NOBODY: Final[frozenset[str]] = frozenset()
STRANGER: Final = "stranger"
"""A bailiff who belongs to no squad."""
PDF: Final = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG: Final = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + bytes(20)


@dataclass(frozen=True)
class World:
    """One case with all that hangs on it, by name; and who of those without the whole court sees it.

    `own` are the things that follow another rule than the case: who stands on a slip, who brought a file in.
    """

    ids: Mapping[str, str]
    seen_by: frozenset[str]
    own: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Ground:
    """The two worlds."""

    near: World
    far: World


PEOPLE: Final[Mapping[str, Role]] = {
    "judge": Role.JUDGE,
    "judge2": Role.JUDGE,
    "judge3": Role.JUDGE,
    "bailiff": Role.BAILIFF,
    "bailiff5": Role.BAILIFF,
    STRANGER: Role.BAILIFF,
    "director": Role.DIRECTOR,
    "president": Role.PRESIDENT,
    "clerk": Role.CLERK,
    "cashier": Role.CASHIER,
    "keeper": Role.KEEPER,
    "auditor": Role.AUDITOR,
}
"""Every role, and of those who see a part only also somebody who sees nothing of either world."""

SAME_NAME: Final = (
    "account_id",
    "address_id",
    "authorisation_id",
    "block_id",
    "case_id",
    "change_id",
    "closing_id",
    "deed_id",
    "import_id",
    "job_id",
    "deferral_id",
    "distribution_id",
    "lead_id",
    "line_id",
    "note_id",
    "paper_id",
    "payout_id",
    "person_id",
    "plan_id",
    "proposal_id",
    "registration_id",
    "squad_id",
    "statement_id",
    "stop_id",
    "sweep_id",
    "target_id",
)
"""Parameters that mean the same thing at every door."""
OF_ENDPOINT: Final[Mapping[tuple[str, str], str]] = {
    ("cases.cancel_form", "event_id"): "conclusion_id",
    ("cases.take_back", "event_id"): "conclusion_id",
    ("milestones.back_form", "event_id"): "milestone_id",
    ("milestones.take_back", "event_id"): "milestone_id",
    ("handovers.slip", "event_id"): "slip_id",
    ("handovers.acknowledge", "event_id"): "slip_id",
    ("handovers.recount", "event_id"): "slip_id",
    ("handovers.void", "event_id"): "slip_id",
    ("matching.undo", "event_id"): "match_id",
    ("matching.undo_form", "event_id"): "match_id",
    ("matching_groups.undo", "batch_id"): "match_id",
    **{(f"payments.{door}", "event_id"): "receipt_id" for door in ("reverse", "reverse_form")},
    **{(f"directs.{door}", "event_id"): "receipt_id" for door in ("form", "answer", "withdraw")},
    ("visits.medium", "sha256"): "medium",
    ("statements.preview", "sha256"): "draft",
    ("statements.save", "sha256"): "draft",
    ("statements.by_words", "sha256"): "draft",
    ("statements.accept", "sha256"): "draft",
    ("bulletins.events", "key"): "figure",
    ("stops.change", "key"): "move",
    ("custody.deed_form", "slug"): "custody_deed",
    ("custody.record", "slug"): "custody_deed",
    ("tablet.deed", "slug"): "deed",
    ("tablet.record", "slug"): "deed",
    ("proofs.answer", "code"): "code",
}
"""Parameters that mean another thing at each door."""
WORDS: Final = {
    "figure": "officer_turns",
    "move": "lock",
    "deed": "arrive",
    "custody_deed": "examine",
    "code": "01-SK2026-000001-AAAAAAAAAAAAAAAA",
}
EVERYBODYS: Final = frozenset({*WORDS, "account_id", "block_id", "closing_id", "draft", "note_id"})
"""What tells nothing of a case: words of ours, accounts, numbers not yet used, a file that a clerk is looking at."""


class UndeclaredCellError(LookupError):
    """A parameter of a door that the matrix has no example for."""


def name_of(endpoint: str, parameter: str) -> str:
    """What this parameter means at this door."""
    name = OF_ENDPOINT.get((endpoint, parameter)) or (parameter if parameter in SAME_NAME else None)
    if name is None:
        raise UndeclaredCellError(f"{endpoint}: {parameter}")
    return name


def example(endpoint: str, parameter: str, ids: Mapping[str, str]) -> str:
    """The value this parameter takes at this door in a world."""
    name = name_of(endpoint, parameter)
    return WORDS.get(name) or ids[name]


def holds(username: str, verb: str | None) -> bool:
    """Whether this person's role holds the verb."""
    return verb is None or verb in verbs_of([PEOPLE[username]])


def sees(username: str, world: World, endpoint: str, parameters: Iterable[str]) -> bool:
    """Whether everything that this address names is his to see."""
    if PEOPLE[username] in WHOLE_COURT_ROLES:
        return True
    names = {name_of(endpoint, one) for one in parameters} - EVERYBODYS
    return all(username in world.own.get(name, world.seen_by) for name in names)


def settle(store: Store, home: Path) -> Ground:
    """Beside the played day: a published sweep of the judge's, and a planned one of the third judge's."""
    with store.writing() as session:
        _stranger(session)
        cast = cast_of(session)
        near = _world(session, cast, home, owner="judge", squad=("bailiff", "bailiff2", "police1"), plate="宁D·近001警")
        far = _world(
            session, cast, home, owner="judge3", squad=("bailiff5", "bailiff6", "police3"), plate="宁D·远002警"
        )
        squad = session.get_one(Squad, UUID(near["squad_id"]))
        publish_sweep(session, cast.acting("director", at("05:00")), PublishSweep(sweep_id=squad.sweep_id))
        _sign_in(session)
        accounts = {name: str(cast.ids[name]) for name in PEOPLE}
        for one in (near, far):
            one["stop_id"] = str(stops_of_squad(session, UUID(one["squad_id"]))[0].id)
            one["account_id"] = accounts["bailiff"]
    bank = dict.fromkeys(("statement_id", "line_id", "match_id", "closing_id"), NOBODY)
    judges = {name: frozenset({"judge"}) for name in ("import_id", "job_id")}
    return Ground(
        World(near, frozenset({"judge", "bailiff"}), {**bank, **judges, "slip_id": frozenset({"bailiff"})}),
        World(
            far,
            frozenset({"judge3"}),
            {
                **bank,
                "slip_id": frozenset({"bailiff5"}),
                "medium": frozenset({"bailiff5", "judge3"}),
                "stop_id": NOBODY,
            },
        ),
    )


def _stranger(session: Session) -> None:
    row = Account(
        id=new_id(EVENING),
        username=STRANGER,
        name="生面孔",
        officer_kind="executor",
        sex="male",
        badge="",
        phone="",
        drives=False,
        password_hash="!",
        active=True,
        failures=0,
        locked_until=None,
        roles=[],
    )
    session.add(row)
    session.flush()
    session.add(AccountRole(account_id=row.id, role=Role.BAILIFF))
    session.flush()


def _sign_in(session: Session) -> None:
    for person in session.scalars(select(Account).where(Account.username.in_(PEOPLE))):
        entry = SignIn(token_hash=token_hash(f"token-{person.username}"), account_id=person.id, agent="test")
        entry.begun_at = entry.seen_at = entry.fresh_at = EVENING
        session.add(entry)


def _world(
    session: Session, cast: Cast, home: Path, *, owner: str, squad: tuple[str, ...], plate: str
) -> dict[str, str]:
    judge = cast.acting(owner, at("04:00"))
    sweep_id = make_sweep(session, judge, name=f"演示之外的专项行动·{owner}")
    target_id = make_target(session, judge, sweep_id, name=f"{owner}所寻之人", plan="先告知后果")
    squad_id = make_squad(session, judge, sweep_id, members=squad, plate=plate, name=f"{owner}组")
    make_route(session, judge, squad_id, [target_id])
    aim = sweeps.target(session, WHOLE_COURT, target_id)
    debt = Debt(aim.case_id, aim.person.id, aim.person.name, "")
    found = {
        "name": aim.person.name,
        "number": aim.case_number,
        "sweep_id": sweep_id,
        "target_id": target_id,
        "squad_id": squad_id,
        "case_id": aim.case_id,
        "person_id": aim.person.id,
        "address_id": aim.address.id if aim.address else None,
        "lead_id": make_lead(session, judge, aim.case_id, giver=GIVER),
        "proposal_id": make_detain(session, judge, aim.case_id, aim.person.id, sole_carer=False, pregnant=False),
        "authorisation_id": make_authorisation(session, cast.acting("president", judge.now), cast.ids["judge2"]),
        "registration_id": make_registration(
            session, judge, aim.case_id, aim.person.id, media.keep(home / "media", PDF)
        ),
        "plan_id": make_plan(session, judge, debt).id,
        "import_id": preview_list(session, judge, PreviewList(file_name="名册.xlsx", content=template())).id,
        "job_id": put_up(session, judge, PLAN, {"subject": str(sweep_id)}),
        "paper_id": _paper(session, judge, home, debt),
        **_money(session, cast, home, debt, squad),
        **_field(session, cast.acting(squad[0], at("07:00")), home, debt),
        "conclusion_id": make_conclusion(session, judge, aim.case_id),
        "milestone_id": make_milestone(session, judge, aim.case_id),
        "change_id": make_change(session, judge, sweep_id),
        "note_id": make_duty_note(session, judge, cast.ids["bailiff"]),
    }
    return {name: str(value) for name, value in found.items()}


def _paper(session: Session, judge: Actor, home: Path, debt: Debt) -> UUID:
    asked = papers.ReservePaper(
        kind="summons", case_id=debt.case_id, person_id=debt.person_id, subject_id=new_id(judge.now)
    )
    paper = papers.reserve(session, judge, asked)
    content = PDF + str(debt.case_id).encode()
    made = Provenance("t" * 64, "f" * 16, "engine")
    sha256 = media.keep(home / "papers", content)
    deed = papers.IssuePaper(
        paper_id=paper.id, facts={"who": debt.name}, sha256=sha256, size=len(content), made_with=made
    )
    papers.issue(session, judge, deed)
    copy = content + b"sealed"
    sealed = SealElectronically(
        paper_id=paper.id,
        sealed_by="电子印章",
        sealed_sha256=media.keep(home / "papers", copy),
        sealed_size=len(copy),
    )
    enter_electronic(session, judge, sealed)
    return paper.id


def _money(session: Session, cast: Cast, home: Path, debt: Debt, squad: tuple[str, ...]) -> dict[str, object]:
    officer, clerk = cast.acting(squad[0], at("08:00")), cast.acting("clerk", at("15:00"))
    promised = make_payment(session, officer, debt, payer=debt.name)
    second = cast.ids[squad[1]]
    cash = make_payment(session, officer, debt, way="cash", officer_ids=(second,), reason="老人不会转账")
    slip = make_slip(session, officer, cash)
    known = cases.case(session, WHOLE_COURT, debt.case_id)
    content = bank_file([bank_row("700"), bank_row("800")], opening=str(len(known.number)))
    asked = select(BankLine).where(BankLine.statement_id == import_bytes(session, clerk, content).id)
    lines = session.scalars(asked.order_by(BankLine.position)).all()
    claim = {"line_id": lines[0].id, "case_number": known.number, "reason": "汇款人来电确认"}
    match_id = claim_line(session, clerk, ClaimLine.model_validate(claim))
    return {
        **make_waiting(session, clerk, debt.case_id, known.applicants[0].name),
        "receipt_id": promised.event_id,
        "slip_id": slip.event_id,
        "block_id": make_block(session, clerk, second).id,
        "draft": media.keep(home / "media", bank_file([bank_row("900")])),
        "statement_id": lines[0].statement_id,
        "line_id": lines[1].id,
        "match_id": match_id,
    }


def _field(session: Session, officer: Actor, home: Path, debt: Debt) -> dict[str, object]:
    sha256 = keep_medium(session, officer, home / "media", PNG + debt.case_id.bytes)
    flagged = make_visit(session, officer, debt.case_id, debt.person_id, kind="visit.inform", media=(sha256,))
    assert flagged.flags, "an informing in which nothing was told is flagged"
    return {"medium": sha256, "deed_id": flagged.id}
