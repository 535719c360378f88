"""Which payout a line is: one that was ordered and now leaves the bank, or one that left and comes back."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.money import matching_memo as memos
from app.money import matching_names as names
from app.money.matching_values import Desk, Doubt, Evidence, Kind, OpenLine, OpenPayout, Outcome, moment

WHOSE: Final = (Evidence.PAYOUT_NUMBER, Evidence.PAYEE_ACCOUNT, Evidence.PAYEE)
"""What names one payout beside its sum, the strongest first."""
REVERSALS: Final = frozenset({Kind.REVERSED, Kind.REVERSAL})
MOST: Final = 3
"""Suggestions for one line."""
_NUMBER: Final = re.compile(r"发20\d\d-\d{5}(?!\d)")


@dataclass(frozen=True, slots=True)
class PayoutFit:
    """A line and a payout of its sum, with what speaks for and against it."""

    line_id: str
    payout: OpenPayout
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...] = ()
    at: int = 0
    """When the bank booked the line, in seconds of one long clock."""

    @property
    def token(self) -> str:
        """The fit in one word: when the line fits another payout, it is not the same word."""
        return f"{self.line_id}|payout|{self.payout.number}"

    @property
    def named(self) -> bool:
        """Whether anything beside the sum speaks for it."""
        return any(one in self.evidence for one in WHOSE)


def fits(desk: Desk, outcome: Outcome) -> dict[str, tuple[PayoutFit, ...]]:
    """For each line that may be a payout or its return, the payouts of its sum, the likeliest first.

    The one without a doubt is sure: nothing else fits the line, and no other line fits it (or came later, of returns).
    """
    by_sum: dict[int, list[OpenPayout]] = defaultdict(list)
    for one in desk.payouts:
        by_sum[one.amount if one.left else -one.amount].append(one)
    asked = [line for line in desk.lines if line.amount in by_sum and outcome.flags.get(line.id) not in REVERSALS]
    found = {line.id: _ranked(line, by_sum[line.amount], outcome.flags.get(line.id)) for line in asked}
    meant = {line_id: _meant(ranked) for line_id, ranked in found.items()}
    rivals: dict[OpenPayout, list[PayoutFit]] = defaultdict(list)
    for some in meant.values():
        for fit in some:
            rivals[fit.payout].append(fit)
    return {line_id: _weighed(ranked, meant[line_id], rivals) for line_id, ranked in found.items()}


def sure(ranked: Sequence[PayoutFit]) -> PayoutFit | None:
    """The payout a line is, where nothing speaks against it."""
    first = ranked[0] if ranked else None
    return first if first and not first.doubts else None


def unknown_returns(desk: Desk, outcome: Outcome, found: Mapping[str, Sequence[PayoutFit]]) -> list[str]:
    """Lines that came back, and no payout is left for them: none is named, all came back by other lines or went elsewhere.

    One whose sum is still on its way to the bank waits until that was seen there.
    """
    taken = {fit.payout for ranked in found.values() if (fit := sure(ranked))}
    awaited = {one.amount for one in desk.payouts if not one.left}
    return [
        line.id
        for line in desk.lines
        if outcome.flags.get(line.id) is Kind.RETURNED and line.amount not in awaited
        if not any(_free(one, taken) for one in found.get(line.id, ()))
    ]


def _free(one: PayoutFit, taken: Collection[OpenPayout]) -> bool:
    """Whether it may be that payout: named, not paid to another account, and not come back by another line."""
    elsewhere = Doubt.ACCOUNT_DIFFERS in one.doubts and Evidence.PAYOUT_NUMBER not in one.evidence
    return one.named and not elsewhere and (not one.doubts or one.payout not in taken)


def _ranked(line: OpenLine, same_sum: Sequence[OpenPayout], kind: Kind | None) -> list[PayoutFit]:
    found = [_fit(line, one) for one in same_sum]
    if line.amount > 0 and kind is not Kind.RETURNED:
        found = [replace(one, doubts=(*one.doubts, Doubt.NOT_RETURNED)) for one in found]
    return sorted(found, key=lambda one: (_weight(one), len(one.doubts), one.payout.number))


def _weight(one: PayoutFit) -> tuple[bool, ...]:
    return tuple(piece not in one.evidence for piece in WHOSE)


def _meant(ranked: Sequence[PayoutFit]) -> list[PayoutFit]:
    """The payouts a line may mean: by number, else by account, else by name; those spoken against only without others."""
    named = [one for one in ranked if one.named]
    left = [one for one in named if not one.doubts] or named
    found = ([one for one in left if piece in one.evidence] for piece in WHOSE)
    numbered = [one for one in named if Evidence.PAYOUT_NUMBER in one.evidence]
    return numbered or next((some for some in found if some), [])


def _weighed(
    ranked: Sequence[PayoutFit], meant: Sequence[PayoutFit], rivals: Mapping[OpenPayout, Sequence[PayoutFit]]
) -> tuple[PayoutFit, ...]:
    told = []
    for one in ranked[:MOST]:
        doubts = [*one.doubts]
        if not one.named:
            doubts.append(Doubt.ONE_PIECE)
        if len(meant) > 1 or (meant and one not in meant):
            doubts.append(Doubt.ALSO_FITS)
        if any(not _yields(other, one) for other in rivals.get(one.payout, ()) if other.line_id != one.line_id):
            doubts.append(Doubt.OTHER_LINE)
        told.append(replace(one, doubts=tuple(doubts)))
    return tuple(told)


def _yields(other: PayoutFit, one: PayoutFit) -> bool:
    """Whether the other line gives way: something speaks against it alone, or it is a return and came later.

    A payout comes back once: by the first of the lines that name it as well, of one second by the one that says more,
    of equals by either: they are of one sum and one account.
    """
    if other.doubts and not one.doubts:
        return True
    first = (one.at, _weight(one), one.line_id) < (other.at, _weight(other), other.line_id)
    return one.payout.left and first and _named_by(one) <= _named_by(other)


def _named_by(one: PayoutFit) -> int:
    return next((place for place, piece in enumerate(WHOSE) if piece in one.evidence), len(WHOSE))


def _fit(line: OpenLine, one: OpenPayout) -> PayoutFit:
    evidence, doubts = [Evidence.AMOUNT], []
    words = names.plain(line.memo)
    if one.number and re.search(rf"{re.escape(names.plain(one.number))}(?!\d)", words):
        evidence.append(Evidence.PAYOUT_NUMBER)
    elif _NUMBER.search(words):
        doubts.append(Doubt.OTHER_PAYOUT)
    for told, meant, piece, doubt in (
        (line.payer_account, one.account, Evidence.PAYEE_ACCOUNT, Doubt.ACCOUNT_DIFFERS),
        (line.payer, one.payee, Evidence.PAYEE, Doubt.PAYEE_DIFFERS),
    ):
        if not told or not meant:
            continue
        if names.plain(told) == names.plain(meant):
            evidence.append(piece)
        elif doubt is Doubt.ACCOUNT_DIFFERS or not one.left:
            doubts.append(doubt)
    if one.left and memos.RETURNED.search(memos.bare(line.memo)):
        evidence.append(Evidence.RETURN_WORDS)
    if line.on_day < one.on_day:
        doubts.append(Doubt.EARLIER)
    return PayoutFit(line.id, one, tuple(evidence), tuple(doubts), moment(line.on_day, line.at_time))
