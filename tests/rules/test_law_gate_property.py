"""Measures on property, securities and closings: each condition, its article, and what no president can lift."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.base.instant import Instant
from app.base.money import Money
from app.law.citations import cite
from app.law.gate_closing import ClosingFacts, closing_gate, earliest
from app.law.gate_security import ResumeFacts, SecurityFacts, resume_gate, security_ends, security_gate
from app.law.gate_seize import (
    AccountKind,
    Custodian,
    Exempt,
    PropertyKind,
    SeizeFacts,
    living_need,
    longest_until,
    seize_gate,
)
from app.law.gate_settle import PartyFact, SettleFacts, Side, SignedBy, settle_gate
from app.law.gates import Finding, Moment, blocked, warned
from app.law.officers import OfficerKind

NOW = Instant.parse("2026-01-17T09:00")
TODAY = NOW.day
TRACTOR = SeizeFacts(
    now=NOW,
    kind=PropertyKind.MOVABLE,
    value=Money.yuan("30000"),
    owed=Money.yuan("46000"),
    first=TODAY,
    until=date(2028, 1, 16),
    debtors_own=True,
    custodian=Custodian.DEBTOR,
    goes_on_being_used=True,
    ruling_made=True,
    officers=(OfficerKind.JUDGE, OfficerKind.CLERK),
    debtor_told=True,
    grassroots_told=True,
    everybody_there=True,
    list_made=True,
    list_signed=True,
    list_copy_given=True,
    record_begun_at=NOW,
    record_ended_at=Instant.parse("2026-01-17T09:40"),
    recorders=2,
)
DEPOSIT = replace(
    TRACTOR,
    kind=PropertyKind.DEPOSIT,
    until=date(2027, 1, 16),
    goes_on_being_used=False,
    assistance_needed=True,
    assistance_notice=True,
    living_standard=Money.yuan("600"),
    heads=3,
    kept_for_living=Money.yuan("1800"),
    list_made=False,
    record_begun_at=None,
    debtor_told=False,
)
CLOSING = ClosingFacts(
    on=date(2026, 1, 17),
    filed_on=date(2025, 9, 1),
    notice_served=True,
    report_order_served=True,
    consumption_order=True,
    qualifies_for_list=True,
    listed=True,
    network_query_on=date(2026, 1, 5),
    inquiry_finished=True,
    property_left=False,
    whereabouts_searched=True,
    obstruction=False,
    applicant_told=True,
    applicant_signed=True,
)
SECURITY = SecurityFacts(
    on=TODAY,
    applicant_agrees=True,
    guarantor="王某",
    claim=Money.yuan("50000"),
    scope="全部债务",
    form="保证",
    stay_until=date(2026, 7, 17),
    accepts_direct_enforcement=True,
)
RESUME = ResumeFacts(on=TODAY, last_day=date(2024, 6, 30), asked_by_applicant=True, due=True)


def ids(findings: tuple[Finding, ...]) -> set[str]:
    return {one.requirement.id for one in findings}


def closed(facts: SeizeFacts, moment: Moment = Moment.CARRY_OUT, overridden: tuple[str, ...] = ()) -> set[str]:
    return ids(blocked(seize_gate(facts, moment), overridden))


def test_a_tractor_may_be_sealed_and_used_on_and_a_deposit_frozen_at_the_bank() -> None:
    assert closed(TRACTOR) == set()
    assert closed(DEPOSIT) == set()
    assert warned(seize_gate(TRACTOR, Moment.CARRY_OUT)) == ()


@pytest.mark.parametrize(
    ("kind", "longest"),
    [
        (PropertyKind.DEPOSIT, date(2026, 11, 21)),
        (PropertyKind.MOVABLE, date(2027, 11, 21)),
        (PropertyKind.ESTATE, date(2028, 11, 21)),
        (PropertyKind.RIGHT, date(2028, 11, 21)),
    ],
)
def test_the_longest_term_is_one_two_or_three_years(kind: PropertyKind, longest: date) -> None:
    first = date(2025, 11, 22)
    assert longest_until(kind, first) == longest
    within = replace(TRACTOR, kind=kind, first=first, until=longest)
    assert "seize.term" not in closed(within, Moment.PROPOSE)
    assert "seize.term" in closed(replace(within, until=longest.replace(day=22)), Moment.PROPOSE)


@pytest.mark.parametrize("account", [AccountKind.WAGE_ACCOUNT, AccountKind.WAGE_DEPOSIT])
def test_wage_accounts_are_immune_but_for_the_wages_of_that_project(account: AccountKind) -> None:
    frozen = replace(DEPOSIT, account=account)
    assert closed(frozen, Moment.PROPOSE, ("seize.wage_account",)) == {"seize.wage_account"}
    assert closed(replace(frozen, for_that_projects_wages=True)) == set()
    assert cite("WAGES.special_account", TODAY).short == "工资支付条例第33条"


def test_of_a_persons_own_money_the_costs_of_living_are_kept() -> None:
    assert living_need(Money.yuan("600"), 3) == Money.yuan("1800")
    assert closed(replace(DEPOSIT, kept_for_living=Money.yuan("1799.99"))) == {"seize.living_costs"}
    assert closed(replace(DEPOSIT, living_standard=Money(0))) == {"seize.living_costs"}
    assert closed(replace(DEPOSIT, debtor_is_person=False, kept_for_living=Money(0))) == set()


def test_clearly_more_than_is_owed_needs_the_presidents_reason() -> None:
    much = replace(TRACTOR, sealed_already=Money.yuan("25200.01"))
    assert closed(replace(TRACTOR, sealed_already=Money.yuan("25200"))) == set()
    assert closed(much) == {"seize.not_over"}
    assert closed(much, overridden=("seize.not_over",)) == set()
    assert closed(replace(much, indivisible=True)) == set()


def test_what_is_exempt_is_exempt_and_the_only_home_may_be_sealed_but_not_sold() -> None:
    assert closed(replace(TRACTOR, exempt=(Exempt.EDUCATION,)), overridden=("seize.exempt",)) == {"seize.exempt"}
    home = replace(TRACTOR, only_home=True)
    assert closed(home) == set()
    assert ids(warned(seize_gate(home, Moment.PROPOSE))) == {"seize.home"}


def test_nobody_but_the_debtor_uses_what_he_keeps_and_only_without_harm() -> None:
    assert closed(replace(TRACTOR, custodian=Custodian.CREDITOR)) == {"seize.use"}
    assert closed(replace(TRACTOR, use_harms_value=True)) == {"seize.use"}


def test_a_renewal_comes_before_the_end() -> None:
    assert closed(replace(TRACTOR, renews_until=TODAY)) == set()
    assert closed(replace(TRACTOR, renews_until=date(2026, 1, 16))) == {"seize.renewal"}


@pytest.mark.parametrize(
    ("change", "requirement"),
    [
        ({"debtors_own": False}, "seize.owner"),
        ({"ruling_made": False}, "seize.ruling"),
        ({"assistance_needed": True}, "seize.assistance"),
        ({"officers": (OfficerKind.JUDGE, OfficerKind.POLICE)}, "seize.officers"),
        ({"debtor_told": False}, "seize.debtor_told"),
        ({"grassroots_told": False}, "seize.grassroots"),
        ({"everybody_there": False}, "seize.presence"),
        ({"list_signed": False}, "seize.list"),
        ({"list_copy_given": False}, "seize.list"),
        ({"unregistered_vehicle": True}, "seize.engine_number"),
        ({"record_ended_at": None}, "seize.record"),
    ],
)
def test_on_the_spot_each_lack_is_named(change: dict[str, Any], requirement: str) -> None:
    assert closed(replace(TRACTOR, **change)) == {requirement}


def test_a_refusal_to_sign_and_an_absence_are_recorded_and_no_bar() -> None:
    away = replace(TRACTOR, everybody_there=False, absence_recorded=True, list_signed=False, refusal_recorded=True)
    assert closed(away) == set()


@pytest.mark.parametrize(
    ("change", "requirement"),
    [
        ({"notice_served": False}, "closing.notice"),
        ({"report_order_served": False}, "closing.report_order"),
        ({"consumption_order": False}, "closing.consumption_order"),
        ({"listed": False}, "closing.listed"),
        ({"qualifies_for_list": None}, "closing.listed"),
        ({"network_query_on": None}, "closing.inquiry"),
        ({"network_query_on": date(2024, 1, 1)}, "closing.inquiry"),
        ({"network_query_on": date(2027, 1, 1)}, "closing.inquiry"),
        ({"inquiry_finished": False}, "closing.inquiry"),
        ({"property_left": True}, "closing.no_property"),
        ({"filed_on": date(2025, 10, 17)}, "closing.three_months"),
        ({"whereabouts_searched": False}, "closing.whereabouts"),
        ({"obstruction": True}, "closing.obstruction"),
        ({"obstruction": None}, "closing.obstruction"),
        ({"applicant_told": False}, "closing.applicant_told"),
        ({"applicant_signed": False, "panel_agreed": True}, "closing.agreed"),
    ],
)
def test_a_round_ends_only_with_every_condition(change: dict[str, Any], requirement: str) -> None:
    assert ids(blocked(closing_gate(CLOSING, Moment.CARRY_OUT))) == set()
    assert ids(blocked(closing_gate(replace(CLOSING, **change), Moment.CARRY_OUT))) == {requirement}


def test_the_panel_with_the_president_stands_for_the_applicant_and_three_months_are_over_the_day_after() -> None:
    by_court = replace(CLOSING, applicant_signed=False, panel_agreed=True, president_approved=True)
    assert blocked(closing_gate(by_court, Moment.APPROVE)) == ()
    assert earliest(date(2025, 10, 16)) == date(2026, 1, 16)
    assert blocked(closing_gate(replace(CLOSING, filed_on=date(2025, 10, 16)), Moment.APPROVE)) == ()


@pytest.mark.parametrize(
    ("change", "requirement"),
    [
        ({"applicant_agrees": False}, "security.consent"),
        ({"guarantor": " "}, "security.content"),
        ({"claim": Money(0)}, "security.content"),
        ({"accepts_direct_enforcement": False}, "security.promise"),
        ({"of_property": True}, "security.property"),
        ({"by_company": True}, "security.company"),
        ({"stay_until": date(2027, 1, 18)}, "security.stay"),
        ({"security_until": date(2026, 7, 17)}, "security.term"),
    ],
)
def test_a_security_stays_enforcement_for_a_year_at_most(change: dict[str, Any], requirement: str) -> None:
    assert blocked(security_gate(SECURITY, Moment.ISSUE)) == ()
    assert blocked(security_gate(replace(SECURITY, stay_until=date(2027, 1, 17)), Moment.ISSUE)) == ()
    assert ids(blocked(security_gate(replace(SECURITY, **change), Moment.ISSUE))) == {requirement}


def test_a_security_is_lost_a_year_after_the_stay_unless_another_day_is_agreed() -> None:
    assert security_ends(date(2026, 7, 17), None) == date(2027, 7, 17)
    assert security_ends(date(2026, 7, 17), date(2026, 12, 31)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("change", "requirement"),
    [
        ({"asked_by_applicant": False}, "resume.asked"),
        ({"performed": True}, "resume.unperformed"),
        ({"being_performed": True}, "resume.not_being_performed"),
        ({"due": False}, "resume.due"),
    ],
)
def test_the_title_is_taken_up_again_only_after_a_breach(change: dict[str, Any], requirement: str) -> None:
    assert blocked(resume_gate(RESUME, Moment.ISSUE)) == ()
    assert ids(blocked(resume_gate(replace(RESUME, **change), Moment.ISSUE))) == {requirement}
    assert blocked(resume_gate(replace(RESUME, due=False, clearly_refused=True), Moment.ISSUE)) == ()


def test_two_years_after_the_last_agreed_day_a_screen_warns() -> None:
    assert warned(resume_gate(replace(RESUME, on=date(2026, 6, 30)), Moment.ISSUE)) == ()
    late = warned(resume_gate(replace(RESUME, on=date(2026, 7, 1)), Moment.ISSUE))
    assert ids(late) == {"resume.in_time"}


def test_a_settlement_brings_no_ruling_that_hands_over_things() -> None:
    parties = (PartyFact("a", Side.CREDITOR, SignedBy.PARTY), PartyFact("b", Side.DEBTOR, SignedBy.PARTY))
    assert blocked(settle_gate(SettleFacts(parties))) == ()
    asked = settle_gate(SettleFacts(parties, ruling_on_things_wanted=True))
    assert ids(blocked(asked)) == {"settle.no_ruling_on_things"}
