"""Paying out: kinds and stages, who must approve which amount, and what a payout may not be without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from app.base.money import ZERO, Money
from app.base.refusal import Fault, Kind, Refusal
from app.money.rules import AccountKind


class PayoutKind(StrEnum):
    """What the money leaves for."""

    CREDITOR = "creditor"
    """案款发放: to the creditor."""
    FEE = "fee"
    """执行费上缴."""
    FINE = "fine"
    """罚款上缴."""
    REFUND = "refund"
    """退款: back to who paid it."""
    DEPOSIT = "deposit"
    """提存: set aside for a creditor who cannot be found or does not take it."""
    DEPOSIT_OUT = "deposit_out"
    """提存款发放."""


RESERVES: Final = {
    PayoutKind.FEE: AccountKind.FEE,
    PayoutKind.FINE: AccountKind.FINE,
    PayoutKind.REFUND: AccountKind.REFUND,
    PayoutKind.DEPOSIT: AccountKind.DEPOSITED,
}
"""Where the money stands from the last approval on; a creditor's money stands in his case until it is sent."""
NAMED_PAYEE: Final = frozenset({PayoutKind.CREDITOR, PayoutKind.REFUND, PayoutKind.DEPOSIT_OUT})
"""Kinds whose payee the law names: the creditor, or who paid. Another one needs a decision of the panel."""


class Stage(StrEnum):
    """How far a payout is."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SENT = "sent"
    """Ordered at the bank and not yet seen there."""
    PAID = "paid"
    RETURNED = "returned"
    """The bank sent it back: to be proposed anew."""
    SET_ASIDE = "set_aside"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OPEN: Final = frozenset({Stage.PROPOSED, Stage.APPROVED})
"""Stages in which the money is promised and still in its case."""


@dataclass(frozen=True, slots=True)
class Level:
    """From this amount on, these roles approve, in their order."""

    since: Money
    roles: tuple[str, ...]


def levels_of(table: str) -> tuple[Level, ...]:
    """The court's table, such as `0=director;100000=director+president`, in yuan."""
    found = []
    for row in table.split(";"):
        since, _, roles = row.partition("=")
        found.append(Level(Money.yuan(since), tuple(roles.split("+"))))
    return tuple(sorted(found, key=lambda level: level.since))


def approvers(table: str, amount: Money) -> tuple[str, ...]:
    """Who must approve a payout of this amount."""
    return [level for level in levels_of(table) if level.since <= amount][-1].roles


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is folded: what, in which role, by whom."""

    step: str
    role: str
    by_id: UUID


def stage(kind: PayoutKind, levels: Sequence[str], steps: Sequence[Step], *, on_its_way: bool, returned: bool) -> Stage:
    """How far it is, by its steps and by where its money stands now."""
    done = [one.step for one in steps]
    for ending, name in (("rejected", Stage.REJECTED), ("withdrawn", Stage.WITHDRAWN)):
        if ending in done:
            return name
    if "sent" in done:
        if returned:
            return Stage.RETURNED
        return Stage.SENT if on_its_way else Stage.PAID
    if done.count("approved") < len(levels):
        return Stage.PROPOSED
    return Stage.SET_ASIDE if kind is PayoutKind.DEPOSIT else Stage.APPROVED


def next_role(levels: Sequence[str], steps: Iterable[Step]) -> str | None:
    """Whose approval is awaited; None when all have approved."""
    done = sum(one.step == "approved" for one in steps)
    return levels[done] if done < len(levels) else None


def require_payee(kind: PayoutKind, payee: str, lawful: Iterable[str], *, panel: str, scan: str | None) -> None:
    """Refuse another payee than the creditor (or who paid) without the panel's decision attached."""
    named = list(lawful)
    if kind not in NAMED_PAYEE or payee in named:
        return
    if not panel or not scan:
        wrong = Fault("payee", "payout.payee", (("names", "、".join(named)),))
        raise Refusal("payout.payee", Kind.INVALID, faults=(wrong,), names="、".join(named))


def require_account(kind: PayoutKind, account: str) -> None:
    """Refuse a transfer to somebody outside the court that names no account: the bank could not do it."""
    if kind in NAMED_PAYEE and not account.strip():
        raise Refusal("payout.no_account", Kind.INVALID, faults=(Fault("payee_account", "payout.no_account"),))


def require_share(kind: PayoutKind, amount: Money, *, fee: Money, creditor: Money) -> None:
    """Refuse more fee than was collected and is not paid over yet, and a creditor the payer's surplus."""
    most = {PayoutKind.FEE: fee, PayoutKind.CREDITOR: creditor, PayoutKind.DEPOSIT: creditor}.get(kind)
    if most is not None and amount > most:
        code = "payout.above_fee" if kind is PayoutKind.FEE else "payout.surplus"
        told = (("most", str(most)),)
        raise Refusal(code, Kind.INVALID, faults=(Fault("amount", code, told),), most=str(most))


def require_part(amount: Money, left: Money | None, *, payee: str, count: int) -> None:
    """Refuse one of several applicants more than his part, and anything while nobody stated their claims."""
    if left is None:
        told: tuple[tuple[str, Any], ...] = (("count", count),)
        raise Refusal("payout.no_parts", Kind.INVALID, faults=(Fault("payee", "payout.no_parts", told),), count=count)
    if amount > left:
        told = (("most", str(left)), ("payee", payee))
        wrong = Fault("amount", "payout.above_part", told)
        raise Refusal("payout.above_part", Kind.INVALID, faults=(wrong,), most=str(left), payee=payee)


def require_paid_in(amount: Money, *, most: Money, payer: str) -> None:
    """Refuse to give somebody back more than he paid into the case and did not get back yet."""
    if amount > most:
        told = (("most", str(most)), ("payer", payer))
        wrong = Fault("amount", "payout.above_paid", told)
        raise Refusal("payout.above_paid", Kind.INVALID, faults=(wrong,), most=str(most), payer=payer)


def require_covered(amount: Money, *, held: Money, promised: Money) -> None:
    """Refuse more than what stands there and is not promised already."""
    free = held - promised
    if amount > free:
        wrong = Fault("amount", "payout.not_covered", (("free", str(max(free, ZERO))),))
        raise Refusal("payout.not_covered", Kind.INVALID, faults=(wrong,), free=str(max(free, ZERO)))
