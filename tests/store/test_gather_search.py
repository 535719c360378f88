"""The warrant of a search: everything in it was approved, and without the approval it does not exist."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal
from app.documents import gather, offers
from app.documents.facts_property import SearchWarrant
from app.documents.gathered import Wanted
from app.documents.menu import MENU
from app.measures.actions_proposals import ProposeSearch, propose_search
from app.measures.gathering import GateClosed
from tests.support.make_measures import make_approved, make_compel
from tests.support.make_papers import Act, Arranged, make_known_case

WARRANT = "search_warrant"
REASON = "其妻承认会计账簿藏在库房，责令交出后仍拒不交出"


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


def make_search(case: Arranged, act: Act, *officers: str) -> UUID:
    judge = act("judge")
    asked = ProposeSearch.model_validate(
        {
            "case_id": case.case_id,
            "person_id": case.person_id,
            "reason": REASON,
            "sought": "books",
            "places": ("某建材店库房", "某号院"),
            "evidence": ("谈话笔录",),
            "officer_ids": [act(one).id for one in officers],
            "valid_from": judge.now.day,
            "valid_until": judge.now.day + timedelta(days=3),
            "duty_unperformed": True,
        }
    )
    return propose_search(case.session, judge, asked)


def require_allowed(case: Arranged, actor: Actor, subject_id: UUID) -> None:
    gathered = gather.gather(case.session, actor, Wanted(kind=WARRANT, subject_id=subject_id))
    gather.require_allowed(case.session, actor, WARRANT, gathered)


def test_a_warrant_says_what_the_president_allowed(case: Arranged, act: Act) -> None:
    search = make_approved(case.session, act("president"), make_search(case, act, "judge", "bailiff2"))
    typed = {"places": ["别处"], "officers": ["丁二"], "approved_by": ["李文"], "ends": ["2026-12-31"]}
    facts = case.facts(act("judge"), WARRANT, search, typed)
    assert isinstance(facts, SearchWarrant)
    assert (facts.subject, facts.places, facts.reason) == ("张某一", ("某建材店库房", "某号院"), REASON)
    assert (facts.officers, facts.women, facts.sought) == (("李文", "杨兰"), ("杨兰",), "隐匿的会计账簿等资料")
    assert (facts.starts, facts.ends) == (date(2026, 1, 16), date(2026, 1, 19))
    assert (facts.approved_by, facts.approved_on) == ("王成", date(2026, 1, 16))
    assert facts.approval_reference == "在本系统签署（2026年1月16日18时00分）"
    require_allowed(case, act("judge"), search)


def test_without_the_approval_there_is_no_warrant_and_nobody_types_one(case: Arranged, act: Act) -> None:
    search = make_search(case, act, "judge", "bailiff")
    with pytest.raises(Refusal) as no:
        require_allowed(case, act("judge"), search)
    assert (no.value.code, no.value.kind) == ("paper.approval_missing", Kind.CONFLICT)
    typed = {"approved_by": ["王成"], "approved_on": ["2026-01-16"], "approval_reference": ["审批表1号"]}
    assert case.lacks(act("judge"), WARRANT, search, typed) == "签发人（院长）、签发日期、审批依据"


def test_a_warrant_needs_a_search_of_its_own(case: Arranged, act: Act) -> None:
    compel = make_approved(
        case.session, act("president"), make_compel(case.session, act("judge"), case.case_id, case.person_id)
    )
    for subject_id in (None, compel):
        with pytest.raises(Refusal) as no:
            case.facts(act("judge"), WARRANT, subject_id)
        assert no.value.kind is Kind.MISSING
    assert WARRANT not in {kind for kinds in MENU.values() for kind in kinds}


def test_the_gate_is_asked_again_when_the_warrant_leaves(case: Arranged, act: Act) -> None:
    alone = make_approved(case.session, act("president"), make_search(case, act, "judge"))
    with pytest.raises(GateClosed) as no:
        require_allowed(case, act("judge"), alone)
    assert [fault.field for fault in no.value.faults] == ["search.officers"]
    late = act("judge", act("judge").now + timedelta(days=4))
    with pytest.raises(GateClosed) as over:
        require_allowed(case, late, alone)
    lacking = [one for one in over.value.findings if one.blocks]
    assert [one.id for one in lacking] == ["search.validity", "search.officers"]
    assert "第259条第2款" in lacking[0].citation


def test_the_case_offers_the_warrant_of_each_search(case: Arranged, act: Act) -> None:
    search = make_search(case, act, "judge", "bailiff")
    judge = act("judge")

    def offered() -> offers.Offer:
        return next(one for one in offers.of_case(case.session, judge, case.case_id) if one.kind == WARRANT)

    before = offered()
    assert before.refusal
    assert (before.refusal.code, before.fillable) == ("paper.approval_missing", False)
    assert "search.approved" in [one.id for one in before.findings if not one.met]
    make_approved(case.session, act("president"), search)
    assert offered().ready
