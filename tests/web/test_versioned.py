"""The files of a page: asked for once, and anew as soon as any of them is another."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from routes.versioned import FOR_EVER, version_of
from tests.support.pages import Browser

Open = Callable[..., Browser]
ADDRESS = re.compile(r'(?:href|src)="(/static/[^"#]+)')


def test_a_browser_keeps_every_file_of_a_page(browser: Open) -> None:
    visitor = browser()
    named = ADDRESS.findall(visitor.get("/sign-in").text)
    assert len(named) > 10
    assert {visitor.get(address).headers["Cache-Control"] for address in named} == {FOR_EVER}


def test_what_a_script_imports_from_beside_it_is_kept_as_well(browser: Open) -> None:
    visitor = browser()
    script = next(address for address in ADDRESS.findall(visitor.get("/sign-in").text) if address.endswith("ui.js"))
    imported = re.findall(r'from "(\./[^"]+)"', visitor.get(script).text)
    assert imported
    assert {visitor.get(urljoin(script, one)).headers["Cache-Control"] for one in imported} == {FOR_EVER}


def test_under_another_version_or_none_a_file_is_given_and_asked_for_again(browser: Open) -> None:
    visitor = browser()
    for address in ("/static/v-0123456789abcdef/css/tokens.css", "/static/css/tokens.css"):
        answer = visitor.get(address)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_that_is_not_there_is_not_kept(browser: Open) -> None:
    named = ADDRESS.search(browser().get("/sign-in").text)
    assert named
    answer = browser().get(re.sub(r"(/static/v-[^/]+)/.*", r"\1/css/nothing.css", named[1]))
    assert answer.status == 404
    assert FOR_EVER not in answer.headers.values()


def test_one_changed_sign_is_another_version(tmp_path: Path) -> None:
    before, after, renamed = (tmp_path / name for name in ("before", "after", "renamed"))
    for folder, name, text in ((before, "a.css", "x"), (after, "a.css", "y"), (renamed, "b.css", "x")):
        folder.mkdir()
        (folder / name).write_text(text)
    assert len({version_of(folder) for folder in (before, after, renamed)}) == 3
