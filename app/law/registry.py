"""The laws we cite: their names and the spans in which each numbering of theirs was in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Certainty(StrEnum):
    """How sure we are of an article."""

    STATUTE = "statute"
    """Its text was read."""
    PUBLISHED = "published"
    """Read in a published page that quotes or applies it."""
    UNCONFIRMED = "unconfirmed"
    """Known, not yet checked against the text: shown as 待核."""
    DERIVED = "derived"
    """Computed from an article that was read (renumbering)."""


@dataclass(frozen=True, slots=True)
class Version:
    """One numbering of a law and the days on which it was in force, both included; `until` None: still in force."""

    name: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this numbering was in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Law:
    """A law or rule by its full title and the name officers use."""

    id: str
    title: str
    short: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule of a law: its article in each numbering (0: the law as a whole), paragraph and item."""

    key: str
    law: str
    numbers: Mapping[str, int]
    paragraph: int = 0
    item: int = 0
    certainty: Certainty = Certainty.STATUTE


def _law(key: str, title: str, short: str, since: date) -> Law:
    return Law(key, title, short, (Version("one", since),))


_SPC: Final = "最高人民法院关于"
_IN_FORCE_2021: Final = date(2021, 1, 1)

LAWS: Final = {
    law.id: law
    for law in (
        Law(
            "CPL",
            "中华人民共和国民事诉讼法",
            "民诉法",
            (
                Version("2012", date(2013, 1, 1), date(2017, 6, 30)),
                Version("2017", date(2017, 7, 1), date(2021, 12, 31)),
                Version("2021", date(2022, 1, 1), date(2023, 12, 31)),
                Version("2023", date(2024, 1, 1)),
            ),
        ),
        Law(
            "DEPUTY",
            "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法",
            "代表法",
            (Version("2015", date(2015, 8, 29), date(2025, 3, 11)), Version("2025", date(2025, 3, 12))),
        ),
        Law(
            "PSL",
            "中华人民共和国治安管理处罚法",
            "治安管理处罚法",
            (Version("2012", date(2013, 1, 1), date(2025, 12, 31)), Version("2025", date(2026, 1, 1))),
        ),
        _law("CC", "中华人民共和国民法典", "民法典", _IN_FORCE_2021),
        _law("CPLI", _SPC + "适用〈中华人民共和国民事诉讼法〉的解释", "民诉解释", date(2022, 4, 10)),
        _law("EXEC", _SPC + "人民法院执行工作若干问题的规定（试行）", "执行规定", _IN_FORCE_2021),
        _law("EXECI", _SPC + "适用〈中华人民共和国民事诉讼法〉执行程序若干问题的解释", "执行程序解释", _IN_FORCE_2021),
        _law("SEIZE", _SPC + "人民法院民事执行中查封、扣押、冻结财产的规定", "查扣冻规定", _IN_FORCE_2021),
        _law("PROP", _SPC + "民事执行中财产调查若干问题的规定", "财产调查规定", date(2017, 5, 1)),
        _law("SETTLE", _SPC + "执行和解若干问题的规定", "执行和解规定", date(2018, 3, 1)),
        _law("SURETY", _SPC + "执行担保若干问题的规定", "执行担保规定", _IN_FORCE_2021),
        _law(
            "DII",
            _SPC + "执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释",
            "迟延履行利息解释",
            date(2014, 8, 1),
        ),
        _law("POLICE", _SPC + "人民法院司法警察依法履行职权的规定", "司法警察规定", _IN_FORCE_2021),
        _law("FUND", _SPC + "执行款物管理工作的规定", "执行款物规定", date(2017, 5, 1)),
        _law("CASENO", _SPC + "人民法院案件案号的若干规定", "案号规定", date(2016, 1, 1)),
        _law("FEE", "诉讼费用交纳办法", "交费办法", date(2007, 4, 1)),
        _law("CUSTODY", "拘留所条例", "拘留所条例", date(2012, 4, 1)),
        _law("CUSTODYM", "拘留所条例实施办法", "拘留所实施办法", date(2012, 12, 14)),
        _law("RESTRAINT", "中华人民共和国人民警察使用警械和武器条例", "警械条例", date(1996, 1, 16)),
        _law("WAGES", "保障农民工工资支付条例", "工资支付条例", date(2020, 5, 1)),
        Law(
            "REFUSAL",
            "最高人民法院、最高人民检察院关于办理拒不执行判决、裁定刑事案件适用法律若干问题的解释",
            "拒执罪解释",
            (Version("2015", date(2015, 7, 22), date(2024, 11, 30)), Version("one", date(2024, 12, 1))),
        ),
        _law("COMP", _SPC + "审理涉执行司法赔偿案件适用法律若干问题的解释", "执行赔偿解释", date(2022, 3, 1)),
        _law("ENTRUST", _SPC + "委托执行若干问题的规定", "委托执行规定", _IN_FORCE_2021),
        _law("POST", _SPC + "以法院专递方式邮寄送达民事诉讼文书的若干规定", "法院专递规定", date(2005, 1, 1)),
        _law("PIPL", "中华人民共和国个人信息保护法", "个人信息保护法", date(2021, 11, 1)),
        _law("CYBER", "中华人民共和国网络安全法", "网络安全法", date(2017, 6, 1)),
        _law("TERMINATE", _SPC + "严格规范终结本次执行程序的规定（试行）", "终本规定", date(2016, 12, 1)),
        _law("GENTLE", _SPC + "在执行工作中进一步强化善意文明执行理念的意见", "善意文明执行意见", date(2019, 12, 16)),
        _law("CONSUME", _SPC + "限制被执行人高消费及有关消费的若干规定", "限制消费规定", date(2015, 7, 22)),
        _law(
            "BANKRUPT",
            _SPC + "适用〈中华人民共和国企业破产法〉若干问题的规定（三）",
            "破产法规定三",
            date(2019, 3, 28),
        ),
        _law("PUBLISH", _SPC + "人民法院在互联网公布裁判文书的规定", "裁判文书公布规定", date(2016, 10, 1)),
        _law("ARCHIVE", "人民法院诉讼档案保管期限的规定", "诉讼档案期限规定", date(1984, 1, 4)),
        _law("STYLE", "人民法院民事裁判文书制作规范", "文书制作规范", date(2016, 8, 1)),
        _law("WAGEDEPOSIT", "工程建设领域农民工工资保证金规定", "工资保证金规定", date(2021, 11, 1)),
        _law("DISHONEST", _SPC + "公布失信被执行人名单信息的若干规定", "失信规定", date(2017, 5, 1)),
        _law("RECORDER", "地方法院关于执法记录仪使用的规定", "执法记录仪规定", date(2015, 1, 1)),
        _law("PAYMENT", "支付结算办法", "支付结算办法", date(1997, 12, 1)),
    )
}
