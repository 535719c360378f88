"""Words of addresses and the map."""

from routes.words.marks import N_

REFUSALS = {
    "places.address_known": N_("这个人已经登记了同样的地址。"),
    "places.gazetteer.file_missing": N_("地名库还没有建立，无法解析地址；请系统管理员运行 make setup。"),
    "places.gazetteer.file_unknown": N_("地名库文件已损坏或版本不符；请系统管理员重新运行 make setup。"),
    "places.gazetteer.home_missing": N_("地名库中没有本院所在县（区划代码 %(home)s），请核对法院设置。"),
}

FAULTS = {
    "places.outside_china": N_("这一点不在中国境内，请核对经纬度是否填反"),
    "field.finite_number": N_("应为数字"),
}

LABELS = {
    "address_kind": {
        "home": N_("住所"),
        "parents": N_("父母家"),
        "work": N_("工作单位"),
        "market": N_("集市摊位"),
        "kin": N_("亲属家"),
        "registered": N_("户籍地"),
    },
    "place_level": {
        "province": N_("到省"),
        "city": N_("到市"),
        "county": N_("到县"),
        "township": N_("到乡镇"),
        "village": N_("到村"),
        "group": N_("到组"),
        "door": N_("到户"),
    },
    "place_method": {
        "door": N_("到场核实"),
        "hand": N_("人工定位"),
        "same_place": N_("同一处已定位"),
        "gazetteer": N_("地名库"),
        "imported": N_("随名册导入"),
    },
    "level_sign": {"door": N_("户"), "group": N_("组"), "village": N_("村"), "township": N_("乡")},
    "map_measure": {
        "serve": N_("送达"),
        "compel": N_("拘传"),
        "detain": N_("拘留"),
        "persuade": N_("约谈"),
    },
    "measure_sign": {"serve": N_("送"), "compel": N_("传"), "detain": N_("拘"), "persuade": N_("谈")},
    "map_squad": {"none": N_("未分组")},
    "pin_level": {
        "door": N_("到户（约 30 米）"),
        "group": N_("到组（约 400 米）"),
        "village": N_("到村（约 1.5 公里）"),
        "township": N_("到乡镇（约 6 公里）"),
    },
    "datum": {
        "wgs84": N_("WGS-84（GPS、北斗终端）"),
        "gcj02": N_("GCJ-02（高德、腾讯地图）"),
        "bd09": N_("BD-09（百度地图）"),
    },
}
