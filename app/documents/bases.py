"""The articles each kind of paper rests on, as numbered on its day."""

from datetime import date
from typing import Final

from app.documents.clauses import cited

BASES: Final[dict[str, tuple[str, ...]]] = {
    "execution_notice": ("CPL.execution_notice", "CPL.delay_interest", "CPLI.execution_notice"),
    "property_report": ("CPL.property_report", "PROP.report_order", "PROP.report_content", "PROP.report_change"),
    "detention_warning": ("CPL.detention_limit",),
    "fine_warning": ("CPL.fine_limit",),
    "detention_decision": ("CPL.detention_limit", "CPL.president_approval"),
    "fine_decision": ("CPL.fine_limit", "CPL.president_approval"),
    "consumption_order": ("CPL.credit_and_exit",),
    "discredit_decision": ("CPL.credit_and_exit",),
    "search_warrant": ("CPL.search", "CPLI.search", "PROP.search"),
    "seizure_ruling": ("CPL.seizure", "CPLI.seizure_terms", "SEIZE.ruling"),
    "assistance_notice": ("CPL.assisting_unit",),
    "consequence_notice": (
        "CPL.detention.refusal_to_perform",
        "CPL.fine_limit",
        "CPL.detention_limit",
        "CPL.property_report",
    ),
    "consequence_notice.interest": ("CPL.delay_interest",),
    "consequence_notice.credit": ("CPL.credit_and_exit",),
    "resumption_application": ("CPL.settlement.resumption", "SETTLE.choice_after_breach", "SETTLE.paid_part_deducted"),
    "resumption_notice": ("CPL.settlement.resumption", "SETTLE.choice_after_breach", "SETTLE.paid_part_deducted"),
    "closing_notice": ("EXEC.closing_types",),
    "distribution_plan": (
        "CPLI.distribution.costs_first",
        "CPLI.distribution.plan",
        "CPLI.distribution.objection",
        "EXEC.same_title_pro_rata",
    ),
    "release_notice": ("CPL.early_release", "CPLI.early_release"),
}
"""What stands on every paper of the kind; the ground of a punishment comes before it."""


def basis(kind: str, day: date, *grounds: str) -> tuple[str, ...]:
    """The articles of a kind of paper, its grounds first, law by law."""
    found = cited(dict.fromkeys((*grounds, *BASES[kind])), day)
    laws = list(dict.fromkeys(one.law.title for one in found))
    return tuple(one.full for one in sorted(found, key=lambda one: laws.index(one.law.title)))
