"""Money of the played day: payments, plans, hand-over, the bank statement and its matches."""

import hashlib
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.base.money import Money
from app.cases import queries as cases
from app.money import (
    actions_handover,
    actions_match,
    actions_plans,
    actions_statement,
    queries,
    queries_cash,
    queries_matching,
)
from app.money.actions_handover import AcknowledgeHandover, MakeHandover
from app.money.actions_match import ConfirmProposals
from app.money.actions_plans import DraftPlan
from app.money.actions_statement import AcceptStatement
from app.money.views import HandoverView, ReceiptView
from routes.demonstration.clockwork import DAY, at
from routes.demonstration.court import PROFILE
from routes.demonstration.stage import Stage
from routes.demonstration.tables import MONTHLY

Row = tuple[Instant, Money, str, str, str]
"""When, how much, from whom, into which account of a case, with which memo."""
HEADER = "交易日期,交易时间,交易流水号,借方发生额,贷方发生额,账户余额,对方账号,对方户名,子账号,摘要,附言"
OPENING = Money.yuan("386420.15")
FIRST_DUE = date(2026, 2, 16)


def owed(stage: Stage, key: str) -> Money:
    """All that is owed in a debtor's case on the day, the execution fee with it."""
    return queries.owed(stage.session, stage.sought[key].case_id, DAY, PROFILE).total


def take(stage: Stage, key: str, clock: str, amount: Money, *, way: str, payer: str, **more: Any) -> None:
    """A payment taken at the door or at court. Cash is the exception, with its reason."""
    reason = {"reason": "乡村无网络，付款人坚持交付现金"} if way == "cash" else {}
    stage.tell(key, "money.take", clock, way=way, amount=int(amount), payer=payer, **reason, **more)


def settle(stage: Stage, key: str, clock: str, amount: Money, *, way: str) -> None:
    """Pay something, draw up the plan with the creditor's agent, sign the settlement, let go."""
    aim = stage.sought[key]
    name = cases.persons(stage.session, [aim.person_id])[aim.person_id].name
    plan = actions_plans.draft_plan(
        stage.session,
        stage.cast.acting("judge", at(clock)),
        DraftPlan(
            case_id=aim.case_id,
            person_id=aim.person_id,
            paid_now=amount,
            first_on=FIRST_DUE,
            monthly=Money.yuan(MONTHLY[key]),
            income=Money.yuan("4200"),
            persons=3,
            need_each=Money.yuan("600"),
        ),
    )
    take(stage, key, later(clock, 2), amount, way=way, payer=name)
    parties = cases.case(stage.session, WHOLE_COURT, aim.case_id).parties
    stage.tell(
        key,
        "settlement.sign",
        later(clock, 10),
        plan_id=str(plan.id),
        signer_ids=[str(party.person.id) for party in parties],
        consent="written",
        creditor_agent="委托代理人（演示）",
        creditor_role="special",
        authority="授权委托书（特别授权，演示）",
    )
    stage.tell(key, "person.release", later(clock, 12), reason="decided")


def plan_of_couple(stage: Stage, clock: str) -> UUID:
    """Two months' grace, part of the penalty interest waived, cattle sold in autumn."""
    aim = stage.sought["zhao"]
    plan = actions_plans.draft_plan(
        stage.session,
        stage.cast.acting("judge", at(clock)),
        DraftPlan(
            case_id=aim.case_id,
            person_id=aim.person_id,
            paid_now=Money.yuan("5000"),
            waived=Money.yuan("3000"),
            first_on=FIRST_DUE,
            grace_months=2,
            monthly=Money.yuan("1800"),
            income=Money.yuan("3800"),
            persons=2,
            need_each=Money.yuan("650"),
            fixed_costs=Money.yuan("300"),
            usable_percent=85,
            season_month=10,
            season_sales=Money.yuan("16000"),
            use_season=True,
        ),
    )
    return plan.id


def undertake(stage: Stage, clock: str, plan_id: UUID) -> None:
    """The couple signs; the bank agreed by phone and has yet to confirm in writing."""
    stage.tell(
        "zhao",
        "undertaking.sign",
        clock,
        plan_id=str(plan_id),
        signer_ids=[str(stage.sought[key].person_id) for key in ("zhao", "wu")],
        consent="phone",
        creditor_agent="客户经理（演示）",
        hardship="赵某长期患病服药，家庭以零工和养殖为生。",
    )


def later(clock: str, minutes: int) -> str:
    """That many minutes later on the same day."""
    return (at(clock) + timedelta(minutes=minutes)).beijing.strftime("%H:%M")


def hand_over(stage: Stage) -> None:
    """Each pair of officers hands its cash over with a slip made from the receipts."""
    held: dict[tuple[Any, ...], list[ReceiptView]] = {}
    for one in queries_cash.receipts_open(stage.session, WHOLE_COURT):
        if one.way == "cash":
            held.setdefault(one.officer_ids, []).append(one)
    for receipts in held.values():
        officer = next(name for name, person in stage.cast.ids.items() if person == receipts[0].by_id)
        slip = MakeHandover(receipt_numbers=tuple(one.number for one in receipts))
        actions_handover.make_handover(stage.session, stage.cast.acting(officer, stage.moment), slip)


def acknowledge(stage: Stage) -> None:
    """Finance counts and gives the official receipts' numbers."""
    cashier = stage.cast.acting("cashier", stage.moment)
    for place, slip in enumerate(queries_cash.handovers(stage.session, WHOLE_COURT), 1):
        answer = AcknowledgeHandover(event_id=slip.event_id, counted=slip.amount, official_number=f"宁财演{place:06d}")
        actions_handover.acknowledge_handover(stage.session, cashier, answer)


def import_statement(stage: Stage) -> None:
    """The clerk takes over the day's statement as the bank exported it (GB18030, CRLF)."""
    content = statement(stage).encode("gb18030")
    deed = AcceptStatement(sha256=hashlib.sha256(content).hexdigest(), file_name="演示流水20260117.csv")
    actions_statement.accept_statement(stage.session, stage.cast.acting("clerk", stage.moment), deed, content)


def statement(stage: Stage) -> str:
    """What the bank would export: the transfers, the cash deposits with their slips, one sum nobody explains."""
    receipts = [one for one in queries_cash.receipts(stage.session, WHOLE_COURT) if one.way in {"transfer", "qr"}]
    briefs = cases.briefs(stage.session, WHOLE_COURT, {one.case_id for one in receipts})
    rows = [
        (
            one.at + timedelta(minutes=1),
            one.amount,
            one.payer,
            briefs[one.case_id].account_no,
            briefs[one.case_id].number,
        )
        for one in receipts
    ]
    rows += [_deposit(slip, place) for place, slip in enumerate(queries_cash.handovers(stage.session, WHOLE_COURT))]
    rows.append((at("15:42"), Money.yuan("2000"), "某建材经营部", "", "货款"))
    balance, lines = OPENING, [HEADER]
    for place, row in enumerate(sorted(rows, key=lambda row: row[0]), 1):
        balance += row[1]
        lines.append(_line(place, row, balance))
    return "\r\n".join(lines) + "\r\n"


def _deposit(slip: HandoverView, place: int) -> Row:
    return at("17:05") + timedelta(minutes=place), slip.amount, "现金存入", "", slip.number


def _line(place: int, row: Row, balance: Money) -> str:
    moment, amount, payer, account, memo = row
    clock = moment.beijing
    when = (clock.strftime("%Y-%m-%d"), clock.strftime("%H:%M:%S"), f"2026011700{place:04d}")
    sums = ("", f"{amount.decimal}", f"{balance.decimal}")
    return ",".join((*when, *sums, f"6222000000{place:06d}", payer, account, "转账存入", memo))


def confirm_matches(stage: Stage) -> None:
    """The clerk confirms what the desk proposes with its reasons."""
    clerk = stage.cast.acting("clerk", stage.moment)
    tokens = tuple(one.token for one in queries_matching.proposals(stage.session, WHOLE_COURT))
    actions_match.confirm_proposals(stage.session, clerk, ConfirmProposals(tokens=tokens))
