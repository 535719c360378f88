"""A printer on the squad's hot-spot: each order is printed once, however busy, silent or forgetful it is."""

import hashlib
from collections.abc import Callable, Iterator

import pytest

from app.base.refusal import Kind, Refusal
from app.court.printers import PrinterAddress
from app.documents.ipp import IppClient, PrinterSilentError
from app.documents.printers import IppPrinter, PrintOrder
from tests.support import ipp_printer
from tests.support.ipp_printer import CANCELLED, COMPLETED, PROCESSING, PaperPrinter, paper_printer

CONTENT = b"%PDF-1.7 \x00\x03\xff" * 9000
ORDER = PrintOrder(CONTENT, hashlib.sha256(CONTENT).hexdigest(), "SK2026-000001", copies=3, turn=1)
BUSY, REFUSED, WRONG_FORMAT = 0x0507, 0x0400, ("image/pwg-raster",)


class StoppedError(Exception):
    """Somebody stopped the job."""


@pytest.fixture
def printer() -> Iterator[PaperPrinter]:
    with paper_printer() as found:
        yield found


def ours(
    printer: PaperPrinter, watch: Callable[[], None] = lambda: None, slept: list[float] | None = None
) -> IppPrinter:
    return IppPrinter(IppClient(printer.address, seconds=5), watch, (slept if slept is not None else []).append)


def refused(printer: PaperPrinter) -> Refusal:
    with pytest.raises(Refusal) as no:
        ours(printer).print(ORDER)
    assert no.value.kind is Kind.UNAVAILABLE
    return no.value


def test_the_bytes_come_out_as_they_are(printer: PaperPrinter) -> None:
    printed = ours(printer).print(ORDER)
    [job] = printer.jobs
    assert (printed.copies, printed.printer, printed.certain, printed.job) == (3, "一组车载", True, 1)
    assert (job.content, job.copies, job.name) == (CONTENT, 3, f"SK2026-000001 {ORDER.sha256[:16]} 1-3")


def test_a_busy_printer_is_asked_again_each_time_later(printer: PaperPrinter) -> None:
    slept: list[float] = []
    printer.statuses = [BUSY, BUSY, 0x0505]
    ours(printer, slept=slept).print(ORDER)
    assert (slept, len(printer.jobs)) == ([1.0, 2.0, 4.0], 1)


def test_one_that_stays_busy_is_given_up(printer: PaperPrinter) -> None:
    printer.statuses = [BUSY] * 20
    assert refused(printer).code == "paper.printer_busy"
    assert printer.jobs == []


def test_an_order_whose_answer_was_lost_is_not_printed_twice(printer: PaperPrinter) -> None:
    printer.loses_answers = 1
    assert refused(printer).code == "paper.printer_silent"
    assert ours(printer).print(ORDER).job == 1
    assert len(printer.jobs) == 1


def test_the_next_turn_of_the_same_paper_is_printed_anew(printer: PaperPrinter) -> None:
    ours(printer).print(ORDER)
    ours(printer).print(PrintOrder(CONTENT, ORDER.sha256, ORDER.title, copies=3, turn=2))
    assert len(printer.jobs) == 2


def test_a_job_that_was_stopped_at_the_printer_is_told_and_sent_anew_when_asked(printer: PaperPrinter) -> None:
    printer.state = CANCELLED
    assert refused(printer).code == "paper.printer_failed"
    printer.state = COMPLETED
    assert ours(printer).print(ORDER).job == 2


def test_who_stops_it_here_stops_it_at_the_printer(printer: PaperPrinter) -> None:
    printer.state = PROCESSING

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        ours(printer, stop).print(ORDER)
    assert printer.asked[-1] == ipp_printer.CANCEL_JOB
    assert printer.jobs[0].state == CANCELLED


def test_one_that_never_ends_is_taken_back(printer: PaperPrinter) -> None:
    printer.state = PROCESSING
    assert refused(printer).code == "paper.printer_stuck"
    assert printer.jobs[0].state == CANCELLED


def test_a_printer_that_takes_no_pdf_is_told_apart(printer: PaperPrinter) -> None:
    printer.formats = WRONG_FORMAT
    assert refused(printer).code == "paper.printer_format"
    assert printer.jobs == []


def test_no_redirect_is_followed(printer: PaperPrinter) -> None:
    with paper_printer() as elsewhere:
        printer.redirects_to = f"http://127.0.0.1:{elsewhere.address.port}/ipp/print"
        assert refused(printer).code == "paper.printer_silent"
        assert elsewhere.asked == []


def test_where_nothing_answers_it_says_so(printer: PaperPrinter) -> None:
    gone = PrinterAddress("没有", "127.0.0.1", 9, "/ipp/print")
    with pytest.raises(PrinterSilentError):
        IppClient(gone, seconds=1).printer()
    printer.statuses = [REFUSED]
    assert refused(printer).code == "paper.printer_silent"
