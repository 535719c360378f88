"""The state of the sources: what articles are used for, and what is wrong with a table to be loaded."""

from typing import Final

from routes.words.marks import N_

FAULTS: Final[dict[str, str]] = {
    "field.day_twice": N_("%(day)s 重复出现"),
    "field.table_empty": N_("表里没有一行内容"),
    "field.table_long": N_("最多 %(most)s 行"),
    "field.works_word": N_("应写“放假”或者“上班”"),
    "field.percent": N_("应为百分数，例如 3.00，最多四位小数"),
}

LABELS: Final[dict[str, dict[str, str]]] = {
    "sum": {
        "execution_fee": N_("申请执行费"),
        "acceptance_fee": N_("案件受理费"),
        "doubled_interest": N_("加倍部分债务利息"),
        "general_interest": N_("一般债务利息"),
        "allocation": N_("清偿顺序"),
        "distribution": N_("参与分配"),
        "capitals": N_("大写金额"),
        "periods": N_("期间计算"),
        "officers": N_("人员资格"),
        "unit_leaders": N_("单位负责人的责任"),
    },
}
