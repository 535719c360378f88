"""The bailiff with the tablet in his hand."""

import re

from playwright.sync_api import expect

from tests.browser.navigators import Person


class Bailiff(Person):
    """An officer on his way: today's stops, one person, one deed after the other."""

    def opens_day(self) -> list[str]:
        """The names of today's stops in their order."""
        self.page.goto(f"{self.address}/tablet")
        self.sees_title("今日行程").sees(re.compile("带队"))
        return [name.strip() for name in self.page.locator(".stop-name").all_inner_texts()]

    def arrives_at(self, name: str) -> None:
        """Open a stop and say that he is there."""
        self.opens_stop(name)
        self.does("到达")

    def misses(self, name: str, note: str) -> None:
        """Open a stop where nobody was met."""
        self.opens_stop(name)
        self.starts("未遇").fills(看到的情况=note)
        self.saves("未遇")

    def opens_stop(self, name: str) -> None:
        """Open the dossier of one person."""
        self.page.goto(f"{self.address}/tablet")
        self.follows(re.compile(name)).sees_title(name)

    def starts(self, deed: str) -> "Bailiff":
        """Open the form of a deed."""
        self.page.get_by_role("main").get_by_role("link", name=re.compile(f"^(已完成)?{deed}( |\\d|$)")).first.click()
        self.sees_title(deed)
        return self

    def does(self, deed: str, *ticks: str) -> None:
        """Write a deed down with the boxes ticked."""
        self.starts(deed).ticks(*ticks)
        self.saves(deed)

    def saves(self, deed: str) -> None:
        """Save the form; the dossier tells that it is on record."""
        self.page.get_by_role("button", name=f"保存：{deed}").click()
        expect(self.page.get_by_text(re.compile("^已登记：")).first).to_be_visible()

    def takes_transfer(self, amount: str, payer: str) -> None:
        """The debtor pays to the case's own account."""
        self.starts("收款").sees("先转账或者扫码").fills(金额=amount, 交款人=payer)
        self.saves("收款")

    def takes_cash(self, amount: str, payer: str, reason: str) -> None:
        """Cash as the exception, with its reason."""
        self.starts("收款").follows("只能付现金").sees("现金是例外")
        self.fills(金额=amount, 交款人=payer, 为什么收现金=reason)
        self.saves("收取现金")

    def hands_cash_over(self) -> str:
        """Make the slip of all cash he holds; its number."""
        self.page.goto(f"{self.address}/money/handovers/new")
        self.sees_title("制作交接单").presses("制作交接单").sees_title("交接单")
        return self.page.get_by_role("heading", level=1).inner_text().removeprefix("交接单").strip()
