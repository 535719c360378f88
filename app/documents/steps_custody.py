"""What happened after the decision, as a record tells it: restraints, custody, leave, reconsideration."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.base.instant import Instant
from app.documents import wording
from app.measures.rules import DeedKind

MEANS: Final = {"handcuffs": "手铐", "rope": "警绳", "other": "约束性警械"}
DANGERS: Final = {
    "escape": "可能脱逃",
    "violence": "可能行凶",
    "suicide": "可能自杀",
    "self_harm": "可能自伤",
    "other": "有其他危险行为",
}
MATTERS: Final = {
    "refusal": "不予收拘",
    "advice": "建议另行处理",
    "query": "查询是否错误拘留",
    "stop": "建议停止执行拘留",
    "leave": "请假",
}
OUTCOMES: Final = {
    "release": "予以放人",
    "grant": "准予请假",
    "keep": "不予变更",
    "again": "另行送拘",
    "other": "另行处理",
}
RESULTS: Final = {"upheld": "维持", "changed": "变更", "revoked": "撤销"}


def _restrained(body: Mapping[str, Any]) -> str:
    danger = DANGERS.get(str(body.get("danger")), "")
    why = "，".join(part for part in (danger, str(body.get("reason") or "")) if part)
    return f"{f'因其{why}，' if why else ''}对其使用{MEANS[str(body.get('means', 'handcuffs'))]}。"


def _searched(body: Mapping[str, Any]) -> str:
    return f"进行人身检查，{'查到' + str(body['found']) if body.get('found') else '未查到物品'}。"


def _examined(body: Mapping[str, Any]) -> str:
    result = "可以收拘" if body.get("result") == "fit" else "不宜收拘"
    findings = f"（{body['findings']}）" if body.get("findings") else ""
    return f"在{body.get('place') or '医院'}体检，结论：{result}{findings}。"


def _decided(body: Mapping[str, Any]) -> str:
    return f"就{MATTERS[str(body['matter'])]}作出决定：{OUTCOMES[str(body['outcome'])]}。{body.get('reason', '')}"


def _reconsidered(body: Mapping[str, Any]) -> str:
    days = f"为{body['days']}日" if body.get("days") else ""
    what = "罚款" if body.get("of") == "fine" else "拘留"
    oral = "（口头通知）" if body.get("told") == "oral" else ""
    return f"上级人民法院复议{RESULTS[str(body['result'])]}{what}决定{days}{oral}。"


def _left(body: Mapping[str, Any]) -> str:
    until = f"，应于{wording.moment(Instant.parse(body['until']))}前归所" if body.get("until") else ""
    return f"请假离开拘留所{until}。"


SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    DeedKind.RESTRAIN: _restrained,
    DeedKind.UNRESTRAIN: lambda body: f"解除警械，伤情：{body.get('injuries') or '未记'}。",
    DeedKind.SEARCH: _searched,
    DeedKind.EXAMINE: _examined,
    DeedKind.REFUSE: lambda body: f"{body.get('place') or '拘留所'}不予收拘：{body.get('reason', '')}。",
    DeedKind.TALK: lambda _: "与被拘留人谈话。",
    DeedKind.REPENT: lambda body: f"被拘留人具结悔过{'，本人签名' if body.get('signed') else ''}。",
    DeedKind.RECONSIDER: lambda _: "被拘留人、被罚款人申请复议，告知复议期间不停止执行。",
    DeedKind.FORWARD: lambda _: "复议申请送达上一级人民法院。",
    DeedKind.RECONSIDERED: _reconsidered,
    DeedKind.ASK: lambda body: f"拘留所来函（{MATTERS[str(body['matter'])]}）：{body.get('reason', '')}。",
    DeedKind.DECIDE: _decided,
    DeedKind.LEAVE_BEGIN: _left,
    DeedKind.LEAVE_END: lambda _: "请假期满归所。",
}
"""A sentence for every kind of deed after the decision."""
