"""The papers that are written for a case as it stands; all others follow a summons, proposal, receipt, plan or sweep."""

from typing import Final

MENU: Final[dict[str, tuple[str, ...]]] = {
    "opening": ("execution_notice", "property_report"),
    "pressure": ("detention_warning", "fine_warning", "consumption_order", "discredit_decision"),
    "property": ("seizure_ruling", "seizure_record", "search_warrant", "search_record", "assistance_notice"),
}
"""The kinds by the stage of the case, in the order they are reached for."""
