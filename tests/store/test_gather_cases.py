"""Papers written for a case: what the rooms know stands in them, what they do not know is asked by name."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.court.actions import ConfirmSource, confirm_source
from app.documents import gather
from app.documents.approvals import require_signed
from app.documents.asking import asks_of
from app.documents.catalog import FIELD, KINDS
from app.documents.consumption import AMENDED, PROHIBITED, RESTS_ON
from app.documents.facts_orders import ExecutionNotice
from app.documents.gather_credit import LISTING
from app.documents.gathered import AskForm, Wanted
from app.documents.menu import MENU
from app.law.citations import Certainty, cite, provisions
from app.measures.actions_proposals import ProposeEarlyRelease, propose_early_release
from tests.support.make_measures import make_approved
from tests.support.make_papers import NUMBER, Act, Arranged, make_detention, make_done, make_known_case
from tests.support.people import DAWN

DERIVED = {"citations"}
"""What follows from another fact that is asked."""


@pytest.fixture
def case(session: Session, judge: Actor) -> Arranged:
    return make_known_case(session, judge)


def test_every_paper_of_the_menu_is_gathered_and_asks_for_what_is_missing(case: Arranged, judge: Actor) -> None:
    for key in (*LISTING, *RESTS_ON):
        confirm_source(case.session, judge, ConfirmSource(key=key, confirmed=True, note="公报"))
    for kind in (kind for kinds in MENU.values() for kind in kinds):
        gathered = gather.gather(case.session, judge, Wanted(kind=kind, case_id=case.case_id, person_id=case.person_id))
        asked = {ask.name for ask in gathered.asks}
        required = {name for name, field in KINDS[kind].facts.model_fields.items() if field.is_required()}
        assert required <= asked | set(gathered.facts) | DERIVED, kind
        assert gathered.facts["court"], kind


@pytest.mark.parametrize(("kind", "keys"), [("discredit_decision", LISTING), ("consumption_order", RESTS_ON)])
def test_a_paper_that_rests_on_an_article_nobody_read_is_refused_with_it(
    case: Arranged, judge: Actor, kind: str, keys: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as no:
        case.facts(judge, kind, None, {})
    assert (no.value.code, no.value.kind) == ("law.citation_unconfirmed", Kind.CONFLICT)
    assert [fault.field for fault in no.value.faults] == list(keys)


def test_an_order_on_consumption_shows_its_items_and_articles_once_they_are_confirmed(
    case: Arranged, judge: Actor
) -> None:
    for key in RESTS_ON:
        confirm_source(case.session, judge, ConfirmSource(key=key, confirmed=True, note="公报"))
    wanted = Wanted(kind="consumption_order", case_id=case.case_id, person_id=case.person_id)
    gathered = gather.gather(case.session, judge, wanted)
    cited = [one for one in gathered.facts["citations"] if "限制被执行人高消费" in one]
    assert [one[one.index("》") + 1 :] for one in cited] == ["第三条", "第八条", "第九条"]
    items = next(ask for ask in gathered.asks if ask.name == "items")
    assert tuple(items.suggestion) == PROHIBITED


def test_no_sample_shows_an_item_or_cites_an_article_that_nobody_read() -> None:
    unread = {one.key: one for one in provisions() if one.certainty is Certainty.UNCONFIRMED}
    for kind in KINDS.values():
        shown = kind.sample().model_dump_json()
        assert AMENDED not in shown, kind.key
        day = kind.sample().dated
        assert not [key for key in unread if _in_words(key, day) in shown], kind.key


def _in_words(key: str, day: date) -> str:
    """The article as a paper would print it; one of a law as a whole is told by its title."""
    return cite(key, day).full


def test_the_menu_names_each_kind_once() -> None:
    listed = [kind for kinds in MENU.values() for kind in kinds]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(KINDS)


def test_an_execution_notice_is_filled_from_the_title_of_the_case(case: Arranged, judge: Actor) -> None:
    added = {"effective_on": ["2025-04-20"], "duties": ["偿还本金\n支付利息"], "fee": ["1,403.5"], "within": ["10"]}
    facts = case.facts(judge, "execution_notice", None, {**added, "phone": ["000"], "address": ["某地"]})
    assert isinstance(facts, ExecutionNotice)
    assert facts.addressee == "张某一"
    assert facts.duties == ("偿还本金", "支付利息")
    assert facts.fee == Money(140_350)
    assert "990000000001" in facts.account
    assert any("第二百五十一条" in one for one in facts.citations)


def test_a_property_report_looks_back_one_year(case: Arranged, judge: Actor) -> None:
    facts = case.facts(judge, "property_report", None, {"within": ["10"]})
    assert facts.since == date(judge.now.day.year - 1, judge.now.day.month, judge.now.day.day)
    assert facts.change_days == 10


def test_a_release_notice_goes_only_to_a_place_that_holds_him(case: Arranged, act: Act) -> None:
    detention = make_detention(case, act)
    make_done(case, act("police", DAWN), "detain.announce", proposal_id=detention)
    judge = act("judge", DAWN + timedelta(hours=2))
    asked = ProposeEarlyRelease(of_id=detention, reason="已全部履行，写具结悔过书", cause="repented")
    release = make_approved(
        case.session, act("president", judge.now), propose_early_release(case.session, judge, asked)
    )
    with pytest.raises(Refusal) as no:
        case.facts(judge, "release_notice", release)
    assert (no.value.code, no.value.kind) == ("paper.not_in_custody", Kind.CONFLICT)
    make_done(case, act("police", DAWN + timedelta(hours=1)), "detain.admit", place="彭阳县拘留所")
    typed = {"reason": ["已履行"], "place": ["某拘留所"], "addressee": ["某公安局"]}
    facts = case.facts(judge, "release_notice", release, typed)
    assert (str(facts.decision_number), facts.days) == (NUMBER, 15)


def test_the_articles_of_an_assistance_follow_from_what_is_asked(case: Arranged, judge: Actor) -> None:
    added = {
        "addressee": ["某银行"],
        "matter_kind": ["扣留、提取收入"],
        "matter": ["每月扣留收入"],
        "ruling": ["（2025）宁0425执1001号之一"],
        "attached": ["执行裁定书"],
        "officers": ["李文", "陈敏"],
    }
    facts = case.facts(judge, "assistance_notice", None, added)
    assert any("第二百五十四条" in one for one in facts.citations)
    assert case.lacks(judge, "assistance_notice", None, {**added, "matter_kind": [""]}) == "协助类别、法律依据"


def seizure(**changes: str) -> dict[str, list[str]]:
    thing = {
        "name": "货车", "category": "动产", "features": "号牌宁D00001", "quantity": "1辆", "condition": "可用",
        "owner": "张某一", "place": "院内", "custodian": "张某一", "use": "可以继续使用",
        "harm": "不影响价值", "exempt": "不属于",
    }  # fmt: skip
    cells = {f"things.0.{name}": [value] for name, value in (thing | changes).items()}
    typed = {
        "measure": ["查封"],
        "limit": ["100000"],
        "starts": ["2026-01-17"],
        "ends": ["2028-01-16"],
        "clerk": ["陈敏"],
    }
    return {**typed, "reason": ["未履行"], "judges": ["李文"], **cells}


def test_a_seizure_holds_no_longer_than_the_law_lets_it(case: Arranged, judge: Actor) -> None:
    facts = case.facts(judge, "seizure_ruling", None, seizure())
    assert (facts.things[0].custodian, facts.ends) == ("张某一", date(2028, 1, 16))
    with pytest.raises(Refusal) as no:
        case.facts(judge, "seizure_ruling", None, {**seizure(), "ends": ["2028-01-17"]})
    assert [fault.code for fault in no.value.faults] == ["field.seizure_term"]
    assert ("last", "2028-01-16") in no.value.faults[0].facts


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"custodian": "村委会"}, "field.custodian_use"), ({"name": "农民工工资专用账户存款"}, "field.wage_account")],
)
def test_who_may_use_and_what_may_not_be_seized(
    case: Arranged, judge: Actor, changes: dict[str, str], code: str
) -> None:
    with pytest.raises(Refusal) as no:
        case.facts(judge, "seizure_ruling", None, seizure(**changes))
    assert [fault.code for fault in no.value.faults] == [code]


def test_only_a_president_of_this_court_signs_and_not_later_than_the_paper(case: Arranged, judge: Actor) -> None:
    kind = KINDS["consumption_order"]
    given = dict(kind.sample()) | {"approved_by": "王成"}
    require_signed(case.session, kind, given)
    with pytest.raises(Refusal) as no:
        require_signed(case.session, kind, given | {"approved_by": "李文", "approved_on": date(2026, 3, 1)})
    assert [fault.code for fault in no.value.faults] == ["paper.not_president", "paper.signed_later"]
    assert no.value.facts["fields"] == "签发人（院长）、签发日期"


def test_every_fact_is_asked_in_a_form_that_fits_it() -> None:
    forms = {ask.name: ask.form for ask in asks_of(ExecutionNotice, ())}
    assert forms["effective_on"] is AskForm.DAY
    assert forms["duties"] is AskForm.LINES
    assert forms["fee"] is AskForm.MONEY
    assert forms["within"] is AskForm.NUMBER
    assert forms["officer"] is AskForm.LINE
    assert {ask.suggestion for ask in asks_of(ExecutionNotice, ())} == {None}


def test_what_is_made_at_the_door_and_what_is_issued_are_told_apart() -> None:
    assert set(KINDS) >= FIELD
    assert not {kind for kind in FIELD if KINDS[kind].approval.value != "none"}
