"""Names as banks write them: by sound, masked, or of a channel that hides who paid."""

import os
import re
import unicodedata
from functools import lru_cache
from sys import intern
from typing import Final

CHANNEL: Final = re.compile(
    r"支付宝|财付通|微信|银联|网联|拉卡拉|待处理|备付金|待清算|待报解|支付.{0,8}公司|快捷支付|清算|收单|二维码|过渡户"
)
"""Words of a name that hides the payer: a channel of payment, or an inner account of the bank."""
MASKS: Final = "*＊×○"
_MASK: Final = re.compile(rf"[{re.escape(MASKS)}xX]+")
LEAST_MASKED: Final = 2


def plain(name: str) -> str:
    """A name without blanks and with half-width signs; the round brackets of companies are of one kind."""
    told = "".join(unicodedata.normalize("NFKC", name).split())
    return name if told == name else told


@lru_cache(maxsize=16_384)
def _sound_of(sign: str) -> str:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # signs are asked one by one; the phrases would take 44 MB
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loads where it is used

    return str(lazy_pinyin(sign)[0])


def sound(name: str) -> str:
    """The syllables of a name without tones: 王瑛 and 汪英 are one."""
    return intern(" ".join(map(_sound_of, name)))


def is_masked(name: str) -> bool:
    """Whether signs of the name are covered."""
    return bool(_MASK.search(name))


def fits_mask(masked: str, name: str) -> bool:
    """Whether a name could stand under the mask: as long, and the same where signs are shown."""
    return (
        len(masked) == len(name) >= LEAST_MASKED
        and any(sign not in f"{MASKS}xX" for sign in masked)
        and all(shown in f"{MASKS}xX" or shown == sign for shown, sign in zip(masked, name, strict=True))
    )


def is_channel(name: str) -> bool:
    """Whether the name tells nothing of who paid."""
    return not name or bool(CHANNEL.search(name))
