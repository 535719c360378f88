"""Walks the pages of a served store as one person: from the first page, along every link, one address of a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from app.base.settings import Settings
from app.staff.rules import DEMONSTRATION_PASSWORD
from routes.application import create_app

OF_A_KIND: Final = 2
"""How many addresses of one kind are visited: the first of a list may be the easy one."""
HTML: Final = "text/html"


@dataclass(frozen=True)
class Stop:
    """One page as somebody reached it."""

    door: str
    """The endpoint, with what its address says besides ids, such as the deed of a tablet's form."""
    address: str
    kind: str
    """The content type."""
    status: int
    shape: frozenset[str]
    """The kinds of elements on it: where two roles see the same shape, one look is enough."""


def open_court(home: Path) -> Flask:
    """The application over a home folder; forms need no token, so that a client without pages can sign in."""
    app = create_app(Settings(home=home))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def signed_in(app: Flask, username: str) -> FlaskClient:
    """A client of one person of the demonstration."""
    client = app.test_client()
    answer = client.post("/sign-in", data={"username": username, "password": DEMONSTRATION_PASSWORD})
    if answer.status_code != 302:  # noqa: PLR2004 - signing in redirects
        raise RuntimeError(f"{username} cannot sign in: {answer.status}")
    return client


def walk(app: Flask, client: FlaskClient, *, of_a_kind: int = OF_A_KIND) -> list[Stop]:
    """Every kind of page this person reaches by links, also those that answer with a fault."""
    waiting, seen, stops = ["/"], {"/"}, []
    counts: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        door = door_of(app, address)
        if door is None or counts.get(door, 0) >= of_a_kind:
            continue
        counts[door] = counts.get(door, 0) + 1
        answer = client.get(address)
        kind = answer.mimetype or ""
        page = _Reader.of(answer.get_data(as_text=True) if kind == HTML else "")
        answer.close()
        stops.append(Stop(door, address, kind, answer.status_code, frozenset(page.elements)))
        waiting += [link for link in page.links if link not in seen]
        seen.update(page.links)
    return stops


def door_of(app: Flask, address: str) -> str | None:
    """The kind of an address of ours; None for files and for other places."""
    parts = urlsplit(address)
    if parts.netloc or parts.scheme:
        return None
    try:
        endpoint, values = app.url_map.bind("").match(parts.path, "GET")
    except HTTPException:
        return None
    if endpoint == "static":
        return None
    said = [
        str(value)
        for value in values.values()
        if not isinstance(value, UUID) and len(str(value)) < len(UUID(int=0).hex)
    ]
    asked = ["?"] if parts.query else []
    return " ".join([endpoint, *said, *asked])


def links(text: str, prefix: str) -> Iterator[str]:
    """The links of a page that begin so, in their order."""
    return (link for link in _Reader.of(text).links if link.startswith(prefix))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, None] = {}
        self.elements: set[str] = set()

    @classmethod
    def of(cls, text: str) -> "_Reader":
        """What a page links to, without the place inside the page, and of which elements it is made."""
        reader = cls()
        reader.feed(text)
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.add(f"{tag}.{given.get('class') or ''}.{given.get('type') or ''}.{given.get('role') or ''}")
        target = given.get("href") or ""
        if tag == "a" and target.startswith("/"):
            self.links[target.split("#")[0]] = None
