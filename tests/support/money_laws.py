"""The rules of money that need no store, each tried on one example drawn by lot."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Final

from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.refusal import Refusal
from app.law.allocation import Head, apportioned
from app.law.calendar import CourtCalendar
from app.law.capitals import amount_of, capitals
from app.law.distribution import Claim, Rank, distributed
from app.law.general_interest import Fixed, Per, RateStep, general_interest
from app.law.interest import Duty, doubled_interest
from app.money.debt import ClaimTerms, DebtTerms, Paid, owed
from app.money.matching import match
from app.money.matching_values import CaseRef, Desk, Evidence, OpenLine, OpenReceipt
from app.money.schedules import Counting, MonthEnd, PlanKind, Remainder, Season, Terms, schedule
from tests.support.people import DAWN

Held = Callable[[str, object, object], None]
CALENDAR: Final = CourtCalendar()
START: Final = date(2024, 1, 31)
CASES: Final = (
    CaseRef("case-101", "（2025）宁0425执101号", "990000000001", ("张某",), ("张父",)),
    CaseRef("case-10", "（2025）宁0425执10号", "990000000002", ("黄某",)),
)
LEVEL: Final = (PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL, PlanKind.BALLOON)
WEAK: Final = frozenset({Evidence.AMOUNT, Evidence.DAY, Evidence.PROMPT, Evidence.SUM})


def check_laws(chance: Random, held: Held) -> None:
    """One example of each rule."""
    for law in (shares, plans, interest, debts, matches, capital_words):
        law(chance, held)


def shares(chance: Random, held: Held) -> None:
    """A sum among claims: nothing lost, each within a fen of its exact part, twins in any order."""
    total, weights = Money(chance.randint(0, 10**7)), [chance.randint(1, 10**6) for _ in range(chance.randint(1, 8))]
    weights += weights[:1]
    parts = apportioned(total, weights)
    near = all(
        abs(int(part) - Fraction(total * one, sum(weights))) < 1 for part, one in zip(parts, weights, strict=True)
    )
    held("shares_to_the_fen", sum(parts) == total and near, (total, weights))
    held("shares_to_the_fen", abs(parts[0] - parts[-1]) <= 1, (total, weights))
    claims = [Claim(str(at), Money(one), chance.choice(list(Rank))) for at, one in enumerate(weights)]
    _, got = distributed(total, claims)
    mixed = chance.sample(claims, len(claims))
    held("shares_to_the_fen", sum(got) == min(total, sum(weights)) == sum(distributed(total, mixed)[1]), claims)


def plans(chance: Random, held: Held) -> None:
    """The rows of a plan of any kind."""
    terms = _terms(chance)
    try:
        rows = schedule(terms, CALENDAR)
    except Refusal as no:
        held("plans_clear", no.code in {"plan.too_long", "plan.nothing_each_month"}, (no.code, terms))
        return
    held("plans_clear", sum(row.principal for row in rows) == terms.debt - terms.waived - terms.paid_now, terms)
    held("plans_clear", rows[-1].left == ZERO and all(min(row.amount, row.left) >= ZERO for row in rows), terms)
    held("plans_clear", all(one.nominal_on < two.nominal_on for one, two in pairwise(rows)), terms)


def _terms(chance: Random) -> Terms:
    debt = Money(chance.randint(10**5, 10**8))
    fixed = chance.random() < 0.4
    return Terms(
        debt=debt,
        waived=Money(chance.randint(0, debt // 10)),
        paid_now=Money(chance.randint(0, debt // 5)),
        first_on=START + timedelta(days=chance.randint(0, 400)),
        kind=None if fixed else chance.choice(LEVEL),
        rate=Fraction(chance.randint(0, 24), 100),
        instalments=None if fixed else chance.randint(1, 48),
        monthly=Money(max(debt // chance.randint(2, 40), 100)) if fixed else None,
        seasons=tuple(Season(chance.randint(1, 12), Money(debt // 10)) for _ in range(chance.randint(0, 2) * fixed)),
        grace_months=chance.randint(0, 4),
        counting=chance.choice(list(Counting)),
        month_end=MonthEnd.CLAMP,
        remainder=chance.choice(list(Remainder)),
    )


def interest(chance: Random, held: Held) -> None:
    """General interest and the doubled part over two spans that meet."""
    base, first, more = Money(chance.randint(1, 10**8)), chance.randint(0, 900), chance.randint(1, 900)
    middle, end = START + timedelta(days=first), START + timedelta(days=first + more)
    steps = [RateStep(date(2000, 1, 1), Fixed(Fraction(chance.randint(0, 24), 100), Per.YEAR))]
    whole = general_interest(base, steps, START, end).total
    part = general_interest(base, steps, START, middle).total
    rest = general_interest(base, steps, middle + timedelta(days=1), end).total
    held("interest_holds", abs(part + rest - whole) <= 1 and part <= whole, (base, first, more))
    held("interest_holds", general_interest(base + 1, steps, START, end).total >= whole, (base, first, more))
    held("interest_holds", general_interest(base, steps, START, START - timedelta(days=1)).total == ZERO, base)
    doubled = doubled_interest(Duty(base, START), end).total
    parts = doubled_interest(Duty(base, START), middle).total + doubled_interest(Duty(base, middle), end).total
    held("interest_holds", abs(parts - doubled) <= 1, (base, first, more))
    held("interest_holds", doubled_interest(Duty(base, START), START).total == ZERO, base)


def debts(chance: Random, held: Held) -> None:
    """Payments replayed in any order of entry, one of them in two parts, one of them larger."""
    terms = DebtTerms((ClaimTerms(Head.PRINCIPAL, Money(chance.randint(10**5, 10**7))),), due_on=START)
    day, amount = START + timedelta(days=chance.randint(0, 300)), chance.randint(2, 10**6)
    paid = [_paid(START + timedelta(days=chance.randint(0, 300)), chance.randint(1, 10**6)) for _ in range(3)]
    on, cut = START + timedelta(days=400), chance.randint(1, amount - 1)
    whole = owed(terms, on, payments=[*paid, _paid(day, amount)])
    split = owed(terms, on, payments=[_paid(day, cut), *reversed(paid), _paid(day, amount - cut)])
    larger = owed(terms, on, payments=[*paid, _paid(day, amount + chance.randint(1, 10**5))])
    held("interest_holds", (whole.left, whole.to_refund) == (split.left, split.to_refund), (paid, amount, cut))
    held("plans_clear", larger.total <= whole.total, (paid, amount))
    fresh = Duty(terms.claims[0].amount, START)
    held("interest_holds", owed(terms, on).doubled.total == doubled_interest(fresh, on).total, terms)


def _paid(day: date, amount: int) -> Paid:
    return Paid(new_id(DAWN), day, Money(amount))


def matches(chance: Random, held: Held) -> None:
    """A small desk of lines and receipts, shuffled, and with a line that has nothing to do with it."""
    lines = [_line(f"L{at}", chance) for at in range(chance.randint(1, 6))]
    receipts = [_receipt(f"R{at}", chance) for at in range(chance.randint(0, 6))]
    found = match(Desk(lines, receipts, (), CASES))
    mixed = Desk(chance.sample(lines, len(lines)), chance.sample(receipts, len(receipts)), (), CASES[::-1])
    held("matches_hold", match(mixed) == found, (lines, receipts))
    told = [line_id for one in found.sure for line_id in one.line_ids]
    numbers = [number for one in found.sure for number in one.receipt_numbers]
    held("matches_hold", len({*told}) == len(told) and len({*numbers}) == len(numbers), (lines, receipts))
    evident = all({*one.evidence} - WEAK and len(one.evidence) > 1 for one in found.sure)
    held("matches_hold", evident, (lines, receipts))
    stranger = OpenLine(id="X", amount=200, on_day=DAWN.day, payer="另人")
    after = {one.line_ids: one for one in match(Desk([*lines, stranger], receipts, (), CASES)).sure}
    same = all(after.get(one.line_ids, one) == one for one in found.sure)
    held("matches_hold", same, (lines, receipts))


def _line(name: str, chance: Random) -> OpenLine:
    account, payer = chance.choice(["990000000001", "990000000002", ""]), chance.choice(["张某", "黄某", "生人", ""])
    memo = chance.choice(["", CASES[0].number, "执101号", "（2025）宁0425执102号"])
    amount = chance.choice([100, 200, 300])
    return OpenLine(id=name, amount=amount, on_day=DAWN.day, payer=payer, case_account=account, memo=memo)


def _receipt(number: str, chance: Random) -> OpenReceipt:
    case, payer = chance.choice(CASES), chance.choice(["张某", "黄某", "生人", ""])
    return OpenReceipt(
        number=number, amount=chance.choice([100, 200, 300]), case_id=case.id, on_day=DAWN.day, payer=payer
    )


def capital_words(chance: Random, held: Held) -> None:
    """Some amounts below 100 milliard yuan, written and read."""
    for size in range(1, 14, 3):
        amount = Money(chance.randint(0, 10**size))
        held("capitals_read_back", amount_of(capitals(amount)) == amount, amount)
