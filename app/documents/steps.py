"""What was done at a door, as a record tells it: one sentence for each deed, then the words written with it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from app.base.instant import Instant
from app.documents import steps_custody, wording
from app.documents.catalog import KINDS
from app.field.rules import VisitKind
from app.measures.rules import DeedKind
from app.money.views import ReceiptView

WAYS: Final = {"transfer": "转账", "qr": "扫码支付", "cash": "现金", "direct": "直接给付申请执行人"}
RELATIONS: Final = {
    "self": "本人",
    "spouse": "配偶，代付",
    "parent": "父母，代付",
    "child": "子女，代付",
    "sibling": "兄弟姐妹，代付",
    "relative": "亲属，代付",
    "friend": "朋友，代付",
    "employer": "用人单位，代付",
    "guarantor": "担保人",
    "other": "其他人，代付",
}
MODES: Final = {
    "signed": "本人签收",
    "family": "同住成年家属签收",
    "agent": "代理人签收",
    "left_witness": "留置送达，有见证人",
    "left_filmed": "留置送达，全程录像",
    "outside_filmed": "住所外送达，本人拒签，全程录像",
}
RELEASES: Final = {
    "paid": "因已履行解除",
    "repented": "因承认并改正错误解除",
    "ended": "期限届满解除",
    "not_admitted": "因拘留所不予收拘解除",
    "revoked": "因复议撤销拘留决定解除",
    "stopped": "因停止执行拘留解除",
    "decided": "依决定解除",
}
FAMILY: Final = {"told": "已通知家属", "tried": "通知家属未成", "unreachable": "无法通知家属"}
TITLES: Final = {key: kind.title for key, kind in KINDS.items()}
"""Papers by the key a deed of service names them with."""


class Done(Protocol):
    """A line of a room's log."""

    @property
    def kind(self) -> str:
        """What was done."""

    @property
    def body(self) -> Mapping[str, Any]:
        """Its particulars."""


def title_of(kind: str) -> str:
    """What a paper is called; a name somebody typed stands as it is."""
    return TITLES.get(kind, kind)


def of_deed(deed: Done) -> str:
    """What was done, and under it the words written with it."""
    sentence = _SENTENCES[deed.kind](deed.body)
    note = str(deed.body.get("note") or "").strip()
    return "\n".join(part for part in (sentence, note) if part)


def of_receipt(paid: ReceiptView) -> str:
    """A payment and its receipt."""
    who = f"{paid.payer}（{RELATIONS[paid.relation]}）"
    return f"{who}以{WAYS[paid.way]}方式支付{wording.yuan(paid.amount)}，出具收款凭证{paid.number}。"


def _informed(body: Mapping[str, Any]) -> str:
    shown = "执行人员出示证件，表明身份" if body.get("identity_shown") else "执行人员表明身份"
    return shown + ("，告知拒不履行的法律后果。" if body.get("consequences_told") else "。")


def _service(what: str, body: Mapping[str, Any]) -> str:
    receiver = f"，签收人{body['receiver']}" if body.get("receiver") else ""
    refusal = f"，拒收事由：{body['refusal_reason']}" if body.get("refusal_reason") else ""
    witness = f"，见证人{body['witness']}" if body.get("witness") else ""
    return f"送达{what}，{MODES[str(body.get('mode', 'signed'))]}{receiver}{refusal}{witness}。"


def _summoned(body: Mapping[str, Any]) -> str:
    when = f"（{wording.moment(Instant.parse(body['appear_at']))}到{body['place']}）" if body.get("appear_at") else ""
    return _service(f"传票{when}", body)


def _served(body: Mapping[str, Any]) -> str:
    return _service(title_of(str(body["paper"])), body)


def _compelled(body: Mapping[str, Any]) -> str:
    told = "说明拒不到场的后果后，" if body.get("consequences_told") else ""
    return f"{told}宣布拘传。"


def _announced(body: Mapping[str, Any]) -> str:
    served = "，交其收执" if body.get("decision_served") else ""
    signed = "，本人签名" if body.get("signed") else ""
    return f"宣读拘留决定书{served}{signed}。"


def _handed_over(body: Mapping[str, Any]) -> str:
    return f"将其移送{body.get('place') or '拘留所'}。"


def _family_told(body: Mapping[str, Any]) -> str:
    whom = f"（{body['whom']}）" if body.get("whom") else ""
    reason = f"：{body['reason']}" if body.get("reason") else ""
    return f"{FAMILY[str(body.get('result'))]}{whom}{reason}。"


def _at(words: str) -> Callable[[Mapping[str, Any]], str]:
    """A sentence with the place of the deed, where one is told."""
    return lambda body: words.format(place=body.get("place") or "询问地点")


_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    VisitKind.ARRIVE: _at("执行人员到达现场。"),
    VisitKind.MISS: _at("未见到被执行人。"),
    VisitKind.INFORM: _informed,
    VisitKind.NOTE: _at(""),
    VisitKind.PHOTO: lambda body: f"现场拍照{len(body.get('media', ()))}张。",
    DeedKind.SUMMON: _summoned,
    DeedKind.SERVE: _served,
    DeedKind.COMPEL: _compelled,
    DeedKind.ARRIVE: _at("被拘传人到达{place}。"),
    DeedKind.QUESTION: _at("在{place}开始询问。"),
    DeedKind.EXTEND: lambda body: f"延长询问时间：{body.get('reason')}。",
    DeedKind.QUESTION_END: _at("询问结束。"),
    DeedKind.ANNOUNCE: _announced,
    DeedKind.HAND_OVER: _handed_over,
    DeedKind.ADMIT: lambda body: f"{body.get('place') or '拘留所'}收拘。",
    DeedKind.TELL_FAMILY: _family_told,
    DeedKind.RELEASE: lambda body: f"{RELEASES[str(body.get('reason'))]}。",
    **steps_custody.SENTENCES,
}
"""A sentence for every kind of deed the field and the measures know."""
