"""Where each article is used: by which requirement, clock, ground or sum. Read by the page 法源状态."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from app.law import allocation, capitals, distribution, fee, general_interest, interest, officers, periods
from app.law.clock_rules import CLOCKS
from app.law.gate_kinds import GATES
from app.law.grounds import GROUNDS, UNIT_LEADERS_CITATION

SUMS: Final = {
    "execution_fee": (fee.CITATION,),
    "acceptance_fee": (fee.ACCEPTANCE_CITATION,),
    "doubled_interest": (
        interest.CITATION,
        "DII.start",
        "DII.end",
        "DII.stays",
        "DII.before_2014",
        "CPL.delay_interest",
    ),
    "general_interest": (general_interest.CITATION,),
    "allocation": tuple(dict.fromkeys(allocation.ORDER_CITATIONS.values())),
    "distribution": (
        distribution.COSTS_CITATION,
        distribution.PRO_RATA_CITATION,
        distribution.PLAN_CITATION,
        distribution.OBJECTION_CITATION,
    ),
    "capitals": (capitals.CITATION,),
    "periods": (periods.NEXT_DAY_CITATION, periods.HOLIDAY_CITATION, periods.CUSTODY_CITATION, "CPLI.periods"),
    "officers": (
        officers.CASH_CITATION,
        officers.QUESTIONING_CITATION,
        officers.POLICE_CITATION,
        officers.POLICE_ASSIST_CITATION,
        officers.WOMAN_OFFICER_CITATION,
        officers.WOMAN_CUSTODY_CITATION,
    ),
    "unit_leaders": (UNIT_LEADERS_CITATION,),
}
"""What is computed or counted by an article, outside gates and clocks."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place an article is used: `kind` is requirement, clock, ground or sum; `name` its key there."""

    kind: str
    name: str


@cache
def uses() -> MappingProxyType[str, tuple[Use, ...]]:
    """By key of the registry, every use in the order of gates, clocks, grounds, sums."""
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for gate in GATES.values():
        for rule in gate.rules:
            found[rule.requirement.citation_key].append(Use("requirement", rule.requirement.id))
    for clock in CLOCKS:
        found[clock.citation].append(Use("clock", clock.key))
    for ground in GROUNDS:
        for key in ground.citation_keys:
            found[key].append(Use("ground", ground.key))
    for name, named in SUMS.items():
        for key in named:
            found[key].append(Use("sum", name))
    return MappingProxyType({key: tuple(places) for key, places in found.items()})
