"""What is left for a person: how many decisions, of what kind, and why the matcher did not answer them itself."""

from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.money.matching import match
from app.money.matching_files import desk_of
from app.money.matching_groups import Ground, Group, Member, questions
from app.money.matching_values import Desk, Doubt, Kind, OpenPayout, Proposal
from bench.money_sets import FILES, Row, rows, sets

MOST: Final = 25.0
"""Decisions for 500 lines."""
PER: Final = 500
SURE: Final = "what is sure, confirmed at once"
GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.ALIKE: "suggested by the same evidence",
    Ground.SERIES: "one account's payments for one case",
    Ground.UNIDENTIFIED: "nothing speaks for a case",
    Ground.NOT_ENFORCEMENT: "court fees by their words",
    Ground.REVERSED: "reversals with what they reverse",
    Ground.INTEREST: "the bank's interest",
    Ground.CHARGE: "the bank's charges",
    Ground.PAYOUT: "money out",
    Ground.RETURNED: "payouts that came back",
    Ground.NO_PAYOUT: "came back, and no payout is left for it",
}
WHY: Final[Mapping[Doubt, str]] = {
    Doubt.OTHER_CASE: "speaks of two cases",
    Doubt.RECEIPT_OPEN: "a receipt of the case is open",
    Doubt.LATE: "too far from its receipt",
    Doubt.OTHER_PAYER: "payer unknown and one piece of evidence",
    Doubt.ONE_PIECE: "one piece of evidence",
    Doubt.ALREADY_PAID: "paid before",
}
"""The first doubt of the first answer tells why a line was not answered by itself."""


class Tally:
    """Decisions and lines by kind; `amiss` are members that a careful clerk takes out of their group."""

    def __init__(self) -> None:
        self.lines = 0
        self.decisions: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        self.amiss: Counter[str] = Counter()

    def add(self, desk: Desk, gold: Sequence[Row]) -> None:
        """Count one set."""
        truth: dict[str, set[str]] = defaultdict(set)
        for row in gold:
            truth[row["line_serial"]].add(row["receipt_no"] or row["case_no"])
        kinds = {row["line_serial"]: row["kind"] for row in gold}
        self.lines += len(desk.lines)
        desk = self._paid(desk, kinds)
        outcome = match(desk)
        self._count(SURE, sum(len(one.line_ids) for one in outcome.sure))
        together, alone = questions(desk, outcome)
        for group in together:
            name = _name(group)
            self._count(name, sum(len(one.line_ids) for one in group.members))
            self.amiss[name] += sum(_amiss(one, truth) for one in group.members)
        for line_id in alone:
            self._count(f"line: {kinds[line_id]}, {_why(outcome.suggestions.get(line_id))}", 1)

    def _paid(self, desk: Desk, kinds: Mapping[str, str]) -> Desk:
        """Confirm the payouts, as a clerk does first; what is left, with those that may come back now."""
        ordered = replace(desk, payouts=_payouts(desk, kinds))
        found = [one for one in questions(ordered, match(ordered))[0] if one.ground is Ground.PAYOUT]
        seen = {member.line_ids[0] for group in found for member in group.members}
        for group in found:
            self._count(_name(group), len(group.members))
        left = [replace(one, left=True) for one in ordered.payouts if one.id in seen]
        return replace(desk, lines=[one for one in desk.lines if one.id not in seen], payouts=left)

    def _count(self, name: str, lines: int) -> None:
        self.decisions[name] += 1
        self.held[name] += lines

    def told(self) -> float:
        """Print the table for 500 lines; its sum is the answer."""
        share = PER / max(1, self.lines)
        whole = sum(self.decisions.values()) * share
        print(f"  {'decisions':>9} {'lines':>7} {'share':>6}  what, and why a person is asked")
        for name, count in self.decisions.most_common():
            part = count * share
            amiss = f"; {self.amiss[name]} of {self.held[name]} to be taken out" if self.amiss[name] else ""
            print(f"  {part:9.2f} {self.held[name] * share:7.2f} {part / whole:6.1%}  {name}{amiss}")
        return whole


def _name(group: Group) -> str:
    told = f" ({' + '.join(group.evidence)})" if group.evidence else ""
    return f"group: {GROUNDS[group.ground]}{told}"


def _amiss(member: Member, truth: Mapping[str, set[str]]) -> bool:
    meant = member.proposal
    return meant is not None and set(meant.receipt_numbers or (meant.case_id or "",)) != truth[member.line_ids[0]]


def _payouts(desk: Desk, kinds: Mapping[str, str]) -> list[OpenPayout]:
    """The payouts the court ordered: the files hold none, so what the bank paid out was ordered as it says."""
    return [
        OpenPayout(line.id, "", line.on_day, -line.amount, line.payer, line.payer_account)
        for line in desk.lines
        if line.amount < 0 and kinds[line.id] == Kind.DISBURSE
    ]


def _why(ranked: Sequence[Proposal] | None) -> str:
    if ranked is None:
        return "no payment, and alone of its kind"
    doubts = ranked[0].doubts
    if len(ranked) > 1 and not set(doubts) & {Doubt.OTHER_CASE, Doubt.RECEIPT_OPEN}:
        return "several answers fit"
    return next((words for doubt, words in WHY.items() if doubt in doubts), "alone of its kind")


def decided(given: Namespace) -> bool:
    """How many decisions 500 lines leave to a person, over all sets."""
    tally = Tally()
    for files in sets(given):
        tally.add(desk_of(*(files[name] for name in FILES)), rows(files["gold"]))
    whole = tally.told()
    print(f"  {whole:.1f} decisions for {PER} lines (limit {MOST:g}), {tally.lines} lines")
    return whole <= MOST
