"""The printer that goes along with a squad, in the network of its own hot-spot; it may change on the way."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command
from app.base.refusal import missing
from app.court.printers import NoPrinterError, read_printers
from app.sweeps import queries
from app.sweeps.tables import Squad
from app.trail import actions as trail


def one_printer(text: str) -> str:
    """A line that names one printer in a private network, or nothing."""
    try:
        found = read_printers(text)
    except NoPrinterError:
        found = ()
    if len(found) != bool(text.strip()):
        raise PydanticCustomError("printers", "names no printer in a private network")
    return text.strip()


class NamePrinter(Command):
    """Its name and address, as the court's own are named; empty: none goes along."""

    squad_id: UUID
    printer: Annotated[str, StringConstraints(max_length=160), AfterValidator(one_printer)] = ""


def name_printer(session: Session, actor: Actor, deed: NamePrinter) -> None:
    """Write it down, before the sweep and during it. Squads that are not his to see are missing."""
    found = queries.squad(session, deed.squad_id)
    if found.id not in {one.id for one in queries.squads_seen(session, actor, found.sweep_id)}:
        raise missing("squad")
    session.get_one(Squad, found.id).printer = deed.printer
    trail.write(session, actor, "sweep.printer", subject=found.id, content=deed.model_dump(mode="json"))
