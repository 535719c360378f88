"""Refusals, faults and labels of the room of money, and the sentences that say why a line was matched."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from routes.words import payouts
from routes.words.marks import N_

REFUSALS = {
    "ledger.amount_positive": N_("记账金额必须大于零。"),
    "ledger.two_accounts": N_("借方和贷方不能是同一个科目。"),
    "ledger.off_trust": N_("直接给付的款项不经过专户，不能与专户科目对转。"),
    "ledger.below_zero": N_(
        "这样记账会使一个科目出现负数（差 %(lacking)s 元），没有入账。如在导入流水，请检查是否缺少前面的流水。"
    ),
    "ledger.no_order": N_("这些款项互相等待，怎样记账都会使一个科目出现负数，没有入账。"),
    "ledger.reversal_of_reversal": N_("冲销记录本身不能再冲销，请重新登记。"),
    "ledger.reversed_already": N_("这一笔已经冲销过，一笔只能冲销一次。"),
    "cancel.matched": N_("这一笔已与银行流水匹配，请先撤销匹配。"),
    "cancel.handed_over": N_("这笔现金已列入交接单，请先撤销交接单。"),
    "cancel.acknowledged": N_("财务已经接收这张交接单，请先由财务撤销接收。"),
    "cancel.not_by_letter": N_("这类记录不能这样更正，请在它自己的页面上撤销。"),
    "cash.one_officer": N_("收取现金须有两名执行人员在场（司法警察、辅警不算）：%(citation)s。"),
    "cash.no_reason": N_("现金是例外，须写明为什么没有转账：%(citation)s。"),
    "deed.future": N_("时间晚于现在，请核对。"),
    "handover.late_reason": N_("不是收款当日交接，须写明原因。"),
    "handover.not_his": N_("收据 %(number)s 不是您经手的现金收据，不能由您交接。"),
    "handover.listed_already": N_("收据 %(number)s 已列入交接单 %(slip)s。"),
    "handover.acknowledged_already": N_("交接单 %(number)s 财务已经接收。"),
    "handover.count_differs": N_("清点金额与交接单金额（%(amount)s 元）不一致，不能接收；请当面核对。"),
    "handover.official_used": N_("这个财务票据号已经用过。"),
    "statement.empty": N_("文件是空的。"),
    "statement.too_long": N_("文件太大，最多 %(most)s 行；请分段导出。"),
    "statement.unreadable": N_("读不出这个文件：请上传银行导出的 CSV、XLS 或 XLSX。"),
    "statement.encoding": N_("文件的文字编码认不出来，请另存为 UTF-8 或 GBK 编码的 CSV。"),
    "statement.no_header": N_("前 %(searched)s 行里找不到表头（要有日期、金额等列名）。"),
    "statement.no_day": N_("第 %(row)s 行像是表头，但没有日期列。"),
    "statement.no_amount": N_("第 %(row)s 行像是表头，但没有金额列（收入、支出、贷方、借方或发生额）。"),
    "statement.no_lines": N_("表头下面没有一行流水。"),
    "statement.rows_wrong": N_("有 %(count)s 行读不通，整个文件没有导入。"),
    "statement.other_file": N_("预览之后文件变了，请重新上传。"),
    "match.changed": N_("有 %(count)s 条建议已经不是您看到的样子（可能别人刚刚处理过），请刷新后再确认。"),
    "match.nothing_open": N_("这条流水已经没有待认领的金额。"),
    "match.no_case": N_("没有这个案号的案件。"),
    "match.receipt_gone": N_("所选收据已经到账、撤销或不属于这个案件，请刷新后再选。"),
    "match.receipt_open": N_("本案有一张同样金额的收据还没有到账，请勾选它，免得重复计算。"),
    "match.too_much": N_("所选收据的合计超过这条流水的待认领金额。"),
    "plan.negative": N_("计划里的金额不能是负数。"),
    "plan.more_than_owed": N_("当场支付 %(paid_now)s 元超过应还的 %(payable)s 元。"),
    "plan.one_way": N_("请在“期数”和“每月还款”中选填一项。"),
    "plan.no_monthly": N_("每月定额的计划须写明每月还款。"),
    "plan.no_instalments": N_("这种还款方式须写明期数。"),
    "plan.rows_order": N_("自定期次的日期要由早到晚，一天一期。"),
    "plan.rows_sum": N_("自定期次合计 %(told)s 元，应为 %(rest)s 元。"),
    "plan.nothing_each_month": N_("每期金额必须大于零。"),
    "plan.too_long": N_("计划太长：最多 %(most)s 期，每期至少一分。"),
    "plan.first_in_past": N_("第一期还款日不能早于今天。"),
    "plan.waived_too_much": N_("减免超过这一项所欠的 %(owed)s 元；只能减免所欠的利息。"),
    "plan.superseded": N_("这份计划已被新的计划取代。"),
    "plan.signed_already": N_("这份计划上已经签过同样的文书。"),
    "settlement.no_special_authority": N_(
        "代理人没有特别授权，不能代为和解；请由当事人本人签名，或补交写明特别授权的委托书。"
    ),
    "settlement.signer_missing": N_("和解协议须由双方当事人签名，被执行人一方还缺：%(names)s。"),
    "settlement.creditor_missing": N_("和解协议须由双方当事人签名，申请执行人一方还缺：%(names)s。"),
    "undertaking.signer_missing": N_("承诺书须由本案全体被执行人（自然人）签名，还缺：%(names)s。"),
    "undertaking.agent_missing": N_("申请执行人在电话里同意的，须写明由谁表示。"),
    "consent.nothing_signed": N_("还没有人在这份计划上签名。"),
    "consent.given_already": N_("申请执行人的书面同意已经登记过。"),
    "consent.no_proof": N_("请上传书面同意的扫描件，或写明原件存放在哪里。"),
    "consent.no_authority": N_("特别授权的代理人须写明委托书。"),
}

FAULTS = {
    "statement.bad_day": N_("日期读不通：“%(given)s”"),
    "statement.day_missing": N_("这一行没有日期，也不是合计行"),
    "statement.bad_amount": N_("金额读不通：“%(given)s”（应为元，最多两位小数）"),
    "statement.two_amounts": N_("同一行又有收入又有支出：%(given)s"),
    "statement.bad_side": N_("借贷标志读不通：“%(given)s”"),
    "statement.serial_rounded": N_("流水号被 Excel 取整了：%(given)s；请把该列设为文本后重新导出"),
    "statement.serial_changed": N_("流水号 %(serial)s 以前出现过，内容却不同"),
    "statement.balance_broken": N_("余额 %(balance)s 与上一行接不上：可能缺行、多行或次序不对"),
}

LABELS = {
    "money_way": {
        "transfer": N_("转账"),
        "qr": N_("扫码"),
        "cash": N_("现金"),
        "direct": N_("直接给付"),
        "bank": N_("银行来款"),
    },
    "payer_relation": {
        "self": N_("本人"),
        "spouse": N_("配偶"),
        "parent": N_("父母"),
        "child": N_("子女"),
        "sibling": N_("兄弟姐妹"),
        "relative": N_("其他亲属"),
        "friend": N_("朋友"),
        "employer": N_("用人单位"),
        "guarantor": N_("担保人"),
        "other": N_("其他"),
    },
    "receipt_state": {
        "cancelled": N_("已撤销"),
        "direct": N_("未经专户"),
        "in_hand": N_("在途现金"),
        "on_slip": N_("已列交接单"),
        "at_finance": N_("财务已接收"),
        "banked": N_("已存专户"),
        "awaited": N_("等待到账"),
        "arrived": N_("已到账"),
    },
    "handover_state": {
        "waiting": N_("等待财务接收"),
        "acknowledged": N_("财务已接收"),
        "banked": N_("已存专户"),
        "void": N_("已撤销"),
    },
    "money_account": {
        "bank": N_("专户存款"),
        "cash_in_hand": N_("在途现金"),
        "cash_at_finance": N_("财务待存现金"),
        "transfer_awaited": N_("在途转账"),
        "outgoing": N_("待核支出"),
        "unclaimed": N_("待认领款"),
        "opening": N_("旧存"),
        "case": N_("案款"),
        "fee": N_("应缴执行费"),
        "fine": N_("应缴罚款"),
        "refund": N_("应退款"),
        "deposited": N_("提存"),
        "paying": N_("发放在途"),
        "interest": N_("银行利息"),
        "charges": N_("手续费差额"),
        "direct": N_("直接给付"),
        "direct_contra": N_("直接给付对方"),
    },
    "ledger_wrong": {
        "trail_broken": N_("留痕链在这一行断开"),
        "event_unsealed": N_("记账没有封存，可能绕过程序写入"),
        "event_changed": N_("记账内容与封存不符，被改动过"),
        "event_gone": N_("封存过的记账不见了"),
        "mirror_unlawful": N_("冲销对象不存在、已冲销或本身是冲销"),
        "mirror_differs": N_("冲销金额与原记账不一致"),
        "below_zero": N_("科目出现过负数"),
        "total_differs": N_("科目余额与明细合计不符"),
        "trial_balance": N_("借贷不平，差额（分）"),
        "bank_differs": N_("专户账面与银行余额不符，差额（分）"),
        "line_differs": N_("流水的认领合计与金额不符"),
        "receipt_overmatched": N_("收据重复到账或超额到账"),
        "cash_officers": N_("现金收据没有两名执行人员，也没有标记"),
        "same_hand": N_("同一人既经手又复核"),
        "number_lost": N_("收据或交接单的号码没有去向"),
    },
    "money_event": {
        "money.take": N_("收款"),
        "deed.cancel": N_("撤销"),
        "line.match": N_("认领"),
        "line.unmatch": N_("撤销认领"),
        "handover.make": N_("制交接单"),
        "handover.acknowledge": N_("财务接收"),
        "statement.accept": N_("导入流水"),
    },
    "match_rule": {
        "slip": N_("交接单"),
        "case_receipt": N_("案件与收据"),
        "payer_receipt": N_("交款人与收据"),
        "case_payer": N_("案件与被执行人"),
        "by_hand": N_("人工认领"),
    },
    "match_evidence": {
        "slip_number": N_("附言写明交接单号"),
        "amount": N_("金额一致"),
        "case_account": N_("汇入本案专用账号"),
        "case_number": N_("附言写明案号"),
        "payer": N_("付款人就是收据上的交款人"),
        "debtor": N_("付款人就是被执行人"),
    },
    "plan_state": {
        "draft": N_("草稿，未签"),
        "undertaken": N_("已签承诺书"),
        "awaiting": N_("待书面确认"),
        "in_force": N_("和解协议有效"),
        "superseded": N_("已被取代"),
    },
    "creditor_role": {
        "party": N_("申请执行人本人"),
        "legal_representative": N_("法定代表人或负责人"),
        "special": N_("代理人（特别授权）"),
        "general": N_("代理人（一般授权）"),
    },
    "plan_consent": {
        "none": N_("没有征求或没有同意"),
        "phone": N_("电话同意，待书面确认"),
        "written": N_("书面同意"),
    },
    "plan_paper": {
        "undertaking.sign": N_("分期还款承诺书"),
        "settlement.sign": N_("执行和解协议"),
    },
    "money_flag": {
        "cash.one_officer": N_("现金不足两名执行人员"),
        "cash.no_reason": N_("收现金未写原因"),
        "deed.future": N_("时间晚于登记"),
        "cancel.matched": N_("要求撤销，但已匹配"),
        "cancel.handed_over": N_("要求撤销，但已交接"),
        "cancel.acknowledged": N_("要求撤销，但财务已接收"),
        "cancel.not_by_letter": N_("要求撤销，但不能这样撤销"),
        "plan.superseded": N_("签在已被取代的计划上"),
        "plan.signed_already": N_("重复签署"),
        "settlement.no_special_authority": N_("代理人无特别授权"),
        "settlement.signer_missing": N_("双方未全部签名"),
        "undertaking.signer_missing": N_("被执行人未全部签名"),
    },
    "bank_column": {
        "serial": N_("流水号"),
        "day": N_("日期"),
        "time": N_("时间"),
        "in": N_("收入"),
        "out": N_("支出"),
        "amount": N_("金额"),
        "side": N_("借贷标志"),
        "balance": N_("余额"),
        "payer": N_("对方户名"),
        "payer_account": N_("对方账号"),
        "case_account": N_("子账号"),
        "summary": N_("摘要"),
        "memo": N_("附言"),
        "counterparty": N_("对手信息"),
    },
    "interest_convention": {
        "payday_counted": N_("从履行期届满次日起计，付款当日计息"),
        "payday_not_counted": N_("从履行期届满次日起计，付款当日不计息"),
        "both_ends": N_("首尾两日均计"),
        "end_excluded": N_("末日不计"),
    },
}

JOINED = N_("，")
REASONS = {
    "slip": N_("附言写明交接单 %(slip)s，金额 %(amount)s 元与交接单一致。"),
    "case_receipt": N_("%(evidence)s：与收据 %(receipt)s（%(amount)s 元）相符，两边都没有第二个可能。"),
    "payer_receipt": N_(
        "付款人 %(payer)s 和金额 %(amount)s 元都与收据 %(receipt)s 相符，两边都没有第二个可能，也没有指向别的案件。"
    ),
    "case_payer": N_("%(evidence)s；本案没有未到账的收据，作为没有收据的来款记入本案。"),
    "by_hand": N_("人工认领：%(reason)s"),
}


def reason(rule: str, facts: Mapping[str, Any], evidence: Mapping[str, str]) -> str:
    """Why a line was matched, in one sentence; `evidence` has the words of each piece."""
    told = str(gettext(JOINED)).join(evidence.get(one, one) for one in facts.get("evidence", ()))
    given = {name: str(facts.get(name, "")) for name in ("slip", "amount", "receipt", "payer", "reason", "payout")}
    return str(gettext({**REASONS, **payouts.REASONS}[rule], **{**given, "evidence": told}))
