"""What is said about papers."""

from routes.words.marks import N_

REFUSALS = {
    "paper.fact_missing": N_("文书缺少必要内容，不能出具：%(fields)s。"),
    "paper.fact_wrong": N_("文书内容填写不正确：%(fields)s。"),
    "paper.no_glyph": N_("字库中没有这些字，不能出具文书：%(characters)s（%(field)s）。请核对，或由管理员加装字库。"),
    "paper.no_fonts": N_("本机没有可用的中文字体，不能出具文书。请管理员运行 make fonts。"),
    "paper.fonts_folder": N_("设置的字体文件夹 %(folder)s 不存在。"),
    "paper.approval_missing": N_("%(paper)s须经院长批准后才能出具，现在没有对应的批准。"),
    "paper.wrong_state": N_("文书现在的状态不允许这样办理。"),
    "paper.not_issued": N_("文书 %(control_no)s 没有签发或者已经作废。"),
}

FAULTS = {
    "field.plan_sum": N_("各期合计 %(promised)s 元，与扣除减免和当场支付后的余额 %(rest)s 元不符"),
}

LABELS = {
    "paper_kind": {
        "summons": N_("传票"),
        "compel_warrant": N_("拘传票"),
        "detention_decision": N_("拘留决定书"),
        "custody_notice": N_("执行拘留通知书"),
        "family_notice": N_("拘留通知书"),
        "early_release": N_("提前解除拘留决定书"),
        "enforcement_record": N_("执行笔录"),
        "service_receipt": N_("送达回证"),
        "cash_receipt": N_("现场收款凭证"),
        "cash_record": N_("收款笔录"),
        "undertaking": N_("分期还款承诺书"),
        "settlement": N_("执行和解协议"),
        "operation_plan": N_("行动方案"),
        "task_sheet": N_("任务单"),
        "route_sheet": N_("路线单"),
        "day_sheet": N_("日结单"),
        "bulletin": N_("战报"),
        "handover_slip": N_("交接单"),
    },
    "paper_form": {
        "slip": N_("票"),
        "decision": N_("决定书"),
        "notice": N_("通知书"),
        "record": N_("笔录"),
        "receipt": N_("回证、凭证"),
        "party": N_("当事人文书"),
        "working": N_("工作文书"),
    },
    "paper_seal": {
        "court": N_("院印"),
        "finance": N_("财务专用章"),
        "none": N_("不用印"),
    },
    "paper_state": {
        "reserved": N_("已预留编号"),
        "issued": N_("已签发"),
        "returned": N_("编号已退回"),
        "voided": N_("已作废"),
    },
    "paper_event": {
        "reserved": N_("预留编号"),
        "issued": N_("签发"),
        "returned": N_("退回编号"),
        "voided": N_("作废"),
        "printed": N_("打印"),
        "served": N_("送达"),
        "sealed": N_("用印"),
    },
}
