"""Pages that no link leads to: what a form says when it is sent empty, what an action answers, how a refusal looks.

They are made by the program itself without a browser, and put before the browser as the court's answer.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, NoReturn
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, Route
from werkzeug.test import TestResponse

from bench.walk import Stop, links, signed_in
from routes.application import LARGEST_REQUEST
from tests.browser.served import Court
from tests.support.lists import csv_list, row
from tests.support.make_money import bank_file, bank_row

KEPT = ("Content-Type", "Content-Security-Policy")
REFUSED = (409, 422)
NOBODY = UUID(int=1)
UNSUMMONED = "韦某"
"""The debtor of whom nothing was proposed: no summons was served."""


@dataclass(frozen=True)
class Answer:
    """A page as an action left it."""

    name: str
    address: str
    status: int
    headers: dict[str, str]
    body: str

    @classmethod
    def of(cls, name: str, answer: TestResponse) -> "Answer":
        """The answer of the program under the name it gets in an album."""
        headers = {key: answer.headers[key] for key in KEPT if key in answer.headers}
        return cls(name, answer.request.path, answer.status_code, headers, answer.text)

    def lies_before(self, page: Page, court: Court) -> None:
        """Open it in the browser."""
        address = court.address + self.address

        def give(route: Route) -> None:
            route.fulfill(status=self.status, headers=self.headers, body=self.body)

        page.route(address, give)
        page.goto(address)
        page.unroute(address)


def comes(app: Flask, username: str, lang: str) -> FlaskClient:
    """Somebody who reads that language."""
    client = signed_in(app, username)
    client.set_cookie("lang", lang)
    return client


def emptied(client: FlaskClient, stops: Iterable[Stop]) -> Iterator[Answer]:
    """Every form with something that must be filled in, sent with nothing in it; it has to say what is missing."""
    for stop in stops:
        for action in _Forms.of(client.get(stop.address).text):
            answer = client.post(action, data={})
            assert answer.status_code in REFUSED, f"{stop.door}: an empty form to {action} gave {answer.status}"
            yield Answer.of(f"{stop.door} empty", answer)


def refusals(app: Flask, lang: str) -> Iterator[Answer]:
    """The doors that do not open: nobody signed in, not his, not there, too large, a failure of ours."""
    visitor = app.test_client()
    visitor.set_cookie("lang", lang)
    yield Answer.of("sign-in", visitor.get("/sign-in"))
    yield Answer.of("sign-in wrong", visitor.post("/sign-in", data={"username": "judge", "password": "not-his-word"}))
    judge = comes(app, "judge", lang)
    yield Answer.of("error 403", comes(app, "keeper", lang).get("/cases"))
    yield Answer.of("error 404", judge.get("/nowhere"))
    yield Answer.of("error 404 case", judge.get(f"/cases/{NOBODY}"))
    yield Answer.of("error 405", judge.get("/sign-out"))
    large = {"CONTENT_LENGTH": str(LARGEST_REQUEST + 1)}
    yield Answer.of("error 413", judge.post("/imports", data={"list": "x"}, environ_overrides=large))
    app.config["WTF_CSRF_ENABLED"] = True
    yield Answer.of("error 400", judge.post("/imports", data={}))
    app.config["WTF_CSRF_ENABLED"] = False
    with _broken(app, "front.third_party"):
        yield Answer.of("error 500", judge.get("/notices"))


def of_the_evening(app: Flask, lang: str) -> Iterator[Answer]:
    """What actions of the day before leave: previews of lists, a proposal refused by its gate, a search that runs."""
    judge = comes(app, "judge", lang)
    for name, rows in (("good", [row()]), ("wrong", [row(案号="2025宁执不对", 立案日期="昨天"), row(本金="-1")])):
        file = (io.BytesIO(csv_list(*rows)), "名册.csv")
        yield Answer.of(f"imports.one {name}", judge.post("/imports", data={"list": file}, follow_redirects=True))
    measures = _first(judge, f"/cases?q={UNSUMMONED}", "/cases/0", "/measures")
    person = _first_option(judge.get(f"{measures}/compel").text, "person_id")
    asked = {"person_id": person, "reason": "须到场接受调查询问。"}
    yield Answer.of("measures.compel refused", judge.post(f"{measures}/compel", data=asked))
    sweep = _first(judge, "/sweeps", "/sweeps/0", "/routes")
    judge.post(sweep.replace("/routes", "/plan"), data={"seconds": "5"})
    yield Answer.of("sweeps.routes searching", judge.get(sweep))
    job = re.search(r'hx-get="(/jobs/[^"]+)"', judge.get(sweep).text)
    assert job, "the page of the routes shows no search"
    yield Answer.of("jobs.one", judge.get(job[1]))
    judge.post(f"{job[1]}/cancel")


def of_the_day(app: Flask, lang: str) -> Iterator[Answer]:
    """What actions of the day leave: a flagged deed, the papers of a plan, a bank's file, a sheet entered afterwards."""
    judge, clerk, bailiff = (comes(app, username, lang) for username in ("judge", "clerk", "bailiff"))
    stop = next(links(bailiff.get("/tablet").text, "/tablet/stops/"))
    told = bailiff.post(f"{stop}/deeds/inform", data={}, follow_redirects=True)
    yield Answer.of("tablet.stop saved", told)
    yield Answer.of("flags.listing waiting", judge.get("/flags"))
    yield Answer.of("flags.review_form", judge.get(next(links(judge.get("/flags").text, "/flags/"))))
    for plan in links(judge.get("/plans").text, "/plans/"):
        for paper in ("consent", "settlement", "undertaking"):
            if f"{plan}/{paper}" in judge.get(plan).text:
                yield Answer.of(f"plans.{paper}_form", judge.get(f"{plan}/{paper}"))
                yield Answer.of(f"plans.{paper}_form empty", judge.post(f"{plan}/{paper}", data={}))
        if f"{plan}/consent" in judge.get(plan).text:
            break
    lines = [bank_row("88.80", 对方户名="某某", 附言="还款"), bank_row("-3", 摘要="手续费")]
    for name, content in (("good", bank_file(lines)), ("wrong", "没有表头的文件\n1,2,3\n".encode())):
        file = (io.BytesIO(content), "流水.csv")
        given = clerk.post("/money/statements", data={"file": file}, follow_redirects=True)
        yield Answer.of(f"statements.preview {name}", given)
    line = next(links(clerk.get("/money/matching").text, "/money/lines/"))
    yield Answer.of("matching.claim_form found", clerk.get(f"{line}?case_number=（2025）宁0425执863号"))
    yield Answer.of("matching.claim_form unknown", clerk.get(f"{line}?case_number=（2025）宁0425执1号"))
    sheet = next(links(clerk.get("/backfill").text, "/backfill/stops/"))
    noted = {"on": "2026-01-17", "note-do": "1", "note-time": "09:00", "note-note": "院内有犬。"}
    yield Answer.of("backfill.answers", clerk.post(sheet, data=noted, follow_redirects=True))
    yield Answer.of("backfill.sheet empty", clerk.post(sheet, data={"on": "2026-01-17", "pay-do": "1"}))


class _broken:  # noqa: N801 - reads as a phrase: with _broken(app, endpoint)
    """While it lasts, one view fails like a program with a fault."""

    def __init__(self, app: Flask, endpoint: str) -> None:
        self.views, self.endpoint = app.view_functions, endpoint
        self.app, self.whole = app, app.view_functions[endpoint]

    def __enter__(self) -> None:
        def fails(**_: Any) -> NoReturn:
            raise RuntimeError("a fault put there by a test")

        self.views[self.endpoint] = fails
        self.app.config["PROPAGATE_EXCEPTIONS"] = False

    def __exit__(self, *_: object) -> None:
        self.views[self.endpoint] = self.whole


class _Forms(HTMLParser):
    """The addresses of the posting forms of a page in which something is required."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.found: dict[str, None] = {}

    @classmethod
    def of(cls, text: str) -> list[str]:
        """In their order, each once."""
        reader = cls()
        reader.feed(text)
        return list(reader.found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.action = given.get("action") if given.get("method") == "post" else None
        elif tag == "fieldset" and "disabled" in given:
            self.action = None
        elif self.action and "required" in given and given.get("type") != "hidden":
            self.found[self.action] = None


def _first(client: FlaskClient, listing: str, prefix: str, part: str) -> str:
    """The first thing of a listing, at one of its pages."""
    return next(links(client.get(listing).text, prefix)).split("?")[0] + part


def _first_option(text: str, name: str) -> str:
    """The first id that a field offers."""
    found = re.search(rf'name="{name}".*?<option value="([0-9a-f-]{{36}})"', text, re.DOTALL)
    assert found, f"{name} offers nobody"
    return found[1]
