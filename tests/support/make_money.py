"""Payments, slips, statements and plans for tests, made through the room's own actions."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.money import Money
from app.money.actions_blocks import ReserveBlock, SettleNumbers, reserve_block, settle_numbers
from app.money.actions_direct import AnswerDirect, answer_direct
from app.money.actions_handover import AcknowledgeHandover, MakeHandover, acknowledge_handover, make_handover
from app.money.actions_plans import DraftPlan, SignSettlement, SignUndertaking, draft_plan
from app.money.actions_receipts import TakePayment, record_payment
from app.money.actions_statement import AcceptStatement, accept_statement
from app.money.blocks import Block
from app.money.tables import Handover, Receipt
from app.money.tables_bank import Statement
from app.money.tables_plans import Plan
from app.money.views import ReceiptView
from tests.support.make_cases import make_case, make_person

Act = Callable[..., Actor]
SERIAL = count(1)
OFFICIAL = count(1)
HEADER = (
    "交易日期",
    "交易时间",
    "交易流水号",
    "借方发生额",
    "贷方发生额",
    "账户余额",
    "对方账号",
    "对方户名",
    "子账号",
    "摘要",
    "附言",
)


@dataclass(frozen=True)
class Debt:
    """A case and its debtor."""

    case_id: UUID
    person_id: UUID
    name: str
    account: str


def make_debt(session: Session, judge: Actor, name: str = "张某一", **changes: Any) -> Debt:
    """A case with its own account and one debtor who owes 60,000 yuan."""
    person_id = make_person(session, judge, name)
    given = {"account_no": f"9900{next(SERIAL):012d}"} | changes
    case_id = make_case(session, judge, debtors=(person_id,), **given)
    return Debt(case_id, person_id, name, given["account_no"])


def payment(actor: Actor, debt: Debt, **changes: Any) -> TakePayment:
    """A letter about money: a transfer of 3,000 yuan unless said otherwise."""
    given = {
        "id": new_id(actor.now),
        "at": actor.now,
        "case_id": debt.case_id,
        "person_id": debt.person_id,
        "way": "transfer",
        "amount": "3000",
        "payer": debt.name,
    } | changes
    return TakePayment.model_validate(given)


def make_payment(session: Session, actor: Actor, debt: Debt, **changes: Any) -> Receipt:
    """A payment taken at the actor's moment."""
    return record_payment(session, actor, payment(actor, debt, **changes))


def make_cash(session: Session, act: Act, debt: Debt, actor: Actor, **changes: Any) -> Receipt:
    """Cash lawfully taken by the actor and a second enforcement officer, with a reason."""
    second = act("bailiff2").id
    return make_payment(
        session, actor, debt, **({"way": "cash", "officer_ids": (second,), "reason": "老人不会转账"} | changes)
    )


def make_confirmed(session: Session, act: Act, paid: Receipt | ReceiptView, **changes: Any) -> None:
    """The creditor confirmed in writing that he got this payment."""
    given = {"event_id": paid.event_id, "answer": "confirmed", "how": "written", "agent": "何经理", "role": "party"}
    answer_direct(session, act("clerk", paid.at), AnswerDirect.model_validate({**given, "note": "原件存卷", **changes}))


def make_slip(session: Session, actor: Actor, *receipts: Receipt, **changes: Any) -> Handover:
    """A slip over these receipts."""
    numbers = tuple(one.number for one in receipts)
    return make_handover(session, actor, MakeHandover.model_validate({"receipt_numbers": numbers} | changes))


def acknowledge(session: Session, cashier: Actor, slip: Handover, **changes: Any) -> None:
    """Finance takes the cash of a slip over."""
    given = {"event_id": slip.event_id, "counted": int(slip.amount), "official_number": f"票{next(OFFICIAL):06d}"}
    acknowledge_handover(session, cashier, AcknowledgeHandover.model_validate(given | changes))


def bank_row(amount: str, **changes: str) -> dict[str, str]:
    """A line of a bank's export; a negative amount went out."""
    went = amount.removeprefix("-") if amount.startswith("-") else ""
    given = {
        "交易日期": "2026-01-17",
        "交易时间": "09:30:00",
        "交易流水号": f"2026{next(SERIAL):012d}",
        "借方发生额": went,
        "贷方发生额": "" if went else amount,
        "摘要": "跨行汇入",
    }
    return given | changes


def bank_file(
    rows: Sequence[dict[str, str]],
    *,
    opening: str = "100000",
    header: Sequence[str] = HEADER,
    encoding: str = "gb18030",
) -> bytes:
    """The rows as a CSV of a bank, with running balances."""
    balance, text = Money.yuan(opening), io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        came, went = (Money.yuan(row[name] or "0") for name in ("贷方发生额", "借方发生额"))
        balance += came - went
        full = {"账户余额": str(balance)} | row
        writer.writerow([full.get(name, "") for name in header])
    return text.getvalue().encode(encoding)


def import_rows(session: Session, clerk: Actor, rows: Iterable[dict[str, str]], **changes: Any) -> Statement:
    """A statement with these rows, accepted."""
    return import_bytes(session, clerk, bank_file(list(rows), **changes))


def import_bytes(session: Session, clerk: Actor, content: bytes) -> Statement:
    """These bytes as a statement, accepted."""
    deed = AcceptStatement(sha256=hashlib.sha256(content).hexdigest(), file_name="流水.csv")
    return accept_statement(session, clerk, deed, content)


def make_plan(session: Session, actor: Actor, debt: Debt, **changes: Any) -> Plan:
    """A plan in ten instalments from 28 February 2026, 5,000 yuan paid now."""
    given = {
        "case_id": debt.case_id,
        "person_id": debt.person_id,
        "paid_now": "5000",
        "first_on": "2026-02-28",
        "instalments": 10,
    } | changes
    return draft_plan(session, actor, DraftPlan.model_validate(given))


def undertaking(actor: Actor, debt: Debt, plan_id: UUID, **changes: Any) -> SignUndertaking:
    """The debtor's signature under his undertaking."""
    return SignUndertaking.model_validate(_signed(actor, debt, plan_id) | changes)


def settlement(actor: Actor, debt: Debt, plan_id: UUID, **changes: Any) -> SignSettlement:
    """Both parties' signatures, the creditor's in writing by a specially authorised agent."""
    creditor = {
        "consent": "written",
        "creditor_agent": "何代理",
        "creditor_role": "special",
        "authority": "授权委托书一份",
    }
    return SignSettlement.model_validate(_signed(actor, debt, plan_id) | creditor | changes)


def _signed(actor: Actor, debt: Debt, plan_id: UUID) -> dict[str, Any]:
    return {
        "id": new_id(actor.now),
        "at": actor.now,
        "case_id": debt.case_id,
        "person_id": debt.person_id,
        "plan_id": plan_id,
        "signer_ids": (debt.person_id,),
    }


def make_block(session: Session, clerk: Actor, bearer_id: UUID | None, count: int = 3) -> Block:
    """Numbers for an officer who drives out of reach."""
    return reserve_block(session, clerk, ReserveBlock.model_validate({"bearer_id": bearer_id, "count": count}))


def settle(session: Session, clerk: Actor, block: Block, *places: int, how: str = "returned") -> Block:
    """These numbers of a block as counted at the de-brief."""
    given = {"block_id": block.id, "places": places, "how": how, "reason": "回院清点"}
    return settle_numbers(session, clerk, SettleNumbers.model_validate(given))
