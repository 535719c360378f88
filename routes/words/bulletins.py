"""What each figure of the line counts."""

from flask_babel import gettext

from routes.words.marks import N_

DEFINITIONS = {
    "officer_turns": (N_("出动人次"), N_("行动期间签到的干警，一人一天计一次")),
    "vehicle_turns": (N_("出动车次"), N_("行动期间签到的车辆，一车一天计一次")),
    "found": (N_("见到人数"), N_("向其表明身份、予以拘传或宣读决定的被执行人，一人计一次")),
    "compelled": (N_("拘传"), N_("拘传的被执行人，一人一天计一次；更正撤销的不计")),
    "detained": (N_("拘留"), N_("宣读拘留决定（或按本院设置以收拘为准）的人数；更正撤销的不计")),
    "concluded": (N_("执行完毕、达成和解"), N_("行动期间执行完毕或签订执行和解协议的案件，一案计一次")),
    "performed": (N_("其中执行完毕"), N_("承办法官认定执行完毕的案件")),
    "settled": (N_("其中达成和解"), N_("双方签订执行和解协议且申请执行人书面同意的案件；债务人单方承诺不计")),
    "collected_fen": (N_("执行到位"), N_("行动期间收到的款项合计，含当场直接给付申请执行人的款项")),
    "direct_fen": (N_("其中直接给付"), N_("未经法院账户、当场直接给付申请执行人的款项")),
}

MONEY = frozenset({"collected_fen", "direct_fen"})


def definitions() -> dict[str, tuple[str, str]]:
    """The name and the definition of each figure in the reader's language."""
    return {key: (str(gettext(name)), str(gettext(what))) for key, (name, what) in DEFINITIONS.items()}
