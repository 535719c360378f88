"""Words of what happens after the decision: restraints, custody, leave, reconsideration."""

from typing import Final

from routes.words.marks import N_

DEED_KINDS: Final[dict[str, str]] = {
    "restraint.apply": N_("使用警械"),
    "restraint.remove": N_("取下警械"),
    "person.search": N_("人身检查"),
    "detain.examine": N_("体检"),
    "detain.refuse": N_("不予收拘"),
    "detain.talk": N_("拘留后谈话"),
    "detain.repent": N_("具结悔过"),
    "reconsider.ask": N_("申请复议"),
    "reconsider.forward": N_("复议申请送达上级法院"),
    "reconsider.decide": N_("上级法院复议决定"),
    "custody.ask": N_("拘留所来函"),
    "custody.decide": N_("本院对拘留所事项的决定"),
    "leave.begin": N_("请假离所"),
    "leave.end": N_("请假归所"),
}
FLAGS: Final[dict[str, str]] = {
    "restraint.no_reason": N_("使用警械没有写明法定情形"),
    "restraint.no_police": N_("使用警械时没有司法警察"),
    "restraint.left_on": N_("放回时没有取下警械的记录"),
    "search.no_woman_officer": N_("检查女性身体没有女干警"),
    "search.one_recorder": N_("人身检查不足两台记录仪"),
    "detain.not_asked": N_("送交前没有询问怀孕、哺乳、疾病和照料情况"),
    "detain.exempt": N_("本人称怀孕、哺乳或者患严重疾病，仍然宣布或者送交"),
    "custody.not_president": N_("不予收拘后的处理不是院长决定"),
    "leave.not_granted": N_("没有准假决定就离所"),
    "leave.no_surety": N_("请假没有保证人，也没有保证金"),
    "order.not_in_custody": N_("没有收拘就记了拘留所的事项"),
    "order.nothing_asked": N_("没有来函或者不予收拘，就记了决定"),
    "order.not_on_leave": N_("没有请假离所就记了归所"),
    "order.admitted_already": N_("收拘以后又记了不予收拘"),
    "order.not_asked_for": N_("没有复议申请就记了送达上级法院"),
    "order.not_forwarded": N_("复议申请没有送达上级法院就记了复议决定"),
    "order.not_restrained": N_("没有使用警械就记了取下警械"),
}
LABELS: Final[dict[str, dict[str, str]]] = {
    "restraint_means": {"handcuffs": N_("手铐"), "rope": N_("警绳"), "other": N_("其他约束性警械")},
    "danger": {
        "escape": N_("可能脱逃"),
        "violence": N_("可能行凶"),
        "suicide": N_("可能自杀"),
        "self_harm": N_("可能自伤"),
        "other": N_("其他危险行为（写明）"),
    },
    "fitness": {"fit": N_("可以收拘"), "unfit": N_("不宜收拘")},
    "custody_matter": {
        "advice": N_("建议另行处理"),
        "query": N_("查询是否错误拘留"),
        "stop": N_("建议因病停止执行"),
        "leave": N_("请假"),
    },
    "decided_matter": {
        "refusal": N_("不予收拘"),
        "advice": N_("建议另行处理"),
        "query": N_("查询是否错误拘留"),
        "stop": N_("建议因病停止执行"),
        "leave": N_("请假"),
    },
    "custody_outcome": {
        "release": N_("放人、停止执行"),
        "grant": N_("准予请假"),
        "keep": N_("维持、不准"),
        "again": N_("另行送拘"),
        "other": N_("其他处理（写明）"),
    },
    "punished": {"detention": N_("拘留决定"), "fine": N_("罚款决定")},
    "reconsider_how": {"written": N_("书面"), "oral": N_("口头")},
    "reconsider_result": {"upheld": N_("维持原决定"), "changed": N_("变更"), "revoked": N_("撤销原决定")},
    "matter": {
        "delivery": N_("待送交收拘"),
        "refusal": N_("不予收拘，待院长决定"),
        "advice": N_("建议另行处理，待决定"),
        "query": N_("查询待答复"),
        "stop": N_("停止执行建议，待决定"),
        "leave": N_("请假待决定"),
        "return": N_("请假在外"),
        "release": N_("已决定放人，待执行"),
        "forward": N_("复议申请待送上级法院"),
        "reconsideration": N_("上级法院复议中"),
        "written": N_("复议口头通知，待书面决定"),
    },
}
