"""Words of the letter box."""

from routes.words.marks import N_

REFUSALS = {
    "letter.unknown_kind": N_("不认识这类记录：%(letter_kind)s。"),
    "letter.waits_for": N_("它引用的记录还没有收到，请稍后再送。"),
    "letter.waited_in_vain": N_("它引用的记录没有登记，已暂存待核。"),
    "letter.id_reused": N_("同一编号已登记过不同的内容，两份都已保留，请核对。"),
    "letter.failed": N_("这条记录已保留，但处理时出错，请联系系统管理员。"),
    "letter.not_json": N_("记录应以 JSON 送达。"),
}

LABELS = {
    "letter_status": {
        "applied": N_("已登记"),
        "duplicate": N_("已收过"),
        "conflict": N_("有冲突"),
        "set_aside": N_("暂存待核"),
        "retry": N_("稍后再送"),
    },
}
