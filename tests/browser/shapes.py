"""Which pages are looked at: every kind of page once in each shape that it takes for somebody."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from bench.walk import HTML, Stop, open_court, signed_in, walk
from routes.demonstration.court import SHOWN
from routes.deployment import deployment
from tests.browser.once import copied, once

ORDER = ("judge", *(username for username in SHOWN if username != "judge"))
"""The judge sees most pages; the others add those he does not see, or sees otherwise."""
GOOD = (200, 302)


@dataclass(frozen=True)
class Look:
    """A page as one person sees it."""

    username: str
    stop: Stop
    first: bool
    """Whether nobody before him reached this kind of page."""


@dataclass(frozen=True)
class Looks:
    """All pages of one court that are worth a look, and the links that lead nowhere."""

    pages: tuple[Look, ...]
    broken: tuple[str, ...]
    doors: frozenset[str]

    @property
    def usernames(self) -> list[str]:
        """Who sees something here that nobody saw before him."""
        return list(dict.fromkeys(one.username for one in self.pages if one.first))

    def of(self, username: str, *, lang: str = "zh") -> list[Stop]:
        """What is looked at as this person; in English every kind of page once, whoever reaches it first."""
        return [one.stop for one in self.pages if one.username == username and (lang == "zh" or one.first)]


def kept(file: Path, home: Path, known: Looks | None = None) -> Looks:
    """The pages of this court, walked once in a test run and kept in a file for all its processes."""
    form = TypeAdapter(Looks)
    once(file, lambda draft: draft.write_bytes(form.dump_json(looks(home, known))))
    return form.validate_json(file.read_bytes())


def looks(home: Path, known: Looks | None = None) -> Looks:
    """Walk a copy of a court as every role; shapes that are `known` from another court are left out."""
    with tempfile.TemporaryDirectory() as folder:
        return _walked(copied(home, Path(folder)), known)


def _walked(home: Path, known: Looks | None) -> Looks:
    app = open_court(home)
    seen = {(one.stop.door, one.stop.shape) for one in known.pages} if known else set()
    doors = set(known.doors) if known else set()
    pages, broken = [], []
    for username in ORDER:
        stops = walk(app, signed_in(app, username), of_a_kind=1)
        broken += [f"{username}: {one.address} answers {one.status}" for one in stops if one.status not in GOOD]
        fresh = [
            one for one in stops if one.kind == HTML and one.status == GOOD[0] and (one.door, one.shape) not in seen
        ]
        pages += [Look(username, one, one.door not in doors) for one in fresh]
        seen |= {(one.door, one.shape) for one in fresh}
        doors |= {one.door for one in stops}
    deployment(app).store.close()
    return Looks(tuple(pages), tuple(broken), frozenset(doors))
