"""The clerk and the cashier in the evening, and the auditor afterwards."""

import re

from tests.browser.navigators import Person


class Cashier(Person):
    """Finance: counts what officers bring."""

    def sends_payouts(self) -> None:
        """Order at the bank what was approved."""
        self.opens("案款发放").presses("记为发往银行", sure=True).sees("请下载发放清单办理转账")

    def acknowledges(self, slip: str, amount: str, official_number: str) -> None:
        """Count the cash of a slip and take it over."""
        self.opens("现金交接").follows(slip).fills(清点金额=amount, 财务票据号=official_number)
        self.presses("接收").sees(official_number)


class Clerk(Person):
    """The clerk of the case money: statement, matches, day sheet, what goes into the court's case system."""

    def seals(self, *papers: str) -> None:
        """Enter the seals of the papers that wait for one, and find them in the register."""
        self.opens("用印登记").sees("待用印")
        for paper in papers:
            self.page.get_by_role("checkbox", name=re.compile(f"选择 {paper}")).first.check()
        self.fills(盖章人="管印人").presses("登记用印").sees("没有等待用印的文书", "管印人")

    def imports_statement(self, content: bytes, lines: int) -> None:
        """Bring in the bank's file of the day."""
        self.opens("银行流水").brings("流水文件", "流水.csv", content)
        self.presses("预览").sees("余额逐行连续").presses(f"导入 {lines} 行")

    def proposes_payout(self, case: str, account: str) -> str:
        """Propose what the creditor of a case has coming; the number of the payout."""
        waiting = self.opens("案款发放").page.locator("#waiting").get_by_role("row").filter(has_text=case)
        waiting.first.get_by_role("link", name="提出发放").click()
        self.fills(收款账号=account).presses("提出，交审批").sees_title("发放单")
        return self.page.get_by_role("heading", level=1).inner_text().removeprefix("发放单").strip()

    def confirms_matches(self) -> None:
        """Confirm what is proposed with its reasons."""
        self.opens("认领匹配").presses("确认勾选的建议").sees("最近的认领")

    def opens_bulletin(self, name: str) -> None:
        """Open the bulletin of the sweep."""
        self.opens("战报").follows(name)

    def figure(self, label: str) -> str:
        """A number of the bulletin."""
        found = self.page.get_by_role("main").get_by_role("link", name=re.compile(f"{label}|^.*{label}")).first
        return found.inner_text()

    def ticks_first_entry(self, name: str) -> None:
        """Say that the first line of the data sheet was entered."""
        self.opens("回填单").follows(name).presses("勾为已录").sees("已录")


class Auditor(Person):
    """Looks whether anybody changed what was written."""

    def verifies_trail(self) -> None:
        """Check the whole chain."""
        self.opens("留痕").follows("核对整条留痕").sees(re.compile("留痕完整，共 \\d+ 行"))
