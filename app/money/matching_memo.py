"""What the words of a line say: case numbers, names, days, and that it is no payment upon a debt at all."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import Final, NamedTuple

RETURNED: Final = re.compile(r"退汇|退回|退票|汇款退|来账退|户名不符|账号不符|账户状态异常|已销户|入账失败")
REVERSAL: Final = re.compile(r"冲正|抹账|冲账|红字|撤销交易|冲销|反交易")
INTEREST: Final = re.compile(r"结息|利息收入|存款利息|季度利息|利息入账|付息")
CHARGE: Final = re.compile(r"手续费|工本费|账户管理费|服务费|汇划费|短信费|年费|证书费")
COURT_FEE: Final = re.compile(
    r"诉讼费|受理费|保全费|保全申请费|鉴定费|公告费|上诉费|诉费|财产保全|保证金|竞买|拍卖款|诉前调|立案费|缓交|退费|评估费"
    r"|(?:民|行|刑|知|商|破)(?:初|终|申|再|辖|特|督)\d|财保\d|诉保\d"
)
"""Words of money for the court that is no enforcement money; a person looks at it."""
CASH: Final = re.compile(r"现金|现存|存现|缴存|现钞|现缴")
TERMINAL: Final = re.compile(r"POS|刷卡|收单|银联商务|清算款|终端", re.IGNORECASE)
SCAN: Final = re.compile(r"扫码|二维码|聚合|收款码|扫一扫|条码|当面付")
SEIZED: Final = re.compile(r"扣划|划扣|划拨|扣款")

EXECUTION: Final = "执"
"""The sign in the number of every enforcement case."""
_NOISE: Final = re.compile(r"[\s()\[\]【】〔〕〈〉<>《》_.,，。:：;；、/\\]+")
_NUMBER: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)?年?"
    r"(?P<court>最高法|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵军]\d{0,6})?"
    r"(?P<type>执恢|执保|执异|执复|执监|执协|执他|执)字?第?(?P<serial>\d{1,7})(?!\d)"
)
_WORDS: Final = re.compile(
    r"执行案款|执行款|执行费|案件款|案款|还款|还钱|还账|还债|欠款|本金|利息|借款|货款|工程款|劳务费|转账|汇款|跨行|汇入|手机银行|网银"
    r"|超级网银|柜面|二代支付|司法|扣划|扫码|收款|支付|付款|缴款|交款|法院|执行局|被执行人|执行|案件|案号|分期|首付|尾款|部分|全部|结清|本案|号|案"
)
_GIVERS: Final = "代替帮给由为付交"
_DATE: Final = re.compile(
    r"(?<!\d)(?:20\d\d[-年.]?)?(?P<month>0[1-9]|1[0-2])[-月./]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d{3})日?"
)
_SLIP: Final = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)[-－]?(?P<sign>[^\d\s]{1,6})")
_TERMINAL_NAME: Final = re.compile(r"(?:终端|机具)号?[:：]?(?P<name>[0-9A-Za-z一-龥]+)")
LONGEST_MEMO: Final = 200
OFTEN: Final = 4096
"""How many texts stay read: banks and payers write the same few words again and again."""


class Number(NamedTuple):
    """A case number as written: `year` and `court` are empty where it is short."""

    year: str
    court: str
    type: str
    serial: int

    @property
    def full(self) -> bool:
        """Whether it names one case of one court."""
        return bool(self.year and self.court)


class SlipRef(NamedTuple):
    """The day and the sign of the squad in the number of a slip."""

    month_day: tuple[int, int]
    year: int
    sign: str


@lru_cache(maxsize=OFTEN)
def bare(text: str) -> str:
    """Without brackets, blanks and full-width signs: how numbers are compared."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text[:LONGEST_MEMO]))


def numbers(memo: str) -> list[Number]:
    """The numbers of enforcement cases in a bare memo."""
    if EXECUTION not in memo:
        return []
    return [
        Number(intern(found["year"] or ""), intern(found["court"] or ""), intern(found["type"]), int(found["serial"]))
        for found in _NUMBER.finditer(memo)
    ]


def names(memo: str) -> Iterator[str]:
    """What could be a name in the memo: the pieces between numbers and the words people write beside them."""
    without = _WORDS.sub(" ", _NUMBER.sub(" ", unicodedata.normalize("NFKC", memo[:LONGEST_MEMO])))
    for piece in _PIECES.findall(without):
        yield piece
        if piece[0] in _GIVERS:
            yield piece[1:]


_PIECES: Final = re.compile(r"[一-龥㐀-䶿·()]{2,}")


def month_day(memo: str) -> tuple[int, int] | None:
    """The day a memo names without its year: 0306 or 03-06."""
    found = _DATE.search(memo)
    return (int(found["month"]), int(found["day"])) if found else None


def slip(memo: str) -> SlipRef | None:
    """A number like that of a slip: the day and what follows it."""
    found = _SLIP.search(memo)
    return SlipRef((int(found["month"]), int(found["day"])), int(found["year"]), found["sign"]) if found else None


def terminal(memo: str) -> str:
    """The name of the terminal in a memo."""
    found = _TERMINAL_NAME.search(memo)
    return found["name"] if found else ""


def variants(number: Number) -> Iterator[Number]:
    """The numbers one slip of the finger away from this one, in its serial number and its year."""
    for serial in serials(number.serial):
        yield number._replace(serial=serial)
    for year in years(number):
        yield number._replace(year=year)


def serials(serial: int) -> Iterator[int]:
    """The serial numbers one slip of the finger away from this one."""
    return (int(changed) for changed in dict.fromkeys(_one_off(str(serial))) if changed and changed[0] != "0")


def years(number: Number) -> tuple[str, ...]:
    """The years before and after the written one."""
    return (str(int(number.year) - 1), str(int(number.year) + 1)) if number.year else ()


def near(written: Number, known: Number) -> bool:
    """Whether a number is a known one with one sign wrong, missing, too much, or two exchanged."""
    if written.type != known.type:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - loads where it is used

    year, court = written.year and known.year, written.court and known.court
    one, two = f"{written.year}{written.court}|{written.serial}", f"{year}{court}|{known.serial}"
    return bool(OSA.distance(one, two, score_cutoff=1) == 1)


def _one_off(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        yield digits[:at] + digits[at + 1 :]
        yield from (digits[:at] + other + digits[at + 1 :] for other in "0123456789" if other != digits[at])
    for at in range(len(digits) + 1):
        yield from (digits[:at] + more + digits[at:] for more in "0123456789")
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
