"""The side navigation: groups, pages, and the verb each page needs."""

from routes.words.marks import N_

NAVIGATION = (
    (
        N_("今天"),
        (
            ("front.home", N_("首页"), "self"),
            ("tablet.today", N_("外勤平板"), "deed.record"),
            ("board.live", N_("实时看板"), "board.view"),
            ("custody.held", N_("在控人员"), "measure.view"),
        ),
    ),
    (
        N_("谋划"),
        (
            ("cases.listing", N_("案件"), "case.view"),
            ("imports.form", N_("导入案件"), "case.import"),
            ("leads.listing", N_("线索"), "lead.view"),
            ("places.ground", N_("地图"), "map.view"),
            ("sweeps.listing", N_("专项行动"), "sweep.view"),
            ("planning_settings.form", N_("排定标准"), "sweep.plan"),
        ),
    ),
    (
        N_("措施与文书"),
        (
            ("approvals.inbox", N_("审批"), "measure.view"),
            ("authorisations.listing", N_("代行职权"), "measure.lend"),
            ("registrations.listing", N_("线下审批登记"), "measure.check"),
            ("papers.listing", N_("文书"), "paper.view"),
            ("seals.listing", N_("用印登记"), "seal.view"),
            ("backfill.entry", N_("补录"), "deed.backfill"),
            ("flags.listing", N_("违规待核"), "deed.review"),
        ),
    ),
    (
        N_("案款"),
        (
            ("clerk.day", N_("今日案款"), "money.view"),
            ("handovers.listing", N_("现金交接"), "handover.view"),
            ("blocks.listing", N_("收据号段"), "money.view"),
            ("statements.listing", N_("银行流水"), "statement.view"),
            ("matching.desk", N_("认领匹配"), "money.match"),
            ("directs.listing", N_("直接给付"), "money.view"),
            ("payouts.desk", N_("案款发放"), "payout.view"),
            ("distributions.desk", N_("参与分配"), "payout.view"),
            ("special_lines.desk", N_("特殊流水"), "statement.view"),
            ("closings.month", N_("案款月结"), "closing.view"),
            ("plans.listing", N_("还款计划"), "plan.view"),
        ),
    ),
    (
        N_("结果"),
        (
            ("bulletins.listing", N_("战报"), "bulletin.view"),
            ("datasheets.listing", N_("回填单"), "backfill.view"),
            ("reviews.listing", N_("复盘"), "review.view"),
            ("trail.lines", N_("留痕"), "trail.view"),
        ),
    ),
    (
        N_("设置"),
        (
            ("accounts.listing", N_("账号"), "account.view"),
            ("court.profile", N_("法院设置"), "court.view"),
            ("court_tables.overview", N_("日历与利率"), "court.view"),
            ("sources.listing", N_("法源状态"), "source.view"),
        ),
    ),
)
