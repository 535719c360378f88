"""The bench's own month and scorer: a small set holds its limits, and the scorer sees what is wrong."""

from bench import money
from bench.money_made import made


def test_small_months_in_all_layouts_hold_the_limits() -> None:
    for seed in (1, 2, 3):
        files = made(seed, 150)
        _, answer = money.answered(files)
        found = money.score(money.rows(files["gold"]), money.rows(answer))
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
