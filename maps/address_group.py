"""What stands below the village: the group by number or name, the door, and remarks about kin, landmarks and hearsay."""

import re
from typing import Final

DIGITS: Final = {sign: value for signs in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖") for value, sign in enumerate(signs)} | {
    "两": 2, "贰": 2, "弍": 2, "叄": 3, "参": 3, "幺": 1,
}  # fmt: skip
TENS: Final = {"十": 10, "拾": 10, "什": 10, "廿": 20, "卅": 30}
NUMBER: Final = r"(?:\d{1,2}|[〇零一二三四五六七八九两十拾廿卅壹贰弍叁叄参肆伍陆柒捌玖]{1,3}|[IVX]{1,4})"
UNIT: Final = r"(?:村民小组|居民小组|生产小队|生产队|小组|小队|组|社(?![区居])|队(?!部)|号队)"
NUMBERED: Final = re.compile(rf"[，,、\-]?(?:第)?(?P<number>{NUMBER}){UNIT}")
NAMED: Final = re.compile(
    r"[，,、]?(?P<name>[\u3400-\u9fff]{1,4}?)(?P<unit>村民小组|自然村|小组|组|队(?!部)|社(?![区居]))"
)
NOT_A_GROUP: Final = re.compile(
    r"供销社|信用社|合作社|旅行社|报社|通讯社|工程队|施工队|消防队|交警队|大队|中队|支队|车队|部队|舰队|专业队|养路队|工作组|专案组|课题组|党小组|原.+队"
)
ROMAN: Final = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
REMARK: Final = re.compile(
    r"[，,、]?(?:其|他|她|由|问|找|据|系|需|须|门前|门口|院内有|旁有|具体|打工|务工|租房|经商|做生意|无固定|下落|联系|现在|现住|已|原系|系其|常|可能|听说"
    r"|(?:岳父|岳母|父母|父亲|母亲|哥哥|弟弟|姐姐|妹妹|儿子|女儿|妻兄|舅舅|叔叔|姑姑|亲戚|朋友|前妻|前夫|妻子|丈夫)家?|[\u3400-\u9fff]{1,6}(?:旁边|后面|对面|前面|附近|隔壁|斜对面|西侧|东侧|南侧|北侧))"
)


def as_number(text: str) -> int | None:
    """The value of a number up to 99 in digits, Chinese (common or formal) or Roman signs."""
    if text.isascii():
        return int(text) if text.isdigit() else ROMAN.get(text)
    total, unit = 0, 0
    for sign in text:
        if sign in TENS:
            total += max(unit, 1) * TENS[sign]
            unit = 0
        elif sign in DIGITS:
            unit = unit * 10 + DIGITS[sign]
        else:
            return None
    return total + unit


def group_at_start(text: str) -> tuple[str, int] | None:
    """The group at the start of a text and where it ends: its number in digits, or its name."""
    if match := NUMBERED.match(text):
        number = as_number(match["number"])
        return (str(number), match.end()) if number else None
    match = NAMED.match(text)
    if match is None or NOT_A_GROUP.search(text[: match.end()]) or NUMBERED.search(match[0]):
        return None
    return match["name"], match.end()


def is_group_next(text: str) -> bool:
    """Whether a numbered group begins here: what may follow a village written without its 村."""
    return NUMBERED.match(text) is not None


def split_detail(text: str) -> tuple[str, str]:
    """The door or place, and the remark that follows it."""
    text = text.strip("，,、:：.-")
    match = next((one for one in REMARK.finditer(text) if one.start() == 0 or one[0][0] in "，,、其他她据"), None)
    if match is None:
        return text, ""
    return text[: match.start()].strip("，,、"), text[match.start() :].strip("，,、")
