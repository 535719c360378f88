"""Facts of the papers about money: the receipt at the door and its record, the hand-over slip, the day sheet."""

from datetime import time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.base.money import ZERO
from app.base.refusal import Kind, Refusal, missing
from app.cases import queries as cases
from app.court import queries as court
from app.documents import gather_people as people
from app.documents import queries, steps
from app.documents.gathered import About, Ask, AskForm, Gathered, Wanted
from app.law.clock_rules import EventKind
from app.law.deadlines import Event, running
from app.law.officers import ENFORCEMENT_KINDS
from app.money import queries as money
from app.money import queries_bank, queries_cash, queries_day
from app.money.rules import Way
from app.money.views import ReceiptView
from app.staff import queries as staff
from app.staff.verbs import Role
from app.sweeps import queries as sweeps
from app.trail import queries as trail

DELAYED: Final = timedelta(milliseconds=1)
"""A delay is told after the cash was taken; the clock reads events by their time."""
STATES: Final = {
    "direct": "直接给付",
    "in_hand": "未移交",
    "on_slip": "移交待签收",
    "at_finance": "财务已收",
    "banked": "已存入专户",
    "awaited": "待到账",
    "arrived": "已对账",
}
OPEN: Final = {
    "in_hand": "现金尚未移交财务",
    "on_slip": "现金移交单待财务签收",
    "at_finance": "现金尚未存入专户",
    "awaited": "款项尚未到账",
}


def cash_receipt(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """现场收款凭证: for a payment taken at the door."""
    paid = _receipt(session, actor, wanted)
    matter = people.matter(session, actor, paid.case_id, paid.person_id)
    errand = people.errand(session, matter)
    officers = people.enforcers(session, paid.officer_ids)
    facts = {
        **matter.heading,
        "dated": paid.at.day,
        "number": paid.number,
        "debtor": matter.person.name,
        "payer": paid.payer,
        "relation": steps.RELATIONS[paid.relation],
        "amount": paid.amount,
        "purpose": "执行款",
        "method": steps.WAYS[paid.way],
        "received_at": paid.at,
        "place": errand.door or people.domicile(session, matter.person.id),
        "officers": officers if len(officers) > 1 else None,
        "hand_over_due": _due(session, paid, late=False) if paid.way == Way.CASH else None,
    }
    asks = (
        Ask("place"),
        *((Ask("bank_reference"),) if paid.way != Way.CASH else ()),
        Ask("officers", AskForm.OFFICERS, officers, people.pool(session, *ENFORCEMENT_KINDS)),
    )
    return Gathered(About(paid.case_id, paid.person_id, paid.event_id), facts, asks)


def cash_record(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """收款笔录: beside the receipt where cash was taken. Refused (conflict): `paper.not_cash`."""
    paid = _receipt(session, actor, wanted)
    if paid.way != Way.CASH:
        raise Refusal("paper.not_cash", Kind.CONFLICT, number=paid.number)
    matter = people.matter(session, actor, paid.case_id, paid.person_id)
    officers = people.enforcers(session, paid.officer_ids)
    facts = {
        **matter.heading,
        "dated": paid.at.day,
        "started": paid.at,
        "ended": paid.at,
        "place": people.errand(session, matter).door or people.domicile(session, matter.person.id),
        "officers": officers,
        "debtor": matter.person.name,
        "payer": paid.payer,
        "relation": steps.RELATIONS[paid.relation],
        "reason": paid.reason,
        "amount": paid.amount,
        "receipt_number": paid.number,
    }
    asks = (
        Ask("started", AskForm.MOMENT),
        Ask("ended", AskForm.MOMENT),
        Ask("place"),
        Ask("recorder", AskForm.OFFICER, choices=people.pool(session)),
        Ask("present", AskForm.LINES, paid.payer),
        Ask("counting", AskForm.TEXT),
        Ask("statement", AskForm.TEXT),
        Ask("recording"),
    )
    return Gathered(About(paid.case_id, paid.person_id, paid.event_id), facts, asks)


def handover_slip(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """交接单: the cash receipts of one slip, from officer to finance."""
    slip = queries_cash.handover(session, actor.scope, _subject(wanted), officer_id=actor.id)
    if slip.state == "void":
        raise Refusal("paper.slip_void", Kind.CONFLICT, number=slip.number)
    paid = queries_cash.by_numbers(session, slip.receipt_numbers)
    known = cases.briefs(session, WHOLE_COURT, [one.case_id for one in paid])
    cashiers = tuple(one.name for one in staff.accounts(session) if one.active and _is_cashier(one))
    counted = people.names(session, [slip.acknowledged_by]) or (list(cashiers) if len(cashiers) == 1 else [])
    facts = {
        "court": court.profile(session).name,
        "dated": slip.at.day,
        "receipts": [
            {
                "serial": one.number,
                "case_number": known[one.case_id].number,
                "payer": one.payer,
                "amount": one.amount,
            }
            for one in paid
        ],
        "handed_by": "、".join(people.names(session, slip.officer_ids or [slip.by_id])),
        "received_by": counted[0] if counted else None,
        "handed_at": slip.at,
        "due": min(_due(session, one, late=bool(slip.late_reason)) for one in paid),
        "late_reason": slip.late_reason or None,
    }
    ask = Ask("received_by", AskForm.OFFICER, choices=cashiers)
    return Gathered(About(subject_id=slip.event_id), facts, (ask,))


def day_sheet(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """日结单: the money of the day, what is open, and where the trail stands. Only who sees the whole court closes it."""
    if not actor.scope.whole_court or wanted.subject_id is not None:
        raise missing("paper")
    day = actor.now.day
    sheet = queries_day.day_sheet(session, day)
    head = trail.head(session)
    gone = [{"serial": one.number, "reason": "收款已冲正"} for one in sheet.cancelled]
    voided = queries.voided_since(session, Instant.beijing_time(day, time()))
    todays = [one.name for one in sweeps.sweeps(session, actor) if day in one.days]
    facts = {
        "court": court.profile(session).name,
        "dated": day,
        "occasion": todays[0] if todays else "当日案款",
        "payments": _payments(session, sheet),
        "open_items": _open_items(session, actor, sheet),
        "voided": gone + [{"serial": one.control_no, "reason": one.void_reason} for one in voided],
        "trail_lines": head.seq,
        "trail_head": head.hash,
        "closed_at": actor.now,
        "prepared_by": actor.name,
    }
    return Gathered(About(), facts, (Ask("occasion"),))


def _subject(wanted: Wanted) -> UUID:
    if wanted.subject_id is None:
        raise missing("paper")
    return wanted.subject_id


def _receipt(session: Session, actor: Actor, wanted: Wanted) -> ReceiptView:
    of_case = people.receipts(session, actor.scope, wanted.case_id) if wanted.case_id else []
    known = {one.event_id: one for one in of_case}
    found = known.get(_subject(wanted)) or queries_cash.receipt(session, actor.scope, _subject(wanted))
    if not found.holds:
        raise Refusal("paper.receipt_cancelled", Kind.CONFLICT, number=found.number)
    return found


def _due(session: Session, paid: ReceiptView, *, late: bool) -> Instant:
    """When the cash must be with finance, by the law's own clock."""
    told = [Event(EventKind.CASH_TAKEN, paid.number, paid.at)]
    if late:
        told.append(Event(EventKind.HANDOVER_DELAYED, paid.number, paid.at + DELAYED))
    return running(told, paid.at + DELAYED, court.calendar(session))[0].due


def _is_cashier(person: Any) -> bool:
    return any(one.role == Role.CASHIER for one in person.roles)


def _payments(session: Session, sheet: queries_day.DaySheet) -> list[dict[str, Any]]:
    """The day's receipts, then what the bank brought for a case without one."""
    claimed = [
        one
        for one in queries_bank.matches(session, WHOLE_COURT, line_ids=[line.id for line in sheet.bank_in])
        if one.case_id and not one.receipt_number and not one.handover_number
    ]
    ids = [*(one.case_id for one in sheet.receipts), *(one.case_id for one in claimed if one.case_id)]
    known = cases.briefs(session, WHOLE_COURT, ids)
    taken = [
        {
            "serial": one.number,
            "case_number": known[one.case_id].number,
            "payer": one.payer,
            "method": "直接给付" if one.way == Way.DIRECT else steps.WAYS[one.way],
            "amount": one.amount,
            "state": STATES[one.state],
        }
        for one in reversed(sheet.receipts)
    ]
    brought = [
        {
            "serial": one.line.serial,
            "case_number": known[one.case_id].number,
            "payer": one.line.payer or "未记明",
            "method": "银行来款",
            "amount": one.amount,
            "state": "已对账",
        }
        for one in claimed
        if one.case_id
    ]
    return taken + brought


def _open_items(session: Session, actor: Actor, sheet: queries_day.DaySheet) -> list[str]:
    waiting = [
        f"{one.number}，{one.payer}，{one.amount}元：{OPEN[one.state]}"
        for one in money.receipts_open(session, actor.scope)
    ]
    waiting += [
        f"{one.number}，{one.payer}，{one.amount}元：直接给付，待申请执行人确认，未计入" for one in sheet.claimed
    ]
    unclaimed = [f"银行来款{one.open}元待认领（{one.on_day}，{one.payer or '付款人不明'}）" for one in sheet.unclaimed]
    off = [f"账面存款与银行余额相差{sheet.difference}元"] if sheet.difference != ZERO else []
    return [*waiting, *unclaimed, *off]
