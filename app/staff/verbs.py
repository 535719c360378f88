"""The one table of verbs and the roles that hold them. A route names its verb; nothing else decides."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What somebody is for in a sweep."""

    BAILIFF = "bailiff"  # 执行干警
    JUDGE = "judge"  # 执行法官
    DIRECTOR = "director"  # 执行局局长
    PRESIDENT = "president"  # 院长
    CLERK = "clerk"  # 书记员（案款管理员）
    CASHIER = "cashier"  # 财务
    KEEPER = "keeper"  # 系统管理员
    AUDITOR = "auditor"  # 督察/审计


_B, _J, _D, _P, _C, _F, _K, _A = Role

VERBS: dict[str, frozenset[Role]] = {
    verb: frozenset(roles)
    for verb, roles in {
        "self": (_B, _J, _D, _P, _C, _F, _K, _A),
        "case.view": (_B, _J, _D, _P, _C, _F, _A),
        "case.import": (_J, _D, _C),
        "case.edit": (_J, _D),
        "case.conclude": (_J,),
        "lead.view": (_J, _D, _P, _A),
        "lead.write": (_J, _D, _C),
        "lead.check": (_J, _B),
        "lead.giver": (_J, _D),
        "map.view": (_B, _J, _D, _P),
        "place.fix": (_B, _J, _D, _C),
        "sweep.view": (_B, _J, _D, _P, _C, _F, _A),
        "sweep.plan": (_J, _D),
        "sweep.publish": (_D,),
        "sweep.roll": (_J, _D, _B, _C),
        "measure.view": (_J, _D, _P, _A),
        "measure.propose": (_J,),
        "measure.endorse": (_D,),
        "measure.approve": (_P,),
        "measure.lend": (_P, _D),
        "measure.register": (_J, _C),
        "measure.check": (_J, _D, _P, _C),
        "measure.issue": (_J, _C),
        "custody.decide": (_J, _P),
        "deed.record": (_B, _J),
        "deed.backfill": (_C, _J),
        "deed.cancel": (_J,),
        "deed.review": (_J, _D, _A),
        "plan.write": (_J, _B),
        "plan.review": (_J, _D),
        "plan.view": (_B, _J, _D, _P, _C, _F, _A),
        "money.view": (_J, _D, _P, _C, _F, _A),
        "statement.view": (_D, _P, _C, _F, _A),
        "money.import": (_C,),
        "money.match": (_C,),
        "money.handover": (_B, _J),
        "handover.view": (_B, _J, _D, _P, _C, _F, _A),
        "money.confirm": (_J, _C),
        "money.acknowledge": (_F,),
        "money.reverse": (_C,),
        "payout.view": (_J, _D, _P, _C, _F, _A),
        "payout.propose": (_J, _C),
        "payout.approve": (_J, _D, _P),
        "payout.defer": (_J, _C),
        "payout.send": (_F,),
        "closing.view": (_D, _P, _C, _F, _A),
        "closing.make": (_C, _F),
        "closing.check": (_C, _F, _D),
        "money.number": (_C,),
        "paper.view": (_B, _J, _D, _P, _C, _F, _A),
        "paper.make": (_B, _J, _C),
        "paper.issue": (_J, _C),
        "paper.print": (_B, _J, _D, _P, _C, _F),
        "paper.void": (_J, _C),
        "seal.view": (_J, _D, _P, _C, _F, _A),
        "seal.record": (_C, _F),
        "board.view": (_J, _D, _P, _C, _F, _A),
        "bulletin.view": (_J, _D, _P, _C, _F, _A),
        "bulletin.publish": (_D, _C),
        "backfill.view": (_J, _C, _D),
        "backfill.tick": (_C, _J),
        "review.view": (_J, _D, _P, _A),
        "review.write": (_J, _D),
        "trail.view": (_A, _P),
        "account.view": (_K, _A),
        "account.write": (_K,),
        "court.view": (_K, _D, _P, _A),
        "court.write": (_K,),
        "source.view": (_J, _D, _P, _C, _K, _A),
        "source.confirm": (_J, _D, _P),
        "job.view": (_J, _D, _C),
    }.items()
}

WHOLE_COURT_ROLES = frozenset({Role.DIRECTOR, Role.PRESIDENT, Role.CLERK, Role.CASHIER, Role.AUDITOR})
"""Roles that see every case of the court; a judge sees his own, a bailiff his squad's, a keeper none."""


def verbs_of(roles: Iterable[str]) -> frozenset[str]:
    """All verbs these roles hold together."""
    held = {Role(role) for role in roles}
    return frozenset(verb for verb, holders in VERBS.items() if held & holders)
