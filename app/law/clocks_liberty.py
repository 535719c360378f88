"""Clocks of a person's liberty: 拘传, detention, custody, reconsideration."""

from typing import Final

from app.law.clock_events import EventKind as K
from app.law.clock_row import DAY, HOUR, ClockRule, Warned, days, hours, told
from app.law.periods import Manner

_COMPELLED: Final = frozenset({K.CONTROLLED, K.BROUGHT_IN, K.QUESTIONED})
_TODAY: Final = days(0, Manner.FIXED)
_SETTLED: Final = frozenset({K.MATTER_SETTLED})
_HANDLER, _SQUAD = Warned.HANDLER, Warned.SQUAD
_BUREAU: Final = (Warned.DIRECTOR,)
_HEADS: Final = (Warned.DIRECTOR, Warned.PRESIDENT)

LIBERTY_CLOCKS: Final = (
    ClockRule(
        key="questioning_8h",
        starts=_COMPELLED,
        period=hours(8),
        stops=frozenset({K.LET_GO, K.QUESTIONING_EXTENDED, K.ADMITTED}),
        citation="CPLI.compel.hours",
        alarms=told(2 * HOUR, HOUR / 2, _HANDLER, _SQUAD, also=_BUREAU),
    ),
    ClockRule(
        key="questioning_24h",
        starts=_COMPELLED,
        period=hours(24),
        stops=frozenset({K.LET_GO, K.ADMITTED}),
        citation="CPLI.compel.hours",
        alarms=told(4 * HOUR, HOUR, _HANDLER, _SQUAD, also=_HEADS),
        needs=K.QUESTIONING_EXTENDED,
    ),
    ClockRule(
        key="family_notice_24h",
        starts=frozenset({K.DETENTION_ANNOUNCED, K.EMERGENCY_DETAINED, K.ADMITTED}),
        period=hours(24, Manner.NOTICE24),
        stops=frozenset({K.FAMILY_TOLD, K.FAMILY_UNREACHABLE, K.RELEASED}),
        citation="CPLI.family_notice",
        alarms=told(8 * HOUR, 2 * HOUR, _HANDLER, _SQUAD, also=_BUREAU),
    ),
    ClockRule(
        key="emergency_report",
        starts=frozenset({K.EMERGENCY_DETAINED}),
        period=hours(1),
        stops=frozenset({K.EMERGENCY_REPORTED, K.EMERGENCY_RATIFIED, K.EMERGENCY_REVOKED, K.RELEASED}),
        citation="CPLI.emergency",
        alarms=told(HOUR / 2, HOUR / 4, _HANDLER, _SQUAD, also=_BUREAU),
        setting="emergency_report_hours",
    ),
    ClockRule(
        key="emergency_ratification",
        starts=frozenset({K.EMERGENCY_DETAINED}),
        period=hours(24),
        stops=frozenset({K.EMERGENCY_RATIFIED, K.EMERGENCY_REVOKED, K.RELEASED}),
        citation="CPLI.emergency",
        alarms=told(12 * HOUR, 4 * HOUR, _HANDLER, *_BUREAU, also=(Warned.PRESIDENT,)),
        setting="ratification_hours",
    ),
    ClockRule(
        key="emergency_release",
        starts=frozenset({K.EMERGENCY_REVOKED}),
        period=hours(0),
        stops=frozenset({K.RELEASED}),
        citation="CPLI.emergency",
        alarms=told(HOUR, HOUR, _HANDLER, _SQUAD, *_HEADS),
    ),
    ClockRule(
        key="emergency_number",
        starts=frozenset({K.EMERGENCY_DETAINED}),
        period=hours(48),
        stops=frozenset({K.PUNISHMENT_NUMBERED, K.EMERGENCY_REVOKED}),
        citation="CASENO.unique",
        alarms=told(24 * HOUR, 4 * HOUR, _HANDLER, Warned.CLERK),
        setting="number_hours",
    ),
    ClockRule(
        key="admission_refused",
        starts=frozenset({K.ADMISSION_REFUSED}),
        period=days(0, Manner.FIXED),
        stops=frozenset({K.ADMISSION_SETTLED, K.ADMITTED, K.RELEASED}),
        citation="CUSTODYM.not_admitted",
        alarms=told(6 * HOUR, 2 * HOUR, _HANDLER, _SQUAD, also=_HEADS),
    ),
    ClockRule(
        key="leave_decision",
        starts=frozenset({K.LEAVE_ASKED}),
        period=hours(12),
        stops=frozenset({K.LEAVE_DECIDED, K.RELEASED}),
        citation="CUSTODY.leave.decision",
        alarms=told(6 * HOUR, 2 * HOUR, _HANDLER, also=_HEADS),
    ),
    ClockRule(
        key="custody_query",
        starts=frozenset({K.CUSTODY_QUERIED}),
        period=hours(24),
        stops=frozenset({K.CUSTODY_ANSWERED, K.RELEASED}),
        citation="CUSTODY.not_admitted",
        alarms=told(8 * HOUR, 2 * HOUR, _HANDLER, *_BUREAU, also=(Warned.PRESIDENT,)),
    ),
    ClockRule(
        key="delivery",
        starts=frozenset({K.DELIVERY_DUE}),
        # The article names no hours for bringing him there; the court says what "at once" means.
        period=hours(24),
        stops=_SETTLED,
        citation="CPLI.custody_handover",
        alarms=told(12 * HOUR, 4 * HOUR, _HANDLER, _SQUAD, also=_BUREAU),
        setting="delivery_hours",
    ),
    ClockRule(
        key="custody_advice",
        starts=frozenset({K.CUSTODY_ADVISED}),
        period=_TODAY,
        stops=_SETTLED,
        citation="CUSTODYM.not_admitted",
        alarms=told(6 * HOUR, 2 * HOUR, _HANDLER, also=_HEADS),
    ),
    ClockRule(
        key="custody_stop",
        starts=frozenset({K.STOP_PROPOSED}),
        period=_TODAY,
        stops=_SETTLED,
        citation="CUSTODY.stop_execution",
        alarms=told(6 * HOUR, 2 * HOUR, _HANDLER, also=_HEADS),
    ),
    ClockRule(
        key="leave_return",
        starts=frozenset({K.LEAVE_GIVEN}),
        period=days(1, Manner.FIXED),
        stops=_SETTLED,
        citation="CUSTODY.leave",
        alarms=told(12 * HOUR, 4 * HOUR, _HANDLER, also=_BUREAU),
    ),
    ClockRule(
        key="release_order",
        starts=frozenset({K.RELEASE_DECIDED}),
        period=_TODAY,
        stops=_SETTLED,
        citation="CUSTODY.release",
        alarms=told(6 * HOUR, 2 * HOUR, _HANDLER, _SQUAD, also=_HEADS),
    ),
    ClockRule(
        key="release",
        starts=frozenset({K.ADMITTED}),
        period=days(15, Manner.CUSTODY),
        stops=frozenset({K.RELEASED}),
        citation="CUSTODY.days",
        alarms=told(2 * DAY, DAY, _HANDLER, also=_BUREAU),
        by_decision=True,
        prolonged_by=K.TERM_CHANGED,
        paused_by=K.LEAVE_BEGUN,
        goes_on_by=K.LEAVE_ENDED,
    ),
    ClockRule(
        key="reconsideration",
        starts=frozenset({K.DECISION_SERVED}),
        period=days(3),
        stops=frozenset({K.RECONSIDERATION_ASKED}),
        citation="CPLI.reconsideration",
        alarms=told(DAY, 8 * HOUR, _HANDLER),
        ripens=True,
    ),
    ClockRule(
        key="reconsideration_decision",
        starts=frozenset({K.RECONSIDERATION_RECEIVED}),
        period=days(5),
        stops=frozenset({K.RECONSIDERATION_DECIDED}),
        citation="CPLI.reconsideration.decision",
        alarms=told(2 * DAY, DAY, _HANDLER, also=_BUREAU),
    ),
    ClockRule(
        key="reconsideration_written",
        starts=frozenset({K.RECONSIDERATION_TOLD}),
        period=days(3),
        stops=frozenset({K.RECONSIDERATION_DECIDED}),
        citation="CPLI.reconsideration.written",
        alarms=told(DAY, 8 * HOUR, _HANDLER, also=_BUREAU),
    ),
)
