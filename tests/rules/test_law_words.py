"""Whatever the law refuses or finds lacking has its sentence, and every value of its closed sets its word."""

import ast
import re
from pathlib import Path

import pytest

import app.law
from app.law.allocation import Head
from app.law.clock_rules import CLOCKS, Warned
from app.law.deadlines import State
from app.law.gate_kinds import GATES
from app.law.gates import DOES_NOT_APPLY, NOT_ASKED, Deputy, PersonStanding, Severity
from app.law.grounds import Measure
from app.law.interest import DayCount
from app.law.punishments import EmergencyAct
from app.law.registry import Certainty
from routes.words import sentences

FAULTS, LABELS, REFUSALS = (sentences.tables(name) for name in ("FAULTS", "LABELS", "REFUSALS"))

CODES = {
    "law.settle_creditor_unsigned",
    "law.settle_debtor_unsigned",
    NOT_ASKED.code,
    DOES_NOT_APPLY.code,
    "law.unconfirmed",
}


def lacks() -> dict[str, set[str]]:
    """Every code given to `lack`, with the names of its facts."""
    return {
        "law." + str(call.args[0].value): {str(keyword.arg) for keyword in call.keywords} | {"citation"}
        for file in Path(app.law.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "lack"
        if isinstance(call.args[0], ast.Constant)
    }


def test_every_lack_has_a_sentence_that_asks_for_no_other_fact() -> None:
    found = lacks()
    assert set(found) | CODES == {code for code in FAULTS if code.startswith("law.")}
    wrong = [code for code, facts in found.items() if not set(re.findall(r"%\((\w+)\)", FAULTS[code])) <= facts]
    assert wrong == []
    assert all("%(citation)s" in FAULTS[code] for code in found)


def test_codes_of_refusals_and_of_lacks_do_not_contradict() -> None:
    assert not set(REFUSALS) & set(FAULTS)


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("head", Head),
        ("clock_state", State),
        ("warned", Warned),
        ("person_standing", PersonStanding),
        ("deputy", Deputy),
        ("punishment", Measure),
        ("emergency_act", EmergencyAct),
        ("severity", Severity),
        ("certainty", Certainty),
        ("day_count", DayCount),
    ],
)
def test_every_value_has_a_word(group: str, values: type) -> None:
    assert set(LABELS[group]) == set(values)  # type: ignore[call-overload] # reason: an enumeration iterates


def test_every_clock_and_requirement_has_a_word() -> None:
    assert set(LABELS["clock"]) == {clock.key for clock in CLOCKS}
    assert set(LABELS["requirement"]) == {rule.requirement.id for gate in GATES.values() for rule in gate.rules}
