"""Which payout a line is: sure only where one payout fits it and, of lines going out, no other line fits that payout."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from app.money.matching import match
from app.money.matching_groups import Ground, questions
from app.money.matching_payouts import PayoutFit, fits, sure
from app.money.matching_values import Desk, Doubt, Evidence, Kind, OpenLine, OpenPayout
from tests.rules.test_money_matching import DAY, line

BANK, ACCOUNT = "某村镇银行股份有限公司", "6200000000001"
SENT = OpenPayout("p1", "宁0425发2026-00001", DAY, 300_000, BANK, ACCOUNT)
LEFT = replace(SENT, left=True)


def out(payer: str = BANK, account: str = ACCOUNT, memo: str = "案款发放", amount: int = -300_000) -> OpenLine:
    return line(amount, payer=payer, payer_account=account, memo=memo)


def back(memo: str = "退汇 账号户名不符", payer: str = "待处理汇划款项", account: str = ACCOUNT) -> OpenLine:
    return replace(out(payer, account, memo, 300_000), on_day=DAY + timedelta(days=1))


def ranked(*lines: OpenLine, payouts: tuple[OpenPayout, ...] = (SENT,)) -> list[tuple[PayoutFit, ...]]:
    desk = Desk(lines, (), (), (), payouts)
    found = fits(desk, match(desk))
    return [found.get(one.id, ()) for one in lines]


def doubts(*lines: OpenLine, payouts: tuple[OpenPayout, ...] = (SENT,)) -> list[tuple[Doubt, ...]]:
    return [some[0].doubts for some in ranked(*lines, payouts=payouts)]


@pytest.mark.parametrize(
    ("one", "evidence"),
    [
        (out(), {Evidence.PAYEE_ACCOUNT, Evidence.PAYEE}),
        (out(account=""), {Evidence.PAYEE}),
        (out(payer=""), {Evidence.PAYEE_ACCOUNT}),
        (out("", "", "宁0425发2026-00001 案款发放"), {Evidence.PAYOUT_NUMBER}),
    ],
)
def test_the_sum_and_who_is_paid_or_the_number_make_a_line_sure(one: OpenLine, evidence: set[Evidence]) -> None:
    [[fit]] = ranked(one)
    assert (set(fit.evidence), fit.doubts) == ({Evidence.AMOUNT, *evidence}, ())


@pytest.mark.parametrize(
    ("one", "doubt"),
    [
        (out("", ""), Doubt.ONE_PIECE),
        (out("别人"), Doubt.PAYEE_DIFFERS),
        (out(account="6299"), Doubt.ACCOUNT_DIFFERS),
        (out(memo="宁0425发2026-00002"), Doubt.OTHER_PAYOUT),
        (replace(out(), on_day=DAY - timedelta(days=1)), Doubt.EARLIER),
    ],
)
def test_what_speaks_against_a_payout_leaves_the_line_to_a_person(one: OpenLine, doubt: Doubt) -> None:
    assert doubts(one) == [(doubt,)]


def test_another_sum_is_never_offered() -> None:
    assert ranked(out(amount=-299_999)) == [()]


def test_two_payouts_alike_are_asked_singly_until_the_number_tells_them_apart() -> None:
    both = (SENT, replace(SENT, id="p2", number="宁0425发2026-00002"))
    assert doubts(out(), payouts=both) == [(Doubt.ALSO_FITS,)]
    [found] = ranked(out(memo="宁0425发2026-00002"), payouts=both)
    assert (found[0].payout.id, found[0].doubts) == ("p2", ())
    assert found[1].doubts != ()


def test_a_payee_with_two_accounts_is_told_apart_by_the_account() -> None:
    both = (SENT, replace(SENT, id="p2", number="宁0425发2026-00002", account="6299"))
    [found] = ranked(out(account="6299"), payouts=both)
    assert sure(found) == found[0]
    assert found[0].payout.id == "p2"


def test_two_lines_for_one_payout_are_both_asked_singly() -> None:
    assert doubts(out(), out()) == [(Doubt.OTHER_LINE,), (Doubt.OTHER_LINE,)]


@pytest.mark.parametrize("one", [back(), back("转账存入")])
def test_what_comes_back_from_the_account_that_was_paid_is_sure(one: OpenLine) -> None:
    [found] = ranked(one, payouts=(LEFT,))
    assert sure(found) == found[0]


def test_money_of_a_payees_name_alone_is_no_return() -> None:
    assert doubts(back("货款", BANK, ""), payouts=(LEFT,)) == [(Doubt.NOT_RETURNED,)]


def test_a_return_from_another_account_than_was_paid_is_never_sure() -> None:
    assert doubts(back(payer=BANK, account="6299"), payouts=(LEFT,)) == [(Doubt.ACCOUNT_DIFFERS,)]


def test_a_return_seen_before_its_payout_left_is_offered_nothing() -> None:
    assert ranked(back()) == [()]


def test_a_payout_comes_back_once_by_the_first_line_and_the_second_is_asked() -> None:
    first = back()
    second = replace(back(), on_day=DAY + timedelta(days=2))
    assert doubts(first, second, payouts=(LEFT,)) == [(), (Doubt.OTHER_LINE,)]


def test_of_two_returns_of_one_second_the_one_that_says_more_is_it_and_of_equals_either() -> None:
    assert doubts(back(), back(payer=BANK), payouts=(LEFT,)) == [(Doubt.OTHER_LINE,), ()]
    first, second = back(), back(memo="退汇 收款人账户状态异常")
    assert doubts(first, second, payouts=(LEFT,)) == [(), (Doubt.OTHER_LINE,)]
    asked = {Ground.RETURNED: [first.id], Ground.NO_PAYOUT: [second.id]}
    assert grounds(first, second, payouts=(LEFT,)) == grounds(second, first, payouts=(LEFT,)) == asked


def grounds(*lines: OpenLine, payouts: tuple[OpenPayout, ...]) -> dict[str, list[str]]:
    desk = Desk(lines, (), (), (), payouts)
    return {one.ground: [each.line_ids[0] for each in one.members] for one in questions(desk, match(desk))[0]}


def test_what_came_back_once_too_often_or_of_nobody_known_is_one_question() -> None:
    first, stranger = back(), back(account="6211")
    again = replace(back(), on_day=DAY + timedelta(days=2))
    asked = grounds(first, again, stranger, payouts=(LEFT,))
    assert asked == {Ground.RETURNED: [first.id], Ground.NO_PAYOUT: sorted([again.id, stranger.id])}


def test_a_return_is_not_set_aside_while_its_sum_is_on_its_way_or_two_payouts_fit_it() -> None:
    assert grounds(back(), payouts=(SENT,)) == {}
    assert grounds(back(), payouts=(LEFT, replace(LEFT, id="p2", number="其他"))) == {}


def test_the_order_of_lines_and_payouts_changes_nothing() -> None:
    lines, payouts = (out(), back(), out("别人", "")), (SENT, LEFT, replace(SENT, id="p2", number="其他"))
    desks = [Desk(some, (), (), (), others) for some in permutations(lines) for others in permutations(payouts)]
    assert len({tuple(sorted(fits(desk, match(desk)).items())) for desk in desks if desk}) == 1


def test_sure_payouts_are_one_question_and_the_rest_are_asked_singly() -> None:
    odd, unknown = out(account="6299"), replace(out("别人", "6211"), amount=-5)
    desk = Desk([out(), odd, back(), unknown], (), (), (), (SENT, LEFT))
    together, alone = questions(desk, match(desk))
    assert {(one.ground, len(one.members)) for one in together} == {(Ground.PAYOUT, 1), (Ground.RETURNED, 1)}
    assert alone == sorted([odd.id, unknown.id])


def test_a_payout_whose_words_read_like_a_charge_is_no_charge() -> None:
    one = out(memo="评估服务费")
    desk = Desk([one], (), (), (), (SENT,))
    assert match(desk).flags == {one.id: Kind.BANK_MISC}
    assert [each.ground for each in questions(desk, match(desk))[0]] == [Ground.PAYOUT]
    other = Desk([replace(one, payer="别人")], (), (), (), (SENT,))
    assert questions(other, match(other)) == ([], [one.id])
