"""What the court knew and had prepared on the evening before: cases, leads, summonses, proposals."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.cases import actions as cases
from app.cases.actions import AddCase, AddClaim, AddFinding, AddParty, AddPerson, AddPhone
from app.cases.rules import Category, FindingKind, PersonKind, Standing
from app.law.case_numbers import CaseNumber
from app.law.identity import check_sign, credit_check_sign
from app.leads import actions as leads
from app.leads.actions import AddLead, CheckLead
from app.leads.rules import About, Result, Source
from app.measures import actions as measures
from app.measures import actions_deeds
from app.measures import actions_proposals as proposals
from app.measures.actions import DrawSummons
from app.measures.actions_proposals import ProposeCompel, ProposeDetain
from app.measures.deeds import ServeSummons
from app.places import actions as places
from app.places import queries as addresses
from app.places.actions import AddAddress, MovePin
from app.places.rules import AddressKind
from routes.demonstration.clockwork import EVENING, Cast, at, days_before, letter_id
from routes.demonstration.court import PROFILE
from routes.demonstration.persons import AREA, CREDITORS, DEBTORS, Debtor

SUMMONED_DAYS_BEFORE = 12
TO_APPEAR_DAYS_BEFORE = 8


@dataclass(frozen=True)
class Known:
    """The ids of one debtor's case and person."""

    debtor: Debtor
    case_id: UUID
    person_id: UUID


def id_number(debtor: Debtor) -> str:
    """A valid but never issued ID number: an unassigned area, his birth date, his serial, the check sign."""
    order = debtor.serial % 100 * 10 + (1 if debtor.sex == "male" else 2)
    body = f"{AREA}{debtor.born.replace('-', '')}{order:03d}"
    return body + check_sign(body)


def open_cases(session: Session, cast: Cast) -> dict[str, Known]:
    """File every case with its parties, claims, addresses and telephones."""
    known: dict[str, Known] = {}
    for debtor in DEBTORS:
        case_id = known[debtor.spouse_of].case_id if debtor.spouse_of else _case(session, cast, debtor)
        known[debtor.key] = _debtor(session, cast, debtor, case_id)
    for place, key in enumerate(("zhao", "wang", "hai")):
        _finding(session, cast, known[key], place)
    return known


def _case(session: Session, cast: Cast, debtor: Debtor) -> UUID:
    clerk = cast.acting("judge", days_before(40, "09:00"))
    deed = AddCase(
        number=CaseNumber.parse(f"（2025）{PROFILE.code}执{debtor.serial}号"),
        external_id=f"DEMO-{debtor.serial}",
        cause=debtor.cause,
        category=Category(debtor.category),
        title_number=f"（2025）{PROFILE.code}民初{debtor.serial - 400}号民事判决书",
        title_effective_on=date.fromisoformat(debtor.effective),
        performance_due_on=date.fromisoformat(debtor.due),
        filed_on=date.fromisoformat(debtor.filed),
        judge_id=cast.ids["judge"],
        applied_amount=Money.yuan(debtor.principal) + Money.yuan(debtor.interest) + Money.yuan(debtor.costs),
        account_no=f"6400000425{debtor.serial:06d}",
        account_bank=PROFILE.trust_bank,
        notice_served_on=date.fromisoformat(debtor.filed),
    )
    row = cases.add_case(session, clerk, deed)
    _creditor(session, clerk, debtor.applicant, row.id)
    heads = (("costs", debtor.costs), ("general_interest", debtor.interest), ("principal", debtor.principal))
    for head, amount in heads:
        if Money.yuan(amount):
            claim = AddClaim.model_validate({"case_id": row.id, "head": head, "amount": amount})
            cases.add_claim(session, clerk, claim)
    return row.id


def _creditor(session: Session, clerk: Actor, name: str, case_id: UUID) -> None:
    body, raw, number = CREDITORS.get(name, ("", "", ""))
    code = body + credit_check_sign(body) if body else ""
    kind = PersonKind.UNIT if body else PersonKind.NATURAL
    person = cases.add_person(session, clerk, AddPerson(kind=kind, name=name, id_number=code))
    cases.add_party(session, clerk, AddParty(case_id=case_id, person_id=person.id, standing=Standing.APPLICANT))
    if not body:
        return
    cases.add_phone(session, clerk, AddPhone(person_id=person.id, case_id=case_id, number=number, note="演示"))
    if not addresses.addresses_of(session, [person.id]).get(person.id):
        deed = AddAddress(person_id=person.id, case_id=case_id, kind=AddressKind.WORK, raw=raw, source="演示")
        places.add_address(session, clerk, deed)


def _debtor(session: Session, cast: Cast, debtor: Debtor, case_id: UUID) -> Known:
    clerk = cast.acting("judge", days_before(40, "09:10"))
    person = cases.add_person(
        session,
        clerk,
        AddPerson.model_validate({"name": debtor.name, "sex": debtor.sex, "id_number": id_number(debtor)}),
    )
    cases.add_party(session, clerk, AddParty(case_id=case_id, person_id=person.id, standing=Standing.DEBTOR))
    for kind, raw in debtor.addresses:
        deed = AddAddress(person_id=person.id, case_id=case_id, kind=AddressKind(kind), raw=raw, source="演示")
        places.add_address(session, clerk, deed)
    cases.add_phone(session, clerk, AddPhone(person_id=person.id, case_id=case_id, number=debtor.phone, note="演示"))
    return Known(debtor, case_id, person.id)


def give_leads(session: Session, cast: Cast, known: dict[str, Known]) -> None:
    """What was told of whereabouts, and that the officers looked into it."""
    for one in known.values():
        if one.debtor.lead is None:
            continue
        source, content = one.debtor.lead
        judge = cast.acting("judge", days_before(5, "10:00"))
        lead = AddLead(
            case_id=one.case_id,
            person_id=one.person_id,
            about=About.PROPERTY if one.debtor.key == "hai" else About.WHEREABOUTS,
            source=Source(source),
            giver="（演示）线索提供人" if source != "own_visit" else "",
            content=content,
        )
        row = leads.add_lead(session, judge, lead)
        if source in {"applicant", "police", "own_visit"}:
            officer = cast.acting("judge", days_before(2, "16:00"))
            check = CheckLead(lead_id=row.id, result=Result.TRUE, note="执行人员走访核实，与线索相符（演示）。")
            leads.check_lead(session, officer, check)


def put_pins(session: Session, cast: Cast, known: dict[str, Known]) -> None:
    """The first address of each debtor is pinned by hand; the places are invented."""
    for key, (lat, lon) in PINS.items():
        address = addresses.addresses_of(session, [known[key].person_id])[known[key].person_id][0]
        judge = cast.acting("judge", days_before(3, "11:00"))
        pin = MovePin(address_id=address.id, lat=lat, lon=lon, level="group", note="演示位置，系虚构")
        places.move_pin(session, judge, pin)


PINS = {
    "zhang": (35.8720, 106.6520),
    "huang": (35.8520, 106.4620),
    "zhao": (35.7870, 106.5850),
    "wu": (35.7870, 106.5850),
    "yang": (35.7750, 106.7120),
    "ma": (36.1450, 106.6180),
    "bai": (35.8120, 106.7900),
    "qi": (36.0850, 106.9050),
    "han": (36.0350, 106.7050),
    "chen": (35.9450, 106.9350),
    "wang": (36.2620, 106.5750),
    "hai": (36.1520, 106.5020),
    "yan": (36.1550, 106.7650),
    "hu": (36.1280, 106.6000),
    "wei": (35.8480, 106.6450),
    "su": (35.7580, 106.6900),
}
"""WGS-84, near the township's known or supposed place; invented."""

FINDINGS = (
    (FindingKind.REAL_ESTATE, "农村住房一处，系被执行人夫妻唯一住房，不宜处置"),
    (FindingKind.VEHICLE, "小型面包车一辆，2025年11月过户至其弟名下"),
    (FindingKind.LIVESTOCK, "存栏肉牛六头，未在财产报告中申报"),
)


def _finding(session: Session, cast: Cast, known: Known, place: int) -> None:
    kind, what = FINDINGS[place]
    officer = cast.acting("judge", days_before(20, "15:00"))
    cases.add_finding(
        session,
        officer,
        AddFinding(
            case_id=known.case_id,
            person_id=known.person_id,
            kind=kind,
            what=what,
            found_on=officer.now.day,
            source="执行人员走访核查（演示）",
        ),
    )


def serve_summonses(session: Session, cast: Cast, known: dict[str, Known]) -> None:
    """Who is to be compelled was summoned lawfully twelve days before, and did not come."""
    for one in known.values():
        if one.debtor.measure not in {"compel", "detain"} or one.debtor.key == "zhang":
            continue
        drawn = cast.acting("judge", days_before(SUMMONED_DAYS_BEFORE + 1, "10:00"))
        summons = DrawSummons(
            case_id=one.case_id,
            person_id=one.person_id,
            appear_at=days_before(TO_APPEAR_DAYS_BEFORE, "09:00"),
            place=f"{PROFILE.name}执行局",
            matter="接受调查询问，报告财产",
        )
        summons_id = measures.draw_summons(session, drawn, summons)
        moment = days_before(SUMMONED_DAYS_BEFORE, "11:00")
        served = ServeSummons(
            id=letter_id(moment, "served", one.debtor.key),
            at=moment,
            door="desk",
            case_id=one.case_id,
            person_id=one.person_id,
            summons_id=summons_id,
            officer_ids=(cast.ids["bailiff"], cast.ids["bailiff2"]),
            mode="signed",
            receiver=one.debtor.name,
        )
        actions_deeds.record(session, cast.acting("bailiff", moment), served)


def propose_measures(session: Session, cast: Cast, known: dict[str, Known]) -> None:
    """What the judge asks the president to allow; it waits for him on the evening before."""
    for one in known.values():
        debtor = one.debtor
        if debtor.measure == "compel" or debtor.key in {"wang", "hai"}:
            judge = cast.acting("judge", at("15:30", EVENING))
            reason = f"{debtor.name}经依法传唤，无正当理由拒不到场，必须到场接受调查询问。"
            deed = ProposeCompel(case_id=one.case_id, person_id=one.person_id, reason=reason, no_good_reason=True)
            proposals.propose_compel(session, judge, deed)
        if debtor.measure == "detain":
            _propose_detention(session, cast, one)


def _propose_detention(session: Session, cast: Cast, one: Known) -> None:
    judge = cast.acting("judge", at("16:00", EVENING))
    debtor = one.debtor
    proposals.propose_detain(
        session,
        judge,
        ProposeDetain(
            case_id=one.case_id,
            person_id=one.person_id,
            reason=f"{debtor.act}，情节严重，拟予拘留。",
            act_at=days_before(45, "10:00"),
            act_what=debtor.act,
            evidence=("执行通知书送达回证", "财产查询反馈", "走访笔录"),
            ground=debtor.ground,
            number=CaseNumber.parse(f"（2026）{PROFILE.code}司惩{DETENTION_SERIAL[debtor.key]}号"),
            discussed_by=tuple(cast.ids[name] for name in ("judge", "judge2", "judge3")),
            days=debtor.days,
            pregnant=False,
            nursing=False,
            seriously_ill=False,
            sole_carer=False,
        ),
    )


DETENTION_SERIAL = {"zhang": 1, "wang": 2, "hai": 3}
"""Serials of the 司惩 cases, as if case filing had given them."""
