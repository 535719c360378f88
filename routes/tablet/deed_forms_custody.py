"""The small forms of what happens after the decision: at the door and on the way, at the custody place, at the desk."""

from typing import Final

from routes.tablet.questions import Ask, DeedForm, Sort
from routes.words.marks import N_

DOORSTEP: Final = (
    Ask("pregnant", Sort.PICK, N_("是否怀孕（只问女性）"), "yes_no"),
    Ask("nursing", Sort.PICK, N_("是否哺乳自己不满一周岁的婴儿（只问女性）"), "yes_no"),
    Ask("seriously_ill", Sort.PICK, N_("是否患有严重疾病"), "yes_no"),
    Ask("sole_carer", Sort.PICK, N_("是否家中老幼病残的唯一照料人"), "yes_no"),
    Ask("deputy", Sort.PICK, N_("是否人大代表"), "deputy"),
    Ask("age", Sort.TEXT, N_("本人所说的周岁年龄（没有身份证件时问）")),
)
"""Asked before a person leaves the house."""
RESTRAINTS: Final = (
    DeedForm(
        "restrain",
        "restraint.apply",
        N_("使用警械"),
        "lock",
        (
            Ask("means", Sort.PICK, N_("警械"), "restraint_means", value="handcuffs"),
            Ask("danger", Sort.PICK, N_("法定情形"), "danger"),
            Ask("reason", Sort.TEXT, N_("具体表现")),
        ),
        tone="danger",
        lead=N_("只在可能脱逃、行凶、自杀、自伤或者有其他危险行为时使用，不得故意造成人身伤害。"),
    ),
    DeedForm(
        "unrestrain",
        "restraint.remove",
        N_("取下警械"),
        "link",
        (Ask("injuries", Sort.TEXT, N_("伤情（没有写“无”）")),),
    ),
    DeedForm(
        "search",
        "person.search",
        N_("人身检查"),
        "search",
        (
            Ask("place", Sort.TEXT, N_("检查地点"), value="address"),
            Ask("found", Sort.AREA, N_("查到的物品")),
            Ask("second_recorder_no", Sort.TEXT, N_("第二台记录仪编号")),
        ),
        tone="danger",
        lead=N_("检查女性身体须由女干警进行，全程两台记录仪。"),
    ),
)
"""On the way, in the order in which they come."""
AT_CUSTODY: Final = (
    DeedForm(
        "examine",
        "detain.examine",
        N_("体检"),
        "shield",
        (
            Ask("place", Sort.TEXT, N_("体检医院"), required=True),
            Ask("doctor", Sort.TEXT, N_("医生")),
            Ask("result", Sort.PICK, N_("结论"), "fitness", required=True),
            Ask("findings", Sort.AREA, N_("病情")),
        ),
    ),
    DeedForm(
        "refuse",
        "detain.refuse",
        N_("不予收拘"),
        "stop",
        (
            Ask("place", Sort.TEXT, N_("拘留所"), value="custody"),
            Ask("notice_no", Sort.TEXT, N_("不予收拘通知书编号")),
            Ask("reason", Sort.AREA, N_("不予收拘的理由"), required=True),
        ),
        tone="danger",
        lead=N_("登记后立即报告院长：当日决定放人或者其他处理。"),
    ),
    DeedForm(
        "talk", "detain.talk", N_("拘留后谈话"), "people", (Ask("place", Sort.TEXT, N_("谈话地点"), value="custody"),)
    ),
    DeedForm(
        "repent",
        "detain.repent",
        N_("具结悔过"),
        "note",
        (Ask("signed", Sort.TICK, N_("本人已在具结悔过书上签名捺印")),),
        tone="ok",
        lead=N_("具结悔过不等于放人：须由承办人提请、院长批准提前解除。"),
    ),
)
"""At the custody place."""
AT_DESK: Final = (
    DeedForm(
        "reconsider",
        "reconsider.ask",
        N_("申请复议"),
        "paper",
        (
            Ask("of", Sort.PICK, N_("不服什么"), "punished", value="detention"),
            Ask("how", Sort.PICK, N_("怎样提出的"), "reconsider_how", value="written"),
        ),
        lead=N_("复议期间不停止执行。"),
    ),
    DeedForm(
        "forward",
        "reconsider.forward",
        N_("复议申请送达上级法院"),
        "paper",
        (Ask("receiver", Sort.TEXT, N_("上级法院接收人")),),
        lead=N_("时间填上级法院收到的时间，复议期限从此起算。"),
    ),
    DeedForm(
        "reconsidered",
        "reconsider.decide",
        N_("上级法院复议决定"),
        "paper",
        (
            Ask("of", Sort.PICK, N_("对什么决定"), "punished", value="detention"),
            Ask("result", Sort.PICK, N_("结果"), "reconsider_result", required=True),
            Ask("days", Sort.TEXT, N_("变更后的拘留日数")),
            Ask("told", Sort.PICK, N_("怎样通知的"), "reconsider_how", value="written"),
            Ask("number", Sort.TEXT, N_("复议决定书编号")),
        ),
        lead=N_("撤销拘留的，当日放人；口头通知的，还要收到书面决定。"),
    ),
    DeedForm(
        "ask",
        "custody.ask",
        N_("拘留所来函"),
        "paper",
        (
            Ask("matter", Sort.PICK, N_("什么事"), "custody_matter", required=True),
            Ask("notice_no", Sort.TEXT, N_("来函编号")),
            Ask("reason", Sort.AREA, N_("内容"), required=True),
        ),
        lead=N_("时间填本院收到的时间，决定和答复的期限从此起算。"),
    ),
    DeedForm(
        "decide",
        "custody.decide",
        N_("本院的决定"),
        "check",
        (
            Ask("matter", Sort.PICK, N_("对什么事"), "decided_matter", required=True),
            Ask("outcome", Sort.PICK, N_("决定"), "custody_outcome", required=True),
            Ask("decided_by", Sort.CHOICE, N_("谁决定的"), "presidents", value="only"),
            Ask("reason", Sort.AREA, N_("理由"), required=True),
        ),
        tone="danger",
        lead=N_("不予收拘的处理由院长决定。"),
    ),
    DeedForm(
        "leave-begin",
        "leave.begin",
        N_("请假离所"),
        "door",
        (
            Ask("until", Sort.MOMENT, N_("应当归所的时间"), required=True),
            Ask("guarantor", Sort.TEXT, N_("保证人")),
            Ask("deposit", Sort.MONEY, N_("保证金")),
        ),
        lead=N_("请假的时间不计入拘留期限。"),
    ),
    DeedForm("leave-end", "leave.end", N_("请假归所"), "lock"),
)
"""Entered at the desk alone."""
