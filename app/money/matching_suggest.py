"""What a person is asked about a line: three answers at most, the likeliest first, each with what speaks for and against it."""

from collections.abc import Iterable, Sequence
from typing import Final

from app.money import matching_pairs as pairs
from app.money import matching_split as split
from app.money.matching_known import Heard, Known
from app.money.matching_pairs import LATE, Pair
from app.money.matching_settle import in_order
from app.money.matching_values import Doubt, Evidence, Kind, Proposal, Rule

MOST: Final = 3
MOST_CASES: Final = 12
WEIGHTS: Final = {
    Evidence.CASE_ACCOUNT: 8,
    Evidence.CASE_NUMBER: 6,
    Evidence.SHORT_NUMBER: 4,
    Evidence.NEAR_NUMBER: 3,
    Evidence.PAYER: 6,
    Evidence.PAYER_SOUND: 5,
    Evidence.PAYER_MASKED: 2,
    Evidence.DEBTOR: 5,
    Evidence.RELATIVE: 4,
    Evidence.MEMO_NAME: 4,
    Evidence.AMOUNT: 5,
    Evidence.SUM: 6,
    Evidence.FEE: 2,
    Evidence.PROMPT: 4,
    Evidence.DAY: 1,
}
AGAINST: Final = {Doubt.OTHER_CASE: 7, Doubt.OTHER_PAYER: 3, Doubt.LATE: 4}
"""Only the order of suggestions comes of these; nothing is ever booked by them."""


def rank(known: Known, heard: Heard, open_numbers: set[str], group: Sequence[Heard]) -> tuple[Proposal, ...]:
    """The suggestions for a payment."""
    found = [
        (_weight(one.evidence, one.doubts) - one.delay / (LATE * 4), _of_pair(one))
        for one in _pairs(known, heard)
        if one.receipt.number in open_numbers
    ]
    found += _together(known, group, open_numbers)
    found += _cases(known, heard, open_numbers)
    found.sort(key=lambda one: (-one[0], one[1].token))
    chosen: list[Proposal] = []
    for _, told in found:
        if all(_target(told) != _target(other) for other in chosen):
            chosen.append(told)
    return tuple(chosen[:MOST])


def _target(one: Proposal) -> tuple[object, ...]:
    return (one.receipt_numbers, None if one.receipt_numbers else one.case_id)


def _weight(evidence: Iterable[Evidence], doubts: Iterable[Doubt]) -> float:
    return sum(WEIGHTS.get(one, 0) for one in evidence) - sum(AGAINST.get(one, 0) for one in doubts)


def _pairs(known: Known, heard: Heard) -> list[Pair]:
    found = {one.number: pairs.pair(known, heard, one, fee) for one, fee in pairs.with_fees(known, heard)}
    for case in known.near(heard) if heard.numbers and not heard.spoken else ():
        for one in known.of_case(case):
            if one.amount == heard.line.amount:
                found.setdefault(one.number, pairs.pair(known, heard, one))
    for one in known.promised.about(heard.line.amount, heard.at, pairs.PROMPT):
        if one.number not in found:
            found[one.number] = pairs.pair(known, heard, one)
    return list(found.values())


def _of_pair(one: Pair) -> Proposal:
    alone = not (one.referred or one.who or Evidence.MEMO_NAME in one.evidence)
    return Proposal(
        line_ids=(one.heard.line.id,),
        kind=Kind.FEE_CUT if one.fee else Kind.ONE_TO_ONE,
        rule=Rule.AMOUNT_ONLY if alone else Rule.CASE_RECEIPT if one.referred else Rule.PAYER_RECEIPT,
        evidence=in_order(one.evidence),
        case_id=one.receipt.case_id,
        receipt_numbers=(one.receipt.number,),
        fee=one.fee,
        doubts=tuple(sorted(one.doubts or {Doubt.ALSO_FITS})),
    )


def _together(known: Known, group: Sequence[Heard], open_numbers: set[str]) -> list[tuple[float, Proposal]]:
    """The whole group of one account as parts of one receipt."""
    if not group:
        return []
    total = sum(one.line.amount for one in group)
    led = {one.number: one for heard in group for one in pairs.candidates(known, heard, total)}
    found = []
    for receipt in led.values():
        if receipt.number in open_numbers:
            told = split.proposal(known, group, receipt)
            found.append((_weight(told.evidence, ()) + 1, told))
    return found


def _cases(known: Known, heard: Heard, open_numbers: set[str]) -> list[tuple[float, Proposal]]:
    wanted = set(heard.spoken)
    for sound in {heard.sound, *heard.named} - {""}:
        wanted |= set(sorted(known.people.cases(sound))[:MOST_CASES])
    if heard.numbers and not heard.by_account:
        wanted |= known.near(heard)
    found = []
    for case in wanted:
        evidence, doubts = pairs.refer(known, heard, case)
        who = pairs.who_of(known, heard, case)
        evidence |= {who} if who else set()
        if heard.payer and not who:
            doubts.add(Doubt.OTHER_PAYER)
        if any(one.number in open_numbers for one in known.of_case(case)):
            doubts.add(Doubt.RECEIPT_OPEN)
        if len(evidence) == 1:
            doubts.add(Doubt.ONE_PIECE)
        found.append((_weight(evidence, doubts), of_case(heard, case, Rule.CASE_NAMED, evidence, doubts)))
    return found


def of_case(
    heard: Heard, case_id: str, rule: Rule, evidence: Iterable[Evidence], doubts: Iterable[Doubt] = ()
) -> Proposal:
    """A line for a case, without a receipt."""
    return Proposal(
        line_ids=(heard.line.id,),
        kind=Kind.CASE_ONLY,
        rule=rule,
        evidence=in_order(evidence),
        case_id=case_id,
        doubts=tuple(sorted(doubts)),
    )
