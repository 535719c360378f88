"""A record tells every deed there can be, in a sentence."""

import re
from typing import Any

import pytest

from app.documents import steps
from app.measures.rules import DeedKind
from tests.rules.test_measures_custody import BODIES
from tests.rules.test_measures_folds import DAWN, line

GIVEN: dict[str, dict[str, Any]] = {
    "service.serve": {"paper": "detention_decision"},
    "question.extend": {"reason": "案情复杂"},
    "person.release": {"reason": "ended"},
    "restraint.apply": {"danger": "escape", "reason": "冲向大门"},
    "detain.examine": {"result": "unfit", "findings": "血压过高"},
    "detain.refuse": {"reason": "血压过高"},
}


@pytest.mark.parametrize("kind", DeedKind)
def test_every_kind_of_deed_has_its_sentence(kind: DeedKind) -> None:
    for body in BODIES.get(kind, [GIVEN.get(kind, {})]):
        said = steps.of_deed(line(kind, DAWN, **body))
        assert re.search(r"[\u4e00-\u9fff].*。", said), said
        assert "None" not in said


def test_a_restraint_is_told_with_its_reason() -> None:
    said = steps.of_deed(line("restraint.apply", DAWN, **GIVEN["restraint.apply"]))
    assert said == "因其可能脱逃，冲向大门，对其使用手铐。"
