"""What is wrong with a squad, each finding with its case."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.law import citations
from app.sweeps.rules import Car, Crew, Officer, Tone, squad_findings, sweep_findings
from routes.words import sentences
from tests.support.people import DAWN


def officer(name: str, kind: str = "executor", sex: str = "male", *, drives: bool = False) -> Officer:
    return Officer(uuid4(), name, kind, sex, drives)


LEADER = officer("马勇", drives=True)
SECOND = officer("杨兰", sex="female")
POLICE = officer("赵刚", "police")
POLICE_TOO = officer("丁二", "police")
SOUND = Crew(
    UUID(int=1),
    "第一组",
    (LEADER, SECOND, POLICE, POLICE_TOO),
    Car(UUID(int=9), "宁D·1警", 7),
    LEADER.id,
    (("compel", "female"),),
)


def codes(*crews: Crew) -> list[str]:
    return [finding.code.removeprefix("sweeps.squad.") for finding in squad_findings(crews)]


def test_a_sound_squad_has_no_findings() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"officers": (LEADER, POLICE), "tasks": (("serve", "male"),)}, ["few_officers"]),
        ({"officers": (LEADER, officer("丁二", "auxiliary"), POLICE), "tasks": (("serve", "male"),)}, ["few_officers"]),
        ({"leader_id": None}, ["no_leader"]),
        ({"leader_id": POLICE.id}, ["leader_kind"]),
        ({"officers": (LEADER, SECOND)}, ["no_police"]),
        ({"officers": (LEADER, SECOND, officer("丁二", "auxiliary"))}, ["no_police"]),
        ({"officers": (LEADER, SECOND, POLICE)}, ["few_police"]),
        ({"officers": (LEADER, officer("石头"), POLICE, POLICE_TOO)}, ["no_woman"]),
        (
            {"officers": (LEADER, officer("石头"), POLICE, POLICE_TOO, officer("丁三", "auxiliary", "female"))},
            ["no_woman"],
        ),
        ({"officers": (replace(LEADER, drives=False), SECOND, POLICE, POLICE_TOO)}, ["no_driver"]),
        ({"car": None}, ["no_vehicle"]),
        ({"car": Car(UUID(int=9), "宁D·1警", 4)}, ["few_seats"]),
        ({"car": Car(UUID(int=9), "宁D·1警", 6), "tasks": (("detain", "male"),)}, ["few_seats"]),
        ({"car": Car(UUID(int=9), "宁D·1警", 7), "tasks": (("detain", "male"),)}, []),
        ({"tasks": ()}, ["no_stops"]),
    ],
)
def test_each_finding_has_its_case(changes: dict[str, Any], expected: list[str]) -> None:
    assert codes(replace(SOUND, **changes)) == expected


def test_an_officer_in_two_squads_and_a_car_in_two_are_told_of_both() -> None:
    other = replace(SOUND, id=UUID(int=2), name="第二组")
    assert codes(SOUND, other).count("officer_twice") == 8
    assert codes(SOUND, other).count("vehicle_twice") == 2


def test_serving_and_persuading_need_neither_police_nor_a_woman() -> None:
    people = (LEADER, officer("石头"))
    assert codes(replace(SOUND, officers=people, tasks=(("serve", "female"), ("persuade", "female")))) == []


def test_findings_of_law_name_their_article_and_every_finding_has_a_sentence() -> None:
    bare = Crew(UUID(int=1), "第一组", (), None, None, (("detain", "female"),))
    found = squad_findings([bare])
    cited = {finding.code: finding.citation for finding in found if finding.citation}
    assert set(cited) == {"sweeps.squad.few_officers", "sweeps.squad.no_police", "sweeps.squad.no_woman"}
    assert all(citations.cite(key, DAWN.day).short for key in cited.values())
    every = set(sentences.tables("FAULTS"))
    assert {finding.code for finding in found} <= every


def test_one_policeman_on_a_taking_route_is_told_with_the_article_and_stops_nothing() -> None:
    alone = replace(SOUND, officers=(LEADER, SECOND, POLICE))
    (told,) = squad_findings([alone])
    assert (told.tone, told.blocks, told.facts) == (Tone.WARN, False, {"least": 2, "count": 1})
    assert citations.cite(told.citation, DAWN.day).short
    assert told.code in sentences.tables("FAULTS")
    assert codes(replace(alone, tasks=(("serve", "male"),))) == []


def test_only_what_is_grave_stops_the_publication() -> None:
    found = sweep_findings(squads=2, placed=3, targets=5)
    assert [(one.code, one.tone, one.facts) for one in found] == [("sweeps.whole.unplaced", Tone.WARN, {"count": 2})]
    assert not found[0].blocks
    assert [one.blocks for one in sweep_findings(squads=0, placed=0, targets=0)] == [True, True]
