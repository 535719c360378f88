"""What is said when money is decided upon: the short texts of payouts and plans, an approval, a withdrawal."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.base.reading import Command

Line = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\r\n]*$")]
Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\r\n]*$")]


class Decision(Command):
    """One level approves it, or one turns it down with his reason."""

    decision: Literal["approved", "rejected"]
    note: Short = ""


class Withdrawal(Command):
    """Who made it takes it back."""

    note: Line
