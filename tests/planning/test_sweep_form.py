"""The JSON form of a sweep problem: every wrong field is named at once, what may be left out may."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.planning.generator import make
from bench.planning.sweep_files import BadFileError, of_raw, read
from bench.planning.sweep_form import FormError, table

OPTIONAL = ("buddy", "detain", "compel", "woman_officer", "village", "kinds", "knock")


def drawn() -> dict[str, Any]:
    """A small problem."""
    return make(8, 2, 5)


def test_what_may_be_left_out_may_and_the_order_of_keys_does_not_matter() -> None:
    raw = drawn()
    for target in raw["targets"]:
        for key in OPTIONAL:
            target.pop(key)
    for squad in raw["squads"]:
        for key in ("seats", "police", "woman"):
            squad.pop(key)
    raw.pop("locations")
    turned = {**dict(reversed(raw.items())), "targets": [dict(reversed(one.items())) for one in raw["targets"]]}
    file = of_raw("bare", turned)
    assert len(file.problem.targets) == 8
    assert file.pairs == ()
    assert file.problem == of_raw("bare", raw).problem


def test_ids_need_not_count_from_nothing() -> None:
    raw = drawn()
    named = {one["id"]: f"T{one['id']}" for one in raw["targets"]}
    same = of_raw("numbers", raw)
    for target in raw["targets"]:
        target["id"] = named[target["id"]]
        target["buddy"] = named.get(target["buddy"])
    file = of_raw("names", raw)
    assert (file.problem, file.pairs) == (same.problem, same.pairs)


def test_every_wrong_field_is_named_at_once() -> None:
    raw = drawn()
    raw["targets"][0]["service"] = -5
    raw["targets"][1]["presence"][0][0] = 2.0
    raw["squads"][1].pop("start")
    with pytest.raises(FormError) as no:
        of_raw("wrong", raw)
    for field in ("targets[0].service", "targets[1].presence[0][0]", "squads[1].start"):
        assert field in str(no.value)


def test_fields_that_contradict_one_another_are_named_at_once() -> None:
    raw = drawn()
    raw["targets"][0]["buddy"] = 77
    raw["targets"][1]["id"] = 0
    raw["targets"][2]["addresses"] = [999]
    with pytest.raises(FormError) as no:
        of_raw("wrong", raw)
    for field in ("targets[0].buddy", "targets: the id 0", "targets[2].addresses", "targets[2].presence"):
        assert field in str(no.value)


@pytest.mark.parametrize("cell", [None, -1, float("nan"), float("inf")])
def test_a_way_that_nobody_told_is_told_by_its_place(cell: float | None, tmp_path: Path) -> None:
    raw = drawn()
    raw["seconds"][2][1] = cell
    (tmp_path / "hole.json").write_text(json.dumps(raw), "utf-8")
    with pytest.raises(BadFileError, match="from place 2 to 1"):
        read(tmp_path / "hole.json")


def test_a_table_with_rows_of_different_lengths_is_none() -> None:
    with pytest.raises(FormError, match="all of one length"):
        table([[0, 1], [0]], "seconds")


def test_nobody_to_visit_is_said(tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text(json.dumps(drawn() | {"targets": []}), "utf-8")
    with pytest.raises(BadFileError, match="nobody to visit"):
        read(tmp_path / "none.json")
