"""送拘材料清单: what must be at hand before a person is brought to the custody place."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.documents import custody_papers
from app.documents.custody_papers import ELSEWHERE, Have, Made, Piece
from app.documents.sealing import Stage
from app.law.citations import cite
from app.measures.custody import standing_of
from app.measures.rules import Deed
from app.measures.views import Elsewhere
from tests.rules.test_measures_custody import ADMITTED, ANNOUNCED, HANDED_OVER
from tests.rules.test_measures_folds import APPROVALS, DAWN, line

FIT = line("detain.examine", DAWN, place="县医院", result="fit")
KINDS = ("detention_decision", "custody_notice", "family_notice")


def papers(stage: Stage = Stage.SEALED) -> dict[str, Made]:
    return {kind: Made(UUID(int=place), kind, f"号{place}", stage) for place, kind in enumerate(KINDS)}


def pieces(log: tuple[Deed, ...], **changes: Any) -> dict[str, Piece]:
    given: dict[str, Any] = {"approved": True, "number": "（2026）宁0425司惩1号", "id_number": "640425198001010011"}
    given |= {"papers": papers(), "log": log} | changes
    return {one.key: one for one in custody_papers.pieces(**given)}


def test_everything_is_at_hand() -> None:
    found = pieces((ANNOUNCED, FIT))
    assert custody_papers.missing(found.values()) == 0
    assert (found["examination"].detail, found["custody_notice"].detail) == ("县医院", "号1")


@pytest.mark.parametrize(
    ("lacking", "changes", "have"),
    [
        ("approval", {"approved": False}, Have.MISSING),
        ("number", {"number": ""}, Have.MISSING),
        ("identity", {"id_number": ""}, Have.MISSING),
        ("examination", {"log": (ANNOUNCED,)}, Have.MISSING),
        (
            "examination",
            {"log": (ANNOUNCED, FIT, line("detain.examine", DAWN, place="县医院", result="unfit"))},
            Have.MISSING,
        ),
        ("doorstep", {"log": (line("detain.announce", DAWN, decision_served=True), FIT)}, Have.MISSING),
        (
            "detention_decision",
            {"log": (line("detain.announce", DAWN, seriously_ill=False), FIT)},
            Have.UNSERVED,
        ),
        *(
            (kind, {"papers": {one: made for one, made in papers().items() if one != kind}}, Have.MISSING)
            for kind in KINDS
        ),
        *((kind, {"papers": {**papers(), kind: papers(Stage.TO_SEAL)[kind]}}, Have.UNSEALED) for kind in KINDS),
    ],
)
def test_each_piece_that_lacks_is_named(lacking: str, changes: dict[str, Any], have: Have) -> None:
    found = pieces(**({"log": (ANNOUNCED, FIT)} | changes))
    assert found[lacking].have is have
    assert custody_papers.missing(found.values()) == 1


@pytest.mark.parametrize(
    ("told", "lacking"),
    [
        ({}, []),
        ({"place": "某县拘留所"}, ["elsewhere_explained", "elsewhere_approval"]),
        ({"place": "某县拘留所", "explained": True}, ["elsewhere_approval"]),
        ({"place": "某县拘留所", "explained": True, "approval": "某公批1号"}, []),
    ],
)
def test_a_custody_place_of_another_area_asks_for_two_papers_more(told: dict[str, Any], lacking: list[str]) -> None:
    found = pieces((ANNOUNCED, FIT), elsewhere=Elsewhere.model_validate(told))
    assert [key for key, one in found.items() if one.have is not Have.READY] == lacking
    assert ("elsewhere_explained" in found) == bool(told)
    assert all(cite(ELSEWHERE[key], date(2026, 1, 17)).short == "拘留所条例第9条" for key in lacking)


def test_a_decision_served_by_a_deed_of_its_own_is_served() -> None:
    log = (
        line("detain.announce", DAWN, sole_carer=False),
        line("service.serve", DAWN, paper="detention_decision"),
        FIT,
    )
    assert pieces(log)["detention_decision"].have is Have.READY


def test_who_was_admitted_needs_no_list_any_more() -> None:
    assert not custody_papers.brought(standing_of([ANNOUNCED, HANDED_OVER], APPROVALS))
    assert custody_papers.brought(standing_of([ANNOUNCED, HANDED_OVER, ADMITTED], APPROVALS))
