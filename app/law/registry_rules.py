"""Where interpretations, regulations and other laws say what. With `registry_procedure`, all our article numbers."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from app.law.registry import Certainty, Provision

Place: TypeAlias = int | tuple[int, int] | tuple[int, int, int]
"""An article; with its paragraph; with its paragraph (0: none) and item."""

_READ: Final[dict[str, dict[str, Place]]] = {
    "CPLI": {
        "two_inquirers": 97,
        "periods": 125,
        "service": 130,
        "service.outside": 131,
        "compel.served_directly": 175,
        "custody_handover": 178,
        "custody_elsewhere": 179,
        "family_notice": 180,
        "emergency": 181,
        "early_release": 182,
        "fine_and_detention": 183,
        "same_act": 184,
        "reconsideration": 185,
        "reconsideration.decision": 186,
        "obstruction": 187,
        "obstruction.disturbance": (187, 0, 1),
        "obstruction.papers": (187, 0, 2),
        "obstruction.besieging": (187, 0, 3),
        "obstruction.equipment": (187, 0, 4),
        "obstruction.measures": (187, 0, 5),
        "obstruction.other": (187, 0, 6),
        "refusal": 188,
        "refusal.disposal": (188, 0, 1),
        "refusal.security": (188, 0, 2),
        "refusal.consumption": (188, 0, 3),
        "refusal.able": (188, 0, 4),
        "refusal.assistance": (188, 0, 5),
        "hindrance": 189,
        "hindrance.hiding_evidence": (189, 0, 3),
        "hindrance.unfreezing": (189, 0, 4),
        "hindrance.tipping_off": (189, 0, 5),
        "fine_factors": 193,
        "resumption_period": 466,
        "execution_notice": 480,
        "compel": (482, 1),
        "compel.hours": (482, 2),
        "compel.elsewhere": (482, 3),
        "seizure_terms": 485,
        "search": 494,
        "search.identity": 495,
        "search.presence": 496,
        "search_by_women": 496,
        "search.found": 497,
        "search.record": 498,
        "personal_act": (503, 2),
        "delay_start": 504,
        "distribution.costs_first": 508,
        "no_limit_after_termination": 515,
        "interim_termination": 517,
    },
    "EXEC": {
        "discussion": 5,
        "show_identity": 7,
        "filing_review": (16, 2),
        "agent_authority": (20, 2),
        "same_title_pro_rata": (55, 3),
        "obstruction": 57,
        "case_period": 63,
        "closing_types": 64,
    },
    "EXECI": {"objection_period": 9, "notice_after_measure": 22},
    "SEIZE": {
        "ruling": 1,
        "exempt": 3,
        "vehicle_unregistered": 9,
        "living_seizure": 10,
        "record": 18,
        "over_seizing": 19,
        "lapse": 27,
    },
    "PROP": {
        "lead_check": (2, 1),
        "report_order": 3,
        "report_content": 5,
        "report_change": 7,
        "report_refused": (9, 1),
        "report_survives": (11, 2),
        "search": (14, 1),
        "search.opening": (14, 2),
        "summon": (15, 1),
        "compel": (15, 2),
        "whereabouts": (15, 2),
        "giver_confidential": (23, 2),
        "no_unrelated_queries": 25,
    },
    "SETTLE": {
        "form": (1, 2),
        "written": (2, 0, 1),
        "oral_noted": (2, 0, 3),
        "agent_authority": 4,
        "no_kind_ruling": 6,
        "performed": 8,
        "choice_after_breach": 9,
        "resumption_period": (10, 2),
        "resumption_refused": 11,
        "paid_part_deducted": 17,
        "guarantor_clause": 18,
        "outside_settlement": 19,
    },
    "SURETY": {"suspension_term": 10, "security_term": 12},
    "DII": {
        "rate": (1, 2),
        "general": (1, 2),
        "start": 2,
        "end": (3, 1),
        "stays": (3, 3),
        "order": 4,
        "foreign_currency": 5,
        "before_2014": 7,
    },
    "POLICE": {"assists": (1, 0, 4), "carries_out_compulsion": (1, 0, 6), "obstruction": 3, "restraint": 6},
    "FEE": {"acceptance": (13, 0, 1), "execution": (14, 0, 1), "not_prepaid": (20, 2), "borne_by_debtor": (38, 1)},
    "CUSTODY": {
        "elsewhere": 9,
        "women_by_women": (11, 2),
        "not_admitted": 12,
        "stop_execution": 19,
        "leave": (27, 3),
        "leave.decision": 28,
        "release": 30,
        "days": 32,
    },
    "CC": {"order_of_debts": 560, "order_of_heads": 561},
    "RESTRAINT": {"when": 8},
    "WAGES": {"special_account": 33},
}

_PUBLISHED: Final[dict[str, dict[str, Place]]] = {
    "CUSTODYM": {"not_admitted": 18},
    "FUND": {"one_case_one_account": 0, "cash_two_officers": 0, "handover": 0, "direct_payment": 0},
    "CASENO": {"form": 3, "unique": 9},
}

_UNCONFIRMED: Final[dict[str, dict[str, Place]]] = {
    "CPLI": {"delay_fee": 505},
    "FUND": {"disbursement": 10, "deferral": 11},
    "DISHONEST": {"delisting": 10},
    "RECORDER": {"two": 0},
    "PAYMENT": {"capitals": 0},
}


def _rows(table: dict[str, dict[str, Place]], certainty: Certainty) -> Iterator[Provision]:
    for law, places in table.items():
        for name, place in places.items():
            article, paragraph, item = (*(place if isinstance(place, tuple) else (place,)), 0, 0)[:3]
            yield Provision(f"{law}.{name}", law, {"one": article}, paragraph, item, certainty)


RULES: Final = (
    *_rows(_READ, Certainty.STATUTE),
    *_rows(_PUBLISHED, Certainty.PUBLISHED),
    *_rows(_UNCONFIRMED, Certainty.UNCONFIRMED),
    Provision("DEPUTY.permission", "DEPUTY", {"2015": 32, "2025": 39}, 2),
    Provision("DEPUTY.township_report", "DEPUTY", {"2015": 32, "2025": 39}, 4),
)
