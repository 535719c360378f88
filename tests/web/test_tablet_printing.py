"""On the spot: a paper of the person at this stop is printed in the browser, or on the printer that goes along."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.base.clock import HandClock
from app.base.store import Store
from app.documents import actions
from app.documents.actions import IssuePaper, ReservePaper
from app.documents.imprint import Provenance
from app.jobs.tables import Job
from tests.support import people
from tests.support.make_tablet import Morning, make_morning
from tests.support.pages import Browser
from tests.support.people import DAWN

Open = Callable[..., Browser]
LINE = "热点 ipp://192.168.43.7/ipp/print"


@pytest.fixture
def morning(app_store: Store, clock: HandClock) -> Morning:
    made = make_morning(app_store)
    clock.moment = DAWN + timedelta(minutes=12)
    return made


@pytest.fixture
def paper_id(app_store: Store, morning: Morning) -> str:
    """A consequence notice issued to the person of the first stop."""
    stop = morning.stops[0]
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge", DAWN)
        asked = ReservePaper(kind="consequence_notice", case_id=stop.case_id, person_id=stop.person_id)
        paper = actions.reserve(session, judge, asked)
        made_with = Provenance("t" * 64, "f" * 16, "engine")
        deed = IssuePaper(paper_id=paper.id, facts={}, sha256="0" * 64, size=1, made_with=made_with)
        return str(actions.issue(session, judge, deed).id)


def test_a_paper_has_its_print_key_at_the_stop_and_is_counted(browser: Open, morning: Morning, paper_id: str) -> None:
    bailiff, stop = browser("bailiff"), f"/tablet/stops/{morning.stops[0].id}"
    door = f"{stop}/papers/{paper_id}/print"
    assert f'href="{door}"' in bailiff.get(stop).text
    assert f'href="{door}"' not in bailiff.get(f"/tablet/stops/{morning.stops[1].id}").text
    page = bailiff.get(door)
    assert f'href="/papers/{paper_id}/pdf"' in page.text
    assert "还没有登记打印机" in page.text
    answer = bailiff.post(door, {"copies": "2"})
    assert (answer.status, answer.location) == (303, stop)
    assert "2 份 · 浏览器打印，由打印人登记" in bailiff.get(f"/papers/{paper_id}").text
    assert bailiff.post(door, {"copies": "0"}).status == 422


def test_the_squad_names_the_printer_of_its_hot_spot_and_prints_there(
    browser: Open, morning: Morning, paper_id: str, app_store: Store
) -> None:
    bailiff, stop = browser("bailiff"), f"/tablet/stops/{morning.stops[0].id}"
    wrong = bailiff.post(f"{stop}/printer", {"printer": "热点 ipp://8.8.8.8/ipp/print"})
    assert wrong.status == 422
    assert 'id="f-printer-fault"' in wrong.text
    assert bailiff.post(f"{stop}/printer", {"printer": LINE}).status == 303
    assert LINE in bailiff.get(f"{stop}/printer").text
    door = f"{stop}/papers/{paper_id}"
    assert "热点" in bailiff.get(f"{door}/print").text
    assert bailiff.post(f"{door}/printers", {"printer": "别处", "copies": "1"}).status == 422
    assert bailiff.post(f"{door}/printers", {"printer": "热点", "copies": "1"}).status == 302
    with app_store.reading() as session:
        job = session.scalars(select(Job)).one()
    squad = str(morning.stops[0].squad_id)
    assert job.args == {"subject": paper_id, "printer": "热点", "copies": 1, "squad": squad}
    assert "正在 热点 打印" in bailiff.get(f"{door}/print").text
    assert bailiff.post(f"{door}/printers", {"printer": "热点", "copies": "1"}).status == 409


def test_a_paper_of_another_case_is_missing_at_this_stop(browser: Open, morning: Morning, paper_id: str) -> None:
    other = f"/tablet/stops/{morning.stops[1].id}/papers/{paper_id}"
    bailiff = browser("bailiff")
    assert bailiff.get(f"{other}/print").status == 404
    assert bailiff.post(f"{other}/printers", {"printer": "热点", "copies": "1"}).status == 404
