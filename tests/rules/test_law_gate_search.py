"""A search: the warrant, the officers, who is told, who may search whom, what is written down."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.instant import Instant
from app.law.gate_search import RULES, SearchFacts, SearchOfficer, search_gate
from app.law.gates import Moment, blocked, warned
from app.law.identity import Sex
from app.law.officers import OfficerKind

NOW = Instant.parse("2026-01-17T06:40")
JUDGE = SearchOfficer("j", OfficerKind.JUDGE, Sex.MALE)
WOMAN = SearchOfficer("w", OfficerKind.CLERK, Sex.FEMALE)
POLICEWOMAN = SearchOfficer("p", OfficerKind.AUXILIARY, Sex.FEMALE)
LAWFUL = SearchFacts(
    now=NOW,
    duty_unperformed=True,
    hidden_property="账簿，邻居看见搬入东屋",
    evidence=("lead-1",),
    places=("东屋",),
    officers=(JUDGE, WOMAN),
    approved_by_president_at=Instant.parse("2026-01-16T15:00"),
    valid_from=date(2026, 1, 16),
    valid_until=date(2026, 1, 18),
    asked_to_hand_over=True,
    identity_shown=True,
    family_told=True,
    grassroots_told=True,
    everybody_there=True,
    outsiders_kept_out=True,
    recorders=2,
    record_made=True,
    record_signed=True,
)


def closed_by(facts: SearchFacts, moment: Moment = Moment.CARRY_OUT) -> set[str]:
    return {finding.requirement.id for finding in blocked(search_gate(facts, moment))}


def test_a_lawful_search_has_everything() -> None:
    findings = search_gate(LAWFUL, Moment.CARRY_OUT)
    assert closed_by(LAWFUL) == set()
    assert warned(findings) == ()
    assert [one.requirement.id for one in findings] == [rule.requirement.id for rule in RULES]


@pytest.mark.parametrize(
    ("change", "requirement"),
    [
        ({"duty_unperformed": False}, "search.duty"),
        ({"hidden_property": " "}, "search.hidden"),
        ({"evidence": ()}, "search.hidden"),
        ({"places": ()}, "search.places"),
        ({"approved_by_president_at": None}, "search.approved"),
        ({"approved_by_president_at": Instant.parse("2026-01-17T08:00")}, "search.approved"),
        ({"valid_until": date(2026, 1, 16)}, "search.validity"),
        ({"valid_until": None}, "search.validity"),
        ({"valid_from": date(2026, 1, 19)}, "search.validity"),
        ({"valid_from": date(2026, 1, 18)}, "search.begun"),
        ({"officers": (JUDGE,)}, "search.officers"),
        ({"officers": (JUDGE, POLICEWOMAN)}, "search.officers"),
        ({"asked_to_hand_over": False}, "search.asked_first"),
        ({"identity_shown": False}, "search.identity"),
        ({"family_told": False}, "search.family"),
        ({"grassroots_told": False}, "search.grassroots"),
        ({"everybody_there": False}, "search.presence"),
        ({"opened_by_force": True}, "search.opening"),
        ({"things_taken": True}, "search.list"),
        ({"record_made": False}, "search.record"),
        ({"record_signed": False}, "search.signed"),
    ],
)
def test_each_lack_is_named(change: dict[str, object], requirement: str) -> None:
    assert requirement in closed_by(replace(LAWFUL, **change))  # type: ignore[arg-type] # reason: one field each


def test_a_womans_body_is_searched_by_women_alone() -> None:
    woman = replace(LAWFUL, body_search_of=Sex.FEMALE, body_searched_by=("w",))
    assert closed_by(woman) == set()
    assert closed_by(replace(woman, body_searched_by=("w", "j"))) == {"search.by_women"}
    assert closed_by(replace(woman, officers=(JUDGE, JUDGE), body_searched_by=("p",))) >= {
        "search.woman_officer",
        "search.by_women",
    }
    alone = replace(woman, officers=(JUDGE, SearchOfficer("k", OfficerKind.JUDGE, Sex.MALE), POLICEWOMAN))
    assert "search.woman_officer" in closed_by(alone, Moment.ISSUE)


def test_the_warrant_waits_for_the_president_and_the_door_for_the_rest() -> None:
    bare = replace(LAWFUL, approved_by_president_at=None, identity_shown=False, record_made=False)
    assert closed_by(bare, Moment.PROPOSE) == set()
    assert closed_by(bare, Moment.ISSUE) == {"search.approved"}


def test_absence_is_no_bar_once_it_is_recorded_and_recorders_only_warn() -> None:
    away = replace(LAWFUL, everybody_there=False, absence_recorded=True, recorders=1, outsiders_kept_out=False)
    assert closed_by(away) == set()
    found = [one.requirement.id for one in warned(search_gate(away, Moment.CARRY_OUT))]
    assert found == ["search.outsiders", "search.recorders"]


def test_at_a_unit_no_village_committee_is_asked() -> None:
    assert closed_by(replace(LAWFUL, debtor_is_unit=True, grassroots_told=False)) == set()
