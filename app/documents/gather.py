"""From the rooms to a paper: each kind has one function that gathers its facts; what is missing is named, never blank."""

from collections.abc import Callable, Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.court import queries as court
from app.documents import (
    gather_bag,
    gather_bulletin,
    gather_closing,
    gather_corrections,
    gather_credit,
    gather_distribution,
    gather_measures,
    gather_money,
    gather_office,
    gather_orders,
    gather_parties,
    gather_plans,
    gather_property,
    gather_records,
    gather_sanctions,
    gather_sweeps,
)
from app.documents.approvals import Grounds, require_alone, require_approval
from app.documents.catalog import FIELD, kind_of
from app.documents.clauses import confirmed_by
from app.documents.facts import Facts, read_facts
from app.documents.gathered import Added, Gathered, Wanted

Gatherer = Callable[[Session, Actor, Wanted], Gathered]
GATHERERS: Final[Mapping[str, Gatherer]] = {
    "summons": gather_measures.summons,
    "compel_warrant": gather_measures.compel_warrant,
    "detention_decision": gather_measures.detention_decision,
    "custody_notice": gather_measures.custody_notice,
    "family_notice": gather_measures.family_notice,
    "early_release": gather_measures.early_release,
    "release_notice": gather_sanctions.release_notice,
    "fine_decision": gather_sanctions.fine_decision,
    "detention_warning": gather_sanctions.detention_warning,
    "fine_warning": gather_sanctions.fine_warning,
    "execution_notice": gather_orders.execution_notice,
    "property_report": gather_orders.property_report,
    "consumption_order": gather_credit.consumption_order,
    "discredit_decision": gather_credit.discredit_decision,
    "seizure_ruling": gather_property.seizure_ruling,
    "search_warrant": gather_property.search_warrant,
    "assistance_notice": gather_property.assistance_notice,
    "seizure_record": gather_property.seizure_record,
    "search_record": gather_property.search_record,
    "compel_approval": gather_office.compel_approval,
    "detain_approval": gather_office.detain_approval,
    "fine_approval": gather_office.fine_approval,
    "search_approval": gather_office.search_approval,
    "payout_approval": gather_office.payout_approval,
    "police_request": gather_office.police_request,
    "seal_register": gather_office.seal_register,
    "interview_record": gather_parties.interview_record,
    "consequence_notice": gather_parties.consequence_notice,
    "repentance": gather_parties.repentance,
    "address_confirmation": gather_parties.address_confirmation,
    "resumption_notice": gather_closing.resumption_notice,
    "distribution_plan": gather_distribution.distribution_plan,
    "closing_notice": gather_closing.closing_notice,
    "correction_notice": gather_corrections.correction_notice,
    "revocation_decision": gather_corrections.revocation_decision,
    "enforcement_record": gather_records.enforcement_record,
    "service_receipt": gather_records.service_receipt,
    "cash_receipt": gather_money.cash_receipt,
    "cash_record": gather_money.cash_record,
    "undertaking": gather_plans.undertaking,
    "settlement": gather_plans.settlement,
    "resumption_application": gather_plans.resumption_application,
    "handover_slip": gather_money.handover_slip,
    "operation_plan": gather_sweeps.operation_plan,
    "task_sheet": gather_sweeps.task_sheet,
    "route_sheet": gather_sweeps.route_sheet,
    "target_sheet": gather_bag.target_sheet,
    "day_sheet": gather_money.day_sheet,
    "bulletin": gather_bulletin.bulletin,
}
"""Every kind of paper has its gatherer."""


def gather(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """All that is known for a paper. Refused: what is not there or not his to see, and what its subject forbids."""
    kind_of(wanted.kind)
    with confirmed_by(lambda: court.confirmed_keys(session)):
        return GATHERERS[wanted.kind](session, actor, wanted)


def facts_of(gathered: Gathered, kind: str, added: Added | None = None) -> Facts:
    """The facts of the paper; refused (`paper.fact_missing`, `paper.fact_wrong`) with every field by name."""
    return read_facts(kind_of(kind).facts, gathered.with_typed(added or {}))


def require_allowed(
    session: Session, actor: Actor, kind: str, gathered: Gathered, *, found_open: Collection[UUID] = ()
) -> None:
    """Refuse (conflict) a second paper, or one on liberty before the president's approval or with its gate closed.

    `found_open`: the approved proposals whose gate this reading found open for the paper; theirs is not asked again.
    """
    about = gathered.about
    actor.require("paper.make" if kind in FIELD else "paper.issue")
    require_alone(session, kind_of(kind), about.subject_id)
    require_approval(
        session, actor, kind_of(kind), Grounds(about.approval_id, about.case_id, about.person_id, found_open)
    )
