"""The board, the look-back and the data sheet of the played day: what came of each stop, and what is still to be typed in."""

import re
from collections.abc import Sequence
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.documents.tables import Paper
from app.measures.tables import MeasureDeed
from app.sweeps import queries as sweeps
from tests.support.house import House

BUTTON = r'name="sheet" value="([^"]+)">\s*<input type="hidden" name="deed_ids" value="([^"]+)"'


@pytest.fixture
def sweep_id(house: House) -> UUID:
    with house.store.reading() as session:
        return sweeps.sweep(session, 1).id


def test_the_board_shows_what_came_of_a_stop_and_not_that_somebody_was_there(house: House, sweep_id: UUID) -> None:
    page = house.open("director").get(f"/board/{sweep_id}").text
    stops = re.findall(r"<li>\d\d:\d\d .*?</li>", page, re.DOTALL)
    assert len(stops) == 16
    for word in ("拘传", "拘留", "收拘", "和解", "付款"):
        assert word in page
    assert not any("告知" in one for one in stops)


def test_nobody_found_is_shown_with_what_was_seen(house: House, sweep_id: UUID) -> None:
    for url in (f"/board/{sweep_id}", f"/sweeps/{sweep_id}/review"):
        page = house.open("director").get(url).text
        assert re.search(r"未遇.*?<small>[^<]+</small>", page, re.DOTALL)


def test_the_look_back_tells_all_that_came_in_order(house: House, sweep_id: UUID) -> None:
    page = re.sub(r"\s+", "", house.open("director").get(f"/sweeps/{sweep_id}/review").text)
    assert "拘传、拘留、收拘" in page


def test_the_data_sheet_shows_what_is_open_and_what_is_done(house: House, sweep_id: UUID) -> None:
    clerk, address = house.open("clerk"), f"/sweeps/{sweep_id}/datasheet"
    every = clerk.get(address).text
    sheet, deed_id = re.findall(BUTTON, every)[0]
    answer = clerk.post(address, {"sheet": sheet, "deed_ids": deed_id, "shown": "open"})
    assert "shown=open" in answer.location
    left = re.findall(BUTTON, clerk.get(f"{address}?shown=open").text)
    assert set(re.findall(BUTTON, every)) - set(left) == {(sheet, deed_id)}
    done = clerk.get(f"{address}?shown=done").text
    assert done.count("已录</span>") == 1
    assert "这张单上还没有录入的" in done
    assert clerk.get(f"{address}?shown=some").status == 422


def test_a_compelled_person_has_the_control_number_of_his_warrant(house: House, sweep_id: UUID) -> None:
    address = f"/sweeps/{sweep_id}/datasheet"
    assert "JC-2026-0007" not in house.open("clerk").get(address).text
    with house.store.writing() as session:
        deed = session.scalars(select(MeasureDeed).where(MeasureDeed.kind == "compel.record")).first()
        assert deed is not None
        session.add(warrant(deed))
    page = house.open("clerk").get(address).text
    assert "JC-2026-0007" in page
    assert "JC-2026-0007" in str(workbook_of(house.open("clerk").get(f"{address}.xlsx").bytes))


def warrant(deed: MeasureDeed) -> Paper:
    """A 拘传票 that left the office for the proposal a deed carried out."""
    return Paper(
        id=uuid4(), kind="compel_warrant", series="JC", year=2026, number=7, control_no="JC-2026-0007", state="issued",
        case_id=deed.case_id, person_id=deed.person_id, subject_id=deed.proposal_id, approval_id=deed.proposal_id,
        reserved_at=deed.at, facts={}, sha256="0" * 64, issued_at=deed.at,
    )  # fmt: skip


def workbook_of(content: bytes) -> Sequence[Sequence[object]]:
    """The rows of the sheet 拘传."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("拘传").to_python()
