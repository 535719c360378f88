"""The map and the pins: text comes as JSON alone, positions by columns with a tag, and everything works without a script."""

import json
import re
from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.cases import queries as cases
from app.places import queries
from app.sweeps import queries as sweeps
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_places import make_address, pin
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.pages import Browser

Open = Callable[..., Browser]
NASTY = "王洼镇李岔村${alert(1)}`</script><script>alert(2)</script>\"'\\u0027"


@pytest.fixture
def placed(app_store: Store) -> dict[str, UUID]:
    """A case of the judge with an address whose text would like to run, one nobody understands, and a foreign case."""
    with app_store.writing() as session:
        judge, other = people.actor_of(session, "judge"), people.actor_of(session, "judge2")
        person = make_person(session, judge, "张`${1}")
        home = make_address(session, judge, person, NASTY)
        lost = make_address(session, judge, person, "老地方", kind="kin")
        case_id = make_case(session, judge, debtors=(person,))
        stranger = make_person(session, other, "别人")
        foreign = make_address(session, other, stranger, "红河镇")
        make_case(session, other, debtors=(stranger,))
    return {"case": case_id, "person": person, "home": home, "lost": lost, "foreign": foreign}


def scripts(page: str) -> str:
    return "".join(re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL))


def test_no_word_of_a_case_enters_the_script_of_a_map(browser: Open, placed: dict[str, UUID]) -> None:
    judge = browser("judge")
    for path in ("/map", f"/addresses/{placed['home']}/pin"):
        page = judge.get(path).text
        assert "李岔村" not in scripts(page)
        assert "alert" not in scripts(page)
        assert NASTY not in page
        assert "&lt;script&gt;alert(2)" in page, "the table shows the text as it was typed"
        assert "sweepMaps" in scripts(page)


def test_the_positions_are_columns_of_numbers_and_codes(browser: Open, placed: dict[str, UUID]) -> None:
    answer = browser("judge").get("/map/targets.json")
    told = json.loads(answer.text)
    assert told["ids"] == [str(placed["home"])]
    assert (told["measure"], told["level"], told["radius_m"]) == (["township"], ["township"], [6000])
    assert 35 < told["lat"][0] < 37
    assert "李岔村" not in answer.text
    assert [one["label"] for one in told["legend"]["measures"]] == ["到乡镇"]
    assert told["legend"]["squads"] == [{"number": 1, "label": "涉金融"}]


def test_an_unchanged_map_is_answered_with_304(browser: Open, placed: dict[str, UUID], app_store: Store) -> None:
    judge = browser("judge")
    first = judge.get("/map/targets.json")
    tag = first.headers["ETag"]
    again = judge.get("/map/targets.json", headers={"If-None-Match": tag})
    assert (again.status, again.bytes) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"
    with app_store.writing() as session:
        pin(session, people.actor_of(session, "judge"), placed["home"])
    assert judge.get("/map/targets.json", headers={"If-None-Match": tag}).status == 200


def test_details_tell_the_text_as_json(browser: Open, placed: dict[str, UUID]) -> None:
    answer = browser("judge").get(f"/map/details/{placed['home']}")
    told = json.loads(answer.text)
    assert answer.headers["Content-Type"] == "application/json"
    assert told["title"] == "张`${1}"
    assert ["住所", NASTY] in told["lines"]
    assert told["href"] == f"/cases/{placed['case']}"


def test_a_foreign_address_is_missing_everywhere(browser: Open, placed: dict[str, UUID]) -> None:
    judge, foreign = browser("judge"), placed["foreign"]
    for path in (f"/map/details/{foreign}", f"/addresses/{foreign}/pin", f"/addresses/{foreign}/retire"):
        assert judge.get(path).status == 404
    assert judge.post(f"/addresses/{foreign}/pin", {"lat": "36", "lon": "106"}).status == 404
    assert judge.post(f"/addresses/{foreign}/retire", {"reason": "搬走"}).status == 404
    assert str(foreign) not in judge.get("/map/targets.json").text
    assert str(foreign) in browser("director").get("/map/targets.json").text


def test_a_sweep_is_drawn_by_measure_and_squad_with_its_ways(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        director = people.actor_of(session, "director")
        sweep_id = make_sweep(session, director)
        first = make_target(session, director, sweep_id, name="目标甲", measure="detain")
        make_target(session, director, sweep_id, name="目标乙", measure="serve")
        make_route(session, director, make_squad(session, director, sweep_id), [first])
        number = sweeps.sweep(session, sweep_id).number
    visitor = browser("director")
    page = visitor.get(f"/map?sweep={number}").text
    assert "目标甲" in page
    assert "未分组" in page
    told = json.loads(visitor.get(f"/map/targets.json?sweep={number}").text)
    assert sorted(zip(told["measure"], told["squad"], strict=True)) == [("detain", 1), ("serve", 0)]
    assert [one["label"] for one in told["legend"]["squads"]] == ["第一组", "未分组"]
    ways = json.loads(visitor.get(f"/map/routes.json?sweep={number}").text)
    assert ways["squad"] == [1]
    assert [stop is None for stop in ways["ids"][0]] == [True, False, True]
    assert browser("judge").get(f"/map/routes.json?sweep={number}").status == 404


def test_an_unknown_sweep_is_missing(browser: Open, placed: dict[str, UUID]) -> None:
    assert browser("judge").get("/map?sweep=77").status == 404
    assert browser("judge").get("/map/targets.json?sweep=77").status == 404
    assert browser("judge").get("/map/routes.json").status == 404
    assert browser("judge").get("/map?sweep=x").status == 422


def test_the_townships_have_names(browser: Open) -> None:
    told = json.loads(browser("bailiff").get("/map/labels.json").text)
    assert "王洼镇" in told["name"]
    assert len(told["name"]) == len(told["lat"]) == len(told["lon"])


def test_a_pin_is_put_by_two_numbers_alone(browser: Open, placed: dict[str, UUID], app_store: Store) -> None:
    judge, path = browser("judge"), f"/addresses/{placed['lost']}/pin"
    assert "未定位" in judge.get(path).text
    sent = {"lat": "36.123456", "lon": "106.45", "level": "door", "datum": "wgs84", "note": "<i>村口"}
    assert judge.post(path, sent).location == path
    page = judge.get(path).text
    assert "到户" in page
    assert "&lt;i&gt;村口" in page
    with app_store.reading() as session:
        assert queries.address(session, placed["lost"]).radius_m == 30


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lat": "abc"}, "lat"),
        ({"lat": "nan"}, "lat"),
        ({"lat": "91"}, "lat"),
        ({"lon": ""}, "lon"),
        ({"lat": "51.5", "lon": "0.1"}, "lat"),
        ({"level": "roof"}, "level"),
        ({"datum": "mars"}, "datum"),
        ({"note": "长" * 100_000}, "note"),
    ],
)
def test_a_wrong_pin_names_its_field_and_keeps_what_was_typed(
    browser: Open, placed: dict[str, UUID], app_store: Store, changes: dict[str, str], field: str
) -> None:
    good = {"lat": "36.1", "lon": "106.4", "level": "door", "datum": "wgs84"}
    page = browser("judge").post(f"/addresses/{placed['lost']}/pin", good | changes)
    assert page.status == 422
    assert f'id="f-{field}-fault"' in page.text
    with app_store.reading() as session:
        assert queries.fixes_of(session, placed["lost"]) == []


def test_the_work_list_holds_what_no_squad_could_find(browser: Open, placed: dict[str, UUID]) -> None:
    judge = browser("judge")
    page = judge.get("/map/unfixed").text
    assert page.index("老地方") < page.index("李岔村"), "what has no place at all comes first"
    judge.post(f"/addresses/{placed['lost']}/pin", {"lat": "36.1", "lon": "106.4", "level": "group", "datum": "wgs84"})
    assert "老地方" not in judge.get("/map/unfixed").text


def test_a_new_address_goes_on_to_its_pin(browser: Open, placed: dict[str, UUID], app_store: Store) -> None:
    judge, path = browser("judge"), f"/cases/{placed['case']}/persons/{placed['person']}/addresses/new"
    assert judge.get(path).status == 200
    sent = judge.post(path, {"kind": "parents", "raw": "红河镇友联村一组", "source": "村干部"})
    assert re.fullmatch(r"/addresses/[0-9a-f-]+/pin", sent.location)
    assert judge.post(path, {"kind": "parents", "raw": "红河镇友联村一组"}).status == 409
    assert judge.post(path, {"kind": "moon", "raw": "一"}).status == 422
    assert judge.post(path, {"kind": "home", "raw": "长" * 100_000}).status == 422
    with app_store.reading() as session:
        person = cases.case(session, WHOLE_COURT, placed["case"]).debtors[0]
        assert len(queries.addresses_of(session, [person.id])[person.id]) == 3


def test_a_retired_address_leaves_the_map(browser: Open, placed: dict[str, UUID]) -> None:
    judge, path = browser("judge"), f"/addresses/{placed['home']}/retire"
    assert judge.get(path).status == 200
    assert judge.post(path, {"reason": ""}).status == 422
    assert judge.post(path, {"reason": "房屋已拆"}).status == 302
    assert json.loads(judge.get("/map/targets.json").text)["ids"] == []


def test_each_role_has_its_part_of_the_ground(browser: Open, placed: dict[str, UUID]) -> None:
    allowed = {
        "clerk": (403, 200),
        "president": (200, 403),
        "bailiff": (200, 200),
        "auditor": (403, 403),
        "keeper": (403, 403),
    }
    for username, (map_, work) in allowed.items():
        visitor = browser(username)
        assert visitor.get("/map").status == map_, username
        assert visitor.get("/map/targets.json").status == map_, username
        assert visitor.get("/map/unfixed").status == work, username
    assert browser("clerk").get(f"/addresses/{placed['home']}/pin").status == 200
    assert browser("bailiff").get(f"/addresses/{placed['home']}/pin").status == 404


def test_an_address_in_another_province_is_marked_with_the_article(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person = make_person(session, judge, "张某一")
        make_address(session, judge, person, "浙江省杭州市西湖区文三路1号")
        case_id = make_case(session, judge, debtors=(person,))
    page = browser("judge").get(f"/cases/{case_id}").text
    assert "区外" in page
    assert "委托执行规定第1条" in page
