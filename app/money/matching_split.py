"""Several transfers from one account on one day that together are one receipt."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from app.money import matching_pairs as pairs
from app.money.matching_known import Heard, Known, grouped
from app.money.matching_pairs import Pair
from app.money.matching_settle import in_order
from app.money.matching_values import Doubt, Evidence, Kind, OpenReceipt, Proposal, Rule

MOST_PARTS = 8


def splits(known: Known, lines: Sequence[Heard], asked: Iterable[Pair]) -> tuple[list[Proposal], set[str]]:
    """The groups whose sum is one open receipt, and no other group's; `asked` are the single pairs that could be.

    Beside them the lines and receipts that a group might mean without being sure: no single pair takes them.
    """
    single = Singles(asked)
    found = [(group, receipt) for group in groups(lines) for receipt in receipts_of(known, group)]
    of_group = Counter(group[0].line.id for group, _ in found)
    of_receipt = Counter(receipt.number for _, receipt in found)
    sure: list[Proposal] = []
    contested: set[str] = set()
    for group, receipt in found:
        contested.add(receipt.number)
        rivals = single.alone(group)
        only = of_group[group[0].line.id] == 1 == of_receipt[receipt.number] and receipt.number not in single.by_receipt
        if only and (not rivals or _sooner(known, group, receipt, rivals)):
            sure.append(proposal(known, group, receipt))
        elif rivals:
            contested |= {heard.line.id for heard in group}
    return sure, contested - {number for one in sure for number in one.receipt_numbers}


class Singles:
    """The single pairs that could be, by their lines and by their receipts."""

    def __init__(self, asked: Iterable[Pair]) -> None:
        pairs_ = list(asked)
        self.by_line = grouped((one.heard.line.id, one) for one in pairs_)
        self.by_receipt = grouped((one.receipt.number, one.heard.line.id) for one in pairs_)

    def alone(self, group: Sequence[Heard]) -> list[Pair]:
        """The pairs by which a line of the group may itself be a receipt that no line outside it would pay."""
        within = {one.line.id for one in group}
        some = (one for heard in group for one in self.by_line.get(heard.line.id, ()))
        return [one for one in some if within.issuperset(self.by_receipt[one.receipt.number])]


def _sooner(known: Known, group: Sequence[Heard], receipt: OpenReceipt, rivals: Iterable[Pair]) -> bool:
    """Whether the whole group came when its receipt was written, and none of its lines when its own was."""
    return all(pairs.pair(known, heard, receipt).prompt for heard in group) and not any(one.prompt for one in rivals)


def groups(lines: Iterable[Heard]) -> list[list[Heard]]:
    """Lines of one account on one day, two at least; by the name where the bank tells no account."""
    found: dict[tuple[str, str, int], list[Heard]] = defaultdict(list)
    for heard in lines:
        account = heard.line.payer_account
        if account or heard.sound:
            found[(account, "" if account else heard.sound, heard.line.on_day.toordinal())].append(heard)
    return [group for group in found.values() if 1 < len(group) <= MOST_PARTS]


def receipts_of(known: Known, group: Sequence[Heard]) -> list[OpenReceipt]:
    """The receipts of exactly the group's sum of which a line of it speaks and none speaks against."""
    total = sum(heard.line.amount for heard in group)
    led = {one.number: one for heard in group for one in pairs.candidates(known, heard, total)}
    return [one for one in led.values() if one.way == "transfer" and _fits([pairs.pair(known, h, one) for h in group])]


def _fits(parts: Sequence[Pair]) -> bool:
    against = {doubt for one in parts for doubt in one.doubts} & {Doubt.OTHER_CASE, Doubt.LATE, Doubt.OTHER_PAYER}
    return not against and any(one.who or one.referred for one in parts)


def proposal(known: Known, group: Sequence[Heard], receipt: OpenReceipt) -> Proposal:
    """The group as it is told."""
    told = {one for heard in group for one in pairs.pair(known, heard, receipt).evidence} - {Evidence.AMOUNT}
    shared = {Evidence.SUM, Evidence.SAME_ACCOUNT} if group[0].line.payer_account else {Evidence.SUM}
    return Proposal(
        line_ids=tuple(sorted(heard.line.id for heard in group)),
        kind=Kind.ONE_TO_MANY,
        rule=Rule.SPLIT,
        evidence=in_order(told | shared),
        case_id=receipt.case_id,
        receipt_numbers=(receipt.number,),
    )
