"""What a line is when it is no payment upon a debt: money out, came back, was reversed, is the court's own."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from app.money import matching_memo as memos
from app.money import matching_names as names
from app.money.matching_values import DAY, Kind, OpenLine, OpenPayout, moment

REVERSED_WITHIN: Final = 5 * DAY
RETURNED_WITHIN: Final = 20 * DAY


def flags(lines: Sequence[OpenLine], payouts: Sequence[OpenPayout] = ()) -> tuple[dict[str, Kind], dict[str, str]]:
    """The lines that are no payment, each with what it is, and what was reversed by what; their order changes nothing."""
    ordered = sorted(lines, key=lambda one: (moment(one.on_day, one.at_time), one.id))
    found: dict[str, Kind] = {}
    for line in ordered:
        kind = _by_words(line)
        if kind:
            found[line.id] = kind
    reversals = _reversed(ordered, found)
    found |= dict.fromkeys(reversals, Kind.REVERSED)
    return found | _returned(ordered, found, payouts), reversals


def _by_words(line: OpenLine) -> Kind | None:
    words = memos.bare(line.memo)
    if memos.REVERSAL.search(words):
        return Kind.REVERSAL
    if line.amount < 0:
        return Kind.BANK_MISC if memos.CHARGE.search(words) else Kind.DISBURSE
    if memos.RETURNED.search(words):
        return Kind.RETURNED
    if memos.INTEREST.search(words) and not line.payer_account:
        return Kind.BANK_MISC
    return Kind.NOT_ENFORCEMENT if memos.COURT_FEE.search(words) else None


def _reversed(ordered: Sequence[OpenLine], found: dict[str, Kind]) -> dict[str, str]:
    """For each reversal the last line before it of the opposite sum and the same other side."""
    earlier: dict[tuple[int, str, str], list[OpenLine]] = defaultdict(list)
    taken: dict[str, str] = {}
    for line in ordered:
        key = (abs(line.amount), line.payer_account, names.plain(line.payer))
        if found.get(line.id) is not Kind.REVERSAL:
            earlier[key].append(line)
            continue
        at = moment(line.on_day, line.at_time)
        near = [
            one
            for one in earlier[key]
            if one.id not in taken and at - moment(one.on_day, one.at_time) <= REVERSED_WITHIN
        ]
        if near:
            taken[near[-1].id] = line.id
    return taken


def _returned(ordered: Sequence[OpenLine], found: dict[str, Kind], payouts: Sequence[OpenPayout]) -> dict[str, Kind]:
    """Money that comes from the account to which the same sum was paid out shortly before."""
    left = sorted((one for one in payouts if one.left), key=_ordered_on)
    paid = {(one.amount, one.account): one.on_day.toordinal() * DAY for one in left}
    came: dict[str, Kind] = {}
    for line in ordered:
        if not line.payer_account:
            continue
        key = (abs(line.amount), line.payer_account)
        if found.get(line.id) is Kind.DISBURSE:
            paid[key] = moment(line.on_day, line.at_time)
        elif (
            key in paid and line.amount > 0 and line.id not in found and 0 <= _since(line, paid[key]) <= RETURNED_WITHIN
        ):
            came[line.id] = Kind.RETURNED
    return came


def _since(line: OpenLine, at: int) -> int:
    return moment(line.on_day, line.at_time) - at


def _ordered_on(one: OpenPayout) -> tuple[date, str]:
    return one.on_day, one.id
