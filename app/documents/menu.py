"""The papers that are written for a case as it stands; all others follow a summons, proposal, receipt, plan or sweep."""

from typing import Final

MENU: Final[dict[str, tuple[str, ...]]] = {
    "opening": ("execution_notice", "property_report", "address_confirmation"),
    "pressure": ("consequence_notice", "detention_warning", "fine_warning", "consumption_order", "discredit_decision"),
    "property": ("seizure_ruling", "seizure_record", "assistance_notice"),
    "statements": ("interview_record", "repentance"),
    "money": (
        "distribution_plan",
        "payout_approval",
    ),
    "closing": ("resumption_notice", "closing_notice"),
}
"""The kinds by the stage of the case, in the order they are reached for."""
