"""Words of planning: chances, weights, reasons, differences, rosters."""

from routes.words.marks import N_

REFUSALS = {
    "sweeps.what_if_runs": N_("正在比较别的安排，请等它结束，或者先停止。"),
    "sweeps.what_if_nothing": N_("请至少选一种要比较的安排。"),
    "sweeps.not_out": N_("第 %(number)s 号行动还没有发布，不能临机调整。"),
    "sweeps.nobody_left": N_("没有还能出动的小组，无法再作安排。"),
    "sweeps.change_decided": N_("这项改动已经决定过了。"),
}

FAULTS = {
    "sweeps.township_unknown": N_("这次行动在那里没有目标"),
    "sweeps.target_unknown": N_("不是这次行动的目标"),
    "sweeps.address_unplaced": N_("不是他已定位的地址"),
}

LABELS = {
    "band": {
        "dawn": N_("清晨"),
        "morning": N_("早晨"),
        "forenoon": N_("上午"),
        "noon": N_("中午"),
        "afternoon": N_("下午"),
        "evening": N_("傍晚"),
        "night": N_("夜间"),
    },
    "ground": {
        "base": N_("基础"),
        "category": N_("案件类型"),
        "sum": N_("金额"),
        "age": N_("案龄"),
        "lead": N_("线索"),
    },
    "happened": {
        "missed": N_("未遇"),
        "detained": N_("宣布拘留"),
        "delayed": N_("耽搁"),
        "breakdown": N_("车辆故障"),
        "road_closed": N_("道路不通"),
        "lead": N_("新线索"),
    },
    "turned": {
        "squad": N_("换小组"),
        "address": N_("换地址"),
        "order": N_("换顺序"),
        "added": N_("新增"),
        "dropped": N_("不去了"),
        "time": N_("时间顺延"),
    },
    "change_decision": {"accepted": N_("已采用"), "declined": N_("没有采用")},
    "job_kind": {"sweeps.what_if": N_("比较别的安排")},
}
