"""What a deed of custody shows by itself, whatever came before it: 违规待核."""

from typing import Final

import pytest

from app.law.officers import OfficerKind
from app.measures import flags
from app.measures.rules import Deed, OfficerFact
from tests.rules.test_measures_folds import DAWN, line

MAN, WOMAN = (OfficerFact(OfficerKind.POLICE, sex) for sex in ("male", "female"))
JUDGE: Final = OfficerFact(OfficerKind.JUDGE, "male")


@pytest.mark.parametrize(
    ("deed", "officers", "sex", "flag"),
    [
        (line("restraint.apply", DAWN), [MAN], "male", "restraint.no_reason"),
        (line("restraint.apply", DAWN, danger="other"), [MAN], "male", "restraint.no_reason"),
        (line("restraint.apply", DAWN, danger="escape"), [JUDGE], "male", "restraint.no_police"),
        (
            line("person.search", DAWN, recorder_no="1", second_recorder_no="2"),
            [JUDGE, MAN],
            "female",
            "search.no_woman_officer",
        ),
        (line("person.search", DAWN, recorder_no="1"), [JUDGE, WOMAN], "female", "search.one_recorder"),
        (line("detain.announce", DAWN, seriously_ill=True), [JUDGE], "male", "detain.exempt"),
        (line("detain.hand_over", DAWN, pregnant=True), [JUDGE, WOMAN], "female", "detain.exempt"),
        (line("detain.announce", DAWN, age=17), [JUDGE], "male", "detain.exempt_age"),
        (line("detain.announce", DAWN, age=70), [JUDGE], "male", "detain.exempt_age"),
        (line("detain.announce", DAWN, deputy="township"), [JUDGE], "male", "detain.deputy"),
        (line("detain.announce", DAWN, sole_carer=True), [JUDGE], "male", "detain.sole_carer"),
        (line("custody.decide", DAWN, matter="refusal", outcome="release"), [], "male", "custody.not_president"),
    ],
)
def test_what_a_deed_of_custody_shows_by_itself(deed: Deed, officers: list[OfficerFact], sex: str, flag: str) -> None:
    assert flags.of_itself(deed, officers, person_sex=sex) == (flag,)


def test_a_lawful_restraint_and_a_decision_of_the_president_show_nothing() -> None:
    on = line("restraint.apply", DAWN, danger="escape", means="handcuffs")
    assert flags.of_itself(on, [MAN], person_sex="male") == ()
    decided = line("custody.decide", DAWN, matter="refusal", outcome="release")
    assert flags.of_itself(decided, [], person_sex="male", deciders=("president",)) == ()
