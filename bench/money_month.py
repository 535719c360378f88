"""A month of a court's trust account as it grows: cases, squads, receipts, and transfers with what their payers wrote."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bench.money_layouts import Entry, Rows
from bench.money_noise import Mix

SURNAMES: Final = "马王李张杨刘陈赵周吴郑孙胡朱高林何郭罗梁宋谢唐许韩冯邓曹彭曾田"
GIVEN: Final = "建国志强秀英桂兰玉梅海涛文军晓燕丽娟永福春生明霞德贵小平红卫淑珍金龙彦俊学义占山"
SOUNDS: Final = {
    "张": "章",
    "王": "汪",
    "李": "里",
    "英": "瑛",
    "梅": "玫",
    "军": "君",
    "平": "萍",
    "建": "健",
    "志": "智",
    "福": "富",
}
CHANNELS: Final = ("财付通支付科技有限公司", "支付宝（中国）网络技术有限公司", "网银在线（北京）科技有限公司备付金")
COURT: Final = "甘0821"
SUMS: Final = (100_000, 200_000, 300_000, 500_000, 500_000, 1_000_000, 1_000_000, 2_000_000, 3_000_000)
FIRST: Final = datetime.fromisoformat("2026-04-01 08:00")
SPAN: Final = 48


@dataclass
class Case:
    """A case of the set and the people who pay for it."""

    number: str
    debtor: str
    account: str
    relatives: list[str]
    known: bool


class Month:
    """The set as it grows."""

    def __init__(self, seed: int, lines: int, mix: Mix) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - repeatable sets, no secret
        self.mix = mix
        self.span = max(SPAN, lines // 30)
        self.entries: list[Entry] = []
        self.receipts: Rows = []
        self.slips: Rows = []
        self.namesake = ""
        self.cases = [self._case(at) for at in range(max(50, lines // 2))]
        self.bags: dict[tuple[int, int], list[tuple[str, Case, int]]] = {}
        self.boxes: dict[tuple[int, int], list[tuple[str, Case, int]]] = {}
        self.squads = [(f"第{sign}小组", self.name(), self.name()) for sign in "甲乙丙丁"]

    def chance(self, percent: int) -> bool:
        """Whether it happens."""
        return self.dice.randrange(100) < percent

    def name(self) -> str:
        """A person's name of two or three signs."""
        signs = 1 if self.chance(15) else 2
        return self.dice.choice(SURNAMES) + "".join(self.dice.choice(GIVEN) for _ in range(signs))

    def amount(self) -> int:
        """A round sum or an odd one."""
        return self.dice.choice(SUMS) if self.chance(60) else self.dice.randrange(20_000, 4_000_000)

    def account(self) -> str:
        """A bank account."""
        return f"6217{self.dice.randrange(10**14, 10**15)}"

    def day(self) -> datetime:
        """A moment of office hours."""
        return FIRST + timedelta(days=self.dice.randrange(self.span), minutes=self.dice.randrange(540))

    def sweep(self, at: datetime) -> datetime:
        """The same hour on a day when the squads were out: cash and cards are taken then."""
        return datetime.combine(FIRST, at.time()) + timedelta(days=self.dice.randrange(self.span // 6) * 6)

    def _case(self, at: int) -> Case:
        debtor = (
            self.name() if self.chance(88) else f"静宁县{self.dice.choice(GIVEN)}{self.dice.choice(GIVEN)}商贸有限公司"
        )
        if self.namesake and self.chance(3):
            debtor = self.namesake
        self.namesake = debtor
        kind = self.dice.choice(("执", "执", "执恢"))
        serial = at * 7 + self.dice.randrange(1, 7)
        number = f"（{self.dice.choice((2025, 2026, 2026))}）{COURT}{kind}{serial}号"
        return Case(
            number, debtor, f"8{at:05d}{self.dice.randrange(10**8):08d}", [self.name(), self.name()], self.chance(25)
        )

    def receipt(
        self, case: Case, at: datetime, amount: int, *, way: str, payer: str, squad: int, note: str = ""
    ) -> str:
        """A receipt given at the door."""
        number = f"{COURT}收2026-{len(self.receipts) + 1:06d}"
        name, one, two = self.squads[squad]
        told = f"{at:%Y-%m-%d %H:%M:%S}"
        self.receipts.append(
            [number, told, case.number, case.debtor, payer, "", f"{amount / 100:.2f}", way, one, two, name, note]
        )
        return number

    def payer(self, case: Case) -> str:
        """Who pays for a case."""
        return self.dice.choice(case.relatives) if self.chance(self.mix.relatives) else case.debtor

    def pay(self, case: Case, at: datetime, amount: int, payer: str) -> Entry:
        """A transfer with what its payer wrote, or did not."""
        shown = payer
        if self.chance(8):
            shown = next((payer.replace(a, b, 1) for a, b in SOUNDS.items() if a in payer), payer)
        if self.chance(7):
            shown = self.dice.choice(CHANNELS)
        shown = self.mix.name(self.dice, shown)
        entry = Entry(at, amount, shown, self.account(), case.account if self.chance(35) else "", "转账存入")
        entry.memo = self.mix.memo(self.dice, self._words(case))
        self.entries.append(entry)
        return entry

    def _words(self, case: Case) -> str:
        number = case.number
        short = number.partition(COURT)[2]
        digits = [at for at, sign in enumerate(number) if sign.isdigit()]
        wrong = self.dice.choice(digits[-3:])
        typo = number[:wrong] + self.dice.choice("0123456789") + number[wrong + 1 :]
        name = case.debtor
        words = (
            number,
            f"案款{number}",
            number.translate({0xFF08: "[", 0xFF09: "]"}),
            short,
            f"还{short}案款",
            typo,
            name,
            f"替{name}还款",
            "",
            "",
            "还款",
        )
        return self.dice.choice(words)

    def late(self, at: datetime) -> datetime:
        """When the bank books it: mostly at once, sometimes days later."""
        days = self.dice.choice((0, 0, 0, 0, 1, 1, 2, 3, 5))
        moved = at + timedelta(minutes=self.dice.randrange(1, 150))
        return moved if not days else (at + timedelta(days=days)).replace(hour=self.dice.randrange(8, 18))
