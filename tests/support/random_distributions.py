"""The steps of a random day that share money out among two cases of one debtor."""

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.money import Money
from app.cases import queries as cases
from app.court import queries as court
from app.money import queries, queries_distributions, queries_dues
from app.money.actions_distributions import (
    DecideDistribution,
    WithdrawDistribution,
    decide_distribution,
    withdraw_distribution,
)
from app.money.actions_objections import RecordObjection, record_objection
from app.money.actions_payouts import WithdrawPayout, withdraw_payout
from app.money.actions_releases import TakeShareBack, take_share_back
from app.money.distributions import ShareState
from app.money.queries_distributions import DistributionView
from tests.support.day_checks import Checks
from tests.support.make_distributions import (
    LATER,
    Rivalry,
    make_distribution,
    make_rivalry,
    release,
    row,
    serve_distribution,
)
from tests.support.make_money import Debt
from tests.support.people import DAWN

Act = Callable[..., Actor]
STEPS: Final = ("share_out", "decide_plan", "receive_plan", "object_to_plan", "carry_out", "bring_back", "leave_plan")
PENNY: Final = 37
"""Fen beside the yuan, so that shares do not come out even."""


class Plans:
    """Plans of distribution in a random day; the second case is added with the first plan."""

    def __init__(self, session: Session, act: Act, debt: Debt, checks: Checks) -> None:
        self.session, self.act, self.debt, self.checks = session, act, debt, checks

    def rivalry(self) -> Rivalry:
        """The second case, added when it is not there yet."""
        case = cases.case(self.session, WHOLE_COURT, self.debt.case_id)
        others = queries_distributions.rivals(self.session, WHOLE_COURT, case)
        if others:
            return Rivalry(self.debt, others[0].id)
        return make_rivalry(self.session, self.act("judge", DAWN), self.debt)

    def free(self) -> Money:
        """What may be shared out of the first case."""
        owed = queries.owed(self.session, self.debt.case_id, DAWN.day, court.profile(self.session))
        return queries_dues.due(self.session, WHOLE_COURT, self.debt.case_id, owed).distributable

    def share_out(self, amount: int) -> None:
        """All that is free, or a part, among claims that do not divide it; a fen more is refused."""
        rivalry = self.rivalry()
        free = self.free()
        rows = [row(self.debt.case_id, "30000"), row(rivalry.other, f"{amount}0001.07")]
        rows += [row(rivalry.other, "0.50", rank="preferred", basis="抵押权")] * (amount % 2)
        with self.session.begin_nested() as aside:
            sum_ = Money(min(amount * 100 + PENNY, free) or 1)
            make_distribution(self.session, self.act, rivalry, rows=rows, amount=int(sum_))
            bound = free - self.free()
            self.checks.held("distributed_to_the_fen", bound == sum_, (bound, sum_))
            aside.commit()
        self.checks.refused(
            "distributed_to_the_fen",
            "distribution.open_already",
            lambda: make_distribution(self.session, self.act, rivalry, rows=rows, amount=1),
        )

    def last(self) -> DistributionView:
        """The newest plan, as it stands when nobody may object any more."""
        return queries_distributions.listed(self.session, WHOLE_COURT, LATER.day)[0]

    def decide_plan(self, amount: int) -> None:
        """Approved by whoever is awaited; its maker is refused."""
        found = self.last()
        deed = DecideDistribution(
            distribution_id=found.id, decision="rejected" if amount == len(STEPS) // 2 else "approved", note="看过"
        )
        role = found.course.awaits or "director"
        decide_distribution(self.session, self.act(role, DAWN), deed)

    def receive_plan(self, _: int) -> None:
        serve_distribution(self.session, self.act, self.last().id)

    def object_to_plan(self, amount: int) -> None:
        """One share is contested: it can not be released."""
        found = self.last()
        share = found.shares[amount % len(found.shares)]
        deed = {"distribution_id": found.id, "party": self.debt.name, "on": DAWN.day, "note": "已清偿一部分"}
        told = RecordObjection.model_validate({**deed, "share_ids": [share.id]})
        record_objection(self.session, self.act("clerk", LATER), told)
        self.checks.refused(
            "distributed_to_the_fen",
            "distribution.share_stage",
            lambda: release(self.session, self.act, self.last(), share),
        )

    def carry_out(self, _: int) -> None:
        release(self.session, self.act, self.last())

    def bring_back(self, _: int) -> None:
        """The last released share goes back where it was, once."""
        found = self.last()
        share = [one for one in found.shares if found.course.state(one) is ShareState.RELEASED][-1]
        clerk = self.act("clerk", LATER)
        for one in queries_distributions.payouts_of(self.session, WHOLE_COURT, [share]).get(share.id, []):
            if one.stands:
                withdraw_payout(self.session, clerk, WithdrawPayout(payout_id=one.id, note="重来"))
        deed = TakeShareBack(distribution_id=found.id, share_id=share.id, note="重来")
        take_share_back(self.session, clerk, deed)
        self.checks.refused(
            "mirrored_once", "distribution.share_stage", lambda: take_share_back(self.session, clerk, deed)
        )

    def leave_plan(self, _: int) -> None:
        deed = WithdrawDistribution(distribution_id=self.last().id, note="重来")
        withdraw_distribution(self.session, self.act("clerk", DAWN), deed)
