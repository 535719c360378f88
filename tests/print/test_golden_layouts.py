"""Every kind of paper is laid out as it was when somebody looked at it."""

from collections.abc import Callable

import pytest

from app.documents.catalog import KINDS
from tests.support.layouts import FOLDER, differences, golden, layout_of


@pytest.mark.parametrize("key", KINDS)
def test_a_paper_is_laid_out_as_it_was_looked_at(key: str, sample: Callable[[str], bytes]) -> None:
    assert differences(layout_of(sample(key)), golden(key)) == []


def test_there_is_no_layout_of_a_kind_that_is_gone() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(KINDS)


def test_a_line_that_moved_changed_or_went_is_found() -> None:
    kept = golden("compel_warrant")
    assert differences(kept, kept) == []
    foot, rest = kept[4].split(" ", 1)
    assert len(differences([*kept[:4], f"{int(foot) + 2} {rest}", *kept[5:]], kept)) == 1
    assert len(differences([*kept[:4], kept[4] + "。", *kept[5:]], kept)) == 1
    assert differences(kept[:-1], kept) == [f"{len(kept)} lines are {len(kept) - 1}"]
    assert differences([kept[0].replace("edges", "1 edges"), *kept[1:]], kept)
