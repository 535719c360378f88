"""Words of leads."""

from routes.words.marks import N_

FAULTS = {
    "leads.before_received": N_("不能早于收到线索的时间"),
}

LABELS = {
    "lead_about": {"whereabouts": N_("下落"), "property": N_("财产")},
    "lead_source": {
        "applicant": N_("申请执行人"),
        "village_cadre": N_("村组干部"),
        "grid_officer": N_("网格员"),
        "police": N_("公安协助"),
        "own_visit": N_("干警走访"),
        "other": N_("其他"),
    },
    "lead_result": {"true": N_("属实"), "false": N_("不属实"), "open": N_("尚待核实")},
    "lead_state": {"waiting": N_("待核实"), "answered": N_("已核实")},
}
