"""Words of the tablet's pages and of what is entered from paper."""

from typing import Final

from routes.words import custody
from routes.words.marks import N_

REFUSALS: Final[dict[str, str]] = {
    "media.foreign": N_("照片只能从本系统的页面送来。"),
    "backfill.nothing": N_("没有勾选任何一项，没有登记。"),
}

FAULTS: Final[dict[str, str]] = {
    "backfill.at": N_("勾选了这一项，请填写时间"),
    "backfill.later": N_("时间不能晚于现在"),
}

LABELS: Final[dict[str, dict[str, str]]] = {
    "letter_kind": {
        "visit.arrive": N_("到达"),
        "visit.miss": N_("未遇"),
        "visit.inform": N_("告知身份与后果"),
        "visit.note": N_("备注"),
        "visit.photo": N_("照片"),
        "service.summon": N_("送达传票"),
        "service.serve": N_("送达文书"),
        "compel.record": N_("拘传"),
        "compel.arrive": N_("带到法院"),
        "question.begin": N_("询问开始"),
        "question.extend": N_("延长询问"),
        "question.end": N_("询问结束"),
        "detain.announce": N_("宣读拘留决定"),
        "detain.hand_over": N_("移送拘留所"),
        "detain.admit": N_("拘留所收拘"),
        "detain.tell_family": N_("通知家属"),
        "person.release": N_("解除"),
        **custody.DEED_KINDS,
        "money.take": N_("收款"),
        "undertaking.sign": N_("签承诺书"),
        "settlement.sign": N_("签和解协议"),
        "deed.cancel": N_("更正"),
    },
    "planned_measure": {
        "serve": N_("送达"),
        "persuade": N_("约谈"),
        "compel": N_("拘传"),
        "detain": N_("拘留"),
    },
    "care": {
        "age_unknown": N_("出生日期不明：采取强制措施前先核实年龄"),
        "child": N_("未满十六周岁：不得拘留"),
        "minor": N_("未成年人：采取措施前请示"),
        "old": N_("已满七十周岁：不得拘留"),
        "woman": N_("女性：带离、检查须有女干警"),
        "pregnant": N_("怀孕：不得拘留，注意安全"),
        "nursing": N_("正在哺乳：不得拘留"),
        "ill": N_("患病：先问病情和用药，必要时就医"),
        "deputy_county": N_("县级以上人大代表：未经许可不得拘传、拘留"),
        "deputy_township": N_("乡级人大代表：采取措施后立即报告"),
    },
    "payer_relation": {
        "self": N_("本人"),
        "spouse": N_("配偶"),
        "parent": N_("父母"),
        "child": N_("子女"),
        "sibling": N_("兄弟姐妹"),
        "relative": N_("其他亲属"),
        "friend": N_("朋友"),
        "employer": N_("工作单位"),
        "guarantor": N_("担保人"),
        "other": N_("其他人"),
    },
    "pay_way": {
        "transfer": N_("转账"),
        "qr": N_("扫码"),
        "direct": N_("直接付给申请执行人"),
    },
    "served_paper": {
        "execution_notice": N_("执行通知书"),
        "property_report": N_("报告财产令"),
        "compel_warrant": N_("拘传票"),
        "detention_decision": N_("拘留决定书"),
        "custody_notice": N_("执行拘留通知书"),
        "family_notice": N_("拘留通知书"),
        "early_release": N_("提前解除拘留决定书"),
        "fine_decision": N_("罚款决定书"),
        "seizure_ruling": N_("执行裁定书"),
        "consumption_order": N_("限制消费令"),
        "discredit_decision": N_("纳入失信决定书"),
        "correction_notice": N_("补正通知书"),
        "revocation_decision": N_("撤销决定书"),
        "other": N_("其他文书"),
    },
    "consent_any": {
        "none": N_("还没有问"),
        "phone": N_("电话同意，待书面确认"),
        "written": N_("书面同意"),
    },
    "consent_given": {
        "phone": N_("电话同意，待书面确认"),
        "written": N_("书面同意"),
    },
    "signer_role": {
        "party": N_("申请执行人本人"),
        "legal_representative": N_("法定代表人"),
        "special": N_("特别授权代理人"),
        "general": N_("一般授权代理人"),
    },
}
