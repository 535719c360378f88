"""Cash paid in with its slip, and a terminal's day: one line for many receipts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from app.money import matching_memo as memos
from app.money.matching_known import Heard, Known, grouped
from app.money.matching_settle import in_order
from app.money.matching_subsets import fewest_left_out, only_subset, reaches
from app.money.matching_values import Doubt, Evidence, Kind, OpenReceipt, OpenSlip, Proposal, Rule

BANKED_WITHIN: Final = 6
"""Days within which cash is paid in."""
SLIP_WITHIN: Final = 3
TERMINAL_WITHIN: Final = 3
HEAD: Final = 4
"""Signs at the beginning of a slip's number by which memos are looked through: a year, often."""
FURTHER: Final = "补续附之副"
RATES: Final = ((38, 8000), (60, None), (55, None), (50, None), (25, None))
"""An acquirer's fee in hundredths of a percent, and its cap in fen."""


class Batches:
    """Open slips and receipts taken in cash or at terminals, by day and squad."""

    def __init__(self, known: Known) -> None:
        self.slips = {memos.bare(one.number): one for one in known.desk.slips}
        self.lengths = sorted({len(key) for key in self.slips}, reverse=True)
        heads = "|".join(sorted({re.escape(key[:HEAD]) for key in self.slips}))
        self._heads = re.compile(f"(?={heads})") if heads else None
        self.slips_by_sum = grouped((one.amount, one) for one in known.desk.slips)
        listed = {number for one in known.desk.slips for number in one.receipt_numbers}
        cash = [one for one in known.desk.receipts if one.way == "cash" and one.number not in listed]
        self.cash = grouped((one.on_day, one) for one in sorted(cash, key=lambda one: one.number))
        terminals = [one for one in known.desk.receipts if one.way == "terminal"]
        self.terminals = grouped((one.on_day, one) for one in sorted(terminals, key=lambda one: one.number))
        of_slips = {name for slip in known.desk.slips for name in slip.officers}
        self.officers = (of_slips | {name for one in cash for name in one.officers}) - {""}
        self.taken: set[str] = set()

    def slip_named(self, heard: Heard) -> OpenSlip | None:
        """The slip whose whole number stands in the memo, the longest that does."""
        starts = [one.start() for one in self._heads.finditer(heard.bare)] if self._heads else []
        for length in self.lengths if starts else ():
            for start in starts:
                found = self.slips.get(heard.bare[start : start + length])
                if (
                    found
                    and start + length <= len(heard.bare)
                    and not _goes_on(heard.bare[start + length : start + length + 1])
                ):
                    return found
        return None

    def groups(self, heard: Heard, pool: dict[date, list[OpenReceipt]], within: int) -> list[list[OpenReceipt]]:
        """What each squad (or each terminal) took on each day before the line, and is still open."""
        found: dict[tuple[date, str], list[OpenReceipt]] = defaultdict(list)
        for back in range(within + 1):
            day = heard.line.on_day - timedelta(days=back)
            for one in pool.get(day, ()):
                if one.number not in self.taken:
                    found[day, one.terminal or one.squad or "+".join(one.officers)].append(one)
        return list(found.values())


def slips(batches: Batches, lines: Sequence[Heard]) -> list[Proposal]:
    """Lines that name an open slip and bring its sum, each slip once."""
    named = [(heard, slip) for heard in lines if (slip := batches.slip_named(heard))]
    wanted: dict[str, int] = defaultdict(int)
    for heard, slip in named:
        wanted[slip.number] += slip.amount == heard.line.amount
    return [
        of_slip(heard, slip, Rule.SLIP, (Evidence.SLIP_NUMBER, Evidence.AMOUNT))
        for heard, slip in named
        if slip.amount == heard.line.amount and wanted[slip.number] == 1 and heard.line.on_day >= slip.on_day
    ]


def squad_days(batches: Batches, lines: Sequence[Heard]) -> list[Proposal]:
    """Cash whose memo tells day and squad of a slip that was never entered: the only receipts of that sum."""
    found = []
    for heard in lines:
        told = memos.slip(heard.bare)
        day = _day(told) if told else None
        if told is None or day is None or batches.slip_named(heard):
            continue
        pool = [one for one in batches.cash.get(day, ()) if _of_squad(one, told.sign)]
        chosen = _only(batches, pool, heard.line.amount)
        if chosen:
            found.append(of_receipts(heard, chosen, Rule.SLIP, (Evidence.SQUAD_DAY, Evidence.SUM)))
    return found


def slip_sums(batches: Batches, lines: Sequence[Heard], waiting: Sequence[OpenSlip]) -> list[Proposal]:
    """Cash that names no slip: the slip of its sum about its day, when neither has another choice."""
    by_sum = grouped((one.amount, one) for one in waiting)
    fitting = [
        (heard, slip)
        for heard in lines
        if memos.slip(heard.bare) is None
        for slip in by_sum.get(heard.line.amount, ())
        if 0 <= (heard.line.on_day - slip.on_day).days <= SLIP_WITHIN and _not_another(batches, heard, slip.officers)
    ]
    of_line, of_slip_number = Counter(one.line.id for one, _ in fitting), Counter(slip.number for _, slip in fitting)
    found = []
    for heard, slip in fitting:
        whole = [one for one in batches.groups(heard, batches.cash, BANKED_WITHIN) if _sum(one) == heard.line.amount]
        whole = [one for one in whole if _not_another(batches, heard, one[0].officers)]
        if of_line[heard.line.id] == 1 == of_slip_number[slip.number] and not whole:
            found.append(of_slip(heard, slip, Rule.SLIP_SUM, (Evidence.CASH, Evidence.ONLY_SUM, Evidence.DAY)))
    return found


def squad_sums(batches: Batches, lines: Sequence[Heard], waiting: Sequence[OpenSlip]) -> list[Proposal]:
    """Cash that names no slip: all a squad took on one day, when no slip and no other choice of receipts has that sum.

    One receipt alone needs its officer's name in the memo: sum and day are not enough.
    """
    by_sum = grouped((one.amount, one) for one in waiting)
    found = []
    for heard in lines:
        slips_too = [one for one in by_sum.get(heard.line.amount, ()) if _about(heard, one)]
        groups = [
            one
            for one in batches.groups(heard, batches.cash, BANKED_WITHIN)
            if _not_another(batches, heard, one[0].officers)
        ]
        ways = [one for one in groups if reaches([part.amount for part in one], heard.line.amount)]
        if slips_too or len(ways) != 1 or _sum(ways[0]) != heard.line.amount or memos.slip(heard.bare):
            continue
        named = _named(heard, ways[0][0].officers)
        if named or len(ways[0]) > 1:
            told = (Evidence.OFFICER, Evidence.SUM) if named else (Evidence.CASH, Evidence.ONLY_SUM, Evidence.SUM)
            found.append(of_receipts(heard, ways[0], Rule.SQUAD_SUM, told))
    return _once(found)


def _about(heard: Heard, slip: OpenSlip) -> bool:
    return abs((heard.line.on_day - slip.on_day).days) <= BANKED_WITHIN


def _named(heard: Heard, officers: Iterable[str]) -> bool:
    return any(one and one in heard.line.memo for one in officers)


def _not_another(batches: Batches, heard: Heard, officers: Sequence[str]) -> bool:
    """Whether the memo names none of the officers, or one of these."""
    return _named(heard, officers) or not _named(heard, batches.officers)


def terminal_days(batches: Batches, lines: Sequence[Heard]) -> list[Proposal]:
    """A terminal's day: the memo's day or terminal, and the whole of its receipts, gross or net, and nothing else fits."""
    found = []
    for heard in lines:
        fitting = [
            (group, fee, told)
            for group in batches.groups(heard, batches.terminals, TERMINAL_WITHIN)
            if (told := _told(heard, group[0])) is not None
            and (fee := _fee(_sum(group), heard.line.amount)) is not None
        ]
        if len(fitting) == 1 and fitting[0][2]:
            group, fee, told = fitting[0]
            found.append(of_receipts(heard, group, Rule.TERMINAL_DAY, (*told, Evidence.SUM), fee=fee))
    return _once(found)


def suggestions(batches: Batches, heard: Heard, most: int) -> list[Proposal]:
    """What a batch line could be, for a person: whole squads' days first, then those with the fewest receipts left out."""
    if heard.terminal and not heard.cash:
        pool, within = batches.terminals, TERMINAL_WITHIN
    else:
        pool, within = batches.cash, BANKED_WITHIN
    told = memos.slip(heard.bare)
    day = memos.month_day(heard.bare)
    found: list[tuple[tuple[int, ...], Proposal]] = []
    for slip in batches.slips_by_sum.get(heard.line.amount, ()):
        late = abs((heard.line.on_day - slip.on_day).days)
        if slip.number not in batches.taken and late <= BANKED_WITHIN:
            doubts = (Doubt.ALSO_FITS,)
            one = of_slip(heard, slip, Rule.SLIP_SUM, (Evidence.CASH, Evidence.AMOUNT), doubts)
            found.append(((0, late), one))
    for group in batches.groups(heard, pool, within):
        named = bool(told and _of_squad(group[0], told.sign)) or any(
            one in heard.line.memo for one in group[0].officers if one
        )
        right_day = day is None or day == (group[0].on_day.month, group[0].on_day.day)
        evidence = (Evidence.OFFICER, Evidence.SUM) if named else (Evidence.SUM,)
        for chosen in _choices(group, heard.line.amount, most):
            doubts = (Doubt.ONE_PIECE,) if len(evidence) == 1 else (Doubt.ALSO_FITS,)
            one = of_receipts(heard, chosen, Rule.AMOUNT_ONLY, evidence, doubts=doubts)
            rank = (
                0 if named else 1,
                not right_day,
                len(group) - len(chosen),
                (heard.line.on_day - group[0].on_day).days,
            )
            found.append((tuple(map(int, rank)), one))
    found.sort(key=lambda one: one[0])
    return [one for _, one in found[:most]]


def _choices(group: Sequence[OpenReceipt], amount: int, most: int) -> list[list[OpenReceipt]]:
    if group[0].way == "terminal":
        return [list(group)] if _fee(_sum(group), amount) is not None else []
    return [[group[at] for at in places] for places in fewest_left_out([one.amount for one in group], amount, most)]


def of_slip(
    heard: Heard, slip: OpenSlip, rule: Rule, evidence: Sequence[Evidence], doubts: tuple[Doubt, ...] = ()
) -> Proposal:
    """A line for a slip."""
    several = len(slip.receipt_numbers) > 1
    return Proposal(
        line_ids=(heard.line.id,),
        kind=Kind.MANY_TO_ONE if several else Kind.CASH_SINGLE,
        rule=rule,
        evidence=in_order(evidence),
        receipt_numbers=slip.receipt_numbers,
        slip_number=slip.number,
        doubts=doubts,
    )


def of_receipts(
    heard: Heard,
    chosen: Sequence[OpenReceipt],
    rule: Rule,
    evidence: Sequence[Evidence],
    *,
    fee: int = 0,
    doubts: tuple[Doubt, ...] = (),
) -> Proposal:
    """A line for several receipts."""
    if chosen[0].way == "terminal":
        kind = Kind.TERMINAL_NET if fee else Kind.TERMINAL_GROSS
    else:
        kind = Kind.MANY_TO_ONE if len(chosen) > 1 else Kind.CASH_SINGLE
    return Proposal(
        line_ids=(heard.line.id,),
        kind=kind,
        rule=rule,
        evidence=in_order(evidence),
        receipt_numbers=tuple(sorted(one.number for one in chosen)),
        fee=fee,
        doubts=doubts,
    )


def _goes_on(sign: str) -> bool:
    """Whether a slip's number goes on: with a digit, a letter, or the sign of a further slip (补)."""
    return sign.isdigit() or (sign.isascii() and sign.isalpha()) or (bool(sign) and sign in FURTHER)


def _once(found: Sequence[Proposal]) -> list[Proposal]:
    """Those whose receipts no other line wants."""
    wanted: dict[str, int] = defaultdict(int)
    for one in found:
        for number in one.receipt_numbers:
            wanted[number] += 1
    return [one for one in found if all(wanted[number] == 1 for number in one.receipt_numbers)]


def _only(batches: Batches, pool: Sequence[OpenReceipt], amount: int) -> list[OpenReceipt]:
    left = [one for one in pool if one.number not in batches.taken]
    places = only_subset([one.amount for one in left], amount)
    return [left[at] for at in places] if places else []


def _sum(group: Sequence[OpenReceipt]) -> int:
    return sum(one.amount for one in group)


def _day(told: memos.SlipRef) -> date | None:
    try:
        return date(told.year, *told.month_day)
    except ValueError:
        return None


def _of_squad(one: OpenReceipt, sign: str) -> bool:
    """Whether the sign in a slip's number is that of the squad: 一 of 第一小组."""
    core = one.squad.removeprefix("第").removesuffix("组").removesuffix("小")
    return bool(core) and sign.startswith(core)


def _told(heard: Heard, one: OpenReceipt) -> tuple[Evidence, ...] | None:
    """What the memo tells of a terminal's day; nothing when it tells another."""
    told: list[Evidence] = []
    day, terminal = memos.month_day(heard.bare), memos.terminal(heard.bare)
    if day:
        if day != (one.on_day.month, one.on_day.day):
            return None
        told.append(Evidence.TERMINAL_DATE)
    if terminal and one.terminal:
        if terminal != one.terminal:
            return None
        told.append(Evidence.TERMINAL)
    return tuple(told)


def _fee(gross: int, amount: int) -> int | None:
    """What the acquirer withheld of a day, by one of the usual rates; nothing when the sum does not come of it."""
    if gross == amount:
        return 0
    for rate, cap in RATES:
        fee = (gross * rate + 5000) // 10000
        if gross - amount == (min(fee, cap) if cap else fee):
            return gross - amount
    return None
