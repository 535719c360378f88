"""Why a line was matched, what speaks for a suggestion and what against it, in one sentence each."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from routes.words import payouts
from routes.words.marks import N_

REFUSALS = {
    "match.no_column": N_("表格里没有“%(column)s”这一列。"),
    "match.files_wrong": N_("这些文件里有 %(count)s 处读不通，没有认领任何流水。"),
    "match.number_twice": N_("号码“%(number)s”出现了两次，内容不同。"),
    "payer.unknown": N_("本案没有这个可以删除的代付款人，请刷新后再看。"),
    "match.bad_cell": N_("表格的“%(column)s”列读不通：“%(given)s”。"),
}

LABELS = {
    "match_rule": {
        "slip": N_("交接单"),
        "slip_sum": N_("交接单金额"),
        "squad_sum": N_("小组当日现金"),
        "terminal_day": N_("终端当日清算"),
        "split": N_("分笔转账"),
        "case_receipt": N_("案件与收据"),
        "payer_receipt": N_("交款人与收据"),
        "scan_receipt": N_("扫码与收据"),
        "fee_receipt": N_("扣了手续费的转账"),
        "near_number": N_("案号差一位"),
        "case_payer": N_("案件与被执行人"),
        "repeated": N_("重复付款"),
        "case_named": N_("只指向案件"),
        "amount_only": N_("只有金额和时间"),
        "by_hand": N_("人工认领"),
    },
    "match_evidence": {
        "slip_number": N_("附言写明交接单号"),
        "squad_day": N_("附言写明交接的日期和小组"),
        "officer": N_("附言写明收款的执行人员"),
        "terminal": N_("附言写明终端"),
        "terminal_date": N_("附言写明清算日期"),
        "amount": N_("金额一致"),
        "sum": N_("合计一致"),
        "fee": N_("金额差一笔常见的银行手续费"),
        "only_sum": N_("只有这一种凑法"),
        "cash": N_("现金存款"),
        "same_account": N_("同一账户同一天转入"),
        "case_account": N_("汇入本案专用账号"),
        "case_number": N_("附言写明案号"),
        "short_number": N_("附言写明简写的案号"),
        "near_number": N_("附言的案号与本案只差一位"),
        "payer": N_("付款人就是收据上的交款人"),
        "payer_sound": N_("付款人与收据上的交款人同音"),
        "payer_masked": N_("付款人的隐名与收据上的交款人相符"),
        "debtor": N_("付款人就是被执行人"),
        "relative": N_("付款人以前为本案付过款或是已知的关系人"),
        "memo_name": N_("附言写明本案的人"),
        "prompt": N_("开收据后随即到账"),
        "day": N_("日期相符"),
        "payout_number": N_("附言写明发放单号"),
        "payee_account": N_("账号就是收款账号"),
        "payee": N_("户名就是收款人"),
        "return_words": N_("摘要写明退汇"),
    },
    "match_doubt": {
        "other_case": N_("也指向别的案件"),
        "other_payer": N_("付款人与本案没有已知关系"),
        "also_fits": N_("还有别的可能"),
        "other_line": N_("还有别的流水也相符"),
        "amount_differs": N_("金额不一致"),
        "late": N_("时间相隔太久"),
        "one_piece": N_("只有一项依据"),
        "already_paid": N_("同样的付款已经认领过，可能是多付"),
        "receipt_open": N_("本案还有没到账的收据"),
        "account_differs": N_("收款账号不一致"),
        "payee_differs": N_("收款人不一致"),
        "other_payout": N_("附言写的是另一张发放单"),
        "not_returned": N_("摘要和账号都没有说明是退汇"),
        "earlier": N_("早于发往银行的日子"),
    },
    "payer_source": {"match": N_("认领过的来款"), "receipt": N_("收据上的交款人"), "party": N_("案件当事人信息")},
    "line_kind": {
        "not_enforcement": N_("诉讼费等，不是案款"),
        "reversed": N_("已被银行冲正"),
        "reversal": N_("冲正"),
        "returned_disbursement": N_("退汇"),
        "bank_misc": N_("结息或手续费"),
        "disburse": N_("支出"),
    },
}

GROUNDS = {
    "match_ground": {
        "alike": N_("依据相同，各自只指向一个案件"),
        "series": N_("同一账户的几笔，都指向同一案件"),
        "unidentified": N_("没有任何指向案件的依据"),
        "not_enforcement": N_("摘要写明诉讼费等，不是案款"),
        "reversed": N_("已被银行冲正，来款和冲正成对"),
        "interest": N_("银行结息"),
        "charge": N_("银行手续费"),
        "payout": N_("发放单的支出，每条只与一张发放单相符"),
        "returned": N_("发放后退汇，每条只与一张发放单相符"),
        "no_payout": N_("看来是退汇，没有可以对上的发放单"),
    },
    "match_ground_deed": {
        "alike": N_("认领到各自案件"),
        "series": N_("认领到这个案件"),
        "unidentified": N_("列入待认领"),
        "not_enforcement": N_("列为非案款"),
        "reversed": N_("确认冲正"),
        "interest": N_("记入利息"),
        "charge": N_("记入手续费"),
        "payout": N_("确认已发放"),
        "returned": N_("确认退汇"),
        "no_payout": N_("列为待查退汇"),
    },
    "line_remark": {
        "unidentified": N_("待认领（不明案款）"),
        "not_enforcement": N_("非案款，另行处理"),
        "no_payout": N_("待查退汇，没有可以对上的发放单"),
        "left": N_("先留着，已写明原因"),
    },
    "left_because": {
        "payer": N_("已联系付款人，等回复"),
        "judge": N_("已问承办法官，等答复"),
        "bank": N_("等银行回单或附言"),
    },
}
LABELS |= GROUNDS

JOINED = N_("，")
RECEIPT = N_("%(evidence)s：与收据 %(receipt)s（%(amount)s 元）相符，两边都没有第二个可能。")
REASONS = {
    "slip": N_("附言写明交接单 %(slip)s，金额 %(amount)s 元与交接单一致。"),
    "slip_sum": N_("现金存款 %(amount)s 元，与交接单 %(slip)s 的金额和日期相符，两边都没有第二个可能。"),
    "squad_sum": N_("%(evidence)s：%(amount)s 元正是收据 %(receipt)s 的全部现金，没有别的凑法。"),
    "terminal_day": N_("%(evidence)s：%(amount)s 元是该终端当日全部收据 %(receipt)s 的清算款。"),
    "split": N_("%(evidence)s：几笔合计正好是收据 %(receipt)s，两边都没有第二个可能。"),
    "case_receipt": RECEIPT,
    "payer_receipt": N_(
        "付款人 %(payer)s 和金额 %(amount)s 元都与收据 %(receipt)s 相符，两边都没有第二个可能，也没有指向别的案件。"
    ),
    "scan_receipt": RECEIPT,
    "fee_receipt": N_("%(evidence)s：加上银行扣的手续费 %(fee)s 元就是收据 %(receipt)s，两边都没有第二个可能。"),
    "near_number": RECEIPT,
    "case_payer": N_("%(evidence)s；本案没有未到账的收据，作为没有收据的来款记入本案。"),
    "repeated": N_("%(evidence)s：与已认领的一笔相同；先记入同一案件，像是多付，请核对要不要退还。"),
    "case_named": N_("%(evidence)s；作为没有收据的来款记入本案。"),
    "amount_only": N_("%(evidence)s：收据 %(receipt)s。"),
    "by_hand": N_("人工认领：%(reason)s"),
}
CHOSEN = N_("人工选定：%(evidence)s。")
SLIP_UNKNOWN = N_("%(evidence)s：收据 %(receipt)s 合计 %(amount)s 元，没有别的凑法。")


def reason(rule: str, facts: Mapping[str, Any], evidence: Mapping[str, str]) -> str:
    """Why a line was matched, in one sentence; `evidence` has the words of each piece."""
    told = joined(facts.get("evidence", ()), evidence)
    names = ("slip", "amount", "receipt", "payer", "reason", "fee", "payout")
    given = {name: str(facts.get(name, "")) for name in names} | {"evidence": told}
    if facts.get("chosen"):
        return str(gettext(CHOSEN, **given))
    unnumbered = rule == "slip" and "slip_number" not in facts.get("evidence", ())
    told_so = {**REASONS, **payouts.REASONS}
    return str(gettext(SLIP_UNKNOWN if unnumbered else told_so[rule], **given))


def joined(codes: Any, words: Mapping[str, str]) -> str:
    """Pieces of evidence or doubt in one breath."""
    return str(gettext(JOINED)).join(words.get(one, one) for one in codes)
