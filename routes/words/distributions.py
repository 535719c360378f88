"""Refusals, faults and labels of sharing money out among several creditors, and among the applicants of one case."""

from routes.words.marks import N_

REFUSALS = {
    "distribution.open_already": N_("本案的分配方案 %(number)s 还没有办完；请先办完或撤回，再提新的方案。"),
    "distribution.stage": N_("这份分配方案已经不在这一步，请刷新后再看。"),
    "distribution.share_stage": N_("这一份现在不能办理：还在等待、有异议、已经发放，或者方案已作修正。"),
    "applicant.not_stated": N_("请先登记各申请执行人的债权数额，再一并提出发放。"),
    "payout.no_parts": N_("本案有 %(count)s 名申请执行人；请先登记各人的债权数额，再提出发放。"),
    "payout.whose_part": N_("本案不止一名申请执行人；付给别人的，请选明替谁领款：%(names)s。"),
    "payout.above_part": N_("按各人债权比例，%(payee)s 现在最多可得 %(most)s 元。"),
}

FAULTS = {
    "distribution.not_covered": N_("可供分配的只有 %(most)s 元（已扣除在途、已提出的发放和本案执行费）"),
    "distribution.too_little": N_("留下的款加上所得份额超过了本案所欠；请分配全部 %(most)s 元，或者先退还多余的款"),
    "distribution.above_claims": N_("各债权合计只有 %(most)s 元，分配的金额不能更多"),
    "distribution.value_on": N_("应在最后一笔款到账之日（%(first)s）至今天之间"),
    "distribution.stranger": N_("不是同一被执行人未结案件的申请执行人；外院债权人先按外院案号导入其案件，再列入"),
    "distribution.twice": N_("同一债权人同一顺位只写一行"),
    "distribution.above_owed": N_("该案至计算日只欠申请执行人 %(most)s 元"),
    "distribution.no_basis": N_("先于普通债权受偿的，请写明依据"),
    "distribution.one_creditor": N_("至少要有两名债权人；只有一名的，直接提出发放"),
    "distribution.no_party": N_("不是这份方案的债权人或被执行人"),
    "distribution.no_share": N_("不是这份方案里的份额"),
    "distribution.none_chosen": N_("请至少勾选一份"),
    "distribution.released_already": N_("所选份额已经发放，不能再提出异议"),
    "distribution.day": N_("应在方案批准之日（%(first)s）至今天之间"),
    "distribution.term_runs": N_("期限至 %(until)s 届满，还没有届满"),
    "distribution.term_over": N_("期限已于 %(until)s 届满，逾期的不再影响处理"),
    "applicant.unknown": N_("不是本案的申请执行人"),
    "applicant.twice": N_("同一人只写一次"),
    "applicant.left_out": N_("还缺：%(names)s"),
}

LABELS = {
    "distribution_stage": {
        "proposed": N_("待审批"),
        "approved": N_("待送达"),
        "running": N_("异议期内"),
        "payable": N_("可发放"),
        "done": N_("分配完毕"),
        "rejected": N_("不同意"),
        "withdrawn": N_("已撤回"),
    },
    "share_state": {
        "waiting": N_("未到发放时"),
        "held": N_("有异议，留存"),
        "payable": N_("可发放"),
        "released": N_("已提出发放"),
        "void": N_("方案已修正"),
        "nothing": N_("分不到"),
    },
    "share_rank": {
        "costs": N_("执行费用"),
        "preferred": N_("优先受偿"),
        "ordinary": N_("普通债权"),
    },
    "distribution_step": {
        "approved": N_("同意"),
        "rejected": N_("不同意"),
        "withdrawn": N_("撤回"),
        "served": N_("收到方案"),
        "objected": N_("提出异议"),
        "told": N_("已通知其他债权人和被执行人"),
        "opposed": N_("有人反对，已通知异议人"),
        "sued": N_("异议人已起诉"),
        "dropped": N_("异议人撤回异议"),
        "unopposed": N_("无人反对，依异议修正方案"),
        "unsued": N_("异议人逾期未起诉，按原方案"),
        "upheld": N_("判决维持原方案"),
        "changed": N_("判决改变方案"),
        "released": N_("发放"),
        "taken_back": N_("收回"),
    },
    "movement": {
        "distribution": N_("参与分配转款"),
        "withdrawn": N_("已留出的款项撤回"),
    },
    "money_event": {
        "distribution.move": N_("分配款转入他案"),
        "distribution.move_back": N_("收回分配款"),
    },
    "trail_verb": {
        "distribution.propose": N_("提出分配方案"),
        "distribution.decide": N_("审批分配方案"),
        "distribution.withdraw": N_("撤回分配方案"),
        "distribution.serve": N_("登记收到分配方案"),
        "distribution.object": N_("登记分配方案异议"),
        "distribution.answer": N_("登记异议处理"),
        "distribution.release": N_("按分配方案发放"),
        "distribution.step": N_("分配方案的一步"),
        "distribution.pay": N_("份额的发放单"),
        "distribution.take_back": N_("收回分配份额"),
        "applicant.state": N_("登记各申请执行人债权"),
    },
}
