"""A paper is printed by a person or by a printer; what was printed is written down beside its bytes, never in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.base import media
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.court import actions as court
from app.documents import actions, printing, queries
from app.documents.actions import IssuePaper, ReservePaper, VoidPaper
from app.documents.imprint import Provenance
from app.documents.ipp import IppClient
from app.documents.printers import IppPrinter
from app.documents.printing import PrintShop, RecordPrint, SendToPrinter
from app.documents.tables import Paper
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.rules import State
from app.sweeps.actions_printers import NamePrinter, name_printer
from tests.support import people
from tests.support.ipp_printer import PaperPrinter, paper_printer
from tests.support.make_sweeps import make_squad, make_sweep
from tests.support.people import DAWN, PROFILE

CONTENT = b"%PDF-1.7 frozen"


@pytest.fixture
def printer() -> Iterator[PaperPrinter]:
    with paper_printer() as found:
        yield found


@pytest.fixture
def paper(own_store: Store, printer: PaperPrinter, tmp_path: Path) -> Paper:
    """An issued paper, and a court that named one printer."""
    with own_store.writing() as session:
        clerk = people.actor_of(session, "clerk", DAWN)
        court.set_profile(session, clerk, PROFILE.model_copy(update={"printers": f"一组车载 {printer.address.uri}"}))
        made = actions.reserve(session, clerk, ReservePaper(kind="summons"))
        kept = media.keep(tmp_path, CONTENT)
        made_with = Provenance("t" * 64, "f" * 16, "engine")
        deed = IssuePaper(paper_id=made.id, facts={}, sha256=kept, size=len(CONTENT), made_with=made_with)
        return actions.issue(session, clerk, deed)


def send(store: Store, paper: Paper, **more: object) -> None:
    with store.writing() as session:
        deed = SendToPrinter.model_validate({"paper_id": paper.id, "printer": "一组车载", "copies": 2} | more)
        printing.send_to_printer(session, people.actor_of(session, "clerk", DAWN), deed)


def worked(store: Store, folder: Path) -> State:
    """The worker takes the job up."""

    def shop(task: jobs.Task) -> jobs.Result:
        reach = PrintShop(folder, lambda address, watch: IppPrinter(IppClient(address), watch, lambda _: None))
        return printing.work(task, reach)

    task = jobs.take(store, lambda: DAWN)
    assert task
    return jobs.run(task, {printing.PRINT: shop})


def written(store: Store, paper: Paper) -> list[dict[str, object]]:
    with store.reading() as session:
        events = queries.events_of(session, paper.id)
        return [event.details or {} for event in events if event.event == "printed"]


def test_what_came_out_of_the_browser_is_what_he_says(own_store: Store, paper: Paper) -> None:
    with own_store.writing() as session:
        clerk = people.actor_of(session, "clerk", DAWN)
        printing.record_print(session, clerk, RecordPrint(paper_id=paper.id, copies=4))
    [told] = written(own_store, paper)
    assert (told["copies"], told["printer"], told["certain"], told["sha256"]) == (4, "", False, paper.sha256)


def test_a_printer_gets_the_frozen_bytes_and_the_print_is_written_down(
    own_store: Store, paper: Paper, printer: PaperPrinter, tmp_path: Path
) -> None:
    send(own_store, paper)
    assert worked(own_store, tmp_path) is State.DONE
    assert [(job.content, job.copies) for job in printer.jobs] == [(CONTENT, 2)]
    [told] = written(own_store, paper)
    assert (told["copies"], told["printer"], told["certain"], told["job"]) == (2, "一组车载", True, 1)


def test_a_worker_that_died_after_printing_prints_nothing_again(
    own_store: Store, paper: Paper, printer: PaperPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    send(own_store, paper)
    monkeypatch.setattr(actions, "record_print", die)
    with pytest.raises(KeyboardInterrupt):
        worked(own_store, tmp_path)
    monkeypatch.undo()
    assert written(own_store, paper) == []
    with own_store.writing() as session:
        job = job_queries.newest(session, printing.PRINT, str(paper.id))
        assert job
        job.leased_until = people.EVENING_BEFORE
    assert worked(own_store, tmp_path) is State.DONE
    assert len(printer.jobs) == len(written(own_store, paper)) == 1
    send(own_store, paper)
    assert worked(own_store, tmp_path) is State.DONE
    assert len(printer.jobs) == len(written(own_store, paper)) == 2


def test_a_printer_that_refuses_ends_the_job_with_its_reason(
    own_store: Store, paper: Paper, printer: PaperPrinter, tmp_path: Path
) -> None:
    printer.formats = ("image/urf",)
    send(own_store, paper)
    assert worked(own_store, tmp_path) is State.FAILED
    with own_store.reading() as session:
        job = job_queries.newest(session, printing.PRINT, str(paper.id))
        assert job
        assert job.message == "paper.printer_format"
    assert written(own_store, paper) == []


def test_a_paper_is_sent_once_at_a_time_and_to_a_known_printer(own_store: Store, paper: Paper) -> None:
    send(own_store, paper)
    with pytest.raises(Refusal) as no:
        send(own_store, paper)
    assert (no.value.code, no.value.kind) == ("paper.prints_already", Kind.CONFLICT)
    with pytest.raises(Refusal) as no:
        send(own_store, paper, printer="别处")
    assert [(fault.field, fault.code) for fault in no.value.faults] == [("printer", "paper.printer_unknown")]


def test_a_void_paper_is_not_printed(own_store: Store, paper: Paper, tmp_path: Path) -> None:
    send(own_store, paper)
    with own_store.writing() as session:
        actions.void(session, people.actor_of(session, "clerk", DAWN), VoidPaper(paper_id=paper.id, reason="写错"))
    assert worked(own_store, tmp_path) is State.FAILED
    with pytest.raises(Refusal) as no:
        send(own_store, paper)
    assert no.value.code == "paper.not_issued"


def test_a_printer_taken_out_of_the_profile_is_not_reached(
    own_store: Store, paper: Paper, printer: PaperPrinter, tmp_path: Path
) -> None:
    send(own_store, paper)
    with own_store.writing() as session:
        court.set_profile(session, people.actor_of(session, "clerk", DAWN), PROFILE)
    assert worked(own_store, tmp_path) is State.FAILED
    assert printer.asked == []


def test_a_squads_own_printer_comes_first_and_stands_for_the_courts_of_its_name(
    own_store: Store, paper: Paper, printer: PaperPrinter, tmp_path: Path
) -> None:
    with own_store.writing() as session:
        judge = people.actor_of(session, "judge", DAWN)
        sweep = make_sweep(session, judge)
        squad_id, other_id = (make_squad(session, judge, sweep, name=f"第{one}组", plate="") for one in "一二")
        deed = NamePrinter.model_validate({"squad_id": squad_id, "printer": f"热点 {printer.address.uri}"})
        name_printer(session, judge, deed)
        assert [one.name for one in printing.printers(session, squad_id)] == ["热点", "一组车载"]
        assert [one.name for one in printing.printers(session, other_id)] == ["一组车载"]
        name_printer(session, judge, NamePrinter(squad_id=other_id, printer="一组车载 ipp://192.168.43.7/ipp/print"))
        assert [one.host for one in printing.printers(session, other_id)] == ["192.168.43.7"]
    with pytest.raises(Refusal) as no:
        send(own_store, paper, printer="热点")
    assert no.value.faults[0].code == "paper.printer_unknown"
    send(own_store, paper, printer="热点", squad_id=squad_id)
    assert worked(own_store, tmp_path) is State.DONE
    assert [(job.content, job.copies) for job in printer.jobs] == [(CONTENT, 2)]
    assert [told["printer"] for told in written(own_store, paper)] == ["热点"]


@pytest.mark.parametrize(
    "line",
    [
        "热点 ipp://8.8.8.8/ipp/print",
        "热点 ipp://printer.local/ipp",
        "热点",
        "甲 ipp://10.0.0.2/a\n乙 ipp://10.0.0.3/a",
    ],
)
def test_a_squads_printer_is_one_of_a_private_network_alone(line: str) -> None:
    with pytest.raises(ValidationError, match="private network"):
        NamePrinter.model_validate({"squad_id": new_id(DAWN), "printer": line})
