"""How often things happen in an invented month, and how a bank and its payers spoil what is written."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

Spoil = Callable[[random.Random, str], str]
CUTS: Final = (20, 30)
"""Bytes after which a bank cuts a memo off, in its own encoding."""


@dataclass(frozen=True)
class Mix:
    """How often each thing happens, of a hundred; the spoils come one after the other."""

    kinds: Mapping[str, int]
    relatives: int = 35
    layouts: tuple[int, ...] = (0, 1, 2)
    name_spoils: tuple[tuple[int, Spoil], ...] = ()
    memo_spoils: tuple[tuple[int, Spoil], ...] = field(default=())

    def name(self, dice: random.Random, text: str) -> str:
        """A payer as the bank shows him."""
        return _spoiled(dice, text, self.name_spoils)

    def memo(self, dice: random.Random, text: str) -> str:
        """A memo as the bank shows it."""
        return _spoiled(dice, text, self.memo_spoils)


def _spoiled(dice: random.Random, text: str, spoils: tuple[tuple[int, Spoil], ...]) -> str:
    for percent, spoil in spoils:
        if dice.randrange(100) < percent:
            text = spoil(dice, text)
    return text


def spaced(_: random.Random, text: str) -> str:
    """Blanks between the signs: 张 三."""
    return " ".join(text)


def wide(_: random.Random, text: str) -> str:
    """Full-width figures, brackets and blanks."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text) + "\u3000"


def without_brackets(_: random.Random, text: str) -> str:
    """A case number without its brackets, or with one of them."""
    return text.replace("（", "").replace("）", "")


def half_bracketed(_: random.Random, text: str) -> str:
    """A case number whose first bracket is missing."""
    return text.replace("（", "")


def swapped(dice: random.Random, text: str) -> str:
    """Two neighbouring figures exchanged."""
    places = [at for at in range(len(text) - 1) if text[at].isdigit() and text[at + 1].isdigit()]
    if not places:
        return text
    at = dice.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def cut(dice: random.Random, text: str) -> str:
    """Cut off after so many bytes, never within a sign."""
    return text.encode("gb18030")[: dice.choice(CUTS)].decode("gb18030", errors="ignore")


HARD: Final = Mix(
    {
        "transfer": 26, "cash": 16, "scan": 10, "terminal": 8, "split": 5, "fee": 4, "instalment": 11, "seized": 6,
        "stranger": 4, "payout": 6, "returned": 2, "reversed": 2, "twice": 2, "court_fee": 5, "interest": 1,
    }
)  # fmt: skip
ROUGH: Final = Mix(
    {
        "transfer": 22, "cash": 12, "scan": 8, "terminal": 8, "split": 10, "fee": 10, "instalment": 8, "seized": 4,
        "stranger": 4, "payout": 5, "returned": 2, "reversed": 2, "twice": 5, "court_fee": 4, "interest": 1,
    },
    relatives=25,
    layouts=(3,),
    name_spoils=((12, spaced), (6, wide)),
    memo_spoils=((20, without_brackets), (8, half_bracketed), (6, swapped), (8, wide), (20, cut)),
)  # fmt: skip
MIXES: Final[Mapping[str, Mix]] = {"hard": HARD, "rough": ROUGH}
