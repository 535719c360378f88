"""An IPP printer of paper: answers over a socket of this machine as it is told to, and keeps what it printed."""

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.court.printers import PrinterAddress

PRINT_JOB, CANCEL_JOB, JOB_ATTRIBUTES, GET_JOBS, PRINTER_ATTRIBUTES = 0x02, 0x08, 0x09, 0x0A, 0x0B
COMPLETED, CANCELLED, PROCESSING = 9, 7, 5
OK = 0x0000


@dataclass
class Job:
    """What it was asked to print."""

    id: int
    name: str
    copies: int
    content: bytes
    state: int


@dataclass
class PaperPrinter:
    """`statuses`: what the next requests to print are answered with before one is taken; `state`: what a job ends up in."""

    address: PrinterAddress
    statuses: list[int] = field(default_factory=list)
    formats: tuple[str, ...] = ("application/pdf", "image/pwg-raster")
    state: int = COMPLETED
    loses_answers: int = 0
    redirects_to: str = ""
    jobs: list[Job] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)

    def answer(self, body: bytes) -> bytes:
        """The answer to one request."""
        _, operation, number = struct.unpack_from(">HHI", body)
        self.asked.append(operation)
        told, document = parse(body)
        status, groups = self._done(operation, told, document)
        head = struct.pack(">HHI", 0x0200, status, number) + b"\x01"
        language = (0x48, "attributes-natural-language", b"zh-cn")
        return head + written((0x47, "attributes-charset", b"utf-8")) + written(language) + groups + b"\x03"

    def _done(self, operation: int, told: dict[str, bytes], document: bytes) -> tuple[int, bytes]:
        if operation == PRINTER_ATTRIBUTES:
            first, *more = self.formats
            values = [(0x49, "document-format-supported", first.encode()), *((0x49, "", one.encode()) for one in more)]
            return OK, b"\x04" + b"".join(map(written, values))
        if operation == PRINT_JOB:
            return self._print(told, document)
        if operation == GET_JOBS:
            ended = told["which-jobs"] == b"completed"
            return OK, b"".join(shown(one) for one in self.jobs if (one.state in {COMPLETED, CANCELLED}) == ended)
        (job_id,) = struct.unpack(">i", told["job-id"])
        job = self.jobs[job_id - 1]
        if operation == CANCEL_JOB:
            job.state = CANCELLED
            return OK, b""
        return OK, shown(job)

    def _print(self, told: dict[str, bytes], document: bytes) -> tuple[int, bytes]:
        if self.statuses:
            return self.statuses.pop(0), b""
        (copies,) = struct.unpack(">i", told["copies"])
        self.jobs.append(Job(len(self.jobs) + 1, told["job-name"].decode(), copies, document, self.state))
        if self.loses_answers:
            self.loses_answers -= 1
            raise ConnectionAbortedError
        return OK, shown(self.jobs[-1])


def parse(body: bytes) -> tuple[dict[str, bytes], bytes]:
    """The attributes of a request by name, and the document behind them."""
    place, told = 8, {}
    while body[place] != 0x03:
        if body[place] < 0x10:
            place += 1
            continue
        (length,) = struct.unpack_from(">H", body, place + 1)
        name = body[place + 3 : place + 3 + length].decode()
        place += 3 + length
        (length,) = struct.unpack_from(">H", body, place)
        if name:
            told[name] = body[place + 2 : place + 2 + length]
        place += 2 + length
    return told, body[place + 1 :]


def written(attribute: tuple[int, str, bytes]) -> bytes:
    """One attribute as bytes."""
    tag, name, value = attribute
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value


def shown(job: Job) -> bytes:
    """A job as a group of attributes, with a collection that nobody asked for."""
    number, state = struct.pack(">i", job.id), struct.pack(">i", job.state)
    odd = (
        written((0x34, "media-col", b""))
        + written((0x4A, "", b"x"))
        + written((0x21, "", number))
        + written((0x37, "", b""))
    )
    told = [(0x21, "job-id", number), (0x42, "job-name", job.name.encode()), (0x23, "job-state", state)]
    reasons = written((0x44, "job-state-reasons", b"none"))
    return b"\x02" + odd + b"".join(map(written, told)) + reasons


@contextmanager
def paper_printer() -> Iterator[PaperPrinter]:
    """Such a printer, on a free port of this machine."""

    class Hand(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if printer.redirects_to:
                self.send_response(302)
                self.send_header("Location", printer.redirects_to)
                self.end_headers()
                return
            try:
                answer = printer.answer(body)
            except ConnectionAbortedError:
                self.close_connection = True
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hand)
    printer = PaperPrinter(PrinterAddress("一组车载", "127.0.0.1", server.server_port, "/ipp/print"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield printer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
