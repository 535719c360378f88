"""A client that signs in as somebody and inspects every page it fetches."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

VOID_INPUTS = {"hidden", "submit", "button"}


@dataclass(frozen=True)
class Page:
    """An answer, and its text."""

    status: int
    text: str
    headers: dict[str, str]
    bytes: bytes

    @property
    def location(self) -> str:
        """Where a redirect points."""
        return self.headers.get("Location", "")


class Browser:
    """Fetches pages as one person; each HTML page is inspected."""

    def __init__(self, app: Flask, username: str | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        if username:
            with self.client.session_transaction() as session:
                session["_user_id"] = f"token-{username}"
                session["_fresh"] = True

    def get(self, path: str, **more: Any) -> Page:
        """Fetch a page."""
        return self._seen(self.client.get(path, **more))

    def post(self, path: str, form: dict[str, Any] | None = None, **more: Any) -> Page:
        """Send a form."""
        return self._seen(self.client.post(path, data=form or {}, **more))

    def post_json(self, path: str, body: Any) -> Page:
        """Send JSON."""
        return self._seen(self.client.post(path, json=body))

    @staticmethod
    def _seen(answer: Any) -> Page:
        kind = answer.headers.get("Content-Type", "")
        text = (
            answer.get_data(as_text=True)
            if kind.startswith(("text/", "application/json", "application/problem"))
            else ""
        )
        page = Page(answer.status_code, text, dict(answer.headers), answer.get_data())
        if kind.startswith("text/html") and page.status not in {301, 302, 303}:
            inspect(page)
        return page


class _Inspector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.title = ""
        self.labels: set[str] = set()
        self.inputs: list[tuple[str, dict[str, str | None]]] = []
        self._in: str = ""
        self._label_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in = tag
        if any(name.startswith("on") or name == "style" for name in given):
            self.wrong.append(f"inline handler or style on <{tag}>: {given}")
        for name in ("src", "href", "action", "data-url"):
            address = given.get(name) or ""
            if urlsplit(address).netloc:
                self.wrong.append(f"foreign address {address}")
        inline = tag in {"script", "style"} and "src" not in given and given.get("type") != "application/json"
        if inline and not given.get("nonce"):
            self.wrong.append(f"inline <{tag}> without nonce")
        if tag == "img" and "alt" not in given:
            self.wrong.append("img without alt")
        if tag == "label":
            self._label_depth += 1
            self.labels.add(given.get("for") or "")
        if tag in {"input", "select", "textarea"} and (given.get("type") or "text") not in VOID_INPUTS:
            named = given.get("aria-label") or given.get("aria-labelledby") or self._label_depth
            if not named:
                self.inputs.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._label_depth -= 1

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.title += data.strip()


def inspect(page: Page) -> None:
    """A page has a title, labelled inputs, no inline script or style, no foreign address, and the policy."""
    found = _Inspector()
    found.feed(page.text)
    unlabelled = [given for _, given in found.inputs if (given.get("id") or "?") not in found.labels]
    assert found.title, "page without title"
    assert not found.wrong, found.wrong
    assert not unlabelled, f"inputs without label: {unlabelled}"
    policy = page.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"\{\{|\{%", page.text), "template source on the page"
