"""What nobody should send: refused with a word about the field, never a failure, nothing of it kept."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.base.actor import WHOLE_COURT
from app.base.ids import new_id
from app.base.schema import metadata
from app.base.store import Store
from app.cases import queries as cases
from app.trail import queries as trail
from tests.support.make_cases import make_case
from tests.support.make_letters import envelope, letter
from tests.support.make_tablet import Morning, make_morning
from tests.support.pages import Browser
from tests.support.people import DAWN, actor_of

Open = Callable[..., Browser]
MARKUP = "<script>alert('x')</script> ${7*7} {{7*7}} \"引号\" '; DROP TABLE cases; --"
FAILURE = 500
WRONG = 422
TOO_MUCH = 100_000
FAR_DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "二〇二六年")
WRONG_NUMBERS = ("9" * 30, "-1", "0.001", "NaN", "Infinity", "1e400", "一百", "²")
CONTROL = ("前\x00后", "前\x0b后", "前\ufffe后")


def written(store: Store) -> tuple[object, ...]:
    """What changes when anything is written."""
    with store.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) for table in metadata().sorted_tables]
        return (trail.head(session), *counts)


@pytest.fixture
def case_id(app_store: Store) -> UUID:
    with app_store.writing() as session:
        return make_case(session, actor_of(session, "judge"))


@pytest.fixture
def morning(app_store: Store) -> Morning:
    return make_morning(app_store)


@dataclass(frozen=True)
class Sent:
    """A form with one field that cannot be right."""

    who: str
    url: str
    form: dict[str, str]
    field: str


LEAD = {"about": "whereabouts", "source": "village_cadre", "content": "早晚有灯"}
FINDING = {"kind": "vehicle", "what": "面包车一辆", "found_on": "2026-01-10", "source": "查询"}
SWEEP = {"name": "集中执行", "category": "finance", "starts_at": "2026-01-18T06:00", "ends_at": "2026-01-18T12:00"}
FORMS: list[tuple[str, str, dict[str, str], str, tuple[str, ...]]] = [
    ("judge", "/cases/{case}/leads/new", LEAD, "content", (*CONTROL, "长" * TOO_MUCH)),
    ("judge", "/cases/{case}/leads/new", LEAD, "received_at", (*FAR_DAYS, "9999-12-31T23:59", "0001-01-01T00:00")),
    ("judge", "/cases/{case}/findings/new", FINDING, "found_on", FAR_DAYS),
    ("judge", "/cases/{case}/findings/new", FINDING, "what", (*CONTROL, "长" * TOO_MUCH)),
    ("judge", "/cases/{case}/account", {}, "account_no", (*CONTROL, MARKUP, "9" * 60)),
    ("judge", "/cases/{case}/plans/new", {"first_on": "2026-03-01"}, "instalments", WRONG_NUMBERS),
    ("judge", "/cases/{case}/plans/new", {"instalments": "3", "paid_now": "1"}, "first_on", FAR_DAYS),
    ("judge", "/cases/{case}/plans/new", {"first_on": "2026-03-01", "instalments": "3"}, "paid_now", WRONG_NUMBERS),
    ("judge", "/sweeps/new", SWEEP, "starts_at", ("9999-12-31T23:59", "0001-01-01T00:00", "x")),
    ("judge", "/sweeps/new", SWEEP, "name", (*CONTROL, "长" * TOO_MUCH)),
    ("judge", "/vehicles", {"plate": "宁D·9999警"}, "seats", WRONG_NUMBERS),
    ("clerk", "/cases/{case}/money/new", {"way": "transfer"}, "amount", WRONG_NUMBERS),
    ("keeper", "/accounts/new", {"username": "new.one", "password": "long enough", "sex": "male"}, "name", CONTROL),
    ("keeper", "/court", {}, "name", (*CONTROL, "长" * TOO_MUCH)),
]
SENT = [
    pytest.param(Sent(who, url, {**given, field: value}, field), id=f"{url} {field} {number}")
    for who, url, given, field, values in FORMS
    for number, value in enumerate(values)
]


@pytest.mark.parametrize("sent", SENT)
def test_a_field_that_cannot_be_right_is_named_and_nothing_is_kept(
    browser: Open, app_store: Store, case_id: UUID, sent: Sent
) -> None:
    before = written(app_store)
    answer = browser(sent.who).client.post(sent.url.format(case=case_id), data=sent.form)
    assert answer.status_code == WRONG
    assert f"{sent.field}-fault" in answer.get_data(as_text=True)
    assert written(app_store) == before


QUERIES = (
    "/cases?page={}",
    "/cases?q={}",
    "/leads?page={}",
    "/map?sweep={}",
    "/map/targets.json?sweep={}",
    "/map/routes.json?sweep={}",
    "/papers?page={}&kind={}&state={}&q={}",
    "/papers/draft?kind={}",
    "/backfill?sweep={}",
    "/tablet?squad={}",
    "/money/matching?x={}",
    "/cases/{{case}}/measures/compel?person={}",
    "/cases/{{case}}/plans/new?first_on={}&instalments=3&paid_now=1",
    "/cases/{{case}}/plans/new?instalments={}&first_on=2026-03-01&paid_now={}",
)


@pytest.mark.parametrize("url", QUERIES)
def test_no_question_in_an_address_makes_a_page_fail(browser: Open, case_id: UUID, url: str) -> None:
    judge = browser("judge")
    for value in (*WRONG_NUMBERS, *FAR_DAYS, *CONTROL, MARKUP, "%", "长" * 2000):
        asked = url.replace("{}", quote(value)).replace("{{case}}", str(case_id))
        answer = judge.client.get(asked)
        assert answer.status_code < FAILURE, value[:40]
        assert b"<script>alert" not in answer.data


@pytest.mark.parametrize(
    ("who", "url"), [("auditor", "/trail?before={}"), ("clerk", "/money/sheet?day={}"), ("clerk", "/money?x={}")]
)
def test_nor_does_one_of_the_whole_court(browser: Open, who: str, url: str) -> None:
    for value in (*WRONG_NUMBERS, *FAR_DAYS, *CONTROL, MARKUP):
        assert browser(who).client.get(url.format(quote(value))).status_code < FAILURE, value


def test_a_null_sign_in_an_address_is_refused_before_anything_is_asked(browser: Open) -> None:
    answer = browser("judge").get("/papers?state=%00")
    assert answer.status == 422
    assert "请求不完整" in answer.text


def test_what_looks_like_a_program_is_shown_as_typed(browser: Open, case_id: UUID, app_store: Store) -> None:
    judge = browser("judge")
    with app_store.reading() as session:
        person = cases.case(session, WHOLE_COURT, case_id).debtors[0].id
    assert (
        judge.post(f"/cases/{case_id}/leads/new", {**LEAD, "person_id": str(person), "content": MARKUP}).status == 302
    )
    page = judge.client.get(f"/cases/{case_id}").get_data(as_text=True)
    assert "${7*7} {{7*7}}" in page
    assert "<script>alert" not in page


PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + bytes(20)
FILES = {
    "nothing": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "zip": b"PK\x03\x04" + bytes(40),
    "cut png": PNG[:20],
    "vast png": PNG[:16] + b"\xff\xff\xff\xff" * 2 + PNG[24:],
    "cut jpeg": b"\xff\xd8\xff\xe0",
    "endless jpeg": b"\xff\xd8\xff" + b"\xff\xc4\x00\x00" * 1000,
    "cut webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "gif": b"GIF89a" + bytes(40),
    "large": PNG + bytes(13 * 1024 * 1024),
}


@pytest.mark.parametrize("name", FILES)
def test_only_pictures_and_scans_are_kept(browser: Open, app_store: Store, name: str) -> None:
    before = written(app_store)
    answer = browser("bailiff").client.post("/tablet/media", data=FILES[name], content_type="image/png")
    assert 400 <= answer.status_code < FAILURE
    assert written(app_store) == before


def test_a_picture_that_is_also_a_page_is_only_ever_a_download(browser: Open) -> None:
    bailiff = browser("bailiff").client
    both = PNG + b"<!doctype html><script>alert(1)</script>"
    sha256 = bailiff.post("/tablet/media", data=both, content_type="text/html").get_json()["sha256"]
    answer = bailiff.get(f"/media/{sha256}")
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def bomb(cells: int) -> bytes:
    """A workbook whose one sheet unpacks to far more than it weighs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"<c>0</c>" * cells)
    return out.getvalue()


LISTS = {
    "bomb": bomb(20_000_000),
    "no book": b"PK\x03\x04" + bytes(100),
    "text": b"\xff\xfe\xfa" * 100,
    "empty": b"",
    "binary": bytes(range(256)) * 50,
    "html": b"<table><tr><td>1</td></tr></table>",
    "null signs": "案号,被执行人\n\x00,\x00\n".encode(),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("url", "field"), [("/imports", "list"), ("/money/statements", "file")])
def test_a_file_that_is_no_list_is_refused(browser: Open, app_store: Store, name: str, url: str, field: str) -> None:
    before = written(app_store)
    named = (io.BytesIO(LISTS[name]), "../../../etc/passwd<script>.xlsx")
    answer = browser("clerk").client.post(url, data={field: named}, content_type="multipart/form-data")
    assert 400 <= answer.status_code < FAILURE
    assert written(app_store) == before
    assert b"passwd<script>" not in answer.data


def test_a_body_of_a_hundred_megabytes_is_refused_before_it_is_read(browser: Open, app_store: Store) -> None:
    before = written(app_store)
    for url in ("/imports", "/tablet/letters", "/tablet/media", "/sign-in"):
        answer = browser("judge").client.post(
            url, data=b"x", headers={"Content-Length": "104857600"}, content_type="application/json"
        )
        assert 400 <= answer.status_code < FAILURE, url
    assert written(app_store) == before


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no json": b"{",
    "a list": b"[]",
    "a number": b"1",
    "deep": b"[" * 10_000 + b"]" * 10_000,
    "deep letters": b'{"device":"t","letters":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "many": json.dumps({"device": "t", "letters": [{}] * 500}).encode(),
    "null device": b'{"device":"a\\u0000b","letters":[]}',
    "half a sign": b'{"device":"\\ud800","letters":[]}',
    "no letters": b'{"device":"t","letters":{}}',
}


@pytest.mark.parametrize("name", BODIES)
def test_what_is_no_envelope_is_refused(browser: Open, app_store: Store, name: str) -> None:
    before = written(app_store)
    answer = browser("bailiff").client.post("/tablet/letters", data=BODIES[name], content_type="application/json")
    assert 400 <= answer.status_code < FAILURE
    assert written(app_store) == before


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


LETTERS: dict[str, dict[str, Any]] = {
    "far past": {"at": "0001-01-01T00:00:00Z"},
    "far future": {"at": "9999-12-31T23:59:59Z"},
    "no time": {"at": None},
    "no id": {"id": "x"},
    "an old id": {"id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
    "unknown kind": {"kind": "trail.forge"},
    "strange kind": {"kind": "<script>"},
    "deep body": {"body": {"note": deep(200)}},
    "nan": {"body": {"amount": float("nan")}},
    "huge": {"kind": "money.take", "body": {"amount": 10**30, "way": "transfer", "payer": "甲"}},
    "negative": {"kind": "money.take", "body": {"amount": -100, "way": "transfer", "payer": "甲"}},
    "zero": {"kind": "money.take", "body": {"amount": 0, "way": "transfer", "payer": "甲"}},
    "a tenth of a fen": {"kind": "money.take", "body": {"amount": "0.001", "way": "transfer", "payer": "甲"}},
    "long": {"kind": "visit.note", "body": {"note": "长" * TOO_MUCH}},
    "path": {"media": ["../../etc/passwd"]},
    "number": {"n": 10**30},
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_of_a_wrong_form_is_kept_and_does_nothing(browser: Open, morning: Morning, name: str) -> None:
    stop = morning.first
    good = letter("visit.note", DAWN, case_id=stop.case_id, person_id=stop.person_id, note="无")
    change = dict(LETTERS[name])
    bad = {**good, **change, "body": {**good["body"], **change.get("body", {})}}
    bailiff = browser("bailiff").client
    body = json.dumps(envelope([bad]))
    for _ in range(2):
        answer = bailiff.post("/tablet/letters", data=body, content_type="application/json")
        assert answer.status_code == 200
        [said] = answer.get_json()["answers"]
        assert said["status"] == "set_aside"
        assert said["code"] != "letter.failed"
    assert "长长长" not in browser("judge").get(f"/cases/{stop.case_id}/visits").text


def test_control_signs_of_a_letter_are_spelt_out_not_lost(browser: Open, morning: Morning) -> None:
    stop = morning.first
    note = letter(
        "visit.note", DAWN, case_id=stop.case_id, person_id=stop.person_id, note="前\x00\x0b\x1b\ud800后" + MARKUP
    )
    answer = browser("bailiff").client.post(
        "/tablet/letters", data=json.dumps(envelope([note])), content_type="application/json"
    )
    assert [one["status"] for one in answer.get_json()["answers"]] == ["applied"]
    page = browser("judge").client.get(f"/cases/{stop.case_id}/visits").get_data(as_text=True)
    assert "前\\x00\\x0b\\x1b\\ud800后" in page
    assert "<script>alert" not in page


def test_a_letter_says_nothing_of_a_person_of_another_case(browser: Open, morning: Morning, app_store: Store) -> None:
    """A bailiff may not let somebody go, or take him, by naming him in a case of his own."""
    own, other = morning.stops[0], morning.stops[1]
    letters = [
        letter(kind, DAWN, case_id=own.case_id, person_id=other.person_id, **body)
        for kind, body in (
            ("visit.arrive", {}),
            ("compel.record", {"consequences_told": True}),
            ("person.release", {"reason": "x"}),
            ("money.take", {"way": "transfer", "amount": "1", "payer": "甲"}),
        )
    ]
    answer = browser("bailiff").client.post("/tablet/letters", json=envelope(letters))
    assert [one["status"] for one in answer.get_json()["answers"]] == ["set_aside"] * 4


def test_a_letter_names_only_targets_and_squads_that_go_with_its_case(browser: Open, morning: Morning) -> None:
    own, other = morning.stops[0], morning.stops[1]
    wrong = [
        letter("visit.arrive", DAWN, case_id=own.case_id, person_id=own.person_id, target_id=target)
        for target in (other.target.id, new_id(DAWN))
    ]
    answer = browser("bailiff").client.post("/tablet/letters", json=envelope(wrong))
    assert [one["status"] for one in answer.get_json()["answers"]] == ["set_aside"] * 2
