"""What the clocks of the law are called, and who is told of them."""

from typing import Final

from routes.words.marks import N_

LABELS: Final[dict[str, dict[str, str]]] = {
    "clock": {
        "questioning_8h": N_("询问八小时"),
        "questioning_24h": N_("询问二十四小时"),
        "family_notice_24h": N_("通知家属"),
        "emergency_report": N_("紧急拘留报告院长"),
        "emergency_ratification": N_("紧急拘留补办批准"),
        "admission_refused": N_("不予收拘后当日处理"),
        "leave_decision": N_("请假出所决定"),
        "custody_query": N_("答复拘留所异议"),
        "release": N_("解除拘留"),
        "reconsideration": N_("申请复议"),
        "reconsideration_decision": N_("复议决定"),
        "reconsideration_written": N_("补发书面复议决定"),
        "cash_handover": N_("现金移交"),
        "disbursement": N_("执行款发放"),
        "lead_check": N_("核实线索"),
        "lead_check_urgent": N_("核实紧急线索"),
        "consent": N_("待书面确认"),
        "deposit_freeze": N_("存款冻结期限"),
        "movable_seizure": N_("动产查封、扣押期限"),
        "estate_seizure": N_("不动产和其他财产权查封期限"),
        "property_report": N_("报告财产"),
        "report_supplement": N_("补充报告财产变动"),
        "resumption": N_("申请恢复执行"),
        "instalment": N_("分期履行"),
        "security_stay": N_("担保暂缓执行期限"),
        "security_period": N_("担保期间"),
        "filing_review": N_("立案审查"),
        "execution_notice": N_("发出执行通知"),
        "notice_after_measure": N_("先行措施后补发执行通知"),
        "case": N_("执行期限"),
        "objection_decision": N_("执行异议审查"),
        "objection_reconsideration": N_("对异议裁定申请复议"),
        "public_notice": N_("公告送达"),
        "delisting": N_("删除失信信息"),
    },
    "warned": {
        "handler": N_("承办人"),
        "squad": N_("外勤小组"),
        "clerk": N_("书记员"),
        "cashier": N_("财务"),
        "director": N_("执行局局长"),
        "president": N_("院长"),
    },
}
