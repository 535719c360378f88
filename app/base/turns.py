"""Taking turns: who writes a gapless sequence waits until the one before has committed."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def take_turn(session: Session, sequence: str) -> None:
    """Hold the turn of a sequence until this transaction ends. SQLite writers already come one at a time."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:sequence), hashtext(current_schema()))"),
            {"sequence": sequence},
        )
