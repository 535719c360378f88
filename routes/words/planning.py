"""Words of planning: chances, weights, reasons, differences, rosters."""

from routes.words.marks import N_

REFUSALS = {
    "sweeps.what_if_runs": N_("正在比较别的安排，请等它结束，或者先停止。"),
    "sweeps.what_if_nothing": N_("请至少选一种要比较的安排。"),
    "sweeps.not_out": N_("第 %(number)s 号行动还没有发布，不能临机调整。"),
    "sweeps.nobody_left": N_("没有还能出动的小组，无法再作安排。"),
    "places.roads_setting": N_("FIELDWRIT_ROADS 应为 osrm、valhalla、graphhopper 加地址，或者 file 加路径。"),
    "sweeps.too_many": N_("这次行动有 %(count)s 个目标，一次最多排定 %(most)s 个；请分成几次行动。"),
    "sweeps.no_roster": N_("还没有可以采用的编组，请先提出编组。"),
    "sweeps.change_decided": N_("这项改动已经决定过了。"),
}

FAULTS = {
    "sweeps.township_unknown": N_("这次行动在那里没有目标"),
    "sweeps.target_unknown": N_("不是这次行动的目标"),
    "sweeps.equipment_form": N_("每种设备写名称和数量，如：破门器 1；执法记录仪 2"),
    "sweeps.case_unknown": N_("没有这个案号，或者不在您的查看范围内"),
    "sweeps.squad.recused": N_("%(squad)s%(name)s 在路线上的案件须回避"),
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
    "duty_kind": {
        "night": N_("值夜班"),
        "leave": N_("请假"),
        "apart": N_("不同组"),
        "recused": N_("回避"),
    },
    "absence": {"rest": N_("值夜班后休息"), "leave": N_("请假"), "elsewhere": N_("在别的行动")},
    "roster_rule": {
        "people": N_("每组的最少人数"),
        "leader": N_("每组有执行法官或者执行员带队"),
        "questioning": N_("每组至少两名执行人员"),
        "police": N_("每组的司法警察人数"),
        "woman": N_("有女干警（辅警不计）"),
        "driver": N_("每组有人驾驶"),
        "car": N_("每组一辆车"),
        "seats": N_("座位够坐，并留出空座"),
        "equipment": N_("每组的设备"),
        "apart": N_("两人不同组"),
        "fixed": N_("锁定的人员和车辆"),
    },
    "roster_mend": {
        "people": N_("增加人手，或者减少小组、降低每组人数"),
        "leader": N_("增加能带队的执行法官、执行员，或者减少小组"),
        "questioning": N_("增加执行人员，或者减少小组"),
        "police": N_("借调司法警察，或者减少小组"),
        "woman": N_("增加女执行人员或者女司法警察"),
        "driver": N_("增加能驾驶的人"),
        "car": N_("增加车辆，或者减少小组"),
        "seats": N_("换座位多的车，或者减少每组人数"),
        "equipment": N_("增加设备，或者少带"),
        "apart": N_("让这两人可以同组"),
        "fixed": N_("解除锁定"),
    },
    "roads_failure": {
        "places.roads_silent": N_("本院的路网服务没有回答，路程按估算。"),
        "places.roads_answer": N_("本院的路网服务回答有误，路程按估算。"),
        "places.roads_address": N_("路网服务的地址不对，路程按估算。"),
        "places.roads_outside": N_("路网服务的地址不在本院网络之内，没有询问，路程按估算。"),
        "places.roads_file": N_("路程表读不出来，路程按估算。"),
        "places.roads_row": N_("路程表有一行不对，路程按估算。"),
    },
    "change_decision": {"accepted": N_("已采用"), "declined": N_("没有采用")},
    "job_kind": {"sweeps.what_if": N_("比较别的安排")},
}
