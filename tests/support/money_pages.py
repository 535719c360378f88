"""A case with money in it under the application, for the pages about money."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.store import Store
from app.cases import queries as cases
from app.money.tables import Handover, Receipt
from tests.support import people
from tests.support.make_money import Debt, bank_row, make_cash, make_debt, make_payment, make_slip

EVENING = people.DAWN.iso


@dataclass(frozen=True)
class Evening:
    """What stands in the store on the evening of the day."""

    debt: Debt
    number: str
    transfer: Receipt
    cash: Receipt
    slip: Handover

    @property
    def rows(self) -> list[dict[str, str]]:
        """The bank's lines of the day: the transfer, the cash, a stranger."""
        return [
            bank_row("3000", 对方户名=self.debt.name, 附言=self.number),
            bank_row("500", 附言=f"现金缴存 {self.slip.number}"),
            bank_row("12.34", 对方户名="<b>${7*7}</b>", 附言="<script>alert(1)</script>"),
        ]


def actor(session: Session, username: str) -> Actor:
    """A person of the test court on the evening before."""
    return people.actor_of(session, username)


def arrange(store: Store) -> Evening:
    """The judge's case, a transfer, and cash on a slip."""
    with store.writing() as session:
        judge = actor(session, "judge")
        debt = make_debt(session, judge)
        transfer = make_payment(session, actor(session, "bailiff"), debt)
        cash = make_cash(session, lambda name: actor(session, name), debt, actor(session, "bailiff"), amount="500")
        slip = make_slip(session, actor(session, "bailiff"), cash)
        number = cases.case(session, judge.scope, debt.case_id).number
    return Evening(debt, number, transfer, cash, slip)


def other_case(store: Store) -> UUID:
    """A case of another judge."""
    with store.writing() as session:
        return make_debt(session, actor(session, "judge2"), "马外人").case_id
