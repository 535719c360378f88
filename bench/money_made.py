"""A month of a court's trust account, invented: statement, receipts, slips, cases, and the truth about each line.

Another hand than the matcher's: more relatives, wrong numbers, hidden payers and late cash than a good month has, and
each set in one of three layouts of a bank's export.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bench.money_layouts import LAYOUTS, Entry, Rows
from bench.money_month import COURT, Case, Month
from bench.money_noise import HARD, Mix

FEES: Final = (200, 500, 550, 1000)


def made(seed: int, lines: int, mix: Mix = HARD) -> dict[str, bytes]:
    """The five files of a set: statement, receipts, handovers, cases, gold."""
    month = Month(seed, lines, mix)
    names, weights = list(mix.kinds), list(mix.kinds.values())
    while len(month.entries) + len(month.bags) + len(month.boxes) < lines:
        case = month.dice.choice(month.cases)
        DEEDS[month.dice.choices(names, weights)[0]](month, case, month.day())
    _bank_cash(month)
    _settle_terminals(month)
    month.entries.sort(key=lambda one: one.at)
    for place, one in enumerate(month.entries):
        one.serial = f"{one.at:%y%m%d}{seed % 1000:03d}{place:06d}"
    return _files(month, seed)


def _transfer(month: Month, case: Case, at: datetime) -> None:
    amount, payer = month.amount(), month.payer(case)
    number = month.receipt(case, at, amount, way="当场转账", payer=payer, squad=month.dice.randrange(4))
    month.pay(case, month.late(at), amount, payer).truth = [(number, case.number, "one_to_one")]


def _fee(month: Month, case: Case, at: datetime) -> None:
    amount, payer = month.amount(), month.payer(case)
    number = month.receipt(case, at, amount, way="当场转账", payer=payer, squad=month.dice.randrange(4))
    entry = month.pay(case, month.late(at), amount - month.dice.choice(FEES), payer)
    entry.truth = [(number, case.number, "fee_cut")]


def _twice(month: Month, case: Case, at: datetime) -> None:
    _transfer(month, case, at)
    one = month.entries[-1]
    again = Entry(
        one.at + timedelta(minutes=7), one.amount, one.payer, one.payer_account, one.case_account, one.summary, one.memo
    )
    again.truth = [("", case.number, "double_payment")]
    month.entries.append(again)


def _split(month: Month, case: Case, at: datetime) -> None:
    parts, payer = [month.amount() for _ in range(month.dice.choice((2, 2, 3)))], month.payer(case)
    number = month.receipt(case, at, sum(parts), way="当场转账", payer=payer, squad=month.dice.randrange(4))
    account = month.account()
    for place, part in enumerate(parts, 1):
        entry = month.pay(case, at + timedelta(minutes=4 * place), part, payer)
        entry.payer_account, entry.truth = account, [(number, case.number, "one_to_many")]


def _scan(month: Month, case: Case, at: datetime) -> None:
    amount, payer = month.amount(), month.payer(case)
    number = month.receipt(case, at, amount, way="扫码支付", payer=payer, squad=month.dice.randrange(4))
    masked = payer[0] + "*" * (len(payer) - 1)
    told = case.account if month.chance(50) else ""
    entry = Entry(at + timedelta(seconds=month.dice.randrange(3, 100)), amount, masked, "", told, "二维码收款")
    entry.memo, entry.truth = (case.debtor if month.chance(40) else ""), [(number, case.number, "one_to_one")]
    month.entries.append(entry)


def _cash(month: Month, case: Case, at: datetime) -> None:
    at = month.sweep(at)
    squad, amount = month.dice.randrange(4), min(month.amount(), 3_000_000) // 100 * 100
    number = month.receipt(case, at, amount, way="现金", payer=month.payer(case), squad=squad)
    month.bags.setdefault((at.toordinal(), squad), []).append((number, case, amount))


def _terminal(month: Month, case: Case, at: datetime) -> None:
    at = month.sweep(at)
    squad, amount = month.dice.randrange(4), month.amount()
    number = month.receipt(
        case, at, amount, way="POS刷卡", payer=month.payer(case), squad=squad, note=f"终端{squad + 1}号机"
    )
    month.boxes.setdefault((at.toordinal(), squad), []).append((number, case, amount))


def _instalment(month: Month, case: Case, at: datetime) -> None:
    month.pay(case, at, month.amount(), month.payer(case)).truth = [("", case.number, "case_only")]


def _seized(month: Month, case: Case, at: datetime) -> None:
    entry = Entry(
        at,
        month.dice.randrange(100, 2_000_000),
        case.debtor,
        "",
        case.account if month.chance(30) else "",
        "司法划拨",
        case.number,
    )
    entry.truth = [("", case.number, "case_only")]
    month.entries.append(entry)


def _stranger(month: Month, _: Case, at: datetime) -> None:
    month.entries.append(
        Entry(
            at,
            month.amount(),
            month.name(),
            month.account(),
            "",
            "跨行转入",
            month.dice.choice(("", "货款", "还款")),
            [("", "", "unidentified")],
        )
    )


def _payout(month: Month, case: Case, at: datetime) -> Entry:
    entry = Entry(
        at,
        -month.amount(),
        "某银行股份有限公司",
        month.account(),
        "",
        "案款发放",
        case.number,
        [("", case.number, "disburse")],
    )
    month.entries.append(entry)
    return entry


def _returned(month: Month, case: Case, at: datetime) -> None:
    out = _payout(month, case, at)
    words = month.dice.choice(("退汇", "来账退回", "转账存入"))
    back = Entry(at + timedelta(days=1), -out.amount, "待处理款项", out.payer_account, "", words, case.number)
    back.truth = [("", case.number, "returned_disbursement")]
    month.entries.append(back)


def _reversed(month: Month, case: Case, at: datetime) -> None:
    one = month.pay(case, at, month.amount(), month.payer(case))
    one.truth = [("", case.number, "reversed")]
    back = Entry(at + timedelta(minutes=20), -one.amount, one.payer, one.payer_account, "", "冲正", one.memo)
    back.truth = [("", case.number, "reversal")]
    month.entries.append(back)


def _court_fee(month: Month, case: Case, at: datetime) -> None:
    words = month.dice.choice(
        ("诉讼费", "案件受理费", f"（2026）{COURT}民初{month.dice.randrange(1, 900)}号诉讼费", "财产保全费")
    )
    month.entries.append(
        Entry(
            at, month.amount(), month.payer(case), month.account(), "", "转账存入", words, [("", "", "not_enforcement")]
        )
    )


def _interest(month: Month, _: Case, at: datetime) -> None:
    month.entries.append(
        Entry(at, month.dice.randrange(100, 90_000), "", "", "", "季度结息", "", [("", "", "bank_misc")])
    )


DEEDS: Final[Mapping[str, Callable[[Month, Case, datetime], object]]] = {
    "transfer": _transfer, "cash": _cash, "scan": _scan, "terminal": _terminal, "split": _split, "fee": _fee,
    "instalment": _instalment, "seized": _seized, "stranger": _stranger, "payout": _payout, "returned": _returned,
    "reversed": _reversed, "twice": _twice, "court_fee": _court_fee, "interest": _interest,
}  # fmt: skip


def _bank_cash(month: Month) -> None:
    """Each squad's bag with its slip, most of them entered, most of them named by the teller."""
    for place, ((day, squad), bag) in enumerate(sorted(month.bags.items()), 1):
        at = datetime.fromordinal(day) + timedelta(days=1, hours=10, minutes=place % 50)
        slip, total = f"{COURT}交2026-{place:04d}", sum(amount for _, _, amount in bag)
        entered = month.chance(75)
        if entered:
            _, one, two = month.squads[squad]
            month.slips.append(
                [
                    slip,
                    f"{at:%Y-%m-%d}",
                    one,
                    two,
                    "财务",
                    f"{total / 100:.2f}",
                    ";".join(number for number, _, _ in bag),
                ]
            )
        kind = "many_to_one" if len(bag) > 1 else "cash_single"
        memo = slip if month.chance(60) else month.dice.choice(("", "案款", month.squads[squad][1]))
        truth = [(number, case.number, kind) for number, case, _ in bag]
        month.entries.append(Entry(at, total, summary="现金存入", memo=memo, truth=truth))


def _settle_terminals(month: Month) -> None:
    """A terminal's day on the next morning, gross or less the acquirer's fee."""
    for (day, squad), box in sorted(month.boxes.items()):
        total = sum(amount for _, _, amount in box)
        fee = min((total * 38 + 5000) // 10000, 8000) if month.chance(50) else 0
        taken = datetime.fromordinal(day)
        memo = f"{taken:%m%d}终端{squad + 1}号机" if month.chance(75) else f"{taken:%m%d}清算"
        truth = [(number, case.number, "pos_net" if fee else "pos_gross") for number, case, _ in box]
        month.entries.append(
            Entry(taken + timedelta(days=1, hours=6), total - fee, "银联商务", "", "", "POS清算", memo, truth)
        )


def _files(month: Month, seed: int) -> dict[str, bytes]:
    cases: Rows = [["案号", "被执行人", "案件账号", "已知关系人"]]
    cases += [
        [one.number, one.debtor, one.account, ";".join(one.relatives) if one.known else ""] for one in month.cases
    ]
    receipts = [
        [
            "收据号",
            "开具时间",
            "案号",
            "被执行人",
            "交款人",
            "关系",
            "金额(元)",
            "收款方式",
            "收款人一",
            "收款人二",
            "小组",
            "备注",
        ]
    ]
    slips = [["交接单号", "交接日期", "交款人一", "交款人二", "财务接收人", "金额(元)", "收据号"]]
    gold = [["line_serial", "receipt_no", "case_no", "kind"]]
    gold += [[one.serial, *told] for one in month.entries for told in one.truth]
    layout = LAYOUTS[month.mix.layouts[seed % len(month.mix.layouts)]]
    return {
        "statement": _csv(layout(month.entries), "gb18030"),
        "receipts": _csv([*receipts, *month.receipts]),
        "handovers": _csv([*slips, *month.slips]),
        "cases": _csv(cases),
        "gold": _csv(gold),
    }


def _csv(rows: Sequence[Sequence[object]], encoding: str = "utf-8-sig") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode(encoding)
