"""A deed that hands a paper over serves it; cancelled, it does not; at the desk an unsealed paper stays where it is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal
from app.documents import actions
from app.documents import queries_stages as queries
from app.documents.actions import VoidPaper
from app.documents.actions_seals import SealByHand, Stamped, TakeBackSeal, seal_by_hand, take_back
from app.documents.actions_service import cancel, record
from app.documents.sealing import Stage
from app.documents.tables import Paper
from app.measures.tables import MeasureDeed
from tests.support.make_measures import deed, make_summons
from tests.support.make_papers import Arranged, make_detention, make_issued, make_known_case

Act = Callable[..., Actor]


@pytest.fixture
def case(session: Session, act: Act) -> Arranged:
    return make_known_case(session, act("judge"))


def put(case: Arranged, act: Act, kind: str, **changes: Any) -> Paper:
    row = make_issued(kind, case, act("judge"), **changes)
    case.session.add(row)
    case.session.flush()
    return row


def sealed(case: Arranged, act: Act, paper: Paper) -> None:
    clerk = act("clerk")
    stamped = (Stamped(paper_id=paper.id, copies=1),)
    seal_by_hand(case.session, clerk, SealByHand(papers=stamped, sealed_at=clerk.now, sealed_by="管印人"))


def serve(case: Arranged, actor: Actor, kind: str = "service.serve", **changes: Any) -> tuple[UUID, list[str]]:
    given = {"mode": "signed", "receiver": "张某一"} if kind.startswith("service") else {}
    letter = deed(kind, case.case_id, case.person_id, actor.now, **given | changes)
    record(case.session, actor, letter)
    record(case.session, actor, letter)
    row = case.session.get_one(MeasureDeed, letter.id)
    return letter.id, [flag for flag in row.flags if flag.startswith("service.")]


def stage(case: Arranged, paper: Paper) -> Stage:
    return queries.stages(case.session, [paper])[paper.id]


def test_a_sealed_summons_is_served_by_its_deed_and_the_paper_tells_how(case: Arranged, act: Act) -> None:
    summons_id = make_summons(case.session, act("judge"), case.case_id, case.person_id)
    paper = put(case, act, "summons", subject_id=summons_id)
    sealed(case, act, paper)
    deed_id, flags = serve(case, act("bailiff"), "service.summon", summons_id=summons_id)
    assert (flags, stage(case, paper)) == ([], Stage.SERVED)
    event = queries.service(case.session, paper.id)
    assert event
    assert (event.deed_id, event.details) == (
        deed_id,
        {"mode": "signed", "receiver": "张某一", "door": "tablet"},
    )
    assert len(queries.services(case.session, [paper.id])) == 1


def test_from_the_door_an_unsealed_paper_is_recorded_and_flagged(case: Arranged, act: Act) -> None:
    proposal = make_detention(case, act)
    paper = put(case, act, "detention_decision", subject_id=proposal, control_no="JL2026-000001")
    _, flags = serve(case, act("bailiff"), "detain.announce", proposal_id=proposal, decision_served=True)
    assert (flags, stage(case, paper)) == (["service.unsealed"], Stage.SERVED)


def test_from_the_desk_an_unsealed_paper_is_refused_and_nothing_is_kept(case: Arranged, act: Act) -> None:
    paper = put(case, act, "early_release")
    with pytest.raises(Refusal) as no:
        serve(case, act("judge"), paper=paper.kind, paper_id=paper.id, door="desk")
    assert (no.value.code, no.value.kind) == ("paper.unsealed", Kind.CONFLICT)
    assert case.session.query(MeasureDeed).count() == 0
    sealed(case, act, paper)
    serve(case, act("judge"), paper=paper.kind, paper_id=paper.id, door="desk")
    assert stage(case, paper) is Stage.SERVED


def test_a_void_paper_is_refused_at_the_desk_and_flagged_from_the_door(case: Arranged, act: Act) -> None:
    paper = put(case, act, "early_release")
    sealed(case, act, paper)
    actions.void(case.session, act("judge"), VoidPaper(paper_id=paper.id, reason="写错"))
    with pytest.raises(Refusal) as no:
        serve(case, act("judge"), paper=paper.kind, paper_id=paper.id, door="desk")
    assert no.value.code == "paper.not_issued"
    _, flags = serve(case, act("bailiff"), paper=paper.kind, paper_id=paper.id)
    assert flags == ["service.void_paper"]


def test_a_cancelled_service_is_taken_back_and_may_be_done_again(case: Arranged, act: Act) -> None:
    paper = put(case, act, "early_release")
    sealed(case, act, paper)
    bailiff = act("bailiff")
    deed_id, _ = serve(case, bailiff, paper=paper.kind, control_number=paper.control_no)
    with pytest.raises(Refusal) as no:
        take_back(case.session, act("clerk"), TakeBackSeal(paper_id=paper.id, reason="勾错了"))
    assert no.value.code == "paper.served_already"
    wrong = Cancel(id=new_id(bailiff.now), at=bailiff.now, cancels=deed_id, reason="递错了人")
    assert cancel(case.session, bailiff, wrong)
    assert cancel(case.session, bailiff, wrong)
    assert stage(case, paper) is Stage.SEALED
    serve(case, bailiff, paper=paper.kind)
    assert stage(case, paper) is Stage.SERVED


def test_a_paper_of_somebody_else_is_missing_and_a_number_of_the_case_system_is_no_paper_of_ours(
    case: Arranged, act: Act
) -> None:
    paper = put(case, act, "early_release", person_id=UUID(int=3))
    with pytest.raises(Refusal) as no:
        serve(case, act("bailiff"), paper=paper.kind, paper_id=paper.id)
    assert no.value.facts["what"] == "paper"
    _, flags = serve(case, act("bailiff"), paper="ruling", control_number="（2026）宁0425执1号")
    assert flags == []


def test_a_second_service_at_the_desk_is_refused(case: Arranged, act: Act) -> None:
    paper = put(case, act, "early_release")
    sealed(case, act, paper)
    serve(case, act("bailiff"), paper=paper.kind, paper_id=paper.id)
    with pytest.raises(Refusal) as no:
        serve(case, act("judge"), paper=paper.kind, paper_id=paper.id, door="desk")
    assert no.value.code == "paper.served_already"


def test_the_receipt_of_service_lists_what_is_still_to_serve_then_what_was_served(case: Arranged, act: Act) -> None:
    given = {"address": ["王洼镇"], "servers": ["执行员甲", "执行员乙"]}
    first = put(case, act, "summons", control_no="CP2026-000001")
    second = put(case, act, "early_release", series="TJ", control_no="TJ2026-000001")

    def listed() -> list[str]:
        return [one.name for one in case.facts(act("judge"), "service_receipt", added=given).papers]

    assert listed() == ["传票", "提前解除拘留决定书"]
    for paper in (first, second):
        sealed(case, act, paper)
    serve(case, act("bailiff"), paper="early_release")
    assert listed() == ["传票"]
    serve(case, act("bailiff"), paper="summons")
    assert listed() == ["传票", "提前解除拘留决定书"]
