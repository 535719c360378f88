"""What must come first counts only when it came first: permissions, reports, the president's word, an appointed time."""

from dataclasses import replace

from app.base.instant import Instant
from app.law.gate_detain import detain_gate
from app.law.gates import Deputy, Moment, warned
from app.law.punishments import EmergencyAct, EmergencyFact
from tests.rules.test_law_gates import BEFORE, COMPEL, DETAIN, NOW, SUMMONS, ids, stopped

EARLIER = Instant.parse("2026-01-16T09:00")
LATER = Instant.parse("2026-01-17T06:01")


def test_the_appointed_minute_itself_is_not_yet_missed() -> None:
    assert stopped(replace(COMPEL, summonses=(replace(SUMMONS, appear_at=NOW),))) == [
        "compel.time_passed",
        "compel.absent",
        "compel.no_good_reason",
    ]


def test_a_permission_still_to_come_or_come_after_the_person_was_taken_is_none() -> None:
    for facts in (COMPEL, DETAIN):
        announced = replace(facts, deputy=Deputy.COUNTY_OR_ABOVE, deputy_permission_at=LATER)
        assert [name.partition(".")[2] for name in stopped(announced)] == ["deputy"]
    taken = EmergencyFact(EmergencyAct.VIOLENCE, BEFORE, BEFORE, NOW)
    held = replace(DETAIN, emergency=taken, deputy=Deputy.COUNTY_OR_ABOVE, deputy_permission_at=NOW)
    assert stopped(held) == ["detain.deputy"]
    township = replace(DETAIN, deputy=Deputy.TOWNSHIP, deputy_reported_at=LATER)
    assert ids(warned(detain_gate(township, Moment.CARRY_OUT))) == ["detain.township_report"]


def test_a_report_or_a_word_of_the_president_counts_only_after_the_taking_and_not_before_it_was_given() -> None:
    for reported, ratified, lacking in (
        (LATER, NOW, "detain.emergency_reported"),
        (EARLIER, NOW, "detain.emergency_reported"),
        (BEFORE, LATER, "detain.approved"),
        (BEFORE, EARLIER, "detain.approved"),
    ):
        taken = EmergencyFact(EmergencyAct.VIOLENCE, BEFORE, reported, ratified)
        assert stopped(replace(DETAIN, emergency=taken)) == [lacking]
    assert stopped(replace(DETAIN, approved_by_president_at=LATER)) == ["detain.approved"]
    assert stopped(replace(COMPEL, approved_by_president_at=LATER)) == ["compel.approved"]
