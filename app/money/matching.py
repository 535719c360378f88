"""Which bank line is what: sure answers unique both ways with two pieces of evidence at least, and suggestions for the rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.money import matching_batches as batches
from app.money import matching_pairs as pairs
from app.money import matching_settle as settle
from app.money import matching_suggest as suggest
from app.money.matching_batches import Batches
from app.money.matching_classify import flags
from app.money.matching_known import Heard, Known, grouped
from app.money.matching_near import nearby
from app.money.matching_pairs import Pair
from app.money.matching_split import groups, splits
from app.money.matching_values import DAY, Desk, Doubt, Evidence, Kind, Outcome, Proposal, Rule


def match(desk: Desk) -> Outcome:
    """The answer for all that is open; it does not depend on the order of anything.

    First what is no payment at all, then slips and terminals' days, then several transfers of one receipt, then
    single receipts, then cases without a receipt. What is not sure comes with suggestions.
    """
    known = Known(nearby(desk))
    flagged, reversals = flags(desk.lines, desk.payouts)
    asked = sorted((one for one in desk.lines if one.id not in flagged and one.amount > 0), key=lambda one: one.id)
    return _Answer(known, [known.hear(one) for one in asked]).outcome(flagged, reversals)


class _Answer:
    """The answer as it grows, layer after layer."""

    def __init__(self, known: Known, lines: Sequence[Heard]) -> None:
        self.known = known
        self.left = {heard.line.id: heard for heard in lines}
        self.sure: list[Proposal] = []
        self.batches = Batches(known)
        self.open = {one.number for one in known.desk.receipts}
        self.repeated: dict[str, Pair] = {}

    def outcome(self, flagged: dict[str, Kind], reversals: dict[str, str]) -> Outcome:
        """All layers, then the suggestions."""
        self._batches()
        self._receipts(self._scans())
        asked = self._asked()
        split, contested = splits(self.known, self._payments(), asked)
        self._take(split)
        free = (self.open | self.left.keys()) - contested
        self._receipts([one for one in asked if one.heard.line.id in free and one.receipt.number in free])
        self._take(self._repetitions())
        self._take(self._cases())
        sure = tuple(sorted(self.sure, key=lambda one: one.line_ids))
        return Outcome(sure, flagged, self._suggestions(), reversals)

    def _take(self, found: Iterable[Proposal]) -> None:
        for one in found:
            self.sure.append(one)
            self.open -= set(one.receipt_numbers)
            self.batches.taken |= {*one.receipt_numbers, one.slip_number or ""}
            for line_id in one.line_ids:
                del self.left[line_id]

    def _payments(self) -> list[Heard]:
        return [one for one in self.left.values() if not one.cash and not one.terminal]

    def _batches(self) -> None:
        self._take(batches.slips(self.batches, list(self.left.values())))
        cash = [one for one in self.left.values() if one.cash]
        self._take(batches.squad_days(self.batches, cash))
        cash = [one for one in cash if one.line.id in self.left]
        waiting = [one for one in self.known.desk.slips if one.number not in self.batches.taken]
        self._take(batches.slip_sums(self.batches, cash, waiting))
        waiting = [one for one in waiting if one.number not in self.batches.taken]
        left = [one for one in cash if one.line.id in self.left]
        self._take(batches.squad_sums(self.batches, left, waiting))
        terminals = [one for one in self.left.values() if one.terminal and not one.cash]
        self._take(batches.terminal_days(self.batches, terminals))

    def _scans(self) -> list[Pair]:
        """Scanned payments and the receipts written within their minute: no transfer contests them."""
        scanned = (heard for heard in self._payments() if heard.scan)
        return [one for heard in scanned for one in settle.possible(self.known, heard) if one.receipt.way == "qr"]

    def _asked(self) -> list[Pair]:
        asked = (one for heard in self._payments() for one in settle.possible(self.known, heard))
        return [one for one in asked if one.receipt.number in self.open]

    def _receipts(self, asked: Sequence[Pair]) -> None:
        of_receipt = grouped((one.receipt.number, one) for one in asked)
        for one in settle.settle(asked):
            rule = settle.rule_of(one)
            if rule:
                self._take([settle.proposal(one, rule)])
                for two in of_receipt[one.receipt.number]:
                    if two is not one and settle.repeats(one, two):
                        self.repeated[two.heard.line.id] = one

    def _cases(self) -> list[Proposal]:
        """Payments of a case's own people that name the case, when no receipt of the case could still be meant."""
        found = []
        for heard in self._payments():
            if heard.line.id in self.repeated:
                continue
            sure = [one for one in self._meant(heard) if self._speaks_surely(heard, one)]
            if len(sure) == 1 and not self._awaited(heard, sure[0]):
                evidence, _ = pairs.refer(self.known, heard, sure[0])
                who = pairs.who_of(self.known, heard, sure[0])
                told = evidence | ({who} if who else set())
                found.append(suggest.of_case(heard, sure[0], Rule.CASE_PAYER, told))
        return found

    def _meant(self, heard: Heard) -> Iterable[str]:
        """The cases the line names; where it names none, those whose number is one slip away and whose people it tells.

        Where it writes no number, the one case of the people its memo names, when another of its people pays for them.
        """
        if heard.spoken:
            return heard.spoken
        return self.known.near(heard) if heard.numbers else self._paid_for(heard)

    def _paid_for(self, heard: Heard) -> set[str]:
        named = [self.known.people.cases(sound) for sound in heard.named if sound != heard.sound]
        cases = {case for some in named for case in some}
        return cases if len(cases) == 1 and heard.sound else set()

    def _repetitions(self) -> list[Proposal]:
        """What an account paid once more within hours, with the same words: money of the same case, perhaps too much."""
        found = []
        for line_id, first in self.repeated.items():
            heard = self.left.get(line_id)
            if heard is None or self._fits_another(heard):
                continue
            evidence, doubts = pairs.refer(self.known, heard, first.receipt.case_id)
            if not doubts:
                found.append(self._again(heard, first, evidence))
        return found

    def _fits_another(self, heard: Heard) -> bool:
        return any(one.receipt.number in self.open for one in settle.possible(self.known, heard))

    def _again(self, heard: Heard, first: Pair, evidence: Iterable[Evidence] = ()) -> Proposal:
        told = {Evidence.SAME_ACCOUNT, Evidence.AMOUNT, *evidence}
        again = suggest.of_case(heard, first.receipt.case_id, Rule.REPEATED, told, {Doubt.ALREADY_PAID})
        return replace(again, kind=Kind.DOUBLE_PAYMENT)

    def _speaks_surely(self, heard: Heard, case_id: str) -> bool:
        evidence, doubts = pairs.refer(self.known, heard, case_id)
        if doubts or (Evidence.SHORT_NUMBER in evidence and len(heard.by_short) > 1):
            return False
        who = pairs.who_of(self.known, heard, case_id)
        if heard.payer and not who and not heard.masked:
            return len(evidence) > 1
        return len(evidence) + bool(who) > 1

    def _awaited(self, heard: Heard, case_id: str) -> bool:
        """Whether a receipt of the case waits for money about this day."""
        return any(
            one.number in self.open and -DAY <= heard.at - self.known.taken[one.number].at <= pairs.LATE
            for one in self.known.of_case(case_id)
        )

    def _suggestions(self) -> dict[str, tuple[Proposal, ...]]:
        together: dict[str, Sequence[Heard]] = defaultdict(list)
        for group in groups(self._payments()):
            together |= {heard.line.id: group for heard in group}
        return {key: self._for_line(heard, together[key]) for key, heard in self.left.items()}

    def _for_line(self, heard: Heard, group: Sequence[Heard]) -> tuple[Proposal, ...]:
        if heard.cash or heard.terminal:
            return tuple(batches.suggestions(self.batches, heard, suggest.MOST))
        ranked = suggest.rank(self.known, heard, self.open, group)
        first = self.repeated.get(heard.line.id)
        if first is None:
            return ranked
        again = self._again(heard, first)
        others = (one for one in ranked if one.case_id != again.case_id or one.receipt_numbers)
        return (again, *others)[: suggest.MOST]
