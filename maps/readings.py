"""How Chinese characters are read without tones, from pypinyin: asked once, at set-up, as the library takes long to load."""

from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin


def readings_of(characters: Iterable[str]) -> dict[str, str]:
    """Each character with its commonest reading in plain letters; what has none is left out."""
    found = {}
    for character in sorted(set(characters)):
        syllable = lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)[0]
        if syllable.isascii() and syllable.isalpha():
            found[character] = syllable
    return found


def common_characters() -> str:
    """The characters of the simplified and traditional standards (GB 2312 and Big5): what a clerk can type."""
    block = (chr(code) for code in range(0x4E00, 0x9FA6))
    return "".join(sign for sign in block if _encodable(sign, "gb2312") or _encodable(sign, "big5"))


def _encodable(sign: str, charset: str) -> bool:
    return sign.encode(charset, errors="ignore") != b""
