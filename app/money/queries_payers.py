"""Who is known to pay for cases: by confirmations and receipts in force, and by the parties of the case; less what was removed."""

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.cases.rules import Standing
from app.cases.views import CaseBrief
from app.money import matching_names as names
from app.money import payers, standing
from app.money.payers import TEACHES, KnownPayer, Pair, Sighting, Source
from app.money.tables import MoneyEvent, Receipt
from app.money.tables_bank import BankLine, Match, PayerRemoval

TAUGHT_BY: Final = tuple(rule.value for rule in TEACHES)
NOON: Final = time(12)
HIMSELF: Final = "self"
STANDINGS: Final = (
    Standing.LEGAL_REPRESENTATIVE,
    Standing.PERSON_IN_CHARGE,
    Standing.ACTUAL_CONTROLLER,
    Standing.AGENT,
)


def known_payers(session: Session, briefs: Iterable[CaseBrief]) -> list[KnownPayer]:
    """Who pays for these cases without being their debtor."""
    return known_and_removed(session, briefs)[0]


def known_and_removed(session: Session, briefs: Iterable[CaseBrief]) -> tuple[list[KnownPayer], set[Pair]]:
    """Who pays for these cases, and whom a clerk took off that list who has not come back to it since."""
    cases = list(briefs)
    ids = [one.id for one in cases]
    seen = [*_seen(session, ids), *_parties(cases)]
    debtors = {one.id: {names.plain(who.name) for who in one.debtors} for one in cases}
    removed = _removed(session, ids)
    known = payers.known(seen, removed, debtors)
    return known, removed.keys() - {(one.case_id, one.name) for one in known}


def cases_paid_by(session: Session, people: Iterable[str]) -> set[UUID]:
    """The cases for which money of these names was confirmed, or is on a receipt."""
    matched = select(Match.case_id).join(BankLine, BankLine.id == Match.line_id).where(_teaches())
    declared = select(Receipt.case_id).where(_holds())
    found: set[UUID] = set()
    for part in standing.parts(one for one in people if one):
        either: CompoundSelect[Any] = union_all(
            matched.where(BankLine.payer.in_(part)), declared.where(Receipt.payer.in_(part))
        )
        found.update(one for one in session.scalars(either) if one)
    return found


def _teaches() -> ColumnElement[bool]:
    return standing.match_holds() & Match.rule.in_(TAUGHT_BY)


def _holds() -> ColumnElement[bool]:
    return (Receipt.relation != HIMSELF) & standing.event_holds(Receipt.event_id)


def _seen(session: Session, case_ids: Iterable[UUID]) -> Iterator[Sighting]:
    """Confirmations and receipts in force, in one statement for many cases."""
    matched = (
        select(
            Match.case_id,
            BankLine.payer,
            literal(Source.MATCH.value).label("source"),
            Match.at,
            Match.by_id,
            BankLine.serial.label("what"),
            literal("").label("relation"),
        )
        .join(BankLine, BankLine.id == Match.line_id)
        .where(_teaches(), BankLine.amount > 0)
    )
    declared = (
        select(
            Receipt.case_id,
            Receipt.payer,
            literal(Source.RECEIPT.value),
            Receipt.at,
            MoneyEvent.by_id,
            Receipt.number,
            Receipt.relation,
        )
        .join(MoneyEvent, MoneyEvent.id == Receipt.event_id)
        .where(_holds())
    )
    for part in standing.parts(case_ids):
        both: CompoundSelect[Any] = union_all(
            matched.where(Match.case_id.in_(part)), declared.where(Receipt.case_id.in_(part))
        )
        for row in session.execute(both):
            yield Sighting(row.case_id, row.payer, Source(row.source), row.at, row.by_id, row.what, row.relation)


def _parties(cases: Iterable[CaseBrief]) -> Iterator[Sighting]:
    for case in cases:
        since = Instant.beijing_time(case.filed_on, NOON)
        for part in STANDINGS:
            for who in case.of_standing(part):
                yield Sighting(case.id, who.name, Source.PARTY, since, None, part.value)


def _removed(session: Session, case_ids: Iterable[UUID]) -> dict[Pair, Instant]:
    asked = select(PayerRemoval.case_id, PayerRemoval.name, func.max(PayerRemoval.at).label("last"))
    asked = asked.group_by(PayerRemoval.case_id, PayerRemoval.name)
    return {
        (row.case_id, row.name): row.last
        for part in standing.parts(case_ids)
        for row in session.execute(asked.where(PayerRemoval.case_id.in_(part)))
    }
