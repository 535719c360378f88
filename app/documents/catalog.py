"""Every kind of paper, declared once in the part of the catalog it belongs to."""

from typing import Final

from app.base.refusal import missing
from app.documents.catalog_cases import CASES
from app.documents.catalog_corrections import CORRECTION, CORRECTIONS
from app.documents.catalog_field import RECORDS
from app.documents.catalog_measures import MEASURES
from app.documents.catalog_money import MONEY
from app.documents.catalog_office import OFFICE
from app.documents.catalog_property import PROPERTY
from app.documents.catalog_sweeps import SWEEPS
from app.documents.kinds import Approval, Form, PaperKind, Recipient, Seal, Signer

__all__ = ["FIELD", "KINDS", "REMADE", "Approval", "Form", "PaperKind", "Recipient", "Seal", "Signer", "kind_of"]

KINDS: Final[dict[str, PaperKind]] = {
    kind.key: kind for kind in (*CASES, *MEASURES, *PROPERTY, *CORRECTIONS, *RECORDS, *MONEY, *SWEEPS, *OFFICE)
}


FIELD: Final = frozenset(
    {
        "cash_receipt",
        "cash_record",
        "handover_slip",
        "service_receipt",
        "enforcement_record",
        "undertaking",
        "settlement",
        "seizure_record",
        "search_record",
        "interview_record",
        "address_confirmation",
        "repentance",
    }
)
"""What an officer makes on the spot; every other paper is issued by a judge or a clerk (verb paper.issue)."""

REMADE: Final = frozenset(
    {
        "enforcement_record",
        "service_receipt",
        "operation_plan",
        "task_sheet",
        "route_sheet",
        "target_sheet",
        "day_sheet",
        "bulletin",
        "compel_approval",
        "detain_approval",
        "fine_approval",
        "search_approval",
        "search_record",
        "police_request",
        "seal_register",
        "resumption_application",
        CORRECTION,
    }
)
"""Records, working papers and corrections follow the facts and may be made again; of any other paper one holds for its subject."""


def kind_of(key: str) -> PaperKind:
    """The kind of that name; refuse as missing what is no kind of paper."""
    if key not in KINDS:
        raise missing("paper_kind")
    return KINDS[key]
