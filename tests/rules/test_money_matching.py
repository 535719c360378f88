"""Matches need two pieces of evidence and are unique both ways; amount and day alone match nothing."""

from datetime import date, timedelta
from itertools import count
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.money.matching import match
from app.money.matching_values import (
    CaseRef,
    Desk,
    Evidence,
    OpenLine,
    OpenReceipt,
    OpenSlip,
    Outcome,
    Proposal,
    Rule,
)
from tests.support.effort import few

DAY = date(2026, 1, 17)
IDS = count(1)
CASE = CaseRef("case-101", "（2025）宁0425执101号", "990000000001", ("张某",), ("张父",))
OTHER = CaseRef("case-10", "（2025）宁0425执10号", "990000000002", ("黄某",))


def line(amount: int = 300_000, **changes: object) -> OpenLine:
    given = {"id": f"L{next(IDS):06d}", "on_day": DAY} | changes
    return OpenLine(amount=amount, **given)  # type: ignore[arg-type] # reason: the changes of a test are what it says


def receipt(number: str = "宁0425收2026-000001", amount: int = 300_000, **changes: object) -> OpenReceipt:
    given = {"case_id": CASE.id, "on_day": DAY, "payer": "张某"} | changes
    return OpenReceipt(number=number, amount=amount, **given)  # type: ignore[arg-type] # reason: as above


def desk(*lines: OpenLine, receipts: tuple[OpenReceipt, ...] = (), slips: tuple[OpenSlip, ...] = ()) -> Desk:
    return Desk(lines, receipts, slips, (CASE, OTHER))


def outcome(*lines: OpenLine, receipts: tuple[OpenReceipt, ...] = (), slips: tuple[OpenSlip, ...] = ()) -> Outcome:
    return match(desk(*lines, receipts=receipts, slips=slips))


def propose(asked: Desk) -> tuple[Proposal, ...]:
    return match(asked).sure


SLIP = OpenSlip("宁0425交2026-0001", DAY, 300_000)


def test_the_number_of_a_slip_and_its_sum_match() -> None:
    found = propose(desk(line(memo="现金存入 宁0425交2026-0001"), slips=(SLIP,)))
    assert [(one.rule, one.slip_number) for one in found] == [(Rule.SLIP, SLIP.number)]


def test_a_slip_with_another_sum_or_a_longer_number_does_not() -> None:
    assert propose(desk(line(299_999, memo=SLIP.number), slips=(SLIP,))) == ()
    assert propose(desk(line(memo=f"{SLIP.number}7"), slips=(SLIP,))) == ()


def test_the_case_account_the_payer_and_the_amount_match() -> None:
    one = propose(desk(line(payer="张某", case_account=CASE.account), receipts=(receipt(),)))[0]
    assert (one.rule, one.receipt_numbers) == (Rule.CASE_RECEIPT, ("宁0425收2026-000001",))
    assert one.evidence == (Evidence.AMOUNT, Evidence.CASE_ACCOUNT, Evidence.PAYER, Evidence.DAY)


def test_a_case_number_written_in_any_brackets_is_read() -> None:
    for memo in (
        "(2025)宁0425执101号执行款",
        "执行款2025宁0425执101",
        "【2025】宁0425执101号",
        "（2025） 宁0425 执101 号张某",
    ):
        one = propose(desk(line(payer="张某", memo=memo), receipts=(receipt(),)))[0]
        assert (one.rule, one.case_id) == (Rule.CASE_RECEIPT, CASE.id), memo


def test_a_number_is_not_read_out_of_a_longer_one() -> None:
    assert propose(desk(line(payer="黄某", memo="(2025)宁0425执101号"))) == ()


def test_payer_and_amount_match_when_unique_both_ways() -> None:
    assert propose(desk(line(payer="张某"), receipts=(receipt(),)))[0].rule is Rule.PAYER_RECEIPT
    twins = (receipt("A", case_id=CASE.id), receipt("B", case_id=OTHER.id))
    assert propose(desk(line(payer="张某"), receipts=twins)) == ()
    assert propose(desk(line(payer="张某"), line(payer="张某"), receipts=(receipt(),))) == ()


def test_a_line_that_speaks_of_another_case_is_not_matched_by_payer() -> None:
    assert propose(desk(line(payer="张某", case_account=OTHER.account), receipts=(receipt(),))) == ()


def test_two_cases_on_one_line_match_nothing() -> None:
    torn = line(payer="张某", case_account=CASE.account, memo=OTHER.number)
    assert propose(desk(torn, receipts=(receipt(),))) == ()


def test_amount_and_day_alone_match_nothing() -> None:
    assert propose(desk(line(), line(payer="生人"), receipts=(receipt(),), slips=(SLIP,))) == ()


def test_a_stranger_with_the_case_account_is_left_to_a_person() -> None:
    assert propose(desk(line(payer="生人", case_account=CASE.account), receipts=(receipt(),))) == ()


def test_a_debtor_paying_without_a_receipt_is_proposed_to_his_case() -> None:
    one = propose(desk(line(payer="张某", memo=CASE.number)))[0]
    assert (one.rule, one.case_id) == (Rule.CASE_PAYER, CASE.id)


def test_while_a_receipt_is_open_no_line_goes_to_the_case_without_it() -> None:
    assert propose(desk(line(400_000, payer="张某", memo=CASE.number), receipts=(receipt(),))) == ()


def test_court_fees_and_returned_payouts_are_left_to_a_person() -> None:
    for memo in (f"诉讼费 {CASE.number}", f"退汇 {CASE.number}", "冲正"):
        assert propose(desk(line(payer="张某", memo=memo), receipts=(receipt(),))) == ()


def test_a_line_long_before_or_after_the_receipt_is_not_matched() -> None:
    for days in (-2, 16):
        far = line(payer="张某", on_day=DAY + timedelta(days=days))
        assert propose(desk(far, receipts=(receipt(),))) == ()


names = st.sampled_from(["张某", "黄某", "生人", ""])
accounts = st.sampled_from([CASE.account, OTHER.account, ""])
sums = st.sampled_from([100, 200, 300])
some_lines = st.lists(st.tuples(sums, names, accounts), max_size=6)
some_receipts = st.lists(st.tuples(sums, names, st.sampled_from([CASE.id, OTHER.id])), max_size=6)


def made(
    lines: list[tuple[int, str, str]], receipts: list[tuple[int, str, str]]
) -> tuple[list[OpenLine], list[OpenReceipt]]:
    return (
        [line(amount, payer=payer, case_account=account) for amount, payer, account in lines],
        [receipt(f"R{at}", amount, payer=payer, case_id=case) for at, (amount, payer, case) in enumerate(receipts)],
    )


@few
@given(lines=some_lines, receipts=some_receipts, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    lines: list[tuple[int, str, str]], receipts: list[tuple[int, str, str]], seed: Random
) -> None:
    asked, open_receipts = made(lines, receipts)
    first = match(Desk(asked, open_receipts, (), (CASE, OTHER)))
    seed.shuffle(asked)
    seed.shuffle(open_receipts)
    assert match(Desk(asked, open_receipts, (), (OTHER, CASE))) == first


@few
@given(lines=some_lines, receipts=some_receipts)
def test_every_proposal_is_unique_both_ways_and_has_two_pieces_of_evidence(
    lines: list[tuple[int, str, str]], receipts: list[tuple[int, str, str]]
) -> None:
    asked, open_receipts = made(lines, receipts)
    found = propose(Desk(asked, open_receipts, (), (CASE, OTHER)))
    numbers = [one.receipt_numbers for one in found if one.receipt_numbers]
    assert len(numbers) == len(set(numbers))
    told = [line_id for one in found for line_id in one.line_ids]
    assert len(set(told)) == len(told)
    weak = {Evidence.AMOUNT, Evidence.DAY, Evidence.PROMPT, Evidence.SUM}
    assert all(set(one.evidence) - weak and len(one.evidence) >= 2 for one in found)


@few
@given(lines=some_lines, receipts=some_receipts, more=st.tuples(sums, st.just("另人"), st.just("")))
def test_an_unrelated_line_turns_no_match_into_another(
    lines: list[tuple[int, str, str]], receipts: list[tuple[int, str, str]], more: tuple[int, str, str]
) -> None:
    asked, open_receipts = made(lines, receipts)
    extra, _ = made([more], [])
    before = {one.line_ids: one for one in propose(Desk(asked, open_receipts, (), (CASE, OTHER)))}
    after = {one.line_ids: one for one in propose(Desk([*asked, *extra], open_receipts, (), (CASE, OTHER)))}
    assert all(before[key] == one for key, one in after.items() if key in before)


@few
@given(lines=some_lines, receipts=some_receipts)
def test_a_line_is_asked_flagged_or_sure_and_asked_with_three_answers_at_most(
    lines: list[tuple[int, str, str]], receipts: list[tuple[int, str, str]]
) -> None:
    asked, open_receipts = made(lines, receipts)
    found = match(Desk(asked, open_receipts, (), (CASE, OTHER)))
    sure = {line_id for one in found.sure for line_id in one.line_ids}
    assert sure | found.suggestions.keys() | found.flags.keys() == {one.id for one in asked}
    assert not sure & found.suggestions.keys()
    assert all(len(ranked) <= 3 for ranked in found.suggestions.values())
