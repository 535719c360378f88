"""Words of the milestones of a case."""

from typing import Final

from routes.words.marks import N_

REFUSALS: Final[dict[str, str]] = {"cases.milestone_gone": N_("这一项已经撤销。")}
FAULTS: Final[dict[str, str]] = {
    "cases.before_filing": N_("不能早于立案日期"),
    "cases.milestone_until": N_("应当晚于登记的日期"),
    "cases.milestone_about": N_("请选原来登记的、与此对应的那一项"),
    "cases.milestone_before": N_("不能早于原来那一项的日期"),
}
LABELS: Final[dict[str, dict[str, str]]] = {
    "milestone": {
        "deposit_frozen": N_("冻结存款"),
        "movable_seized": N_("查封、扣押动产"),
        "estate_seized": N_("查封不动产、冻结其他财产权"),
        "seizure_renewed": N_("续行查封、冻结"),
        "seizure_lifted": N_("解除查封、冻结"),
        "report_ordered": N_("报告财产令送达"),
        "property_reported": N_("被执行人报告财产"),
        "property_changed": N_("财产情况发生变动"),
        "change_reported": N_("补充报告财产变动"),
        "measure_before_notice": N_("通知前已采取执行措施"),
        "notice_sent": N_("发出执行通知"),
        "stayed_on_security": N_("担保成立，暂缓执行"),
        "stay_ended": N_("暂缓执行期满或者终止"),
        "security_called": N_("申请执行担保财产"),
        "security_released": N_("解除担保"),
        "objection_received": N_("收到执行异议"),
        "objection_decided": N_("作出异议裁定"),
        "objection_ruling_served": N_("异议裁定送达"),
        "objection_appealed": N_("对异议裁定申请复议"),
        "notice_published": N_("公告送达开始"),
        "notice_withdrawn": N_("已另行送达，公告撤回"),
        "delisting_due": N_("出现应删除失信信息的情形"),
        "delisted": N_("失信信息已删除"),
        "case_extended": N_("院长批准延长执行期限"),
        "case_suspended": N_("中止执行"),
        "case_resumed": N_("恢复执行"),
    },
    "stay_reason": {
        "retrial": N_("再审"),
        "review": N_("审查异议、复议等"),
        "stay": N_("其他中止、暂缓，不是被执行人申请的"),
        "debtor": N_("被执行人申请的"),
    },
    "case_event": {"milestone": N_("案件节点"), "milestone_cancelled": N_("撤销节点")},
}
