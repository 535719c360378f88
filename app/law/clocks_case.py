"""Clocks of money, property and of the case itself."""

from typing import Final

from app.law.clock_events import EventKind as K
from app.law.clock_row import DAY, HOUR, Alarm, ClockRule, Warned, days, told
from app.law.distribution import OBJECTION_CITATION, OBJECTION_DAYS
from app.law.periods import Manner, Period, Unit

_HANDLER, _CASHIER, _CLERK = Warned.HANDLER, Warned.CASHIER, Warned.CLERK
_BUREAU: Final = (Warned.DIRECTOR,)
_RENEWAL: Final = (
    Alarm(90 * DAY, (_HANDLER,)),
    Alarm(30 * DAY, (_HANDLER, _CLERK)),
    Alarm(7 * DAY, (_HANDLER, _CLERK, Warned.DIRECTOR)),
)
"""A seizure falls of itself when it is not renewed before its end."""


def _seizure(key: str, start: K, years: int) -> ClockRule:
    return ClockRule(
        key=key,
        starts=frozenset({start}),
        period=Period(years, Unit.YEARS, Manner.TERM),
        stops=frozenset({K.SEIZURE_LIFTED}),
        citation="CPLI.seizure_terms",
        alarms=_RENEWAL,
        prolonged_by=K.SEIZURE_RENEWED,
        lapses=True,
    )


def _lead(key: str, start: K, length: int) -> ClockRule:
    return ClockRule(
        key=key,
        starts=frozenset({start}),
        period=days(length),
        stops=frozenset({K.LEAD_CHECKED}),
        citation="PROP.lead_check",
        alarms=told(2 * DAY, DAY, _HANDLER),
    )


CASE_CLOCKS: Final = (
    ClockRule(
        key="cash_handover",
        starts=frozenset({K.CASH_TAKEN}),
        period=days(0, Manner.FIXED),
        stops=frozenset({K.CASH_HANDED_OVER}),
        citation="FUND.handover",
        alarms=told(6 * HOUR, 2 * HOUR, Warned.SQUAD, _CASHIER, also=_BUREAU),
        prolonged_by=K.HANDOVER_DELAYED,
        prolonged=days(1, Manner.FIXED),
    ),
    ClockRule(
        key="disbursement",
        starts=frozenset({K.FUNDS_NOTIFIED}),
        period=days(30),
        stops=frozenset({K.FUNDS_PAID_OUT}),
        citation="FUND.disbursement",
        alarms=told(7 * DAY, 3 * DAY, _HANDLER, _CASHIER, also=_BUREAU),
        setting="disbursement_days",
        prolonged_by=K.PAYOUT_DEFERRED,
    ),
    _lead("lead_check", K.LEAD_GIVEN, 7),
    _lead("lead_check_urgent", K.URGENT_LEAD_GIVEN, 3),
    ClockRule(
        key="consent",
        starts=frozenset({K.CONSENT_AWAITED}),
        period=days(7),
        stops=frozenset({K.CONSENT_GIVEN, K.CONSENT_REFUSED}),
        citation="EXEC.agent_authority",
        alarms=told(2 * DAY, DAY, _HANDLER, _CLERK),
        setting="consent_days",
    ),
    ClockRule(
        key="direct_payment",
        starts=frozenset({K.DIRECT_CLAIMED}),
        period=days(7),
        stops=frozenset({K.DIRECT_ANSWERED}),
        citation="FUND.direct_payment",
        alarms=told(2 * DAY, DAY, _HANDLER, _CLERK),
        setting="consent_days",
    ),
    _seizure("deposit_freeze", K.DEPOSIT_FROZEN, 1),
    _seizure("movable_seizure", K.MOVABLE_SEIZED, 2),
    _seizure("estate_seizure", K.ESTATE_SEIZED, 3),
    ClockRule(
        key="property_report",
        starts=frozenset({K.REPORT_ORDERED}),
        period=days(10),
        stops=frozenset({K.PROPERTY_REPORTED}),
        citation="PROP.report_order",
        alarms=told(3 * DAY, DAY, _HANDLER, _CLERK),
        setting="report_days",
        by_decision=True,
    ),
    ClockRule(
        key="report_supplement",
        starts=frozenset({K.PROPERTY_CHANGED}),
        period=days(10),
        stops=frozenset({K.CHANGE_REPORTED}),
        citation="PROP.report_change",
        alarms=told(3 * DAY, DAY, _HANDLER),
    ),
    ClockRule(
        key="resumption",
        starts=frozenset({K.SETTLEMENT_LAST_DAY}),
        period=Period(2, Unit.YEARS),
        stops=frozenset({K.SETTLEMENT_PERFORMED, K.RESUMPTION_ASKED}),
        citation="SETTLE.resumption_period",
        alarms=told(90 * DAY, 30 * DAY, _HANDLER),
    ),
    ClockRule(
        key="instalment",
        starts=frozenset({K.INSTALMENT_AGREED}),
        period=days(0, Manner.FIXED),
        stops=frozenset({K.INSTALMENT_PAID}),
        citation="CPL.settlement",
        alarms=told(7 * DAY, 2 * DAY, _HANDLER, _CLERK),
    ),
    ClockRule(
        key="security_stay",
        starts=frozenset({K.STAYED_ON_SECURITY}),
        period=Period(1, Unit.YEARS, Manner.FIXED),
        stops=frozenset({K.STAY_ENDED}),
        citation="SURETY.suspension_term",
        alarms=told(30 * DAY, 7 * DAY, _HANDLER),
        lapses=True,
    ),
    ClockRule(
        key="security_period",
        starts=frozenset({K.STAY_ENDED}),
        period=Period(1, Unit.YEARS),
        stops=frozenset({K.SECURITY_CALLED, K.SECURITY_RELEASED}),
        citation="SURETY.security_term",
        alarms=told(90 * DAY, 30 * DAY, _HANDLER),
    ),
    ClockRule(
        key="filing_review",
        starts=frozenset({K.APPLICATION_RECEIVED}),
        period=days(7),
        stops=frozenset({K.CASE_FILED}),
        citation="EXEC.filing_review",
        alarms=told(3 * DAY, DAY, _CLERK),
    ),
    ClockRule(
        key="execution_notice",
        starts=frozenset({K.APPLICATION_RECEIVED}),
        period=days(10),
        stops=frozenset({K.NOTICE_SENT}),
        citation="CPLI.execution_notice",
        alarms=told(3 * DAY, DAY, _HANDLER, _CLERK),
    ),
    ClockRule(
        key="notice_after_measure",
        starts=frozenset({K.MEASURE_BEFORE_NOTICE}),
        period=days(3),
        stops=frozenset({K.NOTICE_SENT}),
        citation="EXECI.notice_after_measure",
        alarms=told(DAY, 8 * HOUR, _HANDLER, _CLERK),
    ),
    ClockRule(
        key="case",
        starts=frozenset({K.CASE_FILED}),
        period=Period(6, Unit.MONTHS),
        stops=frozenset({K.CASE_CLOSED}),
        citation="EXEC.case_period",
        alarms=told(30 * DAY, 7 * DAY, _HANDLER, also=_BUREAU),
        prolonged_by=K.CASE_EXTENDED,
        paused_by=K.CASE_SUSPENDED,
        goes_on_by=K.CASE_RESUMED,
    ),
    ClockRule(
        key="objection_decision",
        starts=frozenset({K.OBJECTION_RECEIVED}),
        period=days(15),
        stops=frozenset({K.OBJECTION_DECIDED}),
        citation="CPL.objection.act",
        alarms=told(5 * DAY, 2 * DAY, _HANDLER, also=_BUREAU),
    ),
    ClockRule(
        key="objection_reconsideration",
        starts=frozenset({K.OBJECTION_RULING_SERVED}),
        period=days(10),
        stops=frozenset({K.OBJECTION_APPEALED}),
        citation="CPL.objection.act",
        alarms=told(3 * DAY, DAY, _HANDLER),
        ripens=True,
    ),
    ClockRule(
        key="public_notice",
        starts=frozenset({K.NOTICE_PUBLISHED}),
        period=days(30),
        stops=frozenset({K.NOTICE_WITHDRAWN}),
        citation="CPL.service.announcement",
        alarms=told(3 * DAY, DAY, _HANDLER, _CLERK),
        ripens=True,
    ),
    ClockRule(
        key="delisting",
        starts=frozenset({K.DELISTING_DUE}),
        period=Period(3, Unit.WORKDAYS),
        stops=frozenset({K.DELISTED}),
        citation="DISHONEST.delisting",
        alarms=told(2 * DAY, DAY, _HANDLER, _CLERK, also=_BUREAU),
    ),
    ClockRule(
        key="distribution_objection",
        starts=frozenset({K.DISTRIBUTION_RECEIVED}),
        period=days(OBJECTION_DAYS),
        stops=frozenset({K.DISTRIBUTION_RELEASED}),
        citation=OBJECTION_CITATION,
        alarms=told(3 * DAY, DAY, _HANDLER, _CLERK),
        ripens=True,
    ),
    ClockRule(
        key="distribution_answer",
        starts=frozenset({K.OBJECTION_PASSED_ON}),
        period=days(OBJECTION_DAYS),
        stops=frozenset({K.OBJECTION_GONE_ON}),
        citation=OBJECTION_CITATION,
        alarms=told(3 * DAY, DAY, _HANDLER, _CLERK),
        ripens=True,
    ),
)
