"""Papers printed: by whoever holds them, or by a printer of the court, as a job. The count stands outside the bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.base.turns import take_turn
from app.court import queries as court
from app.court.printers import PrinterAddress, read_printers
from app.documents import actions, queries, queries_stages
from app.documents.ipp import IppClient
from app.documents.printers import MOST_COPIES, BrowserPrinter, IppPrinter, Printed, Printer, PrintOrder
from app.documents.tables import Paper
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.actions import Result, Task
from app.jobs.rules import ENDED
from app.staff import queries as staff
from app.sweeps import queries as sweeps

PRINT: Final = "papers.print"
"""The kind of job that sends a paper to a printer."""
Copies = Annotated[int, Field(ge=1, le=MOST_COPIES)]


class RecordPrint(Command):
    """It came out of the browser's printer, so many times."""

    paper_id: UUID
    copies: Copies


class SendToPrinter(Command):
    """So many copies are wanted from a printer of the court, or from the one that goes along with a squad."""

    paper_id: UUID
    squad_id: UUID | None = None
    printer: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    copies: Copies


def printers(session: Session, squad_id: UUID | None = None) -> tuple[PrinterAddress, ...]:
    """The printers the court named; on the way the squad's own stands first, and stands for the court's of its name."""
    along = read_printers(sweeps.squad(session, squad_id).printer) if squad_id else ()
    names = {one.name for one in along}
    return (*along, *(one for one in read_printers(court.profile(session).printers) if one.name not in names))


def record_print(session: Session, actor: Actor, deed: RecordPrint) -> Paper:
    """Count a print through the browser, as he says it came out."""
    paper = queries.seen(session, actor, deed.paper_id)
    printed = BrowserPrinter(deed.copies).print(order_of(session, paper, b"", copies=deed.copies))
    return actions.record_print(session, actor, paper.id, details_of(session, paper, printed))


def send_to_printer(session: Session, actor: Actor, deed: SendToPrinter) -> UUID:
    """Put up the job; refused while the paper is on its way to that printer already."""
    paper = queries.seen(session, actor, deed.paper_id)
    actions.require_issued(paper)
    if deed.printer not in {one.name for one in printers(session, deed.squad_id)}:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("printer", "paper.printer_unknown"),))
    take_turn(session, f"print {paper.id}")
    running = job_queries.newest(session, PRINT, str(paper.id))
    if running is not None and running.state not in ENDED:
        raise Refusal("paper.prints_already", Kind.CONFLICT)
    args: dict[str, Any] = {"subject": str(paper.id), "printer": deed.printer, "copies": deed.copies}
    if deed.squad_id:
        args["squad"] = str(deed.squad_id)
    return jobs.put_up(session, actor, PRINT, args)


@dataclass(frozen=True)
class PrintShop:
    """Where the bytes lie, and how a printer is reached."""

    papers: Path
    reach: Callable[[PrinterAddress, Callable[[], None]], Printer]


def reach(address: PrinterAddress, watch: Callable[[], None]) -> Printer:
    """The printer at an address the court named."""
    return IppPrinter(IppClient(address), watch)


def work(task: Task, shop: PrintShop) -> Result:
    """The job: the frozen bytes, or those under the seal, printed once, then counted."""
    paper_id, copies = UUID(task.args["subject"]), int(task.args["copies"])
    with task.store.reading() as session:
        paper = queries.seen(session, _actor(session, task), paper_id)
        actions.require_issued(paper)
        squad_id = UUID(task.args["squad"]) if "squad" in task.args else None
        address = next((one for one in printers(session, squad_id) if one.name == task.args["printer"]), None)
        if address is None:
            raise Refusal("paper.printer_gone", Kind.UNAVAILABLE, printer=task.args["printer"])
        content = media.fetch(shop.papers, printed_sha256(session, paper))
        order = order_of(session, paper, content, copies=copies)
    task.report(0, copies)
    printed = shop.reach(address, lambda: task.report(0, copies)).print(order)
    with task.store.writing() as session:
        task.report_in(session, copies, copies)
        actions.record_print(session, _actor(session, task), paper_id, details_of(session, paper, printed))
    return {"copies": printed.copies, "printer": printed.printer, "job": printed.job}


def printed_sha256(session: Session, paper: Paper) -> str:
    """The hash of what is printed: the sealed copy where the court sealed it electronically, else the frozen bytes."""
    seal = queries_stages.seal(session, paper.id)
    return str((seal and seal.sealed_sha256) or paper.sha256)


def order_of(session: Session, paper: Paper, content: bytes, *, copies: int) -> PrintOrder:
    """What a printer is told of a paper: its number and hash, no name. Until a print is written down, asking again is
    the same order: one whose answer was lost is found at the printer and not printed twice.
    """
    sha256, before = printed_sha256(session, paper), queries.prints(session, [paper.id]).get(paper.id, 0)
    return PrintOrder(content, sha256, paper.control_no, copies=copies, turn=before + 1)


def details_of(session: Session, paper: Paper, printed: Printed) -> dict[str, Any]:
    """What is written down of a print, outside the bytes."""
    return {
        "copies": printed.copies,
        "printer": printed.printer,
        "certain": printed.certain,
        "job": printed.job,
        "sha256": printed_sha256(session, paper),
    }


def _actor(session: Session, task: Task) -> Actor:
    """Who asked for it; that he may see the paper was asked when he did."""
    name = staff.names(session, [task.by_id]).get(task.by_id, "") if task.by_id else ""
    return Actor(task.by_id, name, task.clock())
