"""What can be asked about cases. Whatever tells facts of a case takes the scope of him who asks."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.base.remembering import remembered, remembered_each
from app.cases import rules
from app.cases.milestones import MILESTONE, TAKEN_BACK, Entered, entered
from app.cases.rules import CONCLUDED, Concluded, InterestTerms, Standing
from app.cases.tables import Case, CaseEvent, Claim, Finding, Party, Person, Phone
from app.cases.views import (
    CaseBrief,
    ClaimView,
    EventView,
    FindingView,
    PartyView,
    PersonBrief,
    PhoneView,
    TitleTerms,
)

AT_ONCE = 5000
"""Ids in one statement: both databases take more, neither takes all."""
T = TypeVar("T")


def ids_of_judge(session: Session, judge_id: UUID) -> frozenset[UUID]:
    """The cases a judge is in charge of."""
    return frozenset(session.scalars(select(Case.id).where(Case.judge_id == judge_id)))


def within(scope: Scope) -> ColumnElement[bool]:
    """The condition that a case may be seen by this scope."""
    return Case.id.is_not(None) if scope.whole_court else Case.id.in_(scope.case_ids)


def briefs(session: Session, scope: Scope, case_ids: Iterable[UUID]) -> dict[UUID, CaseBrief]:
    """These cases with their parties; what is not his to see is left out."""
    return _briefs(session, [case_id for case_id in case_ids if scope.admits(case_id)])


@remembered_each
def _briefs(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, CaseBrief]:
    found: dict[UUID, CaseBrief] = {}
    for some in batches(case_ids):
        parties = _parties(session, some)
        for case in session.scalars(select(Case).where(Case.id.in_(some))):
            found[case.id] = _brief(case, tuple(parties.get(case.id, ())))
    return found


def case(session: Session, scope: Scope, case_id: UUID) -> CaseBrief:
    """One case, or a refusal as missing."""
    found = briefs(session, scope, [case_id]).get(case_id)
    if found is None:
        raise missing("case")
    return found


def all_ids(session: Session, scope: Scope) -> list[UUID]:
    """Every case he may see, by number."""
    return list(session.scalars(select(Case.id).where(within(scope)).order_by(Case.number)))


def by_number(session: Session, scope: Scope, number: str) -> CaseBrief | None:
    """The case of that number as people type it, if he may see it."""
    found = session.scalar(select(Case.id).where(Case.number == rules.as_number(number), within(scope)))
    return case(session, scope, found) if found else None


def ids_spoken_of(
    session: Session, *, numbers: Iterable[str], accounts: Iterable[str], debtors: Iterable[str]
) -> set[UUID]:
    """The cases of these canonical numbers or account numbers, and those in which someone of these names is a debtor."""
    found: set[UUID] = set()
    for some in batches(numbers):
        found.update(session.scalars(select(Case.id).where(Case.number.in_(some))))
    for some in batches(accounts):
        found.update(session.scalars(select(Case.id).where(Case.account_no.in_(some))))
    for some in batches(debtors):
        named = select(Party.case_id).join(Person, Person.id == Party.person_id).where(Person.name.in_(some))
        found.update(session.scalars(named.where(Party.standing == Standing.DEBTOR.value)))
    return found


@remembered_each
def persons(session: Session, ids: Sequence[UUID]) -> dict[UUID, PersonBrief]:
    """People by id."""
    found = {}
    for some in batches(ids):
        for row in session.scalars(select(Person).where(Person.id.in_(some))):
            found[row.id] = _person(row)
    return found


def names_by_number(session: Session, numbers: Iterable[str]) -> dict[str, str]:
    """The names under which these ID numbers are known."""
    found: dict[str, str] = {}
    for some in batches(numbers):
        rows = session.execute(select(Person.id_number, Person.name).where(Person.id_number.in_(some)))
        found.update({row.id_number: row.name for row in rows})
    return found


def require_person(session: Session, scope: Scope, case_id: UUID, person_id: UUID) -> PersonBrief:
    """A person of that case, or a refusal as missing."""
    people = {party.person.id: party.person for party in case(session, scope, case_id).parties}
    if person_id not in people:
        raise missing("person")
    return people[person_id]


def case_ids_of_person(session: Session, scope: Scope, person_id: UUID) -> list[UUID]:
    """The cases a person has a part in and the asker may see."""
    return case_ids_of_persons(session, scope, [person_id])


def case_ids_of_persons(session: Session, scope: Scope, person_ids: Collection[UUID]) -> list[UUID]:
    """The cases any of these persons has a part in and the asker may see, asked for at once."""
    part = Party.person_id.in_(list(person_ids))
    asked = select(Case.id).join(Party, Party.case_id == Case.id).where(part, within(scope))
    return list(session.scalars(asked.distinct()))


def title(session: Session, case_id: UUID) -> TitleTerms:
    """What the title orders; the caller has asked for the case before."""
    row = session.get(Case, case_id)
    if row is None:
        raise missing("case")
    claims = session.scalars(select(Claim).where(Claim.case_id == case_id).order_by(Claim.position, Claim.id))
    return TitleTerms(
        case_id=case_id,
        claims=tuple(ClaimView(one.id, one.head, one.amount, _terms(one), one.note) for one in claims),
        title_number=row.title_number,
        effective_on=row.title_effective_on,
        performance_due_on=row.performance_due_on,
        applied_amount=row.applied_amount,
    )


def findings(session: Session, case_id: UUID) -> list[FindingView]:
    """What inquiries found in a case, newest first."""
    asked = select(Finding).where(Finding.case_id == case_id).order_by(Finding.found_on.desc(), Finding.id)
    rows = session.scalars(asked)
    return [FindingView(row.id, row.person_id, row.kind, row.what, row.found_on, row.source) for row in rows]


@remembered_each
def phones_of(session: Session, person_ids: Sequence[UUID]) -> dict[UUID, list[PhoneView]]:
    """Telephone numbers by person."""
    found: dict[UUID, list[PhoneView]] = {}
    for some in batches(person_ids):
        for row in session.scalars(select(Phone).where(Phone.person_id.in_(some)).order_by(Phone.id)):
            found.setdefault(row.person_id, []).append(PhoneView(row.id, row.person_id, row.number, row.note))
    return found


def events(session: Session, case_id: UUID) -> list[EventView]:
    """The steps of a case, newest first, those taken back too."""
    rows = _steps(session, [case_id])
    cancelled = {row.cancels for row in rows if row.cancels}
    seen = [
        EventView(row.id, row.kind, row.at, row.entered_at, row.by_id, row.body, row.id in cancelled) for row in rows
    ]
    return sorted(seen, key=lambda one: (one.at, one.id), reverse=True)


def conclusions(
    session: Session, case_ids: Sequence[UUID] | None = None, since: Instant | None = None, until: Instant | None = None
) -> list[Concluded]:
    """The conclusions in force of these cases (None: of all), from `since` on and before `until`, by their own time."""
    held = rules.conclusions(_steps(session, case_ids, kinds=(CONCLUDED, "conclusion_cancelled")))
    return [one for one in held if (since is None or one.at >= since) and (until is None or one.at < until)]


def concluded(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, Concluded]:
    """How these cases ended, those that did."""
    return {one.case_id: one for one in conclusions(session, case_ids)}


def milestones(session: Session, case_ids: Sequence[UUID]) -> list[Entered]:
    """The milestones in force of these cases, by their own time."""
    return list(_milestones(session, tuple(dict.fromkeys(case_ids))))


@remembered
def _milestones(session: Session, case_ids: tuple[UUID, ...]) -> tuple[Entered, ...]:
    return tuple(entered(_steps(session, case_ids, kinds=(MILESTONE, TAKEN_BACK))))


def batches(ids: Iterable[T]) -> Iterator[list[T]]:
    """The ids without repetition, as many at once as a statement takes."""
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


def _steps(session: Session, case_ids: Sequence[UUID] | None, kinds: Sequence[str] | None = None) -> list[CaseEvent]:
    asked = select(CaseEvent).order_by(CaseEvent.at, CaseEvent.id)
    if kinds:
        asked = asked.where(CaseEvent.kind.in_(kinds))
    if case_ids is None:
        return list(session.scalars(asked))
    return [row for some in batches(case_ids) for row in session.scalars(asked.where(CaseEvent.case_id.in_(some)))]


def _parties(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, list[PartyView]]:
    order = list(Standing)
    asked = select(Party, Person).join(Person, Person.id == Party.person_id).where(Party.case_id.in_(case_ids))
    rows = sorted(
        session.execute(asked), key=lambda row: (order.index(Standing(row.Party.standing)), row.Party.position)
    )
    found: dict[UUID, list[PartyView]] = {}
    for row in rows:
        party = PartyView(_person(row.Person), row.Party.standing, row.Party.position)
        found.setdefault(row.Party.case_id, []).append(party)
    return found


def _brief(row: Case, parties: tuple[PartyView, ...]) -> CaseBrief:
    return CaseBrief(
        id=row.id,
        number=row.number,
        external_id=row.external_id,
        cause=row.cause,
        category=row.category,
        title_number=row.title_number,
        title_effective_on=row.title_effective_on,
        performance_due_on=row.performance_due_on,
        filed_on=row.filed_on,
        judge_id=row.judge_id,
        applied_amount=row.applied_amount,
        account_no=row.account_no,
        account_bank=row.account_bank,
        notice_served_on=row.notice_served_on,
        parties=parties,
    )


def _person(row: Person) -> PersonBrief:
    return PersonBrief(
        id=row.id,
        kind=row.kind,
        name=row.name,
        sex=row.sex,
        id_number=row.id_number,
        birth=row.birth,
        ethnicity=row.ethnicity,
        work=row.work,
        deputy=row.deputy,
        condition=row.condition,
        condition_note=row.condition_note,
    )


def _terms(row: Claim) -> InterestTerms | None:
    return InterestTerms.model_validate(row.interest) if row.interest else None
