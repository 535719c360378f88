"""An amount in capitals, as the rules for filling in payment papers want it (支付结算办法 附一).

The rules leave three choices; one is taken everywhere: 整 is written after 元 and after 角, a nought inside the
yuan is always written once (also where the 万 place is nought), and 零 stands before 分 alone, never before 角.
"""

import re
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal

CITATION: Final = "PAYMENT.capitals"
DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
SECTIONS: Final = ((100_000_000, "亿"), (10_000, "万"))
PLACES: Final = ((1000, "仟"), (100, "佰"), (10, "拾"))
FEN_IN_YUAN: Final = 100
_FORM: Final = re.compile(
    r"(?:人民币)?(?:(?P<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?"
    r"零?(?:(?P<jiao>[零壹贰叁肆伍陆柒捌玖])角)?零?(?:(?P<fen>[壹贰叁肆伍陆柒捌玖])分)?[整正]?"
)


def capitals(amount: Money) -> str:
    """The amount in capitals: 67,348.18 is 陆万柒仟叁佰肆拾捌元壹角捌分; a negative amount is refused."""
    if amount < ZERO:
        raise Refusal("law.capitals_negative", Kind.INVALID, amount=str(amount))
    yuan, rest = divmod(int(amount), FEN_IN_YUAN)
    jiao, fen = divmod(rest, 10)
    words = _whole(yuan) + "元" if yuan or not rest else ""
    if jiao:
        words += DIGITS[jiao] + "角"
    if not fen:
        return words + "整"
    return words + ("零" if yuan and not jiao else "") + DIGITS[fen] + "分"


def amount_of(words: str) -> Money:
    """The amount written in capitals, in any of the lawful spellings; anything else is refused."""
    found = _FORM.fullmatch(words.strip())
    if not found or not any(found.groups()):
        raise Refusal("law.capitals_unreadable", Kind.INVALID, words=words[:60])
    jiao, fen = (DIGITS.index(found[place] or "零") for place in ("jiao", "fen"))
    return Money(_count(found["yuan"] or "零") * FEN_IN_YUAN + jiao * 10 + fen)


def _whole(number: int) -> str:
    if not number:
        return DIGITS[0]
    for unit, name in SECTIONS:
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if low and (low < unit // 10 or not high % 10) else ""
            return _whole(high) + name + gap + (_whole(low) if low else "")
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    words, gap = "", False
    for unit, name in PLACES:
        count, number = divmod(number, unit)
        if count:
            words += ("零" if gap else "") + DIGITS[count] + name
        gap = bool(words) and not count
    return words + ("零" if gap and number else "") + (DIGITS[number] if number else "")


def _count(words: str) -> int:
    for unit, name in SECTIONS:
        high, mark, low = words.rpartition(name)
        if mark:
            return _count(high) * unit + _count(low)
    total, count = 0, 0
    values = {name: unit for unit, name in PLACES}
    for sign in words:
        if sign in values:
            total += (count or 1) * values[sign]
            count = 0
        else:
            count = DIGITS.index(sign)
    return total + count
