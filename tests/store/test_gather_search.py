"""The warrant of a search: everything in it was approved, and without the approval it does not exist."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.refusal import Kind, Refusal
from app.documents import actions, gather, offers
from app.documents.actions import IssuePaper, ReservePaper, VoidPaper
from app.documents.facts_property import SearchWarrant
from app.documents.gathered import Wanted
from app.documents.imprint import Provenance
from app.documents.menu import MENU
from app.documents.tables import Paper
from app.measures import queries as measures
from app.measures.actions_proposals import ProposeSearch, propose_search
from app.measures.gathering import GateClosed
from app.measures.rules import Step
from tests.support.make_measures import make_approved, make_compel
from tests.support.make_papers import Act, Arranged, make_known_case

WARRANT, RECORD = "search_warrant", "search_record"
SEEN = {
    "place": ["某号院"], "started": ["2026-01-16T18:00"], "ended": ["2026-01-16T19:00"], "recorder": ["陈敏"],
    "officers.0.name": ["李文"], "officers.0.duty": ["执行法官"], "officers.0.certificate": ["证3"],
    "officers.1.name": ["杨兰"], "officers.1.duty": ["执行员"], "officers.1.certificate": ["证1"],
    "women": ["由女执行人员杨兰进行"], "present.0.name": ["张某一"], "present.0.standing": ["被执行人"], "summoned": ["已通知"], "shown": ["已出示"],
    "demanded": ["责令交出，拒绝"], "course": ["逐间查看"], "opened": ["无"], "objections": ["无"], "recording": ["记01"],
}  # fmt: skip
REASON = "其妻承认会计账簿藏在库房，责令交出后仍拒不交出"


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


def make_search(case: Arranged, act: Act, *officers: str, **changes: Any) -> UUID:
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
            "woman_searched": True,
        }
        | changes
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
    alone = make_approved(case.session, act("president"), make_search(case, act, "judge", woman_searched=False))
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
    search = make_search(case, act, "judge", "bailiff2")
    judge = act("judge")

    def offered() -> offers.Offer:
        return next(one for one in offers.of_case(case.session, judge, case.case_id) if one.kind == WARRANT)

    before = offered()
    assert before.refusal
    assert (before.refusal.code, before.fillable) == ("paper.approval_missing", False)
    assert "search.approved" in [one.id for one in before.findings if not one.met]
    make_approved(case.session, act("president"), search)
    assert offered().ready


def issued(case: Arranged, actor: Actor, kind: str, subject_id: UUID, facts: Any) -> Paper:
    """The paper as the press issues it, without its bytes."""
    about = gather.gather(case.session, actor, Wanted(kind=kind, subject_id=subject_id)).about
    paper = actions.reserve(case.session, actor, ReservePaper(kind=kind, **asdict(about)))
    told = facts.model_dump(mode="json")
    made = IssuePaper(paper_id=paper.id, facts=told, sha256="0" * 64, size=1, made_with=Provenance("", "", ""))
    return actions.issue(case.session, actor, made)


def warranted(case: Arranged, act: Act, **changes: Any) -> tuple[UUID, Paper]:
    search = make_approved(case.session, act("president"), make_search(case, act, "judge", "bailiff2", **changes))
    return search, issued(case, act("judge"), WARRANT, search, case.facts(act("judge"), WARRANT, search))


def test_without_a_woman_among_the_officers_no_womans_body_is_to_be_searched(case: Arranged, act: Act) -> None:
    search = make_approved(case.session, act("president"), make_search(case, act, "judge", "bailiff"))
    with pytest.raises(GateClosed) as no:
        require_allowed(case, act("judge"), search)
    assert [fault.field for fault in no.value.faults] == ["search.woman_officer"]
    assert "民诉解释第496条" in dict(no.value.faults[0].facts)["citation"]
    assert case.facts(act("judge"), WARRANT, search).women == ()


@pytest.mark.parametrize(
    ("asked", "officers", "told", "named"),
    [
        (True, ("judge", "bailiff2"), "由女执行人员杨兰进行", ("杨兰",)),
        (False, ("judge", "bailiff2"), "不进行", ()),
        (True, ("judge", "bailiff"), "尚未安排女执行人员", ()),
    ],
)
def test_the_form_and_the_warrant_tell_who_searches_women(
    case: Arranged, act: Act, *, asked: bool, officers: tuple[str, ...], told: str, named: tuple[str, ...]
) -> None:
    search = make_approved(case.session, act("president"), make_search(case, act, *officers, woman_searched=asked))
    form = case.facts(act("judge"), "search_approval", search)
    assert told in form.facts
    assert "搜查场所：某建材店库房；某号院" in form.facts
    assert (form.proposed, form.opinions[-1].step) == (
        "搜查隐匿的会计账簿等资料，有效期2026年1月16日至2026年1月19日",
        "院长批准",
    )
    assert case.facts(act("judge"), WARRANT, search).women == named


def test_the_issued_warrant_and_the_record_carry_the_search_on(case: Arranged, act: Act) -> None:
    judge = act("judge")
    search = make_approved(case.session, act("president"), make_search(case, act, "judge", "bailiff2"))
    with pytest.raises(Refusal) as no:
        case.facts(judge, RECORD, search)
    assert no.value.code == "paper.no_warrant"
    facts = case.facts(judge, WARRANT, search)
    paper = issued(case, judge, WARRANT, search, facts)
    assert state(case, search) == ("warranted", [Step.APPROVED, Step.WARRANTED])
    actions.void(case.session, judge, VoidPaper(paper_id=paper.id, reason="印错"))
    again = issued(case, judge, WARRANT, search, facts)
    assert state(case, search) == ("warranted", [Step.APPROVED, Step.WARRANTED]), "a second warrant is no second step"
    assert case.facts(judge, RECORD, search, SEEN).warrant == again.control_no
    issued(case, judge, RECORD, search, case.facts(judge, RECORD, search, SEEN))
    assert state(case, search) == ("executed", [Step.APPROVED, Step.WARRANTED, Step.SEARCHED])


def state(case: Arranged, search: UUID) -> tuple[str, list[str]]:
    found = measures.proposal(case.session, WHOLE_COURT, search)
    return found.state.value, [one.step for one in found.decisions if one.step != Step.ENDORSED]


def test_a_record_names_the_warrant_of_its_own_search_and_a_place_in_it(case: Arranged, act: Act) -> None:
    first, warrant = warranted(case, act)
    _, newer = warranted(case, act, places=("西院",))
    assert warrant.control_no != newer.control_no
    facts = case.facts(act("judge"), RECORD, first, SEEN)
    assert (facts.warrant, facts.place, facts.women) == (warrant.control_no, "某号院", "由女执行人员杨兰进行")
    assert [one.name for one in facts.officers] == ["李文", "杨兰"]
    asked = gather.gather(case.session, act("judge"), Wanted(kind=RECORD, subject_id=first)).asks
    assert next(one for one in asked if one.name == "place").choices == ("某建材店库房", "某号院")
    with pytest.raises(Refusal) as no:
        case.facts(act("judge"), RECORD, first, SEEN | {"place": ["西院"]})
    assert [(one.field, one.code) for one in no.value.faults] == [("place", "paper.not_in_warrant")]
    assert RECORD not in {kind for kinds in MENU.values() for kind in kinds}
    with pytest.raises(Refusal):
        case.facts(act("judge"), RECORD)
