"""Each kind of line that statements hold: what it is taken for, and what it is never taken for."""

from datetime import timedelta

import pytest

from app.money.matching import match
from app.money.matching_memo import serials
from app.money.matching_subsets import only_subset, reaches
from app.money.matching_values import CaseRef, Desk, Doubt, Evidence, Kind, OpenLine, OpenReceipt, OpenSlip, Rule
from tests.rules.test_money_matching import CASE, DAY, OTHER, line, outcome, receipt

SQUAD = {"way": "cash", "squad": "第四小组", "officers": ("杨红东", "张志莲")}


def test_a_reversal_takes_its_payment_with_it() -> None:
    paid = line(payer="张某", payer_account="62", memo=CASE.number, at_time="10:00:00")
    back = line(-300_000, payer="张某", payer_account="62", memo=f"冲正 {CASE.number}", at_time="10:20:00")
    found = outcome(paid, back, receipts=(receipt(),))
    assert found.flags == {paid.id: Kind.REVERSED, back.id: Kind.REVERSAL}
    assert found.sure == ()


def test_a_payout_that_comes_back_is_no_payment_even_without_the_word() -> None:
    out = line(-300_000, payer="某公司", payer_account="63", memo="案款发放", on_day=DAY - timedelta(days=2))
    back = line(payer="待处理汇划款项", payer_account="63", memo=CASE.number)
    assert outcome(out, back, receipts=(receipt(),)).flags == {out.id: Kind.DISBURSE, back.id: Kind.RETURNED}


@pytest.mark.parametrize(
    ("memo", "kind"),
    [
        ("诉讼费", Kind.NOT_ENFORCEMENT),
        ("（2026）宁0425民初12号案件受理费", Kind.NOT_ENFORCEMENT),
        ("结息", Kind.BANK_MISC),
        ("退汇 账号户名不符", Kind.RETURNED),
    ],
)
def test_what_is_no_case_money_is_told_and_never_booked(memo: str, kind: Kind) -> None:
    one = line(payer="张某", memo=memo)
    found = outcome(one, receipts=(receipt(),))
    assert (found.flags, found.sure) == ({one.id: kind}, ())


def test_several_transfers_of_one_account_are_one_receipt() -> None:
    parts = [line(amount, payer="张某", payer_account="62") for amount in (200_000, 50_000, 50_000)]
    [one] = outcome(*parts, receipts=(receipt(),)).sure
    assert (one.rule, one.kind, len(one.line_ids)) == (Rule.SPLIT, Kind.ONE_TO_MANY, 3)
    assert {Evidence.SUM, Evidence.SAME_ACCOUNT, Evidence.PAYER} <= set(one.evidence)


@pytest.mark.parametrize("fee", [200, 500, 550, 1000])
def test_a_fee_the_bank_withheld_is_named(fee: int) -> None:
    [one] = outcome(line(300_000 - fee, payer="张某", memo=CASE.number), receipts=(receipt(),)).sure
    assert (one.rule, one.kind, one.fee) == (Rule.FEE_RECEIPT, Kind.FEE_CUT, fee)


def test_any_other_difference_is_left_to_a_person() -> None:
    assert outcome(line(299_999, payer="张某", memo=CASE.number), receipts=(receipt(),)).sure == ()


def twice() -> tuple[OpenLine, OpenLine]:
    first, again = (
        line(at_time=at, payer="张某", payer_account="62", memo=CASE.number) for at in ("10:00:00", "10:05:00")
    )
    return first, again


def test_the_same_payment_twice_is_one_receipt_and_money_of_the_same_case_that_may_be_too_much() -> None:
    first, again = twice()
    one, two = outcome(first, again, receipts=(receipt(at_time="09:55:00"),)).sure
    assert (one.line_ids, one.rule) == ((first.id,), Rule.CASE_RECEIPT)
    assert (two.line_ids, two.rule, two.kind, two.case_id) == (
        (again.id,),
        Rule.REPEATED,
        Kind.DOUBLE_PAYMENT,
        CASE.id,
    )
    assert two.receipt_numbers == ()
    assert two.doubts == (Doubt.ALREADY_PAID,)


def test_the_same_payment_twice_is_two_receipts_where_two_are_open() -> None:
    open_receipts = (receipt(at_time="09:55:00"), receipt("宁0425收2026-000002", at_time="10:04:00"))
    assert outcome(*twice(), receipts=open_receipts).sure == ()


@pytest.mark.parametrize(
    ("one", "evidence"),
    [
        (line(payer="外人", case_account=CASE.account, memo="代张某还款"), (Evidence.CASE_ACCOUNT, Evidence.MEMO_NAME)),
        (line(payer="外人", memo=f"{CASE.number}张某"), (Evidence.CASE_NUMBER, Evidence.MEMO_NAME)),
        (
            line(payer="外人", case_account=CASE.account, memo="(2025)宁0425执104号"),
            (Evidence.CASE_ACCOUNT, Evidence.NEAR_NUMBER),
        ),
        (line(payer="张某", memo="(2025)宁0425执104号"), (Evidence.NEAR_NUMBER, Evidence.DEBTOR)),
    ],
)
def test_two_pieces_that_agree_on_a_case_are_enough_whoever_paid(one: OpenLine, evidence: tuple[Evidence, ...]) -> None:
    [found] = outcome(one).sure
    assert (found.rule, found.case_id, found.evidence) == (Rule.CASE_PAYER, CASE.id, evidence)


def test_a_number_one_sign_off_of_two_cases_of_one_debtor_books_nothing() -> None:
    second = CaseRef("case-102", "（2025）宁0425执102号", "", ("张某",))
    found = match(Desk([line(payer="张某", memo="(2025)宁0425执103号")], (), (), (CASE, second)))
    assert found.sure == ()


def test_a_name_in_the_memo_and_the_sum_are_enough_only_for_the_one_case_of_that_name() -> None:
    paid = line(payer="支付宝（中国）网络技术有限公司", memo="张某", on_day=DAY + timedelta(days=2))
    [found] = outcome(paid, receipts=(receipt(),)).sure
    assert (found.rule, found.evidence) == (Rule.PAYER_RECEIPT, (Evidence.AMOUNT, Evidence.MEMO_NAME))
    namesake = CaseRef("case-11", "（2025）宁0425执11号", "", ("张某",))
    assert match(Desk([paid], [receipt()], (), (CASE, namesake))).sure == ()


def test_transfers_that_are_a_receipt_together_are_not_taken_apart_by_another_receipt() -> None:
    parts = [line(amount, payer="张某", payer_account="62") for amount in (200_000, 100_000)]
    early = receipt("宁0425收2026-000002", 100_000, on_day=DAY - timedelta(days=5))
    assert outcome(*parts, receipts=(receipt(), early)).sure == ()
    timed = [line(amount, payer="张某", payer_account="62", at_time="10:05:00") for amount in (200_000, 100_000)]
    early = receipt("宁0425收2026-000002", 100_000, on_day=DAY - timedelta(days=5), at_time="10:00:00")
    [one] = outcome(*timed, receipts=(receipt(at_time="10:00:00"), early)).sure
    assert (one.rule, one.receipt_numbers) == (Rule.SPLIT, ("宁0425收2026-000001",))


@pytest.mark.parametrize(
    "memo", ["(2025)宁0425执104号", "(2025)宁0425执1011号", "(2025)宁0425执11号", "(2025)宁0429执101号"]
)
def test_a_number_one_sign_off_needs_the_payer_and_the_sum(memo: str) -> None:
    [one] = outcome(line(payer="张某", memo=memo), receipts=(receipt(),)).sure
    assert one.rule is Rule.NEAR_NUMBER
    assert outcome(line(memo=memo), receipts=(receipt(),)).sure == ()


def test_a_mistyped_number_that_hits_another_case_books_nothing_there() -> None:
    found = outcome(line(payer="张某", memo=OTHER.number))
    assert found.sure == ()


def test_a_payer_written_with_other_signs_of_the_same_sound_is_heard() -> None:
    [one] = outcome(line(payer="章某", memo=CASE.number), receipts=(receipt(),)).sure
    assert Evidence.PAYER_SOUND in one.evidence


def test_a_relative_known_or_seen_before_speaks_for_the_case() -> None:
    [one] = outcome(line(payer="张父", case_account=CASE.account)).sure
    assert (one.rule, one.evidence) == (Rule.CASE_PAYER, (Evidence.CASE_ACCOUNT, Evidence.RELATIVE))
    seen = receipt(payer="李四", amount=5, on_day=DAY - timedelta(days=60))
    [one] = outcome(line(payer="李四", case_account=CASE.account), receipts=(seen,)).sure
    assert Evidence.RELATIVE in one.evidence


@pytest.mark.parametrize("one", [line(memo=CASE.number), line(payer="张某"), line(memo="张某")])
def test_a_number_alone_or_a_name_alone_only_suggests(one: OpenLine) -> None:
    found = outcome(one)
    assert found.sure == ()
    asked = found.suggestions[one.id][0]
    assert (asked.case_id, asked.rule) == (CASE.id, Rule.CASE_NAMED)
    assert Doubt.ONE_PIECE in asked.doubts


def test_a_scan_is_matched_by_its_minute_and_its_masked_name() -> None:
    scanned = receipt(way="qr", at_time="09:00:00")
    near = line(payer="张*", memo="扫码收款", at_time="09:00:40")
    [one] = outcome(near, receipts=(scanned,)).sure
    assert (one.rule, Evidence.PAYER_MASKED in one.evidence) == (Rule.SCAN_RECEIPT, True)
    for other in (line(payer="李*", memo="扫码收款", at_time="09:00:40"), line(memo="扫码收款", at_time="09:00:40")):
        assert outcome(other, receipts=(scanned,)).sure == ()


def test_a_channel_of_payment_hides_the_payer_and_speaks_against_nobody() -> None:
    [one] = outcome(line(payer="财付通支付科技有限公司", case_account=CASE.account), receipts=(receipt(),)).sure
    assert one.rule is Rule.CASE_RECEIPT


def test_cash_of_a_whole_squads_day_is_the_only_way_to_its_sum() -> None:
    bag = (receipt("R1", 120_000, **SQUAD), receipt("R2", 330_000, **SQUAD))
    cash = line(450_000, memo="现金存款 杨红东", on_day=DAY + timedelta(days=1))
    [one] = outcome(cash, receipts=bag).sure
    assert (one.rule, one.receipt_numbers) == (Rule.SQUAD_SUM, ("R1", "R2"))


def test_one_cash_receipt_of_that_sum_is_only_a_suggestion() -> None:
    cash = line(450_000, memo="现金存款", on_day=DAY + timedelta(days=1))
    found = outcome(cash, receipts=(receipt("R1", 450_000, **SQUAD),))
    assert found.sure == ()
    assert found.suggestions[cash.id][0].receipt_numbers == ("R1",)


def test_two_slips_of_one_sum_are_left_to_a_person() -> None:
    slips = (OpenSlip("S-1", DAY, 450_000, ("R1",)), OpenSlip("S-2", DAY, 450_000, ("R2",)))
    cash = line(450_000, memo="现金存款")
    assert outcome(cash, slips=slips[:1]).sure[0].slip_number == "S-1"
    found = outcome(cash, slips=slips)
    assert (found.sure, {one.slip_number for one in found.suggestions[cash.id]}) == ((), {"S-1", "S-2"})


def test_the_further_slip_of_a_squad_is_not_the_first_one() -> None:
    first = OpenSlip("JJ20260117-六", DAY, 450_000, ("R1",))
    assert outcome(line(450_000, memo="现金存款 JJ20260117-六补"), slips=(first,)).sure == ()


@pytest.mark.parametrize(("withheld", "kind"), [(0, Kind.TERMINAL_GROSS), (1710, Kind.TERMINAL_NET)])
def test_a_terminals_day_is_matched_gross_or_net(withheld: int, kind: Kind) -> None:
    day = {"way": "terminal", "terminal": "二"}
    taken = (receipt("R1", 120_000, **day), receipt("R2", 330_000, **day))
    settled = line(450_000 - withheld, payer="银联商务", memo="POS清算 0117终端二", on_day=DAY + timedelta(days=1))
    [one] = outcome(settled, receipts=taken).sure
    assert (one.rule, one.kind, one.fee) == (Rule.TERMINAL_DAY, kind, withheld)


def test_two_cases_of_one_short_number_are_not_told_apart_by_it() -> None:
    older = CaseRef("older", "（2024）宁0425执101号", "9", ("张某",))
    found = match(Desk([line(payer="张某", memo="执101号")], [], [], [CASE, older]))
    assert found.sure == ()


def test_only_subsets_are_counted_exactly() -> None:
    assert only_subset((100, 200, 400), 500) == (0, 2)
    assert only_subset((100, 200, 300), 300) is None
    assert only_subset((100, 100), 100) is None
    assert only_subset((), 0) is None
    assert reaches((100, 200, 300), 300)
    assert not reaches((100, 200), 250)


def test_a_relative_who_names_whom_he_pays_for_pays_into_that_case() -> None:
    one = line(payer="张父", memo="代张某还款")
    found = outcome(one).sure[0]
    assert (found.rule, found.case_id) == (Rule.CASE_PAYER, CASE.id)
    assert found.evidence == (Evidence.RELATIVE, Evidence.MEMO_NAME)


@pytest.mark.parametrize(
    ("one", "cases", "receipts"),
    [
        (line(payer="张父", memo="代张某还款"), (CASE, CaseRef("c9", "（2025）宁0425执9号", "", ("张某",))), ()),
        (line(payer="张父", memo="代张某还款"), (CASE, OTHER), (receipt(amount=1),)),
        (line(payer="张父", memo="代张某、黄某还款"), (CASE, OTHER), ()),
        (line(payer="张某", memo="张某还款"), (CASE, OTHER), ()),
        (line(payer="路人", memo="代张某还款"), (CASE, OTHER), ()),
        (line(payer="张父", memo="还款"), (CASE, OTHER), ()),
    ],
    ids=["two cases", "receipt open", "two people", "himself", "stranger", "nobody named"],
)
def test_a_name_in_the_memo_is_not_enough_where_anything_is_open(
    one: OpenLine, cases: tuple[CaseRef, ...], receipts: tuple[OpenReceipt, ...]
) -> None:
    found = match(Desk((one,), receipts, (), cases))
    assert found.sure == ()
    assert found.suggestions[one.id]


@pytest.mark.parametrize("memo", ["现存 2026-0117-9", "现存 2026-0117-92", "2026 2026-0117-9"])
def test_the_longest_number_of_a_slip_that_stands_in_the_memo_is_meant(memo: str) -> None:
    short, long = OpenSlip("2026-0117-9", DAY, 300_000, ("R1",)), OpenSlip("2026-0117-92", DAY, 300_000, ("R2",))
    found = match(Desk((line(memo=memo),), (), (short, long), ())).sure
    wanted = long if memo.endswith("2") else short
    assert [one.slip_number for one in found] == [wanted.number]


def test_a_slip_of_the_finger_is_looked_for_once_and_never_begins_with_nothing() -> None:
    found = list(serials(20))
    assert len(found) == len(set(found))
    assert {2, 21, 30, 120, 201, 220} <= set(found)
    assert not {0, 20} & set(found)
