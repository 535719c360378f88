"""Many hands in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from tests.support.pages import Browser

AT_ONCE = 8


def at_once(app: Flask, username: str, send: Callable[[Browser], int], times: int = AT_ONCE) -> list[int]:
    """The same thing sent by so many hands in the same moment; the answers."""
    ready = Barrier(times)

    def one(_: int) -> int:
        browser = Browser(app, username)
        ready.wait()
        return send(browser)

    with ThreadPoolExecutor(times) as hands:
        return sorted(hands.map(one, range(times)))
