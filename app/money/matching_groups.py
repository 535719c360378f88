"""What a person answers at once: lines of which the very same is said, each of which can be left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.money.matching_payouts import PayoutFit, fits, sure, unknown_returns
from app.money.matching_values import Desk, Doubt, Evidence, Kind, OpenLine, Outcome, Proposal, Rule


class Ground(StrEnum):
    """What makes several lines one question."""

    ALIKE = "alike"
    """The same pieces of evidence speak for one case each, and for no other."""
    SERIES = "series"
    """One account paid several times, and all of it means the same case."""
    UNIDENTIFIED = "unidentified"
    """Nothing speaks for any case."""
    NOT_ENFORCEMENT = "not_enforcement"
    """Court fees and deposits by their words."""
    REVERSED = "reversed"
    """What the bank took back, each with the line that takes it back."""
    INTEREST = "interest"
    CHARGE = "charge"
    PAYOUT = "payout"
    """What was ordered at the bank leaves it, each line fitting one payout and no other."""
    RETURNED = "returned"
    """What had left comes back, each line fitting one payout and no other."""
    NO_PAYOUT = "no_payout"
    """What came back by its words, and no payout is left that it could be."""


ALONE: Final = frozenset({Evidence.DEBTOR, Evidence.CASE_ACCOUNT, Evidence.MEMO_NAME})
"""Pieces that may be asked of several lines though they stand alone: not a relative, and no number that may be mistyped."""
OF_STRANGERS: Final = frozenset({Evidence.CASE_ACCOUNT, Evidence.MEMO_NAME})
"""Those that may, too, where the payer is known to nobody."""


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a group, or the lines that only make sense together; `token` is its word, as of a proposal."""

    token: str
    line_ids: tuple[str, ...]
    proposal: Proposal | None = None
    payout: PayoutFit | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One question. Every member has these pieces of evidence and these doubts; of payouts each may have more."""

    key: str
    ground: Ground
    members: tuple[Member, ...]
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def questions(desk: Desk, outcome: Outcome) -> tuple[list[Group], list[str]]:
    """What a person is asked: groups, the largest first, and the lines asked about one by one.

    Transfers that are one receipt by their first answer are one question.
    """
    found = gathered(desk, outcome)
    together = [one for one in found if len(one.members) > 1 or one.ground not in {Ground.ALIKE, Ground.SERIES}]
    asked = {line_id for one in together for member in one.members for line_id in member.line_ids}
    alone = []
    for line_id, ranked in outcome.suggestions.items():
        if line_id not in asked:
            alone.append(line_id)
            asked |= {line_id, *(ranked[0].line_ids if ranked else ())}
    return together, [*alone, *sorted(outcome.flags.keys() - asked)]


def gathered(desk: Desk, outcome: Outcome) -> list[Group]:
    """All that may be asked of several lines at once, that of one line too; the largest first."""
    found: dict[str, list[Member]] = defaultdict(list)
    for key, member in _members(desk, outcome):
        found[key].append(member)
    told = [_group(key, some) for key, some in found.items()]
    return sorted(told, key=lambda one: (-len(one.members), one.key))


def _members(desk: Desk, outcome: Outcome) -> Iterable[tuple[str, Member]]:
    lines = {one.id: one for one in desk.lines}
    series = _series(lines, outcome)
    for line_id, ranked in outcome.suggestions.items():
        if not ranked:
            yield Ground.UNIDENTIFIED, Member(line_id, (line_id,))
        elif groupable(ranked):
            first = ranked[0]
            key = series.get(line_id) or "|".join((Ground.ALIKE, "+".join(first.evidence), "+".join(first.doubts)))
            yield key, Member(first.token, first.line_ids, first)
    paid = fits(desk, outcome)
    for line_id in unknown_returns(desk, outcome, paid):
        yield Ground.NO_PAYOUT, Member(line_id, (line_id,))
    for line_id, kind in outcome.flags.items():
        ranked_payouts = paid.get(line_id, ())
        payout = sure(ranked_payouts)
        if payout:
            ground = Ground.RETURNED if payout.payout.left else Ground.PAYOUT
            yield ground, Member(payout.token, (line_id,), payout=payout)
        elif kind is Kind.NOT_ENFORCEMENT:
            yield Ground.NOT_ENFORCEMENT, Member(line_id, (line_id,))
        elif kind is Kind.BANK_MISC and lines[line_id].amount > 0:
            yield Ground.INTEREST, Member(line_id, (line_id,))
        elif kind is Kind.BANK_MISC and not any(one.named for one in ranked_payouts):
            yield Ground.CHARGE, Member(line_id, (line_id,))
        elif kind is Kind.REVERSED:
            both = (line_id, outcome.reversals[line_id])
            yield Ground.REVERSED, Member("+".join(both), both)


def groupable(ranked: Sequence[Proposal]) -> bool:
    """Whether a line's answer may be one of many: it has no other, and no doubt but that it stands on one piece."""
    first, *others = ranked
    if others:
        return False
    if first.rule is Rule.AMOUNT_ONLY:
        return first.evidence == (Evidence.SUM,)
    if first.rule is not Rule.CASE_NAMED:
        return False
    lone = first.evidence[0] if len(first.evidence) == 1 else None
    if first.doubts == (Doubt.ONE_PIECE,):
        return lone in ALONE
    return not first.doubts or (first.doubts == (Doubt.ONE_PIECE, Doubt.OTHER_PAYER) and lone in OF_STRANGERS)


def _series(lines: Mapping[str, OpenLine], outcome: Outcome) -> dict[str, str]:
    """The lines of one account that all mean one case, by the key of their group."""
    paid: dict[str, dict[str, str | None]] = defaultdict(dict)
    for line_id, ranked in outcome.suggestions.items():
        account = lines[line_id].payer_account
        if account and ranked:
            paid[account][line_id] = ranked[0].case_id if groupable(ranked) else None
    return {
        line_id: f"{Ground.SERIES}|{account}|{case}"
        for account, meant in paid.items()
        if len(meant) > 1 and len(set(meant.values())) == 1
        for line_id, case in meant.items()
        if case
    }


def _group(key: str, members: Sequence[Member]) -> Group:
    told = [known for one in members if (known := one.proposal or one.payout)]
    if not told:
        return Group(key, Ground(key), _in_order(members))
    evidence = [one for one in told[0].evidence if all(one in other.evidence for other in told)]
    doubts = sorted({doubt for one in told for doubt in one.doubts})
    ground = Ground(key.partition("|")[0])
    if ground is Ground.SERIES:
        evidence.insert(0, Evidence.SAME_ACCOUNT)
    return Group(key, ground, _in_order(members), tuple(evidence), tuple(doubts))


def _in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda one: one.token))
