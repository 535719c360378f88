"""The judge, who prepares; the director and the president, who decide."""

import re

from playwright.sync_api import expect

from app.staff.rules import DEMONSTRATION_PASSWORD
from tests.browser.navigators import Person

PATIENCE_MS = 90_000


class Judge(Person):
    """The executive judge: cases, leads, the map, the sweep, what is proposed and issued."""

    def finds_case(self, words: str, number: str) -> None:
        """Search, and open what was found."""
        self.opens("案件").fills(查找=words).presses("查找")
        self.follows(number).sees_title(number)

    def previews_list(self, content: bytes) -> "Judge":
        """Bring in a list of cases."""
        self.opens("导入案件").brings("名册文件", "名册.csv", content)
        self.presses("预览").sees_title("名册预览")
        return self

    def accepts_list(self, count: int) -> None:
        """Take the whole list over."""
        self.presses(f"导入 {count} 件新案件").sees(f"新增 {count} 件")

    def adds_lead(self, about: str, source: str, content: str) -> None:
        """Write a lead down on the case that is open."""
        self.follows("登记线索").ticks(about).chooses("来源", source).fills(内容=content)
        self.presses("保存").sees(content)

    def moves_pin(self, lat: str, lon: str) -> None:
        """Put the first address of the open case where it really is."""
        self.follows(re.compile("^定位 ?：")).sees_title("地址定位")
        self.fills(纬度=lat, 经度=lon, 备注="门前有核桃树").ticks("到户")
        self.presses("保存位置")

    def opens_sweep(self, name: str, tab: str) -> None:
        """Open the sweep at one of its tabs."""
        self.opens("专项行动").follows(name).turns_to(tab)

    def locks(self, *names: str) -> None:
        """Keep stops where they are when routes are proposed."""
        for name in names:
            self.presses(re.compile(f"^锁定.*{name}$"))
            expect(self.page.get_by_role("button", name=re.compile(f"^解锁.*{name}$"))).to_be_visible()

    def proposes_routes(self) -> None:
        """Let the routes be searched, and wait for them."""
        self.chooses("计算时间", "5 秒").presses("排定路线", sure=True)
        expect(self.page.get_by_text("上次排定")).to_be_visible(timeout=PATIENCE_MS)

    def order_of(self, squad: str) -> list[str]:
        """Whom a squad visits, in order."""
        route = self.page.get_by_role("region", name=squad)
        route.wait_for()
        return [name.strip() for name in route.locator(".who-line strong").all_inner_texts()]

    def sees_order(self, squad: str, names: list[str]) -> None:
        """A squad visits these people, in this order."""
        route = self.page.get_by_role("region", name=squad)
        expect(route.locator(".who-line strong")).to_have_text(names)

    def puts_off(self, name: str) -> None:
        """Let a stop change places with the one behind it."""
        self.presses(re.compile(f"^推后.*{name}$"))

    def proposes_compel(self, name: str) -> None:
        """Ask for a compelled attendance on the case that is open."""
        self.follows("提请拘传").chooses("被拘传人", name)
        self.fills(拘传理由="须到场接受调查询问。").ticks("经核实").presses("提请院长批准")

    def proposes_fine(self, name: str, amount: str) -> None:
        """Ask for a fine on the case that is open."""
        self.follows("提请罚款").chooses("被处罚人", name).fills(行为时间="2026-01-10T09:00")
        self.fills(证据="财产报告令送达回证\n车辆登记查询结果", 罚款金额=amount)
        self.ticks("李法官", "何法官", "刘法官")
        self.page.get_by_label(re.compile(r"^行为(?!时间)")).fill("2026年1月10日隐瞒车辆转移，虚假报告财产。")
        self.chooses("事由", "报告").fills(构成妨害的理由="虚假报告财产，妨害执行。").presses("提请院长批准")

    def drafts_paper(self, kind: str, name: str) -> "Judge":
        """Open the draft of a paper of the open case."""
        row = self.page.get_by_role("row").filter(has_text=kind).filter(has_text=name).first
        return self.follows(re.compile("^(核对|补充内容)"), within=row).sees_title(f"制作{kind}")

    def issues_paper(self, kind: str) -> bytes:
        """Issue the paper whose draft is open; the bytes of its PDF."""
        self.presses("制作", sure=True)
        expect(self.page.get_by_role("link", name="查看 PDF")).to_be_visible(timeout=PATIENCE_MS)
        link = self.sees_title(kind).page.get_by_role("link", name="查看 PDF").get_attribute("href")
        return self.page.context.request.get(f"{self.address}{link}").body()


class Decider(Person):
    """Somebody in whose inbox proposals wait."""

    VERDICT = ""
    SURE = False

    def decides_everything(self, reason: str) -> int:
        """Look at every proposal that waits and agree to it; how many there were."""
        self.opens("审批").sees_title("审批")
        reviews = self.page.get_by_role("main").get_by_role("link", name="审阅")
        reviews.first.wait_for()
        waiting = [str(link.get_attribute("href")) for link in reviews.all()]
        for address in waiting:
            self.page.goto(self.address + address)
            self.sees_title("审阅")
            self.agrees(reason)
        return len(waiting)

    def agrees(self, reason: str) -> None:
        """Agree to the proposal that is open."""
        raise NotImplementedError


class Director(Decider):
    """The director: endorses, publishes, calls the roll."""

    def agrees(self, reason: str) -> None:
        """Endorse it."""
        self.fills(审核意见=reason).presses("审核同意，报院长")
        expect(self.page.get_by_role("button", name="审核同意，报院长")).to_have_count(0)

    def publishes(self, name: str) -> None:
        """Publish the sweep."""
        self.opens("专项行动").follows(name).presses("发布行动", sure=True).sees("已发布")

    def calls_roll(self, name: str, squad: str) -> None:
        """Everybody of the squad is there."""
        self.opens("专项行动").follows(name).turns_to("签到")
        self.follows(re.compile(f"签到.*{squad}")).presses("签到").sees("实到 6 人")


class President(Decider):
    """The president: approves."""

    def agrees(self, reason: str) -> None:
        """Approve it, after a look at the conditions one by one."""
        self.sees("逐项条件", "已具备的条件")
        self.fills(批准意见=reason, 再次输入密码=DEMONSTRATION_PASSWORD).presses("批准", sure=True)
        expect(self.page.get_by_role("heading", name="院长决定")).to_have_count(0)
