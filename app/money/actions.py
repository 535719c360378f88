"""The letters about money: each kind with its command and its action, and how one is taken back."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Deed
from app.money.actions_plans import SignSettlement, SignUndertaking, record_settlement, record_undertaking
from app.money.actions_receipts import TAKE, TakePayment, record_payment
from app.money.letters import cancel
from app.money.queries_plans import SETTLEMENT, UNDERTAKING

__all__ = ["LETTERS", "SignSettlement", "SignUndertaking", "TakePayment", "cancel"]

LETTERS: Final[Mapping[str, tuple[type[Deed], Callable[[Session, Actor, Any], Any]]]] = {
    TAKE: (TakePayment, record_payment),
    UNDERTAKING: (SignUndertaking, record_undertaking),
    SETTLEMENT: (SignSettlement, record_settlement),
}
"""The letter kinds of this room."""
