"""What officers of each kind may do: the law gives powers by kind, so the kinds live here."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final


class OfficerKind(StrEnum):
    """What an officer is."""

    JUDGE = "judge"
    """执行法官."""
    EXECUTOR = "executor"
    """执行员."""
    ASSISTANT = "assistant"
    """法官助理."""
    CLERK = "clerk"
    """书记员."""
    POLICE = "police"
    """司法警察."""
    AUXILIARY = "auxiliary"
    """辅警."""


ENFORCEMENT_KINDS: Final = frozenset(
    {OfficerKind.JUDGE, OfficerKind.EXECUTOR, OfficerKind.ASSISTANT, OfficerKind.CLERK}
)
"""Who counts as 执行人员: not the judicial police, who assist, and not auxiliaries, who hold no power of their own."""
LEADING_KINDS: Final = frozenset({OfficerKind.JUDGE, OfficerKind.EXECUTOR})
"""Who may lead a squad and carry an enforcement measure."""
CUSTODY_KINDS: Final = frozenset({OfficerKind.POLICE})
"""Who carries out 拘传 and takes a detained person to the police: judicial police, never an auxiliary alone."""
DISCUSSING_KINDS: Final = LEADING_KINDS
"""Who takes part in the discussion of a major matter: executors, judges among them."""
DISCUSSION: Final = 3
"""How many discuss it at least."""
CASH_OFFICERS: Final = 2
CASH_CITATION: Final = "FUND.cash_two_officers"
QUESTIONING_OFFICERS: Final = 2
QUESTIONING_CITATION: Final = "CPLI.two_inquirers"
COMPELLING_POLICE: Final = 2
"""The judicial police a 拘传票 names."""
POLICE_CITATION: Final = "POLICE.carries_out_compulsion"
POLICE_ASSIST_CITATION: Final = "POLICE.assists"
WOMAN_OFFICER_CITATION: Final = "CPLI.search_by_women"
WOMAN_CUSTODY_CITATION: Final = "CUSTODY.women_by_women"


def enforcement_officers(kinds: Iterable[OfficerKind]) -> int:
    """How many of these count as 执行人员."""
    return sum(kind in ENFORCEMENT_KINDS for kind in kinds)


def may_question(kinds: Collection[OfficerKind]) -> bool:
    """Whether these officers together may question a person: two enforcement officers at least."""
    return enforcement_officers(kinds) >= QUESTIONING_OFFICERS


def may_take_cash(kinds: Collection[OfficerKind]) -> bool:
    """Whether these officers together may take cash: two enforcement officers at least."""
    return enforcement_officers(kinds) >= CASH_OFFICERS


def may_compel(kinds: Collection[OfficerKind]) -> bool:
    """Whether judicial police are among those who are to take a person."""
    return any(kind in CUSTODY_KINDS for kind in kinds)


def discussing_officers(kinds: Iterable[OfficerKind]) -> int:
    """How many of these may discuss a major matter."""
    return sum(kind in DISCUSSING_KINDS for kind in kinds)


def judicial_police(kinds: Iterable[OfficerKind]) -> int:
    """How many of these are judicial police."""
    return sum(kind in CUSTODY_KINDS for kind in kinds)
