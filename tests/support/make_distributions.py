"""Plans of distribution for tests, made through the room's own actions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.money import Money
from app.cases.actions import AddParty, AddPerson, add_party, add_person
from app.court import queries as court
from app.money import ledger, queries, queries_distributions
from app.money.actions_distributions import (
    DecideDistribution,
    ProposeDistribution,
    decide_distribution,
    propose_distribution,
)
from app.money.actions_objections import RecordReceipt, record_receipt
from app.money.actions_releases import ReleaseShares, release_shares
from app.money.debt import Owed
from app.money.distributions import Share, ShareState
from app.money.queries_distributions import DistributionView
from app.money.rules import AccountKind, AccountRef
from app.money.tables_distributions import Distribution
from app.money.tables_payouts import Payout
from tests.support.make_cases import make_case, make_person
from tests.support.make_money import Debt, make_debt
from tests.support.make_payouts import CREDITOR, make_arrival
from tests.support.people import DAWN

Act = Callable[..., Actor]
LATER: Instant = DAWN + timedelta(days=40)
"""When nobody may object any more to a plan that was received on the day of DAWN."""


@dataclass(frozen=True)
class Rivalry:
    """A debtor with two cases: the money lies in the first."""

    debt: Debt
    other: UUID


def make_rivalry(session: Session, judge: Actor, debt: Debt, **changes: Any) -> Rivalry:
    """Another case against the same debtor, 60,000 yuan too unless said otherwise."""
    return Rivalry(debt, make_case(session, judge, debtors=(debt.person_id,), **changes))


def make_funded_rivalry(session: Session, act: Act) -> Rivalry:
    """3,000 yuan in the first of two cases; 800 of them are its fee."""
    found = make_rivalry(session, act("judge"), make_debt(session, act("judge")))
    make_arrival(session, act, found.debt)
    return found


def stands(session: Session, case_id: object) -> Money:
    """What stands on the account of a case."""
    ref = AccountRef(AccountKind.CASE, str(case_id))
    return ledger.balances(session, [ref])[ref]


def owes(session: Session, case_id: UUID, on: date = DAWN.day) -> Owed:
    """The debt of a case on a day."""
    return queries.owed(session, case_id, on, court.profile(session))


def make_applicant(session: Session, judge: Actor, case_id: UUID, name: str) -> str:
    """One more applicant of a case."""
    person = add_person(session, judge, AddPerson.model_validate({"kind": "unit", "name": name}))
    return join(session, judge, case_id, person.id, name)


def make_namesake(session: Session, judge: Actor, case_id: UUID, name: str) -> str:
    """One more applicant of a case: a man with an identity number of his own."""
    return join(session, judge, case_id, make_person(session, judge, name), name)


def join(session: Session, judge: Actor, case_id: UUID, person_id: UUID, name: str) -> str:
    """Somebody known becomes an applicant of a case."""
    party = {"case_id": case_id, "person_id": person_id, "standing": "applicant"}
    add_party(session, judge, AddParty.model_validate(party))
    return name


def row(case_id: UUID, claim: str, **changes: Any) -> dict[str, Any]:
    """An ordinary claim of the village bank."""
    return {"case_id": case_id, "creditor": CREDITOR, "claim": claim, **changes}


def plan(rivalry: Rivalry, rows: Iterable[dict[str, Any]] = (), **changes: Any) -> ProposeDistribution:
    """2,000 yuan between the two cases, 50,000 yuan claimed in each."""
    cases = (rivalry.debt.case_id, rivalry.other)
    given = {
        "case_id": rivalry.debt.case_id,
        "amount": "2000",
        "value_on": DAWN.day,
        "proceeds": "扣划的银行存款",
        "reason": "不足清偿全部债权",
        "rows": [*rows] or [row(one, "50000") for one in cases],
    }
    return ProposeDistribution.model_validate({**given, **changes})


def make_distribution(session: Session, act: Act, rivalry: Rivalry, **changes: Any) -> Distribution:
    """A plan the clerk proposed."""
    return propose_distribution(session, act("clerk", DAWN), plan(rivalry, **changes))


def approve_distribution(session: Session, act: Act, key: UUID) -> DistributionView:
    """Approved by everybody whose approval it needs."""
    found = seen(session, act, key)
    while found.course.awaits:
        deed = DecideDistribution(distribution_id=key, decision="approved")
        found = decide_distribution(session, act(found.course.awaits, DAWN), deed)
    return found


def serve_distribution(session: Session, act: Act, key: UUID) -> DistributionView:
    """Received by everybody on the day."""
    found = seen(session, act, key)
    told = {"distribution_id": key, "parties": tuple(found.course.parties), "on": DAWN.day}
    record_receipt(session, act("clerk", DAWN), RecordReceipt.model_validate(told))
    return seen(session, act, key)


def make_payable(session: Session, act: Act, rivalry: Rivalry, **changes: Any) -> DistributionView:
    """A plan against which nobody may object any more."""
    made = make_distribution(session, act, rivalry, **changes)
    approve_distribution(session, act, made.id)
    serve_distribution(session, act, made.id)
    return seen(session, act, made.id, LATER)


def seen(session: Session, act: Act, key: UUID, now: Instant = DAWN) -> DistributionView:
    """The plan as it stands."""
    return queries_distributions.distribution(session, act("clerk").scope, key, now.day)


def release(
    session: Session, act: Act, found: DistributionView, *shares: Share, now: Instant = LATER, **changes: Any
) -> list[Payout]:
    """These shares carried out, all that are payable unless named, each to an account of its creditor."""
    wanted = shares or [one for one in found.shares if found.course.state(one) is ShareState.PAYABLE]
    given = {
        "distribution_id": found.id,
        "shares": [{"share_id": one.id, "payee_account": "" if one.fee else "62000"} for one in wanted],
    }
    return release_shares(session, act("clerk", now), ReleaseShares.model_validate({**given, **changes}))
