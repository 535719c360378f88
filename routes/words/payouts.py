"""Refusals, labels and sentences of paying out, of closing a month, and of what comes of a breached plan."""

from routes.words.marks import N_

REFUSALS = {
    "payout.payee": N_("收款人应当是 %(names)s；付给别人的，须附合议庭决定（文号和扫描件）。"),
    "payout.not_covered": N_("可发放的只有 %(free)s 元（已扣除待审批和待发放的）。"),
    "payout.stage": N_("这笔发放已经不在这一步，请刷新后再看。"),
    "payout.other_level": N_("这一级应由%(role)s审批。"),
    "payout.no_reason": N_("不同意须写明理由。"),
    "payout.not_his": N_("只有提出的人可以撤回。"),
    "payout.one_source": N_("请写明从哪个案件或哪条不明款发放；不明款只能退回原付款人。"),
    "payout.deferred": N_("本案案款经批准暂缓发放，至 %(until)s 复核；事由消失后请先结束暂缓。"),
    "deferral.review": N_("复核日期应在今天之后。"),
    "deferral.state": N_("这次暂缓已经不在这一步，请刷新后再看。"),
    "closing.month": N_("月份应写成 2026-01 的样子。"),
    "closing.not_over": N_("%(month)s 还没有过完，不能结账。"),
    "closing.closed_already": N_("%(month)s 已经结账，或正在等另一人核对。"),
    "closing.blocked": N_("%(month)s 有不一致的地方，没有结账。"),
    "closing.checked_already": N_("这次结账已经核对过。"),
    "closing.changed": N_("结账之后 %(month)s 又有补记，数字已经变了；请退回重结。"),
    "closing.no_reason": N_("退回须写明理由。"),
    "explain.direction": N_("收入和支出的方向不对。"),
    "explain.no_reason": N_("请写明事由。"),
    "explain.no_payout": N_("请选择对应的发放单。"),
    "explain.amount": N_("金额与发放单不一致：发放单是 %(amount)s 元。"),
    "explain.no_line": N_("请选择被冲正的那一条流水。"),
    "explain.not_mirrored": N_("所选流水不是同一金额的反向流水，或已经认领。"),
}

FAULTS = {
    "closing.bank": N_("专户账面与银行对账单相差 %(difference)s 元，请补导缺少的流水"),
    "closing.cases": N_("案款合计按账簿与按单据相差 %(difference)s 元"),
    "closing.trial": N_("借贷不平，相差 %(difference)s 元"),
    "closing.adjusted": N_("调节后余额两方相差 %(difference)s 元"),
    "closing.numbers": N_("有号码下落不明：%(numbers)s"),
}

LABELS = {
    "closing_state": {
        "waiting": N_("待核对"),
        "closed": N_("已结账"),
        "rejected": N_("已退回"),
    },
    "payout_kind": {
        "creditor": N_("发放给申请执行人"),
        "fee": N_("执行费上缴"),
        "fine": N_("罚款上缴"),
        "refund": N_("退款"),
        "deposit": N_("提存"),
        "deposit_out": N_("提存款发放"),
    },
    "payout_stage": {
        "proposed": N_("待审批"),
        "approved": N_("待发放"),
        "sent": N_("已发往银行"),
        "paid": N_("已发放"),
        "returned": N_("已退汇"),
        "set_aside": N_("已提存"),
        "rejected": N_("不同意"),
        "withdrawn": N_("已撤回"),
    },
    "payout_step": {
        "approved": N_("同意"),
        "rejected": N_("不同意"),
        "withdrawn": N_("撤回"),
        "sent": N_("发往银行"),
    },
    "deferral_ground": {
        "distribution": N_("待参与分配"),
        "frozen": N_("被其他法院或案件冻结"),
        "uncollected": N_("已通知，申请执行人未领取"),
        "stayed": N_("中止或暂缓执行"),
        "objection": N_("有异议正在审查"),
        "other": N_("其他"),
    },
    "deferral_state": {
        "proposed": N_("待批准"),
        "approved": N_("暂缓中"),
        "rejected": N_("未批准"),
        "ended": N_("已结束"),
    },
    "line_meaning": {
        "payout": N_("案款发放"),
        "payout_return": N_("退汇"),
        "reversed_line": N_("冲正"),
        "bank_charge": N_("银行手续费"),
        "bank_interest": N_("银行结息"),
    },
    "match_rule": {
        "payout": N_("案款发放"),
        "payout_return": N_("退汇"),
        "reversed_line": N_("冲正"),
        "bank_charge": N_("银行手续费"),
        "bank_interest": N_("银行结息"),
        "refund": N_("退回原付款人"),
    },
    "money_event": {
        "payout.decide": N_("批准后转出"),
        "payout.send": N_("发往银行"),
        "payout.withdraw": N_("撤回发放"),
    },
    "trail_verb": {
        "payout.propose": N_("提出发放"),
        "payout.decide": N_("审批发放"),
        "payout.send": N_("案款发往银行"),
        "payout.withdraw": N_("撤回发放"),
        "closing.make": N_("案款月结"),
        "closing.check": N_("核对月结"),
        "payout.defer": N_("提出暂缓发放"),
        "payout.answer_deferral": N_("答复暂缓发放"),
    },
}

REASONS = {
    "payout": N_("支出 %(amount)s 元就是发放单 %(payout)s，收款人 %(payer)s。"),
    "payout_return": N_("发放单 %(payout)s 被银行退回，%(amount)s 元回到原来的科目，须重新提出发放。"),
    "reversed_line": N_("银行冲正：两条流水金额相同、方向相反，互相抵销。"),
    "bank_charge": N_("银行手续费 %(amount)s 元：%(reason)s"),
    "bank_interest": N_("银行结息 %(amount)s 元：%(reason)s"),
    "refund": N_("经批准退回原付款人 %(payer)s：发放单 %(payout)s。"),
}
