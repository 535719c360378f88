"""What a browser asked for and said while it was used; anything foreign or wrong fails the test."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

HERE = "127.0.0.1"
OWN_SCHEMES = {"data", "blob", "about"}
CUT_OFF = "ERR_INTERNET_DISCONNECTED"
UNREACHED = re.compile(r"net::(\w+)")
ANSWERED = re.compile(r"status of (\d{3})")


class Watch:
    """Watches all pages of a browser's context: requests to other hosts, console errors, breaches of the policy."""

    def __init__(self, context: BrowserContext) -> None:
        self.wrong: list[str] = []
        self._expected: set[str] = set()
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._broke)

    def expects(self, status: int) -> None:
        """The browser may complain of an answer with this status: a refusal is wanted here."""
        self._expected.add(str(status))

    def expects_no_net(self) -> None:
        """The browser may complain that nothing is reached: the net is cut here."""
        self._expected.add(CUT_OFF)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.hostname != HERE:
            self.wrong.append(f"asked another machine: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        answered = ANSWERED.search(message.text) or UNREACHED.search(message.text)
        if message.type == "error" and not (answered and answered[1] in self._expected):
            self.wrong.append(f"{message.location.get('url', '')}: {message.text}")

    def _broke(self, fault: WebError) -> None:
        self.wrong.append(f"{fault.page.url if fault.page else ''}: {fault.error}")
