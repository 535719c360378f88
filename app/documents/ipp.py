"""A small client of IPP printers over plain HTTP: one request a connection, no redirect followed, no name looked up."""

import http.client
import itertools
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from app.court.printers import PrinterAddress
from app.documents import ipp_wire
from app.documents.ipp_wire import Attribute, Attributes, BrokenMessageError, Message, Operation, Tag

SECONDS: Final = 15.0
LARGEST_ANSWER: Final = 1 << 20
PROGRAM: Final = "fieldwrit"
"""Who asks, as the printer is told: a printer need not know who prints what."""
CONTENT: Final = "application/ipp"
SUCCESSES: Final = 0x0100
"""Statuses below it mean that it was done (RFC 8011 §B.1.2)."""
BUSY: Final = frozenset({0x0503, 0x0505, 0x0507})
"""Unavailable for now, temporary error, busy: to be tried again."""
ASKED: Final = ("job-id", "job-name", "job-state", "job-state-reasons")


class JobState(IntEnum):
    """Where a job stands at the printer."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


ENDED: Final = frozenset({JobState.CANCELLED, JobState.ABORTED, JobState.COMPLETED})


class PrinterBusyError(Exception):
    """The printer is at another job; try again."""


class PrinterSilentError(Exception):
    """Nothing that speaks IPP answers there, or it refuses."""


@dataclass(frozen=True)
class Told:
    """A job as the printer tells it."""

    id: int
    name: str
    state: JobState
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class IppClient:
    """Speaks with one printer. Raises PrinterBusyError and PrinterSilentError."""

    address: PrinterAddress
    seconds: float = SECONDS
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def printer(self) -> Attributes:
        """Get-Printer-Attributes: what it is, what it takes, how it is."""
        wanted: Attribute = (
            Tag.KEYWORD,
            "requested-attributes",
            ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "document-format-supported"),
        )
        return self._ask(Operation.GET_PRINTER_ATTRIBUTES, [wanted]).printer

    def print_job(self, content: bytes, *, name: str, copies: int) -> Told:
        """Print-Job: the whole document in one request."""
        asked: list[Attribute] = [
            (Tag.NAME, "requesting-user-name", PROGRAM),
            (Tag.NAME, "job-name", name),
            (Tag.MIME, "document-format", "application/pdf"),
        ]
        answer = self._ask(Operation.PRINT_JOB, asked, job=[(Tag.INTEGER, "copies", copies)], document=content)
        if not answer.jobs:
            raise PrinterSilentError("no job")
        return _told(answer.jobs[0] | {"job-name": [name]})

    def jobs(self) -> list[Told]:
        """Get-Jobs: those that wait or run, and those it still remembers as done."""
        found = []
        for which in ("not-completed", "completed"):
            asked: list[Attribute] = [(Tag.KEYWORD, "which-jobs", which), (Tag.KEYWORD, "requested-attributes", ASKED)]
            found += [_told(one) for one in self._ask(Operation.GET_JOBS, asked).jobs]
        return found

    def job(self, job_id: int) -> Told:
        """Get-Job-Attributes: how one job stands."""
        asked: list[Attribute] = [(Tag.INTEGER, "job-id", job_id), (Tag.KEYWORD, "requested-attributes", ASKED)]
        answer = self._ask(Operation.GET_JOB_ATTRIBUTES, asked)
        if not answer.jobs:
            raise PrinterSilentError("no job")
        return _told(answer.jobs[0])

    def cancel(self, job_id: int) -> None:
        """Cancel-Job: nothing more of it is printed."""
        self._ask(Operation.CANCEL_JOB, [(Tag.INTEGER, "job-id", job_id)])

    def _ask(
        self, operation: Operation, asked: list[Attribute], *, job: list[Attribute] | None = None, document: bytes = b""
    ) -> Message:
        aim: Attribute = (Tag.URI, "printer-uri", self.address.uri)
        content = ipp_wire.request(operation, next(self._numbers), [aim, *asked], job=job or [], document=document)
        try:
            answer = ipp_wire.read(self._sent(content))
        except (OSError, http.client.HTTPException, BrokenMessageError) as failure:
            raise PrinterSilentError(type(failure).__name__) from failure
        if answer.status in BUSY:
            raise PrinterBusyError(f"{answer.status:#06x}")
        if answer.status >= SUCCESSES:
            raise PrinterSilentError(f"{answer.status:#06x}")
        return answer

    def _sent(self, content: bytes) -> bytes:
        """The body of the answer; a redirect is no answer."""
        connection = http.client.HTTPConnection(self.address.host, self.address.port, timeout=self.seconds)
        try:
            connection.request("POST", self.address.path, content, {"Content-Type": CONTENT})
            answer = connection.getresponse()
            body = answer.read(LARGEST_ANSWER)
            if answer.status != http.client.OK or answer.getheader("Content-Type", "").split(";")[0] != CONTENT:
                raise BrokenMessageError(f"HTTP {answer.status}")
            return body
        finally:
            connection.close()


def _told(found: Attributes) -> Told:
    """Raises PrinterSilentError: a job without an id or with a state nobody knows."""
    try:
        number, state = int(found["job-id"][0]), JobState(int(found["job-state"][0]))
    except (KeyError, ValueError) as wrong:
        raise PrinterSilentError(str(wrong)) from None
    reasons = tuple(str(one) for one in found.get("job-state-reasons", ()) if one != "none")
    return Told(number, str(found.get("job-name", [""])[0]), state, reasons)
