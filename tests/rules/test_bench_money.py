"""The bench's own month and scorer: a small set holds its limits, and the scorer sees what is wrong."""

import pytest

from bench import money
from bench.money_made import made
from bench.money_noise import HARD, ROUGH
from bench.money_sets import rows


def test_small_months_in_all_layouts_hold_the_limits() -> None:
    for seed, mix in ((1, HARD), (2, HARD), (3, HARD), (4, ROUGH)):
        files = made(seed, 150, mix)
        _, answer = money.answered(files)
        found = money.score(rows(files["gold"]), rows(answer))
        assert found["wrong_pairs"] == found["wrong_case"] == found["trap"] == 0
        assert found["hit"] / found["truth"] > 0.9


def test_the_scorer_counts_wrong_pairs_traps_and_whole_suggestions() -> None:
    gold = [
        {"line_serial": "1", "receipt_no": "R1", "case_no": "C1", "kind": "one_to_one"},
        {"line_serial": "2", "receipt_no": "", "case_no": "", "kind": "unidentified"},
        {"line_serial": "3", "receipt_no": "R3", "case_no": "C3", "kind": "many_to_one"},
        {"line_serial": "3", "receipt_no": "R4", "case_no": "C4", "kind": "many_to_one"},
    ]
    answer = [
        {"line_serial": "1", "receipt_no": "R3", "case_no": "C3", "decision": "auto"},
        {"line_serial": "2", "receipt_no": "", "case_no": "C1", "decision": "auto"},
        {"line_serial": "3", "receipt_no": "R3", "case_no": "C3", "decision": "s1"},
        {"line_serial": "3", "receipt_no": "R3", "case_no": "C3", "decision": "s2"},
        {"line_serial": "3", "receipt_no": "R4", "case_no": "C4", "decision": "s2"},
    ]
    found = money.score(gold, answer)
    assert (found["wrong_pairs"], found["trap"], found["wrong_case"], found["asked"], found["in_three"]) == (
        1,
        1,
        2,
        2,
        1,
    )


def test_what_is_left_of_a_month_is_counted_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert money.main(["decisions", "--sets", "2", "--lines", "300", "--seed", "5"]) in {0, 1}
    told = capsys.readouterr().out
    assert "what is sure, confirmed at once" in told
    assert "group: nothing speaks for a case" in told
    assert "decisions for 500 lines (limit 25)" in told
