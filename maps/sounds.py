"""Which characters are taken for one another: the same sound, nearly the same sound, or nearly the same shape.

Nearly all slips in village names are homophones (塬 source-written 源, 伙 written 火), so pinyin repairs them; a few are
slips of shape (洼 and 凹), kept here as groups.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

SECOND_READINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "堡": ("bao", "pu"), "凹": ("wa",), "尔": ("er",), "什": ("shi",), "圈": ("juan",), "长": ("chang", "zhang"),
    "岘": ("xian",), "崾": ("yao",), "六": ("lu",), "行": ("hang",), "乐": ("yue",), "重": ("zhong",), "朝": ("zhao",),
    "差": ("cha",), "曲": ("qu",), "任": ("ren",), "单": ("shan", "dan"), "涝": ("lao",), "茹": ("ru",), "硖": ("xia",),
    "峡": ("xia",), "吓": ("xia",), "都": ("dou",), "仇": ("qiu",), "石": ("shi",), "泾": ("jing",), "隗": ("wei",),
    "着": ("zhao",), "磨": ("mo",), "将": ("jiang",), "柏": ("bai",), "核": ("he",), "会": ("hui",), "咀": ("zui", "ju"),
    "嘴": ("zui",), "畔": ("pan",), "塬": ("yuan",),
}  # fmt: skip

LOOK_ALIKES: Final = (
    "洼凹哇娃挂桂注", "岔叉差忿", "塬原源愿", "沟勾构购", "寨赛塞", "湾弯", "坪平评", "岘现砚", "崾腰要", "涝捞", "壕豪毫",
    "峁卯茆", "堡保煲", "王玉主", "任仁壬", "未末", "大太犬", "土士", "姚桃", "孟盂", "罗萝", "城诚", "阳杨扬", "彭澎膨",
    "茹如", "磨摩", "乃及", "椿春", "榆愉", "掌堂", "何河", "夏厦", "徐涂", "曹漕", "庙苗", "薛薜", "冯马", "刘浏", "台合",
    "杜社", "闫闰", "茨次", "崖涯", "圈园", "白百", "韩辩", "米来", "耳尔", "牛午", "古石", "红江", "壕壤", "坡波",
)  # fmt: skip

EQUAL: Final = 0.0
SHAPE: Final = 0.15
SOUND: Final = 0.2
NEAR_SOUND: Final = 0.4
OTHER: Final = 1.0
NEAR: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))


class Sounds:
    """Readings of characters, and how far two characters or two words are from one another."""

    def __init__(self, readings: Mapping[str, str]) -> None:
        self._readings = readings
        self._shapes = {a + b for group in LOOK_ALIKES for a in group for b in group}
        self._known: dict[str, float] = {}

    def of(self, character: str) -> tuple[str, ...]:
        """Every reading worth trying, the commonest first; a letter reads as itself."""
        first = self._readings.get(character, character.lower())
        return tuple(dict.fromkeys((first, *SECOND_READINGS.get(character, ()))))

    def spellings(self, word: str) -> Iterator[tuple[str, ...]]:
        """Every way to spell a word as syllables; short, as few characters have two readings."""
        return product(*(self.of(character) for character in word))

    def apart(self, a: str, b: str) -> float:
        """How far two characters are apart: 0 the same, 1 nothing in common."""
        if a == b:
            return EQUAL
        if (known := self._known.get(a + b)) is None:
            known = self._known[a + b] = self._measure(a, b)
        return known

    def _measure(self, a: str, b: str) -> float:
        if a + b in self._shapes:
            return SHAPE
        ours, theirs = self.of(a), self.of(b)
        if set(ours) & set(theirs):
            return SOUND
        if {_near(one) for one in ours} & {_near(one) for one in theirs}:
            return NEAR_SOUND
        return OTHER

    def distance(self, a: str, b: str) -> float:
        """How far two words are apart: a slip of sound or shape counts little, a sign more, less or other counts one."""
        if len(a) == len(b):
            straight = sum(map(self.apart, a, b))
            if straight <= OTHER:
                return straight
        if abs(len(a) - len(b)) > 1:
            return float(max(len(a), len(b)))
        return self._edited(a, b)

    def _edited(self, a: str, b: str) -> float:
        row = [float(n) for n in range(len(b) + 1)]
        for i, mine in enumerate(a, 1):
            corner, row[0] = row[0], float(i)
            for j, other in enumerate(b, 1):
                corner, row[j] = row[j], min(row[j] + OTHER, row[j - 1] + OTHER, corner + self.apart(mine, other))
        return row[-1]


def _near(syllable: str) -> str:
    for exact, loose in NEAR:
        syllable = syllable.replace(exact, loose)
    return syllable
