"""The state of the sources: what articles are used for, and what is wrong with a table to be loaded."""

from typing import Final

from routes.words.marks import N_

REFUSALS: Final[dict[str, str]] = {
    "law.amounts_exceed": N_("到位与放弃合计 %(sum)s 元，超过结案标的 %(closed)s 元。"),
}

FAULTS: Final[dict[str, str]] = {
    "law.criminal_referral": N_(
        "已于 %(decided)s 受过罚款或者拘留后仍拒不履行，请核对是否移送拒执犯罪线索（%(citation)s）"
    ),
    "field.day_twice": N_("%(day)s 重复出现"),
    "field.table_empty": N_("表里没有一行内容"),
    "field.table_long": N_("最多 %(most)s 行"),
    "field.works_word": N_("应写“放假”或者“上班”"),
    "field.percent": N_("应为百分数，例如 3.00，最多四位小数"),
}

LABELS: Final[dict[str, dict[str, str]]] = {
    "requirement": {
        "detain.no_referral": N_("拒执线索核对"),
        "fine.no_referral": N_("拒执线索核对"),
    },
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
