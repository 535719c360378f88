"""Words of sweeps: targets, squads, routes, roll-call."""

from routes.words.marks import N_

REFUSALS = {
    "sweeps.not_yours": N_("这项专项行动由别人谋划，您不能改动。"),
    "sweeps.published": N_("第 %(number)s 号行动已经发布，不能再改。"),
    "sweeps.not_published": N_("第 %(number)s 号行动还没有发布，不能签到。"),
    "sweeps.not_ready": N_("还不能发布：有 %(count)s 项必须先解决。"),
    "sweeps.target_known": N_("%(name)s 在本案中已经是这次行动的目标。"),
    "sweeps.no_address": N_("%(name)s 没有登记任何地址，无处可去；请先在案件里登记地址，再在目标里选定。"),
    "sweeps.on_no_route": N_("%(name)s 现在不在任何路线上。"),
    "sweeps.plate_known": N_("车牌 %(plate)s 已经登记。"),
    "sweeps.plan_runs": N_("正在排定路线，请等它结束，或者先取消。"),
    "sweeps.no_squads": N_("还没有小组，无法排定路线；请先编小组。"),
    "sweeps.no_targets": N_("还没有目标，无法排定路线；请先添加目标。"),
    "sweeps.not_plannable": N_("现在还不能排定路线，有 %(count)s 处要先解决。"),
    "sweeps.nothing_to_plan": N_("没有一个目标的地址能定位，无法排定路线；请先在地图上定位，或者手工排入。"),
    "sweeps.nobody_reached": N_(
        "没有一个小组能在 %(starts)s–%(ends)s 之内去到任何一个目标并返回；请延长行动时间，或者核对目标的时段、位置和小组的人员、空座。"
    ),
    "sweeps.locks_contradict": N_("锁定的站点自相矛盾，无法排定路线；请先解锁或者放宽时间。"),
    "sweeps.changed_meanwhile": N_("排定期间有人改动了这次行动，结果没有采用；请重新排定。"),
}

FAULTS = {
    "sweeps.span": N_(
        "结束应在开始之后，一次行动最长 %(hours)s 小时；分几天的，每天开一次：先开第一天，再在“目标”页点“再排一天”"
    ),
    "sweeps.commander_unknown": N_("请选一位执行法官或者执行员"),
    "sweeps.squad_unknown": N_("这次行动没有这个小组"),
    "sweeps.unit_not_taken": N_("单位不能拘传、拘留；请把法定代表人、主要负责人或者实际控制人列为目标"),
    "sweeps.address_unknown": N_("不是这个人在用的地址"),
    "sweeps.address_on_route": N_("他在路线上，必须有地址；要去掉地址，请先移出路线"),
    "sweeps.window_order": N_("最晚应在最早之后"),
    "sweeps.window_outside": N_("不在行动时间之内"),
    "sweeps.officer_unknown": N_("有人不是在岗的外勤人员"),
    "sweeps.leader_not_member": N_("带队人应是本组成员"),
    "sweeps.vehicle_unknown": N_("没有这辆车"),
    "sweeps.roll_day": N_("应是行动当天，且不能是将来"),
    "sweeps.unreached_place": N_("%(name)s：地址还没有定位"),
    "sweeps.unreached_crew": N_("%(name)s：没有小组具备所需的人员或者空座"),
    "sweeps.unreached_hours": N_("%(name)s：限定的时段与行动时间对不上"),
    "sweeps.unreached_time": N_("%(name)s：来不及去到并按时返回"),
    "sweeps.unreached_more": N_("另有 %(count)s 人也去不到"),
    "sweeps.locks_late": N_("%(squad)s：只走锁定的站点也会超时"),
    "sweeps.whole.no_squads": N_("还没有小组"),
    "sweeps.whole.no_stops": N_("还没有一个目标排入路线"),
    "sweeps.whole.strike_apart": N_("%(one)s与%(other)s应同时敲门，现在相隔 %(minutes)s 分"),
    "sweeps.whole.strike_one_sided": N_("%(one)s与%(other)s应同时敲门，现在只排入一人"),
    "sweeps.whole.unplaced": N_("还有 %(count)s 个目标没有排入路线"),
    "sweeps.squad.few_officers": N_("%(squad)s执行人员 %(count)s 名，至少要 %(least)s 名（司法警察、辅警不计入）"),
    "sweeps.squad.no_leader": N_("%(squad)s没有指定带队人"),
    "sweeps.squad.leader_kind": N_("%(squad)s%(name)s 不能带队，带队的应是执行法官或者执行员"),
    "sweeps.squad.no_police": N_("%(squad)s路线上有拘传或者拘留，须有司法警察"),
    "sweeps.squad.few_police": N_(
        "%(squad)s路线上有拘传或者拘留，只有 %(count)s 名司法警察；拘传票须写明至少 %(least)s 名"
    ),
    "sweeps.squad.no_woman": N_("%(squad)s路线上可能带走女性，须有女执行人员或者女司法警察"),
    "sweeps.squad.no_stops": N_("%(squad)s路线上还没有目标"),
    "sweeps.squad.no_vehicle": N_("%(squad)s没有车辆"),
    "sweeps.squad.no_driver": N_("%(squad)s没有能驾驶的人"),
    "sweeps.squad.few_seats": N_("%(squad)s%(plate)s 只余 %(count)s 座，至少要 %(least)s 座（有拘留目标的留三座）"),
    "sweeps.squad.officer_twice": N_("%(squad)s%(name)s 同时编在别的小组"),
    "sweeps.squad.vehicle_twice": N_("%(squad)s%(plate)s 同时派给别的小组"),
    "sweeps.squad.late_stop": N_("%(squad)s到 %(name)s 处比最晚时间晚 %(minutes)s 分钟"),
    "sweeps.squad.late_back": N_("%(squad)s比行动结束晚 %(minutes)s 分钟返回"),
}

LABELS = {
    "stop_result": {
        "service.summon": N_("传唤"),
        "service.serve": N_("送达"),
        "compel.record": N_("拘传"),
        "detain.announce": N_("拘留"),
        "detain.admit": N_("收拘"),
        "money.take": N_("付款"),
        "undertaking.sign": N_("还款承诺"),
        "settlement.sign": N_("和解"),
        "visit.arrive": N_("到达"),
        "visit.miss": N_("未遇"),
        "visit.inform": N_("告知"),
    },
    "unplaced_reason": {
        "no_position": N_("地址未定位，只能手工排入"),
        "no_squad": N_("没有小组具备所需的人员或者空座"),
        "hours": N_("限定的时段与行动时间对不上，请改时间"),
        "no_time": N_("时间不够，未排入"),
        "strike": N_("须与同案人同时敲门，没有几个小组能同时到"),
    },
    "job_kind": {
        "cases.import": N_("导入案件名册"),
        "sweeps.plan": N_("排定路线"),
        "papers.batch": N_("备齐文书"),
        "papers.print": N_("打印文书"),
    },
    "job_state": {
        "waiting": N_("等候办理"),
        "working": N_("正在办理"),
        "done": N_("已完成"),
        "failed": N_("没有办成"),
        "cancelled": N_("已取消"),
    },
    "sweep_state": {"planning": N_("谋划中"), "published": N_("已发布"), "over": N_("已结束")},
}
