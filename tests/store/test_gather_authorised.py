"""Papers on what somebody decided in the president's place: in the president's name, the other named as authorised."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.documents import gather, offices
from app.documents.approvals import require_signed
from app.documents.catalog import KINDS
from app.documents.facts import texts
from app.documents.gathered import Wanted
from app.documents.imprint import SAMPLE
from app.documents.render import page_of
from app.measures import queries
from app.measures.actions_authority import EndAuthorisation, end_authorisation
from app.measures.actions_decisions import Approve, approve
from app.measures.actions_registrations import CheckRegistration, Register, check, register
from app.measures.rules import Step
from tests.store.test_gather_search import make_search
from tests.support.make_measures import DAY, make_authorisation, make_compel, make_detain, make_ready
from tests.support.make_papers import NUMBER, Act, Arranged, make_known_case

PRESIDENT, DEPUTY = "王成", "何平"
COMPEL = {"appear_at": ["2026-01-17T09:00"], "appear_place": ["执行局"], "police": ["冯刚", "杨兰"]}
AS_PRESIDENT = re.compile(f"(院\\s*长|批准人|签\\s*发\\s*人)(</th>)?(<td>)?\\s*{DEPUTY}")
HOW = "2026年1月16日登记的授权"


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


@pytest.fixture
def deputy(session: Session, act: Act) -> Actor:
    """Who may decide in the president's place today."""
    found = act("judge2")
    assert found.id
    make_authorisation(session, act("president"), found.id, from_at=found.now, until_at=found.now + DAY)
    return found


def decided(case: Arranged, deputy: Actor, proposal_id: UUID) -> UUID:
    make_ready(case.session, proposal_id, deputy.now)
    approve(case.session, deputy, Approve(proposal_id=proposal_id))
    return proposal_id


def asked(case: Arranged, act: Act) -> dict[str, UUID]:
    """One proposal of each kind that has papers of its own, by kind of paper."""
    judge = act("judge")
    detain = make_detain(
        case.session, judge, case.case_id, case.person_id, number=NUMBER, pregnant=False, nursing=False
    )
    compel = make_compel(case.session, judge, case.case_id, case.person_id)
    search = make_search(case, act, "judge", "bailiff2")
    return {
        "compel_warrant": compel, "compel_approval": compel, "search_warrant": search,
        "detention_decision": detain, "detain_approval": detain, "custody_notice": detain,
    }  # fmt: skip


def written(case: Arranged, actor: Actor, asked: dict[str, UUID]) -> Iterator[tuple[str, Any, str]]:
    for kind, subject_id in asked.items():
        gathered = gather.gather(case.session, actor, Wanted(kind=kind, subject_id=subject_id))
        typed = {one.name: COMPEL[one.name] for one in gathered.asks if one.name in COMPEL}
        typed |= {"officers": ["冯刚", "杨兰"]} if kind == "custody_notice" else {}
        facts = gather.facts_of(gathered, kind, typed)
        yield kind, facts, page_of(KINDS[kind], facts, SAMPLE, ())


def test_no_paper_prints_whom_he_authorised_as_the_president(case: Arranged, act: Act, deputy: Actor) -> None:
    proposals = asked(case, act)
    for proposal_id in set(proposals.values()):
        decided(case, deputy, proposal_id)
    named = {}
    for kind, facts, page in written(case, act("judge"), proposals):
        told = [page[max(0, place - 40) : place + 10] for place in _places(page, DEPUTY)]
        assert all("受权代行" in one and not AS_PRESIDENT.search(one) for one in told), (kind, told)
        assert bool(told) == (DEPUTY in page and PRESIDENT in page)
        named[kind] = [path for path, text in texts(facts) if DEPUTY in text]
    assert named["compel_warrant"] == named["search_warrant"] == ["acting"]
    assert named["compel_approval"] == ["opinions.1.by"]
    assert named["detention_decision"] == named["custody_notice"] == [], "they go out in the court's name"


def _places(page: str, name: str) -> list[int]:
    return [place for place in range(len(page)) if page.startswith(name, place)]


def test_the_form_cites_the_authorisation_on_record_even_when_it_is_over(
    case: Arranged, act: Act, deputy: Actor
) -> None:
    compel = decided(case, deputy, make_compel(case.session, act("judge"), case.case_id, case.person_id))
    step = queries.proposal(case.session, deputy.scope, compel).step(Step.APPROVED)
    assert step
    assert step.authorisation_id
    end_authorisation(case.session, act("president"), EndAuthorisation(authorisation_id=step.authorisation_id))
    facts = case.facts(act("judge"), "compel_warrant", compel, COMPEL)
    assert (facts.approved_by, facts.acting, facts.authority) == (PRESIDENT, DEPUTY, HOW)
    approval = case.facts(act("judge"), "compel_approval", compel).opinions[-1]
    assert (approval.step, approval.by) == ("院长批准", f"{PRESIDENT}（{DEPUTY}受权代行）")
    assert approval.how == f"在本系统签署，依据{HOW}，期至2026年1月17日"


def test_whoever_signed_the_form_on_paper_by_authority_is_named_so_too(case: Arranged, act: Act, deputy: Actor) -> None:
    asked = make_ready(case.session, make_compel(case.session, act("judge"), case.case_id, case.person_id), deputy.now)
    entry = {"proposal_id": asked, "basis": "case_system", "number": "演示1号", "decided_at": deputy.now}
    entered = register(case.session, act("judge"), Register.model_validate(entry | {"approver_id": deputy.id}))
    check(case.session, act("clerk"), CheckRegistration(registration_id=entered, agrees=True))
    step = queries.proposal(case.session, deputy.scope, asked).step(Step.APPROVED)
    assert step
    assert (step.by_id, offices.hand_of(case.session, step).named) == (deputy.id, f"{PRESIDENT}（{DEPUTY}受权代行）")


def test_the_president_himself_stands_alone(case: Arranged, act: Act) -> None:
    search = decided(case, act("president"), make_search(case, act, "judge", "bailiff2"))
    facts = case.facts(act("judge"), "search_warrant", search)
    assert (facts.approved_by, facts.acting, facts.authority) == (PRESIDENT, None, None)
    require_signed(case.session, KINDS["search_warrant"], dict(facts))
    assert timedelta(0) == facts.approved_on - act("judge").now.day
