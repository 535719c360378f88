"""Words of the numbers of receipts: blocks that squads take along, and what became of each number."""

from typing import Final

from routes.words.marks import N_

REFUSALS: Final[dict[str, str]] = {
    "receipt.number_used": N_("这个收据号已经用过，请核对纸面上的号码。"),
    "receipt.number_closed": N_("这个收据号已经退回或者作废，请核对纸面上的号码。"),
    "receipt.number_foreign": N_("这个收据号不在经手人的号段里，请核对纸面上的号码。"),
    "numbers.ended": N_("这些号码已经用过、退回或者作废：%(numbers)s。请刷新后再清点。"),
}
FAULTS: Final[dict[str, str]] = {
    "numbers.bearer_unknown": N_("请选一名在岗的外勤人员"),
    "numbers.ended_already": N_("已经用过、退回或者作废：%(numbers)s"),
}
LABELS: Final[dict[str, dict[str, str]]] = {
    "money_flag": {
        "receipt.number_used": N_("收据号用了两次"),
        "receipt.number_closed": N_("收据号已退回或作废"),
        "receipt.number_foreign": N_("收据号不在本人号段"),
    },
    "number_state": {
        "unused": N_("未用"),
        "used": N_("已用"),
        "void": N_("作废"),
        "returned": N_("退回"),
    },
}
