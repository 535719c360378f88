"""The tablet's pages: the day, the stop, the deeds, without scripts."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from app.base.clock import HandClock
from app.base.store import Store
from app.field.tables import Medium, Visit
from app.measures.tables import MeasureDeed
from app.money.actions_plans import DraftPlan, draft_plan
from app.money.tables import Receipt
from app.sync.tables import Letter
from routes.tablet.deed_forms import FORMS
from tests.support import people
from tests.support.make_tablet import ACCOUNT, Morning, make_morning
from tests.support.pages import Browser, Page
from tests.support.people import DAWN

Open = Callable[..., Browser]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)
SLUGS = [form.slug for form in FORMS]


@pytest.fixture
def morning(app_store: Store, clock: HandClock) -> Morning:
    made = make_morning(app_store)
    clock.moment = DAWN + timedelta(minutes=12)
    return made


@pytest.fixture
def page_of(morning: Morning) -> Callable[..., str]:
    """`page_of("pay")`: the address of a deed at the first stop."""
    return lambda slug, stop=0: f"/tablet/stops/{morning.stops[stop].id}/deeds/{slug}"


@pytest.fixture
def bailiff(browser: Open, morning: Morning) -> Browser:
    return browser("bailiff")


def kept(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.scalars(select(table)))


def hidden(page: Page) -> dict[str, str]:
    """The hidden fields and start values of the deed's form, as a browser would send them back."""
    form = page.text.partition('id="deed"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    at = re.search(r'name="at" value="([^"]*)"', form)
    return dict(found) | ({"at": at[1]} if at else {})


def test_the_day_shows_the_stops_in_order_with_times_and_states(bailiff: Browser, morning: Morning) -> None:
    page = bailiff.get("/tablet")
    assert page.status == 200
    places = [page.text.index(stop.target.person.name) for stop in morning.stops]
    assert places == sorted(places)
    assert page.text.count("stop-now") == 1
    assert morning.first.arrive_at.beijing.strftime("%H:%M") in page.text
    assert "data-truth-pending" in page.text


def test_who_is_in_no_squad_has_a_calm_page(browser: Open, morning: Morning) -> None:
    assert "您今天没有出动任务" in browser("auxiliary").get("/tablet").text


def test_who_leads_sees_the_squads_of_his_sweep(browser: Open, morning: Morning) -> None:
    judge = browser("judge")
    assert "张某甲" in judge.get(f"/tablet?squad={morning.squad_id}").text
    assert judge.get("/tablet?squad=x").status == 200
    assert judge.get(f"/tablet/stops/{morning.first.id}").status == 200


@pytest.mark.parametrize("who", ["clerk", "president", "director", "keeper", "auditor"])
def test_the_tablet_is_for_those_who_go_out(browser: Open, morning: Morning, who: str) -> None:
    assert browser(who).get("/tablet").status == 403


def test_a_foreign_stop_is_not_found(browser: Open, morning: Morning) -> None:
    for path in (f"/tablet/stops/{morning.first.id}", f"/tablet/stops/{morning.first.id}/deeds/arrive"):
        assert browser("auxiliary").get(path).status == 404
        assert browser("judge2").get(path).status == 404


def test_the_dossier_tells_what_an_officer_must_know(bailiff: Browser, morning: Morning) -> None:
    page = bailiff.get(f"/tablet/stops/{morning.first.id}").text
    for told in ("tel:13900000001", "天亮前到", "60,000.00", "王洼镇李岔村三组", "公里", "住所", "******"):
        assert told in page
    assert "女性" in bailiff.get(f"/tablet/stops/{morning.stops[2].id}").text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_deed_has_its_page_and_no_more_than_three_taps(
    bailiff: Browser, morning: Morning, page_of: Callable[..., str], slug: str
) -> None:
    page = bailiff.get(page_of(slug))
    assert page.status == 200
    over = "pay" if slug == "cash" else None
    before = bailiff.get(page_of(over) if over else f"/tablet/stops/{morning.first.id}")
    assert page_of(slug) in before.text, "reached from the stop, or from the page of payments"


def test_an_unknown_deed_is_not_found(bailiff: Browser, page_of: Callable[..., str]) -> None:
    assert bailiff.get(page_of("dance")).status == 404


def test_money_shows_the_account_first_large_and_as_a_code(bailiff: Browser, page_of: Callable[..., str]) -> None:
    page = bailiff.get(page_of("pay")).text
    assert page.index(ACCOUNT) < page.index('id="deed"')
    assert f'data-copy="{ACCOUNT}"' in page
    assert "<svg" in page.partition("收款账号的二维码")[2][:400]
    assert page_of("cash") in page


@pytest.mark.parametrize("slug", ["pay", "cash"])
def test_nobody_is_ticked_beforehand_as_having_taken_money(
    bailiff: Browser, page_of: Callable[..., str], slug: str
) -> None:
    ticked = r'name="officer_ids" value="[^"]*"\s+checked'
    assert 'name="officer_ids"' in bailiff.get(page_of(slug)).text
    assert not re.search(ticked, bailiff.get(page_of(slug)).text)
    assert re.search(ticked, bailiff.get(page_of("arrive")).text)


FILLED: dict[str, dict[str, Any]] = {
    "inform": {"identity_shown": "1", "consequences_told": "1", "recorder_no": "J-07"},
    "summon": {"appear_at": "2026-01-20T09:00", "place": "本院执行局", "mode": "signed", "receiver": "张某甲"},
    "serve": {"paper": "detention_decision", "mode": "left_witness", "witness": "村干部", "refusal_reason": "不签"},
    "compel": {"consequences_told": "1"},
    "announce": {"decision_served": "1", "signed": "1"},
    "examine": {"place": "彭阳县人民医院", "result": "fit"},
    "refuse": {"reason": "血压过高"},
    "family": {"result": "told", "whom": "张某之父", "how": "电话"},
    "release": {"reason": "paid"},
    "pay": {"way": "transfer", "amount": "100200", "payer": "张某甲", "relation": "self"},
    "cash": {"amount": "3,000.50", "payer": "张某之兄", "relation": "sibling", "reason": "没有银行卡"},
    "note": {"note": "院内有犬"},
}
LATER = {"undertaking", "settlement", "cancel", "photo"}


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in LATER])
def test_a_deed_is_written_down_without_scripts(
    bailiff: Browser, morning: Morning, page_of: Callable[..., str], app_store: Store, slug: str
) -> None:
    form = hidden(bailiff.get(page_of(slug))) | FILLED.get(slug, {})
    answer = bailiff.post(page_of(slug), form)
    assert (answer.status, answer.location) == (302, f"/tablet/stops/{morning.first.id}")
    [letter] = kept(app_store, Letter)
    assert letter.answer["status"] == "applied"
    assert "已登记" in bailiff.get(answer.location).text


def test_the_time_is_now_unless_it_was_changed(
    bailiff: Browser, page_of: Callable[..., str], app_store: Store, clock: HandClock
) -> None:
    form = hidden(bailiff.get(page_of("arrive")))
    clock.forward(timedelta(minutes=7))
    bailiff.post(page_of("arrive"), form)
    changed = hidden(bailiff.get(page_of("inform"))) | {"at": "2026-01-17T06:01"}
    bailiff.post(page_of("inform"), changed)
    at = {visit.kind: visit.at for visit in kept(app_store, Visit)}
    assert at == {"visit.arrive": DAWN + timedelta(minutes=19), "visit.inform": DAWN + timedelta(minutes=1)}


def test_a_form_sent_twice_is_one_deed(
    bailiff: Browser, page_of: Callable[..., str], app_store: Store, clock: HandClock
) -> None:
    form = hidden(bailiff.get(page_of("pay"))) | FILLED["pay"]
    bailiff.post(page_of("pay"), form)
    clock.forward(timedelta(seconds=9))
    answer = bailiff.post(page_of("pay"), form)
    assert "没有重复登记" in bailiff.get(answer.location).text
    assert len(kept(app_store, Receipt)) == 1


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("pay", ({"way": "transfer", "amount": "-3", "payer": "张某甲"}, "amount")),
        ("pay", ({"way": "transfer", "amount": "0.001", "payer": "张某甲"}, "amount")),
        ("pay", ({"way": "barter", "amount": "3", "payer": "张某甲"}, "way")),
        ("note", ({"note": "字" * 100_000}, "note")),
        ("note", ({"note": ""}, "note")),
        ("summon", ({"mode": "signed"}, "appear_at")),
        ("arrive", ({"at": "not a time"}, "at")),
        ("family", ({}, "result")),
    ],
)
def test_a_wrong_form_comes_back_with_its_faults_and_nothing_is_kept(
    bailiff: Browser, page_of: Callable[..., str], app_store: Store, slug: str, typed: tuple[dict[str, str], str]
) -> None:
    wrong, field = typed
    answer = bailiff.post(page_of(slug), hidden(bailiff.get(page_of(slug))) | wrong)
    assert answer.status == 422
    assert f'id="f-{field}-fault"' in answer.text
    assert not kept(app_store, Letter)


def test_markup_is_ordinary_text(bailiff: Browser, morning: Morning, page_of: Callable[..., str]) -> None:
    said = "<script>alert(1)</script> ${x} “引号” \"'"
    bailiff.post(page_of("note"), hidden(bailiff.get(page_of("note"))) | {"note": said})
    page = bailiff.get(f"/tablet/stops/{morning.first.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ${x} “引号”" in page


def test_a_photo_is_kept_by_its_hash(bailiff: Browser, page_of: Callable[..., str], app_store: Store) -> None:
    form = hidden(bailiff.get(page_of("photo")))
    answer = bailiff.post(page_of("photo"), {**form, "photo": (BytesIO(PNG), "door.png")})
    assert answer.status == 302
    [medium], [visit] = kept(app_store, Medium), kept(app_store, Visit)
    assert visit.body["media"] == [medium.sha256]
    wrong = bailiff.post(page_of("photo"), {**form, "photo": (BytesIO(b"MZ not a picture"), "door.png")})
    assert wrong.status == 422
    assert "只接受" in wrong.text


SIGNED: dict[str, dict[str, str]] = {
    "undertaking": {"consent": "none", "hardship": "患病"},
    "settlement": {"consent": "phone", "creditor_agent": "样经理", "creditor_role": "special", "authority": "授权书"},
}


@pytest.mark.parametrize("slug", SIGNED)
def test_what_is_signed_names_the_plan_that_was_drafted(
    bailiff: Browser, morning: Morning, page_of: Callable[..., str], app_store: Store, slug: str
) -> None:
    with app_store.writing() as session:
        stop = morning.first
        terms = {"first_on": "2026-02-17", "instalments": 12, "case_id": stop.case_id, "person_id": stop.person_id}
        plan = draft_plan(session, people.actor_of(session, "judge", DAWN), DraftPlan.model_validate(terms))
    page = bailiff.get(page_of(slug))
    assert f'value="{plan.id}" selected' in page.text, "the only plan is chosen already"
    form = hidden(page) | {"plan_id": str(plan.id), "signer_ids": str(stop.person_id)} | SIGNED[slug]
    assert bailiff.post(page_of(slug), form).status == 302
    [letter] = kept(app_store, Letter)
    assert (letter.kind, letter.answer["status"]) == (f"{slug}.sign", "applied")
    nobody = bailiff.post(page_of(slug), {**form, "signer_ids": ""})
    assert nobody.status == 422
    assert 'id="f-signer_ids-fault"' in nobody.text


def test_a_deed_can_be_corrected(bailiff: Browser, page_of: Callable[..., str], app_store: Store) -> None:
    bailiff.post(page_of("compel"), hidden(bailiff.get(page_of("compel"))) | FILLED["compel"])
    [deed] = kept(app_store, MeasureDeed)
    page = bailiff.get(page_of("cancel"))
    assert str(deed.id) in page.text
    answer = bailiff.post(page_of("cancel"), hidden(page) | {"cancels": str(deed.id), "reason": "按错了"})
    assert "已登记" in bailiff.get(answer.location).text
    assert {row.cancels for row in kept(app_store, MeasureDeed)} == {None, deed.id}


def test_a_held_person_stands_out_and_his_clock_runs(bailiff: Browser, page_of: Callable[..., str]) -> None:
    for slug in ("compel", "brought"):
        bailiff.post(page_of(slug), hidden(bailiff.get(page_of(slug))) | FILLED.get(slug, {}))
    assert "在控人员：张某甲" in bailiff.get("/tablet").text
    page = bailiff.get(page_of("arrive").partition("/deeds")[0]).text
    assert "询问八小时" in page
    assert "data-due" in page


def test_media_come_in_raw_or_as_a_file(bailiff: Browser, app_store: Store) -> None:
    raw = bailiff.client.post("/tablet/media", data=PNG, content_type="image/png")
    part = bailiff.client.post("/tablet/media", data={"file": (BytesIO(PNG), "a.png")})
    assert raw.json == part.json
    assert bailiff.client.get(f"/media/{raw.json['sha256']}").data == PNG  # type: ignore[index] # reason: asserted above
    assert len(kept(app_store, Medium)) == 1


@pytest.mark.parametrize("content", [b"", b"MZ\x00", PNG[:20]])
def test_what_is_no_picture_is_refused(bailiff: Browser, app_store: Store, content: bytes) -> None:
    answer = bailiff.client.post(
        "/tablet/media", data=content, content_type="image/png", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 422
    assert not kept(app_store, Medium)


def test_no_other_site_may_send_photos(bailiff: Browser) -> None:
    answer = bailiff.client.post(
        "/tablet/media", data=PNG, content_type="image/png", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_asking_for_pages_changes_nothing(bailiff: Browser, morning: Morning, app_store: Store) -> None:
    bailiff.get("/tablet")
    bailiff.get(f"/tablet/stops/{morning.first.id}")
    with app_store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Letter)) == 0
