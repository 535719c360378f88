"""Gates: each refusal by its article, the whole list always, approval before paper."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.law.case_numbers import CaseNumber
from app.law.gate_cash import CashFacts, CashOfficer, cash_gate
from app.law.gate_compel import CompelFacts, SummonsFact, compel_gate
from app.law.gate_detain import DetainFacts, detain_gate
from app.law.gate_fine import FineFacts, fine_gate
from app.law.gate_settle import PartyFact, SettleFacts, Side, SignedBy, WaiverFact, settle_gate
from app.law.gates import Deputy, Finding, Moment, PersonStanding, blocked, require_open, warned
from app.law.grounds import Measure
from app.law.identity import Sex
from app.law.officers import OfficerKind
from app.law.punishments import EmergencyAct, EmergencyFact, PunishmentFact, ground_answer

NOW = Instant.parse("2026-01-17T06:00")
BEFORE = Instant.parse("2026-01-16T18:00")
TODAY = NOW.day
SUMMONS = SummonsFact(
    served_at=Instant.parse("2026-01-05T10:00"), appear_at=Instant.parse("2026-01-09T09:00"), proof=True
)
COMPEL = CompelFacts(
    person_standing=PersonStanding.DEBTOR,
    summonses=(SUMMONS,),
    now=NOW,
    approved_by_president_at=BEFORE,
    consequences_told=True,
    officers=(OfficerKind.JUDGE, OfficerKind.POLICE),
)
DETAIN = DetainFacts(
    person_standing=PersonStanding.DEBTOR,
    ground="refusal.able",
    act_id="a1",
    evidence=("e1",),
    days=15,
    now=NOW,
    birth=date(1985, 5, 5),
    sex=Sex.MALE,
    seriously_ill=False,
    sole_carer=False,
    discussed_by=3,
    approved_by_president_at=BEFORE,
    punishment_number=CaseNumber.parse("（2026）宁0425司惩1号"),
)
FINE = FineFacts(
    amount=Money.yuan("1000"),
    of_unit=False,
    person_standing=PersonStanding.DEBTOR,
    ground="refusal.able",
    act_id="a1",
    evidence=("e1",),
    now=NOW,
    approved_by_president_at=BEFORE,
    punishment_number=CaseNumber.parse("（2026）宁0425司惩2号"),
)


def ids(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.requirement.id for finding in findings]


def stopped(facts: CompelFacts | DetainFacts | FineFacts, moment: Moment = Moment.ISSUE, *overridden: str) -> list[str]:
    if isinstance(facts, CompelFacts):
        return ids(blocked(compel_gate(facts, moment), overridden))
    if isinstance(facts, DetainFacts):
        return ids(blocked(detain_gate(facts, moment), overridden))
    return ids(blocked(fine_gate(facts, moment), overridden))


@pytest.mark.parametrize("moment", Moment)
def test_lawful_measures_pass_every_step(moment: Moment) -> None:
    assert stopped(COMPEL, moment) == stopped(DETAIN, moment) == stopped(FINE, moment) == []
    assert warned(compel_gate(COMPEL, moment)) == warned(detain_gate(DETAIN, moment)) == ()


def test_a_gate_always_answers_with_its_whole_list() -> None:
    nothing = CompelFacts(person_standing=PersonStanding.OTHER, summonses=(), now=NOW)
    lists = {tuple(ids(compel_gate(facts, moment))) for facts in (COMPEL, nothing) for moment in Moment}
    assert len(lists) == 1
    unmet = [one for one in compel_gate(nothing, Moment.PROPOSE) if not one.met]
    assert all(one.reason_code.startswith("law.") for one in unmet)


def test_a_measure_may_be_proposed_without_approval_but_no_paper_is_issued() -> None:
    for facts, name in ((COMPEL, "compel.approved"), (DETAIN, "detain.approved"), (FINE, "fine.approved")):
        bare = replace(facts, approved_by_president_at=None)
        assert stopped(bare, Moment.PROPOSE) == stopped(bare, Moment.APPROVE) == []
        assert stopped(bare, Moment.ISSUE) == [name]
        late = replace(facts, approved_by_president_at=Instant.parse("2026-01-17T06:01"))
        assert stopped(late, Moment.ISSUE) == [name]


def test_a_refused_gate_names_each_lack_with_its_article() -> None:
    findings = compel_gate(replace(COMPEL, summonses=(), approved_by_president_at=None), Moment.ISSUE)
    with pytest.raises(Refusal, match="gate_closed") as no:
        require_open(findings, TODAY)
    assert no.value.kind is Kind.CONFLICT
    assert [(fault.code, dict(fault.facts)["citation"]) for fault in no.value.faults] == [
        ("law.compel_summons", "民诉解释第482条第1款"),
        ("law.compel_time_not_passed", "民诉解释第482条第1款"),
        ("law.compel_not_absent", "民诉解释第482条第1款"),
        ("law.compel_good_reason", "民诉解释第482条第1款"),
        ("law.president_approval", "民诉法第119条第1款"),
    ]
    require_open(compel_gate(COMPEL, Moment.ISSUE), TODAY)


@pytest.mark.parametrize(
    ("summons", "first"),
    [
        (replace(SUMMONS, proof=False), "compel.summons"),
        (replace(SUMMONS, served_at=None), "compel.summons"),
        (replace(SUMMONS, served_at=Instant.parse("2026-01-09T09:00")), "compel.summons"),
        (replace(SUMMONS, appear_at=Instant.parse("2026-01-17T09:00")), "compel.time_passed"),
        (replace(SUMMONS, attended=True), "compel.absent"),
        (replace(SUMMONS, good_reason=True), "compel.no_good_reason"),
    ],
)
def test_a_summons_that_does_not_count_closes_the_gate(summons: SummonsFact, first: str) -> None:
    assert stopped(replace(COMPEL, summonses=(summons,)), Moment.PROPOSE)[0] == first


def test_one_summons_is_enough_unless_the_court_wants_two() -> None:
    assert stopped(replace(COMPEL, min_summons=2))[0] == "compel.summons"
    assert stopped(replace(COMPEL, min_summons=2, summonses=(SUMMONS, SUMMONS))) == []


@pytest.mark.parametrize(
    ("standing", "may"),
    [
        (PersonStanding.LEGAL_REPRESENTATIVE, True),
        (PersonStanding.PRINCIPAL, True),
        (PersonStanding.ACTUAL_CONTROLLER, True),
        (PersonStanding.LIABLE_STAFF, False),
        (PersonStanding.OTHER, False),
    ],
)
def test_only_listed_persons_may_be_compelled(standing: PersonStanding, may: bool) -> None:
    assert (stopped(replace(COMPEL, person_standing=standing)) == []) is may


def test_at_the_door_the_consequences_are_told_and_police_carry_it_out() -> None:
    silent = replace(COMPEL, consequences_told=False, officers=(OfficerKind.JUDGE, OfficerKind.AUXILIARY))
    assert stopped(silent, Moment.ISSUE) == []
    assert stopped(silent, Moment.CARRY_OUT) == ["compel.told"]
    assert ids(warned(compel_gate(silent, Moment.CARRY_OUT))) == ["compel.police"]


def test_a_detention_needs_no_summons_but_a_ground_to_the_item_with_evidence() -> None:
    assert stopped(replace(DETAIN, ground="refusal"), Moment.PROPOSE) == ["detain.ground"]
    assert stopped(replace(DETAIN, evidence=()), Moment.PROPOSE) == ["detain.evidence"]
    assert stopped(replace(DETAIN, person_standing=PersonStanding.OTHER)) == ["detain.ground"]
    assert stopped(replace(DETAIN, person_standing=PersonStanding.OTHER, ground="obstruction.besieging")) == []
    unit = replace(DETAIN, person_standing=PersonStanding.PRINCIPAL, ground="assisting_unit.refused")
    assert stopped(unit) == ["detain.ground"]
    assert stopped(replace(unit, ground="assisting_unit.still_refused")) == []


@pytest.mark.parametrize(("days", "lawful"), [(0, False), (1, True), (15, True), (16, False)])
def test_a_detention_lasts_one_to_fifteen_days(days: int, lawful: bool) -> None:
    assert (stopped(replace(DETAIN, days=days), Moment.PROPOSE) == []) is lawful


def test_a_second_detention_for_the_same_act_is_refused() -> None:
    again = PunishmentFact(Measure.DETENTION, "a1", BEFORE)
    assert stopped(replace(DETAIN, earlier=(again,)), Moment.PROPOSE) == ["detain.same_act"]
    assert stopped(replace(DETAIN, earlier=(again,), act_id="a2")) == []
    assert stopped(replace(DETAIN, earlier=(again,), after_new_deadline=True)) == []
    assert stopped(replace(FINE, earlier=(PunishmentFact(Measure.FINE, "a1", BEFORE),))) == ["fine.same_act"]


def test_a_fine_together_with_a_detention_is_lawful_and_one_after_the_other_is_shown() -> None:
    together = PunishmentFact(Measure.FINE, "a1", Instant.parse("2026-01-17T05:00"))
    assert stopped(replace(DETAIN, earlier=(together,))) == []
    assert warned(detain_gate(replace(DETAIN, earlier=(together,)), Moment.ISSUE)) == ()
    apart = replace(DETAIN, earlier=(PunishmentFact(Measure.FINE, "a1", BEFORE),))
    assert stopped(apart) == []
    assert ids(warned(detain_gate(apart, Moment.ISSUE))) == ["detain.fined_before"]


@pytest.mark.parametrize(
    ("birth", "stop"),
    [
        (date(2010, 1, 17), "detain.sixteen"),
        (date(2010, 1, 16), "detain.minor_first_time"),
        (date(2008, 1, 17), "detain.minor_first_time"),
        (date(2008, 1, 16), None),
        (date(1956, 1, 17), None),
        (date(1956, 1, 16), "detain.under_seventy"),
        (None, "detain.birth_known"),
    ],
)
def test_age_closes_the_gate_and_the_president_may_override(birth: date | None, stop: str | None) -> None:
    facts = replace(DETAIN, birth=birth)
    assert stopped(facts, Moment.PROPOSE) == ([stop] if stop else [])
    assert stopped(facts, Moment.ISSUE, stop or "") == []


def test_on_the_seventieth_birthday_the_gate_is_open_and_says_so() -> None:
    findings = detain_gate(replace(DETAIN, birth=date(1956, 1, 17)), Moment.ISSUE)
    assert ids(warned(findings)) == ["detain.seventieth_birthday"]


def test_a_minor_detained_before_is_not_there_for_the_first_time() -> None:
    before = PunishmentFact(Measure.DETENTION, "a0", BEFORE)
    assert stopped(replace(DETAIN, birth=date(2009, 1, 1), earlier=(before,))) == []


@pytest.mark.parametrize(("fact", "stop"), [("pregnant", "detain.not_pregnant"), ("nursing", "detain.not_nursing")])
def test_nobody_overrides_pregnancy_and_nursing(fact: str, stop: str) -> None:
    woman = replace(DETAIN, sex=Sex.FEMALE, pregnant=False, nursing=False)
    assert stopped(woman) == []
    assert stopped(replace(woman, **{fact: True}), Moment.ISSUE, stop) == [stop]  # type: ignore[arg-type] # reason: field by name
    assert stopped(replace(woman, **{fact: None})) == ["detain.asked", stop]  # type: ignore[arg-type] # reason: field by name


def test_a_serious_illness_needs_the_president_and_a_sole_carer_a_thought() -> None:
    facts = replace(DETAIN, seriously_ill=True, sole_carer=True)
    assert stopped(facts) == ["detain.not_ill"]
    assert stopped(facts, Moment.ISSUE, "detain.not_ill") == []
    assert ids(warned(detain_gate(facts, Moment.ISSUE))) == ["detain.not_sole_carer"]


def test_a_deputy_needs_permission_before_or_a_report_after() -> None:
    county = replace(DETAIN, deputy=Deputy.COUNTY_OR_ABOVE)
    assert stopped(county) == ["detain.deputy"]
    assert stopped(replace(county, deputy_permission_at=BEFORE)) == []
    assert stopped(replace(COMPEL, deputy=Deputy.COUNTY_OR_ABOVE)) == ["compel.deputy"]
    township = replace(DETAIN, deputy=Deputy.TOWNSHIP)
    assert stopped(township, Moment.CARRY_OUT) == []
    assert ids(warned(detain_gate(township, Moment.CARRY_OUT))) == ["detain.township_report"]


def test_an_emergency_is_reported_at_once_and_ratified_before_the_paper() -> None:
    facts = replace(DETAIN, approved_by_president_at=None, emergency=EmergencyFact(EmergencyAct.VIOLENCE, BEFORE))
    assert stopped(facts, Moment.PROPOSE) == []
    assert stopped(facts) == ["detain.emergency_reported", "detain.approved"]
    reported = replace(facts, emergency=EmergencyFact(EmergencyAct.VIOLENCE, BEFORE, BEFORE))
    assert stopped(reported, Moment.APPROVE) == []
    assert stopped(reported) == ["detain.approved"]
    assert stopped(replace(facts, emergency=EmergencyFact(EmergencyAct.VIOLENCE, BEFORE, BEFORE, NOW))) == []
    assert stopped(replace(facts, emergency=EmergencyFact(None, BEFORE, BEFORE, NOW))) == ["detain.emergency_act"]


def test_a_decision_carries_a_number_of_its_own() -> None:
    assert stopped(replace(DETAIN, punishment_number=None)) == ["detain.number"]
    assert stopped(replace(DETAIN, punishment_number=CaseNumber.parse("（2026）宁0425执1号"))) == ["detain.number"]
    assert stopped(replace(FINE, punishment_number=None)) == ["fine.number"]


@pytest.mark.parametrize(
    ("yuan", "of_unit", "lawful"),
    [
        ("0", False, False),
        ("100000", False, True),
        ("100000.01", False, False),
        ("49999", True, False),
        ("50000", True, True),
        ("1000000", True, True),
        ("1000001", True, False),
    ],
)
def test_a_fine_keeps_within_its_limits(yuan: str, of_unit: bool, lawful: bool) -> None:
    facts = replace(FINE, amount=Money.yuan(yuan), of_unit=of_unit)
    assert (stopped(facts, Moment.PROPOSE) == []) is lawful


CASH = CashFacts(
    officers=(CashOfficer("o1", OfficerKind.JUDGE), CashOfficer("o2", OfficerKind.CLERK)),
    reason="村里没有网络，银行已关门",
    receipt_given=True,
    record_made=True,
    payer_signed=True,
)


def test_cash_needs_two_distinct_enforcement_officers_and_its_papers() -> None:
    assert blocked(cash_gate(CASH)) == ()
    same = replace(CASH, officers=(CASH.officers[0], CASH.officers[0]))
    police = replace(CASH, officers=(CASH.officers[0], CashOfficer("o3", OfficerKind.POLICE)))
    assert ids(blocked(cash_gate(same))) == ids(blocked(cash_gate(police))) == ["cash.two_officers"]
    bare = CashFacts(officers=CASH.officers, reason=" ", receipt_given=False, record_made=False, payer_signed=False)
    assert ids(blocked(cash_gate(bare))) == ["cash.reason", "cash.receipt", "cash.record", "cash.signed"]
    assert blocked(cash_gate(replace(CASH, payer_signed=False, refusal_recorded=True))) == ()


CREDITOR = PartyFact("c", Side.CREDITOR, SignedBy.AGENT, special_authority=True)
DEBTOR = PartyFact("d", Side.DEBTOR, SignedBy.PARTY)
WAIVER = WaiverFact(Money.yuan("500"), "c", confirmed_in_writing=True)


def settled(facts: SettleFacts) -> list[str]:
    return ids(blocked(settle_gate(facts)))


def test_a_settlement_is_signed_by_both_sides_and_agents_hold_special_authority() -> None:
    assert settled(SettleFacts((CREDITOR, DEBTOR), (WAIVER,))) == []
    assert settled(SettleFacts((DEBTOR,))) == ["settle.creditor_signed"]
    spouse = PartyFact("e", Side.DEBTOR, SignedBy.NOBODY)
    assert settled(SettleFacts((CREDITOR, DEBTOR, spouse))) == ["settle.debtor_signed"]
    bare = replace(CREDITOR, special_authority=False)
    assert settled(SettleFacts((bare, DEBTOR))) == ["settle.agent_authority"]


def test_only_the_creditor_waives_and_in_writing() -> None:
    strange = replace(WAIVER, party_id="d")
    assert settled(SettleFacts((CREDITOR, DEBTOR), (strange,))) == ["settle.waiver_by_creditor"]
    oral = replace(WAIVER, confirmed_in_writing=False)
    assert settled(SettleFacts((CREDITOR, DEBTOR), (oral,))) == ["settle.waiver_written"]


def test_an_oral_settlement_is_noted_and_a_guarantor_signs_his_promise() -> None:
    assert settled(SettleFacts((CREDITOR, DEBTOR), written=False)) == ["settle.form"]
    assert settled(SettleFacts((CREDITOR, DEBTOR), written=False, noted_in_record=True)) == []
    assert settled(SettleFacts((CREDITOR, DEBTOR), guarantor_signed=False)) == ["settle.guarantor"]


ANSWERING = {
    PersonStanding.DEBTOR,
    PersonStanding.LEGAL_REPRESENTATIVE,
    PersonStanding.PRINCIPAL,
    PersonStanding.LIABLE_STAFF,
}


@pytest.mark.parametrize("standing", PersonStanding)
def test_a_refusal_to_perform_is_held_against_those_bound_by_the_title_alone(standing: PersonStanding) -> None:
    for measure in Measure:
        met = ground_answer("refusal.able", standing, measure, NOW) is None
        assert met is (standing in ANSWERING)
        reporting = ground_answer("report.refused", standing, measure, NOW) is None
        assert reporting is (standing in ANSWERING | {PersonStanding.GUARDIAN})


@pytest.mark.parametrize("fewer", [0, -1])
def test_no_court_compels_without_any_summons(fewer: int) -> None:
    facts = replace(COMPEL, min_summons=fewer, summonses=())
    standing = {one.requirement.id for one in blocked(compel_gate(facts, Moment.PROPOSE))}
    assert standing == {"compel.summons", "compel.time_passed", "compel.absent", "compel.no_good_reason"}
