"""What is wrong with the input of the `law` commands."""

from typing import Final

from routes.words.marks import N_

FAULTS: Final[dict[str, str]] = {
    "field.negative": N_("不能为负数"),
    "field.payment_form": N_("应为 日期=金额，例如 2024-03-10=40000"),
    "field.plan_kind": N_("没有这种还款方式，可用：%(kinds)s"),
    "field.season_form": N_("应为 月份=金额，例如 10=22400"),
    "field.rate_form": N_("应为年利率的百分数，0 到 100，例如 4.35"),
    "field.stay_form": N_("应为 起日:止日:事由"),
    "field.stay_reason": N_("事由应为 %(reasons)s 之一"),
    "field.span_reversed": N_("止日早于起日"),
    "field.json_file": N_("文件读不到，或者不是 JSON"),
    "field.json_object": N_("应为一个 JSON 对象"),
    "field.gate_kind": N_("应为 %(kinds)s 之一"),
    "field.bool_type": N_("应为 true 或者 false"),
    "field.string_type": N_("应为文字"),
    "field.tuple_type": N_("应为列表"),
    "field.dataclass_type": N_("应为一个对象"),
}
