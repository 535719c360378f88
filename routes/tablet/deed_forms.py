"""The small form of each deed: which letter it becomes and what is asked; nothing of this decides anything."""

from collections.abc import Mapping
from typing import Final

from routes.tablet.deed_forms_custody import AT_CUSTODY, DOORSTEP, RESTRAINTS
from routes.tablet.questions import Ask, DeedForm, Sort
from routes.words.marks import N_

__all__ = ["BY_SLUG", "FORMS", "Ask", "DeedForm", "Sort"]

SERVICE: Final = (
    Ask("mode", Sort.PICK, N_("送达方式"), "service_mode", value="signed"),
    Ask("receiver", Sort.TEXT, N_("签收人"), value="person"),
    Ask("relation", Sort.TEXT, N_("与受送达人的关系")),
    Ask("refusal_reason", Sort.TEXT, N_("拒收的理由")),
    Ask("witness", Sort.TEXT, N_("见证人")),
)
PAYER: Final = (
    Ask("amount", Sort.MONEY, N_("金额"), required=True),
    Ask("payer", Sort.TEXT, N_("交款人"), required=True, value="person"),
    Ask("relation", Sort.PICK, N_("交款人是被执行人的"), "payer_relation", value="self"),
)
SIGNING: Final = (
    Ask("plan_id", Sort.CHOICE, N_("依据的还款计划"), "plans", required=True, value="only"),
    Ask("signer_ids", Sort.PEOPLE, N_("签名的人"), "debtors", required=True),
)

FORMS: Final = (
    DeedForm("arrive", "visit.arrive", N_("到达"), "door"),
    DeedForm("miss", "visit.miss", N_("未遇"), "close"),
    DeedForm(
        "inform",
        "visit.inform",
        N_("告知身份与后果"),
        "shield",
        (
            Ask("identity_shown", Sort.TICK, N_("已出示证件、表明身份")),
            Ask("consequences_told", Sort.TICK, N_("已告知拒不履行的法律后果")),
        ),
    ),
    DeedForm(
        "summon",
        "service.summon",
        N_("送达传票"),
        "paper",
        (
            Ask(
                "summons_id",
                Sort.CHOICE,
                N_("已开具的传票"),
                "summonses",
                help=N_("没有开具的，在下面填写时间和地点。"),
            ),
            Ask("appear_at", Sort.MOMENT, N_("应到时间"), unless="summons_id"),
            Ask("place", Sort.TEXT, N_("应到地点"), unless="summons_id"),
            Ask("matter", Sort.TEXT, N_("事由")),
            *SERVICE,
        ),
    ),
    DeedForm(
        "serve",
        "service.serve",
        N_("送达文书"),
        "paper",
        (
            Ask("paper", Sort.PICK, N_("文书"), "served_paper", required=True),
            Ask("control_number", Sort.TEXT, N_("文书编号")),
            *SERVICE,
        ),
    ),
    DeedForm(
        "compel",
        "compel.record",
        N_("拘传"),
        "hand",
        (
            Ask("consequences_told", Sort.TICK, N_("已说明拒不到场的后果")),
            Ask("proposal_id", Sort.CHOICE, N_("院长的批准"), "compel", value="only"),
        ),
        tone="danger",
    ),
    DeedForm(
        "brought", "compel.arrive", N_("带到法院"), "pin", (Ask("place", Sort.TEXT, N_("到达地点"), value="court"),)
    ),
    DeedForm(
        "question",
        "question.begin",
        N_("询问开始"),
        "note",
        (
            Ask("place", Sort.TEXT, N_("询问地点"), value="court"),
            Ask("summons_id", Sort.CHOICE, N_("自己按传票到场的"), "served"),
        ),
    ),
    DeedForm("question-end", "question.end", N_("询问结束"), "check"),
    *RESTRAINTS,
    DeedForm(
        "announce",
        "detain.announce",
        N_("宣读拘留决定"),
        "warn",
        (
            Ask(
                "emergency",
                Sort.PICK,
                N_("没有批准、必须当场拘留的情形"),
                "emergency_act",
                help=N_("有院长批准的不选。选了的，立即报告院长，由院长补批或者放人。"),
            ),
            Ask("decision_served", Sort.TICK, N_("已将拘留决定书交给本人")),
            Ask("signed", Sort.TICK, N_("本人已签名捺印")),
            Ask("proposal_id", Sort.CHOICE, N_("院长的批准"), "detain", value="only"),
            Ask("place", Sort.TEXT, N_("宣读地点"), value="address"),
            *DOORSTEP,
        ),
        tone="danger",
    ),
    DeedForm(
        "hand-over",
        "detain.hand_over",
        N_("移送拘留所"),
        "car",
        (
            Ask("place", Sort.TEXT, N_("移送到"), value="police"),
            Ask("receiver", Sort.TEXT, N_("接收人")),
            *DOORSTEP,
        ),
        tone="danger",
    ),
    DeedForm(
        "admit",
        "detain.admit",
        N_("拘留所收拘"),
        "lock",
        (
            Ask("place", Sort.TEXT, N_("拘留所"), value="custody"),
            Ask("receipt_no", Sort.TEXT, N_("收拘回执编号")),
            Ask("receiver", Sort.TEXT, N_("接收民警")),
            Ask("belongings", Sort.AREA, N_("移交的随身物品")),
        ),
        tone="danger",
    ),
    *AT_CUSTODY,
    DeedForm(
        "family",
        "detain.tell_family",
        N_("通知家属"),
        "phone",
        (
            Ask("result", Sort.PICK, N_("结果"), "family_result", required=True),
            Ask("whom", Sort.TEXT, N_("通知了谁")),
            Ask("relation", Sort.TEXT, N_("与本人的关系")),
            Ask("how", Sort.TEXT, N_("怎样通知的")),
            Ask("reason", Sort.AREA, N_("没有通知到的原因")),
        ),
    ),
    DeedForm(
        "release",
        "person.release",
        N_("解除"),
        "link",
        (
            Ask("reason", Sort.PICK, N_("解除的原因"), "release_reason", required=True),
            Ask("proposal_id", Sort.CHOICE, N_("提前解除的决定"), "early_release", value="only"),
            Ask("certificate_no", Sort.TEXT, N_("解除拘留证明书编号")),
        ),
        tone="ok",
    ),
    DeedForm(
        "pay",
        "money.take",
        N_("收款"),
        "money",
        (
            Ask("way", Sort.PICK, N_("怎样付的"), "pay_way", required=True, value="transfer"),
            *PAYER,
            Ask("trace", Sort.TEXT, N_("付款人手机上的流水号")),
        ),
        tone="ok",
    ),
    DeedForm(
        "cash",
        "money.take",
        N_("收取现金"),
        "hand",
        (*PAYER, Ask("reason", Sort.AREA, N_("为什么收现金"))),
        fixed={"way": "cash"},
        lead=N_("现金是例外：须有两名执行人员在场，当场开具凭证，并写明理由。缺一项也能登记，但会列为违规待核。"),
    ),
    DeedForm(
        "undertaking",
        "undertaking.sign",
        N_("签承诺书"),
        "note",
        (
            *SIGNING,
            Ask("consent", Sort.PICK, N_("申请执行人的意见"), "consent_any", value="none"),
            Ask("creditor_agent", Sort.TEXT, N_("申请执行人方的经办人")),
            Ask("hardship", Sort.AREA, N_("实际困难")),
        ),
        lead=N_("承诺书只是被执行人一方的承诺，不停止执行。"),
    ),
    DeedForm(
        "settlement",
        "settlement.sign",
        N_("签和解协议"),
        "people",
        (
            *SIGNING,
            Ask("consent", Sort.PICK, N_("申请执行人的同意"), "consent_given", required=True),
            Ask("creditor_agent", Sort.TEXT, N_("申请执行人方的签名人"), required=True),
            Ask("creditor_role", Sort.PICK, N_("签名人的身份"), "signer_role", required=True),
            Ask("authority", Sort.TEXT, N_("特别授权委托书")),
            Ask("seizure", Sort.AREA, N_("查封冻结怎样处理")),
        ),
        lead=N_("和解协议由双方当事人签名；电话里同意的，须在期限内补书面确认。"),
    ),
    DeedForm("note", "visit.note", N_("备注"), "note", (Ask("note", Sort.AREA, N_("内容"), required=True),)),
    DeedForm("photo", "visit.photo", N_("拍照"), "camera", (Ask("photo", Sort.PHOTO, N_("照片"), required=True),)),
    DeedForm(
        "cancel",
        "deed.cancel",
        N_("更正"),
        "flag",
        (
            Ask("cancels", Sort.CHOICE, N_("哪一条不对"), "deeds", required=True),
            Ask("reason", Sort.TEXT, N_("为什么不对"), required=True),
        ),
        lead=N_("更正不会抹去原来的记录：原记录保留，并注明被哪一条更正。"),
    ),
)
"""In the order of the paper task sheet."""

BY_SLUG: Final[Mapping[str, DeedForm]] = {form.slug: form for form in FORMS}
