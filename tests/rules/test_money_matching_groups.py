"""What a person answers at once: only lines of which the very same is said, and every line in one question."""

from datetime import timedelta

import pytest
from hypothesis import given

from app.money.matching import match
from app.money.matching_groups import Ground, gathered, questions
from app.money.matching_values import CaseRef, Desk, Doubt, Evidence, OpenLine
from tests.rules.test_money_matching import CASE, DAY, OTHER, line, made, receipt, some_lines, some_receipts
from tests.support.effort import few

CASES = (CASE, OTHER)


def asked(*lines: OpenLine) -> tuple[dict[str, set[str]], list[str]]:
    desk = Desk(lines, (), (), CASES)
    together, alone = questions(desk, match(desk))
    return {one.key: {key for member in one.members for key in member.line_ids} for one in together}, alone


def test_what_nothing_speaks_for_is_one_question() -> None:
    strangers = [line(payer=name) for name in ("甲乙", "丙丁", "戊己")]
    assert asked(*strangers) == ({"unidentified": {one.id for one in strangers}}, [])


def test_debtors_without_a_word_are_one_question_and_a_number_alone_is_its_own() -> None:
    debtors = [line(payer="张某"), line(payer="黄某")]
    number = line(payer="外人", memo=CASE.number)
    assert asked(*debtors, number) == ({"alike|debtor|one_piece": {one.id for one in debtors}}, [number.id])


def test_unlike_evidence_is_never_one_question() -> None:
    one, two = line(payer="张某"), line(payer="外人", memo="代黄某还款")
    assert asked(one, two) == ({}, [one.id, two.id])


def test_a_line_with_two_answers_is_asked_alone() -> None:
    namesake = CaseRef("case-11", "（2025）宁0425执11号", "", ("张某",))
    some = [line(payer="张某"), line(payer="黄某"), line(payer="黄某")]
    desk = Desk(some, (), (), (*CASES, namesake))
    together, alone = questions(desk, match(desk))
    assert [one.key for one in together] == ["alike|debtor|one_piece"]
    assert alone == [some[0].id]


def test_a_case_whose_receipt_is_open_is_asked_about_alone() -> None:
    some = [line(payer="张某"), line(5, payer="黄某")]
    desk = Desk(some, [receipt(amount=1)], (), CASES)
    assert questions(desk, match(desk)) == ([], [one.id for one in some])


def test_the_payments_of_one_account_for_one_case_are_a_series() -> None:
    some = [line(payer="张某", payer_account="62", on_day=DAY + timedelta(days=30 * at)) for at in range(3)]
    desk = Desk([*some, line(payer="黄某")], (), (), CASES)
    together, alone = questions(desk, match(desk))
    [series] = together
    assert (series.ground, series.evidence) == (Ground.SERIES, (Evidence.SAME_ACCOUNT, Evidence.DEBTOR))
    assert series.doubts == (Doubt.ONE_PIECE,)
    assert len(series.members) == 3
    assert len(alone) == 1


@pytest.mark.parametrize(
    ("one", "ground"),
    [
        (line(payer="张某", memo="诉讼费"), Ground.NOT_ENFORCEMENT),
        (line(memo="结息"), Ground.INTEREST),
        (line(-200, memo="手续费"), Ground.CHARGE),
        (line(500, payer="某公司", memo="退汇 账号户名不符"), Ground.NO_PAYOUT),
    ],
)
def test_what_is_no_payment_is_asked_by_what_it_is(one: OpenLine, ground: Ground) -> None:
    assert asked(one) == ({ground: {one.id}}, [])


@pytest.mark.parametrize(
    "one",
    [
        line(-500, payer="某公司", memo="案款发放"),
        line(-500, payer="某公司", memo="冲正"),
    ],
)
def test_money_out_that_fits_no_payout_is_asked_singly(one: OpenLine) -> None:
    assert asked(one) == ({}, [one.id])


def test_a_reversal_and_what_it_reverses_are_one_member() -> None:
    paid = line(payer="张某", payer_account="62", memo=CASE.number, at_time="10:00:00")
    back = line(-300_000, payer="张某", payer_account="62", memo="冲正", at_time="10:20:00")
    desk = Desk([paid, back], (), (), CASES)
    [group] = gathered(desk, match(desk))
    assert [one.line_ids for one in group.members] == [(paid.id, back.id)]


def test_transfers_that_may_be_one_receipt_are_one_question() -> None:
    parts = [line(amount, payer="张某", payer_account="62") for amount in (200_000, 100_000)]
    early = receipt("宁0425收2026-000002", 100_000, on_day=DAY - timedelta(days=5))
    desk = Desk(parts, [receipt(), early], (), CASES)
    _, alone = questions(desk, match(desk))
    assert len(alone) == 1


@few
@given(lines=some_lines, receipts=some_receipts)
def test_every_line_left_is_in_exactly_one_question(
    lines: list[tuple[int, str, str]], receipts: list[tuple[int, str, str]]
) -> None:
    some, open_receipts = made(lines, receipts)
    desk = Desk(some, open_receipts, (), CASES)
    outcome = match(desk)
    together, alone = questions(desk, outcome)
    grouped = [key for one in together for member in one.members for key in member.line_ids]
    assert len(grouped) == len(set(grouped))
    assert not set(grouped) & set(alone)
    sure = {key for one in outcome.sure for key in one.line_ids}
    implied = {key for one in alone for key in outcome.suggestions[one][0].line_ids} if alone else set()
    assert {one.id for one in some} == sure | set(grouped) | set(alone) | implied | outcome.flags.keys()
    for group in together:
        told = {(one.proposal.evidence, one.proposal.doubts) for one in group.members if one.proposal}
        assert len(told) <= 1 or group.ground is Ground.SERIES
