"""The port to printers: the browser of whoever prints, which tells nothing, and an IPP printer, which tells how it went."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Protocol, TypeVar

from app.base.refusal import Kind, Refusal
from app.documents.ipp import ENDED, IppClient, JobState, PrinterBusyError, PrinterSilentError, Told

log = logging.getLogger("fieldwrit")
Answer = TypeVar("Answer")
BROWSER: Final = ""
"""The name under which a print through the browser is written down."""
MOST_COPIES: Final = 20
PAUSES: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0)
"""Seconds between the attempts at a busy printer."""
GLANCE_SECONDS: Final = 1.0
MOST_GLANCES: Final = 300
PDF: Final = "application/pdf"


@dataclass(frozen=True)
class PrintOrder:
    """Bytes to be printed, for the `turn`th time: the same document, turn and copies are the same order."""

    content: bytes
    sha256: str
    title: str
    copies: int
    turn: int

    @property
    def name(self) -> str:
        """The job's name at the printer, by which an order it has already is found."""
        return f"{self.title} {self.sha256[:16]} {self.turn}-{self.copies}"


@dataclass(frozen=True)
class Printed:
    """What came of an order: how many copies; `certain` when the printer said so itself."""

    copies: int
    printer: str
    certain: bool
    job: int | None = None


class Printer(Protocol):
    """Something that prints. It refuses (`Refusal`, unavailable) when it could not."""

    @property
    def name(self) -> str:
        """What the court calls it."""

    def print(self, order: PrintOrder) -> Printed:
        """Print the order once, however often it is asked."""


@dataclass(frozen=True)
class BrowserPrinter:
    """The browser of whoever prints: nothing tells how it went, so he says whether it came out, and how many."""

    copies: int
    name: str = BROWSER

    def print(self, order: PrintOrder) -> Printed:
        """What he says; no byte leaves from here."""
        del order
        return Printed(self.copies, self.name, certain=False)


def _go_on() -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class IppPrinter:
    """A printer in the squad's or the court's own network. `watch` is called at every wait and may stop it by raising."""

    client: IppClient
    watch: Callable[[], None] = _go_on
    sleep: Callable[[float], None] = time.sleep
    pauses: tuple[float, ...] = field(default=PAUSES)

    @property
    def name(self) -> str:
        """What the court calls it."""
        return self.client.address.name

    def print(self, order: PrintOrder) -> Printed:
        """Ask whether it takes PDF, send the job unless it has it already, and wait until it is out."""
        try:
            self._require_pdf()
            job = self._known(order) or self._sent(order)
            ended = self._ended(job)
        except PrinterSilentError as failure:
            raise Refusal("paper.printer_silent", Kind.UNAVAILABLE, printer=self.name, why=str(failure)) from failure
        if ended.state is not JobState.COMPLETED:
            raise Refusal("paper.printer_failed", Kind.UNAVAILABLE, printer=self.name, why="、".join(ended.reasons))
        return Printed(order.copies, self.name, certain=True, job=ended.id)

    def _require_pdf(self) -> None:
        formats = self._patiently(self.client.printer).get("document-format-supported", [])
        if formats and PDF not in formats:
            raise Refusal("paper.printer_format", Kind.UNAVAILABLE, printer=self.name)

    def _known(self, order: PrintOrder) -> Told | None:
        """The job an earlier attempt at this very order left there."""
        found = [one for one in self._patiently(self.client.jobs) if one.name == order.name]
        return next((one for one in found if one.state not in ENDED or one.state is JobState.COMPLETED), None)

    def _sent(self, order: PrintOrder) -> Told:
        return self._patiently(lambda: self.client.print_job(order.content, name=order.name, copies=order.copies))

    def _patiently(self, ask: Callable[[], Answer]) -> Answer:
        """Ask again while the printer is busy, each time later; refuse when it stays so."""
        for pause in (*self.pauses, None):
            try:
                return ask()
            except PrinterBusyError:
                if pause is None:
                    break
                self.watch()
                self.sleep(pause)
        raise Refusal("paper.printer_busy", Kind.UNAVAILABLE, printer=self.name)

    def _ended(self, job: Told) -> Told:
        """The job when it is over; taken back when it does not end, or when somebody stops it."""
        try:
            for _ in range(MOST_GLANCES):
                if job.state in ENDED:
                    return job
                self.watch()
                self.sleep(GLANCE_SECONDS)
                job = self._patiently(partial(self.client.job, job.id))
            raise Refusal("paper.printer_stuck", Kind.UNAVAILABLE, printer=self.name)
        except BaseException:
            self._take_back(job)
            raise

    def _take_back(self, job: Told) -> None:
        """So that nothing comes out later that nobody waits for."""
        try:
            self.client.cancel(job.id)
        except (PrinterBusyError, PrinterSilentError):
            log.warning("job %s may still come out of the printer", job.id)
