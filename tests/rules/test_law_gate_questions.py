"""Gates on questions: one that nobody put is not answered no, and one that concerns nobody is not answered at all."""

from dataclasses import replace

import pytest

from app.law.gate_compel import CompelFacts, compel_gate
from app.law.gate_detain import DetainFacts, detain_gate
from app.law.gates import Deputy, Finding, Moment, warned
from app.law.identity import Sex
from tests.rules.test_law_gates import BEFORE, COMPEL, DETAIN, ids, stopped


def found(facts: CompelFacts | DetainFacts, name: str, moment: Moment) -> Finding:
    gate = compel_gate(facts, moment) if isinstance(facts, CompelFacts) else detain_gate(facts, moment)
    return next(one for one in gate if one.requirement.id == name)


@pytest.mark.parametrize(
    ("fact", "name", "sex", "stops"),
    [
        ("seriously_ill", "detain.not_ill", Sex.MALE, True),
        ("sole_carer", "detain.not_sole_carer", Sex.MALE, False),
        ("pregnant", "detain.not_pregnant", Sex.FEMALE, True),
        ("nursing", "detain.not_nursing", Sex.FEMALE, True),
        ("pregnant", "detain.not_pregnant", None, True),
    ],
)
def test_a_question_nobody_asked_is_not_answered_no(fact: str, name: str, sex: Sex | None, *, stops: bool) -> None:
    asked = replace(DETAIN, sex=sex, pregnant=False, nursing=False)
    facts = replace(asked, **{fact: None})  # type: ignore[arg-type] # reason: field by name
    for moment in Moment:
        one = found(facts, name, moment)
        assert (one.met, one.reason_code) == (False, "law.not_asked_yet")
        assert one.asked is (moment is not Moment.PROPOSE)
        assert found(asked, name, moment).met
    assert stopped(facts, Moment.PROPOSE) == []
    assert (name in stopped(facts, Moment.APPROVE)) is (name in stopped(facts, Moment.ISSUE)) is stops
    assert stops or ids(warned(detain_gate(facts, Moment.APPROVE))) == [name]


def test_what_does_not_concern_a_person_is_said_not_to_apply() -> None:
    beside = {one.requirement.id for one in detain_gate(DETAIN, Moment.ISSUE) if one.met and one.reason_code}
    women = {"detain.asked", "detain.not_pregnant", "detain.not_nursing"}
    assert beside == {"detain.deputy", "detain.township_report", *women}
    assert found(COMPEL, "compel.deputy", Moment.ISSUE).reason_code == "law.does_not_apply"
    permitted = replace(DETAIN, deputy=Deputy.COUNTY_OR_ABOVE, deputy_permission_at=BEFORE)
    assert found(permitted, "detain.deputy", Moment.ISSUE).reason_code == ""
