"""Lines and single receipts: what is unique both ways and rests on two pieces of evidence at least."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from app.money import matching_pairs as pairs
from app.money.matching_known import Heard, Known
from app.money.matching_pairs import HOUR, WHO, Pair
from app.money.matching_values import DAY, Evidence, Kind, Proposal, Rule

ROUNDS: Final = 4
"""How often what was settled may make room for what was not unique before."""
WITHOUT_REFERENCE: Final = 8 * DAY
"""How long after its receipt a line may still be sure that names no case, or that another pays than who took it upon him."""
REPEAT_WITHIN: Final = 12 * HOUR
ORDER: Final = {one: place for place, one in enumerate(Evidence)}


def possible(known: Known, heard: Heard) -> list[Pair]:
    """The pairs of a line that could be, with the exact sum or less a known fee."""
    led = pairs.with_fees(known, heard)
    if heard.scan:
        found = [pairs.pair(known, heard, one) for one, fee in led if not fee]
        seen = {one.receipt.number for one in found}
        found += [pairs.pair(known, heard, one) for one in pairs.scans(known, heard) if one.number not in seen]
    else:
        found = [pairs.pair(known, heard, one, fee) for one, fee in led if not fee or one.way == "transfer"]
    return [one for one in found if one.possible]


def settle(asked: Sequence[Pair]) -> list[Pair]:
    """The pairs that win on both sides and are strong enough, round after round."""
    settled: list[Pair] = []
    left = list(asked)
    for _ in range(ROUNDS):
        won = [one for one in _winners(left) if rule_of(one)]
        if not won:
            break
        settled += won
        lines = {one.heard.line.id for one in won}
        receipts = {one.receipt.number for one in won}
        left = [one for one in left if one.heard.line.id not in lines and one.receipt.number not in receipts]
    return settled


def _winners(left: Sequence[Pair]) -> list[Pair]:
    by_line: dict[str, list[Pair]] = defaultdict(list)
    by_receipt: dict[str, list[Pair]] = defaultdict(list)
    for one in left:
        by_line[one.heard.line.id].append(one)
        by_receipt[one.receipt.number].append(one)
    return [
        one
        for one in left
        if all(one is other or one.beats(other) for other in by_line[one.heard.line.id])
        and all(one is other or one.beats(other) or repeats(one, other) for other in by_receipt[one.receipt.number])
    ]


def repeats(first: Pair, later: Pair) -> bool:
    """Whether the other line is the same payment once more: the same account, sum and words, hours later."""
    one, two = first.heard.line, later.heard.line
    same = one.payer_account and (one.payer_account, one.payer, one.memo) == (two.payer_account, two.payer, two.memo)
    return bool(same) and one.amount == two.amount and 0 <= later.heard.at - first.heard.at <= REPEAT_WITHIN


def rule_of(one: Pair) -> Rule | None:
    """The rule that makes a pair sure; none when it only suggests."""
    if one.heard.seized:
        return None
    if one.heard.scan:
        close = one.receipt.way == "qr" and one.prompt and (one.who or one.referred)
        return Rule.SCAN_RECEIPT if close else None
    known_payer = one.who >= WHO[Evidence.PAYER_SOUND]
    if Evidence.NEAR_NUMBER in one.evidence and not one.referred:
        return Rule.NEAR_NUMBER if known_payer else None
    if one.fee:
        borne_out = _named_too(one) or (one.prompt and not one.heard.payer and _one_number(one))
        return Rule.FEE_RECEIPT if known_payer or (one.referred and borne_out) else None
    soon = one.delay <= WITHOUT_REFERENCE
    if one.referred and (soon or known_payer) and (_named_too(one) or (not one.heard.payer and _one_number(one))):
        return Rule.CASE_RECEIPT
    named = (one.prompt and _named_too(one)) or (one.only_his and not one.heard.payer)
    return Rule.PAYER_RECEIPT if soon and (known_payer or named) else None


def _named_too(one: Pair) -> bool:
    """Whether the reference is borne out by a person, or by a second reference."""
    twice = len(one.evidence & pairs.REFERENCES) > 1
    return bool(one.who or Evidence.MEMO_NAME in one.evidence or twice)


def _one_number(one: Pair) -> bool:
    """Whether the account or the number can mean no other case."""
    return Evidence.SHORT_NUMBER not in one.evidence or len(one.heard.by_short) == 1


def proposal(one: Pair, rule: Rule) -> Proposal:
    """A settled pair as it is told."""
    return Proposal(
        line_ids=(one.heard.line.id,),
        kind=Kind.FEE_CUT if one.fee else Kind.ONE_TO_ONE,
        rule=rule,
        evidence=in_order(one.evidence),
        case_id=one.receipt.case_id,
        receipt_numbers=(one.receipt.number,),
        fee=one.fee,
    )


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence in the order in which it is told."""
    return _ordered(frozenset(evidence))


@cache
def _ordered(evidence: frozenset[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=ORDER.__getitem__))
