"""What was typed, made even for reading: width, spaces, old characters, brackets and labels; every sign keeps its place."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

TRADITIONAL: Final = str.maketrans(
    "縣鎮鄉區組號樓單門莊隊灣溝紅陽寧馮羅劉張趙楊陳韓馬員崗臺嶺壩澗東華龍興慶環鄭靜會蘭銀衛靈鹽賀蘇遠關廟園電廠鐵橋頭舊醫學場養雞豬豐爾雙堯謝許鄧鄒錢孫吳顧賈蔣"
    "蕭葉萬夾壯圍團圓塵處備實對將層屆屬岡島峽廣廳廬懷戶擔擴據攔數斷時曉書條來樣樹樸橫歐歷歸殘毀氣漢湯溫滅滿漲潔澤濟濱瀾煙營爐獨獅獵環瑣當療發盤盧眾睜礦禮積穀穩窩競筆節糧紀紡級細"
    "終結給統經綠網線總織繼續羣聖聯腳臨與興舉艱蓋蘆處蟲術裝裡見規視親觀訊設訴評詞試誠話認語誤說誰課調請諸議護讀變豎貓財貨貴買費資賓質賴車軌軍軟較載輕輛輝輪轉辦農邊達過運進違連適選遺郵釀釋"
    "鋪錄鍋長閃開間閱陝陰陸際險雜離難雲電霧韋頂順預領題風飛飯飲館駐驛騎驗鬆鳥鳳鴨鵝麗麥黃點齊齡垻巖後裏凈爲囯郷鎭",
    "县镇乡区组号楼单门庄队湾沟红阳宁冯罗刘张赵杨陈韩马员岗台岭坝涧东华龙兴庆环郑静会兰银卫灵盐贺苏远关庙园电厂铁桥头旧医学场养鸡猪丰尔双尧谢许邓邹钱孙吴顾贾蒋"
    "萧叶万夹壮围团圆尘处备实对将层届属冈岛峡广厅庐怀户担扩据拦数断时晓书条来样树朴横欧历归残毁气汉汤温灭满涨洁泽济滨澜烟营炉独狮猎环琐当疗发盘卢众睁矿礼积谷稳窝竞笔节粮纪纺级细"
    "终结给统经绿网线总织继续群圣联脚临与兴举艰盖芦处虫术装里见规视亲观讯设诉评词试诚话认语误说谁课调请诸议护读变竖猫财货贵买费资宾质赖车轨军软较载轻辆辉轮转办农边达过运进违连适选遗邮酿释"
    "铺录锅长闪开间阅陕阴陆际险杂离难云电雾韦顶顺预领题风飞饭饮馆驻驿骑验松鸟凤鸭鹅丽麦黄点齐龄坝岩后里净为国乡镇",
)
KEPT_MARKS: Final = "，；：！？"
BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "〔": "〕", "【": "】"}
ENDS: Final = "；;。！!\n|"


class Weight(IntEnum):
    """How much the words before an address say for it: where he lives now outweighs where he is registered."""

    REGISTERED = 0
    PLAIN = 1
    CURRENT = 2


LABELS: Final = (
    (
        Weight.REGISTERED,
        "户籍所在地|户籍地址|户籍住址|户籍地|户籍|户口所在地|户口地|户口|身份证住址|身份证地址|身份证登记地|身份证|原住址|原籍|老家|籍贯",
    ),
    (
        Weight.CURRENT,
        (
            "现居住地址|现居住地|现居住在|现居住|现住址|现住地|现住所|现住在|现住|现居|实际居住地|实际居住在|实际居住|实际住址|实际住在"
            "|实际住|经常居住地|经常居住|常住地|常住|居住地|暂住地|暂住于|暂住|租住在|租住于|租住"
        ),
    ),
    (Weight.PLAIN, "送达地址|家庭住址|家庭地址|联系地址|通讯地址|详细地址|住所地|住址|地址|住所|家住"),
)
LABEL: Final = re.compile("|".join(f"(?P<{weight.name}>{words})" for weight, words in LABELS))
AFTER_LABEL: Final = re.compile(r"[是为在于系]?[:：,，]?")
BEFORE_LABEL: Final = "，,、:： "


@dataclass(frozen=True)
class Text:
    """Even text; each sign knows where it stood in what was typed."""

    signs: str
    places: tuple[int, ...]

    def __getitem__(self, part: slice) -> "Text":
        return Text(self.signs[part], self.places[part])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the typed text of signs start to end."""
        return (self.places[start], self.places[end - 1] + 1) if start < end else (0, 0)


@dataclass(frozen=True)
class Clause:
    """One address, or one remark, of what was typed."""

    text: Text
    label: str
    weight: Weight
    aside: bool = False


def even(raw: str) -> Text:
    """One width, no spaces, simplified characters; circled and full-width digits become plain ones."""
    signs: list[str] = []
    places: list[int] = []
    for place, typed in enumerate(raw):
        for sign in (typed if typed in KEPT_MARKS else unicodedata.normalize("NFKC", typed)).translate(TRADITIONAL):
            if not (sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc")):
                signs.append(sign)
                places.append(place)
    return Text("".join(signs), tuple(places))


def clauses(text: Text) -> list[Clause]:
    """The text cut at labels and full stops; what stood in brackets follows as asides."""
    main, asides = _brackets(text)
    found = [clause for part in _cut(main, ENDS) for clause in _labelled(part)]
    for aside in asides:
        found += [
            Clause(one.text, one.label, one.weight, aside=True) for part in _cut(aside, ENDS) for one in _labelled(part)
        ]
    return found


def _brackets(text: Text) -> tuple[Text, list[Text]]:
    """The text without its brackets, and what stood in them; a bracket never closed runs to the end."""
    kept: list[int] = []
    asides: list[Text] = []
    at = 0
    while at < len(text.signs):
        closing = BRACKETS.get(text.signs[at])
        if closing is None:
            kept.append(at)
            at += 1
            continue
        end = text.signs.find(closing, at)
        end = len(text.signs) if end < 0 else end
        asides.append(text[at + 1 : end])
        at = end + 1
    return Text("".join(text.signs[i] for i in kept), tuple(text.places[i] for i in kept)), asides


def _cut(text: Text, ends: str) -> Iterator[Text]:
    start = 0
    for at, sign in enumerate(text.signs):
        if sign in ends:
            yield text[start:at]
            start = at + 1
    yield text[start : len(text.signs)]


def _labelled(text: Text) -> Iterator[Clause]:
    """The clauses of one sentence; a label opens a new one only where a thought can begin."""
    start, label, weight = 0, "", Weight.PLAIN
    for match in LABEL.finditer(text.signs):
        begins = match.start()
        if begins < start or (begins > start and text.signs[begins - 1] not in BEFORE_LABEL):
            continue
        if begins > start or label:
            yield Clause(text[start:begins], label, weight)
        tail = AFTER_LABEL.match(text.signs, match.end())
        start = tail.end() if tail else match.end()
        label, weight = match[0], Weight[match.lastgroup or "PLAIN"]
    yield Clause(text[start : len(text.signs)], label, weight)
