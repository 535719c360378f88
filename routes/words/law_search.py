"""What a search lacks, and what its requirements are called."""

from typing import Final

from routes.words.marks import N_

FAULTS: Final[dict[str, str]] = {
    "law.search_duty": N_("执行通知的期限未过或者义务已经履行，不得搜查（%(citation)s）"),
    "law.search_hidden": N_("没有写明认为隐匿的财产或者资料，或者没有相应证据（%(citation)s）"),
    "law.search_places": N_("没有写明搜查的处所（%(citation)s）"),
    "law.search_officers": N_("搜查应由 %(wanted)s 名以上执行人员进行，现有 %(present)s 名（%(citation)s）"),
    "law.search_no_validity": N_("搜查令没有写明有效期间，或者起止不合（%(citation)s）"),
    "law.search_expired": N_("搜查令的有效期间已于 %(last)s 届满（%(citation)s）"),
    "law.search_too_early": N_("搜查令自 %(first)s 起有效（%(citation)s）"),
    "law.search_no_woman": N_("需要搜查妇女身体，但人员中没有女执行人员（%(citation)s）"),
    "law.search_by_women": N_("搜查妇女身体应当由女执行人员进行，另有 %(others)s 人（%(citation)s）"),
    "law.search_not_asked": N_("没有先责令交出并记明拒不交出（%(citation)s）"),
    "law.search_identity": N_("没有按规定着装并出示搜查令和工作证件（%(citation)s）"),
    "law.search_family": N_("没有通知被执行人或者他的成年家属（单位：法定代表人、主要负责人）到场（%(citation)s）"),
    "law.search_grassroots": N_("没有通知基层组织派员到场（%(citation)s）"),
    "law.search_presence": N_("有人未到场，笔录没有记明（%(citation)s）"),
    "law.search_outsiders": N_("没有禁止无关人员进入搜查现场（%(citation)s）"),
    "law.search_recorders": N_("执法记录仪应有 %(wanted)s 台以上，现有 %(there)s 台（%(citation)s）"),
    "law.search_forced": N_("强制开启前没有责令开启并记明拒不配合（%(citation)s）"),
    "law.search_list": N_("查获财产没有制作清单（%(citation)s）"),
    "law.search_record": N_("没有制作搜查笔录（%(citation)s）"),
    "law.search_signed": N_("搜查笔录没有签名，也没有记明拒签（%(citation)s）"),
}

LABELS: Final[dict[str, dict[str, str]]] = {
    "requirement": {
        "search.duty": N_("逾期未履行义务"),
        "search.hidden": N_("隐匿财产或者资料"),
        "search.places": N_("搜查处所"),
        "search.approved": N_("院长签发搜查令"),
        "search.validity": N_("搜查令有效期间"),
        "search.officers": N_("两名以上执行人员搜查"),
        "search.woman_officer": N_("配备女执行人员"),
        "search.begun": N_("搜查令已生效"),
        "search.asked_first": N_("先行责令交出"),
        "search.identity": N_("着装并出示证件"),
        "search.family": N_("通知本人或者成年家属"),
        "search.grassroots": N_("通知基层组织"),
        "search.presence": N_("在场人或者缺席记明"),
        "search.outsiders": N_("禁止无关人员进入"),
        "search.by_women": N_("由女执行人员搜查妇女身体"),
        "search.opening": N_("强制开启的程序"),
        "search.list": N_("查获财产清单"),
        "search.record": N_("搜查笔录"),
        "search.signed": N_("搜查笔录签名"),
        "search.recorders": N_("两台执法记录仪"),
    },
}
