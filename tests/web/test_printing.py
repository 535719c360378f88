"""A paper is printed in the browser, and who printed says what came out; or it is sent to a printer of the court."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.base.store import Store
from app.court import actions as court
from app.documents import actions
from app.documents.actions import IssuePaper, ReservePaper
from app.documents.imprint import Provenance
from app.jobs.tables import Job
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.pages import Browser

Open = Callable[..., Browser]
PRINTER = "一组车载 ipp://192.168.8.20/ipp/print"


@pytest.fixture
def place(app_store: Store) -> str:
    """An issued paper of the judge's case; its page. The court has named one printer."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        court.set_profile(session, people.MACHINE, people.PROFILE.model_copy(update={"printers": PRINTER}))
        case_id = make_case(session, judge, debtors=(make_person(session, judge, "张某一"),))
        paper = actions.reserve(session, judge, ReservePaper(kind="summons", case_id=case_id))
        made_with = Provenance("t" * 64, "f" * 16, "engine")
        deed = IssuePaper(paper_id=paper.id, facts={}, sha256="0" * 64, size=1, made_with=made_with)
        return f"/papers/{actions.issue(session, judge, deed).id}"


def test_who_printed_in_the_browser_says_how_many(browser: Open, place: str) -> None:
    clerk = browser("clerk")
    page = clerk.get(f"{place}/print").text
    assert f'href="{place}/pdf"' in page
    assert "打好了吗？打了几份" in page
    assert clerk.post(f"{place}/print", {"copies": "3"}).status == 303
    assert "3 份 · 浏览器打印，由打印人登记" in clerk.get(place).text
    wrong = clerk.post(f"{place}/print", {"copies": "0"})
    assert (wrong.status, "copies-fault" in wrong.text) == (422, True)


def test_a_paper_is_sent_to_a_printer_of_the_court(browser: Open, place: str, app_store: Store) -> None:
    clerk = browser("clerk")
    assert "一组车载" in clerk.get(f"{place}/print").text
    assert clerk.post(f"{place}/printers", {"printer": "一组车载", "copies": "2"}).status == 302
    with app_store.reading() as session:
        job = session.scalars(select(Job)).one()
        assert job.args == {"subject": place.rpartition("/")[2], "printer": "一组车载", "copies": 2}
    assert "打印文书" in clerk.get(f"{place}/print").text
    assert clerk.post(f"{place}/printers", {"printer": "一组车载", "copies": "2"}).status == 409
    assert clerk.get(f"/jobs/{job.id}").status == 200
    assert "正在 一组车载 打印" in browser("cashier").get(f"{place}/print").text


def test_a_printer_that_nobody_named_is_refused_at_its_field(browser: Open, place: str) -> None:
    answer = browser("clerk").post(f"{place}/printers", {"printer": "ipp://8.8.8.8/ipp", "copies": "99"})
    assert answer.status == 422
    assert "copies-fault" in answer.text
    answer = browser("clerk").post(f"{place}/printers", {"printer": "别处", "copies": "1"})
    assert (answer.status, "请选一台法院设置里的打印机" in answer.text) == (422, True)


def test_who_may_not_print_sends_nothing(browser: Open, place: str) -> None:
    assert browser("auditor").get(f"{place}/print").status == 403
    for path in (f"{place}/print", f"{place}/printers"):
        assert browser("judge2").post(path, {"printer": "一组车载", "copies": "1"}).status == 404


def test_the_keeper_names_printers_of_private_networks_alone(browser: Open, app_store: Store) -> None:
    keeper = browser("keeper")
    fields = {name: value for name, value in people.PROFILE.model_dump(mode="json").items() if value not in ("", None)}
    fields["living_standard"] = "0"
    assert "打印机" in keeper.get("/court").text
    assert keeper.post("/court", fields | {"printers": PRINTER}).status == 302
    for wrong in ("一组 ipp://8.8.8.8/ipp/print", "一组 ipp://printer.example/ipp/print", "一组"):
        answer = keeper.post("/court", fields | {"printers": wrong})
        assert (answer.status, "每行一台" in answer.text) == (422, True)
