"""What is said on the pages of papers."""

from routes.words.marks import N_

REFUSALS = {
    "paper.nothing_done": N_("此人在本案中还没有外勤记录，不能制作执行笔录。"),
    "paper.not_cash": N_("收款 %(number)s 不是现金，不需要收款笔录。"),
    "paper.receipt_cancelled": N_("收款 %(number)s 已经冲正，不能再出具凭证。"),
    "paper.slip_void": N_("移交单 %(number)s 已经作废。"),
    "paper.issued_already": N_("这份文书已经签发（%(control_no)s）。需要重做的，先作废原来的一份。"),
    "paper.plan_superseded": N_("这份还款计划已被新的计划取代，不能再制作文书。"),
    "paper.signed_otherwise": N_("这份还款计划上已经签署了另一种文书。承诺书和和解协议效力不同，请另立计划。"),
    "paper.kind_unknown": N_("没有“%(word)s”这种文书。种类：%(kinds)s。"),
    "paper.sample_unclear": N_("请写明文书种类和 --out 文件，或者用 --all 写明文件夹。种类：%(kinds)s。"),
}

LABELS = {
    "paper_deed": {
        "paper.issue": N_("签发文书"),
        "paper.void": N_("作废文书"),
        "paper.print": N_("打印文书"),
        "paper.seal": N_("登记用印"),
        "paper.unseal": N_("撤回用印登记"),
    },
    "paper_effect": {
        "seizure_ruling": N_("查封、扣押用"),
        "undertaking": N_("被执行人单方承诺，不停止执行"),
        "settlement": N_("双方签署，按约履行期间不恢复执行"),
    },
    "paper_ready": {
        "ready": N_("可以制作"),
        "fillable": N_("内容待补"),
        "done": N_("已经签发"),
        "closed": N_("条件不齐备"),
    },
    "ask_help": {
        "lines": N_("每行写一项"),
        "people": N_("每行写一人：姓名，身份"),
    },
}
