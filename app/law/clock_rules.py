"""Every clock the law sets running: what starts it, how long it runs, what stops it, and which article says so."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from app.law.periods import Manner, Period, Unit


class EventKind(StrEnum):
    """What can start, prolong, pause or stop a clock."""

    CONTROLLED = "controlled"
    """The compelled person came under physical control."""
    BROUGHT_IN = "brought_in"
    """He arrived at the place of questioning."""
    QUESTIONING_EXTENDED = "questioning_extended"
    """Complicated, and detention lawfully possible: up to 24 hours, with the reason recorded."""
    LET_GO = "let_go"
    """Questioning is over and the person free, or in custody by another decision."""
    DETENTION_ANNOUNCED = "detention_announced"
    ADMITTED = "admitted"
    """Taken into custody by the police."""
    FAMILY_TOLD = "family_told"
    FAMILY_UNREACHABLE = "family_unreachable"
    """Why the family could not be told is on record."""
    LEAVE_BEGUN = "leave_begun"
    LEAVE_ENDED = "leave_ended"
    RELEASED = "released"
    CASH_TAKEN = "cash_taken"
    HANDOVER_DELAYED = "handover_delayed"
    """The reason why cash cannot be handed over the same day."""
    CASH_HANDED_OVER = "cash_handed_over"
    DECISION_SERVED = "decision_served"
    RECONSIDERATION_ASKED = "reconsideration_asked"
    LEAD_GIVEN = "lead_given"
    URGENT_LEAD_GIVEN = "urgent_lead_given"
    LEAD_CHECKED = "lead_checked"
    CONSENT_AWAITED = "consent_awaited"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    FUNDS_NOTIFIED = "funds_notified"
    """Finance told the bureau that the money has arrived."""
    PAYOUT_DEFERRED = "payout_deferred"
    FUNDS_PAID_OUT = "funds_paid_out"
    SETTLEMENT_LAST_DAY = "settlement_last_day"
    """The last day of performance the settlement names."""
    SETTLEMENT_PERFORMED = "settlement_performed"
    RESUMPTION_ASKED = "resumption_asked"
    CASE_FILED = "case_filed"
    CASE_EXTENDED = "case_extended"
    """The president prolonged the term; the event names the new last day."""
    CASE_SUSPENDED = "case_suspended"
    CASE_RESUMED = "case_resumed"
    CASE_CLOSED = "case_closed"


K = EventKind


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row of the table. `setting` names the court setting that may shorten the period."""

    key: str
    starts: frozenset[EventKind]
    period: Period
    stops: frozenset[EventKind]
    citation: str
    amber: timedelta
    red: timedelta
    setting: str = ""
    by_decision: bool = False
    """The starting event carries the number of days a decision fixed; without it the longest lawful term counts."""
    needs: EventKind | None = None
    """The clock is shown only once this has happened too."""
    prolonged_by: EventKind | None = None
    prolonged: Period | None = None
    """The length after that event, unless the event itself names the last day."""
    paused_by: EventKind | None = None
    goes_on_by: EventKind | None = None


def _days(length: int, manner: Manner = Manner.ORDINARY) -> Period:
    return Period(length, Unit.DAYS, manner)


_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_COMPELLED: Final = frozenset({K.CONTROLLED, K.BROUGHT_IN})

CLOCKS: Final = (
    ClockRule(
        key="questioning_8h",
        starts=_COMPELLED,
        period=Period(8, Unit.HOURS),
        stops=frozenset({K.LET_GO, K.QUESTIONING_EXTENDED, K.ADMITTED}),
        citation="CPLI.compel.hours",
        amber=2 * _HOUR,
        red=_HOUR / 2,
    ),
    ClockRule(
        key="questioning_24h",
        starts=_COMPELLED,
        period=Period(24, Unit.HOURS),
        stops=frozenset({K.LET_GO, K.ADMITTED}),
        citation="CPLI.compel.hours",
        amber=4 * _HOUR,
        red=_HOUR,
        needs=K.QUESTIONING_EXTENDED,
    ),
    ClockRule(
        key="family_notice_24h",
        starts=frozenset({K.DETENTION_ANNOUNCED, K.ADMITTED}),
        period=Period(24, Unit.HOURS, Manner.NOTICE24),
        stops=frozenset({K.FAMILY_TOLD, K.FAMILY_UNREACHABLE, K.RELEASED}),
        citation="CPLI.family_notice",
        amber=8 * _HOUR,
        red=2 * _HOUR,
    ),
    ClockRule(
        key="release",
        starts=frozenset({K.ADMITTED}),
        period=_days(15, Manner.CUSTODY),
        stops=frozenset({K.RELEASED}),
        citation="CUSTODY.days",
        amber=2 * _DAY,
        red=_DAY,
        by_decision=True,
        paused_by=K.LEAVE_BEGUN,
        goes_on_by=K.LEAVE_ENDED,
    ),
    ClockRule(
        key="cash_handover",
        starts=frozenset({K.CASH_TAKEN}),
        period=_days(0, Manner.FIXED),
        stops=frozenset({K.CASH_HANDED_OVER}),
        citation="FUND.handover",
        amber=6 * _HOUR,
        red=2 * _HOUR,
        prolonged_by=K.HANDOVER_DELAYED,
        prolonged=_days(1, Manner.FIXED),
    ),
    ClockRule(
        key="reconsideration",
        starts=frozenset({K.DECISION_SERVED}),
        period=_days(3),
        stops=frozenset({K.RECONSIDERATION_ASKED}),
        citation="CPLI.reconsideration",
        amber=_DAY,
        red=8 * _HOUR,
    ),
    ClockRule(
        key="lead_check",
        starts=frozenset({K.LEAD_GIVEN}),
        period=_days(7),
        stops=frozenset({K.LEAD_CHECKED}),
        citation="PROP.lead_check",
        amber=2 * _DAY,
        red=_DAY,
    ),
    ClockRule(
        key="lead_check_urgent",
        starts=frozenset({K.URGENT_LEAD_GIVEN}),
        period=_days(3),
        stops=frozenset({K.LEAD_CHECKED}),
        citation="PROP.lead_check",
        amber=2 * _DAY,
        red=_DAY,
    ),
    ClockRule(
        key="consent",
        starts=frozenset({K.CONSENT_AWAITED}),
        period=_days(7),
        stops=frozenset({K.CONSENT_GIVEN, K.CONSENT_REFUSED}),
        citation="EXEC.agent_authority",
        amber=2 * _DAY,
        red=_DAY,
        setting="consent_days",
    ),
    ClockRule(
        key="disbursement",
        starts=frozenset({K.FUNDS_NOTIFIED}),
        period=_days(30),
        stops=frozenset({K.FUNDS_PAID_OUT}),
        citation="FUND.disbursement",
        amber=7 * _DAY,
        red=3 * _DAY,
        setting="disbursement_days",
        prolonged_by=K.PAYOUT_DEFERRED,
    ),
    ClockRule(
        key="resumption",
        starts=frozenset({K.SETTLEMENT_LAST_DAY}),
        period=Period(2, Unit.YEARS),
        stops=frozenset({K.SETTLEMENT_PERFORMED, K.RESUMPTION_ASKED}),
        citation="SETTLE.resumption_period",
        amber=90 * _DAY,
        red=30 * _DAY,
    ),
    ClockRule(
        key="case",
        starts=frozenset({K.CASE_FILED}),
        period=Period(6, Unit.MONTHS),
        stops=frozenset({K.CASE_CLOSED}),
        citation="EXEC.case_period",
        amber=30 * _DAY,
        red=7 * _DAY,
        prolonged_by=K.CASE_EXTENDED,
        paused_by=K.CASE_SUSPENDED,
        goes_on_by=K.CASE_RESUMED,
    ),
)
