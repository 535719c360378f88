"""Allocation and distribution with their sheets: every fen has its row and its article."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.money import Money
from app.base.refusal import Refusal
from app.law.allocation import LAWFUL_ORDER, Head, allocate
from app.law.citations import cite
from app.law.distribution import OBJECTION_DAYS, Agreement, Claim, Rank, allocated, distributed

TODAY = date(2026, 1, 17)
few = settings(max_examples=50, deadline=None)
amounts = st.integers(0, 10**10).map(Money)
OWED = {Head.COSTS: Money(2_300_00), Head.PRINCIPAL: Money(100_000_00), Head.DOUBLED_INTEREST: Money(1_750_00)}
DOUBLED_FIRST = (Head.DOUBLED_INTEREST, *(head for head in LAWFUL_ORDER if head is not Head.DOUBLED_INTEREST))


def test_a_payment_is_shared_out_head_by_head_with_its_article() -> None:
    sheet = allocated(Money(30_000_00), OWED)
    assert [(line.head, line.got) for line in sheet.lines] == [
        (Head.COSTS, 2_300_00),
        (Head.PRINCIPAL, 27_700_00),
        (Head.DOUBLED_INTEREST, 0),
    ]
    assert [cite(line.citation, TODAY).short for line in sheet.lines] == [
        "民法典第561条",
        "民法典第561条",
        "迟延履行利息解释第4条",
    ]


def test_another_order_needs_an_agreement_on_record() -> None:
    agreed = Agreement(DOUBLED_FIRST, TODAY, "2026-01-17 执行笔录第 3 页")
    sheet = allocated(Money(2_000_00), OWED, agreement=agreed)
    assert [(line.head, line.got) for line in sheet.lines if line.got] == [
        (Head.DOUBLED_INTEREST, 1_750_00),
        (Head.COSTS, 250_00),
    ]
    assert sheet.agreement == agreed
    with pytest.raises(Refusal, match="agreement_unrecorded"):
        allocated(Money(1), OWED, agreement=Agreement(DOUBLED_FIRST, TODAY, " "))


@few
@given(amounts, st.dictionaries(st.sampled_from(LAWFUL_ORDER), amounts))
def test_the_sheet_is_the_allocation_and_loses_no_fen(paid: Money, owed: dict[Head, Money]) -> None:
    sheet = allocated(paid, owed)
    assert sheet.total == paid
    assert {line.head: line.got for line in sheet.lines if line.got} == allocate(paid, owed)


def test_costs_and_preferred_claims_come_first_and_the_others_share() -> None:
    claims = [
        Claim("b", Money(50_000_00)),
        Claim("court", Money(1_000_00), Rank.COSTS),
        Claim("a", Money(30_000_00)),
        Claim("wages", Money(9_000_00), Rank.PREFERRED),
    ]
    sheet, shares = distributed(Money(18_000_00), claims)
    assert shares == (5_000_00, 1_000_00, 3_000_00, 9_000_00)
    assert [line.amount for line in sheet.lines] == list(shares)
    assert {cite(line.citation, TODAY).short for line in sheet.lines} == {"民诉解释第508条", "执行规定第55条第3款"}


@few
@given(amounts, st.lists(st.tuples(amounts, st.sampled_from(Rank)), max_size=6))
def test_a_distribution_loses_no_fen_and_serves_no_later_rank_first(
    total: Money, given_claims: list[tuple[Money, Rank]]
) -> None:
    claims = [Claim(str(place), amount, rank) for place, (amount, rank) in enumerate(given_claims)]
    sheet, shares = distributed(total, claims)
    assert sheet.total == sum(shares) == min(total, sum(claim.amount for claim in claims))
    for claim, share in zip(claims, shares, strict=True):
        assert share <= claim.amount
        if share < claim.amount:
            assert not any(
                other for later, other in zip(claims, shares, strict=True) if later.rank > claim.rank and other
            )


def test_each_claim_stands_under_the_article_of_its_rank_and_objections_take_fifteen_days() -> None:
    claims = [Claim(one.name, Money(100), one) for one in Rank]
    sheet, _ = distributed(Money(150), claims)
    assert [line.citation for line in sheet.lines] == [
        "CPLI.distribution.costs_first",
        "CPLI.distribution.costs_first",
        "EXEC.same_title_pro_rata",
    ]
    assert OBJECTION_DAYS == 15
