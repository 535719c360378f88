"""Money as pages show it: clocks with the time left, matches with their sentence, names of people and cases."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.money import Money
from app.cases import queries as cases
from app.cases.views import CaseBrief
from app.court import queries as court
from app.law.citations import cite
from app.law.periods import Period, Unit, due
from app.law.sheets import Line
from app.money.matching_groups import Group
from app.money.matching_payouts import PayoutFit
from app.money.matching_values import Proposal
from app.money.views import LineView, MatchView, MoneyClock, ReceiptView
from app.staff import queries as staff
from routes.clockface import article
from routes.desk.measures_shown import TONES, left
from routes.words import sentences
from routes.words.matching import joined, reason

RECEIPT_TONES: Final = {
    "cancelled": "muted",
    "claimed": "warn",
    "denied": "danger",
    "direct": "ok",
    "in_hand": "warn",
    "on_slip": "warn",
    "at_finance": "info",
    "banked": "ok",
    "awaited": "warn",
    "arrived": "ok",
}
SLIP_TONES: Final = {"waiting": "warn", "acknowledged": "info", "banked": "ok", "void": "muted"}
PLAN_TONES: Final = {
    "draft": "muted",
    "undertaken": "info",
    "awaiting": "warn",
    "in_force": "ok",
    "superseded": "muted",
}
PAYOUT_TONES: Final = {
    "proposed": "warn",
    "approved": "info",
    "sent": "warn",
    "paid": "ok",
    "returned": "danger",
    "set_aside": "ok",
    "rejected": "muted",
    "withdrawn": "muted",
}
TONES_OF: Final = {"receipt": RECEIPT_TONES, "slip": SLIP_TONES, "plan": PLAN_TONES, "payout": PAYOUT_TONES}
NOON: Final = time(12)
PERCENT: Final = 100


def clock_cards(session: Session, actor: Actor, clocks: Iterable[MoneyClock]) -> list[dict[str, Any]]:
    """Clocks as the macro `s.clock` takes them, each with what it is about."""
    seen = list(clocks)
    briefs = cases.briefs(session, actor.scope, {one.case_id for one in seen})
    return [
        {
            "label": f"{sentences.label('clock', one.clock.key)} · {_about(one, briefs)}",
            "due": one.clock.due,
            "left": left(one.clock.left),
            "tone": TONES[one.clock.state],
            "article": article(one.clock.citation, provisional=one.clock.provisional),
            "met": one.clock.closed_at,
        }
        for one in seen
    ]


def _about(one: MoneyClock, briefs: Mapping[UUID, CaseBrief]) -> str:
    if one.clock.key in {"cash_handover", "direct_payment"}:
        return str(_("收据 %(number)s", number=one.what))
    if one.clock.key in {"distribution_objection", "distribution_answer"}:
        return one.what
    return briefs[one.case_id].number if one.case_id in briefs else ""


def receipt_people(session: Session, receipts: Iterable[ReceiptView]) -> dict[UUID, str]:
    """Names of the officers on receipts and of those who entered them."""
    seen = list(receipts)
    return staff.names(session, {who for one in seen for who in (*one.officer_ids, one.by_id)})


def officers(session: Session) -> list[tuple[str, str]]:
    """The officers to choose from, with their kinds: not every one of them is an 执行人员."""
    return [
        (str(one.id), f"{one.name}（{sentences.label('officer_kind', one.officer_kind)}）")
        for one in staff.officers(session)
    ]


def match_reason(match: MatchView) -> str:
    """Why a line was matched, in one sentence."""
    return reason(match.rule, match.facts, dict(sentences.labels("match_evidence")))


def proposal_facts(proposal: Proposal, amount: str, payer: str) -> dict[str, Any]:
    """What the sentence about a proposal is made of."""
    return {
        "evidence": [one.value for one in proposal.evidence],
        "amount": amount,
        "payer": payer,
        "receipt": str(_("、")).join(proposal.receipt_numbers),
        "slip": proposal.slip_number or "",
        "fee": str(Money(proposal.fee)) if proposal.fee else "",
    }


def proposal_reason(proposal: Proposal, line: LineView) -> str:
    """Why a line is taken for something, in one sentence."""
    facts = proposal_facts(proposal, str(line.open), line.payer)
    return reason(proposal.rule.value, facts, dict(sentences.labels("match_evidence")))


def suggestion(proposal: Proposal) -> dict[str, Any]:
    """A suggestion with what speaks for and against it."""
    return {
        "token": proposal.token,
        "case_id": UUID(proposal.case_id) if proposal.case_id else None,
        "receipts": proposal.receipt_numbers,
        "slip": proposal.slip_number,
        "rule": proposal.rule.value,
        "parts": len(proposal.line_ids),
        **pro_and_con(proposal),
    }


def pro_and_con(told: Proposal | PayoutFit | Group) -> dict[str, str]:
    """What speaks for it and what against it, each in one breath."""
    return {
        "pro": joined((one.value for one in told.evidence), dict(sentences.labels("match_evidence"))),
        "con": joined((one.value for one in told.doubts), dict(sentences.labels("match_doubt"))),
    }


def ages(session: Session, lines: Iterable[LineView], today: date) -> dict[UUID, dict[str, Any]]:
    """For how many days money has been unclaimed, until when the court wants it claimed, and how bad that is."""
    calendar, term = court.calendar(session), Period(court.profile(session).claim_days, Unit.WORKDAYS)
    found = {}
    for line in lines:
        until = due(Instant.beijing_time(line.on_day, NOON), term, calendar).day
        tone = "danger" if today > until else "warn" if today == until else "muted"
        found[line.id] = {"days": max((today - line.on_day).days, 0), "tone": tone, "until": until}
    return found


def sheet_rows(lines: Sequence[Line], on: date) -> list[dict[str, Any]]:
    """Rows of a calculation sheet with the rate as people write it and the article."""
    return [
        {
            "first": one.first,
            "last": one.last,
            "base": one.base,
            "rate": f"{float(one.rate * PERCENT):.6g}%",
            "units": one.units,
            "per": one.per,
            "amount": one.amount,
            "article": cite(one.citation, on).short,
        }
        for one in lines
    ]


def total(amounts: Iterable[Money]) -> Money:
    """Their sum."""
    return Money(sum(amounts))
