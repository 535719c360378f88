"""Addresses are understood when they come in, placed with an honest radius, and moved only by adding."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.places import queries
from app.places.actions import MovePin, RetireAddress, move_pin, retire_address
from app.trail import queries as trail
from tests.support.make_places import make_address, pin


def test_an_address_is_placed_at_once_as_far_as_it_is_known(session: Session, judge: Actor) -> None:
    person = uuid4()
    found = queries.address(session, make_address(session, judge, person, "王洼镇李岔村三组"))
    assert (found.township, found.village) == ("王洼镇", "李岔村")
    assert found.point is not None
    assert found.level == "township", "no village of the county has a point of its own"
    assert found.radius_m == 6_000
    assert not found.findable
    assert queries.addresses_of(session, [person])[person] == [found]


def test_an_address_nobody_understands_is_kept_and_stands_on_the_work_list(session: Session, judge: Actor) -> None:
    person = uuid4()
    found = queries.address(session, make_address(session, judge, person, "老地方，见面说"))
    assert (found.raw, found.point, found.level) == ("老地方，见面说", None, "")
    assert queries.unfixed(session, [person]) == [found]


def test_an_address_in_another_province_is_flagged(session: Session, judge: Actor) -> None:
    far = queries.address(session, make_address(session, judge, uuid4(), "浙江省杭州市西湖区文三路1号"))
    near = queries.address(session, make_address(session, judge, uuid4(), "宁夏固原市原州区三营镇"))
    assert far.outside
    assert not near.outside


def test_a_pin_put_by_hand_is_in_force_and_the_old_fix_stays(session: Session, judge: Actor) -> None:
    person = uuid4()
    address_id = make_address(session, judge, person)
    pin(session, judge, address_id, lat=36.1, lon=106.4, level="door", note="门口有核桃树")
    found = queries.address(session, address_id)
    assert found.findable
    assert (found.level, found.method, found.radius_m) == ("door", "hand", 30)
    assert [fix.method for fix in queries.fixes_of(session, address_id)] == ["hand", "gazetteer"]
    assert queries.unfixed(session, [person]) == []


def test_a_pin_read_from_another_map_is_kept_in_wgs84(session: Session, judge: Actor) -> None:
    address_id = make_address(session, judge, uuid4())
    pin(session, judge, address_id, lat=36.1, lon=106.4, datum="gcj02")
    fix = queries.fixes_of(session, address_id)[0]
    assert fix.datum == "gcj02"
    assert 0.0005 < abs(fix.point.lon - 106.4) < 0.01


def test_the_database_forbids_changing_a_fix(session: Session, judge: Actor, connection: Connection) -> None:
    make_address(session, judge, uuid4())
    with pytest.raises(DBAPIError, match="append only"), connection.begin_nested():
        connection.execute(text("UPDATE fixes SET lat = 0"))


@pytest.mark.parametrize(("lat", "lon"), [(106.4, 36.1), (0.0, 0.0), (-36.1, 106.4)])
def test_a_pin_outside_the_country_is_refused_by_field(session: Session, judge: Actor, lat: float, lon: float) -> None:
    address_id = make_address(session, judge, uuid4())
    with pytest.raises(Refusal) as no:
        move_pin(session, judge, read(MovePin, {"address_id": address_id, "lat": lat, "lon": lon}))
    assert no.value.kind is Kind.INVALID
    assert {fault.field for fault in no.value.faults} <= {"lat", "lon"}
    assert len(queries.fixes_of(session, address_id)) == 1


def test_one_pin_serves_every_address_of_the_same_house(session: Session, judge: Actor) -> None:
    pin(session, judge, make_address(session, judge, uuid4(), "王洼镇李岔村三组"), lat=36.11, lon=106.41)
    other = queries.address(session, make_address(session, judge, uuid4(), "彭阳县王洼镇李岔村3组"))
    assert other.method == "same_place"
    assert other.point is not None
    assert other.point.lat == pytest.approx(36.11)


def test_the_same_address_twice_is_refused(session: Session, judge: Actor) -> None:
    person = uuid4()
    make_address(session, judge, person)
    with pytest.raises(Refusal, match=r"places\.address_known"):
        make_address(session, judge, person)


def test_a_retired_address_leaves_the_lists_and_stays_on_record(session: Session, judge: Actor) -> None:
    person = uuid4()
    address_id = make_address(session, judge, person)
    deed = RetireAddress(address_id=address_id, reason="已拆迁")
    retire_address(session, judge, deed)
    retire_address(session, judge.at(judge.now + timedelta(hours=1)), deed)
    assert queries.addresses_of(session, [person]) == {}
    assert queries.address(session, address_id).retired_at == judge.now
    assert [line.deed.verb for line in trail.recent(session)].count("address.retire") == 1


def test_the_trail_holds_no_word_of_an_address(session: Session, judge: Actor, connection: Connection) -> None:
    make_address(session, judge, uuid4())
    session.flush()
    lines = connection.execute(text("SELECT * FROM trail")).all()
    assert "李岔村" not in str(lines)


def test_a_piece_of_an_address_finds_its_people(session: Session, judge: Actor) -> None:
    here, there = uuid4(), uuid4()
    make_address(session, judge, here, "王洼镇李岔村三组")
    make_address(session, judge, there, "红河镇100%巷")
    assert queries.person_ids_near(session, "李岔") == [here]
    assert queries.person_ids_near(session, "%") == [there], "a sign of the database's own language is plain text"


def test_an_unknown_address_is_missing(session: Session, act: Callable[..., Actor]) -> None:
    with pytest.raises(Refusal) as no:
        queries.address(session, uuid4())
    assert no.value.kind is Kind.MISSING
