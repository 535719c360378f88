"""The articles each kind of paper rests on, as numbered on its day. What is not confirmed is never cited on a paper."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.base.refusal import Kind, Refusal
from app.law.citations import Certainty, cite_all

BASES: Final[dict[str, tuple[str, ...]]] = {
    "execution_notice": ("CPL.execution_notice", "CPL.delay_interest", "CPLI.execution_notice"),
    "property_report": ("CPL.property_report", "PROP.report_order", "PROP.report_content", "PROP.report_change"),
    "detention_warning": ("CPL.detention_limit",),
    "fine_warning": ("CPL.fine_limit",),
    "fine_decision": ("CPL.fine_limit", "CPL.president_approval"),
    "release_notice": ("CPL.detention_limit", "CPLI.early_release"),
}
"""What stands on every paper of the kind; the ground of a punishment comes before it."""


def clauses(keys: Sequence[str], day: date) -> list[str]:
    """The articles as a paper prints them, law by law. Refused (conflict): one that nobody has confirmed."""
    cited = cite_all(tuple(dict.fromkeys(keys)), day)
    for one in cited:
        if one.certainty is Certainty.UNCONFIRMED:
            raise Refusal("paper.citation_unconfirmed", Kind.CONFLICT, citation=one.short)
    laws = list(dict.fromkeys(one.law.title for one in cited))
    return [one.full for one in sorted(cited, key=lambda one: laws.index(one.law.title))]


def basis(kind: str, day: date, *grounds: str) -> tuple[str, ...]:
    """The articles of a kind of paper, its grounds first."""
    return tuple(clauses((*grounds, *BASES[kind]), day))
