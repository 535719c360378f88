"""Somebody of the court at his browser: signs in, opens pages by their names, fills in what he sees."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect

from app.staff.rules import DEMONSTRATION_PASSWORD


def sign_in(page: Page, address: str, username: str) -> None:
    """Sign in at the front door."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("登录名").or_(page.get_by_label("Sign-in name")).fill(username)
    page.get_by_label("密码").or_(page.get_by_label("Password")).fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name=re.compile("^(登录|Sign in)$")).click()
    page.wait_for_url(f"{address}/")


class Person:
    """Whoever sits at a page of the court."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def opens(self, name: str) -> Self:
        """Choose a page in the side navigation."""
        self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=name).first.click()
        return self

    def follows(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Self:
        """Follow a link."""
        (within or self.page.get_by_role("main")).get_by_role("link", name=name).first.click()
        return self

    def turns_to(self, tab: str) -> Self:
        """Choose one of the tabs of a thing with several pages."""
        return self.follows(tab, within=self.page.get_by_role("main").get_by_role("navigation").first)

    def presses(self, name: str | re.Pattern[str], *, within: Locator | None = None, sure: bool = False) -> Self:
        """Press a button, and answer the question it asks when he is `sure`: only a page with its script asks one."""
        if sure:
            self.page.locator("html[data-attached]").get_by_role("button", name=name).first.wait_for()
        (within or self.page.get_by_role("main")).get_by_role("button", name=name).first.click()
        if sure:
            self.page.get_by_role("dialog").get_by_role("button").first.click()
        return self

    def fills(self, **fields: str) -> Self:
        """Fill in fields by their labels."""
        for label, value in fields.items():
            self.page.get_by_role("main").get_by_label(label).first.fill(value)
        return self

    def chooses(self, label: str, option: str | re.Pattern[str]) -> Self:
        """Choose from a list."""
        box = self.page.get_by_role("main").get_by_label(label).first
        box.wait_for()
        offered = [text.strip() for text in box.locator("option").all_inner_texts()]
        box.select_option(label=next(text for text in offered if re.search(option, text)))
        return self

    def ticks(self, *labels: str | re.Pattern[str]) -> Self:
        """Tick boxes and pick answers by their labels."""
        for label in labels:
            self.page.get_by_role("main").get_by_label(label).first.check()
        return self

    def brings(self, label: str, name: str, content: bytes) -> Self:
        """Choose a file."""
        box = self.page.get_by_label(label).first
        box.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
        return self

    def sees(self, *words: str | re.Pattern[str]) -> Self:
        """All this can be read on the page."""
        for word in words:
            expect(self.page.get_by_role("main").get_by_text(word).first).to_be_visible()
        return self

    def sees_title(self, words: str | re.Pattern[str]) -> Self:
        """The heading of the page."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)
        return self

    def card(self, title: str | re.Pattern[str]) -> Locator:
        """A card of the page by its heading."""
        heading = self.page.get_by_role("heading", name=title)
        return self.page.get_by_role("main").locator("section").filter(has=heading).last

    def row(self, words: str) -> Locator:
        """A row of a table that holds these words."""
        return self.page.get_by_role("main").get_by_role("row").filter(has_text=words).first
