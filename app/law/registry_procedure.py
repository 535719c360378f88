"""Where the Civil Procedure Law says what, in its numberings of 2012, 2017, 2021 and 2023 (2012 and 2017 share one).

The coercive-measures part moved by three in 2022; the enforcement part by seven in 2022 and four more in 2024.
This file and `registry_rules` are the only places with literal article numbers.
"""

from typing import Final

from app.law.registry import Certainty, Provision


def _numbers(old: int, mid: int, now: int) -> dict[str, int]:
    return {"2012": old, "2017": old, "2021": mid, "2023": now}


def _cpl(key: str, old: int, mid: int, now: int, *, paragraph: int = 0, item: int = 0) -> Provision:
    return Provision(f"CPL.{key}", "CPL", _numbers(old, mid, now), paragraph, item)


def _derived(key: str, old: int, mid: int, now: int, *, paragraph: int = 0) -> Provision:
    return Provision(f"CPL.{key}", "CPL", _numbers(old, mid, now), paragraph, certainty=Certainty.DERIVED)


PROCEDURE: Final = (
    _derived("periods", 82, 85, 85),
    _derived("periods.next_day", 82, 85, 85, paragraph=2),
    _derived("periods.holiday", 82, 85, 85, paragraph=3),
    _derived("service.receipt", 84, 87, 87),
    _derived("service.direct", 85, 88, 88),
    _derived("service.leaving", 86, 89, 89),
    _derived("service.electronic", 87, 90, 90),
    _derived("service.entrusted_or_post", 88, 91, 91),
    _derived("service.soldier", 89, 92, 92),
    _derived("service.imprisoned", 90, 93, 93),
    _derived("service.forwarding", 91, 94, 94),
    _derived("service.announcement", 92, 95, 95),
    _cpl("compel.trial", 109, 112, 112),
    _cpl("detention.grounds", 111, 114, 114, paragraph=1),
    _cpl("detention.seized_property", 111, 114, 114, paragraph=1, item=3),
    _cpl("detention.insult", 111, 114, 114, paragraph=1, item=4),
    _cpl("detention.obstruction", 111, 114, 114, paragraph=1, item=5),
    _cpl("detention.refusal_to_perform", 111, 114, 114, paragraph=1, item=6),
    _cpl("detention.evidence", 111, 114, 114, paragraph=1, item=1),
    _cpl("detention.unit_leaders", 111, 114, 114, paragraph=2),
    _cpl("collusion_to_evade", 113, 116, 116),
    _cpl("assisting_unit", 114, 117, 117, paragraph=1),
    _cpl("assisting_unit.leaders", 114, 117, 117, paragraph=2),
    _cpl("fine_limit", 115, 118, 118, paragraph=1),
    _cpl("detention_limit", 115, 118, 118, paragraph=2),
    _cpl("custody", 115, 118, 118, paragraph=3),
    _cpl("early_release", 115, 118, 118, paragraph=3),
    _cpl("president_approval", 116, 119, 119, paragraph=1),
    _cpl("compel.instrument", 116, 119, 119, paragraph=2),
    _cpl("decision_and_reconsideration", 116, 119, 119, paragraph=3),
    _cpl("objection.act", 225, 232, 236),
    _cpl("objection.third_party", 227, 234, 238),
    _derived("show_identity", 228, 235, 239),
    _cpl("settlement", 230, 237, 241, paragraph=1),
    _cpl("settlement.resumption", 230, 237, 241, paragraph=2),
    _cpl("surety", 231, 238, 242),
    _cpl("application_period", 239, 246, 250),
    _cpl("execution_notice", 240, 247, 251),
    _cpl("property_report", 241, 248, 252),
    _cpl("property_query", 242, 249, 253),
    _cpl("income", 243, 250, 254),
    _cpl("seizure", 244, 251, 255),
    _cpl("presence_and_list", 245, 252, 256),
    _derived("custodian", 246, 253, 257),
    _cpl("search", 248, 255, 259),
    _cpl("search.warrant", 248, 255, 259, paragraph=2),
    _cpl("delay_interest", 253, 260, 264),
    _cpl("credit_and_exit", 255, 262, 266),
    _cpl("suspension", 256, 263, 267),
    _cpl("termination", 257, 264, 268),
)
